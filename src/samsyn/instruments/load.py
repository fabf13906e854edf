"""The instruments that Samsyn comes with: categories, report form, criteria, causes, known sources, legal texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from samsyn.errors import BadDeclaration
from samsyn.instruments.analysis import (
    CauseQuestions as CauseQuestions,
)
from samsyn.instruments.analysis import (
    Criteria as Criteria,
)
from samsyn.instruments.analysis import (
    TypicalCauses as TypicalCauses,
)
from samsyn.instruments.analysis import (
    read_cause_questions,
    read_criteria,
    read_typical_causes,
)
from samsyn.instruments.categories import (
    Category as Category,
)
from samsyn.instruments.categories import (
    CategoryList as CategoryList,
)
from samsyn.instruments.categories import (
    Subcategory as Subcategory,
)
from samsyn.instruments.categories import (
    read_categories,
)
from samsyn.instruments.courses import CourseTemplates, read_courses
from samsyn.instruments.crimeproofing import (
    ProofInstrument as ProofInstrument,
)
from samsyn.instruments.crimeproofing import (
    read_crimeproofing,
)
from samsyn.instruments.declared import check_unique
from samsyn.instruments.legal_texts import (
    BLANK as BLANK,
)
from samsyn.instruments.legal_texts import (
    Kept as Kept,
)
from samsyn.instruments.legal_texts import (
    KeptKinds as KeptKinds,
)
from samsyn.instruments.legal_texts import (
    LegalPart as LegalPart,
)
from samsyn.instruments.legal_texts import (
    LegalText as LegalText,
)
from samsyn.instruments.legal_texts import (
    filled as filled,
)
from samsyn.instruments.legal_texts import (
    read_kept_kinds,
    read_legal_text,
)
from samsyn.instruments.lessons import (
    KnownLessons as KnownLessons,
)
from samsyn.instruments.lessons import (
    read_lessons,
)
from samsyn.instruments.readiness import (
    ReadinessTexts as ReadinessTexts,
)
from samsyn.instruments.readiness import (
    read_readiness,
)
from samsyn.instruments.report_form import (
    Option as Option,
)
from samsyn.instruments.report_form import (
    ReportField as ReportField,
)
from samsyn.instruments.report_form import (
    ReportFields as ReportFields,
)
from samsyn.instruments.report_form import (
    read_report_fields,
)
from samsyn.instruments.statute import (
    Statute as Statute,
)
from samsyn.instruments.statute import (
    read_statute,
)
from samsyn.instruments.surveys import (
    ReadySurveys as ReadySurveys,
)
from samsyn.instruments.surveys import (
    read_surveys,
)
from samsyn.table import Source


@cache
def categories() -> CategoryList:
    """Return the categories that Samsyn comes with."""
    return read_categories(_text("categories.yaml"), "categories.yaml")


@cache
def crimeproofing() -> ProofInstrument:
    """Return the questions, lists, scale and words of crime proofing."""
    return read_crimeproofing(_text("crimeproofing.yaml"), "crimeproofing.yaml")


@cache
def report_fields() -> ReportFields:
    """Return the questions of the report form that Samsyn comes with."""
    return read_report_fields(_text("report_fields.yaml"), "report_fields.yaml")


@cache
def readiness() -> ReadinessTexts:
    """Return the texts of Community Readiness that Samsyn comes with, in our own words."""
    return read_readiness(readiness_plain())


def readiness_plain() -> dict[str, Any]:
    """Return those texts as plain values, to be kept with what was measured, or taken into a text that is loaded."""
    return dict(yaml.safe_load(_text("readiness.yaml")))


def readiness_file() -> str:
    """Return those texts as the file that they stand in, to write another from."""
    return _text("readiness.yaml")


@cache
def surveys() -> ReadySurveys:
    """Return the surveys that Samsyn comes with, in our own words."""
    return read_surveys(yaml.safe_load(_text("surveys.yaml")))


@cache
def known_lessons() -> KnownLessons:
    """Return what a published report has learnt, in our own words."""
    return read_lessons(_text("lessons.yaml"), "lessons.yaml")


@cache
def courses() -> CourseTemplates:
    """Return the courses that Samsyn comes with, in our own words."""
    return read_courses(_text("courses.yaml"), "courses.yaml")


LEGAL_KIT = (
    "konsekvensbedomning",
    "registerforteckning",
    "information",
    "bitradesavtal",
    "informationshanteringsplan",
)


@cache
def legal_texts() -> Mapping[str, LegalText]:
    """Return the documents of the legal kit by code, in the order that they are offered."""
    return {code: read_legal_text(_text(f"legal/{code}.yaml"), f"legal/{code}.yaml") for code in LEGAL_KIT}


@cache
def kept_kinds() -> KeptKinds:
    """Return the kinds of information that Samsyn keeps, with how long where nothing else is set."""
    return read_kept_kinds(_text("legal/gallring.yaml"), "legal/gallring.yaml")


@cache
def statute() -> Statute:
    """Return what lag (2023:196) asks of a municipality, in our own words."""
    return read_statute(_text("law_2023_196.yaml"), "law_2023_196.yaml")


@cache
def criteria() -> Criteria:
    """Return the grounds for choosing between problems."""
    return read_criteria(_text("prioritising.yaml"), "prioritising.yaml")


@cache
def cause_questions() -> CauseQuestions:
    """Return the questions that help a group to find causes."""
    return read_cause_questions(_text("cause_questions.yaml"), "cause_questions.yaml")


@cache
def typical_causes() -> TypicalCauses:
    """Return the library of typical causes per kind of problem."""
    return read_typical_causes(_text("typical_causes.yaml"), "typical_causes.yaml")


def _text(name: str) -> str:
    return files("samsyn.instruments").joinpath(name).read_text(encoding="utf-8")


@cache
def sources() -> tuple[Source, ...]:
    """
    Return the built-in source declarations, in the order of their file names.

    Raises
    ------
    BadDeclaration
        If a declaration cannot be read, two have the same key, or one maps to a category that does not exist.
    """
    from samsyn.files import load_source

    folder = Path(str(files("samsyn.instruments"))) / "sources"
    loaded = tuple(load_source(path) for path in sorted(folder.glob("*.yaml")))
    check_unique([source.key for source in loaded], "sources")
    for source in loaded:
        check_targets(source, categories())
    return loaded


def check_targets(source: Source, known: CategoryList) -> None:
    """Refuse a source that maps a label to a category that the list does not hold, or that calls it no incident too."""
    for label, code in source.categories.items():
        if code not in known.codes:
            raise BadDeclaration(
                f"{source.key}: ”{label}” förs till {code}, som inte finns. De som finns: {', '.join(known.codes)}."
            )
        if label in source.not_incidents:
            raise BadDeclaration(f"{source.key}: ”{label}” står både under categories och not_incidents.")
