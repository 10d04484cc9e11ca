"""The order of the page: which provisions stand in which chapter, and under which heading.

A provision is found under its heading with all its versions, the newest first.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple


class Chapter(NamedTuple):
    """A chapter: its title, a sentence or two that lead into it, and the headings by provision."""

    title: str
    lead: str
    headings: Mapping[str, str]


CHAPTERS: Final = (
    Chapter(
        "How long one may stay",
        "For whoever came without a visa and has no better ground. Every day with any presence counts, the "
        "day of entry and the day of exit included.",
        {
            "stay.visa_free": "Days without a visa",
            "stay.unbroken": "One stay without a break",
            "stay.suspension": "Days of the epidemic that do not count",
            "stay.treaty": "Equal movement of citizens of Belarus",
        },
    ),
    Chapter(
        "What makes a stay lawful for longer",
        "Each of these carries the stay beyond the days without a visa for as long as it holds. What is left "
        "of those days afterwards is read in two ways.",
        {
            "stay.patent": "A patent",
            "stay.contract": "A contract in the Eurasian Economic Union",
            "stay.open_contract": "A contract that names no end",
            "stay.family_worker": "The family of such a worker",
            "stay.patent_children": "Children of a patent holder",
            "stay.family": "Relatives of citizens and of permanent residents",
            "stay.study": "Studies",
            "study.next_level": "The next level of studies",
            "stay.permit": "A residence or work permit",
            "stay.permanent_without_end": "Permanent residence without an end",
            "stay.application": "An application for residence that is not decided yet",
        },
    ),
    Chapter(
        "Terms to leave",
        "When a ground is over, and nothing else keeps the stay.",
        {
            "duty.leave": "The duty to leave",
            "stay.shortened": "After a decision that shortens the stay",
            "stay.permit_cancelled": "After a residence permit was cancelled",
            "stay.permit_expired": "After a residence permit ran out",
            "stay.new_contract": "After a contract in the Union ended early",
            "stay.patent_departure": "After a patent, in the older law",
        },
    ),
    Chapter(
        "Registration",
        "The host files it; what is told to the person is the last day by which it should be there. The free "
        "days of the treaties run from the entry.",
        {
            "duty.register": "The general term to register",
            "duty.register.TJ": "Registration of citizens of Tajikistan",
            "duty.register.UZ": "Registration of citizens of Uzbekistan",
            "duty.register.KZ": "Registration of citizens of Kazakhstan",
            "duty.register.AM": "Registration of citizens of Armenia",
            "duty.register.KG": "Registration of citizens of Kyrgyzstan",
            "duty.register.BY": "Registration of citizens of Belarus",
            "duty.register.eaeu_family": "Registration of the family of a worker from the Union",
            "duty.register.highly_qualified": "Registration of highly qualified specialists",
            "duty.register_short_stay": "Short stays without registration",
            "duty.register_after_exemption": "Registration after the free days",
            "duty.address_notice": "A new address in Moscow and its region",
        },
    ),
    Chapter(
        "Entry",
        "What is filed before the entry, and the card that is received with it.",
        {
            "duty.entry_statement": "The electronic statement before entry",
            "duty.migration_card": "A lost migration card",
        },
    ),
    Chapter(
        "Health and fingerprints",
        "The day of entry, or of the contract, is the first day of the term.",
        {
            "duty.medical": "The medical examination",
            "duty.fingerprints": "Fingerprints and photo",
            "duty.medical_renewal": "The examination once more",
        },
    ),
    Chapter(
        "The patent",
        "What somebody who works with a patent has to do, and by when.",
        {
            "duty.patent_application": "Applying for a patent",
            "patent.decision": "How long the office may take",
            "duty.patent_payment": "Paying for a patent",
            "duty.contract_notice": "Telling of the contract",
            "duty.patent_renewal": "Another term of the patent",
            "patent.renewal_once": "Once only, in the older law",
            "patent.refused": "After a patent was annulled",
            "patent.regions": "Where a patent is good for work",
            "patent.waiver.MD": "Citizens of Moldova without a patent",
        },
    ),
    Chapter(
        "Work without a patent",
        "For workers from the Eurasian Economic Union.",
        {"duty.new_contract": "A new contract after one that ended early"},
    ),
    Chapter(
        "Residence",
        "What the holder of a residence permit has to do, and what can end the permit.",
        {
            "duty.residence_notice": "The yearly notice",
            "duty.permit_renewal": "The end of a permit",
            "residence.absence": "Absence from Russia",
        },
    ),
    Chapter(
        "Rulings and fines",
        "Terms that run from a ruling; the day after it is the first.",
        {
            "duty.fine_payment": "Paying a fine",
            "duty.expulsion_appeal": "Appealing against an expulsion",
        },
    ),
    Chapter(
        "Grounds for a re-entry ban",
        "Only a decision of an agency makes a ban; these are the grounds for one. The version in force on "
        "the day of the exit applies, or on the day of the last ruling, removal or decision. A ban of so "
        "many years ends on the same calendar day, that day included.",
        {
            "ban.limit_90": "Too many days in all",
            "ban.overstay_30": "Overstay, the first band",
            "ban.overstay_180": "Overstay, the second band",
            "ban.overstay_270": "Overstay, the third band",
            "ban.offences_3y": "Repeated offences of any kind",
            "ban.offences_1y": "Repeated offences against stay, work or public order",
            "ban.removal": "Expulsion, deportation, readmission",
            "ban.repeat_removal": "A second removal",
            "ban.unpaid_fine": "Fines, taxes and costs not paid",
            "ban.conviction": "A conviction",
            "ban.undesirable": "A stay declared undesirable",
            "ban.decision": "A decision that closes entry",
        },
    ),
    Chapter(
        "Amnesties and the window of 2025",
        "Hints only: a ban that is computed stays computed, and it is said that it may have been lifted.",
        {
            "amnesty.tajikistan_2017": "The amnesty for Tajikistan in 2017",
            "amnesty.kyrgyzstan_2018": "The amnesty for Kyrgyzstan in 2018",
            "amnesty.uzbekistan_tajikistan_2021": "The amnesty for Uzbekistan and Tajikistan in 2021",
            "amnesty.kyrgyzstan_2022": "The amnesty for Kyrgyzstan in 2022",
            "amnesty.regularisation_2025": "The window of 2025 to leave or to settle",
        },
    ),
    Chapter(
        "The register of controlled persons",
        "Nobody is ever told to be in it or not: only the ministry knows.",
        {
            "register.controlled": "Who may be entered in the register",
            "register.app": "The app of Moscow and its region",
        },
    ),
    Chapter(
        "What we decided ourselves",
        "No law: how urgent an answer looks, and from when on it hints at something.",
        {"product.level": "Red and amber", "product.hints": "When a hint is given"},
    ),
)

HEADINGS: Final[Mapping[str, str]] = {
    name: heading for chapter in CHAPTERS for name, heading in chapter.headings.items()
}


def heading_of(name: str) -> str:
    """Return the heading of a provision; one that has none yet goes by its id."""
    return HEADINGS.get(name, name)
