"""
The report page on a slow phone and a bad net: usable within 2 seconds, and at most 100 kB over the wire.

    ./samsyn dev benchmarks/bench_report_page.py [ROUNDS]

The real server (granian, WSGI) with static files as in production, the invented municipality with its places and areas,
and Chromium through its own protocol: processor four times slower, 1.6 Mbit/s, 150 ms to the server and back, nothing
kept from before. Usable is when the page's scripts have taken over the form; the form can be filled in and sent before
that, without them. The peer, in the same run, is the page about Samsyn, which asks nothing.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

GIVEN = [one for one in sys.argv[1:] if one.isdecimal()]
ROUNDS = int(GIVEN[0]) if GIVEN else 9
SLOWER, BITS_PER_S, ROUND_TRIP_MS = 4, 1_600_000, 150
PROMISED_MS, PROMISED_BYTES = 2000, 100_000


def free_port() -> int:
    """Return a port that nothing listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def link_of(data: str) -> str:
    """Fill the municipality, and return the address of Rut's personal link."""
    os.environ |= {"SAMSYN_DATA": data, "SAMSYN_STATIC": "manifest"}
    from samsyn_cli import web

    web.start(data)
    web.prepare_database()
    from django.core.management import call_command

    from samsyn_web.base import clock
    from samsyn_web.people import queries, services

    call_command("load_demo", password="exempelkoping", verbosity=0)
    user = queries.user_by_email("rut@exempel.se")
    membership = queries.memberships_of(user.pk).first() if user else None
    if membership is None:
        raise SystemExit("there is no Rut")
    return f"/r/{services.make_access_link(membership=membership, by=None, at=clock.now())}/"


def opened(browser: Browser, base: str, link: str, path: str) -> dict[str, Any]:
    """Open a page as a slow phone does, with nothing kept, and return times and weights."""
    context = browser.new_context(
        base_url=base, viewport={"width": 390, "height": 844}, service_workers="block"
    )
    page = context.new_page()
    page.request.get(link, max_redirects=0)
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    bytes_per_s = BITS_PER_S / 8
    net = {"latency": ROUND_TRIP_MS, "downloadThroughput": bytes_per_s, "uploadThroughput": bytes_per_s}
    devtools.send("Network.emulateNetworkConditions", {"offline": False, **net})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    weights: list[float] = []
    devtools.on("Network.loadingFinished", lambda told: weights.append(told["encodedDataLength"]))
    page.goto(path)
    if path != "/om/":
        page.wait_for_function("() => performance.getEntriesByName('usable').length")
    page.wait_for_load_state("networkidle")
    found: dict[str, Any] = page.evaluate("""() => ({
        usable: performance.getEntriesByName("usable")[0]?.startTime,
        seen: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
        loaded: performance.getEntriesByType("navigation")[0].loadEventEnd,
    })""")
    context.close()
    return {**found, "bytes": sum(weights)}


def main() -> None:
    """Measure, and say whether the promises hold."""
    port, data = free_port(), tempfile.mkdtemp()
    link, base = link_of(data), f"http://127.0.0.1:{port}"
    line = [sys.executable, "-m", "samsyn_cli", "serve", "--port", str(port), "--workers", "1"]
    server = subprocess.Popen(line, start_new_session=True, stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for path in ("/om/", "/rapportera/"):
                opened(browser, base, link, path)  # the server's own first time
                rounds = [opened(browser, base, link, path) for _ in range(ROUNDS)]
                told = {
                    name: median(one[name] for one in rounds) if rounds[0][name] is not None else None
                    for name in rounds[0]
                }
                times = ", ".join(
                    f"{name} {value:.0f} ms" for name, value in told.items() if value and name != "bytes"
                )
                print(f"{path:<14} {times}, {told['bytes'] / 1000:.1f} kB (median of {ROUNDS})")
            browser.close()
        kept = told["usable"] <= PROMISED_MS and told["bytes"] <= PROMISED_BYTES
        print(
            f"promised: usable in {PROMISED_MS} ms, {PROMISED_BYTES / 1000:.0f} kB: {'kept' if kept else 'NOT KEPT'}"
        )
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait()
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
