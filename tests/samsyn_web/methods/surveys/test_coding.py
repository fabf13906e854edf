"""Two coders are blind to each other until both have locked; themes, quotations, and what is withheld."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from samsyn.cycle import Edition
from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import surveys
from samsyn_web.base.models import AuditEvent
from samsyn_web.methods.surveys import queries, services
from samsyn_web.methods.surveys.models import Codebook, Coding, CodingLock, OpenAnswer, Quotation, Survey
from tests.support.story import AT, Person

FORM = next(one for one in surveys().forms if one.key == "programme")
DURING, AFTER = AT + timedelta(days=1), AT + timedelta(days=8)
CODES = "Gemensam bild: alla ser samma problem\nKort om tid: kalendern räckte inte\nUdda kod: något ovanligt"
PICTURE, TIME, ODD = "k1", "k2", "k3"
SECRET, WHY = "Udda kod", "Svaret säger det uttryckligen."


def answered(anna: Person, n: int, **other: Any) -> Survey:
    """A closed survey where so many wrote something; every other may be quoted."""
    survey = services.make(
        by=anna.scope, at=AT, form=FORM, title="Vad har stödet betytt?", purpose="Vi vill veta.", sender="Kommunen",
        about="deltagarna", opens_at=AT, closes_at=AT + timedelta(days=7), asked=n, **{"is_anonymous": True, **other},
    )  # fmt: skip
    for number in range(n):
        given = {"strengthened": "4", "best": f"Text nummer {number} om stödet"}
        services.answer(by=None, at=DURING, survey=survey, given=given, may_quote=number % 2 == 0)
    return services.close(by=anna.scope, at=AFTER, survey=survey)


def book_of(anna: Person, bo: Person, survey: Survey, codes: str = CODES) -> Codebook:
    """A codebook that Anna and Bo code by."""
    return services.make_codebook(
        by=anna.scope, at=AFTER, survey=survey, item="best", codes=codes,
        first_coder=anna.membership, second_coder=bo.membership,
    )  # fmt: skip


@pytest.fixture
def book(anna: Person, bo: Person) -> Codebook:
    """A codebook of an anonymous survey with eight answers."""
    return book_of(anna, bo, answered(anna, 8))


def keys(book: Codebook) -> list[str]:
    """The answers, in the order that all pages give them."""
    return [str(one.pk) for one in OpenAnswer.objects.filter(survey=book.survey).order_by("pk")]


def coded(by: Person, book: Codebook, first: list[str]) -> None:
    """Give the first answer some codes and the others the common one, and lock."""
    given = {key: first if number == 0 else [PICTURE] for number, key in enumerate(keys(book))}
    services.code(by=by.scope, at=AFTER, book=book, given=given)
    services.lock_codes(by=by.scope, at=AFTER, book=book)


def seen(by: Person, book: Codebook) -> str:
    """All that a person is told of who gave which code: pages, file and result, without the codebook itself."""
    base, client = f"/enkater/kodning/{book.pk}/", by.client()
    paths = ["koda/", "koder.csv", "enas/", "citat/"]
    pages = [client.get(base + path, follow=True).content.decode() for path in paths]
    pages += [client.get(f"/enkater/{book.survey_id}/").content.decode()]
    return "".join(pages)


def chosen(page: str, code: str) -> int:
    """How many boxes of a code are ticked."""
    inputs = (part.partition(">")[0] for part in page.split("<input")[1:])
    return sum(f'value="{code}"' in one and " checked" in one for one in inputs)


def test_nobody_sees_the_first_codes_before_both_have_locked(
    anna: Person, bo: Person, lars: Person, book: Codebook
) -> None:
    coded(anna, book, [PICTURE, ODD])
    assert f";1;{SECRET}" in seen(anna, book)
    assert chosen(seen(anna, book), ODD) == 1
    for by in (bo, lars):
        page = seen(by, book)
        assert f";1;{SECRET}" not in page
        assert not chosen(page, ODD)
        assert not queries.codings(by.scope, book.pk).exclude(coder=by.membership)
        assert not queries.settlements(by.scope, book.pk)
    services.code(by=bo.scope, at=AFTER, book=book, given=dict.fromkeys(keys(book), [PICTURE]))
    assert f";1;{SECRET}" not in seen(bo, book), "a draft of one's own opens nothing"
    assert queries.differing(book) == []
    services.lock_codes(by=bo.scope, at=AFTER, book=book)
    page = seen(bo, book)
    assert f";1;{SECRET}" in page
    assert f"Första kodaren: Gemensam bild, {SECRET}. Andra kodaren: Gemensam bild." in page
    assert not queries.codings(lars.scope, book.pk), "who does not code reads the themes only"
    assert lars.client().get(f"/enkater/kodning/{book.pk}/koda/").status_code == 404
    assert "Text nummer" not in seen(lars, book)
    told = str(list(AuditEvent.objects.values_list("verb", "detail_json", "target")))
    assert ODD not in told
    assert "Text nummer" not in told


def test_differences_are_settled_with_a_reason_and_the_themes_are_told(
    anna: Person, bo: Person, lars: Person, book: Codebook
) -> None:
    coded(anna, book, [PICTURE, ODD])
    with pytest.raises(Refused, match="båda har låst"):
        services.finish_coding(by=anna.scope, at=AFTER, book=book)
    coded(bo, book, [PICTURE])
    first = keys(book)[0]
    with pytest.raises(Refused, match="1 svar"):
        services.finish_coding(by=anna.scope, at=AFTER, book=book)
    with pytest.raises(BadInput, match="varför"):
        services.settle(by=bo.scope, at=AFTER, book=book, given={first: ([PICTURE], " ")})
    with pytest.raises(BadInput, match="inget finns att avgöra"):
        services.settle(by=bo.scope, at=AFTER, book=book, given={keys(book)[1]: ([PICTURE], WHY)})
    client = bo.client()
    wrong = client.post(f"/enkater/kodning/{book.pk}/enas/", {first: [PICTURE, ODD]})
    assert wrong.status_code == 422
    sent = client.post(f"/enkater/kodning/{book.pk}/enas/", {first: [PICTURE, ODD], f"why-{first}": WHY})
    assert sent.status_code == 302
    assert (
        "Öppna svar räknas när de är kodade"
        in lars.client().get(f"/enkater/{book.survey_id}/").content.decode()
    )
    assert anna.client().post(f"/enkater/kodning/{book.pk}/avsluta/").status_code == 302
    page = lars.client().get(f"/enkater/{book.survey_id}/").content.decode()
    assert "Vanligaste temat är ”Gemensam bild”: 8 av 8 svar (100 %)." in page
    assert "7 av 8 svar fick exakt samma koder" in page
    told = queries.told(lars.scope, book.survey_id)
    assert told is not None
    odd = next(one for one in told.found.findings if one.key == "theme" and one.detail["code"] == ODD)
    assert odd.estimate.n == 1, "statistics never suppress"
    section = next(one for one in told.sections(Edition.INTERNAL) if one.key == "q-best")
    assert {row[0]: row[1] for row in section.charts[0].table.rows}[SECRET] is None
    with pytest.raises(Refused, match="avslutad"):
        services.settle(by=bo.scope, at=AFTER, book=book, given={first: ([PICTURE], WHY)})


def test_locked_codes_never_change(anna: Person, book: Codebook) -> None:
    services.code(by=anna.scope, at=AFTER, book=book, given={keys(book)[0]: []})
    with pytest.raises(BadInput, match="7 svar"):
        services.lock_codes(by=anna.scope, at=AFTER, book=book)
    coded(anna, book, [])
    assert Coding.objects.get(answer=keys(book)[0]).codes == [], "that no code fits is an answer"
    with pytest.raises(Refused, match="låst"):
        services.code(by=anna.scope, at=AFTER, book=book, given={keys(book)[0]: [ODD]})
    for change in (
        lambda: Coding.objects.filter(codebook=book).update(codes=[ODD]),
        lambda: super(type(CodingLock.objects.all()), CodingLock.objects.all()).update(locked_at=AT),
    ):
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_a_new_version_is_coded_from_the_beginning(anna: Person, bo: Person, book: Codebook) -> None:
    coded(anna, book, [ODD])
    newer = book_of(anna, bo, book.survey, CODES.replace("ovanligt", "nytt"))
    assert (newer.version, [one.pk for one in queries.codebooks(anna.scope, book.survey_id)]) == (
        2,
        [newer.pk],
    )
    assert not queries.codings(anna.scope, newer.pk)
    with pytest.raises(Refused, match="nyare version"):
        services.code(by=bo.scope, at=AFTER, book=book, given={keys(book)[0]: []})
    book.refresh_from_db()
    assert book.codes[2]["definition"] == "något ovanligt"


def test_only_what_its_writer_allows_is_quoted(
    anna: Person, bo: Person, lars: Person, book: Codebook
) -> None:
    may, may_not = (OpenAnswer.objects.filter(survey=book.survey, may_quote=yes)[0] for yes in (True, False))
    with pytest.raises(Refused, match="inte sagt ja"):
        services.quote(by=anna.scope, at=AFTER, book=book, answer=may_not, text=may_not.text)
    for text in ("", "Ring Anna Svensson på 070-123 45 67"):
        with pytest.raises(BadInput):
            services.quote(by=anna.scope, at=AFTER, book=book, answer=may, text=text)
    with pytest.raises(Refused, match="citat"):
        services.quote(by=lars.scope, at=AFTER, book=book, answer=may, text=may.text)
    address, client = f"/enkater/kodning/{book.pk}/citat/", bo.client()
    page = client.get(address).content.decode()
    assert may.text in page
    assert may_not.text not in page
    assert client.post(address, {"answer": str(may_not.pk), f"{may_not.pk}-text": "x"}).status_code == 404
    assert (
        client.post(address, {"answer": str(may.pk), f"{may.pk}-text": "En text om stödet"}).status_code
        == 302
    )
    quoted = Quotation.objects.get()
    assert (quoted.is_edited, quoted.text, quoted.answer.text) == (True, "En text om stödet", may.text)
    for by in (anna, bo):
        coded(by, book, [PICTURE])
    services.finish_coding(by=anna.scope, at=AFTER, book=book)
    result = f"/enkater/{book.survey_id}/"
    page = lars.client().get(result).content.decode()
    assert "”En text om stödet” (redigerat för att ingen ska kännas igen)" in page
    assert "Avsändare: Kommunen; svaren är anonyma." in page
    assert client.post(f"{address}{quoted.pk}/ta-bort/").status_code == 302
    assert "En text om stödet" not in lars.client().get(result).content.decode()
    again = services.quote(by=anna.scope, at=AFTER, book=book, answer=may, text=f"  {may.text}\n")
    assert (again.is_edited, again.withdrawn_at) == (False, None)


def test_who_may_not_code_and_what_is_not_coded(
    anna: Person, bo: Person, rut: Person, lars: Person, cecilia: Person, book: Codebook
) -> None:
    with pytest.raises(Refused, match="aldrig|inte av någon"):
        book_of(anna, bo, answered(anna, 4))
    with pytest.raises(Refused, match="roll"):
        book_of(lars, bo, book.survey)
    with pytest.raises(Refused, match="medlemmar"):
        book_of(anna, rut, book.survey)
    with pytest.raises(Refused, match="medlemmar"):
        book_of(anna, cecilia, book.survey)
    with pytest.raises(BadInput, match="olika"):
        book_of(anna, anna, book.survey)
    for codes, said in (("Bara en: ja", "mellan"), ("Utan\nB: b", "kolon"), ("A: a\na: b", "två gånger")):
        with pytest.raises(BadInput, match=said):
            book_of(anna, bo, book.survey, codes)
    for by in (lars, cecilia):
        with pytest.raises(Refused):
            services.code(by=by.scope, at=AFTER, book=book, given={keys(book)[0]: []})
    assert cecilia.client().get(f"/enkater/kodning/{book.pk}/").status_code == 404


def test_a_coder_codes_on_the_page(bo: Person, book: Codebook) -> None:
    address, client = f"/enkater/kodning/{book.pk}/koda/", bo.client()
    first, *rest = keys(book)
    both = client.post(address, {first: [PICTURE, "none"]})
    assert both.status_code == 422
    assert "antingen koder eller" in both.content.decode()
    early = client.post(address, {first: ["none"], "lock": "1"})
    assert early.status_code == 422
    assert "7 svar är inte kodade" in early.content.decode()
    assert client.post(address, {**dict.fromkeys(rest, [TIME]), "lock": "1"}).status_code == 302
    assert CodingLock.objects.get().coder == bo.membership
    assert sorted(one.codes for one in Coding.objects.all()) == [[], *[[TIME]] * 7]
