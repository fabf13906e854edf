"""What can be done with organisations and their members; each is one event in the organisation's chain."""

from samsyn_web.people.services.areas import take_in_areas
from samsyn_web.people.services.deputies import appoint_deputy, end_deputy
from samsyn_web.people.services.functions import (
    fill_function,
    leave_function,
)
from samsyn_web.people.services.keys import (
    end_key,
    installation_seed,
    note_revoked,
    renew_installation_key,
    trust_key,
)
from samsyn_web.people.services.links import (
    make_access_link,
    make_access_links,
    password_link,
    record_link_use,
    revoke_access_link,
    revoke_links_of_unit,
)
from samsyn_web.people.services.members import (
    NewMember,
    add_member,
    add_members,
    change_address,
    change_member,
    change_role,
    close_function,
    deactivate,
    reactivate,
)
from samsyn_web.people.services.organisations import create_organisation, require_two_steps
from samsyn_web.people.services.signing_in import (
    record_directory_refusal,
    record_failed_sign_in,
    record_new_password,
    record_second_step,
    record_sign_in,
    remove_second_steps,
)

__all__ = [
    "NewMember",
    "add_member",
    "add_members",
    "appoint_deputy",
    "change_address",
    "change_member",
    "change_role",
    "close_function",
    "create_organisation",
    "deactivate",
    "end_deputy",
    "end_key",
    "fill_function",
    "installation_seed",
    "leave_function",
    "make_access_link",
    "make_access_links",
    "note_revoked",
    "password_link",
    "reactivate",
    "record_directory_refusal",
    "record_failed_sign_in",
    "record_link_use",
    "record_new_password",
    "record_second_step",
    "record_sign_in",
    "remove_second_steps",
    "renew_installation_key",
    "require_two_steps",
    "revoke_access_link",
    "revoke_links_of_unit",
    "take_in_areas",
    "trust_key",
]
