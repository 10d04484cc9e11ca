"""The rules of stay in Russia as a pure engine: facts in, assessment out.

Nothing here knows the clock, a time zone, a file, a network or a sentence for people.
"""
