"""Reminders in the conversation: agreeing to them, the list of them, what is done about one that came."""
