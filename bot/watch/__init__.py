"""What the operator is told: how many reminders are due, sent, late, failed. Numbers only, never a person."""
