"""How the files of each source are understood: which heading is what, and what the reader must know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from samsyn.errors import BadInput
from samsyn.methods.statistics.figures import COUNT, SHARE
from samsyn.table import Break, LocationPrecision, Source, TimePrecision

AREA = (
    "kommunkod",
    "municipality_code",
    "regionkod",
    "område",
    "kommun",
    "lokalpolisområde",
    "region",
    "area",
)
YEAR = ("år", "year", "undersökningsår", "redovisningsår", "period", "mätår")
COUNTED = ("antal", "count", "antal brott", "anmälda brott")
SHARES = ("andel", "procent", "andel (%)", "andel, procent", "andel i procent", "share")
LOW = ("nedre gräns", "undre gräns", "ki undre", "ki nedre", "konfidensintervall undre gräns", "low")
HIGH = ("övre gräns", "ki övre", "konfidensintervall övre gräns", "high")
ANSWERS = ("antal svar", "antal svarande", "n", "answers")
PEOPLE = ("folkmängd", "medelfolkmängd", "invånare", "befolkning", "population", "implied_population")
UNITS = ("enhet", "mått", "unit")


@dataclass(frozen=True, kw_only=True)
class Template:
    """
    How a source's files are read.

    Parameters
    ----------
    source : Source
        Name, credit, breaks and caveats; `counts` is what one is called.
    kind : str
        What its figures are where a column does not say it.
    category : tuple of str
        Headings of the indicator.
    value : tuple of str
        Headings of the figure; a file with one column per year needs none.
    """

    source: Source
    kind: str
    category: tuple[str, ...]
    value: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]] = field(
        default_factory=lambda: {
            "area": AREA, "year": YEAR, "low": LOW, "high": HIGH, "answers": ANSWERS, "population": PEOPLE,
            "unit": UNITS,
        }
    )  # fmt: skip


REPORTED = "Anmälda brott visar vad som har anmälts och registrerats, inte hur många brott som har begåtts."
CHANGED_2015 = Break(day=date(2015, 1, 1), what="Kvaliteten på uppgiften om kommun blev bättre 2015.")
NEW_SURVEY = Break(day=date(2017, 1, 1), what="NTU görs på ett nytt sätt från 2017.")


def _source(key: str, name: str, counts: str, credit: str, *, breaks: tuple[Break, ...], says: str) -> Source:
    return Source(
        key=key,
        name=name,
        time_precision=TimePrecision.UNKNOWN,
        location_precision=LocationPrecision.AREA,
        counts=counts,
        credit=credit,
        breaks=breaks,
        caveats=(says, "Siffrorna gäller hela området. De delas inte ut på mindre områden."),
        source_status="own_words",
    )


TEMPLATES: Mapping[str, Template] = {
    "bra-indicators": Template(
        source=_source(
            "bra-indicators", "Brås indikatorer för kommuners lägesbild", "anmält brott eller andel", "Källa: Brå",
            breaks=(CHANGED_2015,), says=REPORTED,
        ),
        kind=COUNT,
        category=("indikator", "brottstyp", "fråga", "indicator"),
        value=("värde", "value", *COUNTED, *SHARES),
    ),
    "bra-reported": Template(
        source=_source(
            "bra-reported", "Brås statistik över anmälda brott", "anmält brott", "Källa: Brå",
            breaks=(CHANGED_2015,), says=REPORTED,
        ),
        kind=COUNT,
        category=("brottstyp", "brott", "brottskategori", "category"),
        value=COUNTED,
    ),
    "ntu": Template(
        source=_source(
            "ntu", "Nationella trygghetsundersökningen (NTU)", "andel av de svarande", "Källa: Brå, NTU",
            breaks=(NEW_SURVEY,),
            says="Svaren kommer från ett urval. Kommuner redovisas från 2024, så serien är kort.",
        ),
        kind=SHARE,
        category=("fråga", "indikator", "brottstyp", "category"),
        value=(*SHARES, "värde", "value"),
    ),
    "kolada": Template(
        source=_source(
            "kolada", "Kolada", "nyckeltal", "Källa: Kolada (RKA), CC BY 4.0", breaks=(),
            says="Nyckeltalets egen beskrivning i Kolada säger hur det räknas och när det har ändrats.",
        ),
        kind=COUNT,
        category=("indikator", "nyckeltal"),
        value=("värde", "value"),
    ),
    "police-survey": Template(
        source=_source(
            "police-survey", "Polisens lokala trygghetsmätning", "andel av de svarande", "Källa: Polisen",
            breaks=(),
            says="Frågorna är andra än i NTU. Jämför dem inte med varandra.",
        ),
        kind=SHARE,
        category=("fråga", "indikator", "question", "category"),
        value=(*SHARES, "värde", "value"),
    ),
}  # fmt: skip


def template(name: str) -> Template:
    """
    Return a template by its name.

    Raises
    ------
    BadInput
        If there is none.
    """
    if name not in TEMPLATES:
        raise BadInput(f"Det finns ingen mall som heter {name}. Välj bland {', '.join(TEMPLATES)}.")
    return TEMPLATES[name]
