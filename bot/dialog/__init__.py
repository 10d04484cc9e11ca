"""The conversation as pure data and steps; it knows no channel and does no input or output."""
