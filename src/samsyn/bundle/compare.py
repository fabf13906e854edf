"""What a new computation of a picture differs in from the one in a bundle."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import samsyn
from samsyn.bundle.archive import Bundle
from samsyn.bundle.manifest import Input, made_with
from samsyn.documents import judged

Plain = Mapping[str, Any]
FIELDS = ("value", "low", "high", "n", "status", "reason", "unit", "level", "detail", "rows", "function")
DECIDED = "Det som människor har bedömt och beslutat står i paketet och räknas inte om."
FROM_ROWS = "Sidorna i paketet är orörda men görs inte om: i dem står också vem som publicerade och när."
PARTS: Mapping[str, str] = {  # of a picture's document, beside its findings → kind of difference
    "schema": "text",
    "title": "text",
    "organisation": "text",
    "edition": "setting",
    "threshold": "setting",
    "own_areas": "setting",
    "period": "setting",
    "sentence": "text",
    "source": "source",
    "areas": "source",
    "categories": "source",
    "refusals": "refusal",
    "series": "series",
}


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    One thing that is not the same.

    Parameters
    ----------
    kind : str
        "input", "method", "setting", "finding", "refusal", "series", "source", "text" or "page".
    what : str
        What it is about, in words.
    old, new : mapping, optional
        What the bundle says and what was computed now, by field; none where it is not there at all.
    """

    kind: str
    what: str
    old: Plain | None = None
    new: Plain | None = None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """
    What a comparison found.

    Parameters
    ----------
    differences : tuple of Difference
    findings : int
        How many findings were compared.
    pages : tuple of str
        Pages that are the same to the byte.
    notes : tuple of str
        What the reader should know, Swedish.
    """

    differences: tuple[Difference, ...]
    findings: int
    pages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def identical(self) -> bool:
        """Whether nothing differs."""
        return not self.differences


def verify(
    bundle: Bundle,
    document: Plain,
    *,
    inputs: Sequence[Input],
    areas: Input | None = None,
    rows: Input | None = None,
    pages: Mapping[str, bytes] | None = None,
    names: Mapping[str, str] | None = None,
) -> Verdict:
    """
    Compare a bundle with the same picture computed anew.

    Parameters
    ----------
    bundle : Bundle
    document : mapping
        The document of the picture that was computed now.
    inputs, areas : Input
        The files that it was computed from.
    rows : Input, optional
        The frozen rows that it was computed from instead; `inputs` is then nothing.
    pages : mapping, optional
        Name → bytes of the pages rendered now; those in the bundle are compared with them to the byte.
    names : mapping, optional
        Key of a kind of finding → what it is, in Swedish.

    Returns
    -------
    Verdict

    Notes
    -----
    Bytes of pages say something only where the same program with the same engines made both; else they are not
    compared, and a note says so. Figures are always compared, to the last of the twelve digits that a document keeps.
    """
    said = bundle.document.get("judgements")
    if said is not None:
        document = judged.judged_document(document, said)
    differences = [
        *(_inputs(bundle, inputs, areas) if rows is None else _rows(bundle, rows)),
        *_method(bundle.document["method"], document["method"]),
        *_findings(bundle.document["findings"], document["findings"], names or {}),
    ]
    for part, kind in PARTS.items():
        differences += _leaves(kind, part, bundle.document.get(part), document.get(part))
    if not differences and bundle.document["digest"] != document["digest"]:
        differences += _leaves("text", "digest", bundle.document["digest"], document["digest"])
    same, changed, notes = _pages(bundle, pages or {})
    if said is not None:
        notes = (*notes, DECIDED)
    if rows is not None and bundle.pages:
        notes = (*notes, FROM_ROWS)
    return Verdict(
        differences=tuple([*differences, *changed]),
        findings=len(bundle.document["findings"]),
        pages=same,
        notes=notes,
    )


def _inputs(bundle: Bundle, inputs: Sequence[Input], areas: Input | None) -> Iterator[Difference]:
    recipe = bundle.manifest.recipe
    left = list(inputs)
    unmet = []
    for one in recipe.inputs:
        found = next((given for given in left if given.sha256 == one.sha256), None)
        if found is None:
            unmet.append(one)
        else:
            left.remove(found)
    for one in unmet:
        other = next((given for given in left if given.name == one.name), left[0] if left else None)
        if other is not None:
            left.remove(other)
        yield _changed_input("fil", one, other)
    yield from (_changed_input("fil", None, given) for given in left)
    if (recipe.areas and recipe.areas.sha256) != (areas and areas.sha256):
        yield _changed_input("områdesfil", recipe.areas, areas)


def _rows(bundle: Bundle, rows: Input) -> Iterator[Difference]:
    known = bundle.manifest.recipe.rows
    if known is None or known.sha256 != rows.sha256:
        yield _changed_input("frysta rader", known, rows)


def _changed_input(kind: str, old: Input | None, new: Input | None) -> Difference:
    name = (old or new or Input(name="", sha256="")).name
    said = [None if one is None else {"name": one.name, "sha256": one.sha256} for one in (old, new)]
    return Difference(kind="input", what=f"{kind} {name}", old=said[0], new=said[1])


def _method(old: Plain, new: Plain) -> Iterator[Difference]:
    if (old.get("name"), old.get("version")) != (new["name"], new["version"]):
        said = [{"version": one.get("version")} for one in (old, new)]
        yield Difference(kind="method", what="metodens version", old=said[0], new=said[1])
    yield from _leaves("setting", "inställning", old.get("parameters"), new["parameters"])


def _findings(old: Sequence[Plain], new: Sequence[Plain], names: Mapping[str, str]) -> Iterator[Difference]:
    before, after = _named(old), _named(new)
    for name, one in before.items():
        what = label(one, names)
        if name not in after:
            yield Difference(kind="finding", what=what, old=_said(one, FIELDS[:5]))
            continue
        changed = [field for field in FIELDS if one.get(field) != after[name].get(field)]
        if changed:
            yield Difference(
                kind="finding", what=what, old=_said(one, changed), new=_said(after[name], changed)
            )
    for name, one in after.items():
        if name not in before:
            yield Difference(kind="finding", what=label(one, names), new=_said(one, FIELDS[:5]))


def _named(findings: Sequence[Plain]) -> dict[tuple[Any, ...], Plain]:
    """Return findings by what they are about; those about the same are numbered in their order."""
    seen: Counter[tuple[Any, ...]] = Counter()
    named = {}
    for one in findings:
        rows = one.get("rows") or {}
        about = tuple(one.get(name) for name in ("method", "key", "area", "category", "period"))
        about += tuple(rows.get(name) for name in ("reporter", "compared_from"))
        seen[about] += 1
        named[*about, seen[about]] = one
    return named


def _said(finding: Plain, fields: Sequence[str]) -> dict[str, Any]:
    return {field: finding.get(field) for field in fields}


def label(finding: Plain, names: Mapping[str, str]) -> str:
    """Return what a finding is about, in words."""
    key = finding.get("key")
    parts = [names.get(str(key), str(key)), finding.get("area_name") or finding.get("area")]
    parts += [finding.get("category_name") or finding.get("category"), finding.get("period")]
    return ", ".join(str(part) for part in parts if part)


def _leaves(kind: str, what: str, old: Any, new: Any) -> Iterator[Difference]:
    """Yield each leaf that differs, by its path."""
    before, after = dict(_flat(what, old)), dict(_flat(what, new))
    for path in [*before, *(path for path in after if path not in before)]:
        if path in before and path in after and before[path] == after[path]:
            continue
        said = [{"value": side[path]} if path in side else None for side in (before, after)]
        yield Difference(kind=kind, what=path, old=said[0], new=said[1])


def _flat(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping) and value:
        for name in value:
            yield from _flat(f"{path}.{name}", value[name])
    elif isinstance(value, list) and value:
        for n, one in enumerate(value):
            yield from _flat(f"{path}[{n + 1}]", one)
    else:
        yield path, value


def _pages(
    bundle: Bundle, pages: Mapping[str, bytes]
) -> tuple[tuple[str, ...], list[Difference], tuple[str, ...]]:
    about = bundle.manifest
    notes = []
    if about.samsyn != samsyn.__version__:
        notes.append(f"Paketet gjordes med Samsyn {about.samsyn}; det här är Samsyn {samsyn.__version__}.")
    here = made_with()
    if (about.samsyn, dict(about.made_with)) != (samsyn.__version__, here):
        other = sorted(name for name in here if about.made_with.get(name) != here[name])
        said = f" ({', '.join(other)})" if other else ""
        notes.append(f"Sidorna jämförs inte byte för byte, eftersom de gjordes med andra versioner{said}.")
        return (), [], tuple(notes)
    shared = [name for name in bundle.pages if name in pages]
    same = tuple(name for name in shared if bundle.pages[name] == pages[name])
    changed = [
        Difference(kind="page", what=name, old=_sha(bundle.pages[name]), new=_sha(pages[name]))
        for name in shared
        if name not in same
    ]
    return same, changed, tuple(notes)


def _sha(content: bytes) -> dict[str, str]:
    return {"sha256": hashlib.sha256(content).hexdigest()}
