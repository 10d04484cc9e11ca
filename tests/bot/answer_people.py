"""The ten people and the published case, as assessments made by hand, so that words are tested alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.assessment import (
    Account,
    Answer,
    Ask,
    Assessment,
    Ban,
    BanKind,
    Coming,
    Controlled,
    Duty,
    DutyState,
    Finding,
    Level,
    Status,
    Trip,
)

ON: Final = date(2026, 11, 21)
LAW_CHECKED: Final = date(2026, 5, 9)
ALWAYS: Final = ("controlled_register", "entry_ban_database")
YEAR_2026: Final = (date(2026, 1, 1), date(2026, 12, 31))


def answer(  # noqa: PLR0913 - every key of the format
    status: Status = "lawful",
    *,
    ground: str | None = None,
    used: int | None = None,
    last_day: date | None = None,
    overstay_days: int = 0,
    may_enter_from: date | None = None,
    duties: tuple[Duty, ...] = (),
    bans: tuple[Ban, ...] = (),
    level: Level = "green",
    actions: tuple[str, ...] = (),
    planned: tuple[Trip, ...] = (),
) -> Answer:
    """Return an answer that tells nothing but what is given; ``used`` days of the year 2026."""
    days = None if used is None else Account(used, max(0, 90 - used), 90, *YEAR_2026)
    return Answer(
        status=status,
        ground=ground,
        days=days,
        last_day=last_day,
        overstay_days=overstay_days,
        may_enter_from=may_enter_from,
        duties=duties,
        bans=bans,
        level=level,
        actions=actions,
        planned=planned,
    )


def outside(**parts: object) -> Answer:
    """Return the answer of somebody abroad."""
    return answer("outside", used=0, may_enter_from=ON)._replace(**parts)  # type: ignore[arg-type]


def assessment(  # noqa: PLR0913 - every key of the format
    cautious: Answer,
    favourable: Answer | None = None,
    *,
    disputes: tuple[str, ...] = (),
    not_checked: tuple[str, ...] = ALWAYS,
    trace: tuple[Finding, ...] = (),
    on: date = ON,
) -> Assessment:
    """Return an assessment; firm where no favourable answer is given."""
    best = cautious if favourable is None else favourable
    differs = tuple(name for name in Answer._fields if getattr(cautious, name) != getattr(best, name))
    return Assessment(on, LAW_CHECKED, cautious, best, differs, disputes, not_checked, trace)


def duty(name: str, since: date, due: date, state: DutyState = "open") -> Duty:
    """Return a duty."""
    return Duty(name, since, due, state, "115-FZ 5(18)")


ARTICLES: Final[Mapping[str, str]] = {
    "overstay_180": "114-FZ 27(13)",
    "limit_90": "114-FZ 27(12)",
    "offences_3y": "114-FZ 26(4)",
    "removal": "114-FZ 27(2)",
}


def ban(
    ground: str,
    first: date | None,
    until: date | None,
    *,
    kind: BanKind = "mandatory",
    hypothetical: bool = False,
) -> Ban:
    """Return grounds for a ban."""
    return Ban(ground, kind, first, until, hypothetical, ARTICLES.get(ground, "114-FZ 25.10"))


@dataclass(frozen=True, slots=True)
class Told:
    """A person's assessment and the first line they must read, in Russian and in English."""

    assessment: Assessment
    ru: str
    en: str


_ENTERED: Final = date(2026, 10, 6)
_LATE: Final = date(2026, 11, 4)
_OVER: Final = Controlled(
    first=date(2026, 10, 30),
    told_since=None,
    law="115-FZ 31.2",
    certainty="medium",
    near=True,
    report_days=7,
    cash=30_000,
    app_days=3,
)
_WORSE: Final = (
    Coming(
        date(2026, 11, 29), "ban_begins", "114-FZ 26(8)", {"ban": "overstay_30", "until": date(2029, 11, 29)}
    ),
    Coming(date(2027, 1, 1), "account_anew", "115-FZ 5(1)", {"limit": 90, "heals_overstay": False}),
)
_LOST: Final = answer(
    "overstay",
    used=113,
    overstay_days=23,
    bans=(ban("limit_90", ON, date(2029, 11, 21), hypothetical=True),),
    level="red",
    actions=("leave_now", "ask_lawyer", "register_now", "check_ban", "find_entry_date"),
    duties=(duty("register", date(2026, 8, 1), date(2026, 8, 15), "missed"),),
)

PEOPLE: Final[Mapping[str, Told]] = {
    "builder": Told(
        assessment(
            answer(
                ground="visa_free",
                used=47,
                last_day=date(2027, 1, 3),
                level="amber",
                duties=(
                    duty("register", _ENTERED, date(2026, 10, 20), "missed"),
                    duty("patent_application", _ENTERED, _LATE, "missed"),
                    duty("medical", _ENTERED, _LATE, "missed"),
                    duty("fingerprints", _ENTERED, _LATE, "missed"),
                    duty("leave", _ENTERED, date(2027, 1, 3)),
                ),
                actions=("register_now", "apply_patent", "do_medical", "do_fingerprints", "leave_by"),
            )
        ),
        "Просрочено 4 дела, первое — регистрация. Осталось 43 дня: последний день — 3 января 2027 года.",
        "4 things are late, the first is registration. 43 days are left: the last day is 3 January 2027.",
    ),
    "cook": Told(
        assessment(
            answer(
                ground="patent",
                last_day=date(2026, 12, 24),
                duties=(
                    duty("patent_payment", date(2026, 3, 25), date(2026, 12, 24)),
                    duty("patent_renewal", date(2026, 3, 25), date(2027, 3, 10)),
                ),
                actions=("pay_patent", "renew_patent"),
            )
        ),
        "По вашим датам сейчас всё в порядке, пока патент оплачен. "
        "Оплатите патент, лучше на несколько дней раньше: последний день — 24 декабря 2026 года.",
        "By your dates all is in order now, as long as the patent is paid. "
        "Pay for the patent, better some days earlier: the last day is 24 December 2026.",
    ),
    "seamstress": Told(
        assessment(
            answer(
                ground="new_contract_term",
                last_day=date(2026, 11, 26),
                level="amber",
                duties=(
                    duty("new_contract", date(2026, 11, 12), date(2026, 11, 26)),
                    duty("leave", date(2026, 7, 15), date(2026, 11, 26)),
                ),
                actions=("sign_contract", "leave_by"),
            )
        ),
        "Осталось 5 дней, чтобы подписать новый договор или уехать. Последний день — 26 ноября 2026 года.",
        "5 days are left to sign a new contract or leave. The last day is 26 November 2026.",
    ),
    "trader": Told(
        assessment(
            answer(
                ground="visa_free",
                used=78,
                last_day=date(2026, 12, 3),
                level="amber",
                duties=(duty("leave", date(2026, 10, 20), date(2026, 12, 3)),),
                actions=("leave_by",),
            )
        ),
        "Осталось 12 дней. Последний день — 3 декабря 2026 года.",
        "12 days are left. The last day is 3 December 2026.",
    ),
    "mother": Told(
        assessment(
            answer(
                "overstay",
                used=113,
                overstay_days=23,
                bans=(ban("limit_90", ON, date(2029, 11, 21), hypothetical=True),),
                level="red",
                duties=(duty("register", date(2026, 8, 1), date(2026, 8, 15), "missed"),),
                actions=("leave_now", "ask_lawyer", "register_now", "check_ban"),
            )
        )._replace(ahead=_WORSE, controlled_register=_OVER),
        "Срок закончился 23 дня назад. Каждый день делает хуже: ниже сказано, что сделать сегодня.",
        "The time ran out 23 days ago. Each day makes it worse: see below what to do today.",
    ),
    "expelled": Told(
        assessment(
            answer(
                "outside",
                used=0,
                may_enter_from=date(2028, 9, 11),
                bans=(ban("removal", date(2023, 9, 10), date(2028, 9, 10)),),
                level="red",
                actions=("do_not_travel", "check_ban"),
            )
        ),
        "Не покупайте билет: есть основания для запрета на въезд до 10 сентября 2028 года включительно. "
        "Проверьте запрет: ниже сказано как.",
        "Do not buy a ticket: there are grounds for an entry ban up to and including 10 September 2028. "
        "Check it: see below how.",
    ),
    "driver": Told(
        assessment(
            answer(
                "outside",
                used=0,
                may_enter_from=date(2029, 2, 16),
                bans=(ban("offences_3y", date(2026, 2, 15), date(2029, 2, 15), kind="discretionary"),),
                level="red",
                actions=("do_not_travel", "check_ban"),
            ),
            answer(
                "outside",
                used=0,
                may_enter_from=ON,
                bans=(ban("offences_3y", date(2026, 2, 15), date(2029, 2, 15), kind="discretionary"),),
                level="red",
                actions=("check_ban",),
            ),
            disputes=("discretionary_bans",),
        ),
        "Запрет на въезд возможен до 15 февраля 2029 года включительно. "
        "Проверьте его до покупки билета: ниже сказано как.",
        "An entry ban is possible up to and including 15 February 2029. "
        "Check before you buy a ticket: see below how.",
    ),
    "student": Told(
        assessment(
            answer(
                ground="study",
                last_day=date(2030, 6, 30),
                level="amber",
                duties=(
                    duty("fingerprints", date(2026, 9, 1), date(2026, 11, 29)),
                    duty("medical", date(2026, 9, 1), date(2026, 11, 29)),
                    duty("leave", date(2026, 9, 1), date(2030, 6, 30)),
                ),
                actions=("do_fingerprints", "do_medical", "leave_by"),
            )
        ),
        "По вашим датам сейчас всё в порядке, пока вы учитесь. "
        "Сдайте отпечатки пальцев и пройдите медосмотр: последний день — 29 ноября 2026 года.",
        "By your dates all is in order now, as long as you study. "
        "Have your fingerprints taken and pass the medical examination: the last day is 29 November 2026.",
    ),
    "lost_card": Told(
        assessment(
            _LOST,
            answer(
                ground="visa_free",
                used=83,
                last_day=date(2026, 11, 28),
                level="amber",
                duties=(duty("register", date(2026, 8, 31), date(2026, 9, 14), "missed"),),
                actions=("register_now", "leave_by", "find_entry_date"),
            ),
            disputes=("stays[0].entry", "first_day"),
        )._replace(ask_first=Ask("stays[0].entry", "status"), ahead=_WORSE, controlled_register=_OVER),
        "Всё решает одна дата — дата въезда: найдите её сегодня. "
        "В худшем случае срок закончился 23 дня назад, в лучшем последний день — 28 ноября 2026 года.",
        "It hangs on one date, the date of entry: find it today. "
        "At worst the time ran out 23 days ago, at best the last day is 28 November 2026.",
    ),
    "planner": Told(
        assessment(
            answer(
                "outside",
                used=60,
                may_enter_from=ON,
                planned=(Trip(date(2026, 12, 10), date(2027, 2, 7), date(2027, 3, 9), ok=True),),
                actions=("plan_entry",),
            )
        ),
        "Да, по вашим датам можно въехать 10 декабря 2026 года. "
        "Выехать нужно вовремя: последний день — 9 марта 2027 года.",
        "Yes, by your dates you may enter on 10 December 2026. Leave in time: the last day is 9 March 2027.",
    ),
    "published_case": Told(
        assessment(
            answer(
                "outside",
                may_enter_from=date(2022, 10, 5),
                bans=(
                    ban("overstay_180", date(2017, 10, 4), date(2022, 10, 4)),
                    ban("limit_90", date(2017, 10, 4), date(2020, 10, 4)),
                ),
                level="red",
                actions=("do_not_travel", "check_ban"),
            ),
            trace=(
                Finding(
                    "ban.overstay_180",
                    "114-FZ 27(13)",
                    date(2015, 1, 10),
                    "high",
                    {"entry": date(2016, 12, 12), "exit": date(2017, 10, 4), "days": 207},
                ),
            ),
            on=date(2019, 2, 1),
        ),
        "Не покупайте билет: есть основания для запрета на въезд до 4 октября 2022 года включительно. "
        "Проверьте запрет: ниже сказано как.",
        "Do not buy a ticket: there are grounds for an entry ban up to and including 4 October 2022. "
        "Check it: see below how.",
    ),
}
