"""The tables from their first form to the present one, a revision a file."""
