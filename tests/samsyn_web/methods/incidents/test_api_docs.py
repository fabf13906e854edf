"""The page about the interface for reports: its commands are run as they stand, and do what it says."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import Any

import pytest
from django.urls import reverse

from samsyn_web.methods.incidents.api import api
from samsyn_web.methods.incidents.api.schemas import ReportIn
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.people import services as people
from tests.architecture.tree import ROOT
from tests.support.story import Person

PAGE = (ROOT / "docs" / "reference" / "report-api.md").read_text(encoding="utf-8")
COMMANDS = [block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if block.startswith("curl")]


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
@pytest.mark.django_db(transaction=True)
def test_the_commands_do_what_the_page_says(live_server: Any, rut: Person) -> None:
    token = people.make_access_link(membership=rut.membership, by=None, at=rut.membership.created_at)
    answers = []
    for command in COMMANDS:
        done = subprocess.run(
            ["sh", "-c", command],
            env={**os.environ, "BASE": live_server.url, "TOKEN": token, "no_proxy": "*"},
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        answers.append(json.loads(done.stdout))
    me, one, many, own, form = answers
    assert me.keys() == {"sender", "organisation", "works_as", "csrf", "now"}
    assert one["reports"][0]["is_new"] is True
    assert (len(many["reports"]), many["errors"][0]["field"]) == (1, "what")
    assert many["errors"][0]["message"] in PAGE
    assert len(own["reports"]) == Submission.objects.count() == 2
    assert form["categories"]


def test_every_field_and_status_is_described() -> None:
    table = set(re.findall(r"`(\w+)`", PAGE))
    assert set(ReportIn.model_json_schema()["properties"]) <= table
    described = api.get_openapi_schema()["paths"][reverse("incidents:api:send")]["post"]["responses"]
    assert {str(status) for status in described} == set(re.findall(r"^\| (\d{3}) \|", PAGE, re.MULTILINE))
