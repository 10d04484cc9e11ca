"""What the help of each command shows under its options."""

from typing import Final

STATUS: Final = "exit status: 0 done; 1 done, with bad lines or doubts; 2 the input or the call is wrong"

EXAMPLES: Final = f"""\
examples:
  muhlat assess case.yaml                          the answer for today in Moscow
  muhlat assess case.yaml --on 2026-11-21 --why    for another day, with the reasons
  muhlat assess - --format json < case.json        for another program
  muhlat plan case.yaml --leave 2026-12-24         what follows from leaving on that day
  muhlat picture case.yaml -o muhlat.png           its days as a picture
  muhlat calendar case.yaml -o muhlat.ics          its dates for the calendar of a phone
  muhlat card case.yaml --lang tg -o muhlat.pdf    the answer on a page to print
  muhlat contacts --citizenship TJ                 where to turn
  muhlat batch cases.jsonl > answers.jsonl         one case a line, one answer a line
  muhlat law stay --on 2026-11-21                  what the law says of stays on that day
  muhlat chat --lang en                            questions and answers in this terminal
  muhlat reminders status                          how many are due, sent, late, failed

{STATUS}"""

ASSESS: Final = """\
examples:
  muhlat assess case.yaml --on 2026-11-21 --lang ru --why
  muhlat assess case.yaml --why=all
  echo '{"citizenship": "UZ", "stays": [{"entry": "2026-10-05"}]}' | muhlat assess - --format json"""

PLAN: Final = """\
Without a question: the trips planned in the case, leaving today or on the last day, and when to come
again for as long as can be. Each question may be asked several times.

examples:
  muhlat plan case.yaml --on 2026-11-21 --lang ru
  muhlat plan case.yaml --leave 2026-12-24 --leave 2027-01-10
  muhlat plan case.yaml --pay-until 2027-02-24
  muhlat plan case.yaml --come-for 60 --from 2027-03-01 --format json"""

BATCH: Final = """\
Blank lines are skipped. A wrong line is answered in its place by
{"line": 7, "errors": [{"path": "stays[0].entry", "message": "2026-02-31 is not a date"}]}

examples:
  muhlat batch cases.jsonl --on 2026-11-21 > answers.jsonl
  zcat cases.jsonl.gz | muhlat batch - | grep '"level": "red"'"""

PICTURE: Final = """\
A strip for each month, 360 wide as SVG and 720 as PNG. Where it goes into a file, its words are told too.

examples:
  muhlat picture case.yaml --on 2026-11-21 --lang ru -o muhlat.png
  muhlat picture - --svg < case.json > muhlat.svg"""

CALENDAR: Final = """\
All-day events with alarms; their titles do not say what they are about. A file made on a later day
updates what an earlier one has put into the calendar.

examples:
  muhlat calendar case.yaml -o muhlat.ics
  muhlat calendar - --lang tg < case.json > muhlat.ics"""

CARD: Final = """\
One page A4 in the person's language and in Russian. Its code holds the case: whatever reads a case
reads the text that a scanner makes of the code.

examples:
  muhlat card case.yaml --lang tg -o muhlat.pdf
  muhlat card - --on 2026-11-21 < case.json > muhlat.pdf
  muhlat assess scanned.txt --lang ru"""

WHERE: Final = """\
Without a citizenship: only what is for everybody. What no source confirms is said to be so.

examples:
  muhlat contacts --citizenship TJ --lang tg
  muhlat contacts --citizenship TJ --region RU-SPE --need embassy"""

LAW: Final = """\
examples:
  muhlat law                            everything
  muhlat law stay                       all records whose name begins with stay
  muhlat law --on 2024-12-31            what was in force on that day
  muhlat law check --older-than 90      what was last checked more than 90 days ago
  muhlat law page > law.md              all of it as a page for a lawyer
  muhlat law diff old/ - cases.jsonl    what has changed since, and in whose answers
  muhlat law impact                     for how many of those who are reminded"""

MIGRATE: Final = """\
DATABASE_URL says which database; no other setting is needed. Stop the bot first, and make a backup.
What is there is kept. It is done whole or not at all, and may be called twice, or by several at once.

examples:
  muhlat migrate --check && echo ready
  DATABASE_URL=postgresql+asyncpg://muhlat:password@localhost/muhlat muhlat migrate"""

REMINDERS: Final = """\
DATABASE_URL says which database; no other setting is needed, and nothing is changed, also while the bot
runs. Exit status 1 where reminders are more than an hour late, or some failed in the last 24 hours.

examples:
  muhlat reminders status
  muhlat reminders status --format json | jq .late"""

SEND: Final = """\
One process of 'muhlat run' sends what is due by itself. This is for more than one process to send at
once, on PostgreSQL: all of them keep to SEND_RATE together, and each message is sent by one of them.

examples:
  muhlat run & muhlat reminders send"""

REPLACE: Final = """\
A database belongs to the first bot that was started with it; a start with the token of another one is
refused, since Telegram lets a bot write only to those who have written to it. This notes the bot of
BOT_TOKEN in its place, and changes nothing else. A new token of the same bot needs no such call.
The settings are those of 'muhlat run'. Stop all processes of the bot before that.

examples:
  BOT_TOKEN=123456789:the-letters-that-BotFather-gave muhlat bot replace"""

IMPACT: Final = """\
DATABASE_URL and DATA_KEY say which database; nothing in it is changed and nothing is sent, also while the
bot runs. Counted are those who would be told (told), who would only have other reminders (planned), who
notice nothing (same), who cannot be compared (apart), who cannot be read (unreadable). The lines below
count people by what differs: the last day, the ground, the status, a deadline (duty), a ban; earlier is
shorter for a ban, later is longer. To be called before the bot is started with that law.

examples:
  muhlat law impact                     what the law of this program would change
  muhlat law impact draft/              what the law in that folder would change
  muhlat law impact --format json | jq .told"""

DIFF: Final = """\
OLD and NEW are folders of law files, as rules/law is; - is the law of this program. Answers that
differ only in their reasons are counted apart; the day on which the law was checked is not compared.
That there are differences is no fault: the exit status is 0.

examples:
  git archive v1.0 rules/law | tar -x -C /tmp       the law of an older version, in /tmp/rules/law
  muhlat law diff /tmp/rules/law                    which records have changed since
  muhlat law diff /tmp/rules/law - cases.jsonl      and which answers change with them
  muhlat law diff - draft/ person.yaml --on 2027-01-01   what a draft would do to one case"""
