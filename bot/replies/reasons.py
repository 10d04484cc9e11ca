"""Which key says which rule, reading and fact: the vocabulary of the reasons.

Rules are named as in the trace of an assessment. One that has no words of its own takes those of the
rule above it (``duty.register.TJ``: ``duty.register``), then the general ones.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.replies.keys import N_

OTHER_RULE: Final = N_("rule.other")
RULES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "stay.visa_free": N_("rule.stay.visa_free"),
        "stay.suspension": N_("rule.stay.suspension"),
        "stay.patent": N_("rule.stay.patent"),
        "stay.contract": N_("rule.stay.contract"),
        "stay.study": N_("rule.stay.study"),
        "stay.family": N_("rule.stay.family"),
        "stay.application": N_("rule.stay.application"),
        "stay.treaty": N_("rule.stay.treaty"),
        "stay.none": N_("rule.stay.none"),
        "stay.account": N_("rule.stay.account"),
        "stay.unbroken": N_("rule.stay.unbroken"),
        "stay.temporary_residence": N_("rule.stay.temporary_residence"),
        "stay.education_residence": N_("rule.stay.education_residence"),
        "stay.permanent_residence": N_("rule.stay.permanent_residence"),
        "stay.work_permit": N_("rule.stay.work_permit"),
        "stay.highly_qualified": N_("rule.stay.highly_qualified"),
        "stay.new_contract_term": N_("rule.stay.new_contract_term"),
        "stay.departure_term": N_("rule.stay.departure_term"),
        "ban.overstay_30": N_("rule.ban.overstay_30"),
        "ban.overstay_180": N_("rule.ban.overstay_180"),
        "ban.overstay_270": N_("rule.ban.overstay_270"),
        "ban.limit_90": N_("rule.ban.limit_90"),
        "ban.offences_3y": N_("rule.ban.offences_3y"),
        "ban.offences_1y": N_("rule.ban.offences_1y"),
        "ban.removal": N_("rule.ban.removal"),
        "ban.repeat_removal": N_("rule.ban.repeat_removal"),
        "ban.unpaid_fine": N_("rule.ban.unpaid_fine"),
        "ban.conviction": N_("rule.ban.conviction"),
        "ban.undesirable": N_("rule.ban.undesirable"),
        "ban.decision": N_("rule.ban.decision"),
        "duty.register": N_("rule.duty.register"),
        "duty.fine_payment": N_("rule.duty.fine_payment"),
        "duty.expulsion_appeal": N_("rule.duty.expulsion_appeal"),
        "duty.medical": N_("rule.duty.medical"),
        "duty.fingerprints": N_("rule.duty.fingerprints"),
        "duty.medical_renewal": N_("rule.duty.medical_renewal"),
        "duty.patent_application": N_("rule.duty.patent_application"),
        "duty.patent_payment": N_("rule.duty.patent_payment"),
        "duty.patent_renewal": N_("rule.duty.patent_renewal"),
        "duty.contract_notice": N_("rule.duty.contract_notice"),
        "duty.new_contract": N_("rule.duty.new_contract"),
        "duty.migration_card": N_("rule.duty.migration_card"),
        "duty.residence_notice": N_("rule.duty.residence_notice"),
        "duty.entry_statement": N_("rule.duty.entry_statement"),
        "duty.leave": N_("rule.duty.leave"),
        "duty.permit_renewal": N_("rule.duty.permit_renewal"),
        "duty.address_notice": N_("rule.duty.address_notice"),
        "patent.refused": N_("rule.patent.refused"),
        "entry.open": N_("rule.entry.open"),
        "plan.trip": N_("rule.plan.trip"),
        "amnesty": N_("rule.amnesty"),
        "register.controlled": N_("rule.register.controlled"),
        "doubt.all": N_("rule.doubt.all"),
    }
)


class ReadingWords(NamedTuple):
    """The question that is read in two ways, and its two answers."""

    question: str
    cautious: str
    favourable: str


OTHER_READING: Final = N_("reading.other")
READINGS: Final[Mapping[str, ReadingWords]] = MappingProxyType(
    {
        "first_day": ReadingWords(
            N_("reading.first_day"), N_("reading.first_day.cautious"), N_("reading.first_day.favourable")
        ),
        "window_180": ReadingWords(
            N_("reading.window_180"), N_("reading.window_180.cautious"), N_("reading.window_180.favourable")
        ),
        "patent_days": ReadingWords(
            N_("reading.patent_days"),
            N_("reading.patent_days.cautious"),
            N_("reading.patent_days.favourable"),
        ),
        "limit_90_other_grounds": ReadingWords(
            N_("reading.limit_90_other_grounds"),
            N_("reading.limit_90_other_grounds.cautious"),
            N_("reading.limit_90_other_grounds.favourable"),
        ),
        "window_2014": ReadingWords(
            N_("reading.window_2014"),
            N_("reading.window_2014.cautious"),
            N_("reading.window_2014.favourable"),
        ),
        "unbroken_reentry": ReadingWords(
            N_("reading.unbroken_reentry"),
            N_("reading.unbroken_reentry.cautious"),
            N_("reading.unbroken_reentry.favourable"),
        ),
        "discretionary_bans": ReadingWords(
            N_("reading.discretionary_bans"),
            N_("reading.discretionary_bans.cautious"),
            N_("reading.discretionary_bans.favourable"),
        ),
        "belarus_limit": ReadingWords(
            N_("reading.belarus_limit"),
            N_("reading.belarus_limit.cautious"),
            N_("reading.belarus_limit.favourable"),
        ),
        "belarus_days": ReadingWords(
            N_("reading.belarus_days"),
            N_("reading.belarus_days.cautious"),
            N_("reading.belarus_days.favourable"),
        ),
        "driver_limit": ReadingWords(
            N_("reading.driver_limit"),
            N_("reading.driver_limit.cautious"),
            N_("reading.driver_limit.favourable"),
        ),
        "permit_expired": ReadingWords(
            N_("reading.permit_expired"),
            N_("reading.permit_expired.cautious"),
            N_("reading.permit_expired.favourable"),
        ),
        "absence_6_months": ReadingWords(
            N_("reading.absence_6_months"),
            N_("reading.absence_6_months.cautious"),
            N_("reading.absence_6_months.favourable"),
        ),
        "statement_scope": ReadingWords(
            N_("reading.statement_scope"),
            N_("reading.statement_scope.cautious"),
            N_("reading.statement_scope.favourable"),
        ),
        "register_after_exemption": ReadingWords(
            N_("reading.register_after_exemption"),
            N_("reading.register_after_exemption.cautious"),
            N_("reading.register_after_exemption.favourable"),
        ),
    }
)


class FactWords(NamedTuple):
    """The name of a date of the case, and where it is found; None where only the person decides it."""

    name: str
    where: str | None


OTHER_FACT: Final = FactWords(N_("fact.other"), None)
FACTS: Final[Mapping[str, FactWords]] = MappingProxyType(
    {
        "born": FactWords(N_("fact.born"), N_("find.passport")),
        "stays.entry": FactWords(N_("fact.stays.entry"), N_("find.stamp")),
        "stays.purpose": FactWords(N_("fact.stays.purpose"), N_("find.migration_card")),
        "stays.exit": FactWords(N_("fact.stays.exit"), N_("find.stamp")),
        "registrations.from": FactWords(N_("fact.registrations.from"), N_("find.slip")),
        "registrations.until": FactWords(N_("fact.registrations.until"), N_("find.slip")),
        "moves": FactWords(N_("fact.moves"), N_("find.home")),
        "patents.issued": FactWords(N_("fact.patents.issued"), N_("find.patent")),
        "patents.paid_until": FactWords(N_("fact.patents.paid_until"), N_("find.receipts")),
        "patents.cancelled": FactWords(N_("fact.patents.cancelled"), N_("find.letter")),
        "patents.contract_notified": FactWords(N_("fact.patents.contract_notified"), N_("find.notice")),
        "contracts.signed": FactWords(N_("fact.contracts.signed"), N_("find.contract")),
        "contracts.until": FactWords(N_("fact.contracts.until"), N_("find.contract")),
        "contracts.ended": FactWords(N_("fact.contracts.ended"), N_("find.contract")),
        "permits.issued": FactWords(N_("fact.permits.issued"), N_("find.permit")),
        "permits.until": FactWords(N_("fact.permits.until"), N_("find.permit")),
        "permits.cancelled": FactWords(N_("fact.permits.cancelled"), N_("find.letter")),
        "permits.notices": FactWords(N_("fact.permits.notices"), N_("find.notice")),
        "studies.from": FactWords(N_("fact.studies.from"), N_("find.school")),
        "studies.until": FactWords(N_("fact.studies.until"), N_("find.school")),
        "studies.ended": FactWords(N_("fact.studies.ended"), N_("find.school")),
        "applications.filed": FactWords(N_("fact.applications.filed"), N_("find.application")),
        "applications.decided": FactWords(N_("fact.applications.decided"), N_("find.letter")),
        "family.until": FactWords(N_("fact.family.until"), N_("find.slip")),
        "medical": FactWords(N_("fact.medical"), N_("find.clinic")),
        "fingerprinted": FactWords(N_("fact.fingerprinted"), N_("find.card")),
        "entry_statement": FactWords(N_("fact.entry_statement"), N_("find.app")),
        "migration_card_lost": FactWords(N_("fact.migration_card_lost"), None),
        "offences.in_force": FactWords(N_("fact.offences.in_force"), N_("find.ruling")),
        "offences.received": FactWords(N_("fact.offences.received"), N_("find.ruling")),
        "offences.paid": FactWords(N_("fact.offences.paid"), N_("find.receipt")),
        "removals.on": FactWords(N_("fact.removals.on"), N_("find.ruling")),
        "stay_shortened": FactWords(N_("fact.stay_shortened"), N_("find.letter")),
        "decisions.on": FactWords(N_("fact.decisions.on"), N_("find.letter")),
        "decisions.until": FactWords(N_("fact.decisions.until"), N_("find.letter")),
        "controlled_register.since": FactWords(N_("fact.controlled_register.since"), N_("find.register")),
        "controlled_register.until": FactWords(N_("fact.controlled_register.until"), N_("find.register")),
        "planned.entry": FactWords(N_("fact.planned.entry"), None),
        "planned.exit": FactWords(N_("fact.planned.exit"), None),
    }
)
"""By the path in the case, without the numbers of the items."""

OTHER_FOUND: Final = N_("found.other")
FOUND: Final[Mapping[str, str]] = MappingProxyType(
    {
        "entry": N_("found.entry"),
        "exit": N_("found.exit"),
        "first": N_("found.first"),
        "last": N_("found.last"),
        "days": N_("found.days"),
        "used": N_("found.used"),
        "left": N_("found.left"),
        "limit": N_("found.limit"),
        "until": N_("found.until"),
        "since": N_("found.since"),
        "due": N_("found.due"),
        "done": N_("found.done"),
        "state": N_("found.state"),
        "last_day": N_("found.last_day"),
        "hypothetical": N_("found.hypothetical"),
        "late": N_("found.late"),
        "provisional": N_("found.provisional"),
        "ok": N_("found.ok"),
        "latest_exit": N_("found.latest_exit"),
        "status": N_("found.status"),
        "overstay_days": N_("found.overstay_days"),
        "may_enter_from": N_("found.may_enter_from"),
        "ban": N_("found.ban"),
        "no_ban": N_("found.no_ban"),
        "duty": N_("found.duty"),
        "not_due": N_("found.not_due"),
        "ground": N_("found.ground"),
        "last_lawful": N_("found.last_lawful"),
    }
)
"""The names of the values that a step of the reasoning rests on."""
