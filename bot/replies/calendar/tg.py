"""Seed."""

from bot.replies.calendar.ru import RU

TG = RU
