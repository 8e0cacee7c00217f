"""Landing folders between two: only the new answers of one, only the corrected, only the withdrawn.

Rows are compared as they were delivered. A row that only the new landing has is a corrected answer
when the old one had an answer in force to the same question of the same unit, else a new answer. A
row that only the old landing has goes with the row that takes its place; without one it is
withdrawn, as is a delivery that got its marker.
"""

import re
import shutil
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from oppna_jamforelser.landing import LANDING_KOLUMNER, literal_path
from oppna_jamforelser.revision.causes import ANSWERS, Cause
from oppna_jamforelser.sqlmotor import build_models

PLACE = ("leverans_nr", "rad_nr", "kolumn")
KEY = ("matar", "enhet_kod", "fraga_nyckel", "omrade_kod", "delfraga_kod")
_MARKER = re.compile(r"tillbakadragen_[0-9]+_[^/]*\.parquet")
# What says nothing of the answer: the delivery's hash and file name.
CONTENT = [name for name in LANDING_KOLUMNER if name not in ("leverans_id", "fil", "blad")]


@dataclass(frozen=True)
class Landing:
    """A landing folder, and its files with their checksums."""

    folder: Path
    files: Mapping[str, str]

    @property
    def markers(self) -> dict[str, str]:
        """Return the withdrawal markers with their checksums."""
        return {n: s for n, s in self.files.items() if _MARKER.fullmatch(n)}


class LandingChange:
    """The rows and the markers that two landing folders do not share, each with its cause.

    *connection* is one that reaches both folders; *root* holds the project that reads them.
    """

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, old: Landing, new: Landing, root: Path
    ) -> None:
        self.old, self.new = old, new
        self.connection = connection
        for side, landing in (("gammal", old), ("ny", new)):
            create_landing(self.connection, side, landing.folder)
            build_models(self.connection, ["stg_landing__svar"], {"landing.svar": side}, root=root)
            _create_keys(self.connection, side, landing.markers)
        content = ", ".join(CONTENT)
        for only, side, other in (("borttagen", "gammal", "ny"), ("tillagd", "ny", "gammal")):
            self.connection.execute(
                f"create table {only}_rad as select {content} from {side} "
                f"except all select {content} from {other}"
            )
        self._label()
        self.markers = new.markers.items() ^ old.markers.items()

    def _label(self) -> None:
        """Give each row its cause; a row that another takes the place of has the other's."""
        place = " and ".join(f"rad.{name} is not distinct from nyckel.{name}" for name in PLACE)
        self.connection.execute(
            "create table tillagd as select rad.*, nyckel.svar_nyckel, "
            "case when nyckel.svar_nyckel in (select svar_nyckel from gammal_nyckel where galler) "
            f"then '{Cause.RATTAT_SVAR.name}' else '{Cause.NYTT_SVAR.name}' end as orsak "
            f"from tillagd_rad as rad left join ny_nyckel as nyckel on {place}"
        )
        self.connection.execute(
            "create table borttagen as "
            f"select rad.*, coalesce(ersatt.orsak, '{Cause.TILLBAKADRAGEN.name}') as orsak "
            f"from borttagen_rad as rad left join gammal_nyckel as nyckel on {place} "
            "left join (select svar_nyckel, min(orsak) as orsak from tillagd group by svar_nyckel) "
            "as ersatt using (svar_nyckel)"
        )

    def causes(self) -> list[Cause]:
        """Return the causes that some row or marker has."""
        rows = self.connection.execute(
            "select orsak from borttagen union select orsak from tillagd"
        ).fetchall()
        found = {row[0] for row in rows} | ({Cause.TILLBAKADRAGEN.name} if self.markers else set())
        return [cause for cause in ANSWERS if cause.name in found]

    def write(self, exchanged: Collection[Cause], folder: Path) -> None:
        """Write to *folder* the old landing with the changes of these causes made."""
        folder.mkdir(parents=True)
        chosen = ", ".join(f"'{cause.name}'" for cause in exchanged) or "''"
        columns = ", ".join(f"{name}::{kind} as {name}" for name, kind in LANDING_KOLUMNER.items())
        content = ", ".join(CONTENT)
        self.connection.execute(
            "create or replace temp table blandad as "
            f"with kvar as (select {content} from gammal except all select {content} "
            f"from borttagen where orsak in ({chosen})), "
            f"alla as (select {content} from kvar union all select {content} "
            f"from tillagd where orsak in ({chosen})), "
            "leverans as (select leverans_nr, max(leverans_id) as leverans_id, max(fil) as fil, "
            "max(blad) as blad from (from gammal union all by name from ny) group by leverans_nr) "
            f"select {columns} from alla join leverans using (leverans_nr)"
        )
        self.connection.execute(
            "copy (from blandad order by leverans_nr, rad_nr, kolumn) to ? (format parquet)",
            [str(folder / "leverans_00000_blandad.parquet")],
        )
        source = self.new if Cause.TILLBAKADRAGEN in exchanged else self.old
        for name in source.markers:
            shutil.copyfile(source.folder / name, folder / name)


def create_landing(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> None:
    """Create table *name* with the rows of a landing folder, as the source ``landing.svar``."""
    columns = ", ".join(f"null::{kind} as {column}" for column, kind in LANDING_KOLUMNER.items())
    connection.execute(
        f'create or replace table "{name}" as select * from read_parquet(?, union_by_name = true) '
        f"union all by name select {columns} where false",
        [f"{literal_path(folder)}/leverans_*.parquet"],
    )


def _create_keys(
    connection: duckdb.DuckDBPyConnection, side: str, markers: Collection[str]
) -> None:
    """Create the table ``<side>_nyckel``: each row's place, the answer it is, if it is in force."""
    withdrawn = ", ".join(str(int(name.split("_")[1])) for name in markers) or "-1"
    key = ", ".join(f"coalesce({name}::varchar, chr(0))" for name in KEY)
    connection.execute(
        f"create table {side}_nyckel as select {', '.join(PLACE)}, "
        f"concat_ws('|', {key}) as svar_nyckel, "
        f"svar <> '' and leverans_nr not in ({withdrawn}) as galler from stg_landing__svar"
    )
