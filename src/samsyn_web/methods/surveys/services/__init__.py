"""Changes to surveys: made, invited to, answered and closed; open answers coded and quoted."""

from samsyn_web.methods.surveys.services.coding import (
    code,
    finish_coding,
    lock_codes,
    make_codebook,
    quote,
    settle,
    withdraw_quotation,
)
from samsyn_web.methods.surveys.services.picking import pick_figures
from samsyn_web.methods.surveys.services.surveys import (
    answer,
    close,
    close_due,
    invite,
    make,
    remind,
)
from samsyn_web.methods.surveys.services.word_forms import take_in_forms

__all__ = [
    "answer",
    "close",
    "close_due",
    "code",
    "finish_coding",
    "invite",
    "lock_codes",
    "make",
    "make_codebook",
    "pick_figures",
    "quote",
    "remind",
    "settle",
    "take_in_forms",
    "withdraw_quotation",
]
