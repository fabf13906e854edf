"""
Who may open what: every address of the site for a visitor, a personal link and each of the roles, in one table.

`access_matrix.txt` is the table. It was read line by line against the roles in `samsyn_web/base/scope/`, and is what
a lawyer reads. A new address fails here until its line is there: ACCESS_MATRIX=write ./samsyn test
tests/architecture/test_access.py writes the table, which is then read again before it is kept.
"""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.test import Client
from django.utils.timezone import localdate

from samsyn_web.base.models import Job
from samsyn_web.base.scope import Permission, Role
from samsyn_web.findings.models import FieldNote
from samsyn_web.people import services
from samsyn_web.people.models import Membership
from tests.support import annas_world
from tests.support.access import EXAMPLES, addresses, answer, filled, remembered, unwritten
from tests.support.annas_world import AT, MARK
from tests.support.story import Person, make_person

TABLE = Path(__file__).with_name("access_matrix.txt")
COLUMNS = ["visitor", "link", *(role.value for role in Role)]
WIDTH = 66
# What a personal link opens: pages that are open to all, and where one reports.
PUBLIC = (
    "/api/openapi.json",
    "/lagesbilder/avsnitt.css",
    "/om/",
    "/hjalp/",
    "/sprak/",
    "/utseende/",
    "/r/",
    "/enkater/tack/",
    "/konto/",
    "/kontaktpunkt/",  # published for anybody
    "/rapportera/vantande/",  # knows nobody: what waits is on the device
    "/rapportera/sw.js",
    "/rapportera/manifest.webmanifest",
)
CALENDAR = "/veckan/kalender/<token>/samsyn.ics"  # the address is the secret: whoever has it reads the times
PLAN_CALENDAR = "/plan/kalender/<token>/plan.ics"  # the same of the plan
PROGRAMME_CALENDAR = "/program/kalender/<token>.ics"  # and of a programme
REPORT_LINK = "/program/svara/<token>/"  # and of a quarterly report of a municipality without a place here
SCORER_LINK = "/beredskap/svara/<token>/"  # and of a scorer who has no account
SCORER_LINK = "/beredskap/svara/<token>/"  # and of a scorer without an account
REPORTING = {
    REPORT_LINK,
    SCORER_LINK,
    CALENDAR,
    PLAN_CALENDAR,
    PROGRAMME_CALENDAR,
    "/",
    "/rapportera/",
    "/rapportera/karta.json",
    "/rapportera/mina/",
    *(f"/api/rapporter/{page}" for page in ("", "egna/", "formular/", "vem/")),
}
HEAD = """\
# Who may open what. One line for each address, one column for each who asks, all about Exempelköping's own things.
#   o opens   - is asked to sign in   x is refused   0 is not there for them
# link is a personal link, made for a coordinator. A page that only takes what a form sends is sent an
# empty one. Property owners and police here are kept to the area that the partner edition tells of.
# Written by tests/architecture/test_access.py, and read by people.
"""


@pytest.fixture
def world(story: SimpleNamespace) -> SimpleNamespace:
    """Everything that is Anna's, and a person in each role in her organisation and in Cecilia's."""
    made = annas_world.make(story.anna.organisation, story.anna.user)
    job = Job.objects.create(
        organisation_id=story.anna.organisation.pk, created_by_id=story.anna.id, kind="picture", function="no.such",
        created_at=AT,
    )  # fmt: skip
    note = FieldNote.objects.get(picture=made.picture)
    return SimpleNamespace(**vars(story), **vars(made), job=job, field_note=note)


def people_of(organisation_of: Person) -> dict[str, Client]:
    """Return a signed-in browser for a new person in each role."""
    found = {}
    for role in Role:
        person = make_person(f"{role.value}-en", role, organisation_of.organisation)
        if role in (Role.POLICE, Role.PROPERTY):
            Membership.objects.filter(pk=person.membership.pk).update(areas=[MARK])
        client = person.client()
        client.raise_request_exception = False
        found[role.value] = client
    return found


def everybody(world: SimpleNamespace) -> dict[str, Client]:
    """Return a browser for each column."""
    leader = make_person("Leila", Role.COORDINATOR, world.anna.organisation)
    token = services.make_access_link(membership=leader.membership, by=world.anna.user, at=AT)
    visitor, link = Client(raise_request_exception=False), Client(raise_request_exception=False)
    link.get(f"/r/{token}/")
    return {"visitor": visitor, "link": link, **people_of(world.anna)}


def head() -> str:
    """Return the names of the columns, written downwards."""
    most = max(map(len, COLUMNS))
    lines = ("".join(name.rjust(most)[n].rjust(2) for name in COLUMNS) for n in range(most))
    return "".join(f"#{'':{WIDTH - 1}}{line}\n" for line in lines)


def table(world: SimpleNamespace) -> str:
    """Return the table as it is."""
    clients = everybody(world)
    lines = []
    with unwritten(), remembered():
        for address in addresses():
            signs = [answer(clients[name], filled(address, world)) for name in COLUMNS]
            lines.append(f"/{address:{WIDTH - 1}}{''.join(f' {sign}' for sign in signs)}\n")
    return HEAD + head() + "".join(lines)


def kept() -> dict[str, dict[str, str]]:
    """Return the table that is kept: for each address, the sign of each column."""
    rows = [line.split() for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("/")]
    return {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in rows}


def test_the_table_says_who_may_open_what(world: SimpleNamespace) -> None:
    found = table(world)
    if os.environ.get("ACCESS_MATRIX") == "write":
        TABLE.write_text(found, encoding="utf-8")
    assert found.splitlines() == TABLE.read_text(encoding="utf-8").splitlines()


# A period in an address names no row: everybody has their own quarter.
OWN_DATES = (
    "prioriteringar/",
    "styrning/skyldigheter/<paragraph>/",  # so do paragraphs of the law
    "styrning/samordning/<kind>/",  # and the two posts of 11 and 12 §§
)


def test_nobody_opens_what_is_another_organisations(world: SimpleNamespace) -> None:
    """Each role in Annanstad asks for, and sends forms to, each address of Anna's that names a thing of hers."""
    clients = people_of(world.cecilia)
    leave_out = (
        "r/",
        "konto/",
        "kontaktpunkt/",
        CALENDAR[1:],
        PLAN_CALENDAR[1:],
        PROGRAMME_CALENDAR[1:],
        REPORT_LINK[1:],
        SCORER_LINK[1:],
        *OWN_DATES,
    )
    named = [one for one in addresses() if "<" in one and not one.startswith(leave_out)]
    opens = {
        address: {name for name, sign in signs.items() if sign == "o"} for address, signs in kept().items()
    }
    with unwritten(), remembered():
        seen = [
            f"{name} {method} {address}"
            for address in named
            for name, client in clients.items()
            if name
            in ("coordinator", *opens[f"/{address}"])  # a role that is refused its own is refused others'
            for method in (("get", "post") if name == "coordinator" else ("get",))
            if answer(client, filled(address, world), method) == "o"
        ]
    assert seen == []


def permissions_of(name: str) -> frozenset[Permission]:
    """Return what a column may do."""
    if name == "visitor":
        return frozenset()
    return frozenset({Permission.REPORT}) if name == "link" else Role(name).permissions


@pytest.mark.parametrize(
    ("begins", "needs"),
    [
        ("/medlemmar/", Permission.ADMINISTER),
        ("/handelser/", Permission.READ_AUDIT),
        ("/publiceringar/", Permission.READ_PICTURE),
        ("/lagesbilder/<picture_id>/bedom/spara/", Permission.JUDGE),
        ("/lagesbilder/<picture_id>/bedom/falt/", Permission.JUDGE),
        (
            "/lagesbilder/<picture_id>/bedom/",
            Permission.READ_PICTURE,
        ),  # what was judged is part of the picture
        ("/partner/upplagor/", Permission.READ_PARTNER),
        ("/partner/ny/", Permission.PUBLISH),
        ("/partner/<partner_id>/", Permission.PUBLISH),
        ("/dokument/", Permission.PUBLISH),
        ("/underlag/", Permission.WORK_WITH_DATA),
        ("/omraden/<", Permission.WORK_WITH_DATA),
        ("/omraden/utkast/", Permission.WORK_WITH_DATA),
        ("/rapporter/inlasning/", Permission.WORK_WITH_DATA),
        ("/rapporter/omgang/", Permission.WORK_WITH_DATA),
    ],
)
def test_no_column_opens_more_than_its_permissions(begins: str, needs: Permission) -> None:
    """The table against the roles, without asking the site: what a path is for, and who has it."""
    rows = {address: signs for address, signs in kept().items() if address.startswith(begins)}
    assert rows
    for address, signs in rows.items():
        opens = {name for name, sign in signs.items() if sign == "o"}
        assert opens <= {name for name in COLUMNS if needs in permissions_of(name)}, address


def test_a_link_opens_only_what_reporting_needs() -> None:
    opens = {address for address, signs in kept().items() if signs["link"] == "o"}
    outside = {one for one in opens if not one.startswith(PUBLIC)}
    assert outside <= REPORTING, "say in REPORTING why a personal link opens it"


def test_areas_decide_what_partners_read(world: SimpleNamespace) -> None:
    """Without areas a property owner sees nothing; with others, neither they nor the police do."""
    path = filled("partner/upplagor/<publication_id>/lagesbild.html", world)
    seen = {}
    for role in (Role.PROPERTY, Role.POLICE):
        person = make_person(f"{role.value}-två", role, world.anna.organisation)
        for areas in ([], ["annat"], [MARK]):
            Membership.objects.filter(pk=person.membership.pk).update(areas=areas)
            seen[role.value, *areas] = answer(person.client(), path)
    assert seen == {
        ("property",): "0", ("property", "annat"): "0", ("property", MARK): "o",
        ("police",): "o", ("police", "annat"): "0", ("police", MARK): "o",
    }  # fmt: skip


def test_an_edition_that_is_not_for_partners_is_not_given_to_them(world: SimpleNamespace) -> None:
    person = make_person("Per", Role.PROPERTY, world.anna.organisation)
    Membership.objects.filter(pk=person.membership.pk).update(areas=[MARK])
    client = person.client()
    internal = world.publication.pk
    assert client.get(f"/partner/upplagor/{internal}/lagesbild.html").status_code == 404
    assert client.get(f"/publiceringar/{internal}/lagesbild.html").status_code == 403
    assert f"/{world.given.pk}/" in client.get("/partner/upplagor/").content.decode()


def test_a_deputy_opens_what_both_may(world: SimpleNamespace) -> None:
    from samsyn_web.base import clock

    today = localdate(clock.now())
    lena = make_person("Lena", Role.READER, world.anna.organisation)
    assert answer(lena.client(), "/medlemmar/") == "x"
    services.appoint_deputy(
        absent=world.anna.membership, deputy=lena.membership, first_day=today, last_day=today, by=None, at=AT
    )
    assert answer(lena.client(), "/medlemmar/") == "o"


def test_every_example_is_used() -> None:
    holes = {hole for one in addresses() for hole in EXAMPLES if f"<{hole}>" in one}
    assert holes == set(EXAMPLES)
