"""Who may be sent what after a meeting."""

from __future__ import annotations

from samsyn_web.base.scope import Permission, Role

INTERNAL = [
    role.value for role in Role if {Permission.READ_PICTURE, Permission.READ_WEEK} <= role.permissions
]
PARTNER = [
    role.value
    for role in Role
    if Permission.READ_PARTNER in role.permissions and Permission.READ_PICTURE not in role.permissions
]
