"""The actions of the demonstration's municipality: all of them invented, some about what is planted in its reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from samsyn.methods.incidents.example.planted import MOVED_FROM, SILENCE, WORKS, WORKS_NOT
from samsyn_web.causes.models import Perspective

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Invented:
    """An action of the demonstration: what it is about, and how far it has come."""

    title: str
    problem: str
    category: str
    area: str
    cause: str
    function: str
    goal: str
    indicator: str
    starts: date
    ends: date
    status: str = "under_way"
    told: str = ""
    steps: tuple[tuple[str, int], ...] = ()  # title, days after the start
    more: dict[str, Any] = field(default_factory=dict)
    perspective: Perspective = Perspective.PLACE


def invented(today: date) -> tuple[Invented, ...]:
    """Return the actions; those about what is planted in the reports begin on its very day."""
    return (*_planted(today), *_evenings(today), *_to_come(today))


def _planted(_today: date) -> tuple[Invented, ...]:
    """Return the three that are done: one that helps, one that does not, one that moves what it is about."""
    return (
        Invented(
            title="Bättre ljus och öppnare sikt i Stationsparken",
            problem="Narkotika och alkohol i Stationsstaden",
            category=WORKS.category or "",
            area=WORKS.areas[0],
            cause="Parken är mörk och skymd, så ingen ser vad som händer",
            function="Driftledare",
            goal="Högst hälften så många rapporter om narkotika och alkohol per vecka, senast 30 september 2026",
            indicator="Rapporter om narkotika och alkohol i Stationsstaden",
            starts=WORKS.start,
            ends=date(2026, 3, 31),
            status="done",
            told="Nio stolpar är bytta och buskarna vid gångbron är nedtagna.",
            steps=(("Mät ljuset före", 7), ("Byt stolparna", 60), ("Ta ned buskarna", 120)),
            more={"direction": "down", "unit": "rapporter per vecka", "baseline": 6.0, "target": 3.0,
                  "cost": 420_000, "hours": 160,
                  "mechanism": "När fler ser vad som händer blir platsen sämre att sälja på.", "kind": "situational",
                  "follow_up": "Före och efter, jämfört med Köpingstorget och Hagmarken.",
                  "partners": "Polisen, Exempelhem"},
        ),
        Invented(
            title="Kamera vid Hammarvallens idrottsplats",
            problem="Skadegörelse vid Hammarvallens idrottsplats",
            category=WORKS_NOT.category or "",
            area=WORKS_NOT.areas[0],
            cause="Ingen vuxen är på plats efter klockan 20",
            function="Säkerhetssamordnare",
            goal="En tredjedel färre rapporter om skadegörelse på ett år",
            indicator="Rapporter om skadegörelse i Hammarvallen",
            starts=WORKS_NOT.start,
            ends=date(2026, 6, 30),
            status="done",
            told="Kameran är uppe sedan januari. Vi ser ingen skillnad än.",
            more={"direction": "down", "unit": "rapporter per månad", "cost": 95_000,
                  "hours": 40, "kind": "situational",
                  "follow_up": "Före och efter, jämfört med Ekbacken och Kvarnvret."},
        ),
        Invented(
            title="Låsta förråd och ny inpassering i Björkhaga",
            problem="Stölder ur förråd i Björkhaga",
            category=MOVED_FROM.category or "",
            area=MOVED_FROM.areas[0],
            cause="Förråden går att öppna med handkraft",
            function="Förvaltare, Exempelhem",
            goal="Hälften så många rapporter om stöld på ett år, utan att grannområdet får fler",
            indicator="Rapporter om stöld och inbrott i Björkhaga och Kvarnvret",
            starts=MOVED_FROM.start,
            ends=date(2026, 8, 31),
            status="done",
            told="Alla dörrar är bytta. Grannområdet behöver följas: stölderna kan ha flyttat dit.",
            more={"direction": "down", "cost": 610_000, "funding": "Exempelhem", "kind": "situational"},
            perspective=Perspective.TARGET,
        ),
    )  # fmt: skip


def _evenings(today: date) -> tuple[Invented, ...]:
    """Return those about evenings, of which reports tell little in one place."""
    return (
        Invented(
            title="Vuxenvandring på fredagar i Tallmon",
            problem="Oro på kvällar i Tallmon",
            category="SAM",
            area=SILENCE.areas[0],
            cause="Få vuxna rör sig vid skolan på kvällen",
            function="Fältsekreterare",
            goal="Vuxna ute 20 fredagar, och 8 av 10 elever i nian säger att det är lugnt på kvällen",
            indicator="Kvällar med vuxenvandring, och svar i elevenkäten",
            starts=SILENCE.start,
            ends=today + 90 * DAY,
            told="Sex kvällar är gjorda. Skolan har slutat rapportera, så antalet rapporter säger inget om effekten.",
            steps=(("Bjud in föräldrarna", 10), ("Utbilda de första tio", 30), ("Tio kvällar gjorda", 75)),
            more={"kind": "social", "partners": "Föräldraföreningen, polisen", "hours": 120},
        ),
        Invented(
            title="Närvaro vid Centrum i Ekbacken, fredag och lördag",
            problem="Samlingar vid Centrum i Ekbacken",
            category="SAM",
            area="Ekbacken",
            cause="Centrum är den enda öppna platsen efter klockan 19",
            function="Driftledare",
            goal="Högst 2 rapporter om samlingar per helg senast i april",
            indicator="Rapporter om samlingar vid Centrum i Ekbacken",
            starts=today - 20 * DAY,
            ends=today + 5 * DAY,
            told="Ordningsvakter och fältare turas om. Kylan hjälper också till.",
            steps=(("Schema med fältarna", 7), ("Stäm av med butikerna", 18)),
            more={"direction": "down", "target": 2.0, "unit": "rapporter per helg", "kind": "situational"},
        ),
        Invented(
            title="Öppen fritidsgård till 22 i Ekbacken",
            problem="Samlingar vid Centrum i Ekbacken",
            category="SAM",
            area="Ekbacken",
            cause="Centrum är den enda öppna platsen efter klockan 19",
            function="Enhetschef, kultur och fritid",
            goal="40 unga per fredag i snitt under våren 2027",
            indicator="Besök per fredag",
            starts=today + 30 * DAY,
            ends=today + 210 * DAY,
            status="decided",
            more={"direction": "up", "target": 40.0, "unit": "besök per fredag", "cost": 380_000, "kind": "social"},
        ),
    )  # fmt: skip


def _to_come(today: date) -> tuple[Invented, ...]:
    """Return one that is to come, and one that is late."""
    return (
        Invented(
            title="Farthinder och samtal vid Hammarvallen före sommaren",
            problem="Störande körning i Hammarvallen och Sjövreten",
            category="TRA",
            area="Hammarvallen",
            cause="Raksträckan vid vallen går att köra fort på",
            function="Driftledare",
            goal="Hälften så många rapporter om störande körning maj till augusti 2027 som 2026",
            indicator="Rapporter om störande körning, maj till augusti",
            starts=today + 60 * DAY,
            ends=today + 150 * DAY,
            status="decided",
            more={"direction": "down", "kind": "both", "is_ordinary": True},
        ),
        Invented(
            title="Trygghetsvandring i Kvarnvret",
            problem="Stölder ur förråd i Björkhaga",
            category="STO",
            area="Kvarnvret",
            cause="Förråden går att öppna med handkraft",
            function="Driftledare",
            goal="En vandring med minst 15 boende och en lista på brister som har en ansvarig var",
            indicator="Brister med ansvarig",
            starts=today - 60 * DAY,
            ends=today - 9 * DAY,
            told="Vandringen sköts upp på grund av regn.",
            more={"kind": "situational"},
        ),
    )  # fmt: skip
