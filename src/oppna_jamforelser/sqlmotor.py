"""Render and run the project's own pure SQL outside dbt, so that one rule has one home.

Intake must tell a sender which rows will be refused, with the very rule that the warehouse uses,
and the proofs of the rules must call the very macros. Both come here: macros and models are read
from the project's files, rendered with Jinja, and run in a DuckDB connection.

What is understood is the part of dbt that pure SQL needs: macros, ``adapter.dispatch``, ``ref``,
``source``, ``var`` and ``env_var`` with defaults, ``config`` (ignored), ``return``. A model that
asks the database something while it is rendered is not pure and fails here.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import yaml
from jinja2 import Environment, StrictUndefined, Template, TemplateError, TemplateSyntaxError
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.ext import Extension
from jinja2.nodes import Node
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from oppna_jamforelser.project import project_root

ENGINE = "duckdb"
_MACRO = re.compile(r"\{%-? *macro +(\w+)")


class SqlMotorError(Exception):
    """The project's SQL could not be found, rendered or ordered."""


class _ReturnedValue(Exception):
    """Carries the value of ``return`` out of the macro that said it."""

    def __init__(self, value: object) -> None:
        self.value = value


def _return(value: object) -> None:
    raise _ReturnedValue(value)


def _returning(macro: Callable[..., object]) -> Callable[..., object]:
    """Let ``return`` end *macro* and give its value, a list as well as a text, as in dbt."""

    def call(*args: object, **kwargs: object) -> object:
        try:
            return macro(*args, **kwargs)
        except _ReturnedValue as returned:
            return returned.value

    return call


class _ReturningMacros(CodeGenerator):
    """Makes every macro a returning one, also where one macro of a file calls another."""

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        self.write("environment.returning(")
        super().macro_def(macro_ref, frame)
        self.write(")")


class _DbtEnvironment(SandboxedEnvironment):
    code_generator_class = _ReturningMacros
    returning = staticmethod(_returning)


class _SkippedBlocks(Extension):
    """Step over the dbt blocks that are no macros: generic tests, docs, materializations."""

    tags = {"test", "data_test", "docs", "materialization"}  # noqa: RUF012 as its base has it

    def parse(self, parser: Parser) -> list[Node]:
        tag = next(parser.stream).value
        while parser.stream.current.type != "block_end":
            next(parser.stream)
        parser.parse_statements((f"name:end{tag}",), drop_needle=True)
        return []


class _Config:
    """The ``config`` of a model: a call prints nothing, a lookup gives its default."""

    def __call__(self, *args: object, **kwargs: object) -> str:
        return ""

    def get(self, name: str, default: object = None) -> object:
        return default


def _raise_compiler_error(message: str, *args: object) -> None:
    raise SqlMotorError(message)


def _var(name: str, default: object = None) -> object:
    if default is None:
        raise SqlMotorError(f"var('{name}') has no default")
    return default


def _env_var(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise SqlMotorError(f"the environment variable {name} is not set")
    return value


def _namespace(engine: str) -> dict[str, Any]:
    """Return what every macro and model can name; the macros themselves are added to it."""
    namespace: dict[str, Any] = {
        **_environment().globals,  # Jinja's own: range and the like
        "config": _Config(),
        "env_var": _env_var,
        "exceptions": SimpleNamespace(raise_compiler_error=_raise_compiler_error),
        "execute": True,
        "is_incremental": lambda: False,
        "ref": lambda *names, **_: names[-1],
        "return": _return,
        "source": lambda _, table: table,
        "target": SimpleNamespace(name=engine, type=engine, schema="main"),
        "this": "this",
        "var": _var,
    }

    def dispatch(name: str, macro_namespace: str | None = None) -> Any:
        for prefix in (engine, "default"):
            if f"{prefix}__{name}" in namespace:
                return namespace[f"{prefix}__{name}"]
        raise SqlMotorError(f"no macro {engine}__{name} or default__{name}")

    namespace["adapter"] = SimpleNamespace(dispatch=dispatch)
    return namespace


@lru_cache
def _environment() -> Environment:
    environment = _DbtEnvironment(undefined=StrictUndefined, autoescape=False)
    for extension in ("jinja2.ext.do", "jinja2.ext.loopcontrols", _SkippedBlocks):
        environment.add_extension(extension)
    return environment


@lru_cache(maxsize=1024)
def _compiled(text: str) -> Template:
    """Return a template of the text. It holds nothing of the project: the text is its only key."""
    return _environment().from_string(text)


def _template(path: Path) -> Template:
    try:
        return _compiled(path.read_text(encoding="utf-8"))
    except TemplateSyntaxError as error:
        raise SqlMotorError(f"{path}, line {error.lineno}: {error.message}") from error


@lru_cache
def _macros(root: Path, engine: str = ENGINE) -> Mapping[str, Any]:
    """Return the namespace with every macro of the project in it."""
    namespace = _namespace(engine)
    for path in sorted((root / "macros").rglob("*.sql")):
        for name in _MACRO.findall(path.read_text(encoding="utf-8")):
            namespace[name] = _read_when_called(name, path, namespace)
    return namespace


def _read_when_called(name: str, path: Path, namespace: dict[str, Any]) -> Callable[..., object]:
    """Return a macro whose file is compiled when it is first called: most never are."""

    def call(*args: object, **kwargs: object) -> object:
        if namespace[name] is call:
            # Shared: a macro finds those of other files.
            module = vars(_template(path).make_module(namespace, shared=True))
            namespace.update((key, one) for key, one in module.items() if key in namespace)
        return namespace[name](*args, **kwargs)

    return call


def forget_macros() -> None:
    """Read the macros anew the next time: for a caller that has changed a file of them."""
    _macros.cache_clear()


@lru_cache
def _files(root: Path, folder: str, suffix: str) -> Mapping[str, Path]:
    """Return the files of a folder by their names: which there are is looked up once."""
    return {path.stem: path for path in sorted((root / folder).rglob(f"*{suffix}"), reverse=True)}


@lru_cache
def _seed_types(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the ``column_types`` of every seed of a folder that has any."""
    types: dict[str, Mapping[str, str]] = {}
    for path in sorted(folder.glob("*.yml")):
        types.update(_seed_types_in(path.read_bytes()))
    return types


@lru_cache(maxsize=256)
def _seed_types_in(text: bytes) -> Mapping[str, Mapping[str, str]]:
    properties = yaml.load(text, yaml.CSafeLoader) or {}
    return {
        seed["name"]: seed.get("config", {}).get("column_types", {})
        for seed in properties.get("seeds", [])
    }


def render_macro(name: str, /, *args: object, root: Path | None = None, **kwargs: object) -> str:
    """Return the SQL that macro *name* gives for these arguments."""
    macros = _macros(root or project_root())
    if name not in macros:
        raise SqlMotorError(f"no macro {name} in macros/")
    try:
        return str(macros[name](*args, **kwargs)).strip()
    except TemplateError as error:
        raise SqlMotorError(f"macro {name}: {error.message}") from error


def render_file(path: Path, engine: str, root: Path) -> str:
    """Return the SQL of a file for another engine."""
    try:
        return _template(path).render(_macros(root, engine)).strip()
    except TemplateError as error:
        raise SqlMotorError(f"{path}: {error.message}") from error


def render_text(text: str) -> str:
    """Return a value of a property file as dbt reads it: the environment is known, no macro is."""
    return _compiled(text).render({"env_var": _env_var})


def render_model(
    name: str,
    relations: Mapping[str, str] | None = None,
    *,
    ref: Callable[[str], str] | None = None,
    root: Path | None = None,
) -> str:
    """Return the SQL of model *name*.

    *relations* gives the relation of a model or seed (``"enhet"``) or of a source
    (``"landing.svar"``); without one a reference becomes its own last name. *ref* is asked about
    models and seeds that *relations* does not name.
    """
    root = root or project_root()
    given = relations or {}
    path = _files(root, "models", ".sql").get(name)
    if path is None:
        raise SqlMotorError(f"no model {name} in models/")

    def resolve_ref(*names: str, **_: object) -> str:
        return given.get(names[-1]) or (ref(names[-1]) if ref else names[-1])

    def resolve_source(source: str, table: str) -> str:
        return given.get(f"{source}.{table}", table)

    context = {**_macros(root), "ref": resolve_ref, "source": resolve_source, "this": name}
    try:
        return _template(path).render(context).strip()
    except TemplateError as error:
        raise SqlMotorError(f"{path}: {error.message}") from error


def _load_seed(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Create table *name* from a seed: typed as the YAML beside it says, an empty cell is null."""
    types = _seed_types(path.parent).get(name, {})
    casts = ", ".join(f'"{column}"::{kind} as "{column}"' for column, kind in types.items())
    replace = f" replace ({casts})" if casts else ""
    connection.execute(
        f'create or replace table "{name}" as select *{replace} from read_csv('
        "?, header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', "
        "nullstr = '', strict_mode = true)",
        [str(path)],
    )


def build_models(
    connection: duckdb.DuckDBPyConnection,
    names: Iterable[str],
    relations: Mapping[str, str] | None = None,
    *,
    root: Path | None = None,
    as_views: bool = False,
    as_tables: bool = False,
) -> Mapping[str, str]:
    """Create the wanted models, as tables, and what they need: models as views, seeds as tables.

    With *as_views* the wanted models too are views: good where few of their columns are asked for;
    with *as_tables* all models are tables: good where the wanted need the same large ones.
    A relation in *relations* (see :func:`render_model`) is used as it is; what was built is
    returned as such relations, for a next call.
    """
    wanted = set(names)

    def create(name: str, sql: str) -> str:
        kind = "table" if as_tables or (name in wanted and not as_views) else "view"
        connection.execute(f'create or replace {kind} "{name}" as {sql}')
        return name

    needed = _Needed(connection, create, relations or {}, root or project_root())
    for name in sorted(wanted):
        needed.relation(name)
    return needed.done


def model_query(
    connection: duckdb.DuckDBPyConnection, name: str, relations: Mapping[str, str] | None = None
) -> str:
    """Return the query of a model, in brackets, with the models that it needs in it.

    Good where it is asked once: DuckDB plans a view when it is made, and again in all that read it.
    *relations* are as in :func:`build_models`. A seed is made a table.
    """
    needed = _Needed(connection, lambda _, sql: f"({sql}\n)", relations or {}, project_root())
    return needed.relation(name)


class _Needed:
    """Makes models in the order of need, each once.

    Rendering a model asks for its references one by one, and each is made before its relation is
    given: the order of dependency needs no graph.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        make: Callable[[str, str], str],
        given: Mapping[str, str],
        root: Path,
    ) -> None:
        self.done: dict[str, str] = {}
        self._connection, self._make, self._given, self._root = connection, make, given, root
        self._in_progress: list[str] = []

    def relation(self, name: str) -> str:
        """Return what stands for a model or seed in a query."""
        if name in self._in_progress:
            round_trip = " -> ".join([*self._in_progress, name])
            raise SqlMotorError(f"models refer to each other: {round_trip}")
        if name not in self.done:
            seed = _files(self._root, "seeds", ".csv").get(name)
            if seed:
                _load_seed(self._connection, name, seed)
                self.done[name] = name
            else:
                self._in_progress.append(name)
                sql = render_model(name, self._given, ref=self.relation, root=self._root)
                self.done[name] = self._make(name, sql)
                self._in_progress.pop()
        return self.done[name]
