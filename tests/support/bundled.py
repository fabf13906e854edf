"""Bundles of the small picture: whole ones, and ones that a stranger has changed."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from io import BytesIO
from typing import Any

from samsyn import bundle
from samsyn.cycle import Edition
from samsyn.provenance import digest
from tests.support.pictured import small_picture

INPUT = bundle.Input(name="rapporter.csv", sha256="a" * 64)
RECIPE = bundle.Recipe(inputs=(INPUT,), columns={"category": "Typ"}, zone="Europe/Stockholm")
PAGES = {"picture.pdf": b"%PDF-1", "picture.html": b"<!DOCTYPE html>"}


def document(edition: Edition = Edition.INTERNAL) -> dict[str, Any]:
    """The small picture's document, as JSON gives it back."""
    plain: dict[str, Any] = json.loads(document_text(edition))
    return plain


@cache
def document_text(edition: Edition) -> str:
    """The same as text."""
    return json.dumps(small_picture().document(edition))


def written(**more: Any) -> bytes:
    """A whole bundle."""
    return bundle.write(document(), **{"recipe": RECIPE, "pages": PAGES, **more})


def parts(data: bytes) -> dict[str, bytes]:
    """What is in a bundle."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(entries: dict[str, bytes] | list[tuple[str, bytes]], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of entries."""
    data = BytesIO()
    with zipfile.ZipFile(data, "w", kind) as file:
        for name, content in entries.items() if isinstance(entries, dict) else entries:
            file.writestr(name, content)
    return data.getvalue()


def resealed(change: Callable[[dict[str, Any], dict[str, Any]], None]) -> bytes:
    """A bundle whose manifest and picture were changed by somebody who put every digest right afterwards."""
    inside = parts(written())
    about, picture = json.loads(inside["manifest.json"]), json.loads(inside["picture.json"])
    change(about, picture)
    if "digest" in picture:
        picture["digest"] = digest({name: value for name, value in picture.items() if name != "digest"})
        about["picture"] = picture["digest"]
    inside["picture.json"] = json.dumps(picture).encode()
    about["parts"]["picture.json"] = sha256(inside["picture.json"]).hexdigest()
    inside["manifest.json"] = json.dumps(about).encode()
    return zipped(inside)
