"""Attacks on blindness: until the last assessor has locked, nothing of another's view is anywhere to be read."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.crimeproofing import queries, services
from samsyn_web.methods.crimeproofing.models import Assessor, Case, Risk, Sitting
from samsyn_web.methods.crimeproofing.presenters import review
from tests.samsyn_web.methods.crimeproofing.conftest import judge
from tests.support.opened_word import Word
from tests.support.story import AT, Person


def pages(person: Person, case: Case, risks: list[Risk]) -> str:
    """Return all that a person can open of a case, put together."""
    paths = ["", "texter/", "risker/", "bedomning/", "promemoria/", *(f"risker/{one.pk}/" for one in risks)]
    paths += [f"bedomning/risk/{one.pk}/" for one in risks]
    return "".join(person.client().get(f"/brottssakring/{case.pk}/{path}").content.decode() for path in paths)


def test_nobody_reads_anothers_view_before_all_have_locked(
    anna: Person, bo: Person, lars: Person, case: Case, judged: SimpleNamespace
) -> None:
    seen = {
        one.user.name: set(queries.assessments(one.scope, judged.sitting).values_list("reason", flat=True))
        for one in (anna, bo, lars)
    }
    assert seen == {"Anna": set(), "Bo": {"BOS-SKÄL"}, "Lars": {"LARS-SKÄL"}}
    for one in (anna, bo, lars):
        assert queries.weighed(one.scope, case) == {}
        assert queries.register(one.scope, case) is None
        assert all(risk.after is None for risk in review(one.scope, case).risks)
    assert "SKÄL" not in pages(anna, case, judged.risks)
    assert "LARS-SKÄL" not in pages(bo, case, judged.risks)
    assert "BOS-SKÄL" not in pages(lars, case, judged.risks)
    memo = anna.client().post(
        f"/brottssakring/{case.pk}/promemoria/", {"form": "docx", "reason": "Jag vill se", "confirmed": "on"}
    )
    text = " ".join(said for _style, said in Word(memo.content).paragraphs())
    assert "ej bedömd" in text
    assert not any(word in text for word in ("SKÄL", "Sannolikhet 1", "Sannolikhet 4"))


def test_the_trail_tells_that_somebody_judged_and_not_how(judged: SimpleNamespace) -> None:
    told = AuditEvent.objects.filter(verb="proof_case.assessed").values_list("detail_json", flat=True)
    assert set(told) == {'{"risk":1,"sitting":1}', '{"risk":2,"sitting":1}'}


def test_when_the_last_one_locks_all_are_open_and_fixed(
    anna: Person, bo: Person, lars: Person, case: Case, judged: SimpleNamespace
) -> None:
    services.lock(by=lars.scope, at=AT, sitting=judged.sitting)
    assert "BOS-SKÄL" in pages(anna, case, judged.risks)
    sides = queries.weighed(bo.scope, case)[judged.risks[0].pk]
    assert (sides.after.level.code, sides.after.lowest.code, sides.after.apart) == ("critical", "low", True)
    for change in (
        lambda: judge(lars.scope, judged.sitting, judged.risks[0], 2, "Ändrar mig."),
        lambda: services.unlock(by=lars.scope, at=AT, sitting=judged.sitting),
        lambda: services.lock(by=lars.scope, at=AT, sitting=judged.sitting),
    ):
        with pytest.raises(Refused):
            change()


def test_one_who_has_locked_may_unlock_until_the_last_one_locks(bo: Person, judged: SimpleNamespace) -> None:
    with pytest.raises(Refused, match="låst"):
        judge(bo.scope, judged.sitting, judged.risks[0], 2, "Ändrar mig.")
    services.unlock(by=bo.scope, at=AT, sitting=judged.sitting)
    judge(bo.scope, judged.sitting, judged.risks[0], 2, "Ändrar mig.")


def test_nobody_locks_with_a_risk_left_or_judges_for_another(
    anna: Person, bo: Person, cecilia: Person, sitting: Sitting, risks: list[Risk]
) -> None:
    judge(bo.scope, sitting, risks[0], 3, "Så är det.")
    with pytest.raises(Refused, match="1 risker är inte bedömda"):
        services.lock(by=bo.scope, at=AT, sitting=sitting)
    for one in (anna, cecilia):
        with pytest.raises(Refused):
            judge(one.scope, sitting, risks[0], 3, "Jag med.")


def test_the_coordinator_cannot_peep_by_excusing_or_by_a_new_round(
    anna: Person, lars: Person, case: Case, judged: SimpleNamespace
) -> None:
    late = Assessor.objects.get(sitting=judged.sitting, membership=lars.membership)
    with pytest.raises(Refused, match="Minst två"):
        services.excuse(by=anna.scope, at=AT, sitting=judged.sitting, assessor=late, reason="Borta.")
    with pytest.raises(Refused, match="pågår"):
        services.begin_sitting(
            by=anna.scope, at=AT, case=case, membership_ids=[anna.membership.pk, lars.membership.pk]
        )
    with pytest.raises(Refused, match="pågår"):
        services.close_case(by=anna.scope, at=AT, case=case, reason="Klart.")


def test_an_excused_assessor_counts_for_nothing(
    anna: Person, bo: Person, lars: Person, case: Case, risks: list[Risk]
) -> None:
    three = [one.membership.pk for one in (anna, bo, lars)]
    now = services.begin_sitting(by=anna.scope, at=AT, case=case, membership_ids=three)
    for one, step in ((anna, 2), (bo, 2), (lars, 4)):
        for risk in risks:
            judge(one.scope, now, risk, step, "Skäl.")
    for one in (anna, bo):
        services.lock(by=one.scope, at=AT, sitting=now)
    late = Assessor.objects.get(sitting=now, membership=lars.membership)
    now = services.excuse(by=anna.scope, at=AT, sitting=now, assessor=late, reason="Slutade.")
    assert now.opened_at is not None
    sides = queries.weighed(anna.scope, case)[risks[0].pk]
    assert (sides.after.assessors, sides.after.highest.code) == (2, "moderate")


def test_what_is_judged_does_not_change_under_the_assessors(
    bo: Person, case: Case, judged: SimpleNamespace
) -> None:
    risk = judged.risks[0]
    said = {"by": bo.scope, "at": AT, "case": case, "kind": "sham", "actor": "agent", "modus": "Annat."}
    for change in (
        lambda: services.describe_risk(**said),
        lambda: services.change_risk(**said, risk=risk),
        lambda: services.withdraw_risk(by=bo.scope, at=AT, case=case, risk=risk, reason="Fel."),
        lambda: services.set_protection(
            by=bo.scope, at=AT, case=case, risk=risk, kind="samples", state="exists"
        ),
    ):
        with pytest.raises(Refused, match="pågår"):
            change()


def test_a_round_needs_two_members_of_the_case_and_a_risk(
    anna: Person, bo: Person, rut: Person, case: Case
) -> None:
    both = [anna.membership.pk, bo.membership.pk]
    with pytest.raises(Refused, match="Beskriv minst en risk"):
        services.begin_sitting(by=anna.scope, at=AT, case=case, membership_ids=both)
    services.describe_risk(by=bo.scope, at=AT, case=case, kind="sham", actor="agent", modus="Så här.")
    for some in ([bo.membership.pk], [bo.membership.pk, rut.membership.pk]):
        with pytest.raises(BadInput):
            services.begin_sitting(by=anna.scope, at=AT, case=case, membership_ids=some)
