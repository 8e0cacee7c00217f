"""The arguments of generic data tests, by the heads of the tests themselves."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from jinja2.nodes import Macro
from yaml.nodes import Node

from tools.yaml_keys.finding import Finding, problem_at, unknown_name
from tools.yaml_keys.nodes import items, pairs, text, value_of

_HEAD = re.compile(r"{%-?\s*(?:data_)?test\s+(\w+)\s*(\(.*?\))\s*-?%}", re.DOTALL)
_IMPLICIT = {"model", "column_name"}  # given by the place where the test stands


@dataclass(frozen=True)
class Signature:
    """The names of a test's arguments, in order, and those that have no default."""

    names: tuple[str, ...]
    required: frozenset[str]


def read_signatures(root: Path) -> Mapping[str, Signature]:
    """Return the signature of every generic test: dbt's own and those of the project at *root*."""
    builtin = Path(str(files("dbt"))) / "include/global_project/tests/generic"
    found: dict[str, Signature] = {}
    for folder in (builtin, root / "macros", root / "tests"):
        for path in sorted(folder.rglob("*.sql")):
            for name, arguments in _HEAD.findall(path.read_text(encoding="utf-8")):
                found[name] = _signature(arguments)
    return found


def _signature(arguments: str) -> Signature:
    tree = Environment().parse("{% macro test" + arguments + " %}{% endmacro %}")
    (macro,) = tree.find_all(Macro)
    names = [argument.name for argument in macro.args]
    without_default = names[: len(names) - len(macro.defaults)]
    return Signature(
        names=tuple(name for name in names if name not in _IMPLICIT),
        required=frozenset(without_default) - _IMPLICIT,
    )


def check_tests(path: Path, node: Node, signatures: Mapping[str, Signature]) -> Iterator[Finding]:
    """Yield what is wrong with the tests anywhere under *node*."""
    for key, value in pairs(node):
        if key.value in {"data_tests", "tests"}:
            for item in items(value):
                yield from _check_test(path, item, signatures)
        else:
            yield from check_tests(path, value, signatures)
    for item in items(node):
        yield from check_tests(path, item, signatures)


def _check_test(path: Path, item: Node, signatures: Mapping[str, Signature]) -> Iterator[Finding]:
    """Yield the arguments that a test does not take, and those that it lacks.

    A test is written as its name, as ``name: {arguments: ...}`` or with ``test_name``.
    """
    name, body = text(item) or text(value_of(item, "test_name")), item
    if not name and pairs(item):
        key, body = pairs(item)[0]
        name = key.value
    if name not in signatures:
        yield unknown_name(path, item, "test", name, signatures)
        return
    signature = signatures[name]
    given = [key for key, _ in pairs(value_of(body, "arguments"))]
    for key in given:
        if key.value not in signature.names:
            yield unknown_name(path, key, f"argument of test {name}", key.value, signature.names)
    for missing in sorted(signature.required - {key.value for key in given}):
        yield problem_at(path, item, f"test {name} lacks argument '{missing}'")
