"""What has gathered in areas and weeks up to the period's end: a question to people, like every alarm."""

from __future__ import annotations

from samsyn.cycle import Chart, DataTable, Edition, Finding, Section, format_number
from samsyn.methods.incidents.cluster_scan import LONGEST
from samsyn.methods.incidents.cluster_search import LEAST_INSIDE
from samsyn.methods.incidents.sections.shapes import chart, interval, number, table, text
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import category_label, listed, plural


def cluster_section(story: Story) -> Section | None:
    """Return the clusters, or that there is none; never in the public edition."""
    search, found = story.one("clusters"), story.all("cluster")
    if story.edition is Edition.PUBLIC or not (search or found):
        return None
    drawn = _chart(story, found[0]) if found else None
    return Section(
        key="clusters",
        title="Samling i tid och rum",
        lead=_lead(story, search, found),
        paragraphs=tuple(f"{listed(f.detail['area_names'])}: {f.reason}" for f in found),
        charts=(drawn,) if drawn else (),
        tables=(_table(story, found),) if found else (),
        method=_method(story, (search or found[0])),
    )


def _lead(story: Story, search: Finding | None, found: list[Finding]) -> str:
    unit = plural(story.observed.source.counts)
    if found:
        said = "En samling" if len(found) == 1 else f"{format_number(len(found))} samlingar"
        where = f"{said} av {unit} i vissa områden under de senaste veckorna är starkare än slumpen."
        return f"{where} Varför är en fråga till människor."
    weeks = search.detail["longest"] if search is not None else LONGEST
    return f"Ingenstans har {unit} samlats de senaste {weeks} veckorna mer än vad slumpen kan ge."


def _table(story: Story, found: list[Finding]) -> DataTable:
    columns = (
        text("Områden"),
        text("Kategori"),
        number("Veckor"),
        number("Antal"),
        number("Väntat", 1),
        number("Gånger väntat", 1),
        text("Osäkerhet"),
        text("Slumpen ger det högst"),
    )
    rows = [
        (
            listed(f.detail["area_names"]),
            category_label(f.category) if f.category else "alla",
            f.detail["bins"],
            f.detail["observed"],
            f.detail["expected"],
            f.estimate.value,
            interval(f, 1),
            f"en gång på {format_number(f.detail['recurrence_weeks'])} veckor",
        )
        for f in found
    ]
    return table("clusters", "Samlingar som är starkare än slumpen", columns, rows, [f.digest for f in found])


def _chart(story: Story, finding: Finding) -> Chart | None:
    """Return the weeks of the surest cluster."""
    series = [
        one for one in story.series.get("clusters") or () if one["cluster"] == finding.detail["cluster"]
    ]
    if not series:
        return None
    one, unit = series[0], plural(story.observed.source.counts)
    title = f"{listed(finding.detail['area_names'])}: {category_label(finding.category) if finding.category else unit}"
    sentence = (
        "Linjen är antalet i veckan, trappan vad områdena och veckorna var för sig ger. Samlingen är skuggad."
    )
    data = {name: one[name] for name in ("periods", "values", "expected")}
    spans = [{"start": one["start"], "end": one["end"], "what": "samlingen"}]
    return chart(
        "clusters",
        "trend",
        title,
        sentence,
        {**data, "spans": spans, "unit": f"{unit} i veckan", "period_kind": "week"},
    )


def _method(story: Story, finding: Finding) -> str:
    limit = finding.provenance.parameters["false_discovery"]
    unit = plural(story.observed.source.counts)
    return (
        f"Varje område med sina grannar, upp till hälften av områdena, prövas tillsammans med de senaste 1–{LONGEST} "
        "veckorna, för alla kategorier ihop och för varje kategori för sig (Kulldorff m.fl. 2005). Väntat är vad "
        "områdets och veckans egna antal under ett halvår ger tillsammans: ett område som alltid har mycket är ingen "
        "samling, och inte heller en vecka då allt ökar. Slumpen mäts genom att tiderna blandas om bland "
        "händelserna, och tas till i den mån antalen brukar svänga mer än så (Zhang m.fl. 2012). Samlingen ska också "
        "vara starkare än samma veckor tidigare år, när de är kända. Andelen falska larm hålls under "
        f"{format_number(limit * 100)} procent över alla sökningar (Benjamini och Hochberg 1995). Färre än "
        f"{LEAST_INSIDE} {unit} larmar aldrig. Områden som nyss har börjat rapportera är inte med. En samling kan "
        "bero på fler som rapporterar."
    )
