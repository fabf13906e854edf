"""Kolada and Statistics Sweden as recorded answers from a server on this machine, their failures included."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from samsyn_cli.__main__ import main
from samsyn_cli.open_data import Asker, Kolada, NotFetched, PxWeb

# The forms of the services, with invented values.
KPI_PAGE = {
    "count": 1,
    "next_url": "",
    "values": [
        {"kpi": "N00001", "municipality": "0181", "period": 2024, "isdeleted": False, "values": [
            {"gender": "K", "value": 4.0}, {"gender": "T", "value": 5.5}, {"gender": "M", "value": 7.0}]},
        {"kpi": "N00001", "municipality": "0181", "period": 2023, "values": [{"gender": "T", "value": None}]},
        {"kpi": "N00001", "municipality": "0181", "period": 2022, "isdeleted": True,
         "values": [{"gender": "T", "value": 9}]},
    ],
}  # fmt: skip
JSON_STAT = {
    "version": "2.0",
    "class": "dataset",
    "id": ["Region", "Tid"],
    "size": [2, 2],
    "dimension": {
        "Region": {"category": {"index": {"0181": 1, "0180": 0}}},
        "Tid": {"category": {"index": ["2023", "2024"]}},
    },
    "value": [10, 11, None, 13],
}


class Server:
    """Answers in the order given and keeps what was asked."""

    def __init__(self) -> None:
        self.answers: list[tuple[int, bytes, dict[str, str]]] = []
        self.asked: list[tuple[str, bytes]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                outer.asked.append((self.path, sent))
                code, content, headers = outer.answers.pop(0) if outer.answers else (404, b"", {})
                if code == 0:  # never in time
                    time.sleep(0.4)
                    return
                self.send_response(code)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = _answer  # noqa: N815

            def log_message(self, *arguments: Any) -> None:
                """Say nothing."""

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base = f"http://127.0.0.1:{self.http.server_port}"

    def gives(self, code: int, content: Any, **headers: str) -> None:
        raw = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.answers.append((code, raw, {name.replace("_", "-"): value for name, value in headers.items()}))


@pytest.fixture
def server() -> Iterator[Server]:
    one = Server()
    thread = threading.Thread(target=one.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield one
    one.http.shutdown()
    one.http.server_close()
    thread.join()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def asker(tmp_path: Path, waited: list[float]) -> Asker:
    return Asker(name="Servern", cache=tmp_path / "kept", timeout_s=0.15, wait=waited.append)


def test_kolada_gives_the_total_and_keeps_a_missing_value_missing(server: Server, asker: Asker) -> None:
    server.gives(200, KPI_PAGE)
    kolada = Kolada(asker=asker, base=f"{server.base}/v3")
    found = kolada.figures("N00001", ["0181"], [2024, 2023])
    assert found == [
        {"area": "0181", "day": date(2023, 1, 1), "value": None},
        {"area": "0181", "day": date(2024, 1, 1), "value": 5.5},
    ]
    assert server.asked[0][0] == "/v3/data/kpi/N00001/municipality/0181/year/2023,2024"
    assert kolada.figures("N00001", ["0181"], [2023, 2024]) == found
    assert len(server.asked) == 1, "an answer that is kept is not asked for again"


def test_kolada_is_asked_page_by_page_and_for_at_most_25_at_a_time(server: Server, asker: Asker) -> None:
    server.gives(200, {**KPI_PAGE, "next_url": f"{server.base}/v3/next"})
    server.gives(200, KPI_PAGE)
    server.gives(200, KPI_PAGE)
    codes = [f"{1000 + n}" for n in range(26)]
    found = Kolada(asker=asker, base=f"{server.base}/v3").figures("N00001", codes, [2024])
    assert [path.count(",") for path, _ in server.asked] == [24, 0, 0]
    assert server.asked[1][0] == "/v3/next"
    assert len(found) == 6


def test_kolada_does_not_follow_to_another_server(server: Server, asker: Asker) -> None:
    server.gives(200, {**KPI_PAGE, "next_url": "https://other.example/v3/next"})
    with pytest.raises(NotFetched, match="annan server"):
        Kolada(asker=asker, base=f"{server.base}/v3").figures("N00001", ["0181"], [2024])


def test_pxweb_gives_cells_in_the_order_of_the_codes(server: Server, asker: Asker) -> None:
    server.gives(200, JSON_STAT)
    found = PxWeb(asker=asker, base=server.base).figures(
        "TAB1", {"Region": ["0180", "0181"], "Tid": ["2023", "2024"]}
    )
    assert [(one["Region"], one["Tid"], one["value"]) for one in found] == [
        ("0180", "2023", 10), ("0180", "2024", 11), ("0181", "2023", None), ("0181", "2024", 13),
    ]  # fmt: skip
    path = server.asked[0][0]
    assert "valueCodes%5BRegion%5D=0180,0181" in path
    assert path.count("valueCodes%5BRegion%5D") == 1


def test_a_long_question_to_pxweb_is_posted(server: Server, asker: Asker) -> None:
    sparse = {**JSON_STAT, "value": {"0": 10, "3": 13}}
    server.gives(200, sparse)
    codes = [f"0181R{n:03}_RegSO2025" for n in range(200)]
    found = PxWeb(asker=asker, base=server.base).figures("TAB1", {"Region": codes, "Tid": ["2024"]})
    assert [one["value"] for one in found] == [10, None, None, 13]
    assert json.loads(server.asked[0][1])["selection"][0]["valueCodes"] == codes


def test_pxweb_is_not_asked_for_more_cells_than_it_gives(server: Server, asker: Asker) -> None:
    many = {"Region": [str(n) for n in range(400)], "Tid": [str(n) for n in range(400)]}
    with pytest.raises(NotFetched, match="högst 150000"):
        PxWeb(asker=asker, base=server.base).figures("TAB1", many)
    assert server.asked == []


@pytest.mark.parametrize(
    ("code", "says"),
    [(410, "stängt den adressen"), (404, "inte det som du frågade efter"), (403, "sade nej")],
)
def test_what_will_not_change_is_refused_at_once(server: Server, asker: Asker, code: int, says: str) -> None:
    server.gives(code, b"")
    with pytest.raises(NotFetched, match=says):
        asker.ask(f"{server.base}/v2/kpi")
    assert len(server.asked) == 1
    assert not asker.cache.exists(), "a refusal is not kept"


def test_a_busy_server_is_asked_again_when_it_says(server: Server, asker: Asker, waited: list[float]) -> None:
    server.gives(429, b"", Retry_After="7")
    server.gives(500, b"")
    server.gives(200, {"fine": 1})
    assert asker.ask(f"{server.base}/x") == {"fine": 1}
    assert waited == [7, 2]


@pytest.mark.parametrize(
    ("code", "says"), [(500, "har ett fel"), (429, "för mycket att göra"), (0, "svarar inte")]
)
def test_it_gives_up_in_the_end_and_says_what_to_do(
    server: Server, asker: Asker, waited: list[float], code: int, says: str
) -> None:
    for _ in range(4):
        server.gives(code, b"")
    with pytest.raises(NotFetched, match=f"{says}.*försökte 4 gånger.*läs in den"):
        asker.ask(f"{server.base}/x")
    assert len(server.asked) == 4
    assert waited == [1, 2, 4]


def test_the_rate_of_the_server_is_kept(server: Server, asker: Asker, waited: list[float]) -> None:
    now = iter(range(100))
    slow = Asker(
        name="S", cache=asker.cache, calls=2, per_s=10, wait=waited.append, clock=lambda: float(next(now))
    )
    for n in range(3):
        server.gives(200, n)
        slow.ask(f"{server.base}/{n}")
    assert len(waited) == 1
    assert 5 <= waited[0] <= 10


@pytest.mark.parametrize("content", [b"", b"<html>Sign in</html>", b'{"values": '])
def test_what_is_no_json_is_refused_and_not_kept(server: Server, asker: Asker, content: bytes) -> None:
    server.gives(200, content)
    with pytest.raises(NotFetched, match="inte är JSON"):
        asker.ask(f"{server.base}/x")
    assert not asker.cache.exists()


@pytest.mark.parametrize(
    "content",
    [
        [],
        {"values": None},
        {"values": [{"municipality": "0181"}]},
        {"values": [{"values": [{"gender": "T"}]}]},
    ],
)
def test_another_form_from_kolada_is_refused(server: Server, asker: Asker, content: Any) -> None:
    server.gives(200, content)
    with pytest.raises(NotFetched, match="i en form som Samsyn inte känner"):
        Kolada(asker=asker, base=server.base).figures("N1", ["0181"], [2024])


def test_nothing_from_kolada_says_so(server: Server, asker: Asker) -> None:
    server.gives(200, {"values": [], "next_url": None})
    with pytest.raises(NotFetched, match="inga värden för N1"):
        Kolada(asker=asker, base=server.base).figures("N1", ["0181"], [2024])


@pytest.mark.parametrize("wrong", [{"value": [1]}, {"size": [2, 3]}, {"dimension": {}}, {"value": ["x"] * 4}])
def test_another_form_from_pxweb_is_refused(server: Server, asker: Asker, wrong: dict[str, Any]) -> None:
    server.gives(200, {**JSON_STAT, **wrong})
    with pytest.raises(NotFetched, match="Väntade json-stat2"):
        PxWeb(asker=asker, base=server.base).figures("TAB1", {"Region": ["0180"], "Tid": ["2024"]})


def test_only_a_safe_address_is_asked(asker: Asker) -> None:
    with pytest.raises(NotFetched, match="börjar inte med https"):
        asker.ask("http://api.example.org/v3/kpi")


def test_a_key_figure_is_fetched_to_a_file_that_becomes_findings(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    title = "Anmälda våldsbrott i kommunen, antal/100 000 inv"
    server.gives(200, {"values": [{"id": "N1", "title": title}, {"id": "N2", "title": f"{title}, män"}]})
    server.gives(200, KPI_PAGE)
    target = tmp_path / "kolada.csv"
    asked = ["fetch", "kolada", title, "--municipality", "Södertälje", "--years", "2023-2024"]
    where = ["--base", server.base, "--cache", str(tmp_path / "kept"), "-o", str(target)]
    assert main([*asked, *where]) == 0
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [f"0181;{title};per 100 000;2023;..", f"0181;{title};per 100 000;2024;5,5"]
    assert "CC BY 4.0" in capsys.readouterr().err
    assert main(["statistics", str(target), "--source", "kolada", "--format", "json"]) == 0
    found = {
        one["year"]: (one["key"], one["value"]) for one in json.loads(capsys.readouterr().out)["results"]
    }
    assert found == {2023: ("rate", None), 2024: ("rate", 5.5)}


def test_cells_of_a_table_are_fetched_with_the_missing_ones_marked(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.gives(200, JSON_STAT)
    asked = ["fetch", "scb", "TAB1", "--select", "Region=0180,0181", "--select", "Tid=2023,2024"]
    assert main([*asked, "--base", server.base, "--cache", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Region;Tid;value", "0180;2023;10", "0180;2024;11", "0181;2023;..", "0181;2024;13",
    ]  # fmt: skip


def test_a_title_that_fits_many_or_tells_no_unit_is_refused(
    server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--municipality", "Salem", "--years", "2024", "--base", server.base, "--cache", str(tmp_path)]
    server.gives(
        200, {"values": [{"id": "N1", "title": "A, andel (%)"}, {"id": "N2", "title": "B, andel (%)"}]}
    )
    assert main(["fetch", "kolada", "andel", *where]) == 2
    assert "A, andel (%); B, andel (%)" in capsys.readouterr().err
    server.gives(200, {"values": [{"id": "N3", "title": "Kostnad, kr/inv"}]})
    server.gives(200, KPI_PAGE)
    assert main(["fetch", "kolada", "Kostnad", *where]) == 2
    assert "säger inte om det är ett antal" in capsys.readouterr().err
