"""Thin shells that carry the conversation: the terminal and Telegram."""
