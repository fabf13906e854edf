"""A picture's document as plain tables, nothing cut: what each sheet of the data file holds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.cycle import Cell
from samsyn.documents.composed import Document
from samsyn.documents.sheet_words import DETAIL, MADE, SERIES, SHOWN, STATUSES, WEEKDAYS

Row = tuple[Cell, ...]
Plain = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet: its name, a heading for each column, and the rows."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]


def cell(value: Any) -> Cell:
    """Return a value of the document as a cell: numbers stay numbers, lists and mappings become JSON text."""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if value is None or isinstance(value, str | int | float):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def about(doc: Document, picture: Plain) -> Sheet:
    """Return what the file is: title, period, edition, source, digest, credit, and what is withheld."""
    period, source, method = picture["period"], picture["source"], picture["method"]
    rows: list[Row] = [
        ("Titel", doc.title),
        ("Vad bilden säger", doc.subtitle),
        *(("Att veta", text) for text in doc.notices),
        ("Organisation", doc.organisation or picture["organisation"]),
        ("Period", period["label"]),
        ("Första dagen", period["start"]),
        ("Första dagen efter perioden", period["end"]),
        ("Upplaga", doc.kind_name),
        ("Läsare", doc.readers),
        ("Det här visas inte", _withheld(picture)),
        ("Källa", source.get("name")),
        ("Källor att ange", source.get("credit")),
        ("Licens", source.get("licence")),
        ("Rader i filerna", source.get("rows_read")),
        ("Rader som används", source.get("rows_used")),
        *((f"Fil: {one['name']}", f"SHA-256 {one['sha256']}") for one in source.get("files", ())),
        ("Metod", method["version"]),
        ("Bildens kontrollsumma", picture["digest"]),
    ]
    known = {"Organisation", "Period", "Källor", "Kontrollsumma"}
    rows += [fact for fact in doc.facts if fact[0] not in known]
    rows += [(f"Inställning: {name}", cell(value)) for name, value in method["parameters"].items()]
    return _sheet("Om", ("Uppgift", "Innehåll"), (row for row in rows if row[1] not in ("", None)))


def _withheld(picture: Plain) -> str:
    hidden = sum(finding["status"] == "withheld" for finding in picture["findings"])
    said = ["Alla tal visas i den här upplagan."]
    if picture["threshold"] is not None:
        said = [
            f"{hidden} tal visas inte i den här upplagan. Minsta antal som visas är {picture['threshold']}."
        ]
    if number := len(picture["refusals"]):
        said.append(f"{number} slags uppgifter räknas inte.")
    if hidden or number:
        said.append("Skälen står på bladet Visas inte.")
    return " ".join(said)


def findings(picture: Plain, names: Mapping[str, str]) -> Sheet:
    """Return every finding of the document, one a row."""
    found = picture["findings"]
    present = {name for finding in found for name in finding["detail"]}
    details = [name for name in DETAIL if name in present] + sorted(present - set(DETAIL))
    heads = (
        "Vad",
        *SHOWN.values(),
        "Bedömning",
        "Varför",
        *(DETAIL.get(name, name) for name in details),
        *MADE.values(),
    )
    return _sheet("Resultat", heads, (_finding(one, details, names) for one in found))


def _finding(finding: Plain, details: Sequence[str], names: Mapping[str, str]) -> Row:
    about_it = names.get(finding["key"], finding["key"])
    rows = {name: value for name, value in finding["rows"].items() if value not in (None, [])}
    made = {**finding, "rows": rows}
    unsaid = finding["status"] == "silent" and finding["value"] is None  # an area without basis
    return (
        about_it[:1].upper() + about_it[1:],
        *(cell(finding[name]) for name in SHOWN),
        STATUSES.get("grey" if unsaid else finding["status"], finding["status"]),
        finding["reason"],
        *(cell(finding["detail"].get(name)) for name in details),
        *(cell(made[name]) for name in MADE),
    )


def series(picture: Plain) -> Sheet:
    """Return what the charts draw, one figure a row."""
    drawn = {
        name: one for name, one in picture["series"].items() if one is not None
    }  # no years, before there are any
    rows = [(SERIES.get(name, name), *row) for name, one in drawn.items() for row in _points(one)]
    return _sheet("Serier", ("Serie", "Period eller plats", "Uppgift", "Värde"), rows)


def _points(one: Any) -> Iterator[Row]:
    """Yield (period or place, what, value) of a series, whatever its form."""
    if isinstance(one, list):
        yield from _clusters(one) if one and "periods" in one[0] else _squares(one)
        return
    steps = one.get("periods")
    for name, value in one.items():
        word = SERIES.get(name, name)
        if name == "periods":
            continue
        if name == "series":
            for line in value:
                pairs = zip(steps, line["values"], strict=True)
                yield from ((cell(step), str(line["year"]), cell(v)) for step, v in pairs)
        elif steps and isinstance(value, list) and len(value) == len(steps):
            yield from ((cell(step), word, cell(v)) for step, v in zip(steps, value, strict=True))
        elif name == "values" and len(value) == len(WEEKDAYS):
            for day, hours in zip(WEEKDAYS, value, strict=True):
                yield from ((f"{day} kl. {hour}", word, cell(v)) for hour, v in enumerate(hours))
        elif value not in (None, [], {}):
            yield ("", word, cell(value))


def _clusters(clusters: Sequence[Plain]) -> Iterator[Row]:
    for one in clusters:
        for name in ("values", "expected"):
            word = f"{SERIES[name]}, samling {one['cluster']}"
            yield from (
                (cell(step), word, cell(v)) for step, v in zip(one["periods"], one[name], strict=True)
            )


def _squares(squares: Sequence[Plain]) -> Iterator[Row]:
    for one in squares:
        middle = f"{one['y_m']:.0f}, {one['x_m']:.0f}"
        stands_out = f", plats {one['place']} som sticker ut" if one["significant"] else ""
        yield (middle, f"antal i rutan om {one['size_m']} meter{stands_out}", one["n"])


def basis(picture: Plain) -> Sheet:
    """Return what the figures rest on: rows left out, guesses, problems, duplicates, and what must be known."""
    source = picture["source"]
    rows: list[Row] = [
        ("Rader som inte är med", one["file"], "", one["reason"], one["count"], _numbers(one["rows"]))
        for one in source.get("left_out", ())
    ]
    for file in source.get("files", ()):
        rows += _of_file(file)
    rows += [("Att veta om källan", "", "", text, None, "") for text in source.get("caveats", ())]
    rows += [
        ("Går inte att jämföra över", "", "", f"{b['day']}: {b['what']}", None, "")
        for b in source.get("breaks", ())
    ]
    heads = ("Slag", "Fil", "Kolumn", "Vad", "Antal rader", "Rader (de första)")
    return _sheet("Underlag", heads, rows)


def _of_file(file: Plain) -> Iterator[Row]:
    name = file["name"]
    for guess in file["guesses"]:
        kind = "Gissat" if guess["sure"] else "Gissat, osäkert"
        yield (kind, name, guess["column"], guess["why"], None, "")
    for one in file["problems"]:
        said = f"”{one['found']}” i stället för {one['expected']}"
        yield ("Brist", name, one["column"], said, one["count"], _numbers(one["rows"]))
    for key, said in (("same_number", "samma nummer men annat innehåll"), ("identical", "likadana rader")):
        if file["duplicates"][key]:
            yield (
                "Dubbletter, är med",
                name,
                file["duplicates"]["column"],
                said,
                file["duplicates"][key],
                "",
            )
    for text in file["warnings"]:
        yield ("Att veta om filen", name, "", text, None, "")


def _numbers(rows: Sequence[int]) -> str:
    return ", ".join(str(number) for number in rows)


def refusals(picture: Plain, names: Mapping[str, str]) -> Sheet:
    """Return what is not shown: what is not computed at all, and the figures that this edition withholds."""
    rows: list[Row] = [("Räknas inte", one["what"], one["why"], one["key"]) for one in picture["refusals"]]
    for one in picture["findings"]:
        if one["status"] == "withheld":
            parts = (names.get(one["key"], one["key"]), one["area_name"], one["category_name"], one["period"])
            said = ", ".join(part for part in parts if part)
            rows.append(("Visas inte i upplagan", said[:1].upper() + said[1:], one["reason"], one["key"]))
    return _sheet("Visas inte", ("Slag", "Vad", "Varför", "Nyckel"), rows)


def _sheet(name: str, heads: Sequence[str], rows: Any) -> Sheet:
    return Sheet(name=name, heads=tuple(heads), rows=tuple(rows))
