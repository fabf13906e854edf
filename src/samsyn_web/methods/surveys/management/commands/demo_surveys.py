"""Adds two invented surveys to the demonstration's municipality: one closed with its results, and one open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.instruments.load import surveys
from samsyn.instruments.surveys import ItemKind, SurveyForm
from samsyn.methods.surveys.example import STRENGTHENED
from samsyn.methods.surveys.picks import CHANGE, MEDIAN, TOP, SurveyPick
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings import services as judging
from samsyn_web.methods.surveys import policies, queries, services
from samsyn_web.methods.surveys.models import Invitation, Survey
from samsyn_web.people.models import Membership, OrganisationKind

SEED, ASKED = 17, 30
SAID = {
    "best": (
        ("Att vi fick samma bild av var problemen är.", "picture"),
        (
            "Vi ser nu samma saker, och det praktiska stödet på plats gjorde att vi kom igång.",
            "picture practical",
        ),
        ("Det praktiska stödet på plats, inte bara utbildningen.", "practical"),
        ("Verktygen gick att använda direkt i veckomötet.", "practical"),
        ("Vi lärde känna varandra över förvaltningarna.", "together"),
    ),
    "hindered": (
        ("Kalendrarna var fulla hela hösten.", "time"),
        ("Kort om tid, och för många fokusområden samtidigt.", "time focus"),
        ("För många fokusområden samtidigt.", "focus"),
        ("Starten var för kort för att få med cheferna.", "start"),
    ),
}
CODES = {
    "best": {
        "picture": ("Gemensam bild", "alla ser samma problem på samma platser"),
        "practical": ("Praktiskt stöd", "hjälp på plats eller verktyg som går att använda"),
        "together": ("Samverkan", "man har lärt känna andra förvaltningar och myndigheter"),
    },
    "hindered": {
        "time": ("Kort om tid", "tiden eller kalendern räckte inte till"),
        "focus": ("För många fokusområden", "uppdraget spreds på för mycket"),
        "start": ("Kort uppstart", "det gick för fort i början"),
    },
}
QUOTED = "Vi lärde känna varandra över gränserna."


class Command(BaseCommand):
    """Add a closed survey and an open one; do nothing where there are surveys already."""

    help = "Fill the demonstration's municipality with two invented surveys."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let Anna ask, and invented people answer; Dag asks in a municipality without Samsyn."""
        _without_samsyn()
        anna = (
            Membership.objects.select_related("organisation")
            .filter(organisation__is_demo=True, organisation__name="Exempelköping", role=Role.COORDINATOR)
            .order_by("pk")
            .first()
        )
        if anna is None or Survey.objects.filter(organisation=anna.organisation).exists():
            return
        scope = Scope(
            user_id=anna.user_id,
            organisation_id=anna.organisation_id,
            role=Role.COORDINATOR,
            membership_id=anna.pk,
        )
        closed = _closed(scope)
        for item in CODES:
            _coded(scope, closed, item)
        after = _before_and_after(scope)
        _picked(scope, closed, after)
        _open(scope)


def _without_samsyn() -> None:
    """Let the programme ask in a municipality without Samsyn: some answer on the web, others on forms in Word."""
    dag = (
        Membership.objects.select_related("organisation")
        .filter(
            organisation__is_demo=True, organisation__kind=OrganisationKind.PROGRAMME, role=Role.COORDINATOR
        )
        .order_by("pk")
        .first()
    )
    if dag is None or Survey.objects.filter(organisation=dag.organisation).exists():
        return
    by = Scope(
        user_id=dag.user_id, organisation_id=dag.organisation_id, role=Role.COORDINATOR, membership_id=dag.pk
    )
    now, form, rng = clock.now(), _form("programme"), np.random.default_rng(SEED)
    opened = now - timedelta(days=12)
    made = services.make(
        by=by,
        at=opened,
        form=form,
        title="Vad har stödet betytt? Fantasivik",
        purpose="Svaren används för att bestämma vad programmet ska fortsätta med i kommunen.",
        sender=dag.organisation.name,
        about="alla i Fantasivik som deltog i Exempelprogrammet",
        is_anonymous=True,
        opens_at=opened,
        closes_at=now + timedelta(days=9),
        asked=16,
        is_invented=True,
    )
    for _ in range(5):
        services.answer(
            by=None,
            at=opened + timedelta(days=2),
            survey=made,
            given=_given(form, int(rng.integers(3, 6)), rng),
        )
    forms = [
        policies.FormGiven(given=_given(form, int(rng.integers(2, 6)), rng), digest=f"{n:064x}")
        for n in range(4)
    ]
    services.take_in_forms(by=by, at=now - timedelta(days=3), survey=made, forms=forms)


def _form(key: str) -> SurveyForm:
    return next(one for one in surveys().forms if one.key == key)


def _closed(anna: Scope) -> Survey:
    """Thirty were asked by name, twenty-seven answered: 17 of them at the top of the first question."""
    now, form = clock.now(), _form("programme")
    opened = now - timedelta(days=40)
    made = services.make(
        by=anna,
        at=opened,
        form=form,
        title="Vad har stödet betytt?",
        purpose="Svaren används för att bestämma vad som ska fortsätta nästa år. Alla som svarar får läsa resultatet.",
        sender="Exempelköpings kommun",
        about="alla som deltog i Exempelprogrammet",
        is_anonymous=True,
        opens_at=opened,
        closes_at=now - timedelta(days=10),
        is_invented=True,
    )
    addresses = tuple(f"deltagare{n:02d}@exempelkoping.example" for n in range(1, ASKED + 1))
    services.invite(by=anna, at=opened, survey=made, addresses=addresses)
    rng, at = np.random.default_rng(SEED), opened + timedelta(days=3)
    for first, invitation in zip(
        STRENGTHENED, Invitation.objects.filter(survey=made).order_by("address"), strict=False
    ):
        given = _given(form, int(first), rng) | {form.items[0].key: first}
        services.answer(by=invitation, at=at, survey=made, given=given, may_quote=bool(rng.random() < 0.5))
    return services.close(by=anna, at=now - timedelta(days=10), survey=made)


def _coded(anna: Scope, closed: Survey, item: str) -> None:
    """Anna and another member code a question; now and then the other sees one code fewer, which they settle."""
    other = next((one for one in queries.coders(anna) if one.pk != anna.membership_id), None)
    if other is None:
        return
    at, rng = clock.now() - timedelta(days=8), np.random.default_rng(SEED)
    keys = {key: f"k{number}" for number, key in enumerate(CODES[item], start=1)}
    book = services.make_codebook(
        by=anna,
        at=at,
        survey=closed,
        item=item,
        codes="\n".join(f"{label}: {meant}" for label, meant in CODES[item].values()),
        first_coder=Membership.objects.get(pk=anna.membership_id),
        second_coder=other,
    )
    meant = {text: [keys[code] for code in codes.split()] for text, codes in SAID[item]}
    second = Scope(
        user_id=other.user_id,
        organisation_id=anna.organisation_id,
        role=Role(other.role),
        membership_id=other.pk,
    )
    own = {str(one.pk): meant[one.text] for one in queries.texts(anna, book.pk)}
    theirs = {key: codes[:-1] if rng.random() < 0.15 else codes for key, codes in own.items()}
    for coder, given in ((anna, own), (second, theirs)):
        services.code(by=coder, at=at, book=book, given=given)
        services.lock_codes(by=coder, at=at, book=book)
    why = "Svaret nämner det uttryckligen."
    settled = {str(one.pk): (own[str(one.pk)], why) for one in queries.differing(book)}
    services.settle(by=anna, at=at, book=book, given=settled)
    services.finish_coding(by=anna, at=at, book=book)
    quotable = queries.quotable(anna, book.pk).filter(text__startswith="Vi lärde").first()
    if quotable is not None:
        services.quote(by=anna, at=at, book=book, answer=quotable, text=QUOTED)


def _picked(anna: Scope, closed: Survey, after: Survey) -> None:
    """Take figures of the first survey, and what a course has changed, into pictures; one of them is judged."""
    at = clock.now() - timedelta(days=7)
    first = closed.form["items"][0]["key"]
    picks = [SurveyPick(item=first, kind=kind) for kind in (TOP, MEDIAN)]
    picture = services.pick_figures(by=anna, at=at, survey=closed, picks=picks)
    judging.mark_judged(by=anna, at=at + timedelta(hours=1), picture=picture)
    changed = [
        one.pick for one in queries.offered(anna, after.pk) if one.pick.kind == CHANGE and not one.why_not
    ]
    services.pick_figures(by=anna, at=at + timedelta(hours=2), survey=after, picks=changed[:2])


def _before_and_after(anna: Scope) -> Survey:
    """The same questions before and after a course, with codes that some made themselves both times."""
    rng = np.random.default_rng(SEED)
    before: Survey | None = None
    codes = [f"{letter}{day:02d}k" for day, letter in enumerate("abcdefghij", start=3)]
    for title, days, higher in (("Kunskap före utbildningen", 120, 0), ("Kunskap efter utbildningen", 50, 1)):
        opened, closes = clock.now() - timedelta(days=days), clock.now() - timedelta(days=days - 7)
        made = services.make(
            by=anna,
            at=opened,
            form=_form("knowledge"),
            title=title,
            purpose="Svaren används för att göra nästa utbildning bättre.",
            sender="Exempelköpings kommun",
            about="alla som gick utbildningen",
            is_anonymous=True,
            opens_at=opened,
            closes_at=closes,
            asked=14,
            previous=before,
            is_paired=True,
            is_invented=True,
        )
        for number in range(12):
            middle = 2 + higher * (1 + number % 2)
            services.answer(
                by=None,
                at=opened + timedelta(days=1),
                survey=made,
                given=_given(_form("knowledge"), middle, rng),
                own_code=codes[number] if number < len(codes) else "",
            )
        before = services.close(by=anna, at=closes - timedelta(hours=1), survey=made)
    assert before is not None
    return before


def _open(anna: Scope) -> None:
    """An open link to a survey that some have answered."""
    now, form = clock.now(), _form("implementation")
    opened = now - timedelta(days=4)
    made = services.make(
        by=anna,
        at=opened,
        form=form,
        title="Hur går det med veckomötet?",
        purpose="Vi vill veta vad som behöver ändras i hur vi arbetar med lägesbilden. Styrgruppen läser resultatet.",
        sender="Exempelköpings kommun",
        about="alla som är med på veckomötet",
        is_anonymous=True,
        opens_at=opened,
        closes_at=now + timedelta(days=10),
        asked=18,
        is_invented=True,
    )
    rng = np.random.default_rng(SEED)
    for _ in range(7):
        given = _given(form, int(rng.integers(2, 6)), rng)
        services.answer(by=None, at=opened + timedelta(days=1), survey=made, given=given)
    assert queries.counted(made).answered == 7


def _given(form: SurveyForm, middle: int, rng: np.random.Generator) -> dict[str, str]:
    """An invented person's answers, around a middle."""
    given = {}
    for item in form.items:
        if item.kind is ItemKind.OPEN:
            said = SAID.get(item.key, ())
            if said and rng.random() < 0.8:
                given[item.key] = said[int(rng.integers(0, len(said)))][0]
        elif rng.random() < 0.08:
            given[item.key] = "dont_know"
        else:
            step = int(np.clip(middle + rng.integers(-1, 2), 1, 5))
            given[item.key] = str(6 - step if item.is_reversed else step)
    return given
