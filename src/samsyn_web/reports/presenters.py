"""What the pages of publications show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from samsyn.charts.tokens import level as look
from samsyn.cycle import format_number
from samsyn.period import parse
from samsyn_web.reports.models import Publication

GONE = ("", "finns inte")


@dataclass(frozen=True, kw_only=True)
class PublicationRow:
    """One publication, with what it replaces and what has replaced it."""

    id: int
    picture_id: int
    title: str
    period: str
    edition: str
    version: int
    at: datetime
    by: str
    note: str
    digest: str
    html_digest: str
    pdf_digest: str
    replaces: int | None
    replaced_by: int | None


def publication_row(one: Publication, replaced_by: Publication | None = None) -> PublicationRow:
    """A publication in words."""
    return PublicationRow(
        id=one.pk,
        picture_id=one.picture_id,
        title=one.title,
        period=parse(one.period).label,
        edition=one.get_edition_display(),
        version=one.version,
        at=one.published_at,
        by=str(one.published_by),
        note=one.note,
        digest=one.digest,
        html_digest=one.html_digest,
        pdf_digest=one.pdf_digest,
        replaces=one.supersedes_id,
        replaced_by=replaced_by.pk if replaced_by else None,
    )


def publication_rows(publications: Iterable[Publication]) -> list[PublicationRow]:
    """Publications as lines."""
    return [publication_row(one) for one in publications]


def file_name(one: Publication, ending: str) -> str:
    """What a downloaded publication is called."""
    return f"lagesbild_{one.period.replace('..', '_')}_{one.edition}_v{one.version}.{ending}".lower()


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A figure or a judgement that is not the same in two versions."""

    what: str
    about: str
    before: str
    after: str


def differing_figures(
    before: Mapping[str, Any], after: Mapping[str, Any], labels: Mapping[str, str]
) -> list[Difference]:
    """Figures that differ between two frozen documents, those that only one of them has too."""
    first, second = (_figures(one) for one in (before, after))
    return [
        Difference(
            what=_capital(labels.get(key[0], key[0]).partition(",")[0]),
            about=(second.get(key) or first[key])[0],
            before=first.get(key, GONE)[1],
            after=second.get(key, GONE)[1],
        )
        for key in dict.fromkeys([*second, *first])
        if first.get(key) != second.get(key)
    ]


def differing_judgements(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """What people said that differs between two frozen documents."""
    first, second = (dict(_said(one)) for one in (before, after))
    return [
        Difference(what=key[0], about=key[1], before=first.get(key, "–"), after=second.get(key, "–"))
        for key in dict.fromkeys([*second, *first])
        if first.get(key) != second.get(key)
    ]


def _figures(document: Mapping[str, Any]) -> dict[tuple[str, ...], tuple[str, str]]:
    found = {}
    for row in document["findings"]:
        about = ", ".join(part for part in (row["area_name"], row["category_name"]) if part)
        extra = [str(row["detail"].get(name, "")) for name in ("reporter", "weekday", "hour")]
        key = (row["key"], row["area"] or "", row["category"] or "", *extra)
        found[key] = (about or "Alla områden", _shown(row))
    return found


def _shown(row: Mapping[str, Any]) -> str:
    if row["key"].endswith("level"):
        return look(row["status"]).word
    if row["value"] is None:
        return "visas inte"
    value = float(row["value"])
    if row["unit"].startswith("andel"):
        return f"{format_number(100 * value, 1)}\u00a0%"
    return f"{format_number(value, 0 if value.is_integer() else 2)} {row['unit']}"


def _said(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    said = document.get("judgements") or {}
    about = {row["digest"]: row for row in document["findings"]}
    for one in said.get("levels", ()):
        reason = f". {one['reason']}" if one["reason"] else ""
        state = "" if one["decision"] else " (förslag)"
        yield ("Lägesnivå", one["area_name"]), f"{look(one['level']).word}{state}{reason}"
    for one in said.get("answers", ()):
        row = about.get(one["finding"], {})
        place = ", ".join(part for part in (row.get("area_name"), row.get("category_name")) if part)
        text = f". {one['text']}" if one["text"] else ""
        yield ("Vad avvikelsen beror på", place or "Alla områden"), f"{one['answer_words']}{text}"
    for n, one in enumerate(said.get("priorities", ()), start=1):
        yield (
            ("Prioritering", str(n)),
            f"{one['area_name'] or 'Alla områden'}: {one['problem']}. {one['why']}",
        )
    for n, one in enumerate(said.get("notes", ()), start=1):
        yield ("Från fältet", str(n)), one["text"]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
