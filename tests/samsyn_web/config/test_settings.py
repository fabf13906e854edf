"""What the settings promise about safety, in surroundings like those of a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

PROGRAM = """
import django, json; django.setup()
from django.conf import settings as s
from django.core import checks
names = "DEBUG SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SECURE_HSTS_SECONDS SECURE_SSL_REDIRECT"
found = [m.id for m in checks.run_checks(include_deployment_checks=True)]
print(json.dumps({name: getattr(s, name) for name in names.split()} | {"checks": found}))
"""


@pytest.mark.slow
def test_a_server_behind_a_proxy_passes_the_deployment_checks(tmp_path):
    variables = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAMSYN_", "DJANGO_"))
    }
    variables |= {
        "DJANGO_SETTINGS_MODULE": "samsyn_web.config.settings",
        "SAMSYN_DATA": str(tmp_path),
        "SAMSYN_BASE_URL": "https://samsyn.example.org",
        "SAMSYN_PROXY": "1",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=variables, capture_output=True, text=True, check=True, timeout=60
    )
    found = json.loads(done.stdout)
    assert not found["DEBUG"]
    assert all(found[name] for name in found if name not in ("DEBUG", "checks"))
    # Subdomains and the browsers' preload list are the owner's decision, since they touch other sites.
    assert set(found["checks"]) <= {"security.W005", "security.W021"}


def test_style_sheets_and_the_guard_are_followed_in_production(settings, tmp_path):
    from django.core.management import call_command

    from samsyn_web.config.static import SamsynStaticStorage

    assert [glob for glob, _ in SamsynStaticStorage.patterns] == [
        "*.css",
        "incidents/report/*.js",
        "js/guard*.js",
    ]
    assert all(
        "sourceMappingURL" not in str(rule) for _, rules in SamsynStaticStorage.patterns for rule in rules
    )
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "samsyn_web.config.static.SamsynStaticStorage"},
    }
    others = ["admin*", "ninja*", "places", "django_htmx*", "leaflet*", "account*", "*.css", "*.svg", "mfa*"]
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=others)
    (code,) = tmp_path.glob("js/guard.*.js")
    (rules,) = tmp_path.glob("js/guard-rules.*.js")
    assert f'import {{ RULES }} from "./{rules.name}";' in code.read_text(encoding="utf-8")
