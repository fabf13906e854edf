"""What the pages of problems and their causes show."""

from samsyn_web.causes.presenters.analysis import (
    STATUS_WORDS,
    Node,
    evidence_line,
    flat,
    missing,
    nodes,
    sentence,
    step_line,
    steps,
    triangle,
)
from samsyn_web.causes.presenters.basis import BasisLine, basis_lines, finding_choices, finding_line
from samsyn_web.causes.presenters.documents import (
    Analysis,
    Imprint,
    analysis_document,
    analysis_sections,
    matrix_document,
)
from samsyn_web.causes.presenters.drawings import Drawing, fishbone, tree
from samsyn_web.causes.presenters.priorities import (
    choice_line,
    columns,
    groups,
    history,
    matrix_sentence,
)
from samsyn_web.causes.presenters.problems import (
    ProblemLine,
    ProblemPage,
    lines,
    list_sentence,
    open_words,
    page,
    where,
)

__all__ = [
    "STATUS_WORDS",
    "Analysis",
    "BasisLine",
    "Drawing",
    "Imprint",
    "Node",
    "ProblemLine",
    "ProblemPage",
    "analysis_document",
    "analysis_sections",
    "basis_lines",
    "choice_line",
    "columns",
    "evidence_line",
    "finding_choices",
    "finding_line",
    "fishbone",
    "flat",
    "groups",
    "history",
    "lines",
    "list_sentence",
    "matrix_document",
    "matrix_sentence",
    "missing",
    "nodes",
    "open_words",
    "page",
    "sentence",
    "step_line",
    "steps",
    "tree",
    "triangle",
    "where",
]
