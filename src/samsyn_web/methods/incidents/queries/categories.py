"""Reads of the categories that reports are sorted into: in force, decided before, and proposed."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.db.models import QuerySet

from samsyn.instruments.categories import CategoryList, read_categories
from samsyn.instruments.load import categories
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import (
    CategoryChange,
    CategoryComment,
    CategoryProposal,
    CategoryVersion,
)

READERS = (Permission.READ_WEEK, Permission.READ_PICTURE, Permission.WORK_WITH_DATA)


def category_list(scope: Scope, on: date | None = None) -> CategoryList:
    """
    The categories in force in the asker's organisation on a day; without a day, those decided last.

    Until an organisation has decided on a list of its own it is the one that Samsyn comes with. Everybody in the
    organisation may ask, since everybody who reports chooses from it: `choosable` leaves out what is closed or turned
    off. `version` is short enough to be kept beside each report.
    """
    version = version_in_force(scope, on)
    return categories() if version is None else listed(version.content)


def version_in_force(scope: Scope, on: date | None = None) -> CategoryVersion | None:
    """The decided version in force on a day, the last one where none is given; none where that is the national list."""
    own = CategoryVersion.objects.filter(organisation_id=scope.organisation_id)
    return (own if on is None else own.filter(valid_from__lte=on)).order_by("-number").first()


def _can_read(scope: Scope) -> bool:
    """Whether the asker may see how the lists came to be."""
    return any(scope.can(one) for one in READERS)


def category_versions(scope: Scope) -> QuerySet[CategoryVersion]:
    """The lists that the organisation has decided on, the newest first."""
    if not _can_read(scope):
        return CategoryVersion.objects.none()
    own = CategoryVersion.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("decided_by").order_by("-number")


def category_proposals(scope: Scope) -> QuerySet[CategoryProposal]:
    """The organisation's proposals, the newest first."""
    if not _can_read(scope):
        return CategoryProposal.objects.none()
    own = CategoryProposal.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("opened_by", "base", "became").order_by("-opened_at", "-pk")


def category_changes(scope: Scope, proposal: CategoryProposal) -> QuerySet[CategoryChange]:
    """What has been changed in a proposal, the newest first, without what was undone."""
    found = CategoryChange.objects.filter(proposal=proposal, proposal__in=category_proposals(scope))
    return found.filter(undone_at=None).select_related("changed_by").order_by("-pk")


def category_comments(scope: Scope, proposal: CategoryProposal) -> QuerySet[CategoryComment]:
    """What the group has said about a proposal, in order."""
    found = CategoryComment.objects.filter(proposal=proposal, proposal__in=category_proposals(scope))
    return found.filter(removed_at=None).select_related("written_by").order_by("pk")


def category_comment(scope: Scope, comment_id: int) -> CategoryComment | None:
    """One comment that the asker has written."""
    own = CategoryComment.objects.filter(proposal__in=category_proposals(scope), written_by=scope.user_id)
    return own.filter(pk=comment_id, removed_at=None).first()


def listed_before(scope: Scope, listed_version: CategoryVersion) -> CategoryList | None:
    """The list that a decided version took over from; none for strangers."""
    if listed_version.organisation_id != scope.organisation_id:
        return None
    before = CategoryVersion.objects.filter(
        organisation_id=scope.organisation_id, number=listed_version.number - 1
    ).first()
    return categories() if before is None else listed(before.content)


@lru_cache(maxsize=64)
def _listed(content: str) -> CategoryList:
    return read_categories(content, "kategorier")


def listed(content: str) -> CategoryList:
    """A stored list as the library's value."""
    return _listed(content)


def base_list(proposal: CategoryProposal) -> CategoryList:
    """The list that a proposal was begun from."""
    return listed(proposal.base.content) if proposal.base else categories()


def proposal_of(scope: Scope, listed_version: CategoryVersion) -> CategoryProposal | None:
    """The proposal that a decided list was; none for strangers."""
    return category_proposals(scope).filter(became=listed_version).first()
