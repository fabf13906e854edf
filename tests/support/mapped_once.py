"""
Anna's municipality with the example's picture, computed once for a test file; each test takes back what it did.

A file that imports these fixtures gets them in the place of the story's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings.models import Picture
from samsyn_web.people import services as people
from samsyn_web.people.models import Membership, Organisation
from tests.support.mapped import example_picture
from tests.support.story import AT, Person, make_person

__all__ = ["anna", "drawn_once", "exempelkoping", "picture"]


@pytest.fixture(scope="module")
def drawn_once(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SimpleNamespace]:
    """Hold one transaction open about all tests of a file, whose own are savepoints in it."""
    folder: Path = tmp_path_factory.mktemp("mapped")
    with override_settings(MEDIA_ROOT=folder):
        with django_db_blocker.unblock():
            around = transaction.atomic()
            around.__enter__()
            town = people.create_organisation(name="Exempelköping", by=None, at=AT, is_demo=True)
            anna = make_person("Anna", Role.COORDINATOR, town)
            made = SimpleNamespace(anna=anna.membership.pk, picture=example_picture(anna).pk, folder=folder)
        yield made
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)


@pytest.fixture
def anna(drawn_once: SimpleNamespace, db: None) -> Person:
    """Return Anna, read anew."""
    one = Membership.objects.select_related("user", "organisation").get(pk=drawn_once.anna)
    scope = Scope(
        user_id=one.user_id, organisation_id=one.organisation_id, role=Role.COORDINATOR, membership_id=one.pk
    )
    return Person(one.user, one, one.organisation, scope)


@pytest.fixture
def exempelkoping(anna: Person) -> Organisation:
    """Return her municipality."""
    return anna.organisation


@pytest.fixture
def picture(drawn_once: SimpleNamespace, db: None) -> Picture:
    """Return a picture of the example municipality, with borders and points, read anew."""
    return Picture.objects.get(pk=drawn_once.picture)
