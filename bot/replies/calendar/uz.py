"""Seed."""

from bot.replies.calendar.ru import RU

UZ = RU
