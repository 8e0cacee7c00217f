"""The documents: what they name exists, their links resolve, and the glossary has every word."""

import csv
import re
from pathlib import Path

import pytest
import yaml

from checks import CHECKS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
FOLDERS = {path.name for path in ROOT.iterdir() if path.is_dir()}
# Made by a command, so not there in a fresh clone.
MADE = ("target/", "docs/site/", ".venv", "oppna_jamforelser.duckdb")

# dbt's and the engine's words; everything else in a name is Swedish and belongs to the glossary.
ENGLISH = {
    "a", "b", "bridge", "dim", "fct", "id", "int", "kva", "mart", "policy", "revision", "standard",
    "status", "stg", "sv",
}  # fmt: skip

document = pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)


def code_spans(text: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def is_path(span: str) -> bool:
    """Whether a code span names something in the project: no pattern, no command."""
    if re.search(r"[\s<>{}*()…=]", span) or span.startswith(MADE):
        return False
    return span.split("/")[0] in FOLDERS if "/" in span else bool(re.search(r"\.(md|yml)$", span))


@document
def test_every_path_named_exists(path):
    missing = [
        span
        for span in code_spans(path.read_text(encoding="utf-8"))
        if is_path(span) and not (ROOT / span).exists() and not (path.parent / span).exists()
    ]
    assert not missing


@document
def test_every_model_and_macro_named_exists(path):
    known = {file.stem for file in sources("sql")}
    for file in (ROOT / "macros").rglob("*.sql"):
        known.update(re.findall(r"{%-? macro (\w+)", file.read_text(encoding="utf-8")))
    named = {
        span
        for span in code_spans(path.read_text(encoding="utf-8"))
        if re.fullmatch(r"(int|stg|dim|fct|mart|kva|bridge|regel_[a-z]+)_\w+", span)
    }
    assert not named - known


def test_every_rule_names_a_test_that_exists():
    data_tests = {file.stem for file in (ROOT / "tests").rglob("*.sql")}
    unit_tests = {
        test["name"]
        for file in (ROOT / "models").rglob("*.yml")
        for test in yaml.safe_load(file.read_text(encoding="utf-8")).get("unit_tests", [])
    }
    python_tests = {
        name
        for file in (ROOT / "tests" / "python").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    } | {check.__name__ for check in CHECKS}
    text = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ") and "`" in line]
    assert len(rows) > 50
    for row in rows:
        named = code_spans(row.rstrip(" |").rsplit("|", 1)[1])
        assert named, row
        assert set(named) <= data_tests | unit_tests | python_tests, row


def sources(kind: str) -> list[Path]:
    folders = ("models", "seeds", "macros", "tests", "analyses")
    return [file for folder in folders for file in (ROOT / folder).rglob(f"*.{kind}")]


@document
def test_every_link_resolves(path):
    text = path.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("http"):
            continue
        file, _, anchor = target.partition("#")
        linked = path if not file else path.parent / file
        assert linked.exists(), target
        if anchor:
            assert anchor in anchors(linked), target


def anchors(path: Path) -> set[str]:
    """Return the anchors that GitHub gives a document's headings."""
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def names_in_the_warehouse() -> set[str]:
    """Return the names of models and seeds and of their columns, as YAML and CSV give them."""
    names = set()
    for file in sources("csv"):
        names.add(file.stem)
        with file.open(encoding="utf-8", newline="") as lines:
            names.update(next(csv.reader(lines)))
    for file in (ROOT / "models").rglob("*.yml"):
        for model in yaml.safe_load(file.read_text(encoding="utf-8")).get("models", []):
            names.add(model["name"])
            names.update(column["name"] for column in model.get("columns", []))
    return names


def test_every_word_of_a_name_is_in_the_glossary():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\|[^|]+\|([^|]+)\|", glossary, flags=re.MULTILINE)
    explained = {
        word for row in rows for name in code_spans(row) for word in name.split("_") if word
    }
    used = {word for name in names_in_the_warehouse() for word in name.split("_") if word}
    assert sorted(used - explained - ENGLISH) == []


def test_the_glossary_is_a_table_with_every_cell_filled():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line for line in glossary.splitlines() if line.startswith("| ")]
    assert len([row for row in rows if "`" in row]) >= 50
    assert {row.count("|") for row in rows} == {6}


def test_no_document_names_a_place_outside_the_project():
    for path in [*DOCUMENTS, *sources("sql"), *sources("yml")]:
        assert not re.search(r"(?<![\w.])/(work|home|root|tmp)/", path.read_text(encoding="utf-8"))
