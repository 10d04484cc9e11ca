"""How reminders reach people: rows that are wanted, workers that claim what is due, and what became of it."""
