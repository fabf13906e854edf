"""A reader who solves for what a public document does not show, with everything else that stands in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from datetime import date
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from samsyn.period import PeriodKind, containing

REST = "without"  # counts with no area or category
Unknown = Hashable


class Attacker:
    """
    Every count of a public picture as an unknown whole number, bound by sums and by what is shown.

    The reader knows how the picture is made: zero counts are shown, cells that are not listed are zero, an earlier
    year is compared where both periods hold five reports or more together, and charts show the same counts.
    """

    def __init__(self, document: Mapping[str, Any]) -> None:
        self.bounds: dict[Unknown, tuple[float, float]] = defaultdict(lambda: (0, np.inf))
        self.sums: list[dict[Unknown, int]] = []
        self.withheld: set[Unknown] = set()
        self.document = document
        self._counts()
        self._earlier()
        self._series()
        self._rows()

    def _know(self, unknown: Unknown, value: float | None) -> None:
        """Take in a figure as shown; one that is withheld is at least one, since a zero would be shown."""
        if value is None:
            self.withheld.add(unknown)
            low, high = self.bounds[unknown]
            self.bounds[unknown] = (max(low, 1), high)
        else:
            self.bounds[unknown] = (value, value)

    def _equal(self, whole: Unknown, *parts: Unknown) -> None:
        line: dict[Unknown, int] = {whole: -1}
        for part in parts:
            line[part] = line.get(part, 0) + 1
        self.sums.append(line)
        for unknown in line:
            self.bounds[unknown]  # every unknown has bounds

    def _found(self, key: str) -> list[Mapping[str, Any]]:
        return [finding for finding in self.document["findings"] if finding["key"] == key]

    def _counts(self) -> None:
        found = self._found("count")
        # Where nobody answered there is no number, and every reader knows that it is none.
        shown = {(f["area"], f["category"]): 0 if f["status"] == "silent" else f["value"] for f in found}
        self.areas = [area for area, category in shown if area and not category]
        self.categories = [category for area, category in shown if category and not area]
        for key, value in shown.items():
            self._know(("count", *key), value)
        for key, at in (("count_without_area", (REST, None)), ("count_without_category", (None, REST))):
            (value,) = [f["value"] for f in self._found(key)] or (0,)
            self._know(("count", *at), value)
        for area in [*self.areas, REST]:
            self._equal(("count", area, None), *(("count", area, c) for c in [*self.categories, REST]))
        for category in [*self.categories, REST]:
            self._equal(("count", None, category), *(("count", a, category) for a in [*self.areas, REST]))
        self._equal(("count", None, None), *(("count", area, None) for area in [*self.areas, REST]))
        for area in self.areas:
            for category in self.categories:
                if (area, category) not in shown:
                    self.bounds["count", area, category] = (0, 0)
        for rate in self._found("rate_per_1000"):
            if rate["value"] is not None:
                n = round(rate["value"] * rate["detail"]["inhabitants"] / 1000)
                self._know(("count", rate["area"], None), n)
        for rate in self._found("reports_per_reporter"):
            if rate["value"] is not None:
                self._know(("count", rate["area"], None), round(rate["value"] * rate["detail"]["active"]))

    def _earlier(self) -> None:
        found = self._found("ratio_to_earlier_year")
        for f in found:
            then = ("then", f["rows"]["compared_from"], f["area"], f["category"])
            if f["value"] is not None:
                self._know(then, f["detail"]["then"])
                self._know(("count", f["area"], f["category"]), f["detail"]["now"])
            elif (
                self.bounds["count", f["area"], f["category"]][0]
                == self.bounds["count", f["area"], f["category"]][1]
            ):
                self.bounds[then] = (1, np.inf)  # now is shown, so it is the earlier count that is withheld
        newest = max((f["rows"]["compared_from"] for f in found), default=None)
        if newest is None:
            return
        listed = {(f["area"], f["category"]) for f in found}
        for axis, keys in ((0, self.areas), (1, self.categories)):
            places = [(key, None) if axis == 0 else (None, key) for key in keys]
            for place in places:
                if place not in listed:  # fewer than five in both periods together
                    self.bounds["then", newest, *place] = (0, 4)
            rest = (REST, None) if axis == 0 else (None, REST)
            self._equal(("then", newest, None, None), *(("then", newest, *p) for p in [*places, rest]))
        for f in found:
            if f["area"] is None and f["category"] is None:
                start = date.fromisoformat(f["rows"]["compared_from"])
                self._equal(("bin", start), ("then", start.isoformat(), None, None))

    def _series(self) -> None:
        series = self.document["series"]
        trend = series["trend"]
        starts = [date.fromisoformat(day) for day in trend["periods"]]
        for start, value in zip(starts, trend["values"], strict=True):
            self._know(("bin", start), value)
        self._equal(("bin", starts[-1]), ("count", None, None))
        if not series.get("years"):
            return
        years, kind = series["years"], PeriodKind(series["years"]["period_kind"])
        fine = set()
        for line in years["series"]:
            for number, value in zip(years["periods"], line["values"], strict=True):
                try:
                    weekly = kind is PeriodKind.WEEK
                    day = (
                        date.fromisocalendar(line["year"], number, 1)
                        if weekly
                        else date(line["year"], number, 1)
                    )
                except ValueError:
                    continue
                if value is not None:
                    self._know(("bin" if trend["period_kind"] == kind else "fine", day), value)
                fine.add(day)
        if trend["period_kind"] == kind or trend["period_kind"] == PeriodKind.SPAN:
            return
        for start in starts:
            whole = containing(start, PeriodKind(trend["period_kind"]))
            inside = [day for day in sorted(fine) if day in whole and containing(day, kind).end <= whole.end]
            if inside and sum(containing(day, kind).days for day in inside) == whole.days:
                self._equal(("bin", start), *(("fine", day) for day in inside))

    def _rows(self) -> None:
        used = self.document["source"].get("rows_used")
        first = date.fromisoformat(self.document["source"]["first_day"])
        starts = [date.fromisoformat(day) for day in self.document["series"]["trend"]["periods"]]
        if used is not None and starts[0] <= first and not self._found("zero_reports"):
            self._know("rows", used)
            self._equal("rows", *(("bin", start) for start in starts))

    def learn(self, partner: Mapping[str, Any]) -> None:
        """Take in a partner edition of the same picture too: what it shows of the partner's own areas, and of all."""
        for f in partner["findings"]:
            if f["value"] is None:
                continue
            place = (f["area"], f["category"])
            if f["key"] == "count" or (f["key"] == "change" and f["detail"].get("bins") == 1):
                self._know(("count", *place), f["detail"].get("observed", f["value"]))
            elif f["key"] == "rate_per_1000":
                n = round(f["value"] * f["detail"]["inhabitants"] / 1000)
                self._know(("count", *place), n)
            elif f["key"] == "reports_per_reporter":
                self._know(("count", *place), round(f["value"] * f["detail"]["active"]))
            elif f["key"] == "ratio_to_earlier_year":
                self._know(("then", f["rows"]["compared_from"], *place), f["detail"]["then"])
                self._know(("count", *place), f["detail"]["now"])

    def range_of(self, unknown: Unknown) -> tuple[float, float]:
        """Return the least and the largest value that a count may have."""
        at = {one: n for n, one in enumerate(self.bounds)}
        matrix = np.zeros((len(self.sums), len(at)))
        for row, line in zip(matrix, self.sums, strict=True):
            for one, sign in line.items():
                row[at[one]] = sign
        low, high = (np.array(limit) for limit in zip(*self.bounds.values(), strict=True))
        goal = np.zeros(len(at))
        goal[at[unknown]] = 1.0
        ends = []
        for sign in (1, -1):
            solved = milp(
                sign * goal,
                constraints=LinearConstraint(matrix, 0, 0),
                bounds=Bounds(low, np.minimum(high, 10_000)),
                integrality=np.ones(len(at)),
            )
            assert solved.status == 0, f"the document contradicts itself: {solved.message}"
            ends.append(round(sign * solved.fun))
        return ends[0], ends[1]

    def solved(self, threshold: int) -> dict[Unknown, int]:
        """Return the small counts that the document gives away without showing them."""
        shown = {one for one, (low, high) in self.bounds.items() if low == high}
        hidden = [one for one in self.bounds if one not in shown]
        ranges = {one: self.range_of(one) for one in hidden}
        return {one: low for one, (low, high) in ranges.items() if low == high and 0 < low < threshold}
