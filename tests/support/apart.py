"""Samsyn in a process of its own that can be killed, with a database of its own of the kind that the tests run on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests.support.migrated import template


def migrated_name() -> str:
    """Return the name of the PostgreSQL database that is as migrations leave it, beside the one of the tests."""
    return f"migrated_{connection.settings_dict['NAME']}"


@contextmanager
def keep_migrated() -> Iterator[None]:
    """Keep a copy of the tests' PostgreSQL database as it is now, to make others from; on SQLite there is a file."""
    if connection.vendor == "sqlite":
        yield
        return
    import psycopg

    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]  # what is copied must have no visitors
    address = os.environ["SAMSYN_DATABASE_URL"]
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {migrated_name()} TEMPLATE {connection.settings_dict['NAME']}")
    yield
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {migrated_name()}")


@contextmanager
def surroundings(folder: Path, name: str) -> Iterator[dict[str, str]]:
    """Give the environment of another installation, migrated and empty, whose data are in a folder."""
    variables = {**os.environ, "SAMSYN_DATA": str(folder), "SAMSYN_JOBS": "inline"}
    variables.pop("DJANGO_SETTINGS_MODULE", None)
    if connection.vendor == "sqlite":
        if not (file := folder / "samsyn.sqlite3").exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(template(), file)
        yield {**variables, "SAMSYN_DATABASE_URL": ""}
        return
    import psycopg

    address = os.environ["SAMSYN_DATABASE_URL"]
    database = f"{name}_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {database} TEMPLATE {migrated_name()}")
    head, _, query = address.partition("?")
    yield {**variables, "SAMSYN_DATABASE_URL": f"{head.rpartition('/')[0]}/{database}?{query}".rstrip("?")}
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE {database} WITH (FORCE)")


def begin(variables: dict[str, str], program: str) -> subprocess.Popen[str]:
    """Start a program of Python beside this one."""
    return subprocess.Popen(
        [sys.executable, "-c", program],
        env=variables,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(variables: dict[str, str], program: str) -> subprocess.CompletedProcess[str]:
    """Run a program of Python to its end."""
    with begin(variables, program) as process:
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def command(variables: dict[str, str], *arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line, with something done first in the same process."""
    begun = "from samsyn_cli.__main__ import main\nimport sys\n"
    return run(variables, f"{before}\n{begun}sys.exit(main({list(arguments)!r}))")
