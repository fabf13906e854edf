"""Categories worked out locally: a proposal is opened, changed, commented and decided; every change can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments import editing
from samsyn.instruments.categories import CategoryList, Indicator
from samsyn.instruments.crosswalk import crosswalk
from samsyn.instruments.load import categories as national_list
from samsyn.instruments.local import Kind, check_local, dump_categories, read_local
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.incidents import policies, queries
from samsyn_web.methods.incidents.models import (
    CategoryChange,
    CategoryComment,
    CategoryProposal,
    CategoryVersion,
    ProposalState,
)

MOST_PROPOSALS, MOST_COMMENTS = 20, 500
TITLE, REASON, COMMENT = 120, 2000, 1000


@transaction.atomic
def open_proposal(*, by: Scope, at: datetime, title: str, content: str | None = None) -> CategoryProposal:
    """Begin a proposal from the list in force, or with a list that was worked out elsewhere, as YAML."""
    policies.check_can_propose(by)
    if not title:
        raise BadInput(_("Skriv vad förslaget heter."))
    check_text(title, _("Namn"), TITLE)
    there = CategoryProposal.objects.filter(
        organisation_id=by.organisation_id, state=ProposalState.OPEN
    ).count()
    policies.check_room(there, MOST_PROPOSALS, _("öppna förslag"))
    base, in_force = queries.version_in_force(by), queries.category_list(by)
    known = in_force if content is None else read_local(content, _("Filen"), national_list(), before=in_force)
    proposal = CategoryProposal.objects.create(
        organisation_id=by.organisation_id,
        title=title,
        base=base,
        content=dump_categories(replace(known, version=in_force.version)),
        opened_by_id=by.user_id,
        opened_at=at,
    )
    _told(by, at, "category_proposal.opened", proposal, {"imported": content is not None})
    return proposal


def put_category(
    *, by: Scope, at: datetime, proposal: CategoryProposal, one: Kind, parent: str | None = None
) -> CategoryProposal:
    """Put a category, or a subcategory of `parent`, in a proposal: a new one, or in the place of its code's."""
    said = editing.restated(one, national_list())

    def changed(known: CategoryList) -> CategoryList:
        return editing.put(known, said, parent)

    return _changed(by, at, proposal, changed, one.code, one.label)


def move_category(
    *, by: Scope, at: datetime, proposal: CategoryProposal, code: str, steps: int
) -> CategoryProposal:
    """Move a category or subcategory up (negative) or down among its own."""
    return _changed(by, at, proposal, lambda known: editing.moved(known, code, steps), code, code)


def put_indicator(
    *, by: Scope, at: datetime, proposal: CategoryProposal, indicator: Indicator
) -> CategoryProposal:
    """Put an indicator in a proposal: a new one, or in the place of its code's."""

    def changed(known: CategoryList) -> CategoryList:
        return editing.put_indicator(known, indicator)

    return _changed(by, at, proposal, changed, indicator.code, indicator.label)


@transaction.atomic
def _changed(
    by: Scope,
    at: datetime,
    proposal: CategoryProposal,
    changed: Callable[[CategoryList], CategoryList],
    code: str,
    what: str,
) -> CategoryProposal:
    """Change the list as it is now, whoever changed it last, and keep who did it and what it was before."""
    held = _held(by, proposal)
    before = queries.listed(held.content)
    now = check_local(changed(before), national_list(), before=queries.base_list(held))
    if now == before:
        return held
    CategoryChange.objects.create(
        proposal=held, code=code, what=what, before=held.content, changed_by_id=by.user_id, changed_at=at
    )
    held.content = dump_categories(now)
    held.save(update_fields=["content"])
    _told(by, at, "category_proposal.changed", held, {"code": code})
    return held


@transaction.atomic
def undo_category_change(
    *, by: Scope, at: datetime, proposal: CategoryProposal, change_id: int
) -> CategoryProposal:
    """Take back the last change of a proposal, if it still is the last; the one before it can be taken back then."""
    held = _held(by, proposal)
    last = CategoryChange.objects.filter(proposal=held, undone_at=None).order_by("-pk").first()
    if last is None or last.pk != change_id:
        raise Refused(_("Någon har ändrat förslaget efter det. Ångra den senaste ändringen först."))
    held.content, last.undone_at = last.before, at
    held.save(update_fields=["content"])
    last.save(update_fields=["undone_at"])
    _told(by, at, "category_proposal.change_undone", held, {"code": last.code})
    return held


@transaction.atomic
def withdraw_proposal(*, by: Scope, at: datetime, proposal: CategoryProposal) -> None:
    """Put a proposal aside; it can be taken up again."""
    held = _held(by, proposal)
    CategoryProposal.objects.filter(pk=held.pk).update(state=ProposalState.WITHDRAWN)
    _told(by, at, "category_proposal.withdrawn", held)


@transaction.atomic
def reopen_proposal(*, by: Scope, at: datetime, proposal: CategoryProposal) -> None:
    """Take up a proposal that was put aside."""
    policies.check_can_propose(by)
    aside = CategoryProposal.objects.filter(
        pk=proposal.pk, organisation_id=by.organisation_id, state=ProposalState.WITHDRAWN
    )
    if aside.update(state=ProposalState.OPEN):
        _told(by, at, "category_proposal.reopened", proposal)


@transaction.atomic
def comment_on_proposal(
    *, by: Scope, at: datetime, proposal: CategoryProposal, text: str, code: str = ""
) -> CategoryComment:
    """Say something about a proposal, or about one code in it."""
    held = _held(by, proposal)
    if not text:
        raise BadInput(_("Skriv en kommentar."))
    check_text(text, _("Kommentaren"), COMMENT)
    if code and code not in queries.listed(held.content).every:
        raise BadInput(_("Kategorin finns inte i förslaget."))
    policies.check_room(
        CategoryComment.objects.filter(proposal=held, removed_at=None).count(),
        MOST_COMMENTS,
        _("kommentarer"),
    )
    comment = CategoryComment.objects.create(
        proposal=held, code=code, text=text, written_by_id=by.user_id, written_at=at
    )
    _told(by, at, "category_comment.written", comment)
    return comment


@transaction.atomic
def remove_category_comment(*, by: Scope, at: datetime, comment: CategoryComment) -> None:
    """Take back what one has said oneself."""
    own = CategoryComment.objects.filter(
        pk=comment.pk, written_by=by.user_id, proposal__organisation_id=by.organisation_id, removed_at=None
    )
    if own.update(removed_at=at):
        _told(by, at, "category_comment.removed", comment)


@transaction.atomic
def decide_categories(
    *, by: Scope, at: datetime, proposal: CategoryProposal, reason: str, valid_from: date
) -> CategoryVersion:
    """Let a proposal be the organisation's list from a day; versions before it stay as they were."""
    held = CategoryProposal.objects.select_for_update().get(pk=proposal.pk)
    last = queries.version_in_force(by)
    policies.check_can_decide(by, held, in_force=last, valid_from=valid_from, today=localdate(at))
    if not reason:
        raise BadInput(_("Skriv varför listan ändras, så att den som läser om ett år förstår."))
    check_text(reason, _("Skäl"), REASON)
    before, known = queries.base_list(held), queries.listed(held.content)
    if replace(known, version=before.version) == before:
        raise BadInput(_("Förslaget är likadant som listan som gäller. Det finns inget att besluta om."))
    crosswalk(before, check_local(known, national_list(), before=before))  # history has to be comparable
    number = last.number + 1 if last else 1
    named = replace(
        known, version=f"egen {number} ({national_list().version})", based_on=national_list().version
    )
    version = CategoryVersion.objects.create(
        organisation_id=by.organisation_id,
        number=number,
        version=named.version,
        content=dump_categories(named),
        valid_from=valid_from,
        reason=reason,
        decided_by_id=by.user_id,
        decided_at=at,
    )
    CategoryProposal.objects.filter(pk=held.pk).update(state=ProposalState.DECIDED, became=version)
    _told(by, at, "category_version.decided", version, {"number": number, "from": valid_from.isoformat()})
    return version


def _held(by: Scope, proposal: CategoryProposal) -> CategoryProposal:
    """Return the open proposal as it is now, held until the transaction ends."""
    held = CategoryProposal.objects.select_for_update().get(pk=proposal.pk)
    policies.check_can_propose(by, held)
    return held


def _told(
    by: Scope, at: datetime, verb: str, target: models.Model, detail: Mapping[str, Any] | None = None
) -> None:
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail or {}
    )
