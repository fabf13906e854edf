"""What the surroundings say, and what is told when they say it wrong."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from samsyn_web.config import environment
from tests.architecture.tree import ROOT


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch, tmp_path):
    """A project folder of its own, so that nobody's .env is read."""
    monkeypatch.setattr(environment, "project_root", lambda: tmp_path)


def read(tmp_path, **variables):
    return environment.read({"SAMSYN_DATA": str(tmp_path / "data"), **variables})


def test_nothing_set_is_safe(tmp_path):
    env = environment.read({})
    assert env.data == tmp_path / "data"
    assert not env.debug
    assert not env.demo
    assert not env.https
    assert env.hosts == ["localhost", "127.0.0.1", "[::1]"]
    assert env.database["ENGINE"].endswith("sqlite3")
    assert env.data.stat().st_mode & 0o077 == 0


def test_the_secret_is_made_once_and_kept_from_others(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        made = set(threads.map(lambda _: read(tmp_path).secret_key, range(16)))
    assert len(made) == 1
    path = tmp_path / "data" / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(made.pop()) >= 50
    assert [one.name for one in path.parent.iterdir()] == ["secret_key"]


def test_a_given_secret_is_not_written_down(tmp_path):
    assert read(tmp_path, SAMSYN_SECRET_KEY="x").secret_key == "x"
    assert not (tmp_path / "data" / "secret_key").exists()


def test_an_address_with_odd_characters(tmp_path):
    url = "postgres://anna%40kommun:p%3A%2Fss@db.example:6543/sam%20syn?sslmode=require"
    database = read(tmp_path, SAMSYN_DATABASE_URL=url).database
    assert (database["USER"], database["PASSWORD"]) == ("anna@kommun", "p:/ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example", "6543", "sam syn")
    assert database["OPTIONS"]["sslmode"] == "require"


def test_a_socket(tmp_path):
    database = read(tmp_path, SAMSYN_DATABASE_URL="postgres://samsyn@/samsyn?host=/run/pg").database
    assert (database["HOST"], database["PORT"]) == ("/run/pg", "")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SAMSYN_DATABASE_URL", "mysql://x/y", "postgres://användare"),
        ("SAMSYN_DATABASE_URL", "postgres://server", "postgres://användare"),
        ("SAMSYN_DEBUG", "kanske", "skriv 1 för ja"),
        ("SAMSYN_JOBS", "celery", "worker eller inline"),
        ("SAMSYN_STATIC", "s3", "finders eller manifest"),
        ("SAMSYN_BASE_URL", "samsyn.exempel.se", "hela adressen"),
        ("SAMSYN_DATABASE", "x", "Okänd inställning: SAMSYN_DATABASE"),
    ],
)
def test_a_wrong_value_says_what_to_write(tmp_path, name, value, words):
    with pytest.raises(ImproperlyConfigured, match=re.escape(words)):
        read(tmp_path, **{name: value})


def test_the_address_gives_host_and_encryption(tmp_path):
    env = read(tmp_path, SAMSYN_BASE_URL="https://samsyn.example.org/", SAMSYN_HOSTS="a.example, b.example")
    assert env.https
    assert env.base_url == "https://samsyn.example.org"
    assert env.hosts[:3] == ["a.example", "b.example", "samsyn.example.org"]


def test_a_file_is_read_and_variables_win(tmp_path):
    (tmp_path / ".env").write_text("# hej\nSAMSYN_DEBUG=1\nSAMSYN_HOSTS='a.example'\n\nANNAT=x\n")
    assert environment.read({}).debug
    assert environment.read({}).hosts[0] == "a.example"
    assert not environment.read({"SAMSYN_DEBUG": "0"}).debug


def test_the_example_names_every_setting():
    named = set(re.findall(r"^#(SAMSYN_[A-Z_]+)=", (ROOT / ".env.example").read_text(), flags=re.MULTILINE))
    assert named == environment.KNOWN - {"SAMSYN_VENV", "SAMSYN_DEMO"}


GOOD = """[ek]
name = "Exempelköpings kommun"
organisation = "Exempelköping"
issuer = "https://login.example.org/tenant/v2.0"
client_id = "samsyn"
client_secret = "hemligt"
"""


def directories(tmp_path, text: str) -> dict[str, environment.Directory]:
    path = tmp_path / "directories.toml"
    path.write_text(text, encoding="utf-8")
    return environment.directories(str(path))


def test_a_directory_is_bound_to_one_organisation_and_issuer(tmp_path):
    (one,) = directories(tmp_path, GOOD).values()
    assert (one.organisation, one.issuer) == ("Exempelköping", "https://login.example.org/tenant/v2.0")
    assert one.vouches_for_addresses is False
    assert environment.directories("") == {}
    (app,) = environment.providers({"ek": one})["openid_connect"]["APPS"]
    assert (app["provider_id"], app["settings"]["oauth_pkce_enabled"]) == ("ek", True)


@pytest.mark.parametrize(
    ("was", "now", "why"),
    [
        ("https://login.example.org", "http://login.example.org", "https"),
        ("/tenant/", "/common/", "egen katalog"),
        ("/tenant/", "/organizations/", "egen katalog"),
        ('client_secret = "hemligt"', "", "client_secret"),
        ("client_id", "client", "client_id"),
        ("[ek]", '["E K"]', "små bokstäver"),
        ("[ek]", "[ek", "går inte att läsa"),
        ('"hemligt"', '"hemligt"\nvouches_for_addresses = "ja"', "true eller false"),
    ],
)
def test_a_directory_that_is_wrongly_described_stops_the_start(tmp_path, was, now, why):
    with pytest.raises(ImproperlyConfigured, match=why):
        directories(tmp_path, GOOD.replace(was, now))


def test_a_file_of_directories_that_is_missing_is_told_of(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="går inte att läsa"):
        environment.directories(str(tmp_path / "none.toml"))
