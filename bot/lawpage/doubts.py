"""What a reviewer should look at first: the doubts of all records, and the rules that are left out."""

from collections.abc import Iterator
from itertools import groupby

from bot.lawpage.chapters import CHAPTERS, HEADINGS, heading_of
from bot.lawpage.wording import day_text, link, plain, term_text
from rules.law import Law, Provision
from rules.left_out import KINDS, LeftOut

_FEW = "The sources are few or second-hand."

_OF_KINDS = {
    "low certainty": "One weak source, or sources that contradict each other: such a rule decides no answer.",
    "facts not in the case format": "Nobody is asked for the fact on which the rule hangs.",
    "not a matter of status": "Neither the stay, nor a duty with a day, nor a ban follows from it.",
    "announced only": "A bill or a plan; nothing shows that it came into force.",
}


def doubts_lines(law: Law) -> Iterator[str]:
    """Yield everything that is not sure, gathered from the records."""
    yield "## Open doubts"
    yield ""
    yield "Gathered from the records above, for a reviewer in a hurry."
    yield ""
    unsure = [each for each in _in_order(law) if each.certainty != "high"]
    yield f"**Records of less than high certainty ({len(unsure)}).**"
    yield ""
    yield from (f"- {_named(each)}, {each.certainty}: {plain(each.doubt or _FEW)}" for each in unsure)
    yield ""
    open_points = [each for each in _in_order(law) if each.certainty == "high" and each.doubt]
    yield f"**Sure rules with a point left open ({len(open_points)}).**"
    yield ""
    for doubt in dict.fromkeys(each.doubt for each in open_points):
        names = [_named(each) for each in open_points if each.doubt == doubt]
        yield f"- {'; '.join(names)}: {plain(doubt)}"
    yield ""
    countries = [each for each in law.countries.values() if each.doubt or each.certainty != "high"]
    yield f"**Countries ({len(countries)}).** See {link('Countries')}: each names what is open about it."
    yield ""
    yield f"**Points read in two ways ({len(law.readings)}).**"
    yield ""
    yield from (f"- {link(reading.says)} ({reading.certainty})" for reading in law.readings.values())
    yield ""


def left_out_lines(left_out: tuple[LeftOut, ...]) -> Iterator[str]:
    """Yield the rules that no record holds, by the reason for which they are left out."""
    yield "## Left out, with the reason"
    yield ""
    yield (
        f"{len(left_out)} rules stand in the notes from which the records were made, and decide no answer: "
        "what each says, *why it is left out*, and its name in the notes. A reviewer may know better of each."
    )
    yield ""
    by_kind = sorted(left_out, key=lambda each: KINDS.index(each.kind))
    for kind, rules in groupby(by_kind, key=lambda each: each.kind):
        yield f"### {kind[0].upper()}{kind[1:]}"
        yield ""
        yield _OF_KINDS[kind]
        yield ""
        for each in rules:
            yield f"- {plain(each.says)} *{plain(each.reason)}* ({plain(each.rule)})"
        yield ""


def _in_order(law: Law) -> list[Provision]:
    place = {name: number for number, name in enumerate(HEADINGS)}
    return sorted(law.provisions, key=lambda each: (place.get(each.id, len(place)), each.since))


def _named(provision: Provision) -> str:
    term = term_text(provision.since, provision.until)
    return f"{link(heading_of(provision.id))}, {term[0].lower()}{term[1:]}"


def counts(law: Law) -> str:
    """Return how many records there are, and how many of them are sure."""
    sure = sum(each.certainty == "high" for each in law.provisions)
    chapters = len(CHAPTERS)
    return (
        f"{len(law.provisions)} versions of {len(HEADINGS)} rules in {chapters} chapters; "
        f"{sure} of the versions are of high certainty. The law as a whole was read on "
        f"{day_text(law.checked)}."
    )
