"""``python -m tools.lint_sql [--changed]``: sqlfluff over all SQL of the project, the macros too.

sqlfluff passes over what a macro holds, so each macro is linted as a query of its own: its body
after ``select``, with the names of its arguments as their values. A file that was clean, and
renders to the same text by the same rules, is not linted again.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import TemplateError
from sqlfluff import __version__
from sqlfluff.core import FluffConfig, Linter

from oppna_jamforelser.project import project_root
from oppna_jamforelser.sqlmotor import SqlMotorError, render_model

CLEAN = ".sqlfluff_clean.json"  # the fingerprints of what was clean
FOLDERS = ("models", "tests", "analyses")
ENGINES = {"postgres": "postgres", "spark": "sparksql"}
# What asks for a whole query: a macro's body has no aliases and no relations.
OF_QUERIES = ("AL03", "AM04", "RF01", "RF02", "RF03", "ST07", "LT13")
_MACRO = re.compile(
    r"{%-?\s*macro\s+(?P<name>\w+)\((?P<arguments>.*?)\)\s*-?%}(?P<body>.*?){%-?\s*endmacro\s*-?%}",
    re.DOTALL,
)

_JINJA = re.compile(r"{{.*?}}|{%.*?%}|{#.*?#}", re.DOTALL)


@dataclass(frozen=True)
class Piece:
    """A text to lint: a file, or a macro as a query that begins after so many lines of its file."""

    path: str
    text: str
    lines_before: int = 0
    dialect: str = "duckdb"
    without: tuple[str, ...] = ()
    context: dict[str, str] = field(default_factory=dict)


def pieces(root: Path) -> Iterator[Piece]:
    """Yield all that is linted: each query's file, and each macro that holds SQL."""
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.sql")):
            if not {"generic", "engine"} & set(path.parts):  # written in dbt's own words
                yield Piece(path.relative_to(root).as_posix(), path.read_text("utf-8"))
    for path in sorted((root / "macros").rglob("*.sql")):
        if path.parent.name != "project":  # that speaks to dbt, not to the database
            yield from macros(path.relative_to(root).as_posix(), path.read_text("utf-8"))


def macros(path: str, text: str) -> Iterator[Piece]:
    """Yield each macro of a file that holds SQL of its own: not one that only calls others."""
    for found in _MACRO.finditer(text):
        body = found["body"].rstrip()
        if not re.search(r"\w", _JINJA.sub("", body)):
            continue
        first = re.match(r"(\s*{%.*?%})*", body, re.DOTALL)
        settings, sql = body[: first.end()], body[first.end() :]  # type: ignore[union-attr]
        without: tuple[str, ...] = OF_QUERIES
        dialect = ENGINES.get(found["name"].split("__")[0], "duckdb")
        if dialect != "duckdb":
            without = (*without, "LT02")
        if re.search(r"{%-?\s*for\b", body):  # arguments that are lists are none here
            without = (*without, "LT02", "LT05")
        if re.search(r"^\w+ as \($", sql, re.MULTILINE) and not sql.lstrip().startswith("with"):
            sql = f"with{sql}\n\nselect 1"
            without = (*without, "ST03")
        elif re.search(r"\sdesc,?$", sql, re.MULTILINE):
            sql = f"select 1\norder by{sql}"
        elif not re.match(r"\s*(select|with|analyze)\b", sql):
            sql = f"select{sql}"
        names = re.findall(r"(\w+)\s*(?:=[^,]*)?(?:,|$)", found["arguments"])
        yield Piece(
            path,
            f"{settings}{sql}\n",
            text.count("\n", 0, found.start("body")),
            dialect,
            without,
            {name: name for name in names},
        )


def problems(piece: Piece, root: Path) -> Iterator[str]:
    """Yield what sqlfluff finds, one line each."""
    config = FluffConfig.from_root(
        overrides={"dialect": piece.dialect, "exclude_rules": ",".join(piece.without)}
    )
    for name, value in piece.context.items():
        config.set_value(["templater", "jinja", "context", name], value)
    linted = Linter(config=config).lint_string(piece.text, fname=str(root / piece.path))
    for violation in linted.get_violations():
        line = violation.line_no + piece.lines_before
        place = f"{piece.path}:{line}:{violation.line_pos}"
        yield f"{place}: {violation.rule_code()} {violation.desc()}"


def fingerprint(piece: Piece, rules: str) -> str:
    """Return what decides the findings: the text, what it renders to, and the rules."""
    rendered = ""
    if piece.path.startswith("models/"):
        try:
            rendered = render_model(Path(piece.path).stem)
        except (SqlMotorError, TemplateError):
            rendered = "?"
    parts = (piece.path, piece.text, rendered, rules, piece.dialect)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def changed(root: Path) -> set[str] | None:
    """Return the files that differ from the last commit; nothing known outside a checkout."""
    names: set[str] = set()
    for question in (
        ("diff", "--name-only", "HEAD"),
        ("ls-files", "--others", "--exclude-standard"),
    ):
        told = subprocess.run(("git", *question), cwd=root, capture_output=True, encoding="utf-8")
        if told.returncode:
            return None
        names.update(told.stdout.splitlines())
    return names


def main() -> None:
    """Lint what is not known to be clean; exit 1 when there is something to mend."""
    root = project_root()
    only = changed(root) if "--changed" in sys.argv[1:] else None
    store = root / CLEAN
    known = set(json.loads(store.read_text("utf-8"))) if store.is_file() else set()
    decides = (root / ".sqlfluff", Path(__file__))
    rules = "\0".join([__version__, *(path.read_text("utf-8") for path in decides)])
    clean, found = [], []
    for piece in pieces(root):
        if only is not None and piece.path not in only:
            continue
        mark = fingerprint(piece, rules)
        wrong = [] if mark in known else list(problems(piece, root))
        found += wrong
        if not wrong:
            clean.append(mark)
    kept = known if only is not None else set()
    store.write_text(json.dumps(sorted(kept.union(clean)), indent=0), encoding="utf-8")
    print("\n".join(found), end="\n" if found else "")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
