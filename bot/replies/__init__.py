"""An assessment in a person's language."""
