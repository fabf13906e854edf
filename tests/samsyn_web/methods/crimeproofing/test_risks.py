"""Risks, the changes that are proposed, and the problem that a risk can become."""

from __future__ import annotations

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn_web.causes.models import Problem
from samsyn_web.methods.crimeproofing import queries, services
from samsyn_web.methods.crimeproofing.models import Case, Proposal, Risk
from tests.support.story import AT, Person

TODAY = localdate(AT)


def proposed(by: Person, case: Case, risk: Risk, new: str = "Föreningen visar närvarolistor.") -> Proposal:
    return services.propose(
        by=by.scope,
        at=AT,
        case=case,
        risk=risk,
        paragraph=risk.paragraph,
        kind="more_control",
        new=new,
        decider="board",
    )


def test_a_risk_is_of_the_lists_and_of_its_own_case(
    anna: Person, bo: Person, case: Case, risks: list[Risk]
) -> None:
    other = services.open_case(by=anna.scope, at=AT, title="Annat", object="Annat")
    said: dict[str, Any] = {
        "by": anna.scope,
        "at": AT,
        "case": other,
        "kind": "sham",
        "actor": "agent",
        "modus": "Så.",
    }
    for wrong in ({"kind": "x"}, {"actor": "Kalle"}, {"modus": " "}, {"factors": ["x"]}):
        with pytest.raises(BadInput):
            services.describe_risk(**{**said, **wrong})
    with pytest.raises(Refused, match="annat ärende"):
        services.describe_risk(**said, paragraph=risks[0].paragraph)


def test_numbers_are_not_used_again(bo: Person, case: Case, risks: list[Risk]) -> None:
    services.withdraw_risk(by=bo.scope, at=AT, case=case, risk=risks[1], reason="Samma som den första.")
    made = services.describe_risk(by=bo.scope, at=AT, case=case, kind="sham", actor="agent", modus="Så.")
    assert [one.number for one in queries.risks(bo.scope, case)] == [1, 3]
    assert made.number == 3


def test_a_judged_risk_is_not_reworded(lars: Person, bo: Person, case: Case, judged: SimpleNamespace) -> None:
    services.lock(by=lars.scope, at=AT, sitting=judged.sitting)
    with pytest.raises(Refused, match="bedömd som den står"):
        services.change_risk(
            by=bo.scope, at=AT, case=case, risk=judged.risks[0], kind="sham", actor="agent", modus="Nytt."
        )


def test_a_proposal_keeps_the_old_wording_and_is_decided_once(
    anna: Person, bo: Person, case: Case, risks: list[Risk]
) -> None:
    assert risks[0].paragraph is not None
    with pytest.raises(BadInput, match="densamma"):
        proposed(bo, case, risks[0], risks[0].paragraph.text)
    change = proposed(bo, case, risks[0])
    assert change.old == "Föreningen intygar själv antalet sammankomster."
    given: dict[str, Any] = {"at": AT, "case": case, "change": change, "reason": "Kontroll behövs."}
    with pytest.raises(Refused):
        services.decide_proposal(by=bo.scope, **given, state="rejected", decided_on=TODAY)
    for decided_on, follow_up in ((TODAY + timedelta(days=1), None), (TODAY, None), (TODAY, TODAY)):
        with pytest.raises(BadInput):
            services.decide_proposal(
                by=anna.scope, **given, state="accepted", decided_on=decided_on, follow_up_on=follow_up
            )
    services.decide_proposal(
        by=anna.scope, **given, state="accepted", decided_on=TODAY, follow_up_on=date(2025, 4, 1)
    )
    for again in (
        lambda: services.decide_proposal(by=anna.scope, **given, state="rejected", decided_on=TODAY),
        lambda: services.withdraw_proposal(by=bo.scope, at=AT, case=case, change=change),
    ):
        with pytest.raises(Refused, match="redan avgjort"):
            again()


def test_the_difference_is_read_without_colour(bo: Person, case: Case, risks: list[Risk]) -> None:
    change = proposed(bo, case, risks[0])
    page = bo.client().get(f"/brottssakring/{case.pk}/forslag/{change.pk}/").content.decode()
    assert "<del>" in page
    assert "<ins>" in page
    assert "stryks:" in page
    assert "läggs till:" in page


def test_a_problem_carries_nothing_of_the_case(
    bo: Person, lars: Person, case: Case, risks: list[Risk]
) -> None:
    made = services.open_problem(by=bo.scope, at=AT, case=case, risk=risks[0], title="Bidrag prövas olika")
    problem = Problem.objects.get(pk=made.pk)
    assert (problem.title, problem.text, problem.area, problem.category) == (
        "Bidrag prövas olika",
        "",
        "",
        "",
    )
    with pytest.raises(Refused, match="redan ett problem"):
        services.open_problem(by=bo.scope, at=AT, case=case, risk=risks[0], title="Igen")
    with pytest.raises(Refused):  # a reader is in the case, but opens no problems
        services.open_problem(by=lars.scope, at=AT, case=case, risk=risks[1], title="Mitt")
    risks[1].refresh_from_db()
    assert risks[1].problem_id is None
