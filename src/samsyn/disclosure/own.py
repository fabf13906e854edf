"""A reader who sees their own areas whole and may read the public edition beside it: what then is withheld."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from samsyn.cycle import Finding, Status
from samsyn.disclosure.figures import RELATED, reasons_to_withhold, tables_of, withhold
from samsyn.disclosure.tables import REST, THRESHOLD, Key, exposed_cells, hidden_cells, with_rests

OTHERS = (
    "Visas inte i den här upplagan: tillsammans med den öppna upplagan skulle ett litet antal i ett annat område kunna "
    "räknas ut."
)
LEVELS = frozenset({Status.GREY, Status.GREEN, Status.YELLOW, Status.ORANGE, Status.RED})
DEVIATING = frozenset({Status.ABOVE, Status.BELOW})


def protect_own(
    findings: Sequence[Finding], own: Collection[str], threshold: int = THRESHOLD
) -> list[Finding]:
    """
    Return the findings that a partner with own areas may see.

    Parameters
    ----------
    findings : sequence of Finding
        Every count of the round, since what is shown of one area tells of the others; see `protect_findings`.
    own : collection of str
        Keys of the partner's areas.
    threshold : int
        Smallest count that the public edition shows.

    Returns
    -------
    list of Finding
        About all areas together: as in the public edition. About the own areas: whole, small counts too. About other
        areas: nothing, not even that there is something.

    Notes
    -----
    The partner is taken to have the public edition as well. A count of an own area that the public edition withholds
    stays withheld where it would give a small count of somebody else's area away, and so does what rests on it.
    """
    public = reasons_to_withhold(findings, threshold)
    kept = _kept_hidden(findings, own, threshold)
    places = {(f.area, f.category) for f in findings if f.digest in kept and f.key == "count"}
    alarming = {f.area for f in findings if f.status in DEVIATING and _is_about(f, places)}
    shown = []
    for finding in findings:
        if finding.area is None:
            why = public.get(finding.digest)
        elif finding.area not in own:
            continue
        elif finding.digest in kept:
            why = OTHERS
        else:
            why = RELATED if _rests_on(finding, places, alarming) else None
        shown.append(withhold(finding, why) if why else finding)
    return shown


def _rests_on(finding: Finding, places: Collection[Key], alarming: Collection[Any]) -> bool:
    """Whether a figure is about a withheld place, or is a level whose reason tells of one."""
    return _is_about(finding, places) or (finding.status in LEVELS and finding.area in alarming)


def _is_about(finding: Finding, places: Collection[Key]) -> bool:
    """Whether a figure is about a withheld place, or puts several areas or categories together and one of them is."""
    areas = finding.provenance.rows.areas or (finding.area,)
    among = finding.detail.get("categories", ())
    return any((area, category) in places for area in areas for category in (finding.category, *among))


def _kept_hidden(findings: Sequence[Finding], own: Collection[str], threshold: int) -> set[str]:
    """Return the digests of the own areas' counts that must stay withheld for the sake of others."""
    kept: set[str] = set()
    for table in tables_of(findings).values():
        cells = with_rests({key: n for key, (n, _) in table.items() if REST not in key})
        hidden = hidden_cells(cells, threshold=threshold)
        left = _after_showing(cells, hidden, own, table, threshold)
        kept |= {table[key][1].digest for key in left if key in table and key[0] in own}
    return kept


def _after_showing(
    cells: Mapping[Key, int],
    hidden: Collection[Key],
    own: Collection[str],
    findings: Collection[Key],
    threshold: int,
) -> set[Key]:
    """Return what is still hidden when as much as possible of the own areas is shown: by area, else by cell."""
    left = set(hidden)
    given = set(
        exposed_cells(cells, left, threshold=threshold)
    )  # by the public edition alone: nothing, as a rule

    def show(some: Iterable[Key]) -> bool:
        after = left - set(some)
        exposed = set(exposed_cells(cells, after, threshold=threshold)) - given
        if any(key[0] not in own for key in exposed):
            return False
        left.intersection_update(after)
        return True

    for area in sorted(own):
        mine = sorted((key for key in left if key[0] == area), key=lambda key: (key[1] is None, str(key[1])))
        if not show(mine):
            for key in mine:
                if key in findings:  # what nobody states is known only when the rest of its row is
                    show([key])
    return left
