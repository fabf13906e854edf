"""What an annotated copy says on its first page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from samsyn.period import format_date
from samsyn.plans.coverage import LINKS, Coverage
from samsyn.plans.reading import SUMMARY, ReadPlan
from samsyn.plans.remark import Remark
from samsyn.plans.rules import RULES

TITLE = SUMMARY
HEADINGS = ("Led i kedjan", "Åtgärder som har det", "Av alla")


@dataclass(frozen=True, kw_only=True)
class Summary:
    """
    The first page: sentences, the coverage as rows, what is said about the whole plan, and how the file was read.

    Parameters
    ----------
    rows : tuple of (str, str, str)
        Under `HEADINGS`.
    whole : tuple of Remark
    common : tuple of str
        What comes back, the commonest first.
    reading : tuple of str
        Guesses, and what was left out.
    """

    sentences: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    whole: tuple[Remark, ...]
    common: tuple[str, ...]
    reading: tuple[str, ...]

    @property
    def lists(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The lists under the table, each with its heading; empty ones left out."""
        found = (
            ("Om hela planen", tuple(line(one) for one in self.whole)),
            ("Anmärkningar vid raderna", self.common),
            ("Så lästes filen", self.reading),
        )
        return tuple((heading, lines) for heading, lines in found if lines)


def summary(read: ReadPlan, remarks: tuple[Remark, ...], cover: Coverage, *, at: date) -> Summary:
    """Return the first page of an annotated copy."""
    rows = tuple(
        (name.split(" ", 1)[1].capitalize(), str(cover.has[link]), _share(cover.share(link)))
        for link, name in LINKS.items()
    )
    return Summary(
        sentences=(
            cover.sentence,
            counted(cover),
            f"Läst ur {read.name} den {format_date(at)}. Anmärkningarna är förslag: ni avgör vad som ska ändras.",
        ),
        rows=rows,
        whole=tuple(one for one in remarks if not one.origin.row),
        common=common(remarks),
        reading=reading_lines(read),
    )


def counted(cover: Coverage) -> str:
    """Return how many remarks there are, as a sentence."""
    if not cover.errors + cover.warnings + cover.notes:
        return "Inga anmärkningar."
    parts = [
        f"{cover.errors} fel",
        f"{cover.warnings} {'varning' if cover.warnings == 1 else 'varningar'}",
        f"{cover.notes} {'anmärkning' if cover.notes == 1 else 'anmärkningar'}",
    ]
    return f"{parts[0]}, {parts[1]} och {parts[2]}."


def common(remarks: tuple[Remark, ...]) -> tuple[str, ...]:
    """Return which remarks come back, the commonest first: "Ansvarig saknas (fel): 4 ställen"."""
    counts = Counter(one.code for one in remarks if one.origin.row)
    return tuple(
        f"{RULES[code].title} ({RULES[code].severity.value}): {n} {'ställe' if n == 1 else 'ställen'}"
        for code, n in counts.most_common()
    )


def reading_lines(read: ReadPlan) -> tuple[str, ...]:
    """Return how the file was read: what was guessed, and every row that was left out."""
    guessed = [f"{one.where}: {one.text}{'' if one.sure else ' (gissning)'}" for one in read.guesses]
    rows = [f"{one.where} är inte med ({one.why}): {one.text}" for one in read.left_out if one.is_row]
    texts = sum(not one.is_row for one in read.left_out)
    said = "Ett stycke" if texts == 1 else f"{texts} stycken"
    return (*guessed, *rows, *([f"{said} löpande text är inte med i kontrollen."] if texts else []))


def line(one: Remark) -> str:
    """Return a remark as one line: how serious it is, and what it says."""
    return f"{one.severity.value.upper()}: {one.text}"


def _share(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f} %"
