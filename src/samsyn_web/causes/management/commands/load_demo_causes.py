"""Gives the demonstration's municipality three invented problems with analysed causes, one of them actively left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.causes import queries, services
from samsyn_web.causes.models import Cause, Problem
from samsyn_web.findings import queries as findings
from samsyn_web.people.models import Membership, Organisation
from samsyn_web.places import queries as places

EXEMPELKOPING = "Exempelköping"
SQUARE = "Samlingar vid Centrum i Ekbacken"
STORES = "Stölder ur förråd i Kvarnvret"
LITTER = "Nedskräpning vid återvinningsplatsen i Sjövreten"

# What speaks for and against the causes of the meeting place; where no source stands, it is the problem's finding.
SPOKEN = (
    ("empty", "for", 2, "En fjärdedel så många passerar efter 20.", "Påhittad räkning, tekniska enheten"),
    ("owner", "for", 2, "Avtalet slutar gälla klockan 19.", "Påhittat avtal mellan bolaget och kommunen"),
    ("light", "for", 2, "Två av tre lampor var släckta.", "Påhittad trygghetsvandring, oktober"),
    ("light", "against", 2, "Lika mörkt vid Tallmons centrum, utan samlingar.", "Påhittad belysningsrond"),
    ("wait", "for", 1, "Hållplatsen ligger under samma tak.", "Platsbesök (påhittat)"),
    ("nowhere", "for", 2, "Rapporterna ligger på de kvällar då mötesplatsen är stängd.", ""),
    (
        "hours",
        "for",
        3,
        "Kortare öppettider från augusti; samlingarna börjar i september.",
        "Påhittat nämndbeslut",
    ),
    ("hours", "against", 1, "Några samlingar kommer också när det är öppet.", "Fältgruppen (påhittat)"),
)
DECIDED = (
    (
        "hours",
        "yes",
        "kultur- och fritidsförvaltningen",
        "work",
        "",
        "Jämförde kvällar med öppet och stängt.",
    ),
    ("owner", "yes", "bostadsbolaget och kommunen", "work", "", "Frågade bolaget, driften och butiken."),
    ("nowhere", "partly", "kultur- och fritidsförvaltningen", "work", "", "Frågade skolan om andra ställen."),
    ("light", "yes", "tekniska enheten", "leave", "Samma mörker finns utan samlingar; lampor byts ändå.", ""),
    ("empty", "partly", "bolaget", "open", "", ""),
)


class Command(BaseCommand):
    """Add the problems that are not there yet."""

    help = "Give the demonstration's municipality problems with analysed causes."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing for a problem that is there already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        anna = _scope(organisation, Role.COORDINATOR)
        there = set(queries.problems(anna).values_list("title", flat=True))
        at = clock.now()
        for title, add in ((SQUARE, _square), (STORES, _stores), (LITTER, _litter)):
            if title not in there:
                add(anna, at)


def _scope(organisation: Organisation, role: Role) -> Scope:
    held = Membership.objects.filter(organisation=organisation, role=role.value, is_active=True).first()
    if held is None:
        raise LookupError(f"{organisation} has no {role}.")
    return Scope(user_id=held.user_id, organisation_id=held.organisation_id, role=role, membership_id=held.pk)


def _open(by: Scope, at: datetime, title: str, area: str, category: str, **told: str) -> Problem:
    key = next((key for key, name in places.newest_areas(by) if name == area), "")
    return services.open_problem(
        by=by, at=at, title=title, area=key, area_name=area if key else "", category=category, **told
    )


def _rest(by: Scope, at: datetime, problem: Problem, area: str, category: str) -> str:
    """Let a problem rest on the newest findings about its area and category; return the first one's digest."""
    for picture in findings.kept_pictures(by):
        figures = [
            one
            for one in queries.figures_to_pick(by, picture.pk, area)
            if one.area_name == area and one.category == category
        ]
        for one in figures[:2]:
            services.link_finding(by=by, at=at, problem=problem, digest=one.digest)
        if figures:
            return figures[0].digest
    return ""


def _judge(by: Scope, at: datetime, problem: Problem, said: dict[str, tuple[str, str]]) -> None:
    services.judge_criteria(by=by, at=at, problem=problem, judged=said, seen=0)


def _cause(
    by: Scope,
    at: datetime,
    problem: Problem,
    statement: str,
    perspective: str,
    level: str = "situation",
    **more: Any,
) -> Cause:
    return services.add_cause(
        by=by,
        at=at,
        problem=problem,
        statement=statement,
        perspective=perspective,
        level=level,
        **more,
    )


def _square(by: Scope, at: datetime) -> None:
    """The new meeting place that the generator has planted: thoroughly analysed."""
    begun = at - timedelta(days=18)
    problem = _open(
        by, begun, SQUARE, "Ekbacken", "SAM",
        text="Sedan i slutet av september samlas många vid Centrum, med skrik och glas. Det är svårt att passera.",
        when="Fredag och lördag kväll, oftast 20–23, sedan slutet av september.",
        affected="Att vänta på bussen, att stänga butiken ensam, att gå förbi till föreningslokalen.",
        consequences="Butiken stänger tidigare på fredagar. Föreningen har flyttat en kvällskurs. Glas på lekytan.",
        extent="Fler rapporter än väntat fyra veckor i rad. Inga andra områden har ökat.",
    )  # fmt: skip
    digest = _rest(by, begun, problem, "Ekbacken", "SAM")
    services.add_basis(
        by=by, at=begun, problem=problem, kind="document", source="Påhittat protokoll från trygghetsvandring, oktober",
        text="Två av tre lampor vid entrén var släckta och taket ger skydd att stå under.",
    )  # fmt: skip
    services.add_basis(
        by=by, at=begun, problem=problem, kind="statistics", source="Påhittad räkning, kommunens tekniska enhet",
        text="En fjärdedel så många går över torget efter klockan 20 som före.",
    )  # fmt: skip
    _judge(by, begun + timedelta(days=1), problem, {
        "amount": ("strong", "Ökar tydligt sedan september, bara här."),
        "places": ("some", "Torget nämns av flera som otryggt på kvällen."),
        "situations": ("strong", "Återkommer vid hållplatsen och när butiken stänger."),
        "signal": ("some", "Syns för alla som passerar centrum."),
        "many": ("strong", "Många passerar till buss och butik."),
        "harm": ("some", "Verksamhet ställs in, men inga allvarliga skador är kända."),
        "resources": ("some", "Värd och belysning ryms i årets budget."),
        "influence": ("strong", "Kommunen och bolaget råder över platsen."),
        "cost": ("unknown", ""),
    })  # fmt: skip
    services.choose_problem(
        by=by, at=begun + timedelta(days=2), problem=problem, choice="prioritised", seen=0,
        reason="Ökar snabbt, märks av många och går att påverka (påhittat beslut).",
    )  # fmt: skip
    _square_causes(by, begun + timedelta(days=4), problem, digest)
    for text, breakable, how in (
        (
            "Mötesplatsen för unga stänger klockan 19 på fredagar",
            "yes",
            "Förläng öppettiden på fredagar och lördagar.",
        ),
        ("Samling under taket vid entrén", "partly", "Ge platsen en värd och ett annat bruk på kvällen."),
        ("Alkohol kommer dit", "unknown", ""),
        (
            "Ljudet och glaset gör att andra undviker torget",
            "partly",
            "Städa varje kväll och tänd hela torget.",
        ),
    ):
        services.add_step(
            by=by, at=begun + timedelta(days=5), problem=problem, text=text, breakable=breakable, how=how
        )


def _square_causes(by: Scope, at: datetime, problem: Problem, digest: str) -> None:
    def state(statement: str, perspective: str, level: str, parent: Cause | None = None) -> Cause:
        return _cause(by, at, problem, statement, perspective, level, parent=parent)

    found = {
        "empty": state("Torget töms när butikerna stänger", "place", "place"),
        "light": state("Entrén är mörk men har tak att stå under", "place", "situation"),
        "wait": state("Den som väntar på bussen måste stå mitt i samlingen", "target", "situation"),
        "nowhere": state("Centrum är den enda öppna platsen efter klockan 19", "offender", "group"),
    }
    found["hours"] = state(
        "Mötesplatsens öppettider kortades i augusti", "offender", "society", found["nowhere"]
    )
    found["owner"] = state("Ingen har ansvaret för torget efter stängning", "place", "place", found["empty"])
    services.add_typical(by=by, at=at, problem=problem, codes=["unsafe-square-alcohol"])
    for name, side, strength, text, source in SPOKEN:
        services.add_evidence(
            by=by,
            at=at,
            cause=found[name],
            side=side,
            strength=strength,
            text=text,
            source=source or "Rapporterna per vecka",
            digest="" if source else digest,
        )
    for name, influence, whom, decision, reason, sought in DECIDED:
        services.judge_cause(
            by=by,
            at=at,
            cause=found[name],
            influence=influence,
            influenced_by=whom,
            decision=decision,
            decision_reason=reason,
            counter_sought=sought,
            seen=1,
        )


def _stores(by: Scope, at: datetime) -> None:
    """Thefts that have moved: a cause with evidence for and against, and one that nothing speaks for yet."""
    begun = at - timedelta(days=12)
    problem = _open(
        by, begun, STORES, "Kvarnvret", "STO",
        text="Inbrott i källarförråd har ökat sedan i våras.", when="Vardagar, upptäcks oftast på morgonen.",
        affected="Att förvara cykel och verktyg i källaren.",
    )  # fmt: skip
    _rest(by, begun, problem, "Kvarnvret", "STO")
    door = _cause(
        by, begun, problem, "Källardörrarna i grannområdet byttes och stölderna flyttade hit", "offender"
    )
    _cause(by, begun, problem, "Nätväggar visar vad som finns i förråden", "place")
    for side, strength, text, source in (
        ("for", 2, "Rapporterna minskar i Björkhaga samma månad som de ökar här.", "Rapporterna per vecka"),
        ("against", 1, "Ökningen började två veckor före dörrbytet.", "Bolagets arbetsorder (påhittad)"),
    ):
        services.add_evidence(
            by=by, at=begun, cause=door, side=side, strength=strength, text=text, source=source
        )
    _judge(by, begun, problem, {
        "amount": ("some", "Ökar här, men minskar i grannområdet."),
        "influence": ("some", "Bolaget råder över dörrar och förråd."),
    })  # fmt: skip
    services.choose_problem(
        by=by, at=begun, problem=problem, choice="not_now", seen=0,
        reason="Väntar tills det är prövat om stölderna har flyttat (påhittat beslut).",
    )  # fmt: skip


def _litter(by: Scope, at: datetime) -> None:
    """A problem that does not grow, left on purpose until a day."""
    begun = at - timedelta(days=10)
    problem = _open(
        by, begun, LITTER, "Sjövreten", "ORD",
        text="Påsar och skrot ställs bredvid behållarna.", when="Söndagar och måndagar.",
        affected="Att lämna återvinning, att gå förbi till hållplatsen.",
    )  # fmt: skip
    full = _cause(by, begun, problem, "Behållarna är fulla på söndagar", "place", "place")
    services.add_evidence(
        by=by, at=begun, cause=full, side="for", strength=2, text="Hämtning sker bara på torsdagar.",
        source="Hämtningsschema (påhittat)",
    )  # fmt: skip
    _judge(by, begun, problem, {
        "amount": ("none", "Ökar inte, och skiljer sig inte från andra områden."),
        "many": ("some", "Berör dem som lämnar återvinning."),
        "harm": ("none", "Skräpar ned; ingen skada är känd."),
        "influence": ("strong", "Tätare hämtning kan beställas i ordinarie drift."),
    })  # fmt: skip
    services.choose_problem(
        by=by, at=begun, problem=problem, choice="deprioritised", seen=0,
        review_on=localdate(begun) + timedelta(days=120),
        reason="Ökar inte och hanteras i ordinarie drift. Prövas inför nästa budget (påhittat beslut).",
    )  # fmt: skip
