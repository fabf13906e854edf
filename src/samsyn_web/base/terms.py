"""
The words that a page explains in place: one source for the component `c-term`, the help page and their tests.

A word is here when a reader who is new to it would read a page wrong without it. What the words are called in code
stands in GLOSSARY.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Term:
    """A word and what it means, in a sentence or two."""

    key: str
    word: Promise
    meaning: Promise


def _terms(*rows: tuple[str, Promise, Promise]) -> dict[str, Term]:
    return {key: Term(key=key, word=word, meaning=meaning) for key, word, meaning in rows}


TERMS = _terms(
    (
        "picture",
        _("lägesbild"),
        _("Det som rapporterna säger om en period: vad, var och när, vad som avviker och hur säkert det är."),
    ),
    (
        "level",
        _("nivå"),
        _(
            "Läget i ett område med ett ord: grå, grön, gul, orange eller röd. "
            "Systemet föreslår, människor beslutar."
        ),
    ),
    (
        "deviation",
        _("avvikelse"),
        _(
            "Fler eller färre rapporter än väntat, så mycket att slumpen sällan räcker som förklaring. "
            "En avvikelse är en fråga till människor, inte ett svar."
        ),
    ),
    (
        "expected",
        _("väntat antal"),
        _("Så många rapporter som hade kommit om inget hade ändrats, räknat på områdets egen historia."),
    ),
    (
        "uncertainty",
        _("osäkerhet"),
        _(
            "Hur mycket ett tal kan svänga av slumpen. Ju färre händelser talet bygger på, desto osäkrare är det; "
            "därför står tal alltid med ett intervall."
        ),
    ),
    (
        "interval",
        _("intervall"),
        _(
            "Två tal som det sanna värdet rimligen ligger mellan. Ett intervall på 95 procent "
            "är gjort så att det täcker det sanna värdet i 95 fall av 100."
        ),
    ),
    (
        "false_alarm",
        _("falsklarm"),
        _(
            "En avvikelse som bara är slump. När många områden och kategorier prövas på en gång blir några sådana; "
            "Samsyn håller nere hur stor del av larmen de får vara."
        ),
    ),
    (
        "p_value",
        _("p-värde"),
        _(
            "Hur ofta slumpen ensam skulle ge ett minst lika ovanligt antal. Ett litet p-värde "
            "säger att något avviker, inte varför och inte hur viktigt det är."
        ),
    ),
    (
        "silent_reporter",
        _("tyst rapportör"),
        _(
            "Någon som brukar rapportera men inte gjorde det under perioden. Färre rapporter kan då bero på "
            "tystnaden och inte på att det blev lugnare; därför kan området bli grått."
        ),
    ),
    (
        "zero_report",
        _("nollrapport"),
        _("En rapport om att inget hände. Utan den går det inte att skilja en lugn vecka från en tyst."),
    ),
    (
        "dismissed",
        _("avfärdad"),
        _(
            "Människor har prövat förslaget till nivå och funnit att underlaget inte bär någon nivå alls. "
            "Skälet står bredvid. Det är något annat än att underlag saknas."
        ),
    ),
    (
        "judgement",
        _("bedömning"),
        _("Vad människor beslutade om ett förslag, med skäl, namn och tid. Förslaget står kvar bredvid."),
    ),
    (
        "frozen",
        _("fryst"),
        _(
            "Kan inte ändras längre. Underlaget fryses när lägesbilden räknas, och en upplaga fryses när den "
            "publiceras; en rättelse är en ny version som pekar på den gamla."
        ),
    ),
    (
        "edition",
        _("upplaga"),
        _(
            "Vem lägesbilden är för: intern, partner eller allmänhet. Ju fler som läser, "
            "desto mer döljs av det som skulle kunna peka ut någon."
        ),
    ),
    (
        "withheld",
        _("visas inte"),
        _(
            "Talet är så litet att det kunde peka ut någon, eller så kunde ett sådant tal räknas ut ur det. "
            "Det finns i den interna upplagan."
        ),
    ),
    (
        "round",
        _("insamlingsomgång"),
        _("Filerna med rapporter för en period, och hur de lästes. Den är öppen tills den fryses."),
    ),
    (
        "source",
        _("källa"),
        _(
            "Varifrån raderna kommer, till exempel felanmälan eller skolan, och vad källan säger om sina kolumner."
        ),
    ),
    (
        "digest",
        _("fingeravtryck"),
        _(
            "En rad tecken som räknas ut ur innehållet. Ändras innehållet det minsta blir raden en annan, "
            "så två lika fingeravtryck betyder samma innehåll."
        ),
    ),
)


def of(keys: str | Iterable[str]) -> list[Term]:
    """Return terms by their keys, as a list or as one text with spaces; a key that is none raises KeyError."""
    return [TERMS[key] for key in (keys.split() if isinstance(keys, str) else keys)]


def in_order(asked: str = "") -> list[Term]:
    """Return all terms that hold what is asked for, in the order of the reader's language."""
    wanted = asked.strip().casefold()
    found = [one for one in TERMS.values() if wanted in f"{one.word} {one.meaning}".casefold()]
    return sorted(found, key=lambda one: str(one.word).translate(SWEDISH_ORDER).casefold())


SWEDISH_ORDER = {0xE5: "{", 0xE4: "|", 0xF6: "}"}  # the three letters after z, in their order
