"""One side of a comparison: a publication, and what it was built from where that is at hand."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from oppna_jamforelser.errors import first_line
from oppna_jamforelser.landing import literal_path, quoted
from oppna_jamforelser.publish.cells import KEYS, is_name
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.manifest import (
    UNDERLAG,
    Publication,
    find_fault,
    read_publication,
    underlag_beside,
)
from oppna_jamforelser.revision.code import Code, is_code, own_code, received_code

Warn = Callable[[str], None]
_SEED = re.compile(r"seeds/(?:[a-z0-9_]+/)*([a-z][a-z0-9_]*)\.csv")


@dataclass(frozen=True)
class Side:
    """A publication; *underlag* and *code* are None where they are not at hand."""

    publication: Publication
    underlag: Path | None
    code: Code | None

    @property
    def matar(self) -> int:
        return int(self.publication.manifest["matar"])

    @property
    def landing(self) -> Path:
        assert self.underlag is not None
        return self.underlag / "landing"

    def seeds(self) -> dict[str, Path]:
        """Return the seeds of the underlag by name; none takes the place of a model."""
        assert self.underlag is not None
        models = {Path(name).stem for name in self.code or () if name.endswith(".sql")}
        matches = (_SEED.fullmatch(name) for name in self.publication.underlag)
        return {m[0]: self.underlag / m[0] for m in matches if m and m[1] not in models}

    def deliveries(self) -> dict[str, str]:
        """Return the landing files with their checksums."""
        prefix = "landing/"
        listed = self.publication.underlag.items()
        return {n.removeprefix(prefix): s for n, s in listed if n.startswith(prefix)}

    def table(self, name: str) -> str | None:
        """Return the published table *name* as a relation, None when it was not published."""
        file = f"parquet/{name}.parquet"
        if file not in self.publication.files:
            return None
        return f"read_parquet({quoted(literal_path(self.publication.folder / file))})"

    def columns(self, connection: duckdb.DuckDBPyConnection, name: str) -> list[str]:
        """Return the columns of the published table *name*, its key among them."""
        try:
            rows = connection.execute(f"describe from {self.table(name)}").fetchall()
        except duckdb.Error as error:
            raise PublishError(
                f"{self.publication.folder}/parquet/{name}.parquet kan inte läsas "
                f"({first_line(error)})."
            ) from error
        columns = [str(row[0]) for row in rows]
        strange = [column for column in columns if not is_name(column)]
        if strange or not set(KEYS[name]) <= set(columns):
            raise PublishError(
                f"{self.publication.folder}/parquet/{name}.parquet har inte de kolumner som en "
                "publikation har."
            )
        return columns


def read_side(folder: Path, underlag: Path | None, run_code: bool, warn: Warn) -> Side:
    """Return the publication in *folder*, with what it was built from where that belongs to it.

    *underlag* is where to look; without it beside the publication, then inside it (an older one).
    *run_code*: the code of the underlag may be run, whatever it is.
    """
    publication = read_publication(folder)
    inside = folder / UNDERLAG
    places = [underlag] if underlag else [underlag_beside(folder), inside]
    place = next((one for one in places if one.is_dir()), None)
    if place is None:
        where = underlag or underlag_beside(folder)
        warn(f"{folder}: det som den byggdes av finns inte i {where}.")
        return Side(publication, None, None)
    if fault := find_fault(place, publication.underlag, is_underlag=True):
        warn(f"{folder}: {place} hör inte till den ({fault}).")
        return Side(publication, None, None)
    listed = {name: sha for name, sha in publication.underlag.items() if is_code(name)}
    code = received_code(listed, place) if run_code else own_code(listed, place)
    if code is None:
        warn(
            f"{folder}: koden som den byggdes med finns varken i projektet eller i dess "
            "git-historik. Den körs inte; orsaken kod prövas inte."
        )
    return Side(publication, place, code)
