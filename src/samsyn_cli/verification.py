"""The verdict on a bundle, in words and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from samsyn.cycle import format_number

if TYPE_CHECKING:
    from samsyn.bundle import Bundle, Difference, Verdict

SHOWN = 20  # differences of each kind
HEADINGS: Mapping[str, str] = {
    "input": "Filer",
    "method": "Metod",
    "setting": "Inställningar",
    "finding": "Resultat",
    "refusal": "Det som inte visas",
    "series": "Serier",
    "source": "Underlag",
    "text": "Texter",
    "page": "Sidor",
}
FIELDS: Mapping[str, str] = {
    "value": "värde",
    "low": "nedre gräns",
    "high": "övre gräns",
    "n": "underlag",
    "status": "status",
    "reason": "skäl",
    "unit": "enhet",
    "level": "nivå",
    "detail": "bakom talet",
    "rows": "urval av rader",
    "function": "funktion",
    "sha256": "kontrollsumma",
    "name": "namn",
    "version": "version",
}


def verdict_text(bundle: Bundle, verdict: Verdict) -> str:
    """Return the verdict for a person."""
    recipe = bundle.manifest.recipe
    files = len(recipe.inputs)
    basis = "frysta rader" if recipe.rows else f"{files} {'fil' if files == 1 else 'filer'}"
    about = f"{bundle.manifest.title} ({bundle.manifest.edition}), kontrollsumma {bundle.manifest.picture}"
    counted = f"{format_number(verdict.findings)} resultat ur {basis}"
    lines = []
    if verdict.identical:
        lines.append(f"Identisk: {counted} räknades om och är desamma, siffra för siffra.")
        if verdict.pages:
            lines.append(f"Samma byte för byte: {', '.join(verdict.pages)}.")
    else:
        number = len(verdict.differences)
        lines.append(f"Inte identisk: {format_number(number)} {'skillnad' if number == 1 else 'skillnader'}.")
        for kind, heading in HEADINGS.items():
            lines += _listed(heading, [one for one in verdict.differences if one.kind == kind])
    return "\n".join([about, *lines, *verdict.notes])


def _listed(heading: str, found: list[Difference]) -> list[str]:
    if not found:
        return []
    lines = [f"\n{heading}", *(f"  {line(one)}" for one in found[:SHOWN])]
    if len(found) > SHOWN:
        lines.append(f"  … och {format_number(len(found) - SHOWN)} till (alla med --format json)")
    return lines


def line(one: Difference) -> str:
    """Return a difference as one line: what it is about, then old → new."""
    if one.old is None and one.new is None:
        return one.what
    if one.old is None or one.new is None:
        said = one.new if one.old is None else one.old
        fate = "finns bara nu" if one.old is None else "finns bara i paketet"
        return f"{one.what}: {fate} ({', '.join(_pair(name, value) for name, value in (said or {}).items())})"
    changed = [name for name in one.old if one.old[name] != one.new.get(name)]
    return f"{one.what}: " + "; ".join(
        f"{_word(name)}{_shown(one.old[name])} → {_shown(one.new.get(name))}" for name in changed
    )


def _pair(name: str, value: Any) -> str:
    return f"{_word(name)}{_shown(value)}"


def _word(name: str) -> str:
    return "" if name in ("value", "version") else f"{FIELDS.get(name, name)} "


def _shown(value: Any) -> str:
    """Return a value as it is stored, so that the smallest difference shows; long ones are cut."""
    if value is None:
        return "–"
    text = f"{value:.12g}".replace(".", ",") if isinstance(value, float) else str(value)
    return text if len(text) <= 200 else f"{text[:199]}…"


def verdict_json(bundle: Bundle, verdict: Verdict) -> dict[str, Any]:
    """Return the verdict as plain JSON values."""
    return {
        "identical": verdict.identical,
        "picture": bundle.manifest.picture,
        "findings": verdict.findings,
        "differences": [asdict(one) for one in verdict.differences],
        "same_pages": list(verdict.pages),
        "notes": list(verdict.notes),
    }
