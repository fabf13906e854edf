"""Texts of the instrument are loaded from a file, put aside and taken up again."""

from __future__ import annotations

import json
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.instruments.load import readiness_plain
from samsyn.instruments.readiness_pack import read_pack
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import TextPack


@transaction.atomic
def load_text_pack(*, by: Scope, at: datetime, content: bytes, name: str) -> TextPack:
    """Load a text; what stands in the file is checked, and the file is not kept."""
    policies.check_can_start(by)
    read = read_pack(content, name, base=readiness_plain())
    policies.check_text_pack(read)
    same = TextPack.objects.filter(organisation_id=by.organisation_id, name=read["name"])
    if same.filter(version=read["version"]).exists():
        raise Refused(
            _("%(name)s, version %(version)s, finns redan. En ändrad text får ett nytt versionsnummer.")
            % read
        )
    made = TextPack.objects.create(
        organisation_id=by.organisation_id,
        content=read,
        digest=sha256(json.dumps(read, ensure_ascii=False, sort_keys=True).encode()).hexdigest(),
        loaded_by_id=by.user_id,
        loaded_at=at,
        **{key: read[key] for key in ("name", "version", "source", "source_status", "permission")},
    )
    _record(by, at, "text_pack.loaded", made)
    return made


@transaction.atomic
def withdraw_text_pack(*, by: Scope, at: datetime, pack: TextPack) -> TextPack:
    """Put a text aside: no new measurement is taken with it, and those that were keep their copy."""
    return _put(by, at, pack, at, "text_pack.withdrawn")


@transaction.atomic
def restore_text_pack(*, by: Scope, at: datetime, pack: TextPack) -> TextPack:
    """Take up a text that was put aside."""
    return _put(by, at, pack, None, "text_pack.restored")


def _put(by: Scope, at: datetime, pack: TextPack, withdrawn_at: datetime | None, verb: str) -> TextPack:
    found = TextPack.objects.select_for_update().get(pk=pack.pk)
    policies.check_has_text_pack(by, found)
    if (found.withdrawn_at is None) == (withdrawn_at is None):
        return found
    found.withdrawn_at = withdrawn_at
    found.save(update_fields=["withdrawn_at"])
    _record(by, at, verb, found)
    return found


def _record(by: Scope, at: datetime, verb: str, pack: TextPack) -> None:
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=pack,
        detail={"digest": pack.digest},
    )
