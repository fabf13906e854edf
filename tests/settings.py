"""
The settings that tests run with: the real ones, in surroundings of their own.

SAMSYN_TEST_DATABASE=postgres runs them on a PostgreSQL server that is started for the purpose.
"""

import os
import tempfile

os.environ.setdefault("SAMSYN_DATA", tempfile.mkdtemp(prefix="samsyn-test-"))
os.environ["SAMSYN_SECRET_KEY"] = "a key that only the tests know, long enough for every check"
os.environ["SAMSYN_JOBS"] = "inline"
if os.environ.pop("SAMSYN_TEST_DATABASE", "") == "postgres":
    from tests.support import postgres

    os.environ["SAMSYN_DATABASE_URL"] = postgres.until_exit()

from samsyn_web.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_AUTOREFRESH = True  # no walk through all static files for every client
