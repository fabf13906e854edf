"""One place where a figure of this method is made, so that each carries the same provenance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from samsyn.cycle import Estimate, Finding, Round, Status
from samsyn.methods.incidents.options import VERSION, Options
from samsyn.period import Period
from samsyn.provenance import Provenance, Rows

NAME = "incidents"


@dataclass(frozen=True, kw_only=True)
class Maker:
    """Makes findings of one round with one set of options."""

    observed: Round
    options: Options

    def finding(
        self,
        key: str,
        estimate: Estimate,
        *,
        function: str,
        area: str | None = None,
        category: str | None = None,
        period: Period | None = None,
        rows: Rows | None = None,
        status: Status = Status.STATED,
        reason: str = "",
        detail: Mapping[str, Any] | None = None,
    ) -> Finding:
        """
        Return a finding about the round's period, or another that is given; its rows follow unless they are
        given.
        """
        about = period or self.observed.period
        selection = rows or Rows(area=area, category=category, start=about.start, end=about.end)
        return Finding(
            method=NAME,
            key=key,
            area=area,
            category=category,
            period=about,
            estimate=estimate,
            status=status,
            reason=reason,
            detail=detail or {},
            provenance=Provenance(
                sources=self.observed.sources,
                function=function,
                version=VERSION,
                rows=selection,
                parameters=self.options.parameters,
            ),
        )
