"""
A picture's map with 5 000 reports in a browser, from the request to what is drawn: at most 1 s; and every report as a
marker of its own, Leaflet's plain way, beside it.

    ./samsyn dev benchmarks/bench_map.py [PERIOD]

The server is the one that `./samsyn serve` starts, on an invented municipality, when it has answered once. Loads with
nothing in the browser's cache are told apart from later ones.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PERIOD = sys.argv[1] if len(sys.argv) > 1 else "2025-02-01..2026-11-16"
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TIMES = 7
DRAWN = "() => performance.getEntriesByName('samsyn:map-drawn')[0]?.startTime"
PEER = """({lat, lon}) => {
  const begun = performance.now();
  const box = document.createElement("div");
  box.className = "map";
  document.querySelector("main").append(box);
  const map = L.map(box).fitBounds(lat.map((one, i) => [one, lon[i]]), { animate: false });
  lat.forEach((one, i) => L.marker([one, lon[i]], { icon: L.divIcon() }).addTo(map));
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
    const took = performance.now() - begun;
    map.remove();
    box.remove();
    done(took);
  })));
}"""


def prepare() -> tuple[str, str]:
    """Fill a database; return the address of a map and the key of a session."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.files.base import ContentFile
    from django.core.management import call_command
    from django.test import Client

    from samsyn import files
    from samsyn.methods.incidents.example import simulate
    from samsyn.methods.incidents.example.files import areas_geojson, reports_csv
    from samsyn_web.base.scope import Role, Scope
    from samsyn_web.methods.incidents import services
    from samsyn_web.observations import services as observations
    from samsyn_web.people import services as people

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    own = people.create_organisation(name="Exempelköping", by=None, at=AT, is_demo=True)
    member = people.add_member(
        organisation=own,
        email="anna@example.se",
        name="Anna",
        role=Role.COORDINATOR,
        password="sju sjösjuka sjömän",
        by=None,
        at=AT,
    )
    scope = Scope(user_id=member.user_id, organisation_id=own.pk, role=Role.COORDINATOR)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "omraden.geojson"
        path.write_text(areas_geojson(), encoding="utf-8")
        areas = files.read_areas(path)
    reports = ContentFile(reports_csv(simulate()).encode(), name="rapporter.csv")
    (staged,) = observations.open_intakes(by=scope, at=AT, method="incidents", reports=[reports], areas=areas)
    source = services.commit(by=scope, at=AT, intake=staged).source
    observed, _ = services.open_picture(
        by=scope, at=AT, sources=[source], period=PERIOD, area_version=source.area_version
    )
    made = services.compute(by=scope, at=AT, observed=observed, period=PERIOD, organisation=own.name)
    client = Client()
    client.force_login(member.user)
    return f"/lagesbilder/{made.pk}/karta/", client.cookies[settings.SESSION_COOKIE_NAME].value


def free_port() -> int:
    """Return a port that nothing listens to."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    for _ in range(300):
        with closing(socket.socket()) as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    sys.exit("the server did not start")


def drawn(page: Any, address: str) -> float:
    """Load the map; return milliseconds from the request to what is drawn."""
    page.goto(address)
    page.wait_for_selector(".map[data-drawn]")
    return float(page.evaluate(DRAWN))


def browse(url: str, address: str, session: str) -> None:
    """Load the map several times and print."""
    from playwright.sync_api import sync_playwright

    browser_path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if browser_path is None:
        sys.exit("no Chromium on this machine: set CHROMIUM=/path/to/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"]
        )

        def fresh() -> Any:
            context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
            context.add_cookies([{"name": "samsyn_session", "value": session, "url": url}])
            return context.new_page()

        for _ in range(2):
            drawn(fresh(), url + address)  # each process of the server has read its modules
        first = statistics.median(drawn(fresh(), url + address) for _ in range(TIMES))
        page = fresh()
        drawn(page, url + address)
        later = statistics.median(drawn(page, url + address) for _ in range(TIMES))
        points = page.evaluate(
            "async (at) => (await (await fetch(at)).json()).points", f"{address}karta.json"
        )
        peer = statistics.median(page.evaluate(PEER, points) for _ in range(TIMES))
        browser.close()
    print(f"{sum(points['count']):,} reports on the map, {PERIOD}")
    print(f"nothing in the cache, median of {TIMES}  {first:6.0f} ms   (promised: 1 000 ms)")
    print(f"later loads, median of {TIMES}          {later:6.0f} ms   (promised: 1 000 ms)")
    print(f"only drawing, a marker for each   {peer:6.0f} ms")
    print(f"ratio of a whole later load to that {later / peer:4.2f}")


def main() -> None:
    """Fill a database, start the server, load the map."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"SAMSYN_DATA": folder, "DJANGO_SETTINGS_MODULE": "samsyn_web.config.settings"}
        address, session = prepare()
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "-m", "samsyn_cli", "serve", "--port", str(port)], stderr=subprocess.DEVNULL
        )
        try:
            wait_for(port)
            browse(f"http://127.0.0.1:{port}", address, session)
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
