"""
The look, in one place: colours in two themes, levels, hues of categories, type and space.

Charts are drawn in the light colours. On the web each colour becomes a CSS custom property, so one drawing follows the
theme; for that no two tokens may share a colour. `css` writes the properties, and the style sheets use nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FONT = "Atkinson Hyperlegible"
FALLBACK = f'"{FONT}", "Segoe UI", system-ui, sans-serif'

LIGHT: Mapping[str, str] = {
    "paper": "#FBFAF7",
    "surface": "#FFFFFF",
    "ink": "#1B2A33",
    "quiet": "#55646E",
    "line": "#D9DDD8",
    "grid": "#E9EBE6",
    "accent": "#0B5563",
    "on-accent": "#FEFEFE",
    "band": "#CFE0E0",
    "band-edge": "#7FA6AB",
    "past": "#78868E",
    "hatch": "#B9C0C4",
    "hatch-paper": "#F3F3EF",
    "danger": "#A3262A",
    "level-grey": "#5A6770",
    "level-grey-fill": "#E3E5E4",
    "level-green": "#256B3E",
    "level-green-fill": "#CFE6D2",
    "level-yellow": "#7A5B00",
    "level-yellow-fill": "#FBE7A1",
    "level-orange": "#8F3B06",
    "level-orange-fill": "#F8C49A",
    "level-red": "#8E1526",
    "level-red-fill": "#F0A6A6",
    "category-1": "#27333A",
    "category-2": "#7B5A1D",
    "category-3": "#338AB2",
    "category-4": "#06A064",
    "category-5": "#979005",
    "category-6": "#0686EB",
    "category-7": "#652301",
    "category-8": "#9F2677",
    "heat-0": "#F1F4F2",
    "heat-1": "#D6E5E4",
    "heat-2": "#B4D0D1",
    "heat-3": "#8BB6BA",
    "heat-4": "#5C969D",
    "heat-5": "#2F747E",
    "heat-6": "#0E4F5C",
}

DARK: Mapping[str, str] = {
    "paper": "#12191D",
    "surface": "#1A2328",
    "ink": "#EDF0EE",
    "quiet": "#A9B6BC",
    "line": "#36434A",
    "grid": "#263137",
    "accent": "#7CC7D2",
    "on-accent": "#0E1A1E",
    "band": "#23434A",
    "band-edge": "#5E9AA3",
    "past": "#7F8D94",
    "hatch": "#56646B",
    "hatch-paper": "#1E272C",
    "danger": "#FF9C97",
    "level-grey": "#B3BEC3",
    "level-grey-fill": "#3A444A",
    "level-green": "#8BD3A1",
    "level-green-fill": "#1F4A31",
    "level-yellow": "#F2CF63",
    "level-yellow-fill": "#574700",
    "level-orange": "#F9AE75",
    "level-orange-fill": "#6A3512",
    "level-red": "#FF9FA3",
    "level-red-fill": "#6E2029",
    "category-1": "#E8EDF0",
    "category-2": "#F8B614",
    "category-3": "#64B7F2",
    "category-4": "#3CCA9A",
    "category-5": "#F9FE73",
    "category-6": "#0A82F0",
    "category-7": "#DB540E",
    "category-8": "#BE3170",
    "heat-0": "#1D272C",
    "heat-1": "#22393F",
    "heat-2": "#285057",
    "heat-3": "#316B74",
    "heat-4": "#458B95",
    "heat-5": "#6BB0B9",
    "heat-6": "#A3DAE0",
}

# The hues of Okabe and Ito (2008), in their order, moved in lightness until each stands out from the paper (3:1)
# and from the others, with colour blindness too.
CATEGORIES: tuple[str, ...] = tuple(LIGHT[f"category-{n}"] for n in range(1, 9))
HEAT: tuple[str, ...] = tuple(LIGHT[f"heat-{n}"] for n in range(7))

TYPE: Mapping[str, str] = {  # a scale of 1.2 from 17/26 px
    "step--2": "0.75rem",
    "step--1": "0.885rem",
    "step-0": "1.0625rem",
    "step-1": "1.275rem",
    "step-2": "1.53rem",
    "step-3": "1.836rem",
    "step-4": "2.203rem",
    "leading": "1.53",
    "leading-tight": "1.2",
    "measure": "68ch",
}

SPACE: Mapping[str, str] = {f"space-{n}": f"{n * 8}px" for n in (1, 2, 3, 4, 6, 8, 12)} | {
    "corner": "6px",
    "hair": "1px",
}


@dataclass(frozen=True, kw_only=True)
class LevelLook:
    """How one level is shown: its words, its symbol (a name of a shape), its digit and the names of its colours."""

    status: str
    name: str
    word: str
    symbol: str
    digit: int
    ink: str
    fill: str


def _look(status: str, name: str, word: str, symbol: str, digit: int) -> LevelLook:
    ink = f"level-{status}"
    return LevelLook(
        status=status, name=name, word=word, symbol=symbol, digit=digit, ink=ink, fill=f"{ink}-fill"
    )


LEVELS: Mapping[str, LevelLook] = {
    "grey": _look("grey", "grå", "underlag saknas", "ring", 0),
    "green": _look("green", "grön", "normalläge", "circle", 1),
    "yellow": _look("yellow", "gul", "avvikelse, följ", "triangle", 2),
    "orange": _look("orange", "orange", "samordnad insats", "diamond", 3),
    "red": _look("red", "röd", "allvarligt läge", "square", 4),
}

# Not a level: what people found to bear none. The grey of a level, with a word and a symbol of its own.
DISMISSED = LevelLook(
    status="dismissed",
    name="avfärdad",
    word="avfärdad",
    symbol="cross",
    digit=0,
    ink="level-grey",
    fill="level-grey-fill",
)

SYMBOLS: Mapping[str, str] = {  # paths in a box of 16 × 16
    "ring": "M8 2.2A5.8 5.8 0 1 0 8 13.8A5.8 5.8 0 1 0 8 2.2ZM8 4.4A3.6 3.6 0 1 1 8 11.6A3.6 3.6 0 1 1 8 4.4Z",
    "circle": "M8 2.2A5.8 5.8 0 1 0 8 13.8A5.8 5.8 0 1 0 8 2.2Z",
    "triangle": "M8 1.8L15 14H1Z",
    "diamond": "M8 0.8L15.2 8L8 15.2L0.8 8Z",
    "square": "M2.4 2.4H13.6V13.6H2.4Z",
    "cross": "M3.4 2L8 6.6L12.6 2L14 3.4L9.4 8L14 12.6L12.6 14L8 9.4L3.4 14L2 12.6L6.6 8L2 3.4Z",
}


def level(status: str) -> LevelLook:
    """Return how a level looks, or "dismissed"; anything else is shown as grey."""
    if str(status) == DISMISSED.status:
        return DISMISSED
    return LEVELS.get(str(status), LEVELS["grey"])


def css() -> str:
    """Return the tokens as CSS custom properties: light, dark when the system asks, and dark when chosen."""
    light = _properties({**LIGHT, **TYPE, **SPACE, "font": FALLBACK}) + "  color-scheme: light;\n"
    dark = _properties(DARK) + "  color-scheme: dark;\n"
    return (
        f":root {{\n{light}}}\n"
        f"@media (prefers-color-scheme: dark) {{\n:root:not([data-theme='light']) {{\n{dark}}}\n}}\n"
        f":root[data-theme='dark'] {{\n{dark}}}\n"
        f"@media print {{\n:root:root:root {{\n{_properties(LIGHT)}  color-scheme: light;\n}}\n}}\n"
    )


def _properties(values: Mapping[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())


def luminance(colour: str) -> float:
    """
    Return the relative luminance of a colour, 0 (black) to 1 (white).

    References
    ----------
    W3C (2023), Web Content Accessibility Guidelines 2.2, definition of relative luminance.
    """
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
