"""``muhlat contacts``: where to turn."""

from argparse import Namespace

from bot.commands.day import day_asked
from bot.commands.language import language_of
from bot.commands.outcome import Exit, WrongCall, say
from bot.contacts.book import NEEDS, REGION
from bot.contacts.choose import contacts_for
from bot.contacts.lines import contact_lines
from bot.replies.words import load_words
from rules.countries import COUNTRY_CODES


def run(call: Namespace) -> Exit:
    """Print the contacts for the citizenship and the region of the call, each with its day of check.

    Raises:
        WrongCall: the citizenship, the region, the need, the day or the language is wrong.
    """
    if call.citizenship is not None and call.citizenship not in COUNTRY_CODES:
        raise WrongCall(f"--citizenship {call.citizenship}: not a country code of ISO 3166-1, such as UZ")
    if call.region is not None and REGION.fullmatch(call.region) is None:
        raise WrongCall(f"--region {call.region}: not a region of Russia in ISO 3166-2, such as RU-MOW")
    if call.need is not None and call.need not in NEEDS:
        raise WrongCall(f"--need {call.need}: there is no such need; there are {', '.join(NEEDS)}")
    words, on = load_words(language_of(call.lang)), day_asked(call.on)
    chosen = contacts_for(call.citizenship, call.region, on, need=call.need)
    lines = contact_lines(chosen, words, on, need=call.need)
    say("\n\n".join((words("contacts.title"), *lines)))
    return Exit.DONE
