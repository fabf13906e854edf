"""Places: the country's municipalities, and the areas that an organisation counts by, in versions."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

NOTE = 500


class Municipality(models.Model):
    """One of Sweden's municipalities (Statistics Sweden, CC0)."""

    code = models.CharField("kommunkod", max_length=4, primary_key=True)
    name = models.CharField("namn", max_length=60)
    county_code = models.CharField("länskod", max_length=2)
    county_name = models.CharField("län", max_length=60)

    SENSITIVITY: ClassVar = {
        "code": "harmless",
        "name": "harmless",
        "county_code": "harmless",
        "county_name": "harmless",
    }

    class Meta:
        verbose_name = "kommun"
        verbose_name_plural = "kommuner"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{4}$"), name="municipality_code_form")
        ]

    def __str__(self) -> str:
        return self.name


class AreaVersion(models.Model):
    """A set of areas as it was at one time; the same key may have another border in another version."""

    # The owner is known by key only, since organisations belong to a later app.

    organisation_id = models.BigIntegerField("organisation")
    version = models.CharField("version", max_length=120)
    crs = models.CharField("koordinatsystem", max_length=20, default="EPSG:3006")
    digest = models.CharField(max_length=32)
    created_at = models.DateTimeField("upplagd")
    valid_from = models.DateField("gäller från", null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ersätter"
    )
    note = models.CharField("anteckning", max_length=NOTE, blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "version": "harmless",
        "crs": "harmless",
        "digest": "harmless",
        "created_at": "harmless",
        "valid_from": "harmless",
        "supersedes": "harmless",
        "note": "free_text",
    }

    class Meta:
        verbose_name = "områdesindelning"
        verbose_name_plural = "områdesindelningar"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "version"], name="area_version_once")
        ]

    def __str__(self) -> str:
        return self.version


class Area(models.Model):
    """One area of a version; the border is GeoJSON in WGS 84."""

    version = models.ForeignKey(AreaVersion, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()
    key = models.CharField("nyckel", max_length=120)
    name = models.CharField("namn", max_length=200)
    population = models.PositiveIntegerField("invånare", null=True)
    geometry = models.TextField("gräns", blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "version": "harmless",
        "position": "harmless",
        "key": "harmless",
        "name": "harmless",
        "population": "harmless",
        "geometry": "harmless",
    }

    class Meta:
        verbose_name = "område"
        verbose_name_plural = "områden"
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="area_key_once"),
            models.UniqueConstraint(fields=["version", "position"], name="area_position_once"),
        ]

    def __str__(self) -> str:
        return self.name


class AreaDraft(models.Model):
    """
    Areas that somebody is working on: imported to be looked over, drawn, or changed from a kept version.

    `content` is a JSON list of areas (key, name, population, geometry in WGS 84); `previous` is the list before the
    last change, so that it can be undone. `told` is what was understood and doubted when a file was read.
    """

    organisation_id = models.BigIntegerField("organisation")
    created_by_id = models.BigIntegerField("av", null=True)
    created_at = models.DateTimeField("påbörjad")
    changed_at = models.DateTimeField("ändrad")
    name = models.CharField("namn", max_length=120, blank=True)
    crs = models.CharField("koordinatsystem", max_length=20, default="EPSG:3006")
    supersedes = models.ForeignKey(
        AreaVersion, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="ersätter"
    )
    content = models.TextField("områden", default="[]")
    previous = models.TextField("områden före ändringen", blank=True)
    told = models.JSONField("hur filen lästes", default=dict, blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "created_by_id": "personal",
        "created_at": "harmless",
        "changed_at": "harmless",
        "name": "harmless",
        "crs": "harmless",
        "supersedes": "harmless",
        "content": "harmless",
        "previous": "harmless",
        "told": "free_text",
    }

    class Meta:
        verbose_name = "utkast till områdesindelning"
        verbose_name_plural = "utkast till områdesindelningar"
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["organisation_id", "-changed_at"], name="area_draft_latest")]

    def __str__(self) -> str:
        return self.name or f"utkast {self.pk}"

    @property
    def areas(self) -> list[dict[str, Any]]:
        """The areas, in order."""
        return list(json.loads(self.content))


class LayerKind(models.TextChoices):
    """How a map server is asked."""

    XYZ = "xyz", "rutor (XYZ)"
    WMS = "wms", "WMS"


class MapLayer(models.Model):
    """A background map of the organisation's own, from its own map server."""

    organisation_id = models.BigIntegerField("organisation")
    name = models.CharField("namn", max_length=80)
    kind = models.CharField("slag", max_length=4, choices=LayerKind)
    address = models.CharField("adress", max_length=400)
    layers = models.CharField("lagernamn", max_length=200, blank=True)
    attribution = models.CharField("källa", max_length=200)
    is_default = models.BooleanField("visas först", default=False)
    created_at = models.DateTimeField("upplagt")

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "name": "harmless",
        "kind": "harmless",
        "address": "harmless",
        "layers": "harmless",
        "attribution": "harmless",
        "is_default": "harmless",
        "created_at": "harmless",
    }

    class Meta:
        verbose_name = "kartlager"
        verbose_name_plural = "kartlager"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "name"], name="map_layer_name_once"),
            models.UniqueConstraint(
                fields=["organisation_id"], condition=Q(is_default=True), name="map_layer_one_first"
            ),
            models.CheckConstraint(condition=Q(kind__in=LayerKind.values), name="map_layer_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=LayerKind.WMS) | ~Q(layers=""), name="map_layer_wms_names_layers"
            ),
        ]

    def __str__(self) -> str:
        return self.name
