"""Places: the country's municipalities, and the areas that an organisation counts by, in versions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q


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

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "version": "harmless",
        "crs": "harmless",
        "digest": "harmless",
        "created_at": "harmless",
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
