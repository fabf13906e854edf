"""
Pages of a full database: 290 organisations and 1,000,000 reports; 95 of 100 within 400 ms, for a municipality 200 ms.

    ./samsyn dev benchmarks/bench_pages.py [REPORTS] [--organisations=290] [--postgres] [--requests=200]

One organisation is of national size: a tenth of the reports, in 290 areas. Every organisation's reports come in through
the services. Pictures are computed for the national and three municipal organisations, and published; the other
organisations get copies of a municipal one's rows, so that tables and indexes are as full as they would be. Each page
is asked for over loopback from the real server (granian, WSGI), one request at a time, by a coordinator with a session.
The peer, in the same run, is the lightest page of the same server, which reads nothing but who asks.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for the support of the tests


def option(name: str, usual: int) -> int:
    """Return a number from the command line."""
    return next((int(one.partition("=")[2]) for one in sys.argv if one.startswith(f"--{name}=")), usual)


GIVEN = [one for one in sys.argv[1:] if not one.startswith("-")]
REPORTS, ORGANISATIONS = int(GIVEN[0]) if GIVEN else 1_000_000, option("organisations", 290)
REQUESTS, WARM, COMPUTED = option("requests", 200), 5, 3
PROMISED_MS = {"municipal": 200, "national": 400}
AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
FIRST, DAYS, PERIOD = datetime(2023, 1, 2, tzinfo=UTC), 1092, "2025-W52"
WHAT = (
    "Skadegörelse",
    "Nedskräpning",
    "Buller",
    "Ordningsstörning",
    "Otrygg plats",
    "Narkotika",
    "Stöld",
    "Brand",
)


def areas_of(number: int, place: int) -> Any:
    """Return square areas side by side, those of each organisation in a place of their own."""
    from samsyn.table import AreaSet

    side = 17
    boxes = [shapely.box(n % side, n // side, n % side + 1, n // side + 1) for n in range(number)]
    scaled = shapely.transform(np.array(boxes), lambda xy: xy * 1000 + (500_000 + 10 * place, 6_500_000))
    keys = tuple(f"{place:03}{n:03}" for n in range(number))
    return AreaSet(
        keys=keys, names=tuple(f"Område {n + 1}" for n in range(number)), version="Prov", polygons=scaled
    )


def reports_csv(rng: np.random.Generator, number: int, keys: tuple[str, ...]) -> bytes:
    """Return reports over three years, with seasons and busy and quiet areas."""
    day, hour = rng.integers(0, DAYS, number), rng.integers(0, 24, number)
    area = np.minimum(rng.geometric(3 / (len(keys) + 2), number) - 1, len(keys) - 1)
    what, who = rng.integers(0, len(WHAT), number), rng.integers(0, 12, number)
    lines = [
        f"{FIRST + timedelta(days=int(d), hours=int(h)):%Y-%m-%d %H:%M};{WHAT[w]};{keys[a]};Funktion {f}"
        for d, h, w, a, f in zip(day, hour, what, area, who, strict=True)
    ]
    return "\n".join(["Tidpunkt;Kategori;Områdeskod;Rapportör", *lines, ""]).encode()


def add_organisation(place: int) -> Any:
    """Return the scope of a coordinator of a new organisation."""
    from samsyn_web.base.scope import Role, Scope
    from samsyn_web.people import services as people

    organisation = people.create_organisation(name=f"Kommun {place}", by=None, at=AT)
    member = people.add_member(
        organisation=organisation,
        email=f"k{place}@example.org",
        name="K",
        role=Role.COORDINATOR,
        by=None,
        at=AT,
    )
    return Scope(user_id=member.user_id, organisation_id=organisation.pk, role=Role.COORDINATOR)


def bring_in(by: Any, content: bytes, areas: Any) -> Any:
    """Bring a file into the register, and return its source."""
    from django.core.files.base import ContentFile

    from samsyn_web.methods.incidents import services
    from samsyn_web.observations import services as observed

    (intake,) = observed.open_intakes(
        by=by,
        at=AT,
        method=services.METHOD,
        reports=[ContentFile(content, name="rapporter.csv")],
        areas=areas,
    )
    return services.commit(by=by, at=AT, intake=intake).source


def compute(by: Any, source: Any, period: str) -> Any:
    """Compute the picture of a period and publish it as proposals."""
    from samsyn.cycle import Edition
    from samsyn_web.methods.incidents import services
    from samsyn_web.reports import services as reports

    observed, _ = services.open_picture(
        by=by, at=AT, sources=[source], period=period, area_version=source.area_version
    )
    picture = services.compute(by=by, at=AT, observed=observed, period=period, organisation="Prov")
    imprint = reports.Imprint(organisation="Prov", person="K", notice="Påhittade data.")
    reports.publish(
        by=by, at=AT, picture=picture, edition=Edition.INTERNAL, imprint=imprint, as_proposals=True, note=""
    )
    return picture


def copy_picture(picture: Any, by: Any) -> None:
    """Give another organisation the rows of a picture, with its editions and figures."""
    from samsyn_web.findings.models import FindingRecord, Picture, PictureEdition
    from samsyn_web.observations.models import Round

    observed = Round.objects.get(pk=picture.round_id)
    observed.pk, observed.organisation_id = None, by.organisation_id
    observed.rows, observed.state, observed.digest = None, "open", ""
    observed.frozen_by = observed.frozen_at = None
    observed.save(force_insert=True)
    copied = Picture.objects.get(pk=picture.pk)
    copied.pk, copied.organisation_id, copied.round_id = None, by.organisation_id, observed.pk
    copied.save(force_insert=True)
    for model in (PictureEdition, FindingRecord):
        rows = list(model.objects.filter(picture=picture))
        for row in rows:
            row.pk, row.picture_id = None, copied.pk
            if model is FindingRecord:
                row.digest = f"{copied.pk:08x}{row.digest[8:]}"
        model.objects.bulk_create(rows, batch_size=500)


def fill() -> dict[str, tuple[Any, Any]]:
    """Fill the database, and return who asks for what: a scope and a picture."""
    from samsyn_web.methods.incidents.models import Report

    rng = np.random.default_rng(1)
    national = REPORTS // 10
    each = (REPORTS - national) // (ORGANISATIONS - 1)
    start, asked, pictures, scopes = time.perf_counter(), {}, [], []
    for place in range(ORGANISATIONS):
        large = place == 0
        areas = areas_of(290 if large else 20, place)
        by = add_organisation(place)
        source = bring_in(by, reports_csv(rng, national if large else each, areas.keys), areas)
        if place <= COMPUTED:
            picture = [compute(by, source, period) for period in ("2025-W51", PERIOD)][-1]
            asked["national" if large else "municipal"] = (by, picture)
            print(
                f"  {'national' if large else 'municipal'} pictures made, {time.perf_counter() - start:.0f} s",
                flush=True,
            )
            pictures += [] if large else [picture]
        else:
            scopes.append(by)
    for by in scopes:
        copy_picture(pictures[0], by)
    counted = Report.objects.count()
    print(
        f"  {ORGANISATIONS} organisations, {counted:,} reports, filled in {time.perf_counter() - start:.0f} s",
        flush=True,
    )
    return asked


def addresses(by: Any, picture: Any) -> dict[str, str]:
    """Return the pages that are asked for."""
    from samsyn_web.findings.models import FindingRecord
    from samsyn_web.methods.incidents.urls import urlpatterns
    from samsyn_web.observations.models import Intake, Source

    figure = FindingRecord.objects.filter(picture=picture).order_by("-n").first()
    source, intake = (
        model.objects.filter(organisation_id=by.organisation_id).latest("pk") for model in (Source, Intake)
    )
    pages = {
        "about (the peer)": "/om/",
        "home": "/",
        "register": "/rapporter/",
        "source": f"/rapporter/kalla/{source.pk}/",
        "source's categories": f"/rapporter/kalla/{source.pk}/kategorier/",
        "receipt": f"/rapporter/inlasning/{intake.pk}/",
        "new picture": "/rapporter/lagesbild/",
        "pictures": "/lagesbilder/",
        "picture": f"/lagesbilder/{picture.pk}/",
        "judging": f"/lagesbilder/{picture.pk}/bedom/",
        "figure": f"/figurer/{figure.digest}/",
    }
    explored = [str(one.pattern) for one in urlpatterns if str(one.pattern).startswith("utforska")]
    return pages | {one: f"/rapporter/{one}" for one in explored if "<" not in one}


def session_of(by: Any) -> str:
    """Return the cookie of a person who has signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from samsyn_web.people.models import User

    user = User.objects.get(pk=by.user_id)
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY], store[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return f"{settings.SESSION_COOKIE_NAME}={store.session_key}"


def ask(connection: http.client.HTTPConnection, address: str, cookie: str) -> tuple[float, int]:
    """Return milliseconds and bytes of a page."""
    start = time.perf_counter()
    connection.request("GET", address, headers={"Cookie": cookie})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        sys.exit(f"{address} answered {answer.status}")
    return 1000 * (time.perf_counter() - start), len(body)


def measure(port: int, asked: dict[str, tuple[Any, Any]]) -> bool:
    """Ask for every page, print what it took, and return whether all is as promised."""
    held = True
    for size, (by, picture) in asked.items():
        cookie = session_of(by)
        print(f"  {size:26}{'median':>8} {'p95':>8}  {'KiB':>6}   (promised: p95 {PROMISED_MS[size]} ms)")
        for name, address in addresses(by, picture).items():
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            for _ in range(WARM):
                ask(connection, address, cookie)
            took = [ask(connection, address, cookie) for _ in range(REQUESTS)]
            connection.close()
            median, p95 = np.percentile([ms for ms, _ in took], (50, 95))
            over = p95 > PROMISED_MS[size]
            held = held and not over
            print(
                f"    {name:24}{median:8.0f} {p95:8.0f}  {took[0][1] / 1024:6.0f}{'   OVER' if over else ''}",
                flush=True,
            )
    return held


def main() -> None:
    """Fill a database, start the server, ask, print."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        os.environ |= {"SAMSYN_DATABASE_URL": "", "SAMSYN_DATA": folder, "SAMSYN_JOBS": "inline"}
        if "--postgres" in sys.argv:
            from tests.support.postgres import server

            os.environ["SAMSYN_DATABASE_URL"] = stack.enter_context(server())
        from samsyn_cli import processes, web

        web.start()
        web.prepare_database()
        from django.db import connection

        print(connection.vendor)
        asked = fill()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        running = subprocess.Popen(processes.server("127.0.0.1", port, 2), env=dict(os.environ))
        try:
            processes.wait_until_open("127.0.0.1", port, running)
            print("  as promised" if measure(port, asked) else "  NOT as promised")
        finally:
            running.terminate()
            running.wait()


if __name__ == "__main__":
    main()
