"""What a column, or a word before a colon, is called in plans, and which part of the chain it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONGEST = 60  # characters in a heading

EXACT: dict[str, tuple[str, ...]] = {
    "problem": (
        *(
            "problem",
            "problembild",
            "problembeskrivning",
            "problemområde",
            "utmaning",
            "utmaningar",
            "fokusområde",
        ),
        *(
            "prioriterat område",
            "prioriterade områden",
            "prioritering",
            "målområde",
            "insatsområde",
            "område",
        ),
        *("brottsproblem", "prioriterat problem", "tema", "behov", "risk", "utvecklingsområde"),
    ),
    "cause": (
        "orsak",
        "orsaker",
        "bakomliggande orsak",
        "bakomliggande orsaker",
        "orsaksanalys",
        "riskfaktor",
    ),
    "evidence": ("underlag", "belägg", "källa", "källor", "kunskapsunderlag", "evidens", "stöd för orsaken"),
    "basis": ("lägesbild", "bakgrund", "nulägesbeskrivning", "beskrivning", "analys"),
    "action": (
        *(
            "åtgärd",
            "åtgärder",
            "insats",
            "insatser",
            "aktivitet",
            "aktiviteter",
            "vad",
            "vad ska göras",
            "handling",
        ),
        *(
            "vad gör vi",
            "vad vi gör",
            "planerad åtgärd",
            "planerade åtgärder",
            "åtagande",
            "åtaganden",
            "arbetssätt",
        ),
    ),
    "goal": (
        *(
            "mål",
            "målsättning",
            "målsättningar",
            "operativt mål",
            "operativa mål",
            "effektmål",
            "delmål",
            "syfte",
        ),
        *("önskad effekt", "förväntad effekt", "förväntat resultat", "inriktningsmål", "övergripande mål"),
    ),
    "indicator": ("indikator", "indikatorer", "mått", "mätetal", "nyckeltal", "så mäter vi", "hur mäts det"),
    "baseline": (
        "utgångsläge",
        "utgångsvärde",
        "nuläge",
        "startvärde",
        "baslinje",
        "nollmätning",
        "nollvärde",
    ),
    "target": ("målvärde", "målnivå", "målvärden"),
    "when": ("när", "tid", "tidplan", "tidsplan", "tidsram", "period", "datum", "tidpunkt", "genomförs"),
    "start": ("start", "startdatum", "påbörjas", "från", "startar", "startar när"),
    "end": (
        "slut",
        "slutdatum",
        "klart",
        "klar",
        "klart senast",
        "deadline",
        "färdigt",
        "till",
        "senast",
        "avslutas",
    ),
    "owner": (
        *(
            "ansvarig",
            "ansvariga",
            "ansvar",
            "vem",
            "huvudansvarig",
            "ägare",
            "funktion",
            "utförare",
            "ansvarig part",
        ),
        *("ansvarig funktion", "ansvarig förvaltning", "vem gör det", "vem ansvarar", "åtgärdsägare"),
    ),
    "partners": (
        "samverkan",
        "samverkanspart",
        "samverkansparter",
        "medverkande",
        "aktörer",
        "deltagare",
        "parter",
    ),
    "follow_up": ("uppföljning", "utvärdering", "hur följs det upp", "uppföljning sker", "följs upp"),
    "status": ("status", "läge", "genomförandestatus", "lägesrapport"),
    "resources": ("resurs", "resurser", "budget", "kostnad", "finansiering", "medel"),
    "kind": ("typ", "typ av åtgärd", "slag"),
    "priority": ("prioritet", "prio"),
    "number": ("nr", "nummer", "id", "#", "löpnr"),
}
"""Words that are a heading by themselves: what is read is sure."""

PARTS: tuple[tuple[str, str], ...] = (
    ("number", r"^(?:nr|löpnr)\b"),
    ("resources", r"resurs|budget|kostnad|finansier"),
    ("notes", r"^hur$|målgrupp|kommentar|anteckning|övrigt|anmärkning|relevant|styrdokument|plats\b"),
    ("kind", r"^(?:typ|slag) av"),
    ("follow_up", r"uppfölj|utvärder|följ(?:s|er|a)?\b.*\bupp\b"),
    ("indicator", r"indikator|mätetal|nyckeltal|\bmått|mäts\b|mäter|mätas"),
    ("baseline", r"utgångsl|utgångsv|nuläge|baslinje|nollmät|startvärde"),
    ("target", r"målvärd|målniv"),
    ("cause", r"orsak|varför"),
    ("evidence", r"underlag|belägg|källa|evidens"),
    ("end", r"klart?\b|slut|deadline|färdig|senast"),
    ("start", r"^start|påbörja"),
    ("owner", r"ansvar|\bvem\b|ägare|^förvaltning|^nämnd|^kontakt|^utförs av"),
    ("goal", r"syfte"),
    ("partners", r"samverka|medverka|aktör|delta"),
    ("action", r"åtgärd|insats|aktivitet|vad (?:ska|gör|vi)|åtagande"),
    ("goal", r"\bmål|målet|effekt|syfte|önskat"),
    ("when", r"\bnär\b|tidplan|tidsplan|\btid\b|period"),
    ("problem", r"problem|utmaning|fokusområde|prioriter|område"),
    ("basis", r"bakgrund|lägesbild|beskrivning"),
    ("status", r"status|läge\b|utfall|resultat"),
    ("kind", r"^typ\b"),
)
"""Parts of longer headings, tried in this order: what is read is likely."""

_SORTED = {word: name for name, words in EXACT.items() for word in words}
_AND = re.compile(r"\s*(?:/|,|\boch\b|&|\+)\s*")


@dataclass(frozen=True, kw_only=True)
class Heading:
    """
    What a heading was read as.

    Parameters
    ----------
    fields : tuple of str
        Parts of the chain; two where it says so ("När och vem"); empty where it was not understood.
    sure : bool
        Whether the whole heading is a known word.
    """

    text: str
    fields: tuple[str, ...]
    sure: bool


def read_heading(text: str) -> Heading:
    """Return what a heading says, by whole words first and then by parts of it."""
    said = " ".join(text.split()).strip(" :.*?").casefold()
    said = re.sub(r"^\d+[.)]\s*", "", said)
    if not said or len(said) > LONGEST:
        return Heading(text=text, fields=(), sure=False)
    if said in _SORTED:
        return Heading(text=text, fields=(_SORTED[said],), sure=True)
    bare = re.sub(r"\s*\(.*\)$", "", said)
    if bare in _SORTED:
        return Heading(text=text, fields=(_SORTED[bare],), sure=True)
    if together := _together(bare):
        return Heading(text=text, fields=together, sure=False)
    for name, pattern in PARTS:
        if re.search(pattern, said):
            return Heading(text=text, fields=(name,), sure=False)
    return Heading(text=text, fields=(), sure=False)


def _together(said: str) -> tuple[str, ...]:
    """Return the fields of a heading that names several things: "Åtgärd/insats" is one, "När och vem" two."""
    parts = [_SORTED.get(part, "") for part in _AND.split(said)]
    if len(parts) < 2 or not all(parts):
        return ()
    found = tuple(dict.fromkeys(parts))
    if set(found) == {"problem", "cause"}:
        return ("cause",)
    return ("when",) if set(found) <= {"when", "start", "end"} else found
