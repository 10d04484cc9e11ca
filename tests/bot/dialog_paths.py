"""Ways through the questions, at least one to each of them, and what they put into the case."""

from typing import Any, Final, NamedTuple

VISITOR: Final = ("choose:UZ", "choose:yes", "~01.10.2026", "choose:private")
WORKER: Final = ("choose:UZ", "choose:yes", "~02.03.2026", "choose:work")
MEMBER: Final = ("choose:KG", "choose:yes", "~15.07.2026", "choose:work")
LONG: Final = ("choose:KG", "choose:yes", "~01.06.2025", "choose:work", "choose:contracts", "~05.06.2025")
AT_HOME: Final = (
    "choose:KG", "choose:no", "choose:yes", "~10.01.2026", "~10.08.2026", "choose:all",
)  # fmt: skip
RESIDENT: Final = (
    "choose:UZ", "choose:yes", "~01.02.2025", "choose:private",
    "choose:permits", "choose:temporary_residence", "~25.09.2025", "~25.09.2028",
)  # fmt: skip
PATENT: Final = ("choose:patents", "~25.03.2026", "~24.12.2026")
UNTROUBLED: Final = ("choose:none", "choose:no", "choose:no")
REGISTERED: Final = ("choose:none", "choose:no", "choose:yes", "~31.12.2026")


class Path(NamedTuple):
    """A way through the questions: all that is said, the question answered last, what is in the case then."""

    script: tuple[str, ...]
    question: str
    case: dict[str, Any]


_PATHS: Final[dict[str, tuple[tuple[str, ...], str, dict[str, Any]]]] = {
    "driver": (
        ("choose:KG", "choose:yes", "~20.10.2026", "choose:driver"),
        "purpose",
        {"international_driver": True, "stays": [{"entry": "2026-10-20", "purpose": "work"}]},
    ),
    "no driver after all": (
        ("choose:KG", "choose:yes", "~20.10.2026", "choose:driver", "back", "choose:work"),
        "purpose",
        {"international_driver": False, "stays": [{"entry": "2026-10-20", "purpose": "work"}]},
    ),
    "husband of a citizen": (
        (*VISITOR, "choose:family", "choose:citizen", "choose:spouse", "~01.09.2027"),
        "family.until",
        {"family": [{"relation": "spouse", "of": "citizen", "until": "2027-09-01"}]},
    ),
    "stay not extended yet": (
        (*VISITOR, "choose:family", "choose:citizen", "choose:parent", "choose:none"),
        "family.until",
        {"family": [{"relation": "parent", "of": "citizen", "not_extended": True}]},
    ),
    "extended nobody knows until when": (
        (*VISITOR, "choose:family", "choose:citizen", "choose:parent", "rough", "when:unknown"),
        "family.until",
        {"family": [{"relation": "parent", "of": "citizen", "until": "unknown"}]},
    ),
    "relative of nobody known": ((*VISITOR, "choose:family", "choose:unknown"), "family.of", {"family": []}),
    "relation not known": (
        (*VISITOR, "choose:family", "choose:citizen", "choose:unknown"),
        "family.relation",
        {"family": []},
    ),
    "wife of a patent holder": (  # for her nothing is extended, so no day is asked
        (*VISITOR, "choose:family", "choose:patent_holder", "choose:spouse"),
        "family.relation",
        {"family": [{"relation": "spouse", "of": "patent_holder"}]},
    ),
    "child of a patent holder": (
        (*VISITOR, "choose:family", "choose:patent_holder", "choose:child", "~01.03.2027", "choose:done",
         "when:2012"),
        "born",
        {"born": "2012", "family": [{"relation": "child", "of": "patent_holder", "until": "2027-03-01"}]},
    ),
    "child who knows the day": (
        (*VISITOR, "choose:family", "choose:patent_holder", "choose:child", "~01.03.2027", "choose:done",
         "~12.12.2008"),
        "born",
        {"born": "2008-12-12"},
    ),
    "child no more": (
        (*VISITOR, "choose:family", "choose:citizen", "choose:child", "~01.03.2027", "choose:done",
         "choose:grown"),
        "born",
        {"born": "1926-01-01/1996-12-31"},
    ),
    "child who does not know": (
        (*VISITOR, "choose:family", "choose:citizen", "choose:child", "~01.03.2027", "choose:done",
         "when:unknown"),
        "born",
        {"born": None},
    ),
    "application": (
        (*VISITOR, "choose:applications", "choose:temporary_residence", "~10.11.2026", "choose:none"),
        "application.decided",
        {"applications": [{"kind": "temporary_residence", "filed": "2026-11-10"}]},
    ),
    "application decided": (
        (*VISITOR, "choose:applications", "choose:permanent_residence", "~10.10.2026", "~20.11.2026"),
        "application.decided",
        {"applications": [
            {"kind": "permanent_residence", "filed": "2026-10-10", "decided": "2026-11-20"}
        ]},
    ),
    "application for nobody knows what": (
        (*VISITOR, "choose:applications", "choose:unknown"), "application.kind", {"applications": []},
    ),
    "visa": (
        (*VISITOR, "choose:visa"),
        "papers",
        {"stays": [{"entry": "2026-10-01", "purpose": "private", "visa": True}]},
    ),
    "no visa after all": (
        (*VISITOR, "choose:visa", "back", "choose:none"),
        "papers",
        {"stays": [{"entry": "2026-10-01", "purpose": "private"}]},
    ),
    "statement": (
        (*VISITOR, "choose:entry_statement", "~20.09.2026"),
        "statement.on",
        {"entry_statement": "2026-09-20"},
    ),
    "patent and study": (
        (*WORKER, *PATENT, "choose:studies", "~01.09.2026", "~30.06.2027"),
        "study.until",
        {
            "patents": [{"issued": "2026-03-25", "paid_until": "2026-12-24"}],
            "studies": [{"from": "2026-09-01", "until": "2027-06-30"}],
        },
    ),
    "two contracts": (
        (*MEMBER, "choose:contracts", "~20.07.2026", "~12.11.2026", "choose:early", "choose:contracts",
         "~16.11.2026", "choose:none"),
        "contract.until",
        {"contracts": [{"signed": "2026-07-20", "ended": "2026-11-12"}, {"signed": "2026-11-16"}]},
    ),
    "study given up": (
        (*VISITOR, "choose:studies", "~01.10.2026", "choose:ended", "~10.11.2026"),
        "study.ended",
        {"studies": [{"from": "2026-10-01", "ended": "2026-11-10"}]},
    ),
    "patent cancelled": (
        (*WORKER, *PATENT, "choose:done", "choose:yes", "choose:no", "choose:patent_cancelled",
         "~10.11.2026"),
        "patent.cancelled",
        {"patents": [{
            "issued": "2026-03-25", "paid_until": "2026-12-24", "cancelled": "2026-11-10",
            "contract_notified": "2026-03-25/2026-11-21",
        }]},
    ),
    "permit cancelled": (
        (*RESIDENT, "choose:done", "choose:yes", "choose:permit_cancelled", "~20.11.2026"),
        "permit.cancelled",
        {"permits": [{
            "kind": "temporary_residence", "issued": "2025-09-25", "until": "2028-09-25",
            "cancelled": "2026-11-20", "notices": ["2026-09-25/2026-11-21"],
        }]},
    ),
    "yearly notice": (
        (*RESIDENT, "choose:done", "choose:yes"),
        "noticed",
        {"permits": [{
            "kind": "temporary_residence", "issued": "2025-09-25", "until": "2028-09-25",
            "notices": ["2026-09-25/2026-11-21"],
        }]},
    ),
    "no yearly notice": (
        (*RESIDENT, "choose:done", "choose:no"),
        "noticed",
        {"permits": [{"kind": "temporary_residence", "issued": "2025-09-25", "until": "2028-09-25"}]},
    ),
    "moved": (  # the registration is the one before the move
        (*VISITOR, *REGISTERED, "choose:yes", "~10.11.2026"),
        "moved.on",
        {
            "moves": ["2026-11-10"],
            "registrations": [{"from": "2026-10-01/2026-11-09", "until": "2026-12-31"}],
        },
    ),
    "moved nobody knows when": (
        (*VISITOR, *REGISTERED, "choose:yes", "rough", "when:unknown"),
        "moved.on",
        {
            "moves": ["2026-10-02/2026-11-21"],
            "registrations": [{"from": "2026-10-01", "until": "2026-12-31"}],
        },
    ),
    "moved not at all": (
        (*VISITOR, *REGISTERED, "choose:yes", "~10.11.2026", "back", "back", "choose:no"),
        "moved",
        {
            "moves": [],
            "registrations": [{"from": "2026-10-01/2026-11-21", "until": "2026-12-31"}],
        },
    ),
    "moved in Moscow": (
        (*MEMBER, *REGISTERED, "choose:yes", "~10.11.2026", "choose:RU-MOW"),
        "moved.where",
        {
            "moves": ["2026-11-10"],
            "registrations": [
                {"from": "2026-07-15/2026-11-09", "until": "2026-12-31", "region": "RU-MOW"}
            ],
        },
    ),
    "moved elsewhere": (
        (*MEMBER, *REGISTERED, "choose:yes", "~10.11.2026", "choose:elsewhere"),
        "moved.where",
        {"registrations": [{"from": "2026-07-15/2026-11-09", "until": "2026-12-31"}]},
    ),
    "registered nobody knows until when": (
        (*VISITOR, "choose:none", "choose:no", "choose:yes", "rough", "when:unknown"),
        "registered.until",
        {"registrations": [{"from": "2026-10-01/2026-11-21", "until": "2026-11-21/2041-11-17"}]},
    ),
    "registered until some day of this month": (
        (*VISITOR, "choose:none", "choose:no", "choose:yes", "rough", "when:2026-11"),
        "registered.until",
        {"registrations": [{"from": "2026-10-01/2026-11-21", "until": "2026-11-21/2026-11-30"}]},
    ),
    "registered until some day that is over": (
        (*VISITOR, "choose:none", "choose:no", "choose:yes", "rough", "rough:2026", "when:2026-10"),
        "registered.until",
        {"registrations": [{"from": "2026-10-01/2026-11-21", "until": "2026-10"}]},
    ),
    "examined more than a year ago": (
        (*LONG, "choose:none", "choose:done", "choose:no", "choose:both", "~20.06.2025"),
        "examined",
        {"medical": ["2025-06-20"], "fingerprinted": "2025-06-01/2026-11-21"},
    ),
    "examined on an unknown day": (
        (*LONG, "choose:none", "choose:done", "choose:no", "choose:both", "rough", "when:unknown"),
        "examined",
        {"medical": ["2025-06-01/2026-11-21"]},
    ),
    "worker who went home": (  # without the contract there would be grounds for a ban
        (*AT_HOME, "choose:contracts", "~12.01.2026", "~31.12.2026"),
        "contract.until",
        {
            "stays": [{"entry": "2026-01-10", "exit": "2026-08-10"}],
            "contracts": [{"signed": "2026-01-12", "until": "2026-12-31"}],
        },
    ),
    "long trip without a paper": ((*AT_HOME, "choose:done"), "papers.before", {"contracts": []}),
    "worker who came again": (
        ("choose:KG", "choose:yes", "~10.11.2026", "choose:private", "choose:none", *AT_HOME[2:],
         "choose:contracts", "~12.01.2026", "~05.08.2026", "choose:early"),
        "contract.how",
        {"contracts": [{"signed": "2026-01-12", "ended": "2026-08-05"}]},
    ),
    "card lost": (
        (*VISITOR, *UNTROUBLED, "choose:migration_card_lost", "~18.11.2026"),
        "card.lost",
        {"migration_card_lost": "2026-11-18"},
    ),
    "stay shortened": (
        (*VISITOR, *UNTROUBLED, "choose:stay_shortened", "~18.11.2026"),
        "stay.shortened",
        {"stay_shortened": "2026-11-18"},
    ),
    "in the register": (
        (*VISITOR, *UNTROUBLED, "choose:controlled_register", "~01.11.2026", "choose:none"),
        "register.until",
        {"controlled_register": {"since": "2026-11-01"}},
    ),
    "in the register no more": (
        (*VISITOR, *UNTROUBLED, "choose:controlled_register", "~01.11.2026", "~10.11.2026"),
        "register.until",
        {"controlled_register": {"since": "2026-11-01", "until": "2026-11-10"}},
    ),
    "conviction": (
        (*VISITOR, *UNTROUBLED, "choose:convictions", "choose:no"),
        "conviction.spent",
        {"convictions": [{}]},
    ),
    "conviction spent": (
        (*VISITOR, *UNTROUBLED, "choose:convictions", "choose:yes"),
        "conviction.spent",
        {"convictions": [{"spent": True}]},
    ),
    "conviction not known to be spent": (
        (*VISITOR, *UNTROUBLED, "choose:convictions", "choose:unknown"),
        "conviction.spent",
        {"convictions": [{}]},
    ),
    "told of a ban": (
        (*VISITOR, *UNTROUBLED, "choose:decisions", "choose:entry_ban", "~01.02.2026", "choose:none"),
        "ban.until",
        {"decisions": [{"kind": "entry_ban", "on": "2026-02-01"}]},
    ),
    "expulsion ordered": (
        (*VISITOR, *UNTROUBLED, "choose:offences", "~18.11.2026", "choose:stay", "choose:no",
         "choose:yes", "~19.11.2026"),
        "fine.received",
        {"offences": [
            {"in_force": "2026-11-18", "kind": "stay", "with_expulsion": True, "received": "2026-11-19"}
        ]},
    ),
    "expulsion ordered long ago": (
        (*VISITOR, *UNTROUBLED, "choose:offences", "~18.05.2026", "choose:stay", "choose:no",
         "choose:yes"),
        "fine.expulsion",
        {"offences": [{"in_force": "2026-05-18", "kind": "stay", "with_expulsion": True}]},
    ),
    "expulsion not known": (
        (*VISITOR, *UNTROUBLED, "choose:offences", "~18.11.2026", "choose:stay", "choose:no",
         "choose:unknown"),
        "fine.expulsion",
        {"offences": [{"in_force": "2026-11-18", "kind": "stay"}]},
    ),
}  # fmt: skip

PATHS: Final = {name: Path(*path) for name, path in _PATHS.items()}
"""By what the person is or has."""
