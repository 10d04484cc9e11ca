"""The picture of a person's line of days: drawn once as SVG, turned into PNG, told in words."""

from bot.replies.picture.caption import caption
from bot.replies.picture.png import png
from bot.replies.picture.sheet import sheet

__all__ = ["caption", "png", "sheet"]
