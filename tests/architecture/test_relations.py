"""Relations between tables follow the cycle, as imports do, and are hidden from the other side."""

from __future__ import annotations

import pytest
from django.apps import apps as django_apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.db import models

from tests.architecture.tree import apps

OWN = [
    model
    for model in django_apps.get_models(include_auto_created=False)
    if model.__module__.startswith("samsyn_web.")
]


def step(model: type[models.Model]) -> int:
    """Return how early in the cycle a model's app stands: the highest number is the earliest."""
    return apps().index(model.__module__.split(".")[1])


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_relations_go_to_earlier_steps_and_are_hidden(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if not isinstance(field, models.ForeignKey | models.ManyToManyField):
            continue
        target = field.related_model
        if (
            field.model is not model
            or not isinstance(target, type)
            or target.__module__.startswith("django.")
        ):
            continue
        where = f"{model._meta.label}.{field.name}"
        assert target.__module__.startswith("samsyn_web."), f"{where} points at {target.__module__}"
        assert step(target) >= step(model), f"{where} points at a later step"
        assert field.remote_field.hidden, f"{where}: related_name='+' is missing"


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_no_generic_foreign_key(model: type[models.Model]) -> None:
    assert not any(isinstance(field, GenericForeignKey) for field in model._meta.private_fields)


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.label)
def test_every_model_has_swedish_names(model: type[models.Model]) -> None:
    name = str(model._meta.verbose_name)
    assert name == name.lower() or name.split()[0].isupper(), f"{model._meta.label}: {name}"


def test_models_are_found() -> None:
    assert len(OWN) >= 5
