"""Problems are weighed by criteria with a ground each and chosen with a reason; nothing of it is changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import criteria
from samsyn_web.base.models import FrozenRecord
from samsyn_web.causes import queries, services
from samsyn_web.causes.models import CriterionJudgement, Problem, ProblemChoice
from samsyn_web.causes.policies import SomebodyChanged
from tests.support.story import AT, Person

LATER = localdate(AT) + timedelta(days=90)


@pytest.fixture
def problem(anna: Person) -> Problem:
    """Return a problem that Anna has opened."""
    return services.open_problem(by=anna.scope, at=AT, title="Samlingar vid torget")


def judge(by: Person, problem: Problem, seen: int, **said: tuple[str, str]) -> list[CriterionJudgement]:
    """Judge criteria."""
    return services.judge_criteria(by=by.scope, at=AT, problem=problem, judged=said, seen=seen)


def choose(by: Person, problem: Problem, choice: str, **more) -> ProblemChoice:
    """Choose a problem."""
    told = {"reason": "Därför.", "seen": 0, **more}
    return services.choose_problem(by=by.scope, at=AT, problem=problem, choice=choice, **told)


def test_the_newest_judgement_counts_and_the_older_stay(anna: Person, bo: Person, problem: Problem) -> None:
    first, _ = judge(bo, problem, 0, amount=("some", "Ökar."), cost=("unknown", ""))
    newest = queries.criteria_history(bo.scope, problem)[0].pk
    (second,) = judge(anna, problem, newest, amount=("strong", "Ökar mycket."), cost=("unknown", ""))
    now = queries.criteria_judged(anna.scope)[problem.pk]
    assert (now["amount"].pk, now["amount"].ground, now["cost"].ground) == (second.pk, "strong", "unknown")
    assert [one.pk for one in queries.criteria_history(anna.scope, problem)][-1] == first.pk
    assert second.instrument == criteria().version
    with pytest.raises(SomebodyChanged):
        judge(bo, problem, newest, many=("some", "Berör flera."))


def test_a_judgement_says_why(anna: Person, problem: Problem) -> None:
    for said in (("strong", " "), ("great", "Ja"), ("some", "Ring 811218-9876"), ("some", "x" * 501)):
        with pytest.raises(BadInput):
            judge(anna, problem, 0, amount=said)
    with pytest.raises(BadInput):
        judge(anna, problem, 0, beauty=("some", "Ja."))


def test_to_leave_a_problem_takes_a_reason_and_a_day(anna: Person, problem: Problem) -> None:
    for choice, more in (
        ("deprioritised", {}),
        ("deprioritised", {"review_on": localdate(AT)}),
        ("prioritised", {"reason": " "}),
        ("prioritised", {"reason": "kalle@exempel.se"}),
        ("maybe", {}),
    ):
        with pytest.raises(BadInput):
            choose(anna, problem, choice, **more)
    left = choose(anna, problem, "deprioritised", review_on=LATER)
    assert queries.choices(anna.scope)[problem.pk] == left
    with pytest.raises(SomebodyChanged):
        choose(anna, problem, "prioritised")  # saw no choice
    again = choose(anna, problem, "prioritised", seen=left.pk)
    assert [one.pk for one in queries.choices_history(anna.scope, problem)] == [again.pk, left.pk]


def test_what_was_chosen_is_never_changed(anna: Person, problem: Problem) -> None:
    judge(anna, problem, 0, amount=("some", "Ökar."))
    choose(anna, problem, "prioritised")
    for model, table in ((CriterionJudgement, "criterionjudgement"), (ProblemChoice, "problemchoice")):
        with pytest.raises(FrozenRecord):
            model.objects.all().update(problem=problem)
        with pytest.raises(FrozenRecord):
            model.objects.all().delete()
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE causes_{table} SET problem_id = problem_id")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemChoice.objects.create(
            problem=problem, choice="deprioritised", reason="X", decided_by=anna.user, decided_at=AT
        )


def test_who_weighs_and_who_chooses(
    anna: Person, bo: Person, rut: Person, lars: Person, cecilia: Person, problem: Problem
) -> None:
    judge(bo, problem, 0, amount=("some", "Ökar."))
    for by in (rut, lars, cecilia):
        with pytest.raises(Refused):
            judge(by, problem, 0, amount=("some", "Ökar."))
    for by in (bo, rut, lars, cecilia):
        with pytest.raises(Refused):
            choose(by, problem, "prioritised")
    for query in (queries.criteria_judged, queries.choices):
        assert query(cecilia.scope) == {}


def test_the_pages_weigh_and_choose(anna: Person, bo: Person, problem: Problem) -> None:
    client, address = anna.client(), f"/problem/{problem.pk}/bedomning/"
    empty = {f"{one.code}-ground": "" for one in criteria().criteria}
    wrong = client.post(address, {**empty, "amount-ground": "some", "seen": 0})
    assert wrong.status_code == 422
    assert "Skriv vad bedömningen bygger på." in wrong.content.decode()
    right = {**empty, "amount-ground": "some", "amount-why": "Ökar sedan maj.", "seen": 0}
    assert client.post(address, right).status_code == 302
    late = bo.client().post(address, {**right, "amount-why": "Ökar sedan juni."})  # he had seen none
    assert late.status_code == 422
    assert "Någon annan har ändrat samma sak" in late.content.decode()
    choice = {"choice": "deprioritised", "reason": "Väntar.", "review_on": "", "seen": 0}
    assert client.post(f"/problem/{problem.pk}/val/", choice).status_code == 422
    tomorrow = (localdate() + timedelta(days=1)).isoformat()
    assert client.post(f"/problem/{problem.pk}/val/", {**choice, "review_on": tomorrow}).status_code == 302
    page = client.get("/problem/prioritering/").content.decode()
    assert "Ökar sedan maj." in page
    assert "0 av 1 problem prioriteras, 1 är bortprioriterat." in page
    listed = client.get("/problem/").content.decode()
    assert "Prioriteras bort" in listed
