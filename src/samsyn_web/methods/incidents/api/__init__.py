"""The interface for reports, at `/api/`: send, see one's own, fetch the form; described at `/api/openapi.json`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.openapi.schema import REF_TEMPLATE, OpenAPISchema
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf
from pydantic import ValidationError

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import LINK_COOKIE, Permission, Scope
from samsyn_web.methods.incidents import policies, presenters, queries, services
from samsyn_web.methods.incidents.api.reading import (
    MOST_BYTES,
    Unreadable,
    client_id_of,
    faults,
    items_of,
    read,
    told_by,
)
from samsyn_web.methods.incidents.api.schemas import Failed, Kept, Me, OwnList, ReportIn, Sent, Wrong
from samsyn_web.methods.incidents.policies import TooMany, WrongAnswer
from samsyn_web.people import queries as people

WAITED = timedelta(minutes=2)
MOST_OWN = 200
SENDER_HEADER = "X-Samsyn-Sender"
AGAIN_S = 30


class Refusal(Exception):
    """Nothing is done; the answer is a status, a code and a sentence."""

    def __init__(self, status: int, code: str, message: str, after_s: int = 0) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.after_s = status, code, message, after_s


class ByLink(HttpBearer):
    """A personal link's token, as `Authorization: Bearer …`; the middleware has looked it up."""

    def authenticate(self, request: HttpRequest, token: str) -> Scope | None:
        """Return who holds the link."""
        return _reporter(request)


class ByCookie(APIKeyCookie):
    """Somebody signed in, or a device that a personal link was opened on; writes need the token against forgery."""

    param_name = LINK_COOKIE

    def __init__(self) -> None:
        super().__init__(csrf=False)  # checked below, with an answer that a device can act on

    def authenticate(self, request: HttpRequest, key: str | None) -> Scope | None:
        """Return who it is."""
        if "Authorization" in request.headers:
            return None
        scope = _reporter(request)
        if scope is not None and request.method == "POST" and check_csrf(request):
            raise Refusal(403, "csrf", _("Sidan är för gammal. Hämta en ny nyckel och skicka igen."))
        return scope


def _reporter(request: HttpRequest) -> Scope | None:
    scope: Scope | None = getattr(request, "scope", None)
    if scope is not None and not scope.can(Permission.REPORT):
        raise Refusal(403, "role", _("Din roll lämnar inga rapporter."))
    return scope


class ReportsApi(NinjaAPI):
    """The interface, whose description also holds what `send` reads by itself."""

    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Return the description."""
        described = super().get_openapi_schema(path_prefix=reverse("incidents:api:api-root"))
        taken = ReportIn.model_json_schema(ref_template=REF_TEMPLATE)
        described["components"]["schemas"] |= taken.pop("$defs") | {"ReportIn": taken}
        return described


api = ReportsApi(
    title="Samsyn: reports",
    version="1",
    description="Send reports, see one's own, fetch the form's lists. See docs/reference/report-api.md.",
    docs_url=None,
    urls_namespace="api",
    auth=[ByLink(), ByCookie()],
)
REFUSED = {401: Failed, 403: Failed, 503: Failed}
BODY: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "oneOf": [
                    {"$ref": "#/components/schemas/ReportIn"},
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 50,
                        "items": {"$ref": "#/components/schemas/ReportIn"},
                    },
                ]
            }
        }
    },
}


@api.post(
    "/rapporter/",
    response={
        200: Sent,
        201: Sent,
        207: Sent,
        400: Failed,
        409: Failed,
        413: Failed,
        422: Sent,
        429: Failed,
        **REFUSED,
    },
    openapi_extra={"requestBody": BODY},
    summary="Send one report, or a list of at most 50",
    url_name="send",
    operation_id="send",
)
def send(request: HttpRequest) -> HttpResponse:
    """Keep each report that can be kept, and tell of each of the others why it cannot."""
    scope: Scope = request.auth  # type: ignore[attr-defined]
    at = clock.now()
    if (expected := request.headers.get(SENDER_HEADER)) and expected != presenters.sender_of(scope):
        raise Refusal(409, "sender", _("Rapporterna är skrivna av någon annan än den som är inloggad nu."))
    items = items_of(_body(request))
    policies.check_pace(queries.number_in_last_minute(scope, at))
    kept: list[Kept] = []
    wrong: list[Wrong] = []
    known = queries.category_list(scope, localdate(at))
    by_link = "Authorization" in request.headers
    for item in items:
        try:
            report = read(item)
            category = known.get(report.what)
            told = told_by(report, at, is_zero=category is not None and category.kind == "zero")
            channel = "api" if by_link else "queue" if at - told.made_at > WAITED else "form"
            made, is_new = services.submit(
                by=scope, at=at, device_id=report.client_id, told=told, channel=channel, known=known
            )
        except ValidationError as error:
            wrong += faults(item, error)
        except SamsynError as error:
            field = error.field if isinstance(error, WrongAnswer) else "report"
            wrong.append(Wrong(client_id=client_id_of(item), field=field, message=error.message))
        else:
            kept.append(
                Kept(
                    client_id=made.device_id,
                    state=made.state,
                    received_at=made.received_at,
                    masked=made.masked,
                    is_new=is_new,
                )
            )
    answer = Sent(reports=kept, errors=wrong)
    return JsonResponse(answer.model_dump(mode="json"), status=_status(answer))


def _status(answer: Sent) -> int:
    if answer.errors:
        return 207 if answer.reports else 422
    return 201 if any(one.is_new for one in answer.reports) else 200


def _body(request: HttpRequest) -> bytes:
    too_big = Refusal(
        413, "too_big", _("Det är för mycket på en gång. Skicka högst %(n)s kB.") % {"n": MOST_BYTES // 1024}
    )
    length = request.headers.get("Content-Length") or "0"
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise too_big
    try:
        body = request.body
    except RequestDataTooBig:
        raise too_big from None
    except (RawPostDataException, UnreadablePostError):
        raise Unreadable(_("Det som skickades kom inte fram helt.")) from None
    if len(body) > MOST_BYTES:
        raise too_big
    return body


@api.get(
    "/rapporter/egna/",
    response={200: OwnList, **REFUSED},
    summary="My reports",
    url_name="own",
    operation_id="own",
)
def own(request: HttpRequest) -> HttpResponse:
    """Return the sender's own latest reports and what became of them."""
    scope: Scope = request.auth  # type: ignore[attr-defined]
    known = queries.category_list(scope)
    names = presenters.area_names_of(scope)
    rows = [presenters.own_row(one, known, names) for one in queries.own_submissions(scope)[:MOST_OWN]]
    return JsonResponse({"reports": rows})


@api.get(
    "/rapporter/vem/",
    response={200: Me, **REFUSED},
    summary="Who the server takes me to be",
    url_name="me",
    operation_id="me",
)
def me(request: HttpRequest) -> HttpResponse:
    """Return who reports, and the token against forgery that a browser sends back as `X-CSRFToken`."""
    scope: Scope = request.auth  # type: ignore[attr-defined]
    member = people.member(scope, scope.membership_id)
    told = Me(
        sender=presenters.sender_of(scope),
        organisation=people.organisation(scope).name,
        works_as=member.works_as if member else "",
        csrf=get_token(request),
        now=clock.now(),
    )
    return JsonResponse(told.model_dump(mode="json"))


@api.get(
    "/rapporter/formular/",
    response={200: dict, **REFUSED},
    summary="The lists of the form",
    url_name="form",
    operation_id="form",
)
def form(request: HttpRequest) -> HttpResponse:
    """Return questions, answers, categories, places and areas, each list with its version."""
    scope: Scope = request.auth  # type: ignore[attr-defined]
    return JsonResponse(presenters.form_lists(scope, queries.category_list(scope, localdate(clock.now()))))


def unknown(request: HttpRequest, rest: str = "") -> HttpResponse:
    """Answer for addresses that are not there, in the form that other systems read."""
    return _failed(404, "unknown", _("Adressen finns inte. Se /api/openapi.json."))


@api.exception_handler(Refusal)
def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return _failed(refusal.status, refusal.code, refusal.message, refusal.after_s)


@api.exception_handler(Unreadable)
def _unreadable(request: HttpRequest, error: Unreadable) -> HttpResponse:
    return _failed(400, "unreadable", error.message)


@api.exception_handler(TooMany)
def _too_many(request: HttpRequest, error: TooMany) -> HttpResponse:
    return _failed(429, "too_many", error.message, AGAIN_S)


@api.exception_handler(AuthenticationError)
def _nobody(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return _failed(401, "nobody", _("Öppna din personliga länk igen, eller logga in."))


@api.exception_handler(OperationalError)
def _busy(request: HttpRequest, error: OperationalError) -> HttpResponse:
    return _failed(503, "busy", _("Servern hinner inte med just nu. Skicka igen om en stund."), AGAIN_S)


def _failed(status: int, code: str, message: str, after_s: int = 0) -> HttpResponse:
    response = JsonResponse({"code": code, "message": message}, status=status)
    if after_s:
        response.headers["Retry-After"] = str(after_s)
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response


__all__ = ["api", "unknown"]
