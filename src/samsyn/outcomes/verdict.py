"""The verdict in words, and why there is none: reasons have codes that programs can rely on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import isnan


class Change(StrEnum):
    """What can be said."""

    DECREASED = "decreased"
    UNCHANGED = "unchanged"
    INCREASED = "increased"
    UNASSESSABLE = "unassessable"

    @property
    def word(self) -> str:
        """The same in Swedish."""
        return WORDS[self]


WORDS = {
    Change.DECREASED: "minskat",
    Change.UNCHANGED: "oförändrat",
    Change.INCREASED: "ökat",
    Change.UNASSESSABLE: "går ej att bedöma",
}


class Code(StrEnum):
    """Why something cannot be judged, or should be doubted. A code never changes its meaning."""

    AREA_REDRAWN = "area_redrawn"
    AUTOCORRELATION = "autocorrelation"
    BASELINE_CHANGED = "baseline_changed"
    BEFORE_CUT_SHORT = "before_cut_short"
    CHOSEN_HIGH = "chosen_for_being_high"
    DECIDED_AFTERWARDS = "decided_afterwards"
    EFFORT_CHANGED = "effort_changed"
    EFFORT_DRIFTED = "effort_drifted"
    EFFORT_UNKNOWN = "effort_unknown"
    EXPECTED_BELOW_ZERO = "expected_below_zero"
    FEW_EVENTS = "few_events"
    FEW_OTHERS = "few_others"
    FEW_TIMES_AFTER = "few_times_after"
    FEW_TIMES_BEFORE = "few_times_before"
    FEW_UNITS = "few_units"
    HIGH_BEFORE = "high_before"
    MISSING_TIMES = "missing_times"
    MORE_OTHERS_THAN_TIMES = "more_others_than_times"
    MORE_VARIATION = "more_variation"
    NOT_LESS = "not_less"
    NOT_OVER = "not_over"
    NOT_PARALLEL = "not_parallel"
    NO_COMPARISON = "no_comparison"
    NO_CONTROL_EVENTS = "no_control_events"
    NO_DISPLACEMENT_CONTROL = "no_displacement_control"
    ONE_UNIT = "one_unit"
    OTHER_ACTION = "other_action"
    OTHER_ACTION_IN_COMPARISON = "other_action_in_comparison"
    POOR_FIT = "poor_fit"
    SEASON_UNSEEN = "season_unseen"
    SOURCE_BREAK = "source_break"
    TOO_UNCERTAIN = "too_uncertain"
    TRENDS_UNCHECKED = "trends_unchecked"
    UNLIKE_LEVELS = "unlike_levels"
    VARIATION_UNKNOWN = "variation_unknown"
    ZERO_COUNT = "zero_count"


TEXTS = {
    Code.AREA_REDRAWN: "Ett av områdena har fått nya gränser under tiden: före och efter är inte samma plats.",
    Code.AUTOCORRELATION: "Tiderna hänger ihop med dem strax före; det vidaste intervallet används.",
    Code.BASELINE_CHANGED: "Antalen före har ändrats sedan de låstes: rader har kommit in sent eller rättats.",
    Code.BEFORE_CUT_SHORT: "Underlaget når inte tillbaka till början av perioden före: en kortare tid jämförs.",
    Code.CHOSEN_HIGH: "Platsen valdes för att antalet var högt. Då sjunker det oftast av sig självt (återgång mot "
    "medelvärdet), så en minskning är inget besked.",
    Code.DECIDED_AFTERWARDS: "Hur åtgärden skulle utvärderas bestämdes först när den hade börjat: valet kan ha "
    "påverkats av hur det gick.",
    Code.EFFORT_CHANGED: "Rapporteringen ändrades på ett annat sätt än i jämförelsen, och så mycket att det "
    "ensamt kan se ut som en verklig ändring.",
    Code.EFFORT_DRIFTED: "Rapporteringen ändrades något på ett annat sätt än i jämförelsen: en del av "
    "skillnaden kan komma av det.",
    Code.EFFORT_UNKNOWN: "Vem som rapporterade framgår inte, så det är inte kontrollerat att rapporteringen "
    "var lika före och efter.",
    Code.EXPECTED_BELOW_ZERO: "Jämförelsen minskade med fler än platsen hade: det förväntade antalet är noll eller "
    "mindre.",
    Code.FEW_EVENTS: "Något antal är under 5: intervallet går inte att lita på.",
    Code.FEW_OTHERS: "De andra områdena är för få: inte ens den största skillnaden kan skilja sig säkert från "
    "slumpen.",
    Code.FEW_TIMES_AFTER: "Färre än 3 tider efteråt: en enstaka tid kan avgöra.",
    Code.FEW_TIMES_BEFORE: "Färre än 8 tider före: nivå och trend går inte att veta.",
    Code.FEW_UNITS: "Få områden på någon sida: intervallet är anpassat, men ungefärligt och ofta något för kort.",
    Code.HIGH_BEFORE: "Perioden före låg högre än tiden dessförinnan: en del av en minskning kan vara återgång "
    "mot det vanliga.",
    Code.MISSING_TIMES: "Tider saknas i serien.",
    Code.MORE_OTHERS_THAN_TIMES: "Fler andra områden än tider före: blandningen kan ha följt slumpen, och då syns "
    "bara stora ändringar.",
    Code.MORE_VARIATION: "Antalen varierar mer än slumpen ensam ger; intervallet tar hänsyn till det.",
    Code.NOT_LESS: "Det minskade inte på platsen mot jämförelsen: då finns inget som kan ha flyttat eller spridit sig.",
    Code.NOT_OVER: "Perioden efter är inte slut än, eller underlaget når inte fram till dess slut.",
    Code.NOT_PARALLEL: "Grupperna gick åt olika håll redan före: skillnaden kan vara samma rörelse som fortsätter.",
    Code.NO_COMPARISON: "Före och efter utan jämförelse säger inte vad ändringen beror på: något annat kan ha ändrats "
    "samtidigt. Lägg till en jämförelse eller en längre serie.",
    Code.NO_CONTROL_EVENTS: "Jämförelsen har inga händelser i någon av perioderna: andelar går inte att räkna.",
    Code.NO_DISPLACEMENT_CONTROL: "Området dit händelser kan ha flyttat saknar egen jämförelse: det räknas inte in i "
    "skillnaden.",
    Code.ONE_UNIT: "Bara ett område på någon sida: hur mycket områden brukar skilja sig åt går inte att veta.",
    Code.OTHER_ACTION: "En annan åtgärd pågick i samma område under tiden: vad som berodde på vilken går inte "
    "att skilja åt.",
    Code.OTHER_ACTION_IN_COMPARISON: "En annan åtgärd pågick i ett jämförelseområde under tiden: jämförelsen "
    "är inte orörd.",
    Code.POOR_FIT: "Blandningen av andra områden följer inte området före: skillnaden efteråt kan bero på det.",
    Code.SEASON_UNSEEN: "Mindre än två hela säsonger före: årsrytmen är osäker.",
    Code.SOURCE_BREAK: "Källan bröts under tiden: siffror före och efter brottet betyder inte samma sak.",
    Code.TOO_UNCERTAIN: "Osäkerheten är för stor: den rymmer både ingen ändring och en ändring som spelar roll.",
    Code.TRENDS_UNCHECKED: "Det är inte kontrollerat att grupperna följdes åt före (minst tre tider före behövs).",
    Code.UNLIKE_LEVELS: "Jämförelsen har en helt annan nivå: lika många färre är inte samma sak där.",
    Code.VARIATION_UNKNOWN: "Hur mycket antalen varierar utöver slumpen går inte att veta ur dessa tal; är det mycket "
    "är intervallet för kort.",
    Code.ZERO_COUNT: "Ett antal är noll: en kvot eller skillnad mot noll säger för lite.",
}


@dataclass(frozen=True, kw_only=True)
class Reason:
    """A code and what it means, Swedish."""

    code: Code
    text: str


def reasons(codes: Iterable[Code]) -> tuple[Reason, ...]:
    """Return codes with their texts, each once."""
    return tuple(Reason(code=code, text=TEXTS[code]) for code in dict.fromkeys(codes))


def holding(conditions: Mapping[Code, bool]) -> list[Code]:
    """Return the codes whose condition holds, in order."""
    return [code for code, holds in conditions.items() if holds]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """
    What can be said of an action.

    Parameters
    ----------
    change : Change
    word : str
        Swedish.
    refusals : tuple of Reason
        Why nothing can be said; empty otherwise.
    doubts : tuple of Reason
        What the reader must know, whatever is said.
    """

    change: Change
    word: str
    refusals: tuple[Reason, ...] = ()
    doubts: tuple[Reason, ...] = ()


def read_change(low: float, high: float, *, none: float, within: tuple[float, float]) -> Change:
    """
    Say what an interval says.

    Parameters
    ----------
    low, high : float
        The interval of an effect.
    none : float
        What no effect is: 1 for ratios, 0 for differences.
    within : (float, float)
        Effects between these are too small to matter.

    Returns
    -------
    Change
        Decreased or increased where the interval excludes no effect, unchanged where all of it is too small to matter,
        else unassessable: that no effect was seen does not show that there is none.
    """
    if isnan(low) or isnan(high):
        return Change.UNASSESSABLE
    if high < none:
        return Change.DECREASED
    if low > none:
        return Change.INCREASED
    return Change.UNCHANGED if within[0] <= low and high <= within[1] else Change.UNASSESSABLE


def judge(
    change: Change,
    *,
    refusals: Iterable[Code] = (),
    doubts: Iterable[Code] = (),
    chosen_high: bool = False,
) -> Verdict:
    """
    Put together a verdict.

    Parameters
    ----------
    change : Change
        What the interval says.
    refusals : iterable of Code
        What forbids any verdict.
    doubts : iterable of Code
    chosen_high : bool
        Whether the place was chosen for its high count just before: then only an increase can be told, since
        counts fall of themselves.
    """
    stops = list(refusals)
    if chosen_high and change is not Change.INCREASED:
        stops.append(Code.CHOSEN_HIGH)
    if change is Change.UNASSESSABLE and not stops:
        stops.append(Code.TOO_UNCERTAIN)
    said = Change.UNASSESSABLE if stops else change
    return Verdict(change=said, word=said.word, refusals=reasons(stops), doubts=reasons(doubts))


def ratio_margin(margin: float) -> tuple[float, float]:
    """Return the ratios that are too small to matter: 0.2 gives 0.8333 to 1.2."""
    return 1 / (1 + margin), 1 + margin
