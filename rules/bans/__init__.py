"""Grounds for a re-entry ban: what the law makes of stays, rulings, removals and decisions.

Only a decision of an agency makes a ban; what is found here are grounds for one (114-FZ 25.10).
"""
