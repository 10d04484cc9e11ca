"""Which key says which name of the published case format, in one table for each kind of name.

A name that is not here is said by the general key of its kind; a test fails for every name of the
format that has no words of its own.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from bot.replies.keys import N_


class DutyWords(NamedTuple):
    """The name of a duty, what to do while it can be done in time, and what to do when it is late."""

    name: str
    act: str
    late: str


def _duty(name: str, act: str, late: str | None = None) -> DutyWords:
    return DutyWords(name, act, late or act)


LEVELS: Final[Mapping[str, str]] = MappingProxyType(
    {"green": N_("level.green"), "amber": N_("level.amber"), "red": N_("level.red")}
)

STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "lawful": N_("status.lawful"),
        "overstay": N_("status.overstay"),
        "outside": N_("status.outside"),
        "manual": N_("status.manual"),
    }
)

OTHER_GROUND: Final = N_("ground.other")
GROUNDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "visa_free": N_("ground.visa_free"),
        "patent": N_("ground.patent"),
        "contract": N_("ground.contract"),
        "family": N_("ground.family"),
        "temporary_residence": N_("ground.temporary_residence"),
        "education_residence": N_("ground.education_residence"),
        "permanent_residence": N_("ground.permanent_residence"),
        "work_permit": N_("ground.work_permit"),
        "highly_qualified": N_("ground.highly_qualified"),
        "study": N_("ground.study"),
        "application": N_("ground.application"),
        "suspension": N_("ground.suspension"),
        "new_contract_term": N_("ground.new_contract_term"),
        "departure_term": N_("ground.departure_term"),
        "treaty": N_("ground.treaty"),
    }
)

AS_LONG_AS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "patent": N_("while.patent"),
        "contract": N_("while.contract"),
        "family": N_("while.family"),
        "temporary_residence": N_("while.temporary_residence"),
        "education_residence": N_("while.education_residence"),
        "permanent_residence": N_("while.permanent_residence"),
        "work_permit": N_("while.work_permit"),
        "highly_qualified": N_("while.highly_qualified"),
        "study": N_("while.study"),
        "application": N_("while.application"),
        "suspension": N_("while.suspension"),
        "treaty": N_("while.treaty"),
    }
)
"""The condition under which a stay on that ground goes on."""

DUTY_STATES: Final[Mapping[str, str]] = MappingProxyType(
    {"open": N_("state.open"), "done": N_("state.done"), "missed": N_("state.missed")}
)

OTHER_DUTY: Final = _duty(N_("duty.other"), N_("act.other"))
DUTIES: Final[Mapping[str, DutyWords]] = MappingProxyType(
    {
        "register": _duty(N_("duty.register"), N_("act.register")),
        "entry_statement": _duty(N_("duty.entry_statement"), N_("act.file_statement")),
        "medical": _duty(N_("duty.medical"), N_("act.do_medical")),
        "fingerprints": _duty(N_("duty.fingerprints"), N_("act.do_fingerprints")),
        "medical_renewal": _duty(N_("duty.medical_renewal"), N_("act.renew_medical")),
        "patent_application": _duty(
            N_("duty.patent_application"), N_("act.apply_patent"), N_("act.apply_patent_late")
        ),
        "patent_payment": _duty(N_("duty.patent_payment"), N_("act.pay_patent"), N_("act.pay_patent_late")),
        "patent_renewal": _duty(
            N_("duty.patent_renewal"), N_("act.renew_patent"), N_("act.renew_patent_late")
        ),
        "contract_notice": _duty(N_("duty.contract_notice"), N_("act.notify_contract")),
        "new_contract": _duty(N_("duty.new_contract"), N_("act.sign_contract"), N_("act.sign_contract_late")),
        "residence_notice": _duty(N_("duty.residence_notice"), N_("act.residence_notice")),
        "permit_renewal": _duty(N_("duty.permit_renewal"), N_("act.renew_permit")),
        "leave": _duty(N_("duty.leave"), N_("act.leave"), N_("act.leave_now")),
        "fine_payment": _duty(N_("duty.fine_payment"), N_("act.pay_fine")),
        "expulsion_appeal": _duty(
            N_("duty.expulsion_appeal"), N_("act.appeal_expulsion"), N_("act.appeal_expulsion_late")
        ),
        "migration_card": _duty(N_("duty.migration_card"), N_("act.replace_card")),
        "address_notice": _duty(N_("duty.address_notice"), N_("act.report_address")),
    }
)

ACTION_OF_DUTY: Final[Mapping[str, str]] = MappingProxyType(
    {
        "register_now": "register",
        "register_by": "register",
        "file_statement": "entry_statement",
        "do_medical": "medical",
        "do_fingerprints": "fingerprints",
        "renew_medical": "medical_renewal",
        "apply_patent": "patent_application",
        "pay_patent": "patent_payment",
        "renew_patent": "patent_renewal",
        "notify_contract": "contract_notice",
        "sign_contract": "new_contract",
        "residence_notice": "residence_notice",
        "renew_permit": "permit_renewal",
        "leave_now": "leave",
        "leave_by": "leave",
        "pay_fine": "fine_payment",
        "appeal_expulsion": "expulsion_appeal",
        "replace_card": "migration_card",
        "report_address": "address_notice",
    }
)
"""The duty that an action of the engine fulfils, whose words and day it takes."""

OTHER_ACTION: Final = N_("act.other")
ACTIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "find_entry_date": N_("act.find_entry_date"),
        "check_ban": N_("act.check_ban"),
        "do_not_travel": N_("act.do_not_travel"),
        "ask_purpose": N_("act.ask_purpose"),
        "ask_lawyer": N_("act.ask_lawyer"),
        "plan_entry": N_("act.plan_entry"),
        "extend_stay": N_("act.extend_stay"),
    }
)
"""The actions that fulfil no duty."""

OTHER_BAN: Final = N_("ban.other")
BANS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "overstay_30": N_("ban.overstay_30"),
        "overstay_180": N_("ban.overstay_180"),
        "overstay_270": N_("ban.overstay_270"),
        "limit_90": N_("ban.limit_90"),
        "offences_3y": N_("ban.offences_3y"),
        "offences_1y": N_("ban.offences_1y"),
        "removal": N_("ban.removal"),
        "repeat_removal": N_("ban.repeat_removal"),
        "unpaid_fine": N_("ban.unpaid_fine"),
        "conviction": N_("ban.conviction"),
        "undesirable": N_("ban.undesirable"),
        "decision": N_("ban.decision"),
    }
)
BAN_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {"mandatory": N_("ban.mandatory"), "discretionary": N_("ban.discretionary")}
)

ALWAYS_UNCHECKED: Final = ("entry_ban_database", "controlled_register")
"""What no answer can know, said under every one of them."""

OTHER_UNCHECKED: Final = N_("unchecked.other")
UNCHECKED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "entry_ban_database": N_("unchecked.entry_ban_database"),
        "controlled_register": N_("unchecked.controlled_register"),
        "citizenship": N_("unchecked.citizenship"),
        "born": N_("unchecked.born"),
        "international_driver": N_("unchecked.international_driver"),
        "stays": N_("unchecked.stays"),
        "registrations": N_("unchecked.registrations"),
        "moves": N_("unchecked.moves"),
        "patents": N_("unchecked.patents"),
        "contracts": N_("unchecked.contracts"),
        "permits": N_("unchecked.permits"),
        "studies": N_("unchecked.studies"),
        "applications": N_("unchecked.applications"),
        "family": N_("unchecked.family"),
        "medical": N_("unchecked.medical"),
        "fingerprinted": N_("unchecked.fingerprinted"),
        "entry_statement": N_("unchecked.entry_statement"),
        "migration_card_lost": N_("unchecked.migration_card_lost"),
        "offences": N_("unchecked.offences"),
        "removals": N_("unchecked.removals"),
        "stay_shortened": N_("unchecked.stay_shortened"),
        "convictions": N_("unchecked.convictions"),
        "decisions": N_("unchecked.decisions"),
        "planned": N_("unchecked.planned"),
        "ask_purpose": N_("unchecked.ask_purpose"),
        "first_day": N_("unchecked.first_day"),
        "limit_90_other_grounds": N_("unchecked.limit_90_other_grounds"),
        "suspension": N_("unchecked.suspension"),
        "visa_stay": N_("unchecked.visa_stay"),
        "belarus_days": N_("unchecked.belarus_days"),
        "driver_limit": N_("unchecked.driver_limit"),
        "address_notice": N_("unchecked.address_notice"),
        "expulsion_appeal": N_("unchecked.expulsion_appeal"),
        "vague_dates": N_("unchecked.vague_dates"),
        "residence_absence": N_("unchecked.residence_absence"),
        "application_extension": N_("unchecked.application_extension"),
        "residence_notices": N_("unchecked.residence_notices"),
        "residence_offences": N_("unchecked.residence_offences"),
        "leave_decision": N_("unchecked.leave_decision"),
        "patent_refused_year": N_("unchecked.patent_refused_year"),
        "patent_region": N_("unchecked.patent_region"),
        "patent_moldova": N_("unchecked.patent_moldova"),
        "extend_stay": N_("unchecked.extend_stay"),
        "overstay_excuse": N_("unchecked.overstay_excuse"),
        "study_next_level": N_("unchecked.study_next_level"),
        "amnesty": N_("unchecked.amnesty"),
        "contract_extension": N_("unchecked.contract_extension"),
        "family_extension": N_("unchecked.family_extension"),
        "adult_child": N_("unchecked.adult_child"),
        "application_reentry": N_("unchecked.application_reentry"),
        "old_residence_card": N_("unchecked.old_residence_card"),
        "patent_annulled": N_("unchecked.patent_annulled"),
    }
)

OTHER_CERTAINTY: Final = N_("certainty.low")
CERTAINTIES: Final[Mapping[str, str]] = MappingProxyType(
    {"high": N_("certainty.high"), "medium": N_("certainty.medium"), "low": N_("certainty.low")}
)
