"""``muhlat assess``: one case from a file, one answer."""

import json
from argparse import Namespace

from bot.commands.language import language_of
from bot.commands.one_case import assessed
from bot.commands.outcome import Exit, say
from rules.assessment import Assessment
from rules.facts import Case


def run(call: Namespace) -> Exit:
    """Answer the case in ``call.file`` for the day ``call.on``.

    Raises:
        WrongCall: the file, the case, the day or the language is wrong; nothing has been written.
    """
    language = language_of(call.lang) if call.format == "text" or call.lang else None
    case, answer = assessed(call)
    if language is None or call.format == "json":
        say(_json(answer))
    else:
        say(_text(case, answer, language, call.why))
    return Exit.DONE


def _json(answer: Assessment) -> str:
    from rules.report import assessment_data  # noqa: PLC0415 - not needed for text

    return json.dumps(assessment_data(answer), ensure_ascii=False, indent=2)


def _text(case: Case, answer: Assessment, language: str, why: str | None) -> str:
    from bot.replies.answer import answer_text  # noqa: PLC0415 - JSON starts faster without words
    from bot.replies.why import vague_days  # noqa: PLC0415
    from bot.replies.words import load_words  # noqa: PLC0415

    return answer_text(
        answer,
        load_words(language),
        why=why is not None,
        whole=why == "all",
        unsure=vague_days(case, answer.on),
    )
