"""A finished measurement in a picture as sections: the profile, the lowest dimension first; what to do; the change."""

from __future__ import annotations

from dataclasses import replace

from samsyn.cycle import Chart, Column, DataTable, Edition, Finding, Found, Round, Section, format_number
from samsyn.disclosure import THRESHOLD
from samsyn.instruments.load import readiness
from samsyn.methods.picked_method import PickedManner
from samsyn.methods.readiness.find import NAME, VERSION, measured
from samsyn.methods.readiness.picked_find import find_picked
from samsyn.methods.readiness.picks import MEASUREMENT, OURS
from samsyn.methods.readiness.sections import sections as told_whole
from samsyn.methods.readiness.sections import sentence as said_of

SCHEMA = "samsyn.readiness-figures/1"


def sentence(observed: Round, found: Found, edition: Edition, threshold: int = THRESHOLD) -> str:
    """Return what is lowest, the whole, and that a change is refused where it is."""
    said = said_of(found, edition, threshold)
    refused = any(one.key == "readiness_change" for one in found.refusals)
    return f"{said} Mätningarna jämförs inte." if refused and _is_told(found, edition, threshold) else said


def sections(
    observed: Round, found: Found, edition: Edition, threshold: int = THRESHOLD
) -> tuple[Section, ...]:
    """
    Return the sections of an edition.

    Notes
    -----
    As a measurement's own sections, without sectors and the scorers' agreement, which stay with it. The public edition
    of fewer interviews than the threshold says only that.
    """
    said = measured(observed.options[MEASUREMENT])
    made = told_whole(said, found, edition, threshold)
    # What the figures must be read with stands last, since the paragraphs of the first section are a document's news.
    about = (*made[0].paragraphs, *observed.source.caveats[1:])
    tail = Section(key="read-with", title="Att läsa siffrorna med", paragraphs=about)
    head = replace(made[0], paragraphs=())
    if not _is_told(found, edition, threshold):
        return (head, *made[1:], *((tail,) if about else ()))
    first = replace(head, charts=(_chart(found),))
    changed = tuple(
        replace(one, lead=one.lead or _moved(found), paragraphs=_doubts(found)) for one in made[1:]
    )
    advice = (_advice(found),) if observed.options[OURS] else ()
    return (first, *advice, *changed, tail)


def _is_told(found: Found, edition: Edition, threshold: int) -> bool:
    overall = _overall(found)
    return overall is not None and (edition is not Edition.PUBLIC or overall.estimate.n >= threshold)


def _overall(found: Found) -> Finding | None:
    return next((one for one in found.findings if one.key == "overall"), None)


def _doubts(found: Found) -> tuple[str, ...]:
    said = [text for one in found.findings if one.key == "change" for text in one.detail["doubts"]]
    return tuple(dict.fromkeys(said))


def _moved(found: Found) -> str:
    """Return in a sentence which dimensions have moved."""
    texts, own = readiness().dimensions, [one for one in found.findings if one.key == "change"]
    said = []
    for word in ("ökat", "minskat"):
        names = [texts[str(one.category)].name.lower() for one in own if one.detail["word"] == word]
        if names:
            said.append(f"{word.capitalize()} har {', '.join(names)}.")
    left = sum(one.detail["word"] not in ("ökat", "minskat") for one in own)
    said += [f"För {left} av {len(own)} dimensioner går det inte att säga."] if left else []
    return " ".join(said)


def _point(one: Finding) -> float:
    value = one.estimate.value
    return float(one.detail["point"] if value is None else value)


def _chart(found: Found) -> Chart:
    """Return the dimensions as bars, the lowest first."""
    own = sorted(
        (one for one in found.findings if one.key == "dimension"), key=lambda one: (_point(one), one.category)
    )
    names = {key: f"{key} {one.name}" for key, one in readiness().dimensions.items()}
    rows = [(names[str(one.category)], _point(one), one.estimate.low, one.estimate.high) for one in own]
    table = DataTable(
        key="t-profile",
        caption="Dimensionerna, den lägsta först",
        columns=(
            Column(label="Dimension"),
            Column(label="Poäng", number=True, decimals=2),
            Column(label="Från", number=True, decimals=2),
            Column(label="Till", number=True, decimals=2),
        ),
        rows=tuple(rows),
        links=tuple(one.digest for one in own),
    )
    spec = {
        "samsyn": "bars",
        "rows": [
            {"label": name, "value": value, **({} if low is None else {"low": low, "high": high})}
            for name, value, low, high in rows
        ],
        "unit": "poäng",
    }
    lowest, highest = rows[0], rows[-1]
    said = (
        f"Lägst är {lowest[0]} med {format_number(lowest[1], 2)} poäng, högst är {highest[0]} med "
        f"{format_number(highest[1], 2)} av 9."
    )
    return Chart(key="c-profile", title="Beredskapens dimensioner", spec=spec, sentence=said, table=table)


def _advice(found: Found) -> Section:
    """Return what the instrument suggests about the lowest dimensions, by their stage."""
    overall = _overall(found)
    assert overall is not None
    texts, own = readiness(), {one.category: one for one in found.findings if one.key == "dimension"}
    rows = []
    for key in overall.detail["lowest"]:
        stage, one = int(own[key].detail["stage"]), texts.dimensions[key]
        rows += [(one.name, text) for text in (texts.advice.get(stage, ""), one.advice) if text]
    table = DataTable(
        key="advice",
        caption="Vad metoden föreslår på det stadiet",
        columns=(Column(label="Dimension"), Column(label="Förslag")),
        rows=tuple(rows),
        note="Förslagen är metodens, inte beslutade åtgärder.",
    )
    lead = "Börja där det är lägst."
    return Section(key="advice", title="Förslag för det svagaste", lead=lead, tables=(table,) if rows else ())


def _names(observed: Round) -> dict[str, str]:
    return {key: f"{key} {one.name}" for key, one in readiness().dimensions.items()}


PICKED_READINESS = PickedManner(
    name=NAME,
    version=VERSION,
    schema=SCHEMA,
    parameters={"texts": readiness().version},
    find=find_picked,
    sentence=sentence,
    sections=sections,
    category_names=_names,
)
