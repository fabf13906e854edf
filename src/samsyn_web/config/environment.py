"""
What the surroundings say: environment variables, or a file `.env` in the project's folder (variables win).

`.env.example` lists them all. A wrong value stops the start with a sentence that says what to write instead.
"""

from __future__ import annotations

import os
import re
import secrets
import tempfile
import tomllib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KNOWN = {
    "SAMSYN_BASE_URL",
    "SAMSYN_DATA",
    "SAMSYN_DATABASE_URL",
    "SAMSYN_DEBUG",
    "SAMSYN_DEMO",
    "SAMSYN_DIRECTORIES",
    "SAMSYN_HOSTS",
    "SAMSYN_JOBS",
    "SAMSYN_MAIL_FROM",
    "SAMSYN_MAIL_HOST",
    "SAMSYN_MAIL_PASSWORD",
    "SAMSYN_MAIL_PORT",
    "SAMSYN_MAIL_TLS",
    "SAMSYN_MAIL_USER",
    "SAMSYN_PROXY",
    "SAMSYN_SECRET_KEY",
    "SAMSYN_SIGNING_KEY",
    "SAMSYN_STATIC",
    "SAMSYN_VENV",  # read by ./samsyn
}
KEY = re.compile(r"[a-z0-9-]{1,40}")
YES, NO = ("1", "true", "yes", "ja", "on"), ("", "0", "false", "no", "nej", "off")


@dataclass(frozen=True, kw_only=True)
class Directory:
    """
    An organisation's own directory of its staff, which lets its members sign in; it speaks for no other organisation.

    `vouches_for_addresses` names it as one whose addresses are its own to give, where it does not say of each that it
    is verified (Entra ID does not).
    """

    name: str
    organisation: str
    issuer: str
    client_id: str
    client_secret: str
    vouches_for_addresses: bool = False


@dataclass(frozen=True, kw_only=True)
class Environment:
    """The settings that differ between machines."""

    root: Path
    data: Path
    database: dict[str, Any]
    secret_key: str
    signing_key: Path
    hosts: list[str]
    base_url: str
    debug: bool
    demo: bool
    proxy: bool
    jobs_inline: bool
    manifest: bool
    mail_host: str
    mail_from: str
    directories: dict[str, Directory]
    mail_port: int
    mail_user: str
    mail_password: str
    mail_tls: str

    @property
    def mail_way(self) -> str:
        """How mail leaves: by a server, to a folder in the demonstration, or not at all."""
        return "smtp" if self.mail_host else "filebased" if self.demo else "dummy"

    @property
    def https(self) -> bool:
        """Whether people reach the site encrypted."""
        return self.base_url.startswith("https://")


def project_root() -> Path:
    """Return the checkout's folder, or the working folder where Samsyn is installed as a package."""
    root = Path(__file__).resolve().parents[3]
    return root if (root / "pyproject.toml").exists() else Path.cwd()


def read(variables: Mapping[str, str] | None = None) -> Environment:
    """Read and check the surroundings."""
    root = project_root()
    found = {**_file(root / ".env"), **(os.environ if variables is None else variables)}
    unknown = sorted(name for name in found if name.startswith("SAMSYN_") and name not in KNOWN)
    if unknown:
        raise ImproperlyConfigured(f"Okänd inställning: {', '.join(unknown)}. Se .env.example.")
    data = Path(found.get("SAMSYN_DATA") or root / "data").expanduser().resolve()
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    base_url = found.get("SAMSYN_BASE_URL", "").rstrip("/")
    if base_url and urlsplit(base_url).scheme not in ("http", "https"):
        raise ImproperlyConfigured(
            f"SAMSYN_BASE_URL={base_url}: skriv hela adressen, som https://samsyn.exempel.se"
        )
    return Environment(
        root=root,
        data=data,
        database=database(found.get("SAMSYN_DATABASE_URL", ""), data),
        secret_key=found.get("SAMSYN_SECRET_KEY") or kept_secret(data),
        signing_key=Path(found.get("SAMSYN_SIGNING_KEY") or data / "signing_key").expanduser().resolve(),
        hosts=_hosts(found.get("SAMSYN_HOSTS", ""), base_url),
        base_url=base_url,
        debug=_yes(found, "SAMSYN_DEBUG"),
        demo=_yes(found, "SAMSYN_DEMO"),
        proxy=_yes(found, "SAMSYN_PROXY"),
        jobs_inline=_one_of(found, "SAMSYN_JOBS", "worker", "inline") == "inline",
        manifest=_one_of(found, "SAMSYN_STATIC", "finders", "manifest") == "manifest",
        mail_host=found.get("SAMSYN_MAIL_HOST", ""),
        mail_from=found.get("SAMSYN_MAIL_FROM", ""),
        directories=directories(found.get("SAMSYN_DIRECTORIES", "")),
        mail_port=_port(found),
        mail_user=found.get("SAMSYN_MAIL_USER", ""),
        mail_password=found.get("SAMSYN_MAIL_PASSWORD", ""),
        mail_tls=_one_of(found, "SAMSYN_MAIL_TLS", "none", "starttls", "ssl"),
    )


def directories(path: str) -> dict[str, Directory]:
    """Return the directories that a TOML file describes, by key: one table each."""
    if not path:
        return {}
    try:
        tables = tomllib.loads(Path(path).expanduser().read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"SAMSYN_DIRECTORIES={path}: filen går inte att läsa ({error})."
        ) from error
    return {key: _directory(key, table) for key, table in tables.items()}


def providers(known: Mapping[str, Directory]) -> dict[str, Any]:
    """Return directories as the sign-in package wants them; only the signed answer is asked for, not more."""
    apps = [
        {
            "provider_id": key,
            "name": one.name,
            "client_id": one.client_id,
            "secret": one.client_secret,
            "settings": {
                "server_url": one.issuer.rstrip("/"),
                "oauth_pkce_enabled": True,
                "scope": ["openid", "email"],
            },
        }
        for key, one in known.items()
    ]
    return {"openid_connect": {"APPS": apps}}


def _directory(key: str, table: Any) -> Directory:
    where = f"Katalogen [{key}] i SAMSYN_DIRECTORIES"
    if not KEY.fullmatch(key) or not isinstance(table, dict):
        raise ImproperlyConfigured(f"{where}: namnet ska bestå av små bokstäver, siffror och bindestreck.")
    needed = ("name", "organisation", "issuer", "client_id", "client_secret")
    unknown = sorted(set(table) - {*needed, "vouches_for_addresses"})
    missing = [name for name in needed if not isinstance(table.get(name), str) or not table[name]]
    if unknown or missing:
        raise ImproperlyConfigured(f"{where}: saknar {missing}, känner inte till {unknown}.")
    issuer = urlsplit(table["issuer"])
    local = issuer.hostname in ("localhost", "127.0.0.1", "::1")
    if issuer.scheme != "https" and not (issuer.scheme == "http" and local):
        raise ImproperlyConfigured(f"{where}: issuer ska börja med https://.")
    if {"common", "organizations", "consumers"} & set(issuer.path.split("/")):
        raise ImproperlyConfigured(
            f"{where}: issuer ska peka ut kommunens egen katalog (tenant), inte alla: https://…/<tenant-id>/v2.0"
        )
    if not isinstance(table.get("vouches_for_addresses", False), bool):
        raise ImproperlyConfigured(f"{where}: vouches_for_addresses ska vara true eller false.")
    return Directory(**table)


def database(url: str, data: Path) -> dict[str, Any]:
    """Return Django's description of the database: SQLite in the data folder unless a PostgreSQL address is given."""
    if not url:
        return sqlite(data / "samsyn.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            "SAMSYN_DATABASE_URL ska se ut så här: postgres://användare:lösenord@värd:5432/databas "
            "(lämna tom för SQLite i datamappen)."
        )
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}, **query},
    }


def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's description of a SQLite file: many readers, one writer that waits its turn."""
    pragmas = "journal_mode=WAL synchronous=FULL foreign_keys=ON mmap_size=134217728 cache_size=-20000"
    pragmas += " secure_delete=ON"  # what is masked or disposed of is overwritten in the file too
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas.split()),
        },
    }


def kept_secret(data: Path) -> str:
    """Return the secret of this installation; the first time it is made, readable by the owner only."""
    path = data / "secret_key"
    if not path.exists():
        handle, draft = tempfile.mkstemp(dir=data, prefix=".secret_key.")  # for the owner only
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with suppress(FileExistsError):  # of two first starts at once, one wins
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text().strip()


def _file(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.lstrip().startswith("#"))
    return {name.strip(): value.strip().strip("'\"") for name, value in pairs}


def _hosts(listed: str, base_url: str) -> list[str]:
    own = [urlsplit(base_url).hostname or ""] if base_url else []
    given = [host.strip() for host in listed.split(",")]
    return list(dict.fromkeys(host for host in [*given, *own, "localhost", "127.0.0.1", "[::1]"] if host))


def _yes(found: Mapping[str, str], name: str) -> bool:
    value = found.get(name, "").lower()
    if value not in (*YES, *NO):
        raise ImproperlyConfigured(f"{name}={value}: skriv 1 för ja eller 0 för nej.")
    return value in YES


def _port(found: Mapping[str, str]) -> int:
    value = found.get("SAMSYN_MAIL_PORT") or {"ssl": "465", "starttls": "587"}.get(
        found.get("SAMSYN_MAIL_TLS", ""), "25"
    )
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise ImproperlyConfigured(f"SAMSYN_MAIL_PORT={value}: skriv e-postserverns port, till exempel 587.")
    return int(value)


def _one_of(found: Mapping[str, str], name: str, *choices: str) -> str:
    value = found.get(name) or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name}={value}: välj {' eller '.join(choices)}.")
    return value
