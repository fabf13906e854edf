"""From one version of a category list to the next: what each code became, so that history can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.errors import BadDeclaration
from samsyn.instruments.categories import CategoryList


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """
    What each code of one list is in another.

    Parameters
    ----------
    before, after : str
        The versions.
    moves : mapping of str to tuple of str
        Every code of the earlier list: no code where it was closed and nothing took its place, one where it is the same
        or was merged into another, several where it was split.
    """

    before: str
    after: str
    moves: Mapping[str, tuple[str, ...]]

    def became(self, code: str) -> tuple[str, ...]:
        """Return what a code became; KeyError for one that the earlier list did not hold."""
        return self.moves[code]

    def kind(self, code: str) -> str:
        """Return "same", "merged", "split" or "closed"."""
        targets = self.moves[code]
        if not targets:
            return "closed"
        if len(targets) > 1:
            return "split"
        return "same" if targets == (code,) else "merged"

    @property
    def changed(self) -> dict[str, tuple[str, ...]]:
        """The codes that are not what they were."""
        return {code: to for code, to in self.moves.items() if to != (code,)}


@dataclass(frozen=True, kw_only=True)
class Carried:
    """
    Earlier counts in the codes of a later list.

    `counts` holds what can be told; `refused` the codes whose earlier count cannot, with the reason; `closed` what was
    reported under codes that nothing took the place of, `unplaced` what was reported under codes that were split. The
    parts add up to all that was counted.
    """

    counts: Mapping[str, int]
    refused: Mapping[str, str]
    closed: int
    unplaced: int

    @property
    def total(self) -> int:
        """All that was counted before."""
        return sum(self.counts.values()) + self.closed + self.unplaced


@dataclass(frozen=True, kw_only=True)
class Alike:
    """Codes before and after that hold the same together, though not one by one."""

    before: tuple[str, ...]
    after: tuple[str, ...]


def crosswalk(before: CategoryList, after: CategoryList) -> Crosswalk:
    """
    Return what each code of a list is in a later version of it, as the later version says.

    A code that is open is itself, and also each new code that says it was reported under it before. A closed code is
    what is chosen instead, or nothing. A category whose subcategory has become part of another category is split.

    Raises
    ------
    BadDeclaration
        If the later list has dropped a code.
    """
    moves: dict[str, tuple[str, ...]] = {}
    now = after.every
    for code, _old in before.every.items():
        if code not in now:
            raise BadDeclaration(f"{code} finns inte i {after.version}, så historiken kan inte räknas om.")
        kept = (code,) if not now[code].closed else (now[code].instead,)
        new = (one for one, said in now.items() if one not in before.every and code in said.formerly)
        moves[code] = tuple(dict.fromkeys(one for one in (*kept, *new) if one))
    for category in before.categories:  # what was counted as the category was counted under its parts too
        parts = [to for sub in category.subcategories for to in moves[sub.code]]
        homes = [home.code for to in parts if (home := after.get(to)) is not None]
        if homes and not moves[category.code]:
            raise BadDeclaration(
                f"{category.code} stängs utan att något väljs i stället, men en del av den blir {homes[0]}. Säg vad "
                f"som väljs i stället för {category.code}."
            )
        moves[category.code] = tuple(dict.fromkeys((*moves[category.code], *homes)))
    return check_crosswalk(Crosswalk(before=before.version, after=after.version, moves=moves), before, after)


def check_crosswalk(walk: Crosswalk, before: CategoryList, after: CategoryList) -> Crosswalk:
    """
    Return the crosswalk if it is total: every earlier code, once, becomes open codes of the later list or nothing.

    Raises
    ------
    BadDeclaration
        If a code is missing or unknown, or becomes one that is closed or not there.
    """
    missing = [code for code in before.every if code not in walk.moves]
    unknown = [code for code in walk.moves if code not in before.every]
    if missing or unknown:
        raise BadDeclaration(
            f"Översättningen från {walk.before} till {walk.after} säger inget om {', '.join(missing) or '–'}"
            + (f" och talar om {', '.join(unknown)}, som inte fanns." if unknown else ".")
        )
    for code, targets in walk.moves.items():
        for to in targets:
            one = after.every.get(to)
            if one is None or one.closed:
                raise BadDeclaration(
                    f"{code} blir {to}, som {'är stängd' if one else 'inte finns'} i {walk.after}."
                )
    return walk


def carried(counts: Mapping[str, int], walk: Crosswalk) -> Carried:
    """
    Return earlier counts in the codes of a later list, and refuse those that cannot be told.

    Parameters
    ----------
    counts : mapping of str to int
        Reports per code of the earlier list. A code that the list does not hold is itself.

    Notes
    -----
    What was reported under one code and is now two cannot be divided afterwards: a share would be a guess that looks
    like a figure. All codes that a split code has become are refused for the time before; `alike` says which codes can
    be compared together.

    Examples
    --------
    >>> walk = Crosswalk(before="1", after="2", moves={"a": ("x",), "b": ("x",), "c": ("c", "y"), "d": ()})
    >>> found = carried({"a": 2, "b": 3, "c": 5, "d": 7}, walk)
    >>> found.counts, sorted(found.refused), found.closed, found.unplaced
    ({'x': 5}, ['c', 'y'], 7, 5)
    """
    refused: dict[str, str] = {}
    for code, targets in walk.moves.items():
        if len(targets) > 1:
            for to in targets:
                refused[to] = (
                    f"{code} delades i {', '.join(targets)}. Det som rapporterades som {code} förut går inte att dela "
                    "upp i efterhand."
                )
    told: dict[str, int] = {}
    closed = unplaced = 0
    for code, n in counts.items():
        targets = walk.moves.get(code, (code,))
        if not targets:
            closed += n
        elif len(targets) > 1 or targets[0] in refused:
            unplaced += n
        else:
            told[targets[0]] = told.get(targets[0], 0) + n
    return Carried(counts=told, refused=refused, closed=closed, unplaced=unplaced)


def alike(walk: Crosswalk) -> tuple[Alike, ...]:
    """
    Return the smallest groups of codes whose sums can be compared before and after, in the order of the earlier list.

    Codes are joined where one became the other; the groups are the parts that hang together. Closed codes that nothing
    took the place of are groups without anything after.

    Examples
    --------
    >>> alike(Crosswalk(before="1", after="2", moves={"a": ("x",), "b": ("x", "y"), "c": ("c",)}))
    (Alike(before=('a', 'b'), after=('x', 'y')), Alike(before=('c',), after=('c',)))
    """
    groups: list[tuple[list[str], list[str]]] = []
    for code, targets in walk.moves.items():
        joined = [group for group in groups if set(group[1]) & set(targets)]
        groups = [group for group in groups if group not in joined]
        before = [one for group in joined for one in group[0]]
        after = [one for group in joined for one in group[1]]
        groups.append(([*before, code], [*after, *(to for to in targets if to not in after)]))
    place = {code: n for n, code in enumerate(walk.moves)}
    told = sorted(groups, key=lambda group: place[group[0][0]])
    return tuple(Alike(before=tuple(b), after=tuple(a)) for b, a in told)


def chained(walks: Iterable[Crosswalk]) -> Crosswalk:
    """
    Return one crosswalk for several after each other.

    Raises
    ------
    BadDeclaration
        If there is none, or one does not begin where the one before ended.

    Examples
    --------
    >>> first = Crosswalk(before="1", after="2", moves={"a": ("b", "c")})
    >>> second = Crosswalk(before="2", after="3", moves={"b": ("d",), "c": ("d",)})
    >>> chained([first, second]).moves
    {'a': ('d',)}
    """
    steps = list(walks)
    if not steps:
        raise BadDeclaration("Det finns inga versioner att översätta mellan.")
    whole = steps[0]
    for step in steps[1:]:
        if step.before != whole.after:
            raise BadDeclaration(f"{step.before} följer inte på {whole.after}.")
        moves = {
            code: tuple(dict.fromkeys(end for to in targets for end in step.moves.get(to, (to,))))
            for code, targets in whole.moves.items()
        }
        whole = Crosswalk(before=whole.before, after=step.after, moves=moves)
    return whole
