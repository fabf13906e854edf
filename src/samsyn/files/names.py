"""What headings usually mean, in Swedish, English and German."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_EXPORTED = {"ß": "ss", "ø": "o", "æ": "ae", "ð": "d"}


def _words(text: str) -> list[str]:
    return text.split()


HEADINGS: dict[str, list[str]] = {
    "time_from": _words("""
        time_from occurred_local occurred_at occurred_from occurred date_time_from tid_fran
        tidpunkt_fran fran_tid starttid starttidpunkt start_time handelsetid handelsetidpunkt
        brottstid brottstidpunkt tatzeit_von tatzeit_anfang tatzeit incident_datetime occ_datetime
        event_time date_time datetime datum_tid datum_och_tid datumtid tidpunkt nar intraffade
        intraffad timestamp tidsstampel zeitpunkt start startdatum start_date date_from datum_fran
        fran_datum from fran borjan beginn von time tid rapporttid rapporttidpunkt rapporteringstid
    """),
    "time_to": _words("""
        time_to occurred_to date_time_to tid_till tidpunkt_till till_tid sluttid sluttidpunkt
        end_time tatzeit_bis tatzeit_ende slut slutdatum end_date end date_to datum_till till_datum
        to till ende bis
    """),
    "date": _words("""
        date datum handelsedatum brottsdatum occurred_date incident_date event_date tatdatum dag day
        month manad year_month ar_manad armanad vecka week iso_week ar_vecka arvecka isovecka
        kalenderwoche kw woche monat date_occ ar_och_vecka ar_och_manad
    """),
    "time_of_day": _words("""
        time_of_day klockslag klocka kl tid time uhrzeit clock timme hour tid_pa_dygnet time_occ
    """),
    "category": _words("""
        category kategori crime_type handelsetyp brottstyp brottskategori handelsekategori
        offense_type offence_type incident_type incident_category event_type offence offense delikt
        deliktart primary_type rapportkategori arendetyp typ_av_handelse typ_av_brott
        brottskod_klartext handelse brott rubricering type typ slag art vad crime straftat vad_hande
        vad_har_hant
    """),
    "area": _words("""
        desokod deso deso_kod deso_2018 deso_2025 regsokod regso regso_kod regso_2020 regso_2025
        area_code area_key omradeskod omrade_kod omradesnyckel plr lor lor_code lor_schluessel
        lsoa_code lsoa_kod ward_code area omrade stadsdel stadsdelsomrade bostadsomrade delomrade
        basomrade nyko distrikt district bezirk ward neighborhood neighbourhood municipality_code
        fastighet fastighetsbeteckning byggnad skola kommunkod kommun_kod municipality kommun
        gemeinde location_name postnummer postal_code plz county_code lanskod lan county plats
    """),
    "area_name": _words("""
        area_name omradesnamn omrade_namn desonamn regsonamn regso_namn regso_name regso_name_2020
        lor_name lsoa_name ward_name district_name stadsdelsnamn bezirk_name municipality_name
        kommunnamn kommun_namn kommun omrade stadsdel distrikt bezirk area ward location_name
        county_name lansnamn postort
    """),
    "longitude": _words("""
        longitude lon lng long longitud wgs84_lon wgs84_longitud gps_lon laengengrad langengrad x
    """),
    "latitude": _words("""
        latitude lat latitud wgs84_lat wgs84_latitud gps_lat breitengrad y
    """),
    "x": _words("""
        x_m easting sweref99_e sweref_e sweref99tm_e e_koordinat ost ostlig x_koordinat x_coord
        xcoord xkoord rechtswert x koordinat_x rt90_y e
    """),
    "y": _words("""
        y_m northing sweref99_n sweref_n sweref99tm_n n_koordinat nord nordlig y_koordinat y_coord
        ycoord ykoord hochwert y koordinat_y rt90_x n
    """),
    "reporter": _words("""
        reporter rapportor rapporterande_funktion rapporterande rapporterad_av rapportorens_funktion
        funktion roll uppgiftslamnande_funktion inrapporterande melder reporting_unit reported_by
    """),
    "kind": _words("""
        kind slag rapportslag slag_av_rapport rapporttyp typ_av_rapport report_kind report_type
    """),
    "severity": _words("""
        severity allvar allvarlighet allvarlighetsgrad allvarsgrad schweregrad
    """),
    "id": _words("""
        id event_id uid row_id incident_id crime_id case_id report_id rapport_id rapportnummer
        arendenummer arende_id arendenr diarienummer dnr objectid fid globalid uuid lopnummer lopnr
        lfd_nr aktenzeichen handelse_id nr
    """),
}
"""Headings by meaning, the surest first, as `plain` writes them."""

PUBLISHING = set(
    _words("""
    published publicerad publiceringstid skapad created updated uppdaterad modified andrad registrerad
    inlagd creation creationdate
""")
)
REPORTING = set(
    _words("""
    reported rapporterad rapporterat anmald anmalan anmalningsdatum rapportdatum angelegt report
    rapporttid rapporttidpunkt rapporteringstid inkommet inkommen inkom
""")
)


@lru_cache(maxsize=4096)
def plain(heading: str) -> str:
    """Return a heading in small letters without diacritics, words joined by one underscore."""
    text = re.sub(r"(?<=[a-zåäö0-9])(?=[A-ZÅÄÖ][a-zåäö])", "_", heading)
    text = "".join(_EXPORTED.get(c, c) for c in text.casefold())
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_")


def name_score(meaning: str, heading: str) -> int:
    """
    Return how well a heading fits a meaning: 100 for the surest, at least 50 for a known one, 30 for a known
    word in it.

    A time when something was published or entered is not when it happened: at most 12; when it was reported:
    at most 25.
    """
    name = plain(heading)
    known = HEADINGS[meaning]
    words = set(name.split("_"))
    if name in known:
        score = 100 - min(known.index(name), 50)
    elif any(len(word) > 2 and word in known for word in words):
        score = 30
    else:
        return 0
    if meaning in ("time_from", "time_to", "date", "time_of_day"):
        score = min(score, 12 if words & PUBLISHING else 25 if words & REPORTING else 100)
    return score


def is_known(heading: str) -> bool:
    """Return whether a heading is one of the known ones, for any meaning."""
    return any(plain(heading) in known for known in HEADINGS.values())
