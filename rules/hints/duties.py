"""Hints on duties and decisions: what the law may ask or allow, and no fact or source settles.

None of them decides an answer; each is a name among what was not checked.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Final

from rules.account import YEAR
from rules.days import MONTHS_OF_YEAR, last_of_months
from rules.duties import health, moscow, patent
from rules.duties.decided import must_leave
from rules.duties.due import Scene
from rules.evaluate import Draft
from rules.grounds.family import TIES
from rules.grounds.permits import HOME
from rules.grounds.span import VISA_FREE
from rules.hints.absence import is_near
from rules.law import Provision
from rules.world import Period

EXTENDED_BY_FAMILY: Final = frozenset({"citizen", "permanent_resident"})
"""Whose relatives may ask for the stay to be extended (115-FZ 5(10))."""


ON_REQUEST: Final = "on request"
"""How the record says that an accepted application alone does not make the stay longer."""


def duty_hints(draft: Draft, scene: Scene) -> Iterator[str]:
    """Yield the names of the hints that the answer gives rise to; ``scene`` is that of its duties."""
    yield from (name for name, holds in HINTS.items() if holds(draft, scene))


def can_extend_by_family(draft: Draft) -> bool:
    """Return whether a lawful stay may be extended for a relative, if it is asked for in time.

    One that was extended already is extended again when its end is near.
    """
    on, last = draft.world.on, draft.last_day
    if draft.status != "lawful" or last is None or draft.ground not in {VISA_FREE, "family"}:
        return False
    near = draft.line.book.at("product.level", on).number("amber_days")
    if draft.ground == "family" and last.toordinal() - on > near:
        return False
    return any(
        relative.of in EXTENDED_BY_FAMILY and relative.relation in TIES[relative.of].relations
        for relative in draft.world.case.family
    )


def _leave_decision(_draft: Draft, scene: Scene) -> bool:
    """Whether a decision obliges to leave a stay that is told by its own grounds (114-FZ 25.10)."""
    return must_leave(scene)


def _address_notice(_draft: Draft, scene: Scene) -> bool:
    """Whether a move was to be told if it was in Moscow or its region, and no region is known."""
    return not scene.manual and bool(scene.world.moves) and moscow.is_region_unknown(scene)


def _medical(_draft: Draft, scene: Scene) -> bool:
    """Whether the stay began before examinations were asked for, and none was told of (BIO-02)."""
    return not scene.world.medical and health.is_unasked(scene)


def _fingerprinted(_draft: Draft, scene: Scene) -> bool:
    """Whether the stay began before fingerprints were asked for, and none were told of (BIO-02)."""
    return scene.world.fingerprinted is None and health.is_unasked(scene)


def _patent_refused(draft: Draft, scene: Scene) -> bool:
    """Whether a new patent would be refused because one was annulled (115-FZ 13.3(3), (24))."""
    return draft.status != "manual" and bool(scene.world.patents) and patent.refused_until(scene) is not None


def _patent_region(_draft: Draft, scene: Scene) -> bool:
    """Whether the work of today is done in a region that no patent of today is for (115-FZ 13.3(16))."""
    world, on = scene.world, scene.on
    if not world.patents or not world.contracts:
        return False
    held = {each.region for each in world.patents if each.holds(on)}
    rule = scene.book.find("patent.regions", on)
    together = rule.value["together"] if rule is not None else ()
    if isinstance(together, tuple) and not held.isdisjoint(together):
        held.update(together)
    return bool(held - {None}) and any(
        each.holds(on) and each.region is not None and each.region not in held for each in world.contracts
    )


def _patent_moldova(_draft: Draft, scene: Scene) -> bool:
    """Whether the person came in the days whose arrivals worked without a patent for a time (decree 520)."""
    visit = scene.visit
    return visit is not None and visit.purpose in {None, "work"} and patent.is_waived(scene)


def _extend_stay(draft: Draft, _scene: Scene) -> bool:
    return can_extend_by_family(draft)


def _application_extension(draft: Draft, scene: Scene) -> bool:
    """Whether the stay goes on by an application only if its extension is asked for as well (D-14)."""
    if scene.visit is None or draft.status != "lawful" or not scene.world.applications:
        return False
    return any(
        piece.ground == "application"
        and piece.last >= scene.on
        and piece.provision is not None
        and piece.provision.value["extension"] == ON_REQUEST
        for piece in draft.line.stretches[-1].pieces
    )


def _overstay_excuse(draft: Draft, _scene: Scene) -> bool:
    """Whether there are grounds for the one ban that the law excuses (114-FZ 26(8), D-18)."""
    return any(found.ban.ground == "overstay_30" for found in draft.stay_bans)


def _belarus_days(draft: Draft, _scene: Scene) -> bool:
    """Whether days spent in Belarus, if they count, could use up what is left of the year's account."""
    book, on = draft.line.book, draft.world.on
    account = draft.account
    if account is None or not account.used or draft.status == "overstay":
        return False
    if account.left > book.at("product.hints", on).number("near_days"):
        return False
    since = book.law.readings["belarus_days"].since
    return since is not None and on >= since.toordinal() and draft.line.account.era(on).window == YEAR


def _study_next_level(draft: Draft, scene: Scene) -> bool:
    """Whether studies have just ended as agreed, or soon will: the next level may begin (115-FZ 5(7))."""
    rule = scene.book.find("study.next_level", scene.on)
    if rule is None or scene.visit is None or draft.status == "manual":
        return False
    days = rule.number("days")
    return draft.ground in {None, "study"} and any(
        study.until is not None and study.ended is None and abs(study.until - scene.on) <= days
        for study in scene.world.studies
    )


def _residence_absence(_draft: Draft, scene: Scene) -> bool:
    """Whether the absence of the year comes near what a residence permit is cancelled for (115-FZ 9(1))."""
    return is_near(scene.world, scene.book)


def _residence_notices(_draft: Draft, scene: Scene) -> bool:
    """Whether two yearly notices of a permanent permit in a row are not told of (115-FZ 9(1))."""
    rule = scene.book.find("duty.residence_notice", scene.on)
    return rule is not None and any(
        permit.kind == "permanent_residence"
        and permit.holds(scene.on)
        and any(one and other for one, other in pairwise(_without_notice(permit, rule, scene.on)))
        for permit in scene.world.permits
    )


def _without_notice(permit: Period, rule: Provision, on: int) -> Iterator[bool]:
    """Yield for each year of a permit whose notice is past due whether none was filed in the next year."""
    year = 1
    while last_of_months(permit.begin, MONTHS_OF_YEAR * year + rule.number("months")) < on:
        over = last_of_months(permit.begin, MONTHS_OF_YEAR * year)
        year += 1
        next_over = last_of_months(permit.begin, MONTHS_OF_YEAR * year)
        yield not any(over < day <= next_over for day in permit.noted)


def _residence_offences(draft: Draft, scene: Scene) -> bool:
    """Whether the rulings that give a ban can cost a residence permit as well (115-FZ 7, 9)."""
    return any(ban.ground == "offences_1y" for ban in draft.bans) and any(
        permit.kind in HOME and permit.holds(scene.on) for permit in scene.world.permits
    )


HINTS: Final[Mapping[str, Callable[[Draft, Scene], bool]]] = {
    "leave_decision": _leave_decision,
    "address_notice": _address_notice,
    "medical": _medical,
    "fingerprinted": _fingerprinted,
    "patent_refused_year": _patent_refused,
    "patent_region": _patent_region,
    "patent_moldova": _patent_moldova,
    "extend_stay": _extend_stay,
    "application_extension": _application_extension,
    "overstay_excuse": _overstay_excuse,
    "belarus_days": _belarus_days,
    "study_next_level": _study_next_level,
    "residence_absence": _residence_absence,
    "residence_notices": _residence_notices,
    "residence_offences": _residence_offences,
}
"""Each hint with the question whether the answer gives rise to it."""
