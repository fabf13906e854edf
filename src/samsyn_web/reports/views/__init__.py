"""Pages of publications, of publishing, and of what is set up for it."""

from samsyn_web.reports.views.deciding import editions, withdraw_decision
from samsyn_web.reports.views.publications import (
    differences,
    file,
    of_picture,
    partner_editions,
    partner_file,
    publication,
    publications,
    rows,
)
from samsyn_web.reports.views.publishing import cancel, draft, publish, work
from samsyn_web.reports.views.setting_up import (
    add_partner,
    brand,
    change_partner,
    logo,
    partners,
    remove_brand,
    remove_partner,
    restore_partner,
    take_back_brand,
)

__all__ = [
    "add_partner",
    "brand",
    "cancel",
    "change_partner",
    "differences",
    "draft",
    "editions",
    "file",
    "logo",
    "of_picture",
    "partner_editions",
    "partner_file",
    "partners",
    "publication",
    "publications",
    "publish",
    "remove_brand",
    "remove_partner",
    "restore_partner",
    "rows",
    "take_back_brand",
    "withdraw_decision",
    "work",
]
