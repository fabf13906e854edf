"""
The documents that the law on crime prevention (2023:196) asks for, composed from what a municipality knows and does.

    parts.py        the parts of each document, which are forced, and how people's texts join what is generated
    facts.py        what documents are composed from
    development.py  development over time: which pictures may be compared
    picture.py      the situational picture, 4 § (its parts: picture_parts.py)
    follow_up.py    the follow-up of the plan, 6 §
    assembly.py     the report to the municipal assembly, 13 §: two pages
    council.py      a council's meeting, 10 §: the notice and the minutes
    grant.py        the annex to a grant application, 2023:442 (also grant_facts.py, grant_lacks.py, smart.py)
    survey.py       answers to a yearly survey of how the law is followed
    changes.py      what changed between two versions
"""

from samsyn.statutory.assembly import (
    ASSEMBLY_PARTS,
    FIRST_PAGE,
    AssemblyFacts,
    Duty,
    assembly_sections,
    assembly_state,
    shortened,
)
from samsyn.statutory.changes import Change, State, changed
from samsyn.statutory.council import (
    DRAFT,
    MEMBERS,
    MINUTES,
    NOTICE,
    MeetingDecision,
    MeetingFacts,
    MeetingPoint,
    agenda_sections,
    minutes_sections,
)
from samsyn.statutory.development import Step, steps, why_not
from samsyn.statutory.facts import Ground, KnownCause, KnownFigure, KnownProblem, PictureFacts, UsedPicture
from samsyn.statutory.follow_up import (
    FOLLOW_UP_PARTS,
    FollowedAction,
    FollowedIndicator,
    FollowUpFacts,
    follow_up_sections,
    follow_up_state,
)
from samsyn.statutory.grant import GRANT_PARTS, grant_sections, grant_state
from samsyn.statutory.grant_facts import DecidedEvaluation, GrantAction, GrantFacts
from samsyn.statutory.grant_lacks import grant_lacks
from samsyn.statutory.parts import Kind, Part, joined, lacking, paragraphs
from samsyn.statutory.picture import picture_sections, picture_state
from samsyn.statutory.picture_parts import PICTURE_PARTS
from samsyn.statutory.smart import Letter, smart
from samsyn.statutory.survey import SURVEY_PARTS, Standing, survey_sections, survey_state

__all__ = [
    "DRAFT",
    "MEMBERS",
    "MINUTES",
    "NOTICE",
    "MeetingDecision",
    "MeetingFacts",
    "MeetingPoint",
    "agenda_sections",
    "minutes_sections",
    "GRANT_PARTS",
    "SURVEY_PARTS",
    "DecidedEvaluation",
    "GrantAction",
    "GrantFacts",
    "Letter",
    "Standing",
    "grant_lacks",
    "grant_sections",
    "grant_state",
    "smart",
    "survey_sections",
    "survey_state",
    "ASSEMBLY_PARTS",
    "FIRST_PAGE",
    "AssemblyFacts",
    "Duty",
    "assembly_sections",
    "assembly_state",
    "shortened",
    "FOLLOW_UP_PARTS",
    "FollowedAction",
    "FollowedIndicator",
    "FollowUpFacts",
    "follow_up_sections",
    "follow_up_state",
    "PICTURE_PARTS",
    "Change",
    "Ground",
    "Kind",
    "KnownCause",
    "KnownFigure",
    "KnownProblem",
    "Part",
    "PictureFacts",
    "State",
    "Step",
    "UsedPicture",
    "changed",
    "joined",
    "lacking",
    "paragraphs",
    "picture_sections",
    "picture_state",
    "steps",
    "why_not",
]
