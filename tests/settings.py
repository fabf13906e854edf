"""
The settings that tests run with: the real ones, in surroundings of their own.

SAMSYN_TEST_DATABASE=postgres runs them on a PostgreSQL server that is started for the purpose.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

if "SAMSYN_DATA" not in os.environ:
    os.environ["SAMSYN_DATA"] = tempfile.mkdtemp(prefix="samsyn-test-")
    atexit.register(shutil.rmtree, os.environ["SAMSYN_DATA"], ignore_errors=True)
if worker := os.environ.get("PYTEST_XDIST_WORKER"):  # each has a folder of its own
    os.environ["SAMSYN_DATA"] = str(Path(os.environ["SAMSYN_DATA"], worker))
os.environ["SAMSYN_SECRET_KEY"] = "a key that only the tests know, long enough for every check"
os.environ["SAMSYN_JOBS"] = "inline"
if os.environ.pop("SAMSYN_TEST_DATABASE", "") == "postgres":
    from tests.support import postgres

    os.environ["SAMSYN_DATABASE_URL"] = postgres.until_exit()

from samsyn_web.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no walk through all static files for every client
