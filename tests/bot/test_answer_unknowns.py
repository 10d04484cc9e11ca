"""The words for what to find first, what changes by itself, the register, and amnesties."""

from datetime import date
from typing import Final

import pytest

from bot.replies.answer import answer_text
from bot.replies.chat import chat_messages, more_messages
from bot.replies.coming import COMING, coming_lines, worse_line
from bot.replies.first import first_line, first_step
from bot.replies.lines import steps
from bot.replies.register import register_details, register_messages, register_short
from bot.replies.words import LANGUAGES, load_words
from rules.assessment import Ask, Assessment, Coming, Controlled, Finding, Settles, Status, Trip
from tests.bot.answer_people import ON, answer, assessment, ban, outside

EN: Final = load_words("en")
every_language = pytest.mark.parametrize("language", LANGUAGES)

OVER: Final = answer("overstay", used=113, overstay_days=23, actions=("leave_now",), level="red")
LAWFUL: Final = answer(ground="visa_free", used=47, last_day=date(2027, 1, 3))
WORSE: Final = Coming(
    date(2026, 11, 29),
    "ban_begins",
    "114-FZ 26(8)",
    {"ban": "overstay_30", "kind": "discretionary", "until": date(2029, 11, 29)},
)
ANEW: Final = Coming(date(2027, 1, 1), "account_anew", "115-FZ 5(1)", {"limit": 90})
REGISTER: Final = Controlled(
    first=date(2026, 10, 30),
    told_since=None,
    law="115-FZ 31.2",
    certainty="medium",
    near=True,
    report_days=7,
    cash=30_000,
    app_days=3,
)


def asking(path: str, settles: Settles, status: Status = "lawful") -> Assessment:
    """Return an assessment that asks for a fact."""
    found = {"lawful": LAWFUL, "overstay": OVER, "outside": outside()}[status]
    return assessment(found)._replace(ask_first=Ask(path, settles))


@pytest.mark.parametrize(
    ("path", "settles", "status", "said"),
    [
        ("stays[0].entry", "status", "overstay", "whether your time is over"),
        ("patents[0].paid_until", "last_day", "lawful", "which day is your last one"),
        ("stays[0].entry", "last_day", "overstay", "for how many days your time is over"),
        ("stays[0].exit", "last_day", "outside", "from which day entry is open"),
        ("removals[0].on", "ban", "outside", "whether there are grounds for an entry ban, and until when"),
        ("offences[0].received", "duty", "lawful", "what is to be done, and by when"),
        ("stays[0].exit", "rest", "outside", "how many days you have"),
    ],
)
def test_what_to_find_and_what_it_settles(path: str, settles: Settles, status: Status, said: str) -> None:
    """One sentence says what to find and what it settles, one where to look."""
    line = first_line(asking(path, settles, status), EN)

    assert line is not None
    assert f"and it will be clear {said}. Where to look: " in line


def test_a_trip_that_hangs_on_a_date() -> None:
    """Of a plan it is said that the trip hangs on it; only the person knows the day."""
    made, not_made = (Trip(ON, None, None, ok=ok) for ok in (True, False))
    given = assessment(outside(planned=(not_made,)), outside(planned=(made,)))
    line = first_line(given._replace(ask_first=Ask("planned[0].exit", "rest")), EN)

    assert line == (
        "Find out the day of the exit to come, and it will be clear whether the trip can be made."
    )


@every_language
def test_nothing_to_find(language: str) -> None:
    """Where all is known nothing is said of it."""
    words = load_words(language)

    assert first_line(assessment(LAWFUL), words) is None
    assert first_step(assessment(LAWFUL), words) is None
    assert words("answer.find_first") not in answer_text(assessment(LAWFUL), words, why=False)


def test_the_fact_is_a_step_where_none_says_it_yet() -> None:
    """What decides comes before all other steps, what settles only a duty after them."""
    deciding, beside = asking("patents[0].paid_until", "status"), asking("offences[0].received", "duty")
    find = "Find the last paid day of the patent: the receipts for the patent"

    assert steps(deciding, EN)[0] == find
    assert steps(beside, EN)[-1].startswith("Find the day you were given the ruling")
    assert first_step(asking("planned[0].exit", "rest"), EN) == "Find out: the day of the exit to come"


@pytest.mark.parametrize(
    ("path", "action"), [("stays[0].entry", "find_entry_date"), ("stays[0].purpose", "ask_purpose")]
)
def test_what_a_step_says_already_is_no_step_again(path: str, action: str) -> None:
    """The date of entry and the purpose have steps of their own."""
    given = asking(path, "status")
    told = given._replace(cautious=given.cautious._replace(actions=(action,)))

    assert first_step(told, EN) is None
    assert first_step(given, EN) is not None


def test_what_the_first_line_says_already_is_no_step_again() -> None:
    """Where all hangs on one date, the headline says to find it."""
    given = assessment(OVER, LAWFUL, disputes=("patents[0].paid_until",))
    given = given._replace(ask_first=Ask("patents[0].paid_until", "status"))

    assert first_step(given, EN) is None
    assert first_line(given, EN) in more_messages(given, EN)


def test_it_is_told_once_among_what_could_be_better() -> None:
    """The date to find first is not told again with the other dates."""
    paths = ("patents[0].paid_until", "stays[1].exit")
    given = assessment(LAWFUL, LAWFUL._replace(last_day=date(2027, 2, 3)), disputes=paths)
    text = " ".join(answer_text(given._replace(ask_first=Ask(paths[0], "last_day")), EN, why=False).split())

    assert text.count("Where to look: the receipts for the patent") == 1
    assert "What to find: the date of exit number 2." in text


@every_language
def test_the_worse_that_comes(language: str) -> None:
    """Whoever is over is told the day from which leaving is worse, in the terminal and in a chat."""
    words = load_words(language)
    bans = (ban("limit_90", ON, date(2029, 11, 21), hypothetical=True),)
    given = assessment(OVER._replace(bans=bans))._replace(ahead=(WORSE, ANEW))
    line = worse_line(given, words)

    assert line is not None
    assert words.date(WORSE.on) in line
    assert line in " ".join(answer_text(given, words, why=False).split())
    assert any(line in message for message in chat_messages(given, words))
    assert worse_line(assessment(OVER)._replace(ahead=(ANEW,)), words) is None
    assert worse_line(assessment(LAWFUL)._replace(ahead=(WORSE,)), words) is None


LINES: Final = [
    (
        WORSE,
        (
            "From 29 November 2026 leaving makes grounds for an entry ban: overstay, 3 years (law 114-FZ, "
            "article 26(8))"
        ),
    ),
    (ANEW, "On 1 January 2027 a new account begins: 90 days for the year"),
    (
        ANEW._replace(found={"limit": 90, "prolongs_stay": False}),
        "On 1 January 2027 a new account begins: 90 days for the year; it does not make this stay longer",
    ),
    (
        ANEW._replace(found={"limit": 90, "heals_overstay": False}),
        "On 1 January 2027 a new account begins: 90 days for the year; it does not mend the overstay",
    ),
    (
        Coming(date(2028, 9, 11), "ban_ends", "114-FZ 27(2)", {"ban": "removal"}),
        (
            "From 11 September 2028 entry is no longer closed for this reason: expulsion, deportation or "
            "readmission"
        ),
    ),
    (
        Coming(date(2027, 2, 3), "childhood_ends", "115-FZ 5(5)", {"age": 18}),
        "On 3 February 2027 the age of 18 is reached: the stay as a child ends the day before",
    ),
    (
        Coming(date(2028, 1, 1), "law_ends", "decree 1510", {"provision": "duty.entry_statement"}),
        "A rule ends on 1 January 2028: before entry a statement must be filed in the ruID app (decree 1510)",
    ),
    (
        Coming(date(2028, 1, 1), "sunrise", "decree 1510", {}),
        "Something changes on 1 January 2028: decree 1510",
    ),
]


@pytest.mark.parametrize(("coming", "said"), LINES)
def test_what_changes_by_itself(coming: Coming, said: str) -> None:
    """Each has its day and what it means."""
    given = assessment(LAWFUL)._replace(ahead=(coming,))

    assert coming_lines(given, EN) == (said,)
    assert said in " ".join(answer_text(given, EN, why=True).split())
    assert said not in " ".join(answer_text(given, EN, why=False).split())


def test_every_kind_has_a_line() -> None:
    """The engine's kinds and the words for them are the same."""
    kinds = {
        *("account_anew", "amnesty_ends", "ban_begins", "ban_ends", "childhood_ends"),
        *("law_begins", "law_changes", "law_ends"),
    }

    assert set(COMING) == kinds


@every_language
def test_the_register_is_told_without_a_claim(language: str) -> None:
    """From when, what it means and the ways out; a paragraph in the answer, more on request."""
    words = load_words(language)
    given = assessment(OVER)._replace(controlled_register=REGISTER)
    short, whole = register_short(given, words), register_messages(given, words)

    assert short[0] == whole[0] == words("register.since", date=date(2026, 10, 30))
    assert set(short) <= {*whole, words("register.means_short")}
    assert words("answer.register") in answer_text(given, words, why=False)
    text = " ".join((*whole, *register_details(given, words)))
    assert words.days(7) in text
    assert "30\N{NO-BREAK SPACE}000" in text


def test_the_register_where_it_is_far_or_unknown() -> None:
    """Far ahead it has no paragraph; without any day there is nothing to tell."""
    far = REGISTER._replace(first=date(2027, 1, 4), near=False)
    given = assessment(LAWFUL)._replace(controlled_register=far)

    assert register_short(given, EN) == ()
    assert register_messages(given, EN)[0].startswith("From 4 January 2027 you may be entered")
    for tell in (register_short, register_messages, register_details):
        assert tell(assessment(LAWFUL), EN) == ()
    assert len(register_details(given._replace(controlled_register=far._replace(app_days=None)), EN)) == 2


def test_the_register_somebody_was_told_of() -> None:
    """What the person wrote is told as theirs, and that it is to be checked."""
    told = REGISTER._replace(told_since=date(2026, 2, 1))
    line = register_messages(assessment(OVER)._replace(controlled_register=told), EN)[0]

    assert line.startswith("You wrote that you were told of an entry")


def test_an_amnesty_is_named_where_the_ban_stands() -> None:
    """The year of the amnesty takes the place of the general word on lifted bans."""
    standing = outside(bans=(ban("overstay_180", date(2017, 10, 4), date(2022, 10, 4)),))
    hint = Finding("amnesty.kyrgyzstan_2018", "114-FZ 25.10", date(2018, 10, 16), "high", {})
    plain, hinted = assessment(standing), assessment(standing, trace=(hint,), not_checked=("amnesty",))

    assert "Old bans are sometimes lifted" in answer_text(plain, EN, why=False)
    text = " ".join(answer_text(hinted, EN, why=False).split())
    assert "It may have been lifted by the amnesty of 2018: check that." in text
    assert "Old bans are sometimes lifted" not in text
    assert "whether an amnesty lifted the ban or the overstay" in text


@every_language
def test_a_window_that_is_open_is_told_with_its_last_day(language: str) -> None:
    """Whoever is over while a regularisation runs reads until when."""
    words = load_words(language)
    open_ = Coming(date(2025, 9, 11), "amnesty_ends", "decree 1126", {"last": date(2025, 9, 10)})
    given = assessment(OVER, on=date(2025, 6, 1))._replace(ahead=(open_,))
    line = words("coming.window", last=date(2025, 9, 10))

    assert line in more_messages(given, words)
    assert line in " ".join(answer_text(given, words, why=False).split())
