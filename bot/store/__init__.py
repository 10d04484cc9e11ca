"""What is kept of a person, encrypted, and for how long."""
