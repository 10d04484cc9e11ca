"""What a change of the law has changed for somebody, in words: what was before and what is now."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.reminders.difference import Article, Difference
from bot.replies import vocabulary
from bot.replies.lines import law_name, sentence
from bot.replies.words import Words


def news_text(differences: Sequence[Difference], words: Words, today: date) -> str:
    """Return the heaviest difference and that it is the law's doing: two sentences.

    ``differences`` are all that there are, the heaviest first; of the others only their number is told.
    """
    because = words("news.because")
    if len(differences) > 1:
        because = words("news.because_more", count=str(len(differences)))
    return f"{_first(differences[0], words, today)} {because}"


def _first(difference: Difference, words: Words, today: date) -> str:
    old, new = difference.old, difference.new
    if difference.what != "last_day" or old is None or new is None:
        return f"{news_line(difference, words)}."
    days = {"old": difference.old_day, "new": difference.new_day}
    return words("news.over" if new < today.isoformat() else "news.last_day", **days)


def news_entry(difference: Difference, words: Words) -> str:
    """Return what was before and is now, and in a line each the law that it stands on."""
    return "\n".join((news_line(difference, words), *(_law(each, words) for each in difference.law)))


def news_line(difference: Difference, words: Words) -> str:
    """Return what was before and what is now, as one line without a full stop."""
    old, new = _values(difference, words)
    return sentence(words("news.line", what=_name(difference, words), old=old, new=new))


def _name(difference: Difference, words: Words) -> str:
    match difference.what:
        case "last_day":
            return words("found.last")
        case "ground":
            return words("found.ground")
        case "status":
            return words("found.status")
        case "duty":
            duty = words(vocabulary.DUTIES.get(difference.name, vocabulary.OTHER_DUTY).name)
            return words("news.duty", duty=duty)
        case "ban":
            ground = words(vocabulary.BANS.get(difference.name, vocabulary.OTHER_BAN))
            return words("news.ban" if difference.first is None else "news.ban_if_left", ground=ground)


def _values(difference: Difference, words: Words) -> Iterator[str]:
    """Yield the value before and after."""
    match difference.what:
        case "ground":
            table, other = vocabulary.GROUNDS, vocabulary.OTHER_GROUND
            yield from (words(table.get(each or "", other)) for each in (difference.old, difference.new))
        case "status":
            statuses: dict[str, str] = {**vocabulary.STATUSES}
            yield from (words(statuses[each or ""]) for each in (difference.old, difference.new))
        case "ban":
            first = difference.first or (None, None)
            yield _closed(difference.old_day, first[0], words, there=difference.how != "new")
            yield _closed(difference.new_day, first[1], words, there=difference.how != "gone")
        case _:
            for day in (difference.old_day, difference.new_day):
                yield words("news.none") if day is None else words.date(day)


def _closed(until: date | None, first: str | None, words: Words, *, there: bool) -> str:
    """Return until when a ban goes; how long, where it would begin only with the day of leaving."""
    if not there:
        return words("news.none")
    if until is None:
        return words("news.unknown")
    years = 0 if first is None else until.year - date.fromisoformat(first).year
    return words.count("year", years) if years > 0 else words.date(until)


def _law(article: Article, words: Words) -> str:
    certainty = words(vocabulary.CERTAINTIES.get(article.certainty, vocabulary.OTHER_CERTAINTY))
    law = law_name(article.law, words)
    return words("why.law", law=law, version=article.version, certainty=certainty)
