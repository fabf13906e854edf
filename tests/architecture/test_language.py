"""Every text that a person can read may be translated: none stands unmarked in a template or in the web's code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.architecture.tree import WEB, python_files, relative, templates, tree_of

# Files whose texts are not translated yet, or never are, and why.
STORED = (
    "what work says of itself is stored by a worker that knows no reader; it stays Swedish and is marked so"
)
COMMAND = "said to whoever runs the command, in the language of the command line"
KEPT = "kept with what is computed or published, which is the same whoever's language made it"
HANDED_OUT = "stands in a document that is handed out, in the authority's language"
SECTIONS = "joins the library's own sections, which are Swedish and marked so"
FORM = "a form goes to a Swedish municipality, in Swedish whoever fetches it"
ALLOWED = {
    "base/jobs.py": STORED,
    "causes/management/": COMMAND,
    "config/environment.py": COMMAND,
    "config/restore.py": COMMAND,
    "portal/management/": COMMAND,
    "people/management/": "names of people who do not exist",
    "actions/management/": "the invented plan of the demonstration",
    "actions/presenters/exported.py": "a plan goes to a Swedish board, in Swedish whoever fetches it",
    "governance/management/": "an invented municipality's own words",
    "governance/presenters/annexes.py": "documents under Swedish law are Swedish whoever fetches them",
    "governance/queries/annexes.py": "what stands in a Swedish document",
    "governance/presenters/papers.py": "documents under Swedish law are Swedish whoever fetches them",
    "governance/queries/reported.py": "what stands in a Swedish document",
    "governance/queries/gathered.py": "what stands in a Swedish document",
    "governance/presenters/council_minutes.py": HANDED_OUT,
    "governance/queries/council_minutes.py": HANDED_OUT,
    "governance/queries/handover.py": HANDED_OUT,
    "governance/presenters/legal_kit.py": "the legal kit is for Swedish lawyers, in Swedish whoever fetches it",
    "knowledge/management/": "an invented municipality's own words",
    "methods/crimeproofing/management/": COMMAND,
    "methods/crimeproofing/presenters/memo.py": HANDED_OUT,
    "methods/incidents/management/": COMMAND,
    "methods/readiness/management/": "an invented measurement",
    "methods/readiness/presenters/interview_form.py": FORM,
    "methods/readiness/presenters/score_sheet.py": FORM,
    "methods/surveys/presenters/word_form.py": FORM,
    "methods/statistics/management/": "an invented file",
    "methods/statistics/policies.py": SECTIONS,
    "methods/statistics/presenters/files.py": SECTIONS,
    "methods/surveys/management/": "an invented survey",
    "methods/surveys/presenters/exported.py": HANDED_OUT,
    "methods/incidents/presenters/everyday.py": SECTIONS,
    "methods/incidents/queries/comparison.py": SECTIONS,
    "methods/incidents/queries/gathering.py": KEPT,
    "methods/incidents/queries/register.py": KEPT,
    "methods/incidents/services/disclosing.py": HANDED_OUT,
    "observations/services/register.py": KEPT,
    "programmes/management/": "the invented programme of the demonstration",
    "programmes/presenters/quarter_form.py": FORM,
    "programmes/queries/handover.py": HANDED_OUT,
    "programmes/services/final_reports.py": SECTIONS,
    "programmes/tasks.py": SECTIONS,
    "observations/services/rounds.py": KEPT,
    "outcomes/management/": "an invented municipality's own words",
    "outcomes/presenters/parts.py": HANDED_OUT,
    "outcomes/queries.py": SECTIONS,
    "outcomes/policies/content.py": KEPT,
    "outcomes/services/importing.py": "what columns are called in the organisation's own files",
    "reports/presenters/sample.py": KEPT,
    "reports/services/making.py": KEPT,
    "reports/services/publishing.py": KEPT,
}
EXAMPLES = (
    "portal/templates/gallery/"  # shown as they would stand in a Swedish organisation, and marked as Swedish
)
MARKED = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
TOLD = {"tell", "told"}  # how work says how far it has come
# Words that only Swedish has, beside its letters; a text with one of them is for people.
SWEDISH = re.compile(
    r"[åäöÅÄÖ]|\b(?:alla|av|den|det|du|ej|eller|en|ett|fel|finns|inte|ja|kan|med|nej|och|om|som|till|vad|var|visa)\b"
)
RELATIONS = ("ManyToMany", "OneToOne")  # their first argument is a model
LABELS = {"label", "help_text", "verbose_name", "verbose_name_plural"}
NOT_WORDS = re.compile(r"\(\?|\\[.wds]|^[\w-]+=|^[a-z]{2,5}$|^[a-z/-]+/$")
ATTRIBUTES = {
    "title",
    "alt",
    "placeholder",
    "aria-label",
    "summary",
    "label",
    "help",
    "caption",
    "sentence",
    "verb",
}
# Words in a template that are the same in every language, or are meant to be read in their own.
SAME = {"Samsyn", "– Samsyn"}
TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
COMMENT = re.compile(r"{% comment %}.*?{% endcomment %}|{#.*?#}", re.DOTALL)
BLOCK = re.compile(r"{% blocktranslate\b.*?{% endblocktranslate %}", re.DOTALL)


class Words(HTMLParser):
    """Gathers the text that a page shows or reads out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.code += tag in ("code", "pre", "script", "style")
        self.found += [value for name, value in attrs if value and name in ATTRIBUTES]

    def handle_endtag(self, tag: str) -> None:
        self.code -= tag in ("code", "pre", "script", "style")

    def handle_data(self, data: str) -> None:
        if not self.code:
            self.found.append(data)


def unmarked_in_template(source: str) -> list[str]:
    """Return the words that stand outside every translation."""
    plain = TAG.sub("", BLOCK.sub("", COMMENT.sub("", source)))
    reader = Words()
    reader.feed(plain)
    found = (" ".join(text.split()) for text in reader.found)
    return [text for text in found if re.search(r"[^\W\d_]{2,}", text) and text not in SAME]


def unmarked_in_code(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the Swedish texts that no call of gettext holds, with their lines; what says what code is, is not one."""
    marked = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in MARKED | TOLD
        for part in ast.walk(node)
    }
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in marked | said
            and SWEDISH.search(node.value)
            and not NOT_WORDS.search(node.value)
        ):
            yield node.lineno, node.value


def unmarked_labels(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the labels of fields and models that no call of gettext holds, whatever words they are."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in LABELS:
            value: ast.expr | None = node.value
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") in LABELS - {"label"}:
            value = node.value
        elif isinstance(node, ast.Call) and ast.unparse(node.func).startswith("models.") and node.args:
            kind = getattr(node.func, "attr", "")
            value = node.args[0] if kind.endswith("Field") and not kind.startswith(RELATIONS) else None
        else:
            continue
        if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
            yield node.lineno if not isinstance(node, ast.keyword) else node.value.lineno, value.value


def _reason(name: str) -> str | None:
    return next((why for start, why in ALLOWED.items() if name.startswith(start)), None)


def _name(path: Path) -> str:
    return path.relative_to(WEB).as_posix()


def test_no_template_holds_unmarked_words() -> None:
    found = [
        f"{relative(path)}: {text}"
        for path in templates()
        if not _name(path).startswith(EXAMPLES)
        for text in unmarked_in_template(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_no_code_of_the_web_holds_unmarked_swedish() -> None:
    found = [
        f"{relative(path)}:{line}: {text}"
        for path in python_files("src/samsyn_web")
        if _reason(_name(path)) is None
        for line, text in [*unmarked_in_code(tree_of(path)), *unmarked_labels(tree_of(path))]
    ]
    assert found == []


@pytest.mark.parametrize("start", ALLOWED)
def test_what_is_allowed_is_needed(start: str) -> None:
    files = [path for path in python_files("src/samsyn_web") if _name(path).startswith(start)]
    assert any(list(unmarked_in_code(tree_of(path))) for path in files), f"{start} needs no exception"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Inget här.</p>", ["Inget här."]),
        ('<p>{% translate "Inget här." %}</p>', []),
        ('<c-button label="Spara">{% translate "Spara" %}</c-button>', ["Spara"]),
        ("{% blocktranslate %}Vi har {{ n }} saker{% endblocktranslate %}", []),
        ("{# en anteckning #}<code>rapporter.csv</code><p>{{ name }} 12 %</p>", []),
        ("<img alt=\"{% translate 'Karta' %}\">", []),
    ],
)
def test_the_search_of_templates_finds_what_it_should(source: str, words: list[str]) -> None:
    assert unmarked_in_template(source) == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('raise Refused("Rollen finns inte.")', ["Rollen finns inte."]),
        ('raise Refused(_("Rollen finns inte."))', []),
        ('raise Refused(f"{name} är medlem.")', [" är medlem."]),
        ('raise Refused(_("{name} är medlem.").format(name=name))', []),
        ('"""Säg vad det är."""', []),
        ('name = "round.frozen"', []),
        ('tell(0.1, "Räknar om")', []),
        ('path("las-in/alla/", view)', []),
    ],
)
def test_the_search_of_code_finds_what_it_should(source: str, words: list[str]) -> None:
    assert [text for _, text in unmarked_in_code(ast.parse(source))] == words


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ('name = models.CharField("namn", max_length=3)', ["namn"]),
        ('name = models.CharField(_("namn"), max_length=3)', []),
        ('user = models.ForeignKey("people.User")', []),
        ('before = models.OneToOneField("self")', []),
        ('role = forms.ChoiceField(label="Roll")', ["Roll"]),
        ('class Meta:\n    verbose_name = "roll"', ["roll"]),
    ],
)
def test_the_search_of_labels_finds_what_it_should(source: str, words: list[str]) -> None:
    assert [text for _, text in unmarked_labels(ast.parse(source))] == words
