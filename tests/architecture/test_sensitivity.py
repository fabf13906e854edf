"""Every field of every table says how sensitive it is (see `samsyn_web/base/models.py`); none is about residents."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import models

KINDS = {"harmless", "free_text", "personal", "sensitive"}
OWN = [model for model in apps.get_models() if model.__module__.startswith("samsyn_web.")]
PERSONAL_TYPES = (models.EmailField, models.GenericIPAddressField)
# Words for people whom Samsyn keeps nothing about.
OTHERS = re.compile(
    r"(resident|pupil|client|suspect|perpetrator|victim|offender|personnummer|ssn)", re.IGNORECASE
)


def names(model: type[models.Model]) -> set[str]:
    """Return the names of a table's own fields."""
    return {field.name for field in model._meta.get_fields() if field.concrete}


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_field_is_declared(model: type[models.Model]) -> None:
    declared = getattr(model, "SENSITIVITY", {})
    undeclared, gone = names(model) - set(declared), set(declared) - names(model)
    assert not undeclared, f"{model._meta.label} does not say how sensitive {sorted(undeclared)} are"
    assert not gone, f"{model._meta.label} declares {sorted(gone)}, which it does not have"
    assert set(declared.values()) <= KINDS


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_what_is_personal_by_nature_is_declared_so(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if not field.concrete:
            continue
        declared = model.SENSITIVITY[field.name]  # type: ignore[attr-defined]
        user = field.is_relation and field.related_model._meta.label == "people.User"
        if user or isinstance(field, PERSONAL_TYPES) or field.name in ("by_id", "created_by_id"):
            assert declared in ("personal", "sensitive"), f"{model._meta.label}.{field.name}"
        if field.name in ("password", "secret", "token"):
            assert declared == "sensitive", f"{model._meta.label}.{field.name}"


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_no_table_or_field_is_about_residents_or_suspects(model: type[models.Model]) -> None:
    for name in [model.__name__, *names(model)]:
        assert not OTHERS.search(name), f"{model._meta.label}.{name}"


def test_the_tables_are_found() -> None:
    assert {"people.User", "base.AuditEvent", "places.Area"} <= {model._meta.label for model in OWN}
