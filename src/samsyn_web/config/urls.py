"""Addresses: the steps of the cycle name their own, methods come from the registry."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

from samsyn_web.base.registry import methods

STEPS = (
    "portal", "programmes", "governance", "knowledge", "reports", "outcomes", "actions", "causes", "findings",
    "observations", "people", "places",
)  # fmt: skip

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include(f"samsyn_web.{step}.urls")) for step in STEPS if find_spec(f"samsyn_web.{step}.urls")
]
urlpatterns += [path(entry.path, include(entry.urls)) for entry in methods()]
