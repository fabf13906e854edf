"""Reads the actions that are to be evaluated: a YAML list, or a table with the same names as columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samsyn_cli.parser import suggestion

if TYPE_CHECKING:
    from samsyn.outcomes import Counts, Design, Plan

LISTS = ("areas", "categories", "comparison", "buffer")
DATES = ("starts", "ends", "decided_on")
WHOLES = ("weeks_before", "weeks_after")
FIELDS = ("id", "title", "design", "margin", "chosen_high", *LISTS, *DATES, *WHOLES)
YES, NO = ("ja", "true", "yes", "1"), ("nej", "false", "no", "0", "")
LONG_SERIES = 104
"""Weeks before of an interrupted series, where nothing is said."""


@dataclass(frozen=True, kw_only=True)
class WantedAction:
    """An action of the file; `design` and the weeks may be left to the usual ones."""

    id: str
    title: str
    areas: tuple[str, ...]
    starts: date
    ends: date | None = None
    categories: tuple[str, ...] = ()
    comparison: tuple[str, ...] = ()
    buffer: tuple[str, ...] = ()
    design: str = ""
    weeks_before: int | None = None
    weeks_after: int | None = None
    margin: float = 0.2
    chosen_high: bool = False
    decided_on: date | None = None

    @property
    def decided_afterwards(self) -> bool:
        """Whether the design was chosen after the start."""
        return self.decided_on is not None and self.decided_on > self.starts


def read_actions(path: str) -> list[WantedAction]:
    """
    Read a file of actions.

    Raises
    ------
    BadInput
        If something is missing or cannot be understood; says which action, what was found and what was expected.
    """
    from samsyn.errors import BadInput

    rows = _yaml(path) if Path(path).suffix.lower() in (".yaml", ".yml") else _table(path)
    if not rows:
        raise BadInput(f"{path} har inga åtgärder.")
    return [_action(row, f"{Path(path).name}, åtgärd {number}") for number, row in enumerate(rows, start=1)]


def plan_of(wanted: WantedAction, counts: Counts, keys: Mapping[str, str]) -> Plan:
    """
    Return the evaluation that an action asks for; `keys` gives the key of an area by its name.

    Raises
    ------
    BadInput
        If an area is not known, or the plan cannot be.
    """
    from samsyn.outcomes import Design, Plan, usual_spans

    groups = {
        name: tuple(keys.get(one, one) for one in getattr(wanted, name)) for name in LISTS[:1] + LISTS[2:]
    }
    design = _design(wanted)
    usual = LONG_SERIES if design is Design.INTERRUPTED else 52
    before, after = usual_spans(
        wanted.starts, weeks_before=wanted.weeks_before or usual, weeks_after=wanted.weeks_after or 52
    )
    if wanted.weeks_after is None and after[0] < counts.end < after[1]:
        after = (after[0], counts.end)
    if design is Design.WEIGHTED:
        year_before = after[0] - timedelta(weeks=52)
        before = (year_before, year_before + (after[1] - after[0]))
    return Plan(
        design=design,
        treated=groups["areas"],
        comparison=groups["comparison"] if design.compares else (),
        buffer=groups["buffer"],
        categories=wanted.categories,
        before=before,
        after=after,
        margin=wanted.margin,
        chosen_high=wanted.chosen_high,
    )


def _design(wanted: WantedAction) -> Design:
    from samsyn.outcomes import Design

    return Design(wanted.design or ("difference" if wanted.comparison else "interrupted"))


def _yaml(path: str) -> list[Mapping[str, Any]]:
    import yaml

    from samsyn.errors import BadInput

    try:
        content = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise BadInput(f"{path} kan inte läsas som YAML: {error}") from error
    rows = content.get("actions") if isinstance(content, Mapping) else content
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise BadInput(f"{path}: väntade en lista med åtgärder, var och en med areas och starts.")
    return rows


def _table(path: str) -> list[Mapping[str, Any]]:
    from samsyn_cli.columns import read_columns

    columns = read_columns(path)
    texts = {name.strip().casefold(): columns.texts(name).fill_null("").to_list() for name in columns.names}
    return [dict(zip(texts, row, strict=True)) for row in zip(*texts.values(), strict=True)]


def _action(row: Mapping[str, Any], where: str) -> WantedAction:
    from samsyn.errors import BadInput

    for name in row:
        if name not in FIELDS:
            raise BadInput(f"{where}: {name!r} är inget som en åtgärd har.{suggestion(str(name), FIELDS)}")
    given = {name: value for name, value in row.items() if value not in (None, "")}
    if "areas" not in given or "starts" not in given:
        raise BadInput(f"{where}: areas (var) och starts (när, som 2026-03-02) måste finnas.")
    values: dict[str, Any] = {name: _list(given[name]) for name in LISTS if name in given}
    values |= {name: _date(given[name], f"{where}, {name}") for name in DATES if name in given}
    values |= {name: _whole(given[name], f"{where}, {name}") for name in WHOLES if name in given}
    if "margin" in given:
        values["margin"] = _share(given["margin"], f"{where}, margin")
    if "chosen_high" in given:
        values["chosen_high"] = _yes(given["chosen_high"], f"{where}, chosen_high")
    if "design" in given:
        values["design"] = _known_design(str(given["design"]), f"{where}, design")
    title = str(given.get("title") or given.get("id") or where)
    return WantedAction(id=str(given.get("id") or title), title=title, **values)


def _list(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value).split(";")
    return tuple(text for text in (str(one).strip() for one in parts) if text)


def _date(value: Any, where: str) -> date:
    from samsyn.errors import BadInput

    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        raise BadInput(f"{where}: {value!r} är ingen dag. Skriv som 2026-03-02.") from None


def _whole(value: Any, where: str) -> int:
    from samsyn.errors import BadInput

    text = str(value).strip()
    if not text.isdecimal() or not int(text):
        raise BadInput(f"{where}: {value!r} är inget antal veckor. Skriv ett helt tal, 1 eller mer.")
    return int(text)


def _share(value: Any, where: str) -> float:
    from samsyn.errors import BadInput

    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        raise BadInput(f"{where}: {value!r} är ingen andel. Skriv som 0,2.") from None


def _yes(value: Any, where: str) -> bool:
    from samsyn.errors import BadInput

    text = str(value).strip().casefold()
    if text not in (*YES, *NO):
        raise BadInput(f"{where}: {value!r} är varken ja eller nej.")
    return text in YES


def _known_design(value: str, where: str) -> str:
    from samsyn.errors import BadInput
    from samsyn.outcomes import Design

    known = [one.value for one in Design]
    if value not in known:
        raise BadInput(
            f"{where}: {value!r} är inget upplägg.{suggestion(value, known)} De som finns: {', '.join(known)}"
        )
    return value
