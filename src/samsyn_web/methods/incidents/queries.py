"""What the pages on the way to a picture ask."""

from __future__ import annotations

from datetime import date

import polars as pl

from samsyn.methods.incidents.prepare import merged_source, propose_period
from samsyn_web.base.scope import Scope
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Round


def proposed_period(scope: Scope, observed: Round, span: tuple[date, date]) -> tuple[str, bool]:
    """The period that is proposed for a round, and whether its times carry weeks."""
    files = observations.round_files(scope, observed)
    read = [one for file in files if (one := observations.reading_of(scope, file)) is not None]
    precision = merged_source([one.source for one in read]).time_precision
    return str(propose_period(pl.DataFrame({"day": span}), precision)), precision.carries_weeks
