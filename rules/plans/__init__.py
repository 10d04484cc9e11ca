"""Trips not made yet, and what would follow if: leaving on a day, paying until one, coming for some days."""
