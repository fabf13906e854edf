"""The interface for reports against made-up bodies: never a server error, always what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from samsyn_web.people import services as people
from tests.support.story import Person

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
BOUNDED = settings(
    max_examples=60,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
    ],
)
ADDRESSES = ("/api/rapporter/", "/api/rapporter/egna/", "/api/rapporter/vem/", "/api/rapporter/formular/")


@pytest.fixture
def schema(db: None) -> Iterator[Any]:
    """Return the interface as it describes itself; requests leave the test's connection open, as in Django's client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.django_db
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_no_body_is_a_server_error(schema: Any, rut: Person, mode: GenerationMode) -> None:
    token = people.make_access_link(membership=rut.membership, by=None, at=rut.membership.created_at)

    answered = set()

    @BOUNDED
    @given(case=schema["/api/rapporter/"]["POST"].as_strategy(generation_mode=mode))
    def fuzz(case: Any) -> None:
        answer = case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)
        answered.add(answer.status_code)

    fuzz()
    assert 422 in answered, "no body came as far as to be read"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_no_header_is_a_server_error(schema: Any, rut: Person, address: str) -> None:
    method = "POST" if address == ADDRESSES[0] else "GET"

    @BOUNDED
    @given(
        case=schema[address][method].as_strategy(),
        word=st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=255), max_size=60),
    )
    def fuzz(case: Any, word: str) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {word}"}, checks=CHECKS[:4])

    fuzz()
