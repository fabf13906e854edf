"""Rows are brought into the register once, all of them or none, and taken out again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn import files
from samsyn.errors import Refused
from samsyn.methods import incidents as library
from samsyn.methods.incidents import rollup
from samsyn.methods.incidents.prepare import map_categories
from samsyn.period import PeriodKind
from samsyn.table import Source as Declared
from samsyn_web.base.jobs import Cancelled
from samsyn_web.findings import queries as findings
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.models import Grain, Part, Report, ReportCount, ReporterCount
from samsyn_web.methods.incidents.services import register
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as observed
from samsyn_web.observations.models import IntakeState, Source
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT, PERIOD, bring_in, compute, csv_bytes, source_of, stage

NUMBERED = "Nr;Tidpunkt;Kategori;Område\n"


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def numbered(*lines: str) -> bytes:
    """Return a file whose rows have numbers."""
    return (NUMBERED + "\n".join(lines) + "\n").encode()


def said() -> list[tuple[str, str]]:
    """Return day and category of the rows that count."""
    rows = Report.objects.counting().order_by("day", "category").values_list("day", "category")
    return [(f"{day:%m-%d}", category) for day, category in rows]


def test_the_register_holds_what_the_file_says(anna: Person, tmp_path: Path) -> None:
    path = tmp_path / "rapporter.csv"
    path.write_bytes(csv_bytes())
    intake = bring_in(anna)
    (reading,) = queries.readings(anna.scope, compute(anna, source_of(intake)).round)
    assert reading.table.frame.equals(files.read(path, at=AT).table.frame)
    assert intake.receipt["new"] == reading.rows_used == intake.receipt["read"]
    assert intake.rows is None
    assert intake.cells is None


def test_a_picture_of_the_register_is_the_one_that_the_command_makes(anna: Person, tmp_path: Path) -> None:
    path = tmp_path / "rapporter.csv"
    path.write_bytes(csv_bytes())
    picture = compute(anna)
    direct = library.picture([files.read(path, at=AT)], period=PERIOD, organisation=anna.organisation.name)
    stored = findings.picture(anna.scope, picture.pk)
    assert stored.sentence == direct.sentence()
    assert stored.digest == direct.document()["digest"]


def test_the_same_file_twice_adds_nothing(anna: Person) -> None:
    first = bring_in(anna)
    rows = Report.objects.count()
    again = bring_in(anna, name="samma.csv")
    assert again.receipt["new"] == again.receipt["changed"] == 0
    assert again.receipt["same"] == first.receipt["new"] == rows == Report.objects.count()


def test_a_longer_file_adds_what_is_new(anna: Person) -> None:
    first = bring_in(anna, csv_bytes(weeks=40))
    later = bring_in(anna, csv_bytes(weeks=50), "senare.csv")
    assert later.source == first.source
    assert later.receipt["same"] == first.receipt["new"]
    assert Report.objects.counting().count() == csv_bytes(weeks=50).count(b"\n") - 1
    read, later_read = queries.readings(anna.scope, compute(anna, first.source, "2023-W40").round)
    assert later_read.rows_read == later_read.rows_used + sum(one.count for one in later_read.left_out)
    assert read.rows_used + later_read.rows_used == Report.objects.counting().count()


def test_the_format_of_a_file_makes_no_row_another(anna: Person) -> None:
    bring_in(anna, csv_bytes(weeks=10))
    comma = csv_bytes(weeks=10).replace(b";", b",")
    assert bring_in(anna, comma, "komma.csv").receipt["new"] == 0


def test_equal_rows_are_as_many_as_the_file_says(anna: Person) -> None:
    row = "2024-01-01 22:00;Buller;Åsen"
    twice = f"Tidpunkt;Kategori;Område\n{row}\n{row}\n2024-01-02 10:00;Buller;Åsen\n".encode()
    thrice = twice + f"{row}\n".encode()
    assert bring_in(anna, twice).receipt["new"] == 3
    assert bring_in(anna, thrice, "fler.csv").receipt["new"] == 1


def test_a_row_that_the_source_changed_replaces_the_old_and_undoing_brings_it_back(anna: Person) -> None:
    bring_in(anna, numbered("1;2024-01-01 10:00;Buller;Åsen", "2;2024-01-02 10:00;Buller;Åsen"))
    later = bring_in(
        anna, numbered("1;2024-01-01 10:00;Klotter;Åsen", "3;2024-01-03 10:00;Buller;Åsen"), "2.csv"
    )
    assert (later.receipt["new"], later.receipt["changed"], later.receipt["same"]) == (1, 1, 0)
    assert said() == [("01-01", "Klotter"), ("01-02", "Buller"), ("01-03", "Buller")]
    check_counts(source_of(later))
    services.undo(by=anna.scope, at=AT, intake=later)
    assert said() == [("01-01", "Buller"), ("01-02", "Buller")]
    check_counts(source_of(later))
    again = bring_in(anna, numbered("1;2024-01-01 10:00;Klotter;Åsen"), "2.csv")
    assert again.receipt["changed"] == 1


def test_undoing_leaves_nothing_that_counts(anna: Person) -> None:
    intake = services.undo(by=anna.scope, at=AT, intake=bring_in(anna))
    assert intake.state == IntakeState.UNDONE
    assert not Report.objects.counting().exists()
    assert not ReportCount.objects.exists()
    services.sweep(by=anna.scope, at=AT, intake=intake)
    assert not Report.objects.exists()
    assert bring_in(anna).receipt["new"] == intake.receipt["new"]


def test_the_newest_is_undone_first(anna: Person) -> None:
    first = bring_in(anna, csv_bytes(weeks=40))
    later = bring_in(anna, csv_bytes(weeks=50), "senare.csv")
    with pytest.raises(Refused, match="senare"):
        services.undo(by=anna.scope, at=AT, intake=first)
    services.undo(by=anna.scope, at=AT, intake=later)
    services.undo(by=anna.scope, at=AT, intake=first)


def test_a_frozen_picture_stays_when_its_rows_are_undone(anna: Person) -> None:
    intake = bring_in(anna)
    picture = compute(anna, source_of(intake))
    services.undo(by=anna.scope, at=AT, intake=intake)
    services.sweep(by=anna.scope, at=AT, intake=intake)
    assert observations.table_rows(picture.round.rows).height == intake.receipt["new"]
    with pytest.raises(Refused):
        compute(anna, source_of(intake), "2024-W39")


class Killed(BaseException):
    """What a process meets when it is killed."""


@pytest.mark.parametrize("stop", [Cancelled, Killed, RuntimeError])
@pytest.mark.parametrize("after", [0.05, 0.3, 0.85])
def test_what_is_stopped_half_way_leaves_nothing(
    anna: Person, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException], after: float
) -> None:
    monkeypatch.setattr(register, "CHUNK", 50)
    monkeypatch.setattr(register, "BREATH_S", 0)
    intake = stage(anna)

    def told(share: float, what: str) -> None:
        if share >= after:
            raise stop

    with pytest.raises(stop):
        services.commit(by=anna.scope, at=AT, intake=intake, told=told)
    assert not Report.objects.exists()
    assert not ReportCount.objects.exists()
    assert not Source.objects.exists()
    intake.refresh_from_db()
    assert intake.state == IntakeState.STAGED
    assert services.commit(by=anna.scope, at=AT, intake=intake).receipt["new"] == Report.objects.count() > 0


def test_what_a_killed_process_left_does_not_count_and_is_begun_again(
    anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    intake = observed.begin_commit(by=anna.scope, at=AT, intake=stage(anna))
    register._write(
        intake, queries.plan(anna.scope, intake).new.head(100)
    )  # and then the machine lost its power
    assert not Report.objects.counting().exists()
    assert queries.held(anna.scope) == []
    done = services.commit(by=anna.scope, at=AT, intake=intake)
    assert Report.objects.count() == done.receipt["new"]


def test_one_file_at_a_time_writes_a_source(anna: Person) -> None:
    first = stage(anna, csv_bytes(weeks=10))
    second = stage(anna, csv_bytes(weeks=20))
    observed.begin_commit(by=anna.scope, at=AT, intake=first)
    with pytest.raises(Refused, match="läses in just nu"):
        services.commit(by=anna.scope, at=AT, intake=second)
    second.refresh_from_db()
    assert second.is_staged


def recounted(source: Source, grain: Grain) -> dict[tuple[str, ...], int]:
    """Count the rows one by one, as slowly and plainly as can be."""
    declared = observations.declared(source)
    found: dict[tuple[str, ...], int] = {}
    for row in Report.objects.counting().filter(source=source):
        category = declared.categories.get(row.category or "", row.category or "")
        if row.category in declared.not_incidents:
            continue
        start = (
            row.day.replace(day=1)
            if grain is Grain.MONTH
            else date.fromordinal(row.day.toordinal() - row.day.weekday())
        )
        for part, area, what in (
            ("cell", row.area or "", category),
            ("area", row.area or "", ""),
            ("category", "", category),
            ("all", "", ""),
        ):
            key = (part, str(start), area, what, row.kind)
            found[key] = found.get(key, 0) + 1
    return found


def check_counts(source: Source) -> None:
    """Check that the counts that are kept are those of the rows."""
    for grain in Grain:
        kept = {
            (one.part, str(one.start), one.area, one.category, one.kind): one.n
            for one in ReportCount.objects.filter(source=source, grain=grain)
        }
        assert kept == recounted(source, grain)


def test_counts_are_those_of_the_rows(anna: Person) -> None:
    source = source_of(bring_in(anna))
    check_counts(source)
    assert ReportCount.objects.filter(source=source, part=Part.ALL).count() > 20
    weekly = queries.counts(anna.scope, source, grain=Grain.WEEK, sides=Part.AREA, start=date(2024, 9, 30))
    assert weekly["n"].sum() == Report.objects.counting().filter(day__gte=date(2024, 9, 30)).count()


def test_counts_follow_the_categories_and_the_breaks_of_weeks(anna: Person) -> None:
    source = source_of(bring_in(anna))
    declared = observations.declared(source)
    mapped = type(declared)(
        **{**vars(declared), "categories": {"Buller": "ORD"}, "not_incidents": ("Nedskräpning",)}
    )
    services.declare(by=anna.scope, at=AT, source=source, declared=mapped)
    source.refresh_from_db()
    check_counts(source)
    found = queries.counts(anna.scope, source, sides=Part.CATEGORY)
    assert set(found["category"]) == {"ORD", "Skadegörelse"}


LINE = st.tuples(
    st.integers(1, 12),
    st.integers(0, 400),
    st.sampled_from(["Buller", "Klotter", ""]),
    st.sampled_from(["A", "B", ""]),
)


@given(st.lists(st.lists(LINE, min_size=1, max_size=12), min_size=1, max_size=4), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_counts_are_those_of_the_rows_whatever_comes_and_goes(anna: Person, deliveries, data) -> None:
    from django.db import transaction

    with transaction.atomic():
        done = []
        for n, lines in enumerate(deliveries):
            rows = [
                f"{nr};{date.fromordinal(738521 + day)} 10:00;{category};{area}"
                for nr, day, category, area in lines
            ]
            content = numbered("999;2022-01-01 10:00;Buller;A", *dict.fromkeys(rows))
            done.append(bring_in(anna, content, f"{n}.csv"))
            check_counts(source_of(done[-1]))
        while done and data.draw(st.booleans()):
            last = done.pop()
            if last.state == IntakeState.COMMITTED:
                services.undo(by=anna.scope, at=AT, intake=last)
            check_counts(source_of(last))
        transaction.set_rollback(True)


def test_reporters_are_counted_once_a_week(anna: Person) -> None:
    lines = "".join(
        f"2024-01-0{day} 10:00;Buller;A;{who}\n"
        for day, who in [(1, "Skolan"), (2, "Skolan"), (3, "Vakt"), (8, "Vakt")]
    )
    source = source_of(bring_in(anna, f"Tidpunkt;Kategori;Område;Rapportör\n{lines}".encode()))
    found = queries.active_reporters(anna.scope, source)
    assert found.rows() == [(date(2024, 1, 1), 2), (date(2024, 1, 8), 1)]
    assert ReporterCount.objects.filter(grain=Grain.MONTH).get().n == 2


def test_told_again_is_an_answer_and_no_event(anna: Person) -> None:
    told = "2024-01-02;Skadegörelse;Norr;Skolan;händelse\n2024-01-02;Skadegörelse;Norr;Vakt;upprepad\n"
    source = source_of(bring_in(anna, f"Tidpunkt;Kategori;Område;Rapportör;Slag\n{told}".encode()))
    assert ReporterCount.objects.get(source=source, grain=Grain.WEEK).n == 2
    counted = ReportCount.objects.filter(source=source, grain=Grain.WEEK, part=Part.ALL)
    assert sorted(counted.values_list("kind", "n")) == [("incident", 1), ("repeat", 1)]
    assert queries.labels_counted(anna.scope, source)[0]


def test_sums_of_the_library_by_hand() -> None:
    rows = pl.DataFrame(
        {
            "day": [date(2024, 1, 31), date(2024, 2, 1)],
            "area": ["A", None],
            "category": ["X", "X"],
            "kind": ["incident"] * 2,
            "n": [2, 3],
        }
    )
    found = rollup.counts(rows, PeriodKind.WEEK)
    assert found.filter(pl.col("part") == "all").select("start", "n").rows() == [(date(2024, 1, 29), 5)]
    assert found.filter(pl.col("part") == "area").select("area", "n").rows() == [("", 3), ("A", 2)]
    assert map_categories(rows, Declared(key="a", name="A")).height == 2


@pytest.mark.parametrize("who", ["lars", "rut", "cecilia"])
def test_others_bring_in_and_undo_nothing(who: str, anna: Person, request: pytest.FixtureRequest) -> None:
    person = request.getfixturevalue(who)
    staged, done = stage(anna, csv_bytes(weeks=3)), bring_in(anna)
    with pytest.raises(Refused):
        services.commit(by=person.scope, at=AT, intake=staged)
    with pytest.raises(Refused):
        services.undo(by=person.scope, at=AT, intake=done)
    with pytest.raises(Refused):
        services.declare(by=person.scope, at=AT, source=source_of(done), declared=observations.draft(staged))


def test_a_writer_that_was_overtaken_writes_nothing_more(anna: Person) -> None:
    slow = observed.begin_commit(by=anna.scope, at=AT, intake=stage(anna))
    quick = observed.begin_commit(by=anna.scope, at=AT, intake=slow)
    assert (slow.turn, quick.turn) == (1, 2)
    rows = queries.plan(anna.scope, slow).new
    with pytest.raises(observed.TurnLost):
        register._write_parts(anna.scope, AT, slow, rows, lambda share, what: None)
    assert not Report.objects.exists()
    observed.give_up_commit(by=anna.scope, at=AT, intake=slow)
    quick.refresh_from_db()
    assert quick.state == IntakeState.COMMITTING, "it is another's to give up"
    register._write_parts(anna.scope, AT, quick, rows, lambda share, what: None)
    assert Report.objects.count() == rows.height
