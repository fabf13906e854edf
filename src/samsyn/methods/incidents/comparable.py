"""Which two periods may be compared, and why others may not: said in a sentence instead of computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp

from samsyn.errors import Refused
from samsyn.methods.incidents.coverage import CHANCE, COARSE
from samsyn.methods.incidents.refusals import check_period
from samsyn.period import Period, PeriodKind, containing, format_date
from samsyn.table import Break, Source

GRAINS = (PeriodKind.MONTH, PeriodKind.WEEK)
WEEKS_IN_YEAR = 364  # days: the same weekdays a year ago


@dataclass(frozen=True, kw_only=True)
class Reach:
    """First day that a register speaks of a source, the last, and how many rows it has between them."""

    first: date
    last: date
    rows: int

    def after(self, source: Source) -> date:
        """Return the day after what the rows speak of; a month's row speaks of its month."""
        kind = COARSE.get(source.time_precision)
        return containing(self.last, kind).end if kind else self.last + timedelta(days=1)


def whole_bins(period: Period) -> PeriodKind | None:
    """
    Return the grain that a period is made of whole bins of, months before weeks; none where it is of neither.

    Examples
    --------
    >>> from samsyn.period import parse
    >>> [whole_bins(parse(text)) for text in ("2024-Q3", "2024-W40", "2024-01-03..2024-01-09")]
    [<PeriodKind.MONTH: 'month'>, <PeriodKind.WEEK: 'week'>, None]
    """
    if period.start.day == 1 and period.end.day == 1:
        return PeriodKind.MONTH
    return PeriodKind.WEEK if not period.start.weekday() and not period.end.weekday() else None


def latest_whole(kind: PeriodKind, until: date) -> Period:
    """Return the last period of a kind that ends on a day or before it; `until` is the day after the last known."""
    period = containing(until, kind)
    return period if period.end <= until else period.previous()


def a_year_before(period: Period) -> Period:
    """Return the same period a year before; weeks stay weeks."""
    if period.kind is PeriodKind.SPAN and whole_bins(period) is PeriodKind.WEEK:
        back = timedelta(days=WEEKS_IN_YEAR)
        return Period(start=period.start - back, end=period.end - back)
    return period.years_back(1)


def check_counted(period: Period, source: Source, reach: Reach, today: date) -> None:
    """
    Refuse a period that cannot be counted, or is not over.

    Parameters
    ----------
    period : Period
    source : Source
    reach : Reach
    today : date

    Raises
    ------
    Refused
        If it is not of whole weeks or months, finer than the source's times, outside what the register holds, or not
        finished.
    """
    check_period(period, source)
    if whole_bins(period) is None:
        raise Refused(
            f"{period.span_label} är varken hela veckor eller hela månader. Välj en period som börjar på en måndag och "
            "slutar på en söndag, eller hela månader."
        )
    after = reach.after(source)
    if period.end <= reach.first or period.start >= after:
        raise Refused(
            f"Registret har rader från {Period(start=reach.first, end=after).span_label} och säger inget om "
            f"{period.label}."
        )
    if period.end > today:
        raise Refused(
            f"Perioden {period.label} är inte slut än, så antalet kan öka. Välj en period som är över."
        )
    if period.end > after and _rare(reach, after, after, period.end):
        raise Refused(
            f"Registret har rader till och med {format_date(after - timedelta(days=1))}, men {period.label} slutar "
            f"{format_date(period.end - timedelta(days=1))}. Läs in resten först."
        )
    if period.start < reach.first and _rare(reach, after, period.start, reach.first):
        raise Refused(
            f"Registret börjar {format_date(reach.first)} och täcker inte hela {period.label}. Läs in äldre filer, "
            "eller välj en senare period."
        )


def uncovered(period: Period, source: Source, reach: Reach) -> str:
    """Return what days of a period lie outside the register's rows and are counted as empty; nothing where none do."""
    after = reach.after(source)
    said = []
    if period.end > after:
        said.append(f"Registrets sista rad är från {format_date(after - timedelta(days=1))}")
    if period.start < reach.first:
        said.append(f"Registrets första rad är från {format_date(reach.first)}")
    return f"{' och '.join(said)}: övriga dagar i {period.label} räknas som utan rapporter." if said else ""


def covers(period: Period, source: Source, reach: Reach) -> bool:
    """Return whether a register's rows cover a whole period; days without a row at an end may be chance."""
    after = reach.after(source)
    late = period.end > after and _rare(reach, after, after, period.end)
    return not late and not (period.start < reach.first and _rare(reach, after, period.start, reach.first))


def bins_to_draw(
    kind: PeriodKind, begin: date, source: Source, reach: Reach, today: date
) -> tuple[tuple[Period, ...], tuple[Period, ...]]:
    """
    Return the weeks or months of a time line, and those with rows that are left out since their counts are not whole.

    Parameters
    ----------
    kind : PeriodKind
    begin : date
        The line begins in the bin of this day, or of the first row if that is later.
    source : Source
    reach : Reach
    today : date
        A bin that is not over is not whole.
    """
    whole, cut = list[Period](), list[Period]()
    one = containing(max(begin, reach.first), kind)
    while one.start < min(reach.after(source), today):
        (whole if one.end <= today and covers(one, source, reach) else cut).append(one)
        one = containing(one.end, kind)
    return tuple(whole), tuple(cut)


def _rare(reach: Reach, after: date, start: date, end: date) -> bool:
    """Return whether so many weekdays without a row would be rare; many sources are empty at weekends."""
    missing = sum((start + timedelta(days=n)).weekday() < 5 for n in range((end - start).days))
    return missing > 0 and exp(-reach.rows / max((after - reach.first).days, 1) * missing) < CHANCE


def check_comparable(now: Period, then: Period, breaks: Sequence[Break] = ()) -> None:
    """
    Refuse two periods that overlap, or that a source break lies between or in.

    Parameters
    ----------
    now, then : Period
        In any order in time.
    breaks : sequence of Break
        From each day figures cannot be compared with those before.

    Raises
    ------
    Refused
        With what happened and when.
    """
    first, last = sorted((now, then), key=lambda one: one.start)
    if first.end > last.start:
        raise Refused(
            f"{now.label} och {then.label} överlappar. En dag kan inte räknas på båda sidor: välj perioder utan "
            "gemensamma dagar."
        )
    for one in sorted(breaks, key=lambda one: one.day):
        if first.start < one.day < last.end:
            where = (
                f"mitt i {now.label}"
                if now.start < one.day < now.end
                else f"mitt i {then.label}"
                if then.start < one.day < then.end
                else "mellan perioderna"
            )
            raise Refused(
                f"Källan ändrades {format_date(one.day)}, {where}: {one.what.rstrip('.')}. "
                "Antal före och efter kan inte jämföras."
            )
