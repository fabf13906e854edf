"""A case that Anna leads in Exempelköping, with Bo and Lars in it; Rut is a colleague who is not."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from samsyn.files import read_prose
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import queries, services
from samsyn_web.methods.crimeproofing.models import Case, Risk, Sitting
from tests.support.story import AT, Person

RULES = """1 § Syftet är att stödja föreningslivet.

2 § Föreningen ska ha minst 20 medlemmar. Bidrag kan ges vid behov.

3 § Föreningen intygar själv antalet sammankomster.
"""


@pytest.fixture
def case(anna: Person, bo: Person, lars: Person) -> Case:
    """Return a case with three members and a text."""
    made = services.open_case(by=anna.scope, at=AT, title="Bidragen", object="Regler för bidrag")
    for one in (bo, lars):
        services.add_member(by=anna.scope, at=AT, case=made, membership_id=one.membership.pk)
    services.read_rule(
        by=bo.scope, at=AT, case=made, prose=read_prose(RULES.encode(), name="regler.txt"), title="Reglerna"
    )
    return made


@pytest.fixture
def risks(bo: Person, case: Case) -> list[Risk]:
    """Return two risks in the case."""
    place = queries.paragraphs(bo.scope, case).get(number=3)
    return [
        services.describe_risk(
            by=bo.scope, at=AT, case=case, kind=kind, actor="association", modus=modus, paragraph=place
        )
        for kind, modus in (("false_facts", "Fler uppges än de är."), ("double", "Två nämnder betalar."))
    ]


@pytest.fixture
def sitting(anna: Person, bo: Person, lars: Person, case: Case, risks: list[Risk]) -> Sitting:
    """Return a round in which Bo and Lars judge."""
    members = [bo.membership.pk, lars.membership.pk]
    return services.begin_sitting(by=anna.scope, at=AT, case=case, membership_ids=members)


def judge(by: Scope, sitting: Sitting, risk: Risk, step: int, reason: str) -> None:
    """Judge a risk by the same step throughout."""
    services.assess(
        by=by, at=AT, sitting=sitting, risk=risk, steps=dict.fromkeys(services.FIELDS, step), reason=reason
    )


@pytest.fixture
def judged(bo: Person, lars: Person, sitting: Sitting, risks: list[Risk]) -> SimpleNamespace:
    """Return the round when Bo has locked and Lars has judged but not locked."""
    for risk in risks:
        judge(bo.scope, sitting, risk, 4, "BOS-SKÄL")
        judge(lars.scope, sitting, risk, 1, "LARS-SKÄL")
    services.lock(by=bo.scope, at=AT, sitting=sitting)
    return SimpleNamespace(sitting=sitting, risks=risks)
