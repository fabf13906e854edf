"""Reports are disclosed: chosen, masked on the way out, written as a document, and logged without what stood there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl
from django.db import transaction
from django.utils.timezone import localtime

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.documents.spreadsheet_text import spreadsheet_csv
from samsyn.instruments.categories import CategoryList
from samsyn.instruments.load import report_fields
from samsyn_web.base import audit, words
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import policies, queries
from samsyn_web.methods.incidents.models import Disclosure, Form, Submission
from samsyn_web.places import queries as places

Spans = Sequence[Sequence[int]]
LEFT_OUT = "[utelämnat]"


@dataclass(frozen=True, kw_only=True)
class Withheld:
    """
    What is not disclosed, and why.

    `spans` holds, by the report's key and "place" or "description", half-open spans of characters; `functions` whether
    the reporters' functions are left out.
    """

    spans: Mapping[int, Mapping[str, Spans]]
    functions: bool = True
    ground: str = ""


@dataclass(frozen=True, kw_only=True)
class Disclosed:
    """A document that may be handed out, and its line in the log."""

    record: Disclosure
    name: str
    content: bytes


@transaction.atomic
def disclose(
    *,
    by: Scope,
    at: datetime,
    submissions: Sequence[Submission],
    withheld: Withheld,
    form: str,
    organisation: str,
    reference: str = "",
) -> Disclosed:
    """
    Write reports as a document to hand out, and log how many there were, what was withheld and on what ground.

    Nothing in the database is changed, and nothing of the document is kept.
    """
    policies.check_can_disclose(by)
    for one in submissions:
        policies.check_own(by, one)
    rows, count = _rows(submissions, withheld, queries.category_list(by), dict(places.newest_areas(by)))
    ground, reference = withheld.ground.strip(), " ".join(reference.split())
    policies.check_disclosure(len(rows), count, ground, reference)
    record = Disclosure.objects.create(
        organisation_id=by.organisation_id, count=len(rows), withheld=count, ground=ground if count else "",
        reference=reference, form=Form(form), disclosed_by_id=by.user_id, disclosed_at=at,
    )  # fmt: skip
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="reports.disclosed", target=record,
        detail={"count": len(rows), "withheld": count, "form": form},
    )  # fmt: skip
    content = _csv(rows) if form == Form.CSV else _document(rows, record, organisation, at)
    return Disclosed(record=record, name=f"utlamnande-{record.pk}.{form}", content=content)


def _rows(
    submissions: Sequence[Submission], withheld: Withheld, known: CategoryList, areas: Mapping[str, str]
) -> tuple[list[dict[str, str]], int]:
    """Return what is disclosed of each report, by heading, and how many things are withheld."""
    rows, count = [], 0
    for one in submissions:
        texts = {}
        for name in policies.TEXTS:
            spans = withheld.spans.get(one.pk, {}).get(name, ())
            text, replaced = policies.masked_text(getattr(one, name), spans)
            texts[name] = text.replace(policies.MASK, LEFT_OUT) if replaced else text
            count += replaced
        function = one.works_as
        if withheld.functions and function:
            function, count = LEFT_OUT, count + 1
        rows.append(_row(one, texts, function, known, areas))
    return rows, count


def _row(
    one: Submission, texts: Mapping[str, str], function: str, known: CategoryList, areas: Mapping[str, str]
) -> dict[str, str]:
    severities = {each.code: each.label for each in report_fields().get("severity").options}
    named = str(one.named_place) if one.named_place_id else ""
    point = "" if one.x_m is None or one.y_m is None else f"{one.y_m:.0f}, {one.x_m:.0f}"
    return {
        "Rapport": str(one.pk),
        "Mottagen": f"{localtime(one.received_at):%Y-%m-%d %H:%M}",
        "Dag": one.day.isoformat(),
        "Tid": _times(one),
        "Kategori": known.label_of(one.category),
        "Underkategori": known.label_of(one.subcategory) if one.subcategory else "",
        "Område": areas.get(one.area, one.area),
        "Plats": ", ".join(part for part in (named, texts["place"]) if part),
        "Koordinater (nordlig, östlig)": point,
        "Allvarlighet": severities.get(str(one.severity), ""),
        "Beskrivning": texts["description"],
        "Rapportörens funktion": function,
        "Läge": str(one.get_state_display()),
    }


def _times(one: Submission) -> str:
    times = [f"{localtime(each):%Y-%m-%d %H:%M}" for each in (one.time_from, one.time_to) if each]
    return "–".join(times)


def _csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    return spreadsheet_csv(pl.DataFrame(rows))


def _document(
    rows: Sequence[Mapping[str, str]], record: Disclosure, organisation: str, at: datetime
) -> bytes:
    sections = [
        Section(
            key=f"rapport-{row['Rapport']}",
            title=f"Rapport {row['Rapport']}, {row['Dag']}",
            paragraphs=tuple(f"{name}: {text}" for name, text in list(row.items())[1:] if text),
        )
        for row in rows
    ]
    said = "En rapport lämnas ut." if len(rows) == 1 else f"{len(rows)} rapporter lämnas ut."
    facts: dict[str, Any] = {"organisation": organisation, "generated_at": at}
    if record.reference:
        facts["Ärende"] = record.reference
    if record.withheld:
        facts["Utelämnade uppgifter"] = words.number(record.withheld)
        facts["Rättslig grund"] = record.ground
    made = documents.document(
        title="Utlämnade rapporter",
        subtitle=said,
        edition=Edition.INTERNAL,
        sections=sections,
        meta=facts,
        kind=("Allmän handling, utlämnad", f"Det som inte lämnas ut står som {LEFT_OUT}."),
    )
    return documents.pdf(made) if record.form == Form.PDF else documents.docx(made)
