"""The news of a changed law: what is sent, what it leads to, and when it is left out."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.dialog.model import Button, Context, Reply, Tap
from bot.dialog.remembered import Form, Reminders
from bot.dialog.reminding.news import notice_replies
from bot.dialog.reminding.planning import replanned
from bot.dialog.reminding.reviewing import reviewed
from bot.dialog.state import Facts, State
from bot.dialog.step import step
from bot.lawbook import load_law
from bot.reminders.outlook import mark_of
from bot.replies.news import news_line, news_text
from bot.replies.packing import MOST_WORDS
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, TODAY, Talker
from tests.bot.reminders.laws import CHANGES, FEWER_DAYS, context_of, law_with, planned, told_before

RU: Final = load_words("ru")
DAY: Final = timedelta(days=1)
SENTENCE: Final = re.compile(r"[.!?](?:\s|$)")

every_change = pytest.mark.parametrize("name", CHANGES)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def touched(name: str, language: str = "ru", form: Form = "open") -> State:
    """Return the person of a change after it."""
    return reviewed(told_before(name, language, form), context_of(name)).state


def notice(name: str, language: str = "ru", form: Form = "open") -> Reply:
    """Return the message that is sent."""
    replies = notice_replies(touched(name, language, form), context_of(name))
    assert replies is not None
    (reply,) = replies
    return reply


def buttons(reply: Reply) -> list[Button]:
    """Return all buttons of a message."""
    return [button for row in reply.rows for button in row]


@every_language
@every_change
def test_open_form(name: str, language: str) -> None:
    """The heaviest difference with both dates, and that it is the rules' doing: two sentences."""
    words, reply = load_words(language), notice(name, language)
    what, how, _, old, new = CHANGES[name].told[0]
    if what != "ban" and None not in {old, new}:
        assert words.date(date.fromisoformat(str(old))) in reply.text
        assert words.date(date.fromisoformat(str(new))) in reply.text
    assert len(SENTENCE.findall(re.sub(r"\([^)]*\)", "", reply.text))) == 2, (how, reply.text)
    assert len(reply.text.split()) < MOST_WORDS
    assert [each.label for each in buttons(reply)] == [words("button.why"), words("button.remind.dates")]


@every_language
@every_change
def test_neutral_form_tells_nothing(name: str, language: str) -> None:
    """On the lock screen stands one sentence that is the same for all: neither what nor when."""
    words, reply = load_words(language), notice(name, language, "neutral")
    assert reply.text == words("news.neutral")
    assert [each.label for each in buttons(reply)] == [words("button.remind.open")]
    assert not any(map(str.isdigit, reply.text))


@every_change
def test_data_of_buttons_are_numbers(name: str) -> None:
    """They say nothing of what has changed, and nothing of whom it is about."""
    forms: tuple[Form, ...] = ("open", "neutral")
    data = {each.data for form in forms for each in buttons(notice(name, form=form))}
    assert data == {"r0.7", "r0.3"}


@every_language
@every_change
def test_all_of_it_with_the_law(name: str, language: str) -> None:
    """A tap shows each difference, its articles and since when they count; and what was not checked."""
    words, state = load_words(language), touched(name, language)
    taken = step(state, Tap("r0.7"), context_of(name))
    text = "\n".join(reply.text for reply in taken.replies)
    assert state.reminders.news is not None
    for each in state.reminders.news.differences:
        assert news_line(each, words) in text
        for article in each.law:
            assert words.date(article.version) in text
    assert words("answer.not_checked") in text
    assert all(len(reply.text.split()) <= MOST_WORDS for reply in taken.replies)
    assert taken.state is not None
    assert taken.state.offers == ("dates", "back")


@pytest.mark.parametrize("taps", [("r0.3",), ("r0.7", "dates")])
def test_show_my_dates(taps: tuple[str, ...]) -> None:
    """From the message and from the screen: the answer of today, whole."""
    talker = Talker().start(consent="remember").go(*PEOPLE["trader"])
    assert talker.state is not None
    wish = Reminders(on=True, zone="Europe/Moscow", form="open")
    state, _ = replanned(replace(talker.state, reminders=wish), Context(TODAY, load_law()))
    context = Context(TODAY, law_with(FEWER_DAYS))
    state = reviewed(state, context).state
    replies = notice_replies(state, context)
    assert replies is not None
    for tap in taps:
        data = tap if tap.startswith("r") else f"{state.turn}.{state.offers.index(tap)}"
        taken = step(state, Tap(data), context)
        assert taken.state is not None
        state, replies = taken.state, taken.replies
    assert state.place.at == "answer"
    assert len(replies) > 2


def test_the_question_that_is_open_stays() -> None:
    """Back from the news leads to where the conversation stood."""
    name = "last day earlier"
    state, context = touched(name), context_of(name)
    asked = step(state, Tap("r0.7"), context).state
    assert asked is not None
    before = replace(state, place=replace(state.place, at="review"))
    opened = step(before, Tap("r0.7"), context).state
    assert opened is not None
    assert opened.place.at == "news"
    back = step(opened, Tap(f"{opened.turn}.{opened.offers.index('back')}"), context).state
    assert back is not None
    assert back.place.at == "review"


# --- when it is left out -----------------------------------------------------------------------


def test_left_out_where_it_is_no_longer_true() -> None:
    """After other facts, after the next change of the law, after "stop", and when it is over."""
    name = "last day earlier"
    state, context = touched(name), context_of(name)
    assert notice_replies(state, context) is not None
    assert notice_replies(state, context, mark_of(context.law)) is not None
    assert notice_replies(state, context, "another law") is None
    assert notice_replies(state, replace(context, law=load_law())) is None
    assert notice_replies(told_before(name), context) is None
    case = {**state.facts.case, "permits": [{"kind": "permanent_residence", "issued": "2026-04-10"}]}
    assert notice_replies(replace(state, facts=Facts(case, state.facts.told)), context) is None
    assert notice_replies(replace(state, reminders=replace(state.reminders, on=False)), context) is None
    assert notice_replies(state, replace(context, today=date(2026, 6, 29))) is not None
    assert notice_replies(state, replace(context, today=date(2026, 6, 30))) is None


def test_opened_when_it_is_no_longer_true() -> None:
    """An old button still has an answer, and the way to the dates of today."""
    name = "last day earlier"
    state, context = touched(name), context_of(name)
    taken = step(state, Tap("r0.7"), replace(context, law=load_law()))
    assert taken.replies[-1].text == RU("news.old")
    assert taken.state is not None
    assert "dates" in taken.state.offers


def test_a_button_of_news_never_sent_is_an_old_button() -> None:
    """Whoever was never asked about reminders has no news; garbage is garbage."""
    state = planned(CHANGES["last day earlier"].case, date(2026, 4, 20))
    never = replace(state, reminders=type(state.reminders)())
    for data in ("r0.7", "r0.3", "r0.0", "r0.99", "r1.7"):
        taken = step(never, Tap(data), context_of("last day earlier"))
        assert taken.replies[0].text.startswith(RU("note.old_button"))


# --- in words --------------------------------------------------------------------------------------


BECAUSE: Final = "Изменились правила, по которым я считаю"
IN_RUSSIAN: Final = {
    "last day earlier": "Ваш последний день теперь 30 мая 2026 года, раньше был 29 июня 2026 года. "
    f"{BECAUSE}.",
    "time over": "По вашим датам срок закончился 30 мая 2026 года, "
    f"раньше последний день был 29 июня 2026 года. {BECAUSE}; всего изменений для вас: 2.",
    "deadline earlier": "Регистрация, последний день: раньше — 9 апреля 2026 года, "
    f"теперь — 7 апреля 2026 года. {BECAUSE}.",
    "ban longer": "Основание для запрета на въезд (выдворение, депортация или реадмиссия), последний день: "
    f"раньше — 10 сентября 2028 года, теперь — 10 сентября 2031 года. {BECAUSE}.",
    "ban that there would be": "Основание для запрета на въезд, если выехать (превышение срока пребывания): "
    f"раньше — 3 года, теперь — 6 лет. {BECAUSE}.",
}


@pytest.mark.parametrize(("name", "text"), IN_RUSSIAN.items(), ids=IN_RUSSIAN)
def test_in_russian(name: str, text: str) -> None:
    """As it is read on the lock screen of whoever wants to see it there."""
    assert notice(name).text == text


def test_a_ban_that_would_begin_is_told_by_its_length() -> None:
    """Its last day moves on with every day in Russia: only how long it is stays the same."""
    name = "ban that there would be"
    state, context = touched(name), context_of(name)
    later = replace(context, today=context.today + 5 * DAY)
    replies = notice_replies(state, later)
    assert replies is not None
    assert "6 лет" in replies[0].text


def test_number_of_changes() -> None:
    """Of several only the heaviest is told at once, and how many there are."""
    context = Context(date(2026, 6, 28), law_with(FEWER_DAYS))
    change = reviewed(told_before("time over"), context).change
    assert change is not None
    assert news_text(change.differences, RU, context.today).endswith(" 2.")
