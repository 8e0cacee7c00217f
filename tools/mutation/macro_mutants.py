"""Mutants of the macros: every comparison, word, literal and number, and every branch."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from tools.mutation.mutant import Mutant, project_files

FILES = "macros/*/*.sql"
# Not mutated: what hides a difference between databases, and what speaks to dbt. Any other folder
# of macros holds rules or formulas, a new one too.
WITHOUT_RULES = ("engine", "project")

TOKEN = re.compile(
    r"(?P<comment>{#.*?#}|--[^\n]*)"
    r"|(?P<literal>'[^'\n]*')"
    r"|(?P<comparison><>|<=|>=|!=|<|>|=)"
    r"|(?P<arithmetic>[+*]|(?<=\s)-(?=\s))"
    r"|(?P<number>\b\d+(?:\.\d+)?\b)"
    r"|(?P<word>\b\w+\b)",
    re.DOTALL,
)
COMPARISONS = {
    "=": ("<>",),
    "<>": ("=",),
    "<": ("<=", ">="),
    "<=": ("<", ">"),
    ">": (">=", "<"),
    ">=": (">", "<"),
}
ARITHMETIC = {"+": ("-",), "-": ("+",), "*": ("+",)}
WORDS = {
    "and": ("or",),
    "or": ("and",),
    "is null": ("is not null",),
    "is not null": ("is null",),
    "not in": ("in",),
    "in": ("not in",),
    "left": ("right",),
    "right": ("left",),
}
SWAPS: dict[str, Mapping[str, tuple[str, ...]]] = {
    "comparison": COMPARISONS,
    "arithmetic": ARITHMETIC,
}
ROLE = re.compile(r'"([a-z_]+)"')


@dataclass(frozen=True)
class Token:
    """A piece of SQL, and where it stands."""

    kind: str
    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Change:
    """A piece of the text replaced."""

    start: int
    end: int
    new: str
    words: str


def macro_mutants(root: Path) -> Iterator[Mutant]:
    """Yield every mutant of every macro."""
    for path in macro_files(root):
        yield from mutants_of(path, (root / path).read_text(encoding="utf-8"))


def macro_files(root: Path) -> list[str]:
    """Return the files of macros that hold rules or formulas."""
    return [path for path in project_files(root, FILES) if path.split("/")[1] not in WITHOUT_RULES]


def mutants_of(path: str, text: str) -> Iterator[Mutant]:
    """Yield the mutants of one file of macros."""
    lines = text.splitlines()
    seen: Counter[tuple[int, str]] = Counter()
    for change in changes(text):
        line = text.count("\n", 0, change.start) + 1
        seen[line, change.words] += 1
        times = seen[line, change.words]
        words = change.words if times == 1 else f"{change.words} ({times})"
        changed = text[: change.start] + change.new + text[change.end :]
        yield Mutant(path, line, lines[line - 1], words, changed)


def changes(text: str) -> Iterator[Change]:
    """Yield all that is tried in the text of a file."""
    tokens = [
        Token(str(found.lastgroup), found.group(), found.start(), found.end())
        for found in TOKEN.finditer(text)
        if found.lastgroup != "comment"
    ]
    yield from _of_tokens(text, tokens)
    yield from _of_roles(text)
    yield from _of_branches(text, tokens)


def _of_tokens(text: str, tokens: list[Token]) -> Iterator[Change]:
    given = {token.text for token in _given(tokens)}
    asked = {token.text for token in tokens if token.kind == "literal"} - given
    for token, whole in _joined(text, tokens):
        if _in_jinja_statement(text, token):
            continue
        if token.kind == "literal":
            alike = given if token in _given(tokens) else asked
            others: tuple[str, ...] = tuple(sorted(alike - {token.text}))
        elif token.kind == "number":
            others = _neighbours(token.text)
        else:
            others = SWAPS.get(token.kind, WORDS).get(whole, ())
        for other in others:
            yield Change(token.start, token.start + len(whole), other, f"{whole} -> {other}")


def _given(tokens: list[Token]) -> list[Token]:
    """Return the literals that a branch gives; the others are asked about."""
    return [
        token
        for before, token in pairwise(tokens)
        if token.kind == "literal" and before.text in ("then", "else")
    ]


def _joined(text: str, tokens: list[Token]) -> Iterator[tuple[Token, str]]:
    """Yield tokens; words that belong together (`is not null`) once, as written."""
    skip_to = 0
    for token in tokens:
        if token.start < skip_to:
            continue
        whole = token.text
        if token.kind == "word":
            phrase = re.match(r"is not null\b|is null\b|not in\b", text[token.start :])
            if phrase:
                whole = phrase.group()
                skip_to = token.start + len(whole)
        yield token, whole


def _in_jinja_statement(text: str, token: Token) -> bool:
    """Tell whether a token belongs to Jinja's own grammar: `if`, `for`, `set`, a macro's head."""
    opened = text.rfind("{%", 0, token.start)
    if opened < 0 or text.find("%}", opened) < token.start:
        return False
    return text.count('"', opened, token.start) % 2 == 0


def _neighbours(number: str) -> tuple[str, ...]:
    """Return the number one lower and one higher, in its last digit."""
    if "." not in number:
        return str(int(number) - 1), str(int(number) + 1)
    digits = len(number.split(".")[1])
    step = 10**-digits
    return tuple(f"{float(number) + sign * step:.{digits}f}" for sign in (-1, 1))


def _of_roles(text: str) -> Iterator[Change]:
    """Names between double quotes are columns: each is replaced by the two beside it."""
    bare = re.sub(r"{#.*?#}", lambda comment: " " * len(comment.group()), text, flags=re.DOTALL)
    names = sorted(set(ROLE.findall(bare)))
    for found in ROLE.finditer(bare):
        place = names.index(found[1])
        for other in {names[place - 1], names[(place + 1) % len(names)]} - {found[1]}:
            words = f"{found[1]} -> {other}"
            yield Change(found.start(1), found.end(1), other, words)


def _of_branches(text: str, tokens: list[Token]) -> Iterator[Change]:
    """Each `when` of a `case` is dropped, with its `then`."""
    for place, token in enumerate(tokens):
        if (token.kind, token.text) != ("word", "when"):
            continue
        depth = 0
        for later in tokens[place + 1 :]:
            if later.kind != "word":
                continue
            if depth == 0 and later.text in ("when", "else", "end"):
                yield Change(token.start, later.start, "", "when -> (borta)")
                break
            depth += {"case": 1, "end": -1}.get(later.text, 0)
