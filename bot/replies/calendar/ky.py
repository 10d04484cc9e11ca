"""Seed."""

from bot.replies.calendar.ru import RU

KY = RU
