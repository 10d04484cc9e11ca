"""What is said to a person: an assessment put into words of their language."""
