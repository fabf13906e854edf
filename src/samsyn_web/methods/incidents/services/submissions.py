"""A reporter sends a report: once, whatever the network does, and without what points at a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import get_default_timezone, localdate

from samsyn.instruments.categories import Category, CategoryList
from samsyn.instruments.load import categories as national_list
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents import policies
from samsyn_web.methods.incidents.models import (
    Channel,
    ReviewSetting,
    Submission,
    SubmissionKind,
    SubmissionState,
    When,
)
from samsyn_web.methods.incidents.models.submissions import PLACE, TEXT
from samsyn_web.methods.incidents.policies import Told
from samsyn_web.methods.incidents.policies.screening import screen
from samsyn_web.people.models import Membership
from samsyn_web.places import queries as places

DAY = timedelta(days=1)


@transaction.atomic
def submit(
    *,
    by: Scope,
    at: datetime,
    device_id: UUID,
    told: Told,
    channel: str = Channel.FORM,
    for_member: Membership | None = None,
    known: CategoryList | None = None,
) -> tuple[Submission, bool]:
    """
    Receive a report; returns it, and whether it is new.

    The same `device_id` again gives the report that is there, so a device may send until it is answered. What the guard
    is sure about is masked before anything is stored. Nothing to report needs no review, and neither does a report
    without free text where the organisation has not said otherwise.

    Raises
    ------
    BadInput
        If an answer is missing, unknown, or cannot be (a time that has not come).
    Refused
        If the person may not report, or the number belongs to somebody else's report.
    """
    policies.check_can_report(by, for_member)
    there = _there(by, device_id)
    if there is not None:
        return there, False
    made = _made(by, at, device_id, told, known or national_list())
    made.channel, made.entered_by_id = channel, by.user_id
    member = for_member or Membership.objects.filter(pk=by.membership_id).first()
    made.membership, made.works_as = member, member.works_as if member else ""
    if policies.is_plain(made) and _accepts_plain(by):
        made.state = SubmissionState.ACCEPTED
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        there = _there(by, device_id)
        if there is None:
            raise
        return there, False
    detail = {"kind": made.kind, "channel": made.channel, "masked": len(made.masked), "state": made.state}
    _record(by, at, "report.received", made, detail)
    return made, True


@transaction.atomic
def change_report(
    *, by: Scope, at: datetime, submission: Submission, told: Told, known: CategoryList | None = None
) -> Submission:
    """Let a reporter put a report right that they have just sent, while nobody has looked at it."""
    there = _locked(by, at, submission)
    changed = _made(by, at, there.device_id, told, known or national_list())
    for name in ("pk", "membership_id", "works_as", "entered_by_id", "channel", "received_at"):
        setattr(changed, name, getattr(there, name))
    changed.revision = there.revision + 1
    changed.save(force_update=True)
    _record(by, at, "report.changed", changed, {"revision": changed.revision, "masked": len(changed.masked)})
    return changed


@transaction.atomic
def withdraw_report(*, by: Scope, at: datetime, submission: Submission) -> Submission:
    """Let a reporter take back a report that they have just sent: it counts nowhere, and its words are erased."""
    there = _locked(by, at, submission)
    there.state = SubmissionState.WITHDRAWN
    there.place = there.description = ""
    there.masked, there.doubts = [], []
    there.save(update_fields=["state", "place", "description", "masked", "doubts"])
    _record(by, at, "report.withdrawn", there, {})
    return there


def _locked(by: Scope, at: datetime, submission: Submission) -> Submission:
    there = Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)
    policies.check_can_change(by, there, at)
    return there


def _record(by: Scope, at: datetime, verb: str, target: Submission, detail: dict[str, object]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)


def _accepts_plain(by: Scope) -> bool:
    chosen = ReviewSetting.objects.filter(organisation_id=by.organisation_id).first()
    return chosen is None or chosen.accept_plain


def _there(by: Scope, device_id: UUID) -> Submission | None:
    there = Submission.objects.filter(organisation_id=by.organisation_id, device_id=device_id).first()
    if there is not None:
        policies.check_same_sender(by, there)
    return there


@dataclass(frozen=True, kw_only=True)
class _Where:
    named_place_id: int | None = None
    area: str = ""
    place: str = ""
    x_m: float | None = None
    y_m: float | None = None


def _made(by: Scope, at: datetime, device_id: UUID, told: Told, known: CategoryList) -> Submission:
    category = policies.check_what(known, told.what, told.detail)
    policies.check_told(told, category, at)
    where, (day, time_from, time_to) = _where(by, told, category), _span(told)
    policies.check_times(category, day, time_from, time_to, at)
    place, text = screen(where.place, PLACE), screen(told.description, TEXT)
    zero = category.kind == SubmissionKind.ZERO
    return Submission(
        organisation_id=by.organisation_id,
        device_id=device_id,
        list_version=known.version,
        kind=category.kind,
        category=category.code,
        subcategory=told.detail,
        named_place_id=where.named_place_id,
        area=where.area,
        place=place.text,
        x_m=where.x_m,
        y_m=where.y_m,
        is_dwelling=told.is_dwelling,
        when=told.when,
        day=day,
        time_from=time_from,
        time_to=time_to,
        severity=told.severity,
        basis=told.basis,
        extent=told.extent,
        recurring=told.recurring,
        description=text.text,
        done=list(told.done),
        needs=told.needs,
        masked=[*place.masked, *text.masked],
        doubts=[["place", *one] for one in place.doubts] + [["description", *one] for one in text.doubts],
        made_at=told.made_at,
        received_at=at,
        clock_off_s=told.clock_off_s,
        state=SubmissionState.ACCEPTED if zero else SubmissionState.RECEIVED,
    )


def _where(by: Scope, told: Told, category: Category) -> _Where:
    """Return where it was, no closer than the area where people live."""
    if told.named_place is not None:
        named = policies.check_place_known(places.named_place(by, told.named_place))
        home = told.is_dwelling or named.is_dwelling
        return _Where(
            named_place_id=named.pk,
            area=named.area,
            place="" if home else told.place,
            x_m=None if home else named.x_m,
            y_m=None if home else named.y_m,
        )
    if told.point is not None:
        found = places.area_at(by, *told.point)
        area, x_m, y_m = found[:3] if found else ("", None, None)
        area = area or _known_area(by, told.area)
        return (
            _Where(area=area) if told.is_dwelling else _Where(area=area, x_m=x_m, y_m=y_m, place=told.place)
        )
    return _Where(area=_known_area(by, told.area), place="" if told.is_dwelling else told.place)


def _known_area(by: Scope, area: str) -> str:
    if area:
        policies.check_area_known(area, [key for key, _name in places.newest_areas(by)])
    return area


def _span(told: Told) -> tuple[date, datetime | None, datetime | None]:
    """
    Return the local day that a report counts on, and between which instants it happened.

    What was found afterwards has an end and no beginning; "earlier today" is from midnight until it was written.
    """
    written = localdate(told.made_at)
    match told.when:
        case When.NOW:
            return written, told.made_at, None
        case When.TODAY:
            return written, _midnight(written), told.made_at
        case When.YESTERDAY:
            return written - DAY, _midnight(written - DAY), _midnight(written)
        case When.DISCOVERED:
            found = told.time_to or told.time_from or told.made_at
            return localdate(found), None, found
        case _:
            start = told.time_from or told.made_at
            return localdate(start), start, told.time_to


def _midnight(day: date) -> datetime:
    """Return the instant at which a local day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=get_default_timezone()).astimezone(UTC)
