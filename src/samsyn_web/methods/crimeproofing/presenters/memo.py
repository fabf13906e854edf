"""A case as the library's value objects, and its memo as a document."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation

from samsyn.cycle import Edition, format_number
from samsyn.documents import Brand, Document, document, docx, pdf
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import (
    Decided,
    Proposed,
    Protected,
    Review,
    ReviewedRisk,
    ReviewedText,
    memo,
)
from samsyn.methods.crimeproofing.memo import memo_sentence
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import queries
from samsyn_web.methods.crimeproofing.models import Case, Proposal, Risk
from samsyn_web.methods.crimeproofing.presenters.texts import place
from samsyn_web.people import queries as people

KIND = ("Promemoria", "Begränsad spridning")
RESTRICTED = "Visar hur ett regelverk kan missbrukas. Lämna den bara till dem som ska ändra det."
INVENTED = "Uppdiktade data: kommunen, regelverket och besluten finns inte."


def review(scope: Scope, case: Case) -> Review:
    """Return all that the memo tells, in Swedish whoever asks: it goes to a Swedish board."""
    with translation.override("sv"):
        return _review(scope, case)


def _review(scope: Scope, case: Case) -> Review:
    instrument = crimeproofing()
    label = instrument.label
    answers = {one.question: one for one in queries.answers(scope, case)}
    return Review(
        title=case.title,
        object=case.object,
        trigger=label("triggers", case.trigger) if case.trigger else "inte angiven",
        purpose=case.purpose,
        target_group=case.target_group,
        volume=_volume(case),
        texts=_texts(scope, case),
        screening=tuple(
            (one.text, answers[one.code].get_answer_display(), answers[one.code].note)
            for one in instrument.screening
            if one.code in answers
        ),
        flow=tuple((one.who, label("flow", one.kind), one.how) for one in queries.steps(scope, case)),
        risks=_risks(scope, case),
    )


def _volume(case: Case) -> str:
    parts = []
    if case.volume_per_year is not None:
        parts.append(f"{format_number(case.volume_per_year)} beslut per år")
    if case.amount_sek_per_year is not None:
        parts.append(f"{format_number(case.amount_sek_per_year)} kronor per år")
    return ", ".join(parts)


def _texts(scope: Scope, case: Case) -> tuple[ReviewedText, ...]:
    findings = list(queries.language_findings(scope, case))
    counted: dict[int, int] = {}
    for one in queries.paragraphs(scope, case):
        counted[one.rule_id] = counted.get(one.rule_id, 0) + 1
    return tuple(
        ReviewedText(
            title=rule.title,
            owner=rule.owner,
            passages=counted.get(rule.pk, 0),
            findings=tuple(
                (
                    place(one.paragraph, several=False),
                    one.paragraph.text[one.start : one.end] or "hela texten",
                    one.why,
                    one.reason,
                )
                for one in findings
                if one.paragraph.rule_id == rule.pk
            ),
        )
        for rule in queries.rules(scope, case)
    )


def _risks(scope: Scope, case: Case) -> tuple[ReviewedRisk, ...]:
    label, sides = crimeproofing().label, queries.weighed(scope, case)
    protections, changes = list(queries.protections(scope, case)), list(queries.changes(scope, case))

    def told(one: Risk) -> ReviewedRisk:
        both = sides.get(one.pk)
        return ReviewedRisk(
            number=one.number,
            place=place(one.paragraph),
            type=label("risk_types", one.kind),
            actor=label("actors", one.actor),
            modus=one.modus,
            factors=tuple(label("factors", code).lower() for code in one.factors),
            protections=tuple(
                Protected(
                    label=label("protections", each.kind), state=each.get_state_display(), note=each.note
                )
                for each in protections
                if each.risk_id == one.pk
            ),
            before=both.before if both else None,
            after=both.after if both else None,
            proposals=tuple(_proposed(each) for each in changes if each.risk_id == one.pk),
        )

    return tuple(told(one) for one in queries.risks(scope, case))


def _proposed(one: Proposal) -> Proposed:
    decided = None
    if one.decided_on is not None:
        decided = Decided(
            word=one.get_state_display().capitalize(),
            reason=one.reason,
            on=one.decided_on,
            follow_up_on=one.follow_up_on,
        )
    return Proposed(
        place=place(one.paragraph),
        kind=one.get_kind_display(),
        old=one.old,
        new=one.new,
        decider=crimeproofing().label("deciders", one.decider),
        side_effect=one.side_effect,
        decided=decided,
    )


def memo_document(scope: Scope, case: Case, at: datetime, brand: Brand | None = None) -> Document:
    """Return the memo of a case as a document."""
    told, organisation = review(scope, case), people.organisation(scope)
    return document(
        title=f"Brottssäkring: {case.title}",
        subtitle=memo_sentence(told),
        edition=Edition.INTERNAL,
        sections=memo(told, crimeproofing()),
        meta={
            "organisation": organisation.name,
            "generated_at": at.replace(microsecond=0),
            "notice": (RESTRICTED, INVENTED) if organisation.is_demo else RESTRICTED,
            "Ärende": case.title,
            "Frågor och skala": case.instrument,
        },
        brand=brand,
        kind=KIND,
    )


def memo_file(made: Document, form: str) -> bytes:
    """Return a memo as PDF or Word."""
    return docx(made) if form == "docx" else pdf(made)
