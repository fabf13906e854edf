"""Rules are read in, paragraph by paragraph; the word list marks, and people say what a mark is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn import guard
from samsyn.errors import Refused
from samsyn.files import Passage, Prose
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import Mark, assist
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import (
    LINE,
    TITLE,
    Case,
    LanguageMark,
    MarkState,
    Paragraph,
    Proposal,
    Risk,
    RuleText,
)


@transaction.atomic
def read_rule(
    *, by: Scope, at: datetime, case: Case, prose: Prose, title: str, owner: str = "", edition: str = ""
) -> RuleText:
    """
    Keep a rule's paragraphs, with what surely points at a person masked, and mark them all anew.

    The file is not kept. The same file is not read twice into one case.
    """
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_required(title.strip(), _("Textens namn"), TITLE)
    for text, where in ((owner, _("Vems")), (edition, _("Version"))):
        policies.check_text(text, where, LINE)
    rules = RuleText.objects.filter(case=case)
    if rules.filter(sha256=prose.sha256).exists():
        raise Refused(_("Filen är redan inläst i ärendet."))
    masked = [_masked(one) for one in prose.passages]
    hidden = sum(n for _passage, n in masked)
    made = RuleText.objects.create(
        case=case,
        position=(rules.aggregate(last=Max("position"))["last"] or 0) + 1,
        title=title.strip(),
        owner=owner.strip(),
        edition=edition.strip(),
        kind=prose.kind,
        sha256=prose.sha256,
        notes=list(prose.notes),
        masked=hidden,
        read_by_id=by.user_id,
        read_at=at,
    )
    Paragraph.objects.bulk_create(
        Paragraph(
            rule=made,
            number=one.number,
            label=one.label[:20],
            heading=one.heading[:400],
            text=one.text,
            page=one.page,
        )
        for one, _n in masked
    )
    _mark(by, case)
    _record(by, at, "rule_read", case, paragraphs=len(masked), masked=hidden)
    return made


@transaction.atomic
def remove_rule(*, by: Scope, at: datetime, case: Case, rule: RuleText) -> None:
    """Take a rule out, with its marks; not one that a risk or a proposal rests on."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    rests = (
        Risk.objects.filter(paragraph__rule=rule).exists()
        or Proposal.objects.filter(paragraph__rule=rule).exists()
    )
    if rests:
        raise Refused(_("Det finns risker eller förslag som bygger på texten. Den kan inte tas bort."))
    RuleText.objects.filter(case=case, pk=rule.pk).delete()
    _mark(by, case)
    _record(by, at, "rule_removed", case)


@transaction.atomic
def mark_again(*, by: Scope, at: datetime, case: Case) -> int:
    """Mark the rules anew, as when the case's own terms have changed; what people have said stays. Return how many."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    found = _mark(by, case)
    _record(by, at, "marked", case, marks=found)
    return found


@transaction.atomic
def decide_mark(
    *, by: Scope, at: datetime, case: Case, mark: LanguageMark, state: str, reason: str = ""
) -> LanguageMark:
    """Say whether a mark is a finding or nothing."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_mark(state, reason.strip(), mark)
    mark.state, mark.reason = state, reason.strip()
    mark.decided_by_id, mark.decided_at = by.user_id, at
    mark.save()
    _record(by, at, f"mark_{state}", case, mark=mark.pk)
    return mark


@transaction.atomic
def dismiss_alike(*, by: Scope, at: datetime, case: Case, mark: LanguageMark) -> int:
    """Dismiss all open marks of the same entry of the word list, such as every "kan"; return how many."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    alike = LanguageMark.objects.filter(
        paragraph__rule__case=case, kind=mark.kind, code=mark.code, state=MarkState.OPEN
    )
    n = alike.update(state=MarkState.DISMISSED, decided_by_id=by.user_id, decided_at=at)
    _record(by, at, "marks_dismissed", case, marks=n)
    return n


@transaction.atomic
def reopen_mark(*, by: Scope, at: datetime, case: Case, mark: LanguageMark) -> LanguageMark:
    """Take back what was said of a mark."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    mark.state, mark.reason, mark.decided_by, mark.decided_at = MarkState.OPEN, "", None, None
    mark.save()
    _record(by, at, "mark_reopened", case, mark=mark.pk)
    return mark


def _masked(passage: Passage) -> tuple[Passage, int]:
    """Return a passage with all that surely points at a person masked, and how much that was."""
    heading, in_heading = _mask(passage.heading)
    text, in_text = _mask(passage.text)
    return replace(passage, heading=heading, text=text), in_heading + in_text


def _mask(text: str) -> tuple[str, int]:
    sure = [one for one in guard.find(text) if one.sure]
    return guard.mask(text, sure), len(sure)


def _mark(by: Scope, case: Case) -> int:
    """Bring the marks in line with the texts: add what is new, take out what is open and no longer found."""
    rules = list(queries.rules(by, case))
    rows = [list(Paragraph.objects.filter(rule=one).order_by("number")) for one in rules]
    texts = [[_passage(one) for one in some] for some in rows]
    terms = [one.strip() for one in case.terms.split(",")]
    found = assist(texts, crimeproofing(), terms=terms)
    by_place = {(n, one.number): one for n, some in enumerate(rows) for one in some}
    there = {(one.paragraph_id, one.start, one.kind, one.code): one for one in queries.marks(by, case)}
    wanted = {
        (by_place[one.text, one.passage].pk, one.start, one.kind, one.code): _why(one, rules) for one in found
    }
    ends = {(by_place[one.text, one.passage].pk, one.start, one.kind, one.code): one.end for one in found}
    gone = [one.pk for key, one in there.items() if key not in wanted and one.state == MarkState.OPEN]
    LanguageMark.objects.filter(pk__in=gone).delete()
    LanguageMark.objects.bulk_create(
        LanguageMark(
            paragraph_id=key[0], start=key[1], end=ends[key], kind=key[2], code=key[3][:60], why=why[:400]
        )
        for key, why in wanted.items()
        if key not in there
    )
    return len(wanted)


def _why(mark: Mark, rules: list[RuleText]) -> str:
    """Return why, with the name of the other text in the place of its number."""
    if mark.other is None:
        return mark.why
    return mark.why.replace(f"i text {mark.other[0] + 1},", f"i {rules[mark.other[0]].title},")


def _passage(one: Paragraph) -> Passage:
    return Passage(number=one.number, label=one.label, heading=one.heading, text=one.text, page=one.page)


def _record(by: Scope, at: datetime, verb: str, case: Case, **detail: int) -> None:
    audit.record(
        organisation_id=case.organisation_id,
        by=by,
        at=at,
        verb=f"proof_case.{verb}",
        target=case,
        detail=detail,
    )
