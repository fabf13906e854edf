"""The cause tree and the fishbone as shapes with places, for drawings that the server makes."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.causes.models import Perspective
from samsyn_web.causes.presenters.analysis import SIDES, Node, flat

# All in the drawing's own units, about a CSS pixel each.
LINE, PAD, GAP = 20, 10, 14
BOX, HEAD, STEP = 230, 200, 270
TREE_LETTERS, HEAD_LETTERS, BONE_LETTERS = 29, 24, 32
BONE_X = {Perspective.PLACE: 300, Perspective.TARGET: 470, Perspective.OFFENDER: 640}
SPINE_END, FISH_WIDTH, SLANT = 760, 980, 0.15


@dataclass(frozen=True, kw_only=True)
class Text:
    """A line of text; `anchor` says which end stands at x."""

    x: float
    y: float
    text: str
    kind: str = ""
    anchor: str = "start"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box with its texts; `kind` names its look, and `href` what it opens."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    texts: tuple[Text, ...]
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line between two points."""

    x1: float
    y1: float
    x2: float
    y2: float
    kind: str = ""


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A drawing, and what it shows in words."""

    key: str
    title: str
    description: str
    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    texts: tuple[Text, ...] = ()


def tree(problem: str, some: Sequence[Node]) -> Drawing:
    """Draw the problem to the left and its causes to the right, each layer behind the one before."""
    boxes: list[Box] = []
    lines: list[Line] = []

    def place(one: Node, depth: int, top: float) -> tuple[float, float]:
        """Place a cause and those behind it from a height down; return its middle and where the next may begin."""
        words = textwrap.wrap(one.statement, TREE_LETTERS)
        marks = [f"{one.number} · {_short(one.perspective)}", *textwrap.wrap(one.said, TREE_LETTERS)]
        height = PAD * 2 + LINE * (len(words) + len(marks))
        below, middles = top, []
        for behind in one.behind:
            middle, below = place(behind, depth + 1, below)
            middles.append(middle)
        end = max(below, top + height + GAP)
        middle = (middles[0] + middles[-1]) / 2 if middles else top + height / 2
        middle = max(middle, top + height / 2)
        x, y = HEAD + 40 + depth * STEP, middle - height / 2
        lines.extend(
            Line(x1=x + BOX, y1=middle, x2=x + STEP, y2=one_middle, kind="branch") for one_middle in middles
        )
        boxes.append(_box(one, x, y, height, words, marks))
        return middle, max(end, y + height + GAP)

    top, middles = float(GAP), []
    for one in some:
        middle, top = place(one, 0, top)
        middles.append(middle)
    words = textwrap.wrap(problem, HEAD_LETTERS)
    height = PAD * 2 + LINE * (len(words) + 1)
    middle = max((middles[0] + middles[-1]) / 2 if middles else 0, height / 2 + GAP)
    lines.extend(Line(x1=HEAD + 2, y1=middle, x2=HEAD + 40, y2=one, kind="branch") for one in middles)
    boxes.append(_head(problem, 2, middle - height / 2))
    return Drawing(
        key="trad",
        title=_("Orsaksträd: %(problem)s") % {"problem": problem},
        description=_described(some),
        width=HEAD + 40 + STEP * max(_layers(some), 1),
        height=max(top, middle + height / 2 + GAP),
        boxes=tuple(boxes),
        lines=tuple(lines),
    )


def fishbone(problem: str, some: Sequence[Node]) -> Drawing:
    """Draw the problem as the head and one bone for each side of the crime triangle; indirect causes are set in."""
    rows = {side: _rows([one for one in flat(some) if one.perspective == side]) for side in Perspective}
    above = max(len(rows[Perspective.PLACE]), len(rows[Perspective.OFFENDER]), 1) * LINE + 50
    below = max(len(rows[Perspective.TARGET]), 1) * LINE + 34 + LINE  # the bone, and its name below
    spine = float(above + GAP)
    lines = [Line(x1=20, y1=spine, x2=SPINE_END, y2=spine, kind="spine")]
    texts: list[Text] = []
    for side, x in BONE_X.items():
        way = 1 if side == Perspective.TARGET else -1
        length = max(len(rows[side]), 1) * LINE + 34
        lines.append(Line(x1=x - length * SLANT, y1=spine + way * length, x2=x, y2=spine, kind="bone"))
        texts.append(
            Text(
                x=x - length * SLANT,
                y=spine + way * length + (14 if way > 0 else -4),
                text=str(SIDES[side]),
                kind="side",
                anchor="middle",
            )
        )
        for n, (words, kind) in enumerate(rows[side]):
            y = spine + way * (length - 24) - way * n * LINE if way < 0 else spine + 26 + n * LINE
            at = x - abs(y - spine) * SLANT
            texts.append(Text(x=at - 8, y=y, text=words, kind=kind, anchor="end"))
    head = _head(problem, SPINE_END, 0)
    moved = _head(problem, SPINE_END, spine - head.height / 2)
    return Drawing(
        key="fiskben",
        title=_("Fiskben: %(problem)s") % {"problem": problem},
        description=_undrawn(some) + _described(some),
        width=FISH_WIDTH,
        height=max(spine + below + GAP, spine + head.height / 2 + GAP),
        boxes=(moved,),
        lines=tuple(lines),
        texts=tuple(texts),
    )


def _short(perspective: str) -> str:
    names = {
        Perspective.PLACE: _("plats"),
        Perspective.TARGET: _("det som drabbas"),
        Perspective.OFFENDER: _("gärningspersonens sida"),
    }
    return names[Perspective(perspective)] if perspective else _("perspektiv inte bedömt")


def _undrawn(some: Sequence[Node]) -> str:
    """Return how many causes no bone can hold, since nobody has judged their perspective."""
    n = sum(not one.perspective for one in flat(some))
    if not n:
        return ""
    said = ngettext(
        "En orsak är inte ritad: dess perspektiv är inte bedömt.",
        "%(n)s orsaker är inte ritade: deras perspektiv är inte bedömda.",
        n,
    )
    return said % {"n": n} + " "


def _box(one: Node, x: float, y: float, height: float, words: Sequence[str], marks: Sequence[str]) -> Box:
    said = [(text, "") for text in words] + [(text, "mark") for text in marks]
    return Box(
        x=x,
        y=y,
        width=BOX,
        height=height,
        kind=("left" if one.decision_key == "leave" else "cause") + ("" if one.has_evidence else " is-bare"),
        texts=_stacked(said, x, y),
        href=one.href,
    )


def _head(problem: str, x: float, y: float) -> Box:
    words = textwrap.wrap(problem, HEAD_LETTERS)
    said = [(_("Problemet"), "mark"), *((text, "") for text in words)]
    return Box(
        x=x,
        y=y,
        width=HEAD,
        height=PAD * 2 + LINE * len(said),
        kind="head",
        texts=_stacked(said, x, y),
    )


def _stacked(said: Sequence[tuple[str, str]], x: float, y: float) -> tuple[Text, ...]:
    return tuple(
        Text(x=x + PAD, y=y + PAD + LINE * n + 14, text=text, kind=kind)
        for n, (text, kind) in enumerate(said)
    )


def _rows(some: Sequence[Node]) -> list[tuple[str, str]]:
    """Return the lines of a bone: each cause with its number, a longer one on more lines."""
    rows = []
    for one in some:
        words = textwrap.wrap(f"{one.number} {one.statement}", BONE_LETTERS)
        kind = ("direct" if one.is_direct else "behind") + ("" if one.has_evidence else " is-bare")
        rows += [(text, kind) for text in words]
    return rows


def _layers(some: Sequence[Node]) -> int:
    return 1 + max((_layers(one.behind) for one in some), default=0) if some else 0


def _described(some: Sequence[Node]) -> str:
    every = flat(some)
    direct = sum(one.is_direct for one in every)
    told = ngettext("%(n)s direkt orsak", "%(n)s direkta orsaker", direct) % {"n": direct}
    behind = len(every) - direct
    told += _(" och %(n)s bakom dem.") % {"n": behind} if behind else "."
    return _("%(told)s Samma orsaker står också i ord.") % {"told": told}
