"""What the statutory situational picture is composed from, gathered over the whole cycle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, timedelta

from samsyn.cycle import Edition, Section, format_number
from samsyn.period import parse
from samsyn.programme import writing
from samsyn.statutory import Ground, KnownCause, KnownFigure, KnownProblem, PictureFacts, UsedPicture
from samsyn.table import Source as Declared
from samsyn_web.base import registry
from samsyn_web.base.scope import Scope
from samsyn_web.causes import queries as causing
from samsyn_web.causes.models import Basis, BasisKind, Cause, Evidence, Problem, Side
from samsyn_web.findings import queries as finding
from samsyn_web.findings.models import FindingRecord, Picture, PictureEdition, PictureState
from samsyn_web.governance import policies
from samsyn_web.governance.queries.method_tables import picture_said
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import RoundIntake, Source
from samsyn_web.observations.queries import DeclaredSource
from samsyn_web.reports import queries as reporting
from samsyn_web.reports.models import Publication
from samsyn_web.reports.policies import smallest_count

REACH = timedelta(days=731)  # two years: the law lets no picture be older
COUNT, HARM = "count", "harm"
PICTURES = "findings:"  # what the pictures that are told of hold already
UNUSED = "Ingen publicerad bild i lägesbilden bygger på den."


def picture_facts(scope: Scope, today: date) -> PictureFacts | None:
    """Return what is published, and what is known of the problems, within two years; none for others."""
    if not policies.can_compose(scope):
        return None
    published = finding.kept_pictures(scope).filter(state=PictureState.PUBLISHED, end__gt=today - REACH)
    used = list(published.order_by("start", "end", "pk"))
    sources = _sources(scope, used)
    rested = {one.pk for found in sources.values() for one in found}
    own = observations.declared_sources(scope, [one.round_id for one in used])
    read = {one.key for one in own.values()}
    smallest = smallest_count(reporting.decision_in_force(scope, today))
    return PictureFacts(
        pictures=tuple(_pictures(scope, used, sources, own, smallest)),
        problems=tuple(_problems(scope)),
        unused=(
            *((one.name, UNUSED) for one in observations.sources(scope) if one.pk not in rested),
            *(
                (one.name, " ".join((UNUSED, *one.limits)))
                for one in registry.own_sources(scope)
                if one.key not in read
            ),
        ),
        smallest=smallest,
        figures=tuple(_measured(scope, today, _held(used))),
    )


def _held(used: Sequence[Picture]) -> set[str]:
    """
    Return which figures pictures hold that people have picked, named as those that are shared: what it was picked of,
    and its category.
    """
    rows = FindingRecord.objects.filter(picture__in=used, picture__round__declared__isnull=False)
    found = rows.values_list("method", "picture__round__options__origin", "category").distinct()
    return {f"{method}:{origin}:{category}" for method, origin, category in found}


def _measured(scope: Scope, today: date, held: Container[str]) -> Iterable[KnownFigure]:
    """
    Return the figures of finished surveys and measurements, as they may be given to others.

    Those that a picture holds stand there.
    """
    first = str((today - REACH).year)
    for one in registry.shareables(scope):
        figure = one.figure
        if one.key.startswith(PICTURES) or one.key in held or figure.period < first:
            continue
        written = writing(figure)
        value, low, high = (
            format_number(number * written.factor, written.decimals)
            for number in (figure.value, figure.low, figure.high)
        )
        yield KnownFigure(
            key=one.key,
            origin=f"{one.origin} ({figure.period})",
            name=figure.title,
            value=f"{value} {written.unit}",
            limits=f"mellan {low} och {high}",
            n=figure.n,
            note=figure.note,
        )


def _sources(scope: Scope, used: Sequence[Picture]) -> dict[int, list[Source]]:
    """Return the sources of pictures, by the round's key."""
    rows = RoundIntake.objects.filter(
        round__in=[one.round_id for one in used], round__organisation_id=scope.organisation_id
    )
    found: dict[int, list[Source]] = {}
    for one in rows.select_related("intake__source").order_by("position"):
        source = one.intake.source
        if source is not None and source not in found.setdefault(one.round_id, []):
            found[one.round_id].append(source)
    return found


def _pictures(
    scope: Scope,
    used: Sequence[Picture],
    sources: Mapping[int, list[Source]],
    read: Mapping[int, DeclaredSource],
    smallest: int,
) -> Iterable[UsedPicture]:
    keys = [one.pk for one in used]
    counts = _counts(keys)
    said: dict[int, dict[Edition, str]] = {}
    for row in PictureEdition.objects.filter(picture__in=keys).defer("sections", "document"):
        said.setdefault(row.picture_id, {})[Edition(row.edition)] = row.sentence
    given = _editions(scope, keys)
    declared = {
        one.pk: observations.declared(one)
        for one in {each.pk: each for s in sources.values() for each in s}.values()
    }
    since = registry.changed_since(scope, read)
    for one in used:
        own = [declared[source.pk] for source in sources.get(one.round_id, [])]
        itself = read.get(one.round_id)
        spoken = picture_said(scope, one, smallest) if itself else None
        yield UsedPicture(
            key=one.digest,
            title=one.title,
            method=one.method,
            kind=parse(one.period).kind.value,
            period=parse(one.period).label,
            start=one.start,
            end=one.end,
            sources=(itself.name,)
            if itself
            else tuple(source.name for source in sources.get(one.round_id, ())),
            sentences=spoken.sentences if spoken else said.get(one.pk, {}),
            total=counts.get(one.pk, {}).get(""),
            counts={name: n for name, n in counts.get(one.pk, {}).items() if name},
            breaks=tuple(sorted(itself.breaks if itself else _breaks(own))),
            editions=frozenset({Edition.INTERNAL, *given.get(one.pk, ())}),
            limits={
                edition: (
                    *_limits(own, spoken.sections[edition] if spoken else ()),
                    *since.get(one.round_id, ()),
                )
                for edition in Edition
            },
            tables=spoken.tables if spoken else {},
        )


def _breaks(own: Sequence[Declared]) -> set[tuple[date, str]]:
    return {(each.day, each.what) for source in own for each in source.breaks}


def _limits(own: Sequence[Declared], sections: Sequence[Section]) -> tuple[str, ...]:
    """Return what sources cannot show: of those with intakes what they declare, of others what the picture says."""
    said = [text for source in own for text in source.caveats]
    return tuple(dict.fromkeys([*said, *(text for section in sections for text in section.paragraphs)]))


def _counts(keys: Sequence[int]) -> dict[int, dict[str, int]]:
    """Return the number of events in the whole municipality, by picture and name of category; "" holds all."""
    rows = FindingRecord.objects.filter(picture__in=keys, key=COUNT, area=None, value__isnull=False)
    found: dict[int, dict[str, int]] = {}
    for picture, category, name, value in rows.values_list("picture", "category", "category_name", "value"):
        label = "" if category is None else name or category
        found.setdefault(picture, {})[label] = round(value or 0)
    return found


def _editions(scope: Scope, keys: Sequence[int]) -> dict[int, set[Edition]]:
    """Return the editions that are given out to all their readers; what is public may partners see too."""
    rows = Publication.objects.filter(
        picture__in=keys, partner=None, organisation_id=scope.organisation_id
    ).values_list("picture", "edition")
    found: dict[int, set[Edition]] = {}
    for picture, edition in rows:
        found.setdefault(picture, set()).add(Edition(edition))
        if edition == Edition.PUBLIC.value:
            found[picture].add(Edition.PARTNER)
    return found


def _problems(scope: Scope) -> Iterable[KnownProblem]:
    found = list(causing.open_problems(scope))
    chosen, judged = causing.choices(scope), causing.criteria_judged(scope)
    grounds, causes = _grounds(found), _causes(found)
    order = {"prioritised": 0, "not_now": 1, "deprioritised": 2}
    found.sort(
        key=lambda one: (order.get(chosen[one.pk].choice, 3) if one.pk in chosen else 3, one.title, one.pk)
    )
    for one in found:
        choice, harm = chosen.get(one.pk), judged.get(one.pk, {}).get(HARM)
        yield KnownProblem(
            key=str(one.pk),
            title=one.title,
            area=one.area_name,
            extent=one.extent,
            consequences=one.consequences,
            harm=f"{harm.get_ground_display()}. {harm.why}".strip() if harm else "",
            position=str(choice.get_choice_display()) if choice else "",
            reason=choice.reason if choice else "",
            review_on=choice.review_on if choice else None,
            grounds=tuple(grounds.get(one.pk, ())),
            causes=tuple(causes.get(one.pk, ())),
        )


def _grounds(problems: Sequence[Problem]) -> dict[int, list[Ground]]:
    rows = Basis.objects.filter(problem__in=problems, withdrawn_at=None).select_related("finding__picture")
    found: dict[int, list[Ground]] = {}
    for one in rows.order_by("added_at", "pk"):
        found.setdefault(one.problem_id, []).append(_ground(one))
    return found


def _ground(one: Basis) -> Ground:
    if one.kind != BasisKind.FINDING or one.finding is None:
        return Ground(text=one.text, source=one.source)
    figure = one.finding
    decimals = 0 if figure.value is not None and float(figure.value).is_integer() else 2
    about = ", ".join(name for name in (figure.area_name, figure.category_name) if name)
    text = f"{figure.label}{f' ({about})' if about else ''}: {format_number(figure.value, decimals)} {figure.unit}"
    return Ground(
        text=f"{text}. {one.text}" if one.text else text, source=figure.picture.title, is_figure=True
    )


def _causes(problems: Sequence[Problem]) -> dict[int, list[KnownCause]]:
    sides = Counter(
        Evidence.objects.filter(cause__problem__in=problems, withdrawn_at=None).values_list("cause", "side")
    )
    rows = Cause.objects.filter(problem__in=problems, withdrawn_at=None).order_by("position", "pk")
    found: dict[int, list[KnownCause]] = {}
    for one in rows:
        found.setdefault(one.problem_id, []).append(
            KnownCause(
                statement=one.statement,
                support=sides[one.pk, Side.FOR.value],
                against=sides[one.pk, Side.AGAINST.value],
                influence=str(one.get_influence_display()),
            )
        )
    return found
