"""The final report is made as work with progress and cancel, and kept as it was made."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from samsyn.errors import Refused
from samsyn_web.base import jobs
from samsyn_web.base.models import FrozenRecord, Job
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import FinalReport, FinalReportFile, Programme
from samsyn_web.programmes.tasks import make_final_report
from tests.support.story import AT, Person


@pytest.fixture
def waiting(dag: Person, running: Programme, monkeypatch: pytest.MonkeyPatch) -> Job:
    """A report that is asked for and waits for the worker."""
    monkeypatch.setattr(jobs, "run", SimpleNamespace(enqueue=lambda _job: None))
    return services.ask_for_final_report(by=dag.scope, at=AT, programme=running)


def arguments(job: Job) -> dict[str, Any]:
    """Return what the worker is given."""
    return dict(job.arguments)


def test_a_report_is_made_once_kept_and_read_by_those_who_take_part(
    anna: Person, cecilia: Person, dag: Person, running: Programme
) -> None:
    path = f"/program/{running.pk}/slutrapport/"
    assert anna.client().post(f"{path}gor/").status_code == 302
    assert not FinalReport.objects.exists(), "only who runs the programme makes it"
    client = dag.client()
    asked = client.post(f"{path}gor/")
    assert client.get(asked.headers["Location"]).headers["Location"] == path, (
        "on to the report when it is there"
    )
    made = FinalReport.objects.get()
    for person in (anna, dag):
        page = person.client().get(path).content.decode()
        assert f"/program/slutrapport/{made.pk}.pdf" in page
        answer = person.client().get(f"/program/slutrapport/{made.pk}.pdf")
        assert answer.content.startswith(b"%PDF")
    assert cecilia.client().get(f"/program/slutrapport/{made.pk}.pdf").status_code == 404
    before = bytes(FinalReportFile.objects.get(form="html").content)
    services.write_text(by=dag.scope, at=AT, programme=running, key="learnt", text="Nytt efteråt.")
    assert client.get(f"/program/slutrapport/{made.pk}.html").content == before, (
        "what is made is not made anew"
    )
    client.post(f"{path}gor/")
    assert "Nytt efteråt." in client.get(f"/program/{running.pk}/slutrapport.html").content.decode()
    with pytest.raises(FrozenRecord):
        FinalReport.objects.all().update(work="annat")


def test_asking_again_while_it_is_made_gives_the_same_work_and_twice_keeps_one(
    dag: Person, running: Programme, waiting: Job
) -> None:
    assert services.ask_for_final_report(by=dag.scope, at=AT, programme=running).pk == waiting.pk
    page = dag.client().get(f"/program/{running.pk}/slutrapport/").content.decode()
    assert f"/program/slutrapport/arbete/{waiting.pk}/" in page
    first = make_final_report(jobs.Progress(waiting.pk), **arguments(waiting))
    assert make_final_report(jobs.Progress(waiting.pk), **arguments(waiting)) == first
    assert FinalReportFile.objects.count() == 3


def test_a_cancelled_report_leaves_nothing(anna: Person, dag: Person, waiting: Job) -> None:
    path = f"/program/slutrapport/arbete/{waiting.pk}/"
    assert anna.client().post(f"{path}avbryt/").status_code == 404
    assert "Väntar på sin tur" in dag.client().get(path).content.decode()
    Job.objects.filter(pk=waiting.pk).update(state="running")
    assert dag.client().post(f"{path}avbryt/").status_code == 302
    with pytest.raises(jobs.Cancelled):
        make_final_report(jobs.Progress(waiting.pk), **arguments(waiting))
    assert not FinalReport.objects.exists()
    Job.objects.filter(pk=waiting.pk).update(state="cancelled")
    page = dag.client().get(path).content.decode()
    assert "Ingen rapport är gjord." in page
    assert "Försök igen" in page


def test_a_killed_or_failed_report_is_told_where_one_looks(
    dag: Person, running: Programme, waiting: Job
) -> None:
    path, work = f"/program/{running.pk}/slutrapport/", f"/program/slutrapport/arbete/{waiting.pk}/"
    Job.objects.filter(pk=waiting.pk).update(state="running", worker="elsewhere:1", seen_at=AT, progress=65)
    assert jobs.recover(at=AT + timedelta(hours=2)) == 1
    assert jobs.STARTED_AGAIN in dag.client().get(work).content.decode()
    Job.objects.filter(pk=waiting.pk).update(state="failed", error="Disken är full.")
    for address in (path, work):
        assert "Disken är full." in dag.client().get(address).content.decode()
    again = services.ask_for_final_report(by=dag.scope, at=AT + timedelta(hours=3), programme=running)
    assert again.pk != waiting.pk, "one that failed gives way to a new"
    assert "Disken är full." not in dag.client().get(path).content.decode()


def test_only_who_runs_the_programme_keeps_a_report(anna: Person, running: Programme) -> None:
    facts = queries.whole_facts(anna.scope, running.pk)
    assert facts
    press = services.FinalPress(facts=facts, texts={}, person="P, O", at=AT)
    with pytest.raises(Refused):
        services.keep_final_report(
            by=anna.scope, at=AT, programme=running, work="w", press=press, files={"pdf": b"%PDF"}
        )
    assert not queries.final_reports(anna.scope, running.pk)


def test_the_page_tells_of_what_the_newest_was_made_and_what_was_written_since(
    dag: Person, running: Programme
) -> None:
    client, path = dag.client(), f"/program/{running.pk}/slutrapport/"
    empty = client.get(path).content.decode()
    assert "Ingen rapport är gjord än" in empty
    assert "Inget har ändrats" not in empty, "nothing to compare with"
    client.post(f"{path}gor/")
    made = FinalReport.objects.get()
    shown = client.get(path).content.decode()
    assert "Inget har ändrats sedan den nyaste rapporten gjordes." in shown
    assert f"Gjord av {made.activities} aktivitet" in shown
    assert made.digest[:12] in shown
    later = made.made_at + timedelta(minutes=1)
    services.write_text(by=dag.scope, at=later, programme=running, key="learnt", text="Nytt efteråt.")
    shown = client.get(path).content.decode()
    assert "1 egen text. Det kommer med när rapporten görs igen." in shown
    assert "Nytt efteråt." not in client.get(f"/program/slutrapport/{made.pk}.html").content.decode()
    client.post(f"{path}gor/")
    again = queries.final_reports(dag.scope, running.pk)[0]
    assert (again.texts, again.digest == made.digest) == (1, False)
