"""What the pages of publications, partners and looks show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn import documents
from samsyn.charts.tokens import level as level_look
from samsyn.documents.decided import WORDS as DECIDED_WORDS
from samsyn_web.base import words
from samsyn_web.findings.models import Picture
from samsyn_web.reports.models import Brand, Partner, Publication, PublishedFile
from samsyn_web.reports.presenters.deciding import decision_text


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
    partner: str
    areas: str
    reason: str
    gives_public_document: bool
    secrecy: tuple[str, str, str]
    decision: str
    replaces: int | None
    replaced_by: int | None


def publication_row(one: Publication, replaced_by: Publication | None = None) -> PublicationRow:
    """A publication in words."""
    return PublicationRow(
        id=one.pk,
        picture_id=one.picture_id,
        title=one.title,
        period=words.period(one.period),
        edition=one.get_edition_display(),
        version=one.version,
        at=one.published_at,
        by=str(one.published_by),
        note=one.note,
        digest=one.digest,
        partner=one.partner_name,
        areas=_area_names(one),
        reason=one.reason,
        gives_public_document=one.partner is not None and not one.partner.is_private,
        secrecy=_secrecy(one),
        decision=decision_text(one.decision) if one.decision else "",
        replaces=one.supersedes_id,
        replaced_by=replaced_by.pk if replaced_by else None,
    )


def _secrecy(one: Publication) -> tuple[str, str, str]:
    """Who decided that it may be handed out, on what ground, and when that was recorded."""
    if one.secrecy is None:
        return ("", "", "")
    at = timezone.localtime(one.secrecy.recorded_at)
    return (one.secrecy.decided_by, one.secrecy.ground, f"{words.day(at.date())} {at:%H:%M}")


def publication_rows(publications: Iterable[Publication]) -> list[PublicationRow]:
    """Publications as lines."""
    return [publication_row(one) for one in publications]


def _area_names(one: Publication) -> str:
    return ", ".join(sorted(one.areas.values()))


def file_name(one: Publication, ending: str, what: str = "lagesbild") -> str:
    """What a downloaded publication is called."""
    parts = [what, one.period.replace("..", "_"), one.edition, slugify(one.partner_name), f"v{one.version}"]
    return f"{'_'.join(part for part in parts if part)}.{ending}".lower()


def draft_name(picture: Picture, edition: str, ending: str) -> str:
    """What a downloaded draft is called."""
    return f"utkast_{picture.period.replace('..', '_')}_{edition}.{ending}".lower()


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """One format of a publication: what it is for, how large, and its digest."""

    kind: str
    name: str
    use: str
    size: str
    digest: str


USES = {
    "pdf": gettext_lazy("att läsa, skriva ut och sätta upp"),
    "docx": gettext_lazy("att arbeta vidare i Word"),
    "xlsx": gettext_lazy("siffrorna, att räkna vidare på i Excel"),
    "html": gettext_lazy("att läsa i webbläsaren"),
    "zip": gettext_lazy("allt ovan och det som behövs för att räkna om bilden"),
    "json": gettext_lazy("varje siffra, för program"),
}


def file_rows(one: Publication, files: Iterable[PublishedFile]) -> list[FileRow]:
    """The formats of a publication, the JSON document last."""
    json = FileRow(kind="json", name="JSON", use=str(USES["json"]), size="", digest=one.digest)
    return [*partner_file_rows(files), json]


def partner_file_rows(files: Iterable[PublishedFile]) -> list[FileRow]:
    """The formats that are handed out."""
    return [
        FileRow(
            kind=file.kind,
            name=_capital(file.get_kind_display()),
            use=str(USES[file.kind]),
            size=filesizeformat(file.size),
            digest=file.digest,
        )
        for file in files
    ]


@dataclass(frozen=True, kw_only=True)
class LookRow:
    """How documents look now."""

    has_logo: bool
    logo_text: str
    accent: str
    footer: str
    at: datetime | None


def look_row(one: Brand | None) -> LookRow | None:
    """A look in words; none for Samsyn's own."""
    if one is None:
        return None
    return LookRow(
        has_logo=one.logo is not None,
        logo_text=one.logo_text,
        accent=one.accent or documents.Brand().accent,
        footer=one.footer,
        at=one.saved_at,
    )


@dataclass(frozen=True, kw_only=True)
class PartnerRow:
    """One partner in a list."""

    id: int
    name: str
    kind: str
    areas: str
    contact: str


def partner_rows(partners: Iterable[Partner]) -> list[PartnerRow]:
    """Partners as lines."""
    return [
        PartnerRow(
            id=one.pk,
            name=one.name,
            kind=one.get_kind_display(),
            areas=", ".join(one.area_names),
            contact=one.contact,
        )
        for one in partners
    ]


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
    gone = ("", _("finns inte"))
    return [
        Difference(
            what=_capital(labels.get(key[0], key[0]).partition(",")[0]),
            about=(second.get(key) or first[key])[0],
            before=first.get(key, gone)[1],
            after=second.get(key, gone)[1],
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
        found[key] = (about or _("Alla områden"), _shown(row))
    return found


def _shown(row: Mapping[str, Any]) -> str:
    if row["key"].endswith("level"):
        return level_look(row["status"]).word
    if row["value"] is None:
        return _("underlag saknas") if row["status"] == "silent" else _("visas inte")
    value = float(row["value"])
    if row["unit"].startswith("andel"):
        return f"{words.number(100 * value, 1)}\u00a0%"
    return f"{words.number(value, 0 if value.is_integer() else 2)} {row['unit']}"


def _said(document: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], str]]:
    said = document.get("judgements") or {}
    about = {row["digest"]: row for row in document["findings"]}
    for one in said.get("levels", ()):
        reason = f". {one['reason']}" if one["reason"] else ""
        state = "" if one["decision"] else _(" (förslag)")
        yield (_("Lägesnivå"), one["area_name"]), f"{level_look(one['level']).word}{state}{reason}"
    for one in said.get("answers", ()):
        row = about.get(one["finding"], {})
        place = ", ".join(part for part in (row.get("area_name"), row.get("category_name")) if part)
        text = f". {one['text']}" if one["text"] else ""
        yield (_("Vad avvikelsen beror på"), place or _("Alla områden")), f"{one['answer_words']}{text}"
    for n, one in enumerate(said.get("priorities", ()), start=1):
        yield (
            (_("Prioritering"), str(n)),
            f"{one['area_name'] or _('Alla områden')}: {one['problem']}. {one['why']}",
        )
    for key, what in (("done", _("Vad som har gjorts")), ("ahead", _("Beslutat framåt"))):
        for one in said.get(key, ()):
            status = DECIDED_WORDS.get(one["status"], one["status"])
            yield (what, one["what"]), ". ".join(part for part in (status, one["result"]) if part)
    for n, one in enumerate(said.get("notes", ()), start=1):
        yield (_("Från fältet"), str(n)), one["text"]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
