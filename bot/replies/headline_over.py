"""The headline of somebody whose time is over, or may be."""

from bot.replies.disputes import fact_of, unfounded
from bot.replies.words import Words
from rules.assessment import Assessment


def over(assessment: Assessment, words: Words) -> str:
    """Return since when the time is over; where it hangs on one vague date, that this is to be found."""
    days = assessment.cautious.overstay_days
    ago = words.count("day_ago", days)
    best = assessment.favourable
    if assessment.firm or best.status != "lawful":
        return words("headline.overstay_today") if days == 1 else words("headline.overstay", ago=ago)
    what = fact_of(assessment, words)
    if unfounded(assessment):
        return words("headline.overstay_unfounded", what=what)
    if what is None:
        return words("headline.overstay_reading", ago=ago)
    if best.last_day is None:
        return words("headline.overstay_date_open", what=what, ago=ago)
    return words("headline.overstay_date", what=what, ago=ago, last_day=words.last_day(best.last_day))
