"""Who asks, for which organisation, in which role; and what each role may do, readable without reading code."""

from samsyn_web.base.scope.asked import (
    LINK_COOKIE,
    Scope,
    ScopedRequest,
    View,
    allowed,
    requires,
    sign_in_first,
)
from samsyn_web.base.scope.roles import Permission, Role

__all__ = [
    "LINK_COOKIE",
    "Permission",
    "Role",
    "Scope",
    "ScopedRequest",
    "View",
    "allowed",
    "requires",
    "sign_in_first",
]
