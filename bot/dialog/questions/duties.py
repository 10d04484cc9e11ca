"""What has been done since the entry: registration, a move, medical examination, fingerprints."""

from datetime import timedelta
from typing import Any, Final

from bot.dialog.known import DAY, UNSURE, Known
from bot.dialog.questions.form import (
    DONT_KNOW,
    YES_NO,
    Choices,
    Days,
    Option,
    Question,
    Span,
    Taken,
    far,
    fixed,
    from_day,
    saying,
    told,
)
from bot.dialog.questions.lists import optional, unsure_as
from rules.when import When

_A_DAY: Final = timedelta(days=1)
_BOTH: Final = "both"
_UNTIL: Final = "registered.until"
_HEALTH: Final = (
    Option(_BOTH, "health.both"),
    Option("medical", "health.medical"),
    Option("fingerprints", "health.fingerprints"),
    Option("neither", "health.neither"),
    DONT_KNOW,
)


def _before_this_stay(known: Known) -> list[dict[str, Any]]:
    """Return the registrations of earlier stays, which ended before the present one began."""

    def earlier(item: dict[str, Any]) -> bool:
        last = When.parse(item["from"]).last
        return last is not None and last < known.entered

    return list(filter(earlier, known.items("registrations")))


def _registrations(known: Known, until: str | None, moved: When | None = None) -> list[dict[str, Any]]:
    """Return the registrations with one of this stay; its first day matters little and is not asked.

    It is only known to lie before the day on which the person ``moved`` after it.
    """
    here = known.items("registrations")[len(_before_this_stay(known)) :]
    where = {"region": here[-1]["region"]} if here and "region" in here[-1] else {}
    last = known.today if moved is None or moved.first is None else moved.first - _A_DAY
    start = str(When(min(known.entered, last), last))
    return [*_before_this_stay(known), {"from": start, **optional("until", until), **where}]


def _registered_matters(known: Known) -> bool:
    if not known.inside:
        return False
    return known.matters(
        {**known.case, "registrations": _before_this_stay(known)},
        {**known.case, "registrations": [{"from": known.entered.isoformat()}]},
    )


def _take_registered(known: Known, choice: str) -> Taken:
    facts = known.facts.tell(registered=choice)
    if choice == "yes":
        return facts
    # Who is not registered has no registration that a move came after.
    return facts.tell(**dict.fromkeys(_MOVING)).put(
        registrations=_before_this_stay(known), moves=_moves_before(known)
    )


def _until(known: Known) -> str | None:
    here = known.items("registrations")[len(_before_this_stay(known)) :]
    until = here[-1].get("until") if here else None
    return None if until is None else str(until)


def _until_told(known: Known) -> str | None:
    """Return the end as it was told, which may be less than what follows from it."""
    until = _until(known)
    return until if until is None else known.told(_UNTIL) or until


def _take_until(known: Known, value: str) -> Taken:
    """Take the end; one not known to the day cannot be over, as the person said to be registered now."""
    told = When.parse(value)
    first, last = told.first or known.today, told.last or far(known.today)
    until = When(max(first, known.today), last) if last >= known.today else told
    facts = known.facts.tell(registered="yes", **{_UNTIL: None if told.exact else value})
    return facts.put(registrations=_registrations(known, str(until), _moved(known)))


def _registered_span(known: Known) -> Span:
    return from_day(known.entry.first, far(known.today), "date.before_entry", "date.too_late")


# --- another address ---------------------------------------------------------------------------

_MOVING: Final = ("moved", "moved.on", "moved.where")
_MOSCOW: Final = "RU-MOW"
"""Where a move asks for more, so it is taken where the person does not know."""
_ELSEWHERE: Final = "elsewhere"
_REGIONS: Final = (
    Option(_MOSCOW, "region.moscow"),
    Option("RU-MOS", "region.moscow_region"),
    Option(_ELSEWHERE, "region.other"),
    DONT_KNOW,
)


def _moves_before(known: Known) -> list[str]:
    """Return the moves of earlier stays."""
    days = [str(item[DAY]) for item in known.items("moves")]
    return [day for day in days if (When.parse(day).last or known.today) <= known.entered]


def _moved(known: Known) -> When | None:
    """Return the day of the move in this stay; None where there was none."""
    days = [str(item[DAY]) for item in known.items("moves")][len(_moves_before(known)) :]
    return When.parse(days[-1]) if days else None


def _with_move(known: Known, day: When | None) -> dict[str, Any]:
    """Return what of the case a move after the registration changes; None: there was none."""
    moves = [*_moves_before(known), *([] if day is None else [str(day)])]
    return {"registrations": _registrations(known, _until(known), day), "moves": moves}


def _moved_matters(known: Known) -> bool:
    if not known.inside or known.told("registered") != "yes" or _until(known) is None:
        return False
    return known.matters(
        {**known.case, **_with_move(known, None)}, {**known.case, **_with_move(known, When.on(known.today))}
    )


def _take_moved(known: Known, choice: str) -> Taken:
    facts = known.facts.tell(**dict.fromkeys(_MOVING)).tell(moved=choice)
    if choice == "yes":
        return facts
    return facts.put(**_with_move(known, None))


def _after_entry(known: Known) -> Span:
    return from_day(known.entered + _A_DAY, known.today, "date.before_entry", "date.future")


def _take_moved_on(known: Known, value: str) -> Taken:
    """Take the day of the move; one that nobody knows lies at least within the stay."""
    day = When.parse(value)
    span = _after_entry(known)
    return known.facts.tell(**{"moved.on": value}).put(
        **_with_move(known, day if day.known else When(span.first, span.last))
    )


def _moved_on(known: Known) -> str | None:
    return known.told("moved.on") if _moved(known) else None


def _with_region(known: Known, region: str) -> list[dict[str, Any]]:
    *earlier, last = known.items("registrations")
    bare = {key: value for key, value in last.items() if key != "region"}
    return [*earlier, bare if region == _ELSEWHERE else {**bare, "region": region}]


def _region_matters(known: Known) -> bool:
    if not known.inside or known.told("moved") != "yes" or _moved(known) is None:
        return False
    if not known.items("registrations"):
        return False
    return known.matters(
        *({**known.case, "registrations": _with_region(known, each)} for each in (_ELSEWHERE, _MOSCOW))
    )


def _take_region(known: Known, choice: str) -> Taken:
    region = unsure_as(_MOSCOW, choice)
    return known.facts.tell(**{"moved.where": choice}).put(registrations=_with_region(known, region))


# --- examinations ------------------------------------------------------------------------------


def _with_health(known: Known, choice: str, done: str) -> dict[str, Any]:
    """Return the case with the examinations chosen done on a day, and the others not."""
    case = {key: value for key, value in known.case.items() if key not in {"medical", "fingerprinted"}}
    if choice in {_BOTH, "medical"}:
        case["medical"] = [done]
    if choice in {_BOTH, "fingerprints"}:
        case["fingerprinted"] = done
    return case


def _health_matters(known: Known) -> bool:
    """Whether it counts that both were done, on the first day or on the last."""
    return known.inside and known.matters(
        _with_health(known, "neither", ""),
        *(_with_health(known, _BOTH, day.isoformat()) for day in (known.entered, known.today)),
    )


def _take_health(known: Known, choice: str) -> Taken:
    case = _with_health(known, choice, known.since(known.entered))
    return known.facts.tell(health=choice, examined=None).put(
        medical=case.get("medical"), fingerprinted=case.get("fingerprinted")
    )


def _examined_matters(known: Known) -> bool:
    """Whether it counts on which day of the stay the examination was: it is good for a time."""
    if not known.inside or known.told("health") not in {_BOTH, "medical"}:
        return False
    return known.matters(
        *({**known.case, "medical": [day.isoformat()]} for day in (known.entered, known.today))
    )


def _examined_span(known: Known) -> Span:
    return from_day(known.entered, known.today, "date.before_entry", "date.future")


def _take_examined(known: Known, value: str) -> Taken:
    day = known.since(known.entered) if value == UNSURE else value
    both = known.told("health") in {_BOTH, "fingerprints"}
    return known.facts.tell(health=_BOTH if both else "medical", examined=value).put(medical=[day])


QUESTIONS: Final = (
    Question(
        id="registered",
        ask=saying("ask.registered"),
        asked=_registered_matters,
        current=told("registered"),
        form=Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
        take=_take_registered,
    ),
    Question(
        id=_UNTIL,
        ask=saying("ask.registered.until"),
        asked=lambda known: known.inside and known.told("registered") == "yes",
        current=_until_told,
        form=Days(_registered_span, ahead=True),
        take=_take_until,
    ),
    Question(
        id="moved",
        ask=saying("ask.moved"),
        asked=_moved_matters,
        current=told("moved"),
        form=Choices(fixed(*YES_NO, DONT_KNOW), columns=2),
        take=_take_moved,
    ),
    Question(
        id="moved.on",
        ask=saying("ask.moved.on"),
        asked=lambda known: known.inside and known.told("moved") == "yes",
        current=_moved_on,
        form=Days(_after_entry),
        take=_take_moved_on,
    ),
    Question(
        id="moved.where",
        ask=saying("ask.moved.where"),
        asked=_region_matters,
        current=told("moved.where"),
        form=Choices(fixed(*_REGIONS)),
        take=_take_region,
    ),
    Question(
        id="health",
        ask=saying("ask.health"),
        asked=_health_matters,
        current=told("health"),
        form=Choices(fixed(*_HEALTH)),
        take=_take_health,
    ),
    Question(
        id="examined",
        ask=saying("ask.examined"),
        asked=_examined_matters,
        current=told("examined"),
        form=Days(_examined_span),
        take=_take_examined,
    ),
)
