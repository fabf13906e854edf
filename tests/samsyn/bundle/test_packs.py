"""Packs: what was signed comes out, and nothing that a pack may not carry goes in or comes in."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.bundle import packs
from samsyn.bundle.keys import fingerprint, public_key, sign
from samsyn.bundle.pack_contents import CONTENTS, Kind, Several, Text, Word, read_contents
from samsyn.bundle.pack_forms import form_contents, form_of
from samsyn.bundle.packs import LIMIT, differences, is_revoked_list, open_pack, pack_doubts, sign_pack
from samsyn.bundle.signed import Doubt, sign_revoked
from samsyn.bundle.untrusted import sha256, to_json
from samsyn.errors import BadInput, UnreadableFile
from samsyn.instruments.load import surveys

AT = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
LESSON: dict[str, Any] = {
    "title": "Nytt ljus hjälpte i parken",
    "result": "worked",
    "intervention": "Alla lampor byttes.\r\nBuskarna klipptes.",
    "impact": "Färre rapporter än i jämförelseområdena.",
    "proofs": ["Utvärderad, utslag: minskade"],
}


def made(**changed: Any) -> bytes:
    """Return a pack, changed."""
    said: dict[str, Any] = {
        "seed": SEED, "kind": Kind.LESSON, "name": "lesson-7", "version": 2, "contents": LESSON, "origin": "Exempelby",
        "terms": "CC-BY-4.0", "at": AT,
    }  # fmt: skip
    return sign_pack(**{**said, **changed})


PACK = made()


def signed_again(seed: bytes = SEED, **changed: Any) -> bytes:
    """Return a pack whose words about itself are changed and signed anew, as somebody who means harm would."""
    about = json.loads(PACK)["pack"] | {"key": public_key(seed)} | changed
    if "sha256" not in changed:
        about["sha256"] = sha256(to_json(about["contents"]))
    return to_json({"pack": about, "signature": sign(seed, packs.SCHEMA, to_json(about))})


def test_what_was_signed_comes_out() -> None:
    opened = open_pack(PACK)
    assert (opened.kind, opened.name, opened.version, opened.origin) == (
        Kind.LESSON,
        "lesson-7",
        2,
        "Exempelby",
    )
    assert (opened.title, opened.terms, opened.source_status) == (
        LESSON["title"],
        "CC-BY-4.0",
        "local_design",
    )
    assert opened.contents["intervention"] == "Alla lampor byttes.\nBuskarna klipptes."
    assert opened.contents["implementation"] == ""  # left out, so empty
    assert [(one.where, one.said) for one in opened.lines][-1] == (
        "1. Siffra bakom",
        "Utvärderad, utslag: minskade",
    )
    assert made() == PACK
    assert pack_doubts(opened, trusted=[opened.fingerprint.upper()]) == ()
    assert pack_doubts(opened, trusted=[fingerprint(public_key(OTHER))], revoked=[opened.identity]) == (
        Doubt.UNKNOWN_KEY, Doubt.REVOKED,
    )  # fmt: skip


def test_the_name_in_a_list_of_revoked_ones_is_the_digest_of_what_was_signed() -> None:
    about = json.loads(PACK)["pack"]
    text = json.dumps(about, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    assert open_pack(PACK).identity == sha256(text.encode())
    assert is_revoked_list(sign_revoked(seed=SEED, identities=[], at=AT))
    assert not is_revoked_list(PACK)


def _zip() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("pack.json", b"0" * (50 * LIMIT))
    return file.getvalue()


TAMPERED = PACK.replace("Färre".encode(), b"Fler ")
BROKEN: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "tom"),
    "50 MB": (b" " * (50 * LIMIT), "större än 1 MB"),
    "zip bomb": (_zip(), "packad"),
    "gzip": (gzip.compress(PACK, mtime=0), "packad"),
    "another coding": (PACK.decode().encode("utf-16"), "UTF-8"),
    "another coding of one letter": (PACK.decode().encode("latin-1"), "UTF-8"),
    "cut off": (PACK[:-20], "inte att läsa"),
    "deep": (b'{"pack": ' + b"[" * 100_000, "inte att läsa"),
    "a list": (b"[]", "inget kunskapspaket"),
    "another file": (b'{"pack": {"schema": "samsyn-picture/1"}, "signature": ""}', "inget kunskapspaket"),
    "more beside": (to_json({**json.loads(PACK), "more": 1}), "inget kunskapspaket"),
    "tampered": (TAMPERED, "Signaturen stämmer inte"),
    "no signature": (to_json({**json.loads(PACK), "signature": None}), "Signaturen stämmer inte"),
    "signature of another": (
        to_json({**json.loads(PACK), "signature": json.loads(made(version=3))["signature"]}),
        "Signaturen stämmer inte",
    ),
    "newer": (signed_again(schema="samsyn-pack/2"), "annan version"),
    "unknown kind": (signed_again(kind="person"), "inte känner"),
    "another sum": (signed_again(sha256="0" * 64), "kontrollsumma"),
    "no number": (to_json({**json.loads(PACK), "pack": json.loads(PACK)["pack"] | {"version": True}}), "fel slag"),
    "endless number": (signed_again(version=10**30), "fel slag"),
    "not a number": (PACK.replace(b'"version": 2', b'"version": NaN'), "fel slag"),
    "half a letter": (PACK.replace(b'"impact": "', b'"impact": "\\ud800'), "tecken eller tal"),
    "no day": (signed_again(made_at="i fjol"), "fel slag"),
    "a day before all days": (signed_again(made_at="0001-01-01T00:00:00+14:00"), "fel slag"),
    "other terms": (signed_again(terms="allt"), "fel slag"),
    "a field more": (signed_again(answers=[1]), "saknar uppgifter"),
    "a count beside": (signed_again(contents={**LESSON, "counts": [3]}), "hör inte till"),
    "a number for a text": (signed_again(contents={**LESSON, "impact": 3}), "en text väntades"),
    "a text for a list": (signed_again(contents={**LESSON, "proofs": "abc"}), "en lista"),
    "a list for it all": (signed_again(contents=[]), "uppgifter med namn"),
    "no title": (signed_again(contents={**LESSON, "title": " "}), "saknas"),
    "another verdict": (signed_again(contents={**LESSON, "result": ["worked"]}), "inget av"),
    "too long": (signed_again(contents={**LESSON, "impact": "x" * 1501}), "1501 tecken"),
    "too many": (signed_again(contents={**LESSON, "proofs": ["x"] * 13}), "13 stycken"),
    "turned writing": (signed_again(contents={**LESSON, "impact": "a\u202eb"}), "dolda tecken"),
    "a person": (signed_again(contents={**LESSON, "impact": "Ring 811218-9876"}), "personnummer"),
    "a person as sender": (signed_again(origin="anna@exempel.se"), "e-post"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", sorted(BROKEN))
def test_what_is_broken_or_changed_or_carries_more_is_refused_in_words(wrong: str) -> None:
    content, said = BROKEN[wrong]
    with pytest.raises(UnreadableFile, match=f"(?i){said}"):
        open_pack(content)


@pytest.mark.parametrize(
    "changed",
    [
        {"contents": {**LESSON, "impact": "Ring 811218-9876"}},
        {"contents": {**LESSON, "rows": []}},
        {"contents": {**LESSON, "title": ""}},
        {"origin": "anna@exempel.se"},
        {"origin": " "},
        {"name": "Lärdom 7"},
        {"version": 0},
        {"terms": "allt"},
        {"source_status": "stulen"},
        {"based_on": "x" * 201},
        {"seed": b"kort"},
    ],
)
def test_nothing_that_would_be_refused_is_signed(changed: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        made(**changed)


@settings(max_examples=60)
@given(at=st.integers(0, len(PACK) - 1), byte=st.integers(0, 255))
def test_no_byte_can_be_changed_without_being_seen(at: int, byte: int) -> None:
    changed = PACK[:at] + bytes([byte]) + PACK[at + 1 :]
    try:
        opened = open_pack(changed)
    except UnreadableFile:
        return
    assert opened == open_pack(PACK)  # white space between the words is not part of what they say


def test_what_differs_between_two_versions_is_told_text_by_text() -> None:
    old = read_contents(Kind.LESSON, LESSON)
    new = read_contents(
        Kind.LESSON, {**LESSON, "impact": "Mycket färre.", "proofs": [], "involvement": "Parkenheten."}
    )
    found = [(one.where, one.old, one.new) for one in differences(Kind.LESSON, old, new)]
    assert found == [
        ("Vilka som var med", "", "Parkenheten."),
        ("Vad det ledde till", "Färre rapporter än i jämförelseområdena.", "Mycket färre."),
        ("1. Siffra bakom", "Utvärderad, utslag: minskade", ""),
    ]
    assert differences(Kind.LESSON, old, old) == ()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_title_and_holds_texts_and_words_alone(kind: Kind) -> None:
    def check(part: Any) -> None:
        if isinstance(part, Several):
            check(part.of)
        elif not isinstance(part, (Text, Word)):
            assert part.parts
            for one in part.parts.values():
                check(one)

    check(CONTENTS[kind])
    title = CONTENTS[kind].parts["title"]
    assert isinstance(title, Text)
    assert title.is_needed


def test_every_ready_form_comes_back_from_a_pack_as_it_was() -> None:
    for form in surveys().forms:
        opened = open_pack(
            made(kind=Kind.FORM, contents=form_contents(form), source_status=form.source_status)
        )
        assert form_of(opened.contents, key=form.key, source_status=opened.source_status) == form


QUESTION: dict[str, Any] = {
    "key": "calm",
    "text": "Är det lugnt?",
    "kind": "scale",
    "options": [
        {"code": "1", "label": "nej"},
        {"code": "2", "label": "ja"},
        {"code": "x", "label": "vet ej"},
    ],
    "favourable": ["2"],
    "missing": ["x"],
}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"answers": [1, 2]}, "hör inte till"),
        ({"kind": "upload"}, "inget av"),
        ({"options": []}, "svarsalternativ"),
        ({"favourable": ["3"]}, "top nämner"),
        ({"group": "ingen"}, "constructs"),
        ({"key": "Ja!"}, "små bokstäver"),
        ({"text": "Vad heter 811218-9876?"}, "personnummer"),
        ({"options": [{"code": "1", "label": "nej", "n": 3}]}, "hör inte till"),
    ],
)
def test_a_form_that_cannot_be_answered_or_holds_more_is_refused(changed: dict[str, Any], said: str) -> None:
    good = {"title": "Lugn", "questions": [QUESTION]}
    assert read_contents(Kind.FORM, good)["questions"][0]["turned"] == ""
    with pytest.raises(BadInput, match=said):
        made(kind=Kind.FORM, contents={"title": "Lugn", "questions": [{**QUESTION, **changed}]})
