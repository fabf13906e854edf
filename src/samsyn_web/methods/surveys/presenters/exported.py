"""What a closed survey says, as a document that is handed out; it is Swedish whoever fetches it."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.methods.round_method import RoundTold
from samsyn.methods.surveys.two_rounds import Comparison
from samsyn.methods.surveys.two_rounds_sections import comparison_sections, comparison_sentence
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import Survey

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def edition_of(told: RoundTold, one: Survey) -> Edition:
    """Return which edition members read: of an anonymous survey with few answers, one that tells no question."""
    answered = range(max((f.estimate.n for f in told.found.findings if f.key == "response"), default=0))
    return Edition.INTERNAL if policies.answers_shown(one.is_anonymous, answered) else Edition.PARTNER


def sections_of(one: Survey, told: RoundTold) -> tuple[Section, ...]:
    """Return what a survey says, in the edition that members read."""
    return tuple(told.sections(edition_of(told, one)))


def comparison(kind: str, one: Survey, found: Comparison, *, organisation: str, at: datetime) -> bytes:
    """Return two rounds beside each other as a file of a kind."""
    doc = documents.document(
        title=f"{found.before.title} och {found.after.title}",
        subtitle=comparison_sentence(found),
        edition=Edition.INTERNAL,
        sections=comparison_sections(found),
        meta={
            "organisation": organisation,
            "period": f"{found.before.title}, {found.after.title}",
            "generated_at": timezone.localtime(at).replace(tzinfo=None, microsecond=0),
            "digest": one.digest,
            "notice": ("Uppdiktade enkäter: svaren finns inte.",) if one.is_invented else (),
        },
        brand=documents.Brand(),
        kind=("Enkät i två omgångar", found.after.asked.under),
    )
    make = {"docx": documents.docx, "pdf": documents.pdf, "xlsx": documents.tables_xlsx}
    return make[kind](doc)


def results(
    kind: str, one: Survey, told: RoundTold, *, organisation: str, look: documents.Brand, at: datetime
) -> bytes:
    """Return what a survey says as a file of a kind."""
    doc = documents.document(
        title=one.title,
        subtitle=told.sentence(edition_of(told, one)),
        edition=edition_of(told, one),
        sections=sections_of(one, told),
        meta={
            "organisation": organisation,
            "period": told.observed.period.label,
            "generated_at": timezone.localtime(at).replace(tzinfo=None, microsecond=0),
            "digest": one.digest,
            "notice": ("Uppdiktad enkät: svaren finns inte.",) if one.is_invented else (),
        },
        brand=look,
        kind=("Enkät", f"Avsändare: {one.sender}. Svaren är {'' if one.is_anonymous else 'inte '}anonyma."),
    )
    make = {"docx": documents.docx, "pdf": documents.pdf, "xlsx": documents.tables_xlsx}
    return make[kind](doc)
