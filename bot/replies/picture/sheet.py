"""The picture itself: the answer, the days used and left, a strip for each month, and what the marks mean."""

from collections.abc import Sequence
from typing import Final

from bot.replies import vocabulary
from bot.replies.answer import level_line
from bot.replies.lines import sentence
from bot.replies.picture.canvas import EDGE, INK, PAGE, SOFT, Canvas, measured, number, wrapped
from bot.replies.picture.legend import legend
from bot.replies.picture.marks import look
from bot.replies.picture.strips import Strips
from bot.replies.picture.title import account_shown, besides, title
from bot.replies.words import Words
from rules.assessment import Account, Assessment
from rules.strip import Days

_INNER: Final = PAGE - 2 * EDGE
_TALLEST: Final = 2000.0
_COLOURS: Final = {"green": "#1b7f3b", "amber": "#a65c00", "red": "#b3001b"}


def sheet(assessment: Assessment, days: Sequence[Days], words: Words, told: str) -> str:
    """Return the picture as SVG, 360 wide.

    Args:
        assessment: the answer that is shown.
        days: the days in Russia, as :func:`rules.strip.strip` has them.
        words: the words of the language.
        told: the picture in words, for those who have it read out.
    """
    canvas = Canvas(PAGE)
    canvas.rect(0, 0, PAGE, _TALLEST, fill="#fff")
    bottom = _heading(canvas, assessment, words)
    account = account_shown(assessment)
    if account is not None:
        bottom = _account(canvas, account, bottom + 8, words)
    strips = Strips(assessment, days)
    bottom = strips.draw(canvas, bottom + 10, words)
    bottom = legend(canvas, strips, bottom + 10, words)
    bottom = _footing(canvas, assessment, bottom + 4, words)
    return canvas.svg(bottom + 6, told)


# --- above ------------------------------------------------------------------------------------


def _heading(canvas: Canvas, assessment: Assessment, words: Words) -> float:
    """Write the answer beside the sign of its level; return where it ends."""
    level = assessment.cautious.level
    colour = _COLOURS[level]
    left = EDGE + 44
    room = PAGE - EDGE - left
    y = 20.0
    canvas.text(left, y, _word_of_level(assessment, words), 12, bold=True, fill=colour)
    top = title(assessment, words)
    for line in wrapped(sentence(top.answer), 19, room, bold=True):
        y += 23
        canvas.text(left, y, line, 19, bold=True, fill=INK)
    for line in wrapped(top.day, 14, room):
        y += 19
        canvas.text(left, y, line, 14, fill=INK)
    for text in besides(assessment, words):
        for line in wrapped(sentence(text), 12, room):
            y += 16
            canvas.text(left, y, line, 12, fill=colour)
    _sign(canvas, level, EDGE + 18, 26)
    return max(y, 46) + 6


def _word_of_level(assessment: Assessment, words: Words) -> str:
    """Return the word of the level without the sign before it, which is drawn."""
    line = level_line(assessment, words)
    return line[next(place for place, letter in enumerate(line) if letter.isalpha()) :]


def _sign(canvas: Canvas, level: str, x: float, y: float) -> None:
    """Draw the sign of the level: a tick in a circle, a triangle with a mark, an octagon with a bar."""
    at, colour = f"M{number(x)} {number(y)}", _COLOURS[level]
    white = {"fill": "none", "stroke": "#fff", "stroke_width": 4, "stroke_linecap": "round"}
    match level:
        case "green":
            canvas.path(f"{at}m-16 0a16 16 0 1 0 32 0a16 16 0 1 0 -32 0z", fill=colour)
            canvas.path(f"{at}m-7.5 .5l5 5.5 10 -11", stroke_linejoin="round", **white)
        case "amber":
            canvas.path(f"{at}m0 -17l18 32h-36z", fill=colour, stroke=colour, stroke_linejoin="round")
            canvas.path(f"{at}m0 -6v9m0 7v.1", **white)
        case _:
            canvas.path(f"{at}m-6.6 -16h13.2l9.4 9.4v13.2l-9.4 9.4h-13.2l-9.4 -9.4v-13.2z", fill=colour)
            canvas.path(f"{at}m-8 0h16", **white)


def _account(canvas: Canvas, account: Account, top: float, words: Words) -> float:
    """Draw the days used and left as one bar, the used ones filled; return where it ends."""
    whole = max(account.used, account.limit)
    used = _INNER * min(account.used, account.limit) / whole
    over = account.used - account.limit
    colour = look("visa_free").fill
    canvas.rect(EDGE + 0.75, top, _INNER - 1.5, 17, fill="#fff", stroke=colour, stroke_width=1.5)
    if used:
        canvas.rect(EDGE, top - 0.75, used, 18.5, fill=colour)
    if over > 0:
        canvas.rect(EDGE + used, top - 0.75, _INNER - used, 18.5, fill=look(None).fill)
        canvas.rect(EDGE + used - 1, top - 3, 2, 23, fill=INK)
    rest, ink = (f"+{over}", "#fff") if over > 0 else (str(account.left), INK)
    for counted, start, room, fill in (
        (str(account.used - max(0, over)), EDGE, used, "#fff"),
        (rest, EDGE + used, _INNER - used, ink),
    ):
        if measured(counted, 13, bold=True) + 6 <= room:
            canvas.text(start + room / 2, top + 13, counted, 13, bold=True, fill=fill, anchor="middle")
    y = top + 17
    text = words("picture.account", used=account.used, limit=account.limit, left=account.left)
    for line in wrapped(sentence(text), 12, _INNER):
        y += 16
        canvas.text(EDGE, y, line, 12, fill=INK)
    return y + 2


# --- below ------------------------------------------------------------------------------------


def _footing(canvas: Canvas, assessment: Assessment, top: float, words: Words) -> float:
    """Write for which day the picture holds, and what nobody has checked; return where it ends."""
    unchecked = [words(vocabulary.UNCHECKED[key]) for key in vocabulary.ALWAYS_UNCHECKED]
    text = words("picture.footer", date=assessment.on, things=words.listing(unchecked))
    y = top
    for line in wrapped(text, 10.5, _INNER):
        y += 14
        canvas.text(EDGE, y, line, 10.5, fill=SOFT)
    return y
