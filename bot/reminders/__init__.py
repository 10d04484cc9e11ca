"""Reminders: which are wanted, when each may arrive, and their way to the person."""
