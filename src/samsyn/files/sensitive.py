"""Tells which columns may name or describe people; they are never read."""

from __future__ import annotations

import polars as pl

from samsyn.files.names import plain
from samsyn.table import Sensitivity


def _words(text: str) -> set[str]:
    return set(text.split())


_FREE_TEXT = _words("""
    beskrivning description summary sammanfattning text fritext anteckning anteckningar kommentar
    kommentarer comment comments notes note notering meddelande body preamble ingress rubrik title titel
    headline handelseforlopp forlopp ovrigt message bemerkung beschreibung narrative details detaljer
    synopsis
""")
_PERSONAL = _words("""
    namn name fornamn efternamn firstname lastname surname personnummer personnr pnr ssn fodelsedatum
    fodd birthdate telefon telefonnummer phone mobil mobilnummer epost email mail mejl adress address
    gatuadress lagenhet lgh anmalare malsagande misstankt vittne suspect victim witness hyresgast boende
    kund regnr registreringsnummer ip handlaggare anvandare user username initialer ansvarig vorname
    nachname strasse hausnummer
""")
_SENSITIVE = _words("""
    etnicitet ethnicity ursprung nationalitet nationality medborgarskap fodelseland religion halsa
    diagnos race trosuppfattning facktillhorighet sexuell_laggning politisk
""")
_REPORTED_BY = _words("""
    inrapporterad_av inrapporterat_av rapporterad_av rapporterat_av skapad_av registrerad_av inskickad_av
    upplagd_av uppgiftslamnare tipsare rapportor reporter reported_by created_by
""")
_WORDS_OF_TEXT = 6.0
_CHARACTERS_OF_TEXT = 60.0
_PERSON = r"^\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?: \p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?){1,2}$"
_NUMBER_OF_PERSON = (
    r"(?:^|\D)(?:19|20)?\d{2}[01]\d[0-3]\d[-+]\d{4}(?:\D|$)|(?:^|\D)(?:19|20)\d{2}[01]\d[0-3]\d\d{4}(?:\D|$)"
)
_ADDRESS = r"(?i)[a-z0-9._%+\-]+@[a-z0-9.\-]+\.[a-z]{2,}"
_PHONE = r"(?:^|\D)(?:\+46|0)[ \-]?7[02369](?:[ \-]?\d){7}(?:\D|$)"


def of_heading(heading: str) -> Sensitivity:
    """Return how a column must be handled by what it is called."""
    name = plain(heading)
    words = {name, *name.split("_")}
    if words & _SENSITIVE:
        return Sensitivity.SENSITIVE
    if words & _FREE_TEXT:
        return Sensitivity.FREE_TEXT
    if words & _PERSONAL and not words & _PLACES:
        return Sensitivity.PERSONAL
    return Sensitivity.HARMLESS


def says_who(heading: str) -> bool:
    """Return whether a column, by what it is called, says who reported: a function, or somebody's name."""
    return plain(heading) in _REPORTED_BY


_PLACES = _words("""
    area omrade omrades district ward municipality kommun location county lan lor regso deso bezirk
    stadsdel category kategori lsoa plr nyko plats skola gata enhet
""")


def of_values(sample: pl.Series) -> Sensitivity:
    """Return how a column must be handled by what stands in it: long text, or what identifies a person."""
    if sample.is_empty():
        return Sensitivity.HARMLESS
    if identifying(sample).any():
        return Sensitivity.PERSONAL
    words = sample.str.count_matches(r"\s+").mean()
    length = sample.str.len_chars().mean()
    many = sample.n_unique() > max(10, sample.len() // 10)
    if many and (_number(words) + 1 > _WORDS_OF_TEXT or _number(length) > _CHARACTERS_OF_TEXT):
        return Sensitivity.FREE_TEXT
    return Sensitivity.HARMLESS


def identifying(text: pl.Series) -> pl.Series:
    """Return which cells hold a personal identity number, an e-mail address or a mobile number."""
    found = text.str.contains(_NUMBER_OF_PERSON) | text.str.contains(_ADDRESS) | text.str.contains(_PHONE)
    return found.fill_null(value=False)


def looks_like_names(sample: pl.Series) -> bool:
    """Return whether at least half of the different values are written as first name and surname."""
    values = sample.unique()
    return not values.is_empty() and _number(values.str.contains(_PERSON).mean()) >= 0.5


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
