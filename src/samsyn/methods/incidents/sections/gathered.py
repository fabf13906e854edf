"""Where it gathers: how few places hold how much, and the places that stand out."""

from __future__ import annotations

from typing import Any

from samsyn.cycle import Chart, Column, DataTable, Edition, Finding, Section, format_number
from samsyn.methods.incidents.sections.map import place_map
from samsyn.methods.incidents.sections.shapes import chart, interval, number, percent, table, text
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import counted, number_word, plural

WORDS = {0.25: "En fjärdedel", 0.5: "Hälften", 0.8: "Fyra femtedelar"}
MOST = 20
UNIT = {"places": "platserna", "areas": "områdena"}


def gathered_section(story: Story) -> Section | None:
    """Return how gathered it is, over places and areas, and the hot places; never in the public edition."""
    over = story.all("concentration")
    hot = story.one("hot_places")
    if story.edition is Edition.PUBLIC or not (over or hot):
        return None
    places = sorted(story.all("hot_place"), key=lambda f: f.detail.get("place", MOST))
    shown = [f for f in places if f.estimate.value is not None]
    drawn = place_map(story, shown) if shown else None
    charts = [_chart(story, one) for one in over[:1]] + ([drawn] if drawn else [])
    tables = [_shares(story, over)] if over else []
    tables += [_places(story, shown)] if shown else []
    return Section(
        key="gathered",
        title="Var det samlas",
        lead=" ".join(part for part in (_lead(story, over), _hot_lead(story, hot)) if part),
        charts=tuple(charts),
        tables=tuple(tables),
        method=_method(over, hot),
    )


def _percents(low: float, high: float) -> str:
    """Return a range of shares, with as many decimals as tell its ends apart from nothing."""
    few = high < 0.1
    ends = [_share(low, few=few), _share(high, few=few)]
    return f"{'–'.join(dict.fromkeys(ends))}\u00a0%"


def _share(value: float, *, few: bool) -> str:
    return format_number(value * 100, 1 if few else 0)


def _lead(story: Story, over: list[Finding]) -> str:
    if not over:
        return ""
    first = over[0]
    half = next(one for one in first.detail["holdings"] if one["share"] == 0.5)
    n, unit = format_number(first.estimate.n), plural(story.observed.source.counts)
    what = f"{n} {unit} med känd plats" if first.detail["over"] == "places" else f"{n} {unit} med känt område"
    value, few = first.estimate.value or 0, (first.estimate.high or 0) < 0.1
    chance = _percents(half["chance"]["low"], half["chance"]["high"])
    so = (
        f"om slumpen ensam spred dem vore det {chance}"
        if first.detail["beyond_chance"]
        else f"det är inte mer samlat än vad slumpen ensam kan ge ({chance})"
    )
    return (
        f"Hälften av {what} {first.period.span_label} kom från {_share(value, few=few)}\u00a0% av "
        f"{UNIT[first.detail['over']]}; {so}."
    )


def _hot_lead(story: Story, hot: Finding | None) -> str:
    if hot is None or hot.estimate.value is None:
        return ""
    many, inside = hot.detail["places"], hot.detail["in_hot_places"]
    if not many:
        return "Ingen plats sticker säkert ut från de andra."
    share = percent(hot.estimate.value)
    unit = counted(story.observed.source.counts, inside)
    many_places = "En plats" if many == 1 else f"{number_word(many)} platser"
    return f"{many_places} sticker säkert ut. Där fanns {format_number(inside)} {unit} ({share})."


def _chart(story: Story, finding: Finding) -> Chart:
    rows = [
        {
            "label": WORDS[one["share"]],
            "value": one["observed"]["value"] * 100,
            "low": one["observed"]["low"] * 100,
            "high": one["observed"]["high"] * 100,
            "expected_low": one["chance"]["low"] * 100,
            "expected_high": one["chance"]["high"] * 100,
            "status": "below" if one["observed"]["high"] < one["chance"]["low"] else "expected",
        }
        for one in finding.detail["holdings"]
    ]
    units, what = UNIT[finding.detail["over"]], plural(story.observed.source.counts)
    title = f"Så liten del av {units} har så stor del av alla {what}"
    sentence = "Prickarna visar andelen, de tunna strecken osäkerheten och banden vad slumpen ensam ger."
    return chart("concentration", "intervals", title, sentence, {"rows": rows, "unit": f"procent av {units}"})


def _shares(story: Story, over: list[Finding]) -> DataTable:
    named = {"places": "platser", "areas": "områden"}
    rows, links = [], []
    for finding in over:
        units = finding.detail["units"]
        for one in finding.detail["holdings"]:
            seen, luck = one["observed"], one["chance"]
            rows.append(
                (
                    f"{WORDS[one['share']]}, {named[finding.detail['over']]}",
                    one["units"],
                    units,
                    f"{_share(seen['value'], few=seen['high'] < 0.1)}\u00a0%",
                    _percents(seen["low"], seen["high"]),
                    _percents(luck["low"], luck["high"]),
                )
            )
            links.append(finding.digest)
    columns = (
        text("Del av antalet"),
        number("Finns på"),
        number("Av alla"),
        text("Andel"),
        text("Osäkerhet"),
        text("Slumpen ensam ger"),
    )
    return table("concentration", "Hur samlat det är", columns, rows, links, _ginis(over))


def _ginis(over: list[Finding]) -> str:
    """Return Gini's index in words, for those who compare with other studies."""
    said = []
    for finding in over:
        seen, luck = finding.detail["gini_corrected"], finding.detail["chance_gini_corrected"]
        said.append(
            f"Ginis index över {UNIT[finding.detail['over']]}: {format_number(seen['value'], 2)} "
            f"({format_number(seen['low'], 2)}–{format_number(seen['high'], 2)}), slumpen ensam "
            f"{format_number(luck['low'], 2)}–{format_number(luck['high'], 2)}."
        )
    return " ".join(said)


def _places(story: Story, places: list[Finding]) -> DataTable:
    named = any(f.area is not None for f in places)
    columns: list[Column] = [text("Plats")]
    columns += [text("Område")] if named else []
    columns += [number("Antal"), text("Osäkerhet"), number("Rutor"), number("I den fullaste rutan")]
    columns += [text("Fullaste rutans mitt (nord, öst)")]
    rows: list[tuple[Any, ...]] = []
    for f in places[:MOST]:
        where = [story.area_name(f.area) if f.area is not None else "okänt"] if named else []
        middle = f"{format_number(f.detail['y_m'])}, {format_number(f.detail['x_m'])}"
        rows.append(
            (
                str(f.detail["place"]),
                *where,
                f.estimate.value,
                interval(f),
                f.detail["cells"],
                f.detail["fullest"],
                middle,
            )
        )
    first = places[0].detail
    note = f"Rutorna är {first['size_m']} meter. Koordinater i meter, {first['crs']}."
    note += f" De {MOST} största platserna visas." if len(places) > MOST else ""
    links = [f.digest for f in places[:MOST]]
    return table("hot-places", "Platser som sticker ut", columns, rows, links, note)


def _method(over: list[Finding], hot: Finding | None) -> str:
    said = []
    if any(f.detail["over"] == "places" for f in over):
        said.append(
            "En plats är punkter inom samma ruta om 25 meter; platser utan något är okända, så slumpen räknas bland "
            "dem som har något."
        )
    if any(f.detail["over"] == "areas" for f in over):
        said.append("För områden räknas slumpen som om alla områden vore lika stora.")
    if over:
        said.append("Ginis index är rättat för få händelser (Bernasco och Steenbeek 2017).")
    if hot is not None and hot.detail:
        said.append(
            f"Heta platser: {format_number(hot.detail['cells'])} rutor om {hot.detail['size_m']} meter jämförs, de där "
            "något någon gång rapporterats och de intill. En ruta sticker ut när den, ensam eller tillsammans med "
            "rutorna intill (Getis och Ords G*), har säkert fler än om allt låg jämnt, och fler än vad rutor brukar "
            "skilja sig åt, med andelen falska fynd under gränsen för alla rutor tillsammans. Fler händelser kan "
            "betyda fler människor, eller fler som rapporterar."
        )
    return " ".join(said)
