"""The headings and words of the data sheet."""

from __future__ import annotations

from collections.abc import Mapping

from samsyn.charts.tokens import LEVELS

STATUSES: Mapping[str, str] = {
    "stated": "",
    "expected": "som väntat",
    "above": "fler än väntat",
    "below": "färre än väntat",
    "too_few": "för litet underlag",
    "silent": "tyst",
    "withheld": "visas inte",
    **{status: look.word for status, look in LEVELS.items()},
}
SHOWN: Mapping[
    str, str
] = {  # key of a finding in the picture's document → heading, in the order of the columns
    "area_name": "Område",
    "category_name": "Kategori",
    "period": "Period",
    "value": "Värde",
    "low": "Nedre gräns",
    "high": "Övre gräns",
    "level": "Intervallets nivå",
    "unit": "Enhet",
    "n": "Underlag, antal",
}
DETAIL: Mapping[str, str] = {
    "observed": "Räknat",
    "expected": "Väntat",
    "expected_low": "Väntat, nedre gräns",
    "expected_high": "Väntat, övre gräns",
    "p_above": "p, fler",
    "p_below": "p, färre",
    "q_above": "q, fler",
    "q_below": "q, färre",
    "history": "Historik, perioder",
    "bins": "Perioder sammanlagda",
    "method": "Sätt att jämföra",
    "trend": "Riktning",
    "alarms": "Avvikelser",
    "severe": "Allvarliga",
    "categories": "Kategorier",
    "compared_with": "Jämförs med",
    "now": "Nu",
    "then": "Då",
    "p": "p",
    "inhabitants": "Invånare",
    "active": "Aktiva rapportörer",
    "answered": "Svarade",
    "reporter": "Rapportör",
    "areas": "Områden",
    "label": "Beskrivning",
    "weekday": "Veckodag (0 = måndag)",
    "hour": "Timme",
    "hour_from": "Från timme",
    "hour_to": "Till timme",
    "weight": "Vikt",
    "q": "q",
    "within_m": "Inom meter",
    "within_days": "Inom dagar",
    "until_m": "Säkert till meter",
    "until_days": "Säkert till dagar",
    "area_names": "Områden, namn",
    "recurrence_weeks": "Veckor mellan så starka, av slump",
    "expected_season": "Väntat av samma veckor tidigare år",
}
MADE: Mapping[str, str] = {
    "method": "Metod",
    "key": "Nyckel",
    "area": "Områdets kod",
    "category": "Kategorins kod",
    "status": "Statuskod",
    "rows": "Urval av rader",
    "function": "Funktion",
    "digest": "Kontrollsumma",
}
SERIES: Mapping[str, str] = {
    "trend": "Över tid",
    "years": "År mot år",
    "rhythm": "Veckodag och timme",
    "hot_places": "Rutor",
    "clusters": "Samlingar",
    "values": "Antal",
    "expected": "Väntat",
    "low": "Väntat, nedre gräns",
    "high": "Väntat, övre gräns",
    "highlight": "Den valda periodens plats i serien, från 0",
    "period_kind": "Periodernas slag",
    "breaks": "Går inte att jämföra över",
    "n": "Underlag, antal",
    "too_long": "Längre än ett dygn, är inte med",
}
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
