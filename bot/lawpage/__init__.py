"""The law as a page for a lawyer to review: made from the records, in the order in which it is read.

Everything here is pure; the command that prints the page reads the files.
"""
