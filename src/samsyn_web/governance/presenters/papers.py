"""The documents that the law asks for: in a list, on a page, and as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.documents.composed import EDITIONS, READERS
from samsyn.period import format_date
from samsyn.statutory import FIRST_PAGE, Change, Kind, Part, State, changed
from samsyn_web.governance.models import Paper, PaperText
from samsyn_web.governance.presenters import annexes

PARAGRAPHS: Mapping[str, str] = {
    Kind.PICTURE.value: "4 §",
    Kind.FOLLOW_UP.value: "6 §",
    Kind.ASSEMBLY.value: "13 §",
    **annexes.LABELS,
}
LAW = "lagen (2023:196) om kommuners ansvar för brottsförebyggande arbete."
ABOUT: Mapping[str, str] = {
    Kind.PICTURE.value: f"Lägesbild enligt 4 § {LAW}",
    Kind.FOLLOW_UP.value: f"Uppföljning av åtgärdsplanen enligt 6 § {LAW}",
    Kind.ASSEMBLY.value: f"Rapport till kommunfullmäktige enligt 13 § {LAW}",
    **annexes.ABOUT,
}
EXCERPT = 160


@dataclass(frozen=True, kw_only=True)
class KindRow:
    """One kind of document in the list: its newest decided version, and the draft if there is one."""

    kind: str
    name: str
    paragraph: str
    duty_href: str
    decided: str
    decided_href: str
    draft: str
    draft_href: str
    start_href: str
    older: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class PartRow:
    """One part of a document on its page; `state` says in a word how it is with what the law forces."""

    title: str
    href: str
    excerpt: str
    by: str
    at: datetime | None
    is_forced: bool
    is_empty: bool


@dataclass(frozen=True, kw_only=True)
class EditionLink:
    """A way to read a document as one kind of reader does."""

    name: str
    href: str
    is_current: bool


def kind_rows(found: Iterable[Paper]) -> list[KindRow]:
    """Return every kind, also those that nobody has begun."""
    by_kind: dict[str, list[Paper]] = {kind.value: [] for kind in Kind}
    for one in found:
        by_kind[one.kind].append(one)
    return [_kind_row(kind, papers) for kind, papers in by_kind.items()]


def _kind_row(kind: str, papers: Sequence[Paper]) -> KindRow:
    decided = [one for one in papers if one.decision]
    draft = next((one for one in papers if not one.decision), None)
    newest = decided[0] if decided else None
    return KindRow(
        kind=kind,
        name=str(dict(Paper._meta.get_field("kind").flatchoices)[kind]),
        paragraph=PARAGRAPHS[kind],
        duty_href=(
            reverse("governance:duties")
            if Kind(kind).is_annex
            else reverse("governance:duty", args=[PARAGRAPHS[kind].split()[0]])
        ),
        decided=decided_words(newest) if newest else "",
        decided_href=href(newest) if newest else "",
        draft=_("utkast till version %(n)s") % {"n": draft.number} if draft else "",
        draft_href=href(draft) if draft else "",
        start_href=reverse(f"governance:start_{kind}"),
        older=tuple((_("version %(n)s") % {"n": one.number}, href(one)) for one in decided[1:]),
    )


def decided_words(paper: Paper) -> str:
    """Return who decided a document and when; empty for a draft."""
    found = paper.decision
    if found is None:
        return ""
    return _("version %(n)s, beslutad av %(body)s %(day)s") % {
        "n": paper.number,
        "body": found.body,
        "day": format_date(found.decided_on),
    }


def href(paper: Paper) -> str:
    """Return the address of a document."""
    return reverse("governance:paper", args=[paper.pk])


def part_rows(
    paper: Paper, parts: Sequence[Part], texts: Mapping[str, PaperText], empty: Sequence[Part]
) -> list[PartRow]:
    """Return the parts of a document with what people have written."""
    lacks = {part.key for part in empty}
    return [_part_row(paper, part, texts.get(part.key), is_empty=part.key in lacks) for part in parts]


def _part_row(paper: Paper, part: Part, text: PaperText | None, *, is_empty: bool) -> PartRow:
    said = " ".join(text.text.split()) if text else ""
    return PartRow(
        title=part.title,
        href=reverse("governance:write_paper", args=[paper.pk, part.key]),
        excerpt=said if len(said) <= EXCERPT else f"{said[:EXCERPT].rsplit(' ', 1)[0]} …",
        by=str(text.changed_by) if text and said else "",
        at=text.changed_at if text and said else None,
        is_forced=part.forced,
        is_empty=is_empty,
    )


def changes(before: State, after: State) -> tuple[Change, ...]:
    """Return what differs between what two versions rest on."""
    return changed(before, after)


def edition_links(paper: Paper, current: Edition) -> list[EditionLink]:
    """Return the editions of a document as links."""
    return [
        EditionLink(name=EDITIONS[one], href=f"{href(paper)}?upplaga={one.value}", is_current=one is current)
        for one in Edition
    ]


def shown_sections(sections: Iterable[Section]) -> tuple[tuple[str, str, SafeString], ...]:
    """Return sections as parts of a page; every text in them is escaped by the library."""
    return tuple(
        (one.key, one.title, mark_safe(documents.section_html(one)))  # noqa: S308
        for one in sections
    )


def paper_document(
    paper: Paper,
    sections: Sequence[Section],
    edition: Edition,
    *,
    organisation: str,
    is_demo: bool,
    brand: documents.Brand,
    today: date,
) -> documents.Document:
    """Return a document to be read outside Samsyn; a draft says that it is one."""
    found = paper.decision
    first, body = _said_first(sections)
    notices = ["Uppdiktade data: kommunen finns inte."] if is_demo else []
    if found is None:
        notices.append("Utkast. Handlingen är inte beslutad.")
    meta = {
        "organisation": organisation,
        "version": str(paper.number),
        "Beslutad": f"{found.body}, {format_date(found.decided_on)}, {found.minute_reference}"
        if found
        else "",
        "generated_at": f"{(found.decided_on if found else today):%Y-%m-%d}",
        "digest": found.digest if found else "",
        "notice": tuple(notices),
    }
    return documents.document(
        title=paper.title,
        subtitle=first or ABOUT[paper.kind],
        edition=edition,
        sections=body,
        meta=meta,
        brand=brand,
        kind=_kind_of(paper, edition),
    )


def _kind_of(paper: Paper, edition: Edition) -> tuple[str, str]:
    """Return the name of a document's kind and who reads it; the assembly's report is the same for all."""
    if paper.kind in annexes.NAMES:
        return annexes.NAMES[paper.kind]
    law = f"{PARAGRAPHS[paper.kind]} lag (2023:196)"
    if paper.kind == Kind.ASSEMBLY:
        return law, "För kommunfullmäktige."
    return f"{law}. {EDITIONS[edition]}", READERS[edition]


def pdf_of(paper: Paper, made: documents.Document) -> bytes:
    """Return a document as PDF; the report to the assembly is two pages."""
    return documents.brief_pdf(made, FIRST_PAGE) if paper.kind == Kind.ASSEMBLY else documents.pdf(made)


def _said_first(sections: Sequence[Section]) -> tuple[str, list[Section]]:
    """Return what people say first in the summary, and the sections without it: it stands on the first page."""
    first, rest = "", []
    for one in sections:
        if one.key == "summary" and one.paragraphs:
            first, one = one.paragraphs[0], replace(one, paragraphs=one.paragraphs[1:])
        rest.append(one)
    return first, rest
