"""What a warehouse is built from: the project's files, the deliveries, Kolada's values."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from oppna_jamforelser.project import kolada_path, landing_path, project_root

NODES = ("seeds/**/*.csv", "models/**/*.sql")
# As the macro byggregister_projektfiler has them.
PROJECT = (
    "dbt_project.yml",
    "macros/**/*.sql",
    "models/**/*.yml",
    "models/**/*.md",
    "seeds/**/*.yml",
)
SOURCES = {
    "landing": "*_[0-9]*_*.parquet",
    "skydd": "skydd.parquet",
    "kolada": "kolada_*.parquet",
}


@dataclass(frozen=True)
class Inputs:
    """The folders that a warehouse is built from: the project's, and one for each source."""

    root: Path
    sources: dict[str, Path]

    def nodes(self) -> list[Path]:
        """Return the files of seeds and models."""
        return _match(self.root, NODES)

    def project(self) -> list[Path]:
        """Return the other files that decide how seeds and models are built."""
        return _match(self.root, PROJECT)

    def source(self, name: str) -> list[Path]:
        """Return the files that a source reads."""
        return _match(self.sources[name], (SOURCES[name],))

    def files(self) -> Iterator[tuple[str, Path]]:
        """Yield every file with the path that it has in a publication's underlag."""
        for path in sorted([*self.nodes(), *self.project()]):
            yield path.relative_to(self.root).as_posix(), path
        for name in self.sources:
            for path in self.source(name):
                yield f"{name}/{path.name}", path


def current_inputs() -> Inputs:
    """Return the inputs that ``dbt build`` would use now."""
    landing = landing_path()
    return Inputs(project_root(), {"landing": landing, "skydd": landing, "kolada": kolada_path()})


def inputs_of(underlag: Path) -> Inputs:
    """Return the inputs that a publication holds."""
    return Inputs(underlag, {name: underlag / name for name in SOURCES})


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(parts: Iterable[str], separator: str = " ") -> str:
    """Return one checksum of several, as dbt's ``local_md5`` gives it."""
    return hashlib.md5(separator.join(parts).encode(), usedforsecurity=False).hexdigest()


def files_fingerprint(files: Iterable[tuple[str, Path]]) -> str:
    """Return one checksum over the names and the content of files."""
    return fingerprint(sorted(f"{name} {sha256_of(path)}" for name, path in files), "\n")


def _match(folder: Path, patterns: Iterable[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in folder.glob(pattern)})
