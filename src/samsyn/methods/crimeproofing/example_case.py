"""An invented case, for the demonstration and the documentation: rules of a municipality that does not exist."""

from __future__ import annotations

from typing import Any

MUNICIPAL = """Regler för föreningsbidrag i Exempelköping (påhittade)

Syfte
1 § Syftet med bidraget är att fler barn och unga ska kunna delta i föreningslivet.

Vem kan få bidrag
2 § Bidrag kan ges till förening som bedriver verksamhet i kommunen. Föreningen ska ha minst 20 medlemmar.
3 § Med medlem avses den som finns i föreningens eget register.
4 § Förening som får stöd från annan nämnd bör uppge detta i ansökan.

Ansökan och utbetalning
5 § Ansökan lämnas senast den 1 mars. Föreningen intygar själv antalet sammankomster och deltagare.
6 § Handläggaren beslutar om bidrag upp till 100 000 kronor. Högre belopp får medges om det finns särskilda skäl.
7 § Bidraget betalas ut i förskott till det konto som föreningen anger.

Kontroll
8 § Föreningen bör spara underlag om sammankomster i rimlig tid. Kontroll görs vid behov.
"""
SOCIAL = """Riktlinje för stöd till ideella organisationer (påhittad)

1 § Målet är att ideella organisationer ska komplettera socialtjänstens insatser.
2 § En förening ska ha minst 25 medlemmar och får ansöka två gånger per år.
3 § Ansökan lämnas senast den 1 oktober.
4 § Föreningen ska spara underlag i tre år och redovisa hur pengarna har använts.
"""
STEPS = (
    ("Föreningen", "apply", "I e-tjänsten, med egna uppgifter om sammankomster och deltagare"),
    ("Handläggaren", "decide", "Ensam, upp till 100 000 kronor"),
    ("Ekonomienheten", "pay", "I förskott, till det konto som står i ansökan"),
    ("Föreningen", "report", "En sida om året, utan underlag"),
    ("Handläggaren", "follow_up", "Stickprov i mån av tid"),
)
ANSWERS = {
    "value": ("yes", ""),
    "own_word": ("yes", "Antal sammankomster och deltagare"),
    "several": ("yes", "Fritid, kultur och socialnämnden"),
    "advance": ("yes", "Hela beloppet i januari"),
    "power": ("yes", "Upp till 100 000 kronor"),
    "intermediary": ("no", ""),
    "known": ("unknown", "Ingen har letat"),
}
RISKS: tuple[dict[str, Any], ...] = (
    {
        "at": "5 §",
        "kind": "false_facts",
        "actor": "association",
        "modus": "Fler sammankomster och deltagare uppges än de som har varit. Ingen jämför med något underlag.",
        "factors": ("own_word", "seldom_seen", "vague"),
        "protections": (("samples", "partly", "Några föreningar om året"), ("members", "missing", "")),
    },
    {
        "at": "4 §",
        "kind": "double",
        "actor": "association",
        "modus": "Samma aktivitet anges i ansökningar till två nämnder. Ingen av dem ser den andras beslut.",
        "factors": ("several_grants", "own_word"),
        "protections": (("registers", "missing", "Gemensam lista över beslut finns inte"),),
    },
    {
        "at": "3 §",
        "kind": "sham",
        "actor": "front",
        "modus": "En förening bildas för bidragets skull. Medlemmarna finns bara i det egna registret.",
        "factors": ("weak_identity", "no_audit", "advance"),
        "protections": (("auditor", "partly", "Krävs över 200 000 kronor"), ("site_visit", "missing", "")),
    },
    {
        "at": "6 §",
        "kind": "pressure",
        "actor": "own_staff",
        "modus": "Den som beslutar ensam kan utsättas för påtryckning att se särskilda skäl.",
        "factors": ("alone", "close", "vague"),
        "protections": (("two_decide", "missing", ""), ("training", "exists", "Årligen")),
    },
)
