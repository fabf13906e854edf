"""Reads a form in Word that somebody has filled in: every answer, or for each field what was found and expected."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO

from samsyn.documents.blank_form import CHECKED, CHOOSE, CODE, UNCHECKED, WRITE, BlankForm, Kind, Question
from samsyn.errors import BadInput, UnreadableFile
from samsyn.plans.word import boxes, elements, open_word, text_of

LARGEST, LARGEST_UNPACKED = 5 * 10**6, 40 * 10**6  # bytes
ON, OFF = f"[{CHECKED}☑✓✔]|\\[[xX]\\]|[xX](?=\\s)", f"{UNCHECKED}|\\[ ?\\]"
MARKED = re.compile(rf"\s*(?:(?P<on>{ON})|(?P<off>{OFF}))?\s*(?P<words>.*?)\s*")
SHOWN = 60  # characters of what was found
NO_FORM = "Filen {name} är inget formulär från Samsyn: raden {code} finns inte i den."
Answer = str | tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """A field that cannot be read: what was found there, and what was expected."""

    label: str
    found: str
    expected: str


@dataclass(frozen=True, kw_only=True)
class Filled:
    """
    What a form says.

    Parameters
    ----------
    answers : mapping
        Key of each question that could be read → a text, a code, or several codes.
    wrong : tuple of Wrong
        The fields that could not; nothing of a form is used while there is one.
    """

    answers: Mapping[str, Answer]
    wrong: tuple[Wrong, ...]


def read_filled(data: bytes, name: str, form: BlankForm) -> Filled:
    """
    Return what somebody has answered in a form.

    Parameters
    ----------
    form : BlankForm
        The form as it was given out; what was answered in it already does not matter.

    Raises
    ------
    UnreadableFile
        If the file is no Word file, is broken, or is too large packed or unpacked.
    BadInput
        If it is no form of ours, or one about something else.
    """
    rows = _rows(data, name)
    codes = rows.get(_plain(CODE), [])
    if not codes:
        raise BadInput(NO_FORM.format(name=name, code=CODE))
    if [_plain(one) for one in codes] != [_plain(form.code)]:
        raise BadInput(
            f"Formuläret hör till något annat: koden är {codes[0][:SHOWN]}, och {form.code} väntades."
        )
    answers: dict[str, Answer] = {}
    wrong: list[Wrong] = []
    for question in form.questions:
        read = _answer(question, rows.get(_plain(question.label), []))
        if isinstance(read, Wrong):
            wrong.append(read)
        else:
            answers[question.key] = read
    return Filled(answers=answers, wrong=tuple(wrong))


def read_code(data: bytes, name: str) -> str:
    """
    Return the code that a form carries, for whoever must know which form it is before it can be read.

    Raises
    ------
    UnreadableFile
        If the file is no Word file, is broken, or is too large packed or unpacked.
    BadInput
        If it is no form of ours.
    """
    codes = _rows(data, name).get(_plain(CODE), [])
    if not codes:
        raise BadInput(NO_FORM.format(name=name, code=CODE))
    return " ".join(codes[0].split())


def _rows(data: bytes, name: str) -> dict[str, list[str]]:
    """Return what stands beside each label in the file's tables; a label that stands twice has two texts."""
    _check_size(data, name)
    found: dict[str, list[str]] = {}
    try:
        for table in elements(open_word(data, name)):
            if not table.tag.endswith("}tbl"):
                continue
            for row in boxes(table):
                if len(row) >= 2:
                    label = next(iter(text_of(row[0].element).strip().splitlines()), "")
                    found.setdefault(_plain(label), []).append(text_of(row[1].element).strip())
    except (zipfile.BadZipFile, RecursionError, OSError):
        raise UnreadableFile(f"Filen {name} är skadad. Öppna den i Word och spara den på nytt.") from None
    return found


def _check_size(data: bytes, name: str) -> None:
    if data[:4] != b"PK\x03\x04":
        raise UnreadableFile(f"Filen {name} är ingen Word-fil (docx).")
    if len(data) > LARGEST:
        raise UnreadableFile(f"Filen {name} är större än 5 MB. Ta bort bilder ur den.")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            size = sum(member.file_size for member in archive.infolist())
    except zipfile.BadZipFile:
        raise UnreadableFile(f"Filen {name} är skadad. Öppna den i Word och spara den på nytt.") from None
    if size > LARGEST_UNPACKED:
        raise UnreadableFile(f"Filen {name} blir större än 40 MB uppackad och öppnas inte.")


def _answer(question: Question, texts: list[str]) -> Answer | Wrong:
    if len(texts) != 1:
        found = "raden finns inte" if not texts else "raden står mer än en gång"
        return Wrong(label=question.label, found=found, expected="raden som den står i formuläret, en gång")
    said = "" if _plain(texts[0]) in (_plain(CHOOSE), _plain(WRITE)) else texts[0]
    if question.kind is Kind.SEVERAL:
        return _several(question, said)
    if question.kind is Kind.ONE:
        return _one(question, said)
    if len(said) > question.most:
        found = f"{len(said)} tecken"
        return Wrong(label=question.label, found=found, expected=f"högst {question.most} tecken")
    return said


def _one(question: Question, said: str) -> Answer | Wrong:
    if not said and not question.needed:
        return ""
    for code, words in question.choices:
        if said and _plain(said) == _plain(words):
            return code
    found = said[:SHOWN] if said else "inget svar"
    return Wrong(label=question.label, found=found, expected="något av: " + _listed(question))


def _several(question: Question, said: str) -> Answer | Wrong:
    known = {_plain(words): code for code, words in question.choices}
    chosen = []
    for line in filter(str.strip, said.splitlines()):
        read = MARKED.fullmatch(line)
        assert read is not None  # the pattern takes any line
        code = known.get(_plain(read["words"]))
        if code is None:
            return Wrong(
                label=question.label, found=line.strip()[:SHOWN], expected="bara: " + _listed(question)
            )
        if not read["on"] and not read["off"]:
            expected = f"{CHECKED} eller {UNCHECKED} framför varje alternativ"
            return Wrong(label=question.label, found=f"{line.strip()[:SHOWN]} utan ruta", expected=expected)
        if read["on"]:
            chosen.append(code)
    return tuple(code for code, _words in question.choices if code in chosen)


def _listed(question: Question) -> str:
    return ", ".join(words for _code, words in question.choices)


def _plain(text: str) -> str:
    """Return a text as it is compared: spaces and case do not matter."""
    return " ".join(text.split()).casefold()
