"""The rules of the logic checker, as data: a code that never changes its meaning, how serious, and where it is from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How serious a remark is."""

    ERROR = "fel"
    WARNING = "varning"
    NOTE = "anmärkning"


TEMPLATE = (
    "Brå, Polisen och SKR: Samverkan i lokalt brottsförebyggande arbete, åtgärdsplanens kolumner "
    "(orsak, åtgärd, operativa mål, när, vem, uppföljning)"
)
CAUSES = "Brå, Polisen och SKL (2018): Orsaksanalys i lokalt brottsförebyggande arbete"
SMART = "Brås utlysning av medel till kommuner: mål ska vara specifika, mätbara, accepterade, realistiska, tidsbundna"
PRIORITY = "Brå: Prioritera mellan problemen (att aktivt välja bort hör till)"
POWER = "Samsyns uträkning av styrka, samma som ./samsyn evaluate power two-period"
GUARD = "Samsyns kontroll av personuppgifter"
OWN = "Samsyns egen regel"

OWNER_MOST = 5
"""Actions that one owner may have before it is said."""

SMALLEST_PLAN = 3
"""Actions from which something is said about the plan as a whole."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """
    A rule.

    Parameters
    ----------
    code : str
    severity : Severity
    title : str
        What it looks for, in a few Swedish words.
    text : str
        What is said: what was found, and what to do. Names in braces are filled in.
    source : str
        Where it comes from.
    field : str
        The part of the chain that it is about; "" for the plan as a whole.
    """

    code: str
    severity: Severity
    title: str
    text: str
    source: str
    field: str = ""


_E, _W, _N = Severity.ERROR, Severity.WARNING, Severity.NOTE


def _rule(code: str, severity: Severity, field: str, title: str, text: str, source: str) -> Rule:
    return Rule(code=code, severity=severity, title=title, text=text, source=source, field=field)


_LIST = (
    _rule(
        *("action_without_cause", _E, "cause", "Åtgärd utan orsak"),
        "Åtgärden svarar inte mot någon orsak. Skriv vilken orsak den ska påverka, eller varför den behövs ändå.",
        TEMPLATE,
    ),
    _rule(
        *("cause_without_evidence", _W, "evidence", "Orsak utan underlag"),
        "Det framgår inte vad som visar att detta är en orsak. Ange källan: statistik, rapporter, undersökning "
        "eller iakttagelser, och hur säker den är.",
        CAUSES,
    ),
    _rule(
        *("cause_without_action", _W, "action", "Orsak utan åtgärd"),
        "Ingen åtgärd svarar mot orsaken ”{cause}”. Lägg till en åtgärd, eller skriv varför ni inte arbetar med den.",
        CAUSES,
    ),
    _rule(
        *("priority_without_analysis", _E, "problem", "Prioritering utan analys"),
        "”{problem}” är prioriterat, men planen säger inte vad prioriteringen vilar på och nämner ingen orsak. "
        "Hänvisa till lägesbilden och gör en orsaksanalys.",
        CAUSES,
    ),
    _rule(
        *("goal_missing", _W, "goal", "Mål saknas"),
        "Åtgärden har inget mål. Skriv vad som ska vara annorlunda, hur mycket och när.",
        TEMPLATE,
    ),
    _rule(
        *("goal_without_indicator", _E, "indicator", "Mål utan indikator"),
        "Det framgår inte hur målet ska mätas. Ange en indikator: vad som räknas, i vilken källa och hur ofta.",
        SMART,
    ),
    _rule(
        *("goal_not_countable", _W, "goal", "Mål utan tal"),
        "Målet säger inte hur mycket. Skriv ett tal att nå, till exempel ”från 40 till 30 anmälningar per år”.",
        SMART,
    ),
    _rule(
        *("goal_without_date", _N, "goal", "Mål utan tidpunkt"),
        "Målet säger inte till när. Skriv en dag, ett kvartal eller ett år då det ska vara nått.",
        SMART,
    ),
    _rule(
        *("indicator_without_baseline", _W, "baseline", "Indikator utan utgångsläge"),
        "Utgångsläget saknas: utan det går det inte att se om något har ändrats. Skriv dagens värde och när det "
        "mättes, eller mät innan åtgärden börjar.",
        SMART,
    ),
    _rule(
        *("target_wrong_direction", _E, "target", "Målvärdet går åt fel håll"),
        "Målet är att {verb}, men värdet går från {before} till {after}. Rätta målet, utgångsläget eller målvärdet.",
        OWN,
    ),
    _rule(
        *("change_too_small_to_see", _W, "target", "För liten ändring för att synas"),
        "Målet är {change} från {before}. Med så få händelser syns {seen} säkert nog (i åtta fall av tio), om före och "
        "efter jämförs lika länge. Räkna över längre tid eller flera platser, eller följ i stället upp att åtgärden "
        "blev gjord.",
        POWER,
    ),
    _rule(
        *("owner_missing", _E, "owner", "Ansvarig saknas"),
        "Ingen är ansvarig. Ange en funktion, till exempel ”Trygghetssamordnare” eller ”Enhetschef, gata och park”.",
        TEMPLATE,
    ),
    _rule(
        *("owner_unclear", _W, "owner", "Ansvaret är delat på alla"),
        "”{owner}” pekar inte ut någon som svarar för åtgärden. Ange en enda funktion; andra kan stå som "
        "samverkansparter.",
        TEMPLATE,
    ),
    _rule(
        *("owner_is_person", _W, "owner", "Ansvarig är en person"),
        "Ansvarig ser ut att vara en person med namn. Ange funktionen i stället: planen blir en allmän handling, och "
        "åtgärden faller när personen byter arbete.",
        GUARD,
    ),
    _rule(
        *("owner_has_too_many", _W, "owner", "En ansvarig har för många åtgärder"),
        "”{owner}” ansvarar för {n} av planens {all} åtgärder. Fördela ansvaret eller prioritera: fler än {most} hinns "
        "sällan med.",
        OWN,
    ),
    _rule(
        *("only_symptoms", _W, "kind", "Allt riktas mot symtom"),
        "Alla {n} åtgärder handlar om att laga, bevaka eller städa efter det som händer, ingen om varför det händer. "
        "Lägg till minst en åtgärd mot en orsak.",
        CAUSES,
    ),
    _rule(
        *("outcome_before_output", _E, "goal", "Resultatet väntas före åtgärden"),
        "Målet ska vara nått {goal}, men åtgärden {what} {action}. Flytta målet eller åtgärden: först görs den, sedan "
        "kan den ha verkat.",
        OWN,
    ),
    _rule(
        *("when_missing", _W, "when", "Tidpunkt saknas"),
        "Det framgår inte när åtgärden görs. Ange start och slut, eller kvartal.",
        TEMPLATE,
    ),
    _rule(
        *("when_unclear", _N, "when", "Tidpunkten går inte att tolka"),
        "”{when}” säger inte vilken dag, vilket kvartal eller vilket år. Skriv till exempel ”kvartal 3 2026”.",
        TEMPLATE,
    ),
    _rule(
        *("when_past", _W, "when", "Tiden har gått ut"),
        "Åtgärden skulle ha varit klar {end}, men är inte avslutad. Skriv hur det gick, eller en ny tid.",
        TEMPLATE,
    ),
    _rule(
        *("ongoing_without_date", _W, "when", "Löpande utan datum"),
        "”{when}” utan datum går inte att följa upp. Skriv när åtgärden börjar och vilken dag den prövas nästa gång.",
        TEMPLATE,
    ),
    _rule(
        *("follow_up_missing", _W, "follow_up", "Uppföljning saknas"),
        "Det framgår inte hur och när åtgärden följs upp. Skriv vem som gör det, vilken dag och med vilken indikator.",
        TEMPLATE,
    ),
    _rule(
        *("vague_action", _N, "action", "Allmänt hållen åtgärd"),
        "”{verb}” säger inte vad som ska göras. Skriv vad, var, hur många gånger och av vem, så att det går att se "
        "om det blev gjort.",
        TEMPLATE,
    ),
    _rule(
        *("nothing_deprioritised", _N, "", "Inget är bortvalt"),
        "Planen säger inte vad ni väljer att inte arbeta med. Skriv det, med skäl: annars är allt lika viktigt.",
        PRIORITY,
    ),
    _rule(
        *("personal_data", _E, "action", "Personuppgift i texten"),
        "Här står {kind}. Ta bort det: en plan ska inte innehålla uppgifter om enskilda.",
        GUARD,
    ),
    _rule(
        *("perhaps_personal_data", _W, "action", "Kanske en personuppgift"),
        "Här står det som kan vara {kind}. Läs raden, och ta bort det om det pekar ut någon.",
        GUARD,
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _LIST}
"""Every rule by its code, in the order in which remarks about the same row are told."""
