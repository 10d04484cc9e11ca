"""What an answer adds to its numbers: what lies ahead, what was not checked, what may help or harm."""
