"""A personal link lets its holder report, and nothing else, until it is revoked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from samsyn.errors import Refused
from samsyn_web.base import clock
from samsyn_web.base.models import AuditEvent
from samsyn_web.base.scope import LINK_COOKIE, Permission, Role
from samsyn_web.people import queries, services
from samsyn_web.people.models import AccessLink
from samsyn_web.people.presenters import qr_code
from tests.support.story import Person


def test_a_link_gives_only_the_right_to_report(anna: Person, at: datetime) -> None:
    token = services.make_access_link(membership=anna.membership, by=anna.user, at=at)
    scope = queries.scope_of_link(token)
    assert scope is not None
    assert scope.role is Role.COORDINATOR
    assert scope.permissions == {Permission.REPORT}
    assert scope.membership_id == anna.membership.pk


def test_only_the_digest_of_a_token_is_kept(anna: Person, rut: Person, at: datetime) -> None:
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    assert token not in str(AccessLink.objects.values_list().get())
    assert token not in str(list(AuditEvent.objects.values_list("detail_json", "target")))


def test_a_new_link_stops_the_old_one(anna: Person, rut: Person, at: datetime) -> None:
    old, new = (services.make_access_link(membership=rut.membership, by=anna.user, at=at) for _ in "12")
    assert queries.scope_of_link(old) is None
    assert queries.scope_of_link(new) is not None


def test_revoking_and_leaving_stop_a_link_at_once(anna: Person, rut: Person, at: datetime) -> None:
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    assert services.revoke_access_link(membership=rut.membership, by=anna.user, at=at) == 1
    assert queries.scope_of_link(token) is None
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    services.deactivate(membership=rut.membership, by=anna.user, at=at)
    assert queries.scope_of_link(token) is None


def test_links_are_made_by_those_who_administer_for_those_who_report(
    anna: Person, ada: Person, rut: Person, lars: Person, cecilia: Person, at: datetime
) -> None:
    for by in (rut, lars, cecilia):
        with pytest.raises(Refused):
            services.make_access_link(membership=rut.membership, by=by.user, at=at)
    with pytest.raises(Refused, match="lämnar inga"):
        services.make_access_link(membership=lars.membership, by=ada.user, at=at)


def test_opening_a_link_remembers_it_on_the_device(anna: Person, rut: Person, at: datetime) -> None:
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    phone = Client()
    assert phone.get(f"/r/{token}/").status_code == 302
    assert phone.cookies[LINK_COOKIE]["httponly"]
    assert phone.get(f"/r/{token}/").status_code == 302
    assert AuditEvent.objects.filter(verb="link.used").count() == 1
    assert phone.get("/medlemmar/").status_code == 302  # to sign in: a link opens no other page
    services.revoke_access_link(membership=rut.membership, by=anna.user, at=at)
    assert phone.get(f"/r/{token}/").status_code == 404


def test_an_unknown_link_says_what_to_do(db: None) -> None:
    page = Client().get("/r/nothing/")
    assert page.status_code == 404
    assert "Be samordnaren" in page.content.decode()


def test_sheets_show_the_links_once_with_a_code(anna: Person, rut: Person, bo: Person) -> None:
    client = anna.client()
    assert "Rut" in client.get("/medlemmar/lankar/").content.decode()
    answer = client.post("/medlemmar/lankar/ark/", {"member": [rut.membership.pk, bo.membership.pk]})
    page = answer.content.decode()
    urls = re.findall(r'<code class="copy">http://testserver(/r/[^<]+)</code>', page)
    assert len(urls) == page.count('class="link-sheet__code"') == 2
    assert answer.headers["Cache-Control"].find("no-store") >= 0
    assert "112" in page
    assert "style=" not in page
    for url in urls:
        assert Client().get(url).status_code == 302
        assert url not in client.get("/medlemmar/lankar/").content.decode()


def test_the_code_holds_the_address() -> None:
    """Read back by hand: the modules of the picture are those of the library's own matrix, each a unit square."""
    code = qr_code("https://samsyn.example.org/r/abc/")
    cells = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code.path)}
    assert {(x, y) for x in range(4, 11) for y in (4, 10)} <= cells, (
        "a finder in the corner, after four empty cells"
    )
    assert all(4 <= x < code.size - 4 and 4 <= y < code.size - 4 for x, y in cells)


def test_a_link_that_lies_unused_is_flagged(anna: Person, rut: Person) -> None:
    services.make_access_link(membership=rut.membership, by=anna.user, at=clock.now() - timedelta(days=91))
    page = anna.client().get("/medlemmar/lankar/").content.decode()
    assert "1 länk har inte använts på 90 dagar" in page
    link = AccessLink.objects.get()
    services.record_link_use(link=link, by=rut.user, at=clock.now() - timedelta(days=89))
    assert "har inte använts på 90" not in anna.client().get("/medlemmar/lankar/").content.decode()


def test_all_links_of_a_workplace_are_taken_back_at_once(
    anna: Person, rut: Person, bo: Person, at: datetime
) -> None:
    rut.membership.unit = "Åsen"
    rut.membership.save()
    hers, his = (
        services.make_access_link(membership=one.membership, by=anna.user, at=at) for one in (rut, bo)
    )
    client = anna.client()
    assert (
        "Vill du återkalla alla länkar på Åsen?"
        in client.get("/medlemmar/lankar/aterkalla/?unit=Åsen").content.decode()
    )
    client.post("/medlemmar/lankar/aterkalla/", {"unit": "Åsen"})
    assert queries.live_link(hers) is None
    assert queries.live_link(his) is not None
    assert AuditEvent.objects.filter(verb="link.unit_revoked").count() == 1


def test_a_stranger_makes_and_takes_back_no_links(
    anna: Person, rut: Person, cecilia: Person, at: datetime
) -> None:
    rut.membership.unit = "Åsen"
    rut.membership.save()
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    client = cecilia.client()
    client.post("/medlemmar/lankar/ark/", {"member": rut.membership.pk})
    client.post("/medlemmar/lankar/aterkalla/", {"unit": "Åsen"})
    assert client.post(f"/medlemmar/{rut.membership.pk}/personlig-lank/aterkalla/").status_code == 404
    assert queries.live_link(token) is not None


def test_who_came_by_a_link_sees_a_first_page_and_no_other(anna: Person, rut: Person, at: datetime) -> None:
    token = services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    phone = Client()
    page = phone.get(f"/r/{token}/", follow=True)
    assert page.status_code == 200
    assert "/medlemmar/" not in page.content.decode()
    bearer = Client(headers={"Authorization": f"Bearer {token}"})
    assert bearer.get("/", follow=True).status_code == 200
    assert bearer.get("/handelser/").status_code == 302


def test_only_a_workplace_that_has_links_offers_to_take_them_back(
    anna: Person, rut: Person, at: datetime
) -> None:
    rut.membership.unit = "Åsen"
    rut.membership.save()
    assert "Återkalla alla länkar på Åsen" not in anna.client().get("/medlemmar/lankar/").content.decode()
    services.make_access_link(membership=rut.membership, by=anna.user, at=at)
    assert "Återkalla alla länkar på Åsen" in anna.client().get("/medlemmar/lankar/").content.decode()
