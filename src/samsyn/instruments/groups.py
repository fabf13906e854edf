"""Refuses words for groups of people: a category says what happened and where, never who people are."""

from __future__ import annotations

import re

from samsyn.errors import BadDeclaration

# Beginnings of words for people by origin, faith, housing, health, age, sex or suspicion.
BEGINNINGS = (
    "tigg", "eu-migrant", "eu migrant", "migrant", "invandr", "flykting", "asylsökande", "nyanländ", "ensamkommande",
    "utlänning", "utländsk", "papperslös", "zigen", "romsk", "resandefolk", "muslim", "judisk", "afrikan", "arabisk",
    "somal", "klan", "hemlös", "bostadslös", "uteligg", "missbrukar", "narkoman", "pundar", "alkoholist", "alkis",
    "a-lagar", "psykiskt sjuk", "funktionshindra", "funktionsnedsatt", "prostituera", "kriminell", "gängmedlem",
    "gärningsm", "misstänkta personer", "ungdom", "tonår", "pensionär", "bidragstagar", "nynazist", "extremist",
    "hyresgäst", "klienter",
)  # fmt: skip
# Whole words, where a beginning would catch others (rom in romantik, barn in barnvagn, elev in elevator, killar).
WHOLE = (
    "rom", "romer", "romerna", "romernas", "same", "samer", "samerna", "jude", "judar", "judarna", "arab", "araber",
    "araberna", "svenskar", "gäng", "gänget", "gängen", "barn", "barnen", "unga", "killar", "tjejer", "kvinnor",
    "kvinnorna", "män", "männen", "elever", "eleverna", "familj", "familjen", "familjer",
)  # fmt: skip
_FOUND = re.compile(
    rf"(?<![\wåäö])(?:(?:{'|'.join(map(re.escape, BEGINNINGS))})[\wåäö-]*|(?:{'|'.join(WHOLE)})(?![\wåäö]))",
    re.IGNORECASE,
)


class NamesAGroup(BadDeclaration):
    """A category names a group of people."""


def named_group(text: str) -> str | None:
    """
    Return the first word in a text that names a group of people, none where there is none.

    Notes
    -----
    A list of words catches the words in it and no others: it is a reminder at the moment of writing, not a judge. The
    list can be made longer; there is no way past it but to write something else.

    Examples
    --------
    >>> named_group("Tiggeri vid butiken")
    'Tiggeri'
    >>> named_group("Otrygghet i barnvagnsrum")
    """
    found = _FOUND.search(text)
    return found.group() if found else None


def check_names_no_group(text: str, where: str = "") -> None:
    """
    Refuse a text that names a group of people; `where` says which text, where that is not seen.

    Raises
    ------
    NamesAGroup
        With the word that was found, why it is refused and how to write instead.
    """
    word = named_group(text)
    if word is not None:
        before = f"{where}: " if where else ""
        raise NamesAGroup(
            f"{before}”{word}” pekar ut en grupp av människor. En kategori beskriver vad som hände och var, så att "
            "platsen kan göras tryggare. Att räkna en grupp visar bara hur ofta någon har lagt märke till den, och "
            "kan leda till att människor misstänks för vilka de är. Skriv om texten: vad hände, och på vilken plats?"
        )
