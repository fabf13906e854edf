"""A problem is opened, changed, closed with a reason and taken up again; only in the own organisation."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from samsyn.errors import BadInput, Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import Role
from samsyn_web.causes import queries, services
from samsyn_web.causes.models import Problem, ProblemState
from tests.support.story import AT, Person, make_person


@pytest.fixture
def problem(anna: Person) -> Problem:
    """Return a problem that Anna has opened."""
    return services.open_problem(
        by=anna.scope, at=AT, title="  Klotter   på busskurar ", text=" Varje helg. ", area="A1", category="SKA"
    )  # fmt: skip


def test_the_life_of_a_problem(anna: Person, problem: Problem) -> None:
    assert (problem.title, problem.text, problem.is_open) == ("Klotter på busskurar", "Varje helg.", True)
    services.change_problem(by=anna.scope, at=AT, problem=problem, title="Klotter", text="")
    services.change_problem(by=anna.scope, at=AT, problem=problem, title="Klotter", text="")  # says the same
    with pytest.raises(BadInput):
        services.close_problem(by=anna.scope, at=AT, problem=problem, reason=" ")
    closed = services.close_problem(by=anna.scope, at=AT, problem=problem, reason="Nya kurar i glas.")
    assert (closed.state, closed.closed_at, closed.reason) == (ProblemState.CLOSED, AT, "Nya kurar i glas.")
    again = services.reopen_problem(by=anna.scope, at=AT, problem=problem)
    assert (again.is_open, again.closed_at, again.closed_by) == (True, None, None)
    verbs = list(AuditEvent.objects.filter(verb__startswith="problem.").values_list("verb", flat=True))
    assert verbs == ["problem.opened", "problem.changed", "problem.closed", "problem.reopened"]


def test_a_problem_is_about_no_person(anna: Person) -> None:
    for title, text in (("", ""), ("Ring 811218-9876", ""), ("Klotter", "kalle@exempel.se"), ("a" * 121, "")):
        with pytest.raises(BadInput):
            services.open_problem(by=anna.scope, at=AT, title=title, text=text)
    assert not Problem.objects.exists()


def test_who_works_with_problems(
    anna: Person, bo: Person, rut: Person, lars: Person, cecilia: Person, problem: Problem
) -> None:
    reviewer = make_person("Greta", Role.REVIEWER, anna.organisation)
    for by in (bo, reviewer):
        services.open_problem(by=by.scope, at=AT, title="Ett till")
    for by in (rut, lars, cecilia):
        for change in (
            lambda by=by: services.change_problem(by=by.scope, at=AT, problem=problem, title="Annat"),
            lambda by=by: services.close_problem(by=by.scope, at=AT, problem=problem, reason="Nej."),
            lambda by=by: services.reopen_problem(by=by.scope, at=AT, problem=problem),
        ):
            with pytest.raises(Refused), transaction.atomic():
                change()
    for by in (rut, lars):
        with pytest.raises(Refused):
            services.open_problem(by=by.scope, at=AT, title="Mitt")


def test_who_reads_problems(
    anna: Person, rut: Person, lars: Person, ada: Person, cecilia: Person, problem: Problem
) -> None:
    assert queries.problem(lars.scope, problem.pk) == problem
    for by in (rut, ada, cecilia):
        assert not queries.problems(by.scope)
        assert queries.problem(by.scope, problem.pk) is None


def test_open_problems_come_first(anna: Person, problem: Problem) -> None:
    closed = services.open_problem(by=anna.scope, at=AT, title="Löst")
    services.close_problem(by=anna.scope, at=AT, problem=closed, reason="Löst.")
    assert list(queries.problems(anna.scope)) == [problem, closed]
    assert list(queries.open_problems(anna.scope)) == [problem]


def test_the_database_keeps_the_rules(problem: Problem) -> None:
    for values in ({"title": ""}, {"state": ProblemState.CLOSED}, {"closed_at": AT}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Problem.objects.filter(pk=problem.pk).update(**values)
