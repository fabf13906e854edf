"""Writes of publications, partners and how documents look."""

from samsyn_web.reports.services.brands import remove_brand, save_brand, take_back_brand
from samsyn_web.reports.services.deciding import (
    PublicChoice,
    SecrecyChoice,
    decide_secrecy,
    record_public_decision,
    withdraw_public_decision,
)
from samsyn_web.reports.services.making import Imprint, draft_file
from samsyn_web.reports.services.partners import (
    PartnerChoice,
    add_partner,
    change_partner,
    remove_partner,
    restore_partner,
)
from samsyn_web.reports.services.publishing import KIND, ask_to_publish, publish

__all__ = [
    "KIND",
    "Imprint",
    "PartnerChoice",
    "PublicChoice",
    "SecrecyChoice",
    "add_partner",
    "ask_to_publish",
    "change_partner",
    "decide_secrecy",
    "draft_file",
    "publish",
    "record_public_decision",
    "remove_brand",
    "remove_partner",
    "restore_partner",
    "save_brand",
    "take_back_brand",
    "withdraw_public_decision",
]
