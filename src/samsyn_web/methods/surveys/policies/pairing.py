"""The code that a respondent makes so that two rounds can be paired: three neutral questions, kept as a digest only."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.errors import BadInput
from samsyn_web.methods.surveys.models import Survey

QUESTIONS: tuple[Promise, ...] = (
    gettext_lazy("Första bokstaven i en av dina föräldrars förnamn"),
    gettext_lazy("Vilken dag i månaden du är född, 1 till 31"),
    gettext_lazy("Andra bokstaven i orten där du växte upp"),
)
"""The same every time; answered in the same order."""
DAYS = 31


def check_pairing(previous: Survey | None, *, is_paired: bool) -> None:
    """Raise where a round is to be paired with one whose answers have no codes."""
    if is_paired and previous is not None and not previous.is_paired:
        raise BadInput(_("Den omgång som följs upp har inga egna koder: svaren kan inte paras ihop."))


def own_code(parts: Sequence[str]) -> str:
    """
    Return a respondent's own code from the three answers; empty where all are.

    Raises
    ------
    BadInput
        If only some are answered, a letter is no letter or a day no day.
    """
    given = [unicodedata.normalize("NFC", one.strip()).casefold() for one in parts]
    if not any(given):
        return ""
    letters, day = (given[0], given[2]), given[1]
    if not all(given):
        raise BadInput(_("Svara på alla tre frågorna som gör koden, eller på ingen av dem."))
    if any(len(one) != 1 or not one.isalpha() for one in letters):
        raise BadInput(_("Koden görs av en bokstav, en dag och en bokstav."))
    if not (day.isascii() and day.isdecimal()) or not 1 <= int(day) <= DAYS:
        raise BadInput(_("Dagen i månaden är ett tal från 1 till 31."))
    return f"{letters[0]}{int(day):02d}{letters[1]}"


def pair_of(survey: Survey, code: str) -> str:
    """Return what is kept of a respondent's own code: the same in every round that follows up the same first one."""
    first = survey
    while first.previous is not None:
        first = first.previous
    return (
        salted_hmac("samsyn.surveys.pair", f"{first.pk}:{code}", algorithm="sha256").hexdigest()
        if code
        else ""
    )
