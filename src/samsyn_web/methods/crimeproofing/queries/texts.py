"""The rules of a case, their paragraphs and marks."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing.models import Case, LanguageMark, MarkState, Paragraph, RuleText
from samsyn_web.methods.crimeproofing.queries.cases import cases


def rules(scope: Scope, case: Case) -> QuerySet[RuleText]:
    """Return the rules of a case, in the order that they are read side by side."""
    return RuleText.objects.filter(case=case, case__in=cases(scope)).order_by("position", "pk")


def rule(scope: Scope, case: Case, rule_id: int) -> RuleText | None:
    """Return one rule, or none."""
    return rules(scope, case).filter(pk=rule_id).first()


def paragraphs(scope: Scope, case: Case) -> QuerySet[Paragraph]:
    """Return the paragraphs of all rules of a case, rule by rule."""
    found = Paragraph.objects.filter(rule__case=case, rule__case__in=cases(scope))
    return found.select_related("rule").order_by("rule__position", "rule_id", "number")


def paragraph(scope: Scope, case: Case, paragraph_id: int) -> Paragraph | None:
    """Return one paragraph, or none."""
    return paragraphs(scope, case).filter(pk=paragraph_id).first()


def marks(scope: Scope, case: Case) -> QuerySet[LanguageMark]:
    """Return what is marked in the rules of a case, in the order of the texts."""
    found = LanguageMark.objects.filter(paragraph__rule__case=case, paragraph__rule__case__in=cases(scope))
    order = ("paragraph__rule__position", "paragraph__rule_id", "paragraph__number", "start", "kind", "code")
    return found.select_related("paragraph__rule").order_by(*order)


def language_findings(scope: Scope, case: Case) -> QuerySet[LanguageMark]:
    """Return the marks that people have found to be findings."""
    return marks(scope, case).filter(state=MarkState.FINDING)


def mark(scope: Scope, case: Case, mark_id: int) -> LanguageMark | None:
    """Return one mark, or none."""
    return marks(scope, case).filter(pk=mark_id).first()
