"""Pages about who works where, in which role, how they get in, and what they did."""

from samsyn_web.people.views.areas import take_in_areas
from samsyn_web.people.views.deputies import appoint_deputy, end_deputy
from samsyn_web.people.views.directories import ask_directory, directory_answer
from samsyn_web.people.views.entrance import choose_organisation, closed, forgotten_password, open_link
from samsyn_web.people.views.events import events
from samsyn_web.people.views.links import links, make_links, revoke_link, revoke_unit
from samsyn_web.people.views.members import (
    add_member,
    change_role,
    close_function,
    deactivate,
    make_link,
    member,
    members,
    reactivate,
    remove_steps,
    require_two_steps,
)
from samsyn_web.people.views.several import add_several

__all__ = [
    "add_member",
    "add_several",
    "appoint_deputy",
    "ask_directory",
    "change_role",
    "choose_organisation",
    "close_function",
    "closed",
    "deactivate",
    "directory_answer",
    "end_deputy",
    "events",
    "forgotten_password",
    "links",
    "make_link",
    "make_links",
    "member",
    "members",
    "open_link",
    "reactivate",
    "remove_steps",
    "require_two_steps",
    "revoke_link",
    "revoke_unit",
    "take_in_areas",
]
