"""Reads a programme from a folder: `programme.yaml` and the tables beside it."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import yaml

from samsyn.errors import BadDeclaration
from samsyn.programme.facts import (
    Activity,
    AreaClass,
    Money,
    Municipality,
    Programme,
    ReadinessStatement,
    RuleAnalysis,
    Stated,
    SurveyFacts,
)

Record = TypeVar("Record")
Row = dict[str, str]
STATUSES = ("planned", "done", "moved", "cancelled")
TAKEN = (
    "name",
    "short_name",
    "reference",
    "is_fictional",
    "municipalities",
    "focus_areas",
    "formats",
    "survey",
)


def read_programme(folder: str | Path) -> Programme:
    """
    Read a programme.

    Parameters
    ----------
    folder : path
        With `programme.yaml`, `activities.csv` and, where there are such facts, `additions.csv`, `areas.csv`,
        `money.csv`, `readiness.csv` and `crime_proofing.csv`.

    Returns
    -------
    Programme

    Raises
    ------
    BadDeclaration
        If a file is missing or cannot be read, or a row names a municipality, focus area or format that is not
        declared; file and row are named. Several focus areas or formats of an activity stand with commas between,
        the focus area that it belongs to first at the head.
    """
    root = Path(folder)
    top = _yaml(root / "programme.yaml")
    try:
        municipalities = tuple(Municipality(**one) for one in top["municipalities"])
        focus_areas = {int(one["number"]): str(one["name"]) for one in top["focus_areas"]}
        formats = {int(one["number"]): str(one["name"]) for one in top["formats"]}
        name, reference = str(top["name"]), str(top.get("reference", ""))
    except (KeyError, TypeError) as error:
        raise BadDeclaration(f"{root / 'programme.yaml'}: fältet {error} saknas eller är fel.") from None
    known = _Known({one.key: one.name for one in municipalities}, focus_areas, formats)
    return Programme(
        name=name,
        short_name=str(top.get("short_name", name)),
        reference=reference,
        is_fictional=bool(top.get("is_fictional", False)),
        municipalities=municipalities,
        focus_areas=focus_areas,
        formats=formats,
        activities=_rows(root / "activities.csv", known.appendix_entry, needed=True),
        additions=_rows(root / "additions.csv", known.addition),
        areas=_rows(root / "areas.csv", known.area),
        money=_rows(root / "money.csv", _money),
        readiness=_rows(root / "readiness.csv", known.statement),
        rules=_rows(root / "crime_proofing.csv", _rule),
        survey=_survey(top["survey"]) if top.get("survey") else None,
        more={key: value for key, value in top.items() if key not in TAKEN},
    )


class _Known:
    """What rows may refer to."""

    def __init__(
        self, municipalities: Mapping[str, str], focus_areas: Mapping[int, str], formats: Mapping[int, str]
    ) -> None:
        self.municipalities, self.focus_areas, self.formats = municipalities, focus_areas, formats

    def municipality(self, row: Row) -> str:
        if row["municipality"] not in self.municipalities:
            raise ValueError(f"kommunen ”{row['municipality']}” finns inte i programme.yaml")
        return row["municipality"]

    def activity(self, row: Row, source: Stated, **more: Any) -> Activity:
        focus = _numbers(row["focus_area"])
        formats = _numbers(row["formats"])
        for number in focus:
            if number not in self.focus_areas:
                raise ValueError(f"fokusområde {number} finns inte i programme.yaml")
        if not focus or len(set(focus)) < len(focus):
            raise ValueError(
                f"fokusområdena ”{row['focus_area']}” ska vara ett eller flera, vart och ett en gång"
            )
        if not formats or any(one not in self.formats for one in formats):
            raise ValueError(f"formaten ”{row['formats']}” ska vara ett eller flera av programmets")
        if not row["title"].strip():
            raise ValueError("aktiviteten saknar titel")
        return Activity(
            key=row["id"],
            municipality=self.municipality(row),
            focus_area=focus[0],
            also_in=focus[1:],
            title=row["title"].strip(),
            formats=formats,
            source=source,
            partners=_several(row.get("partners", "")),
            when=row.get("when", ""),
            starts=_day(row.get("starts", "")),
            ends=_day(row.get("ends", "")),
            status=_status(row.get("status", "")),
            provider=row.get("provider", ""),
            participants=_whole(row.get("participants", "")),
            units=_whole(row.get("units", "")),
            **more,
        )

    def appendix_entry(self, row: Row) -> Activity:
        where = f"Bilaga 2, {self.municipalities[self.municipality(row)]}, {row['heading']}"
        return self.activity(
            row,
            Stated(document=row.get("document") or "002", section=where),
            heading=row["heading"],
            is_bulleted=row["bulleted"] == "yes",
            count=_whole(row["count"]),
        )

    def addition(self, row: Row) -> Activity:
        source = Stated(document=row.get("document") or "002", section=row["section"])
        return self.activity(row, source, heading="", is_bulleted=False)

    def area(self, row: Row) -> AreaClass:
        years = {int(name[6:]): value for name, value in row.items() if name.startswith("class_")}
        return AreaClass(
            municipality=self.municipality(row),
            area=row["area"],
            classes=years,
            source=Stated(document="002", section=row["section"]),
        )

    def statement(self, row: Row) -> ReadinessStatement:
        return ReadinessStatement(
            municipality=self.municipality(row),
            wave=row["wave"],
            statement=row["statement"],
            dimensions=tuple(tuple(one.split("|")) for one in _several(row["dimensions"])),
            reading=row["reading"],
            source=Stated(document="002", section=row["section"]),
        )


def _money(row: Row) -> Money:
    return Money(
        key=row["id"],
        kind=row["kind"],
        year=_whole(row["year"]),
        amount_ksek=_whole(row["amount_ksek"]),
        payer=row["payer"],
        recipient=row["recipient"],
        purpose=row["purpose"],
        exact=row["exact"],
        source=Stated(document=row["document"], section=row["section"]),
        side=row.get("side") or ("grant" if row["kind"] == "grant" else "outcome"),
    )


def _rule(row: Row) -> RuleAnalysis:
    return RuleAnalysis(
        municipality=row["municipality"],
        object=row["object"],
        led_by=row["led_by"],
        source=Stated(document="002", section=row["section"]),
    )


def _survey(given: Mapping[str, Any]) -> SurveyFacts:
    return SurveyFacts(
        question=given["question"],
        invited=int(given["invited"]),
        answered=int(given["answered"]),
        counts={str(key): int(value) for key, value in given["counts"].items()},
        derived=given.get("counts_status") == "derived",
        stated_percent=given.get("stated_percent_top_two"),
        sender=given.get("sender", ""),
        anonymous=given.get("anonymous"),
        themes_for=tuple(given.get("themes_for", ())),
        themes_against=tuple(given.get("themes_against", ())),
        source=Stated(**given["source"]),
    )


def _several(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(";") if one.strip())


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(one) for one in text.split(",") if one.strip())


def _whole(text: str) -> int | None:
    return int(text) if text.strip() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text.strip() else None
    except ValueError:
        raise ValueError(f"dagen ”{text}” ska skrivas som 2027-03-01") from None


def _status(text: str) -> str:
    if text not in ("", *STATUSES):
        raise ValueError(f"läget ”{text}” ska vara ett av {', '.join(STATUSES)}")
    return text or "done"


def _yaml(path: Path) -> dict[str, Any]:
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadDeclaration(
            f"{path.parent} har ingen {path.name}: är det en mapp med ett program?"
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadDeclaration(f"{path} kan inte läsas: {error}") from None
    if not isinstance(given, dict):
        raise BadDeclaration(f"{path} ska vara fält med värden.")
    return given


def _rows(path: Path, read: Callable[[Row], Record], *, needed: bool = False) -> tuple[Record, ...]:
    """Read a table row by row; what is wrong is told with file and row."""
    if not path.exists():
        if needed:
            raise BadDeclaration(f"{path.parent} har ingen {path.name}.")
        return ()
    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            try:
                found.append(read({key: value or "" for key, value in row.items() if key is not None}))
            except KeyError as error:
                raise BadDeclaration(f"{path}: kolumnen {error} saknas.") from None
            except ValueError as error:
                raise BadDeclaration(f"{path}, rad {number}: {error}.") from None
    return tuple(found)
