"""Types of risk over organisations: from three, in steps, without who; to those who share themselves."""

from __future__ import annotations

from samsyn_web.base.scope import Role
from samsyn_web.methods.crimeproofing import queries, services
from samsyn_web.methods.crimeproofing.models import Case
from samsyn_web.people import services as people
from tests.support.story import AT, Person, make_person


def shared(name: str, *kinds: str, demo: bool = True) -> Person:
    """Return who leads in a new municipality that shares a case with these types of risk."""
    organisation = people.create_organisation(
        name=name, by=None, at=AT, is_demo=demo, requires_two_steps=False
    )
    who = make_person(f"Leda{name}", Role.COORDINATOR, organisation)
    case = services.open_case(by=who.scope, at=AT, title=name, object=name)
    for kind in kinds:
        services.describe_risk(by=who.scope, at=AT, case=case, kind=kind, actor="agent", modus="Så.")
    services.share_types(by=who.scope, at=AT, case=case, shares=True)
    return who


def told(who: Person) -> list[tuple[str, int]]:
    return [(one.code, one.at_least) for one in queries.common_types(who.scope)]


def test_two_organisations_are_too_few_and_their_own_two_cases_do_not_help(db: None) -> None:
    first, _second = shared("A", "double", "double", "sham"), shared("B", "double")
    assert told(first) == []


def test_three_are_told_in_steps_and_never_which(anna: Person) -> None:
    leaders = [shared(name, "double", *(["sham"] if name < "D" else [])) for name in "ABCD"]
    assert told(leaders[0]) == [("double", 3), ("sham", 3)]
    page = leaders[0].client().get("/brottssakring/jamfor/").content.decode().split("<main")[1]
    assert "3 eller fler" in page
    assert "4" not in page.split("<tbody>")[1].split("</tbody>")[0]
    shared("E", "double")
    assert told(leaders[0]) == [("double", 5), ("sham", 3)]
    assert told(anna) == []  # who does not share is not told


def test_what_is_not_shared_withdrawn_or_invented_is_not_counted(anna: Person) -> None:
    leaders = [shared(name, "double", "sham") for name in "ABC"]
    real = [shared(f"verklig {name}", "double", demo=False) for name in "AB"]
    assert told(real[0]) == []  # invented municipalities are not put beside real ones
    case = Case.objects.get(organisation=leaders[2].organisation)
    risk = queries.risks(leaders[2].scope, case).get(kind="sham")
    services.withdraw_risk(by=leaders[2].scope, at=AT, case=case, risk=risk, reason="Fel.")
    assert told(leaders[0]) == [("double", 3)]
    services.share_types(by=leaders[2].scope, at=AT, case=case, shares=False)
    assert told(leaders[0]) == []


def test_sharing_is_the_coordinators_and_off_to_begin_with(bo: Person, anna: Person, case: Case) -> None:
    assert case.shares_types is False
    assert bo.client().post(f"/brottssakring/{case.pk}/dela/").status_code == 403
    anna.client().post(f"/brottssakring/{case.pk}/dela/")
    case.refresh_from_db()
    assert case.shares_types is True
