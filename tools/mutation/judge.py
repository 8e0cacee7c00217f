"""Run the project's checks on mutants, several at a time."""

import importlib
import multiprocessing
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb

from oppna_jamforelser.project import project_root
from oppna_jamforelser.sqlmotor import SqlMotorError, forget_macros
from tools.mutation.macro_mutants import macro_mutants
from tools.mutation.mutant import Mutant
from tools.mutation.seed_mutants import seed_mutants

CHECKS = "tests/python"  # where the package of checks stands
CHUNK = 8

Check = Callable[..., list[str]]


@dataclass(frozen=True)
class Result:
    """What became of a mutant: the check that noticed it and what it said; or nobody did."""

    mutant: Mutant
    check: str | None
    sentence: str

    @property
    def survived(self) -> bool:
        return self.check is None


def all_mutants(root: Path) -> list[Mutant]:
    """Return every mutant of the project, in the order of its files."""
    return [*macro_mutants(root), *seed_mutants(root)]


def load_checks(root: Path) -> ModuleType:
    """Import the package of checks from the project's tests."""
    folder = str(root / CHECKS)
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module("checks")


class Judge:
    """Lays out the project, puts one mutant at a time in it, and asks the checks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.checks = load_checks(root)
        self.home = tempfile.TemporaryDirectory(prefix="mutant-")
        self.scratch: Path = self.checks.lay_out(root, Path(self.home.name) / "project")
        self.seeds: dict[str, str] = self.checks.keep_seeds(self.scratch)
        self.last: dict[str, Check] = {}

    def judge(self, mutant: Mutant) -> Result:
        """Return the first check that finds something wrong with the mutant."""
        with self._in_place(mutant), closing(self._tree(mutant)) as tree:
            for check in self.in_order(mutant.path):
                if sentence := _first_sentence(check, tree):
                    self.last[mutant.path] = check
                    return Result(mutant, check.__name__, sentence)
            return Result(mutant, None, "")

    def _tree(self, mutant: Mutant) -> Any:
        """Return the project with the mutant in it; the seeds that it leaves alone are kept."""
        changed = Path(mutant.path).stem
        return self.checks.Tree(
            self.scratch, {name: seed for name, seed in self.seeds.items() if name != changed}
        )

    def in_order(self, path: str) -> list[Check]:
        """Return the checks to ask: first the one that noticed the last mutant of the file."""
        last = self.last.get(path)
        return sorted(self.checks.checks_of(path), key=lambda check: check is not last)

    @contextmanager
    def _in_place(self, mutant: Mutant) -> Iterator[None]:
        """Let the mutant's file stand, for a while, where the link to the project's file stood."""
        file = self.scratch / mutant.path
        file.unlink()
        file.write_text(mutant.text, encoding="utf-8")
        self._forget(mutant)
        try:
            yield
        finally:
            file.unlink()
            file.symlink_to(self.root / mutant.path)
            self._forget(mutant)

    def _forget(self, mutant: Mutant) -> None:
        """Let macros be read again when one was changed: they are kept, once rendered."""
        if mutant.path.startswith("macros/"):
            forget_macros()

    def faults_of_the_project(self) -> list[str]:
        """Return what the checks find before anything is changed; they must find nothing."""
        with closing(self.checks.Tree(self.scratch)) as tree:
            return [sentence for check in self.checks.CHECKS for sentence in check(tree)]


def _first_sentence(check: Check, tree: object) -> str:
    """Ask a check; SQL that does not run is noticed too."""
    try:
        return next(iter(check(tree)), "")
    except (duckdb.Error, SqlMotorError, AssertionError) as error:
        return f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"


_judge: Judge


def _start(root: Path) -> None:
    global _judge
    _judge = Judge(root)


def _ask(mutant: Mutant) -> Result:
    return _judge.judge(mutant)


def judge_all(mutants: Iterable[Mutant], processes: int | None = None) -> Iterator[Result]:
    """Yield what became of each mutant, in order."""
    root = project_root()
    listed = list(mutants)
    count = processes or os.cpu_count() or 1
    if count == 1 or len(listed) < CHUNK:
        judge = Judge(root)
        yield from map(judge.judge, listed)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(count, context, _start, (root,)) as pool:
        yield from pool.map(_ask, listed, chunksize=CHUNK)
