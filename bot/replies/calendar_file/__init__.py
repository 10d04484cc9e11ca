"""The dates of an answer as a file for the calendar of a phone."""
