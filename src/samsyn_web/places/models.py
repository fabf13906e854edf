"""Places: the country's municipalities, and the areas that an organisation counts by, in versions."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

NOTE = 500


class Municipality(models.Model):
    """One of Sweden's municipalities (Statistics Sweden, CC0)."""

    code = models.CharField(_("kommunkod"), max_length=4, primary_key=True)
    name = models.CharField(_("namn"), max_length=60)
    county_code = models.CharField(_("länskod"), max_length=2)
    county_name = models.CharField(_("län"), max_length=60)

    SENSITIVITY: ClassVar = {
        "code": "harmless",
        "name": "harmless",
        "county_code": "harmless",
        "county_name": "harmless",
    }

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__regex=r"^[0-9]{4}$"), name="municipality_code_form")
        ]

    def __str__(self) -> str:
        return self.name


class AreaVersion(models.Model):
    """A set of areas as it was at one time; the same key may have another border in another version."""

    # The owner is known by key only, since organisations belong to a later app.

    organisation_id = models.BigIntegerField(_("organisation"))
    version = models.CharField(_("version"), max_length=120)
    crs = models.CharField(_("koordinatsystem"), max_length=20, default="EPSG:3006")
    digest = models.CharField(max_length=32)
    created_at = models.DateTimeField(_("upplagd"))
    valid_from = models.DateField(_("gäller från"), null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("ersätter")
    )
    note = models.CharField(_("anteckning"), max_length=NOTE, blank=True)

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
        verbose_name = _("områdesindelning")
        verbose_name_plural = _("områdesindelningar")
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
    key = models.CharField(_("nyckel"), max_length=120)
    name = models.CharField(_("namn"), max_length=200)
    population = models.PositiveIntegerField(_("invånare"), null=True)
    geometry = models.TextField(_("gräns"), blank=True)

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
        verbose_name = _("område")
        verbose_name_plural = _("områden")
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

    organisation_id = models.BigIntegerField(_("organisation"))
    created_by_id = models.BigIntegerField(_("av"), null=True)
    created_at = models.DateTimeField(_("påbörjad"))
    changed_at = models.DateTimeField(_("ändrad"))
    name = models.CharField(_("namn"), max_length=120, blank=True)
    crs = models.CharField(_("koordinatsystem"), max_length=20, default="EPSG:3006")
    supersedes = models.ForeignKey(
        AreaVersion, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("ersätter")
    )
    content = models.TextField(_("områden"), default="[]")
    previous = models.TextField(_("områden före ändringen"), blank=True)
    told = models.JSONField(_("hur filen lästes"), default=dict, blank=True)

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
        verbose_name = _("utkast till områdesindelning")
        verbose_name_plural = _("utkast till områdesindelningar")
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["organisation_id", "-changed_at"], name="area_draft_latest")]

    def __str__(self) -> str:
        return self.name or _("utkast %(n)s") % {"n": self.pk}

    @property
    def areas(self) -> list[dict[str, Any]]:
        """The areas, in order."""
        return list(json.loads(self.content))


class LayerKind(models.TextChoices):
    """How a map server is asked."""

    XYZ = "xyz", _("rutor (XYZ)")
    WMS = "wms", _("WMS")


class MapLayer(models.Model):
    """A background map of the organisation's own, from its own map server."""

    organisation_id = models.BigIntegerField(_("organisation"))
    name = models.CharField(_("namn"), max_length=80)
    kind = models.CharField(_("slag"), max_length=4, choices=LayerKind)
    address = models.CharField(_("adress"), max_length=400)
    layers = models.CharField(_("lagernamn"), max_length=200, blank=True)
    attribution = models.CharField(_("källa"), max_length=200)
    is_default = models.BooleanField(_("visas först"), default=False)
    created_at = models.DateTimeField(_("upplagt"))

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
        verbose_name = _("kartlager")
        verbose_name_plural = _("kartlager")
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


class NamedPlace(models.Model):
    """A place that reporters know by its name: chosen from a list instead of pointed out on a map."""

    organisation_id = models.BigIntegerField(_("organisation"))
    name = models.CharField(_("namn"), max_length=120)
    area = models.CharField(_("område"), max_length=120, blank=True)
    x_m = models.FloatField(_("östlig koordinat, meter"), null=True, blank=True)
    y_m = models.FloatField(_("nordlig koordinat, meter"), null=True, blank=True)
    is_dwelling = models.BooleanField(_("bostadshus"), default=False)
    created_at = models.DateTimeField(_("upplagd"))
    closed_at = models.DateTimeField(_("stängd"), null=True, blank=True)

    SENSITIVITY: ClassVar = {
        "id": "harmless",
        "organisation_id": "harmless",
        "name": "harmless",
        "area": "harmless",
        "x_m": "harmless",
        "y_m": "harmless",
        "is_dwelling": "harmless",
        "created_at": "harmless",
        "closed_at": "harmless",
    }

    class Meta:
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "name"], condition=Q(closed_at=None), name="named_place_once"
            ),
            models.CheckConstraint(
                condition=Q(is_dwelling=False) | Q(x_m=None, y_m=None), name="named_place_no_point_of_a_home"
            ),
        ]

    def __str__(self) -> str:
        return self.name
