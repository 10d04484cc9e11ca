"""What has been done since the entry: registration, medical examination, fingerprints."""

from typing import Any, Final

from bot.dialog.known import Known
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
from rules.when import When

_BOTH: Final = "both"
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


def _registrations(known: Known, until: str | None) -> list[dict[str, Any]]:
    """Return the registrations with one of this stay; its first day matters little and is not asked."""
    end = {} if until is None else {"until": until}
    return [*_before_this_stay(known), {"from": known.since(known.entered), **end}]


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
    return facts.put(registrations=_before_this_stay(known))


def _until(known: Known) -> str | None:
    here = known.items("registrations")[len(_before_this_stay(known)) :]
    return str(here[-1]["until"]) if here else None


def _take_until(known: Known, value: str) -> Taken:
    return known.facts.put(registrations=_registrations(known, value))


def _registered_span(known: Known) -> Span:
    return from_day(known.entry.first, far(known.today), "date.before_entry", "date.too_late")


def _with_health(known: Known, choice: str, done: str) -> dict[str, Any]:
    """Return the case with the examinations chosen done on a day, and the others not."""
    case = {key: value for key, value in known.case.items() if key not in {"medical", "fingerprinted"}}
    if choice in {_BOTH, "medical"}:
        case["medical"] = [done]
    if choice in {_BOTH, "fingerprints"}:
        case["fingerprinted"] = done
    return case


def _health_matters(known: Known) -> bool:
    return known.inside and known.matters(
        *(_with_health(known, option.code, known.entered.isoformat()) for option in _HEALTH)
    )


def _take_health(known: Known, choice: str) -> Taken:
    case = _with_health(known, choice, known.since(known.entered))
    return known.facts.tell(health=choice).put(
        medical=case.get("medical"), fingerprinted=case.get("fingerprinted")
    )


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
        id="registered.until",
        ask=saying("ask.registered.until"),
        asked=lambda known: known.inside and known.told("registered") == "yes",
        current=_until,
        form=Days(_registered_span, ahead=True),
        take=_take_until,
    ),
    Question(
        id="health",
        ask=saying("ask.health"),
        asked=_health_matters,
        current=told("health"),
        form=Choices(fixed(*_HEALTH)),
        take=_take_health,
    ),
)
