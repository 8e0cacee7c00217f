"""Make the example answers year by year and write them as deliveries in a landing folder."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from oppna_jamforelser.example.anlag import Minne
from oppna_jamforelser.example.bortfall import bedom_svarande
from oppna_jamforelser.example.enheter import (
    Enhet,
    kopia_kod,
    las_enheter,
    las_storlek,
    skriv_enheter,
)
from oppna_jamforelser.example.enkat import Enkat, las_matar
from oppna_jamforelser.example.fel import felaktiga_rader
from oppna_jamforelser.example.leverans import Rad, bygg_leveranser
from oppna_jamforelser.example.malandel import Ankare, las_ankare
from oppna_jamforelser.example.personer import (
    KALENDERAR,
    Befolkning,
    Varde,
    befolkning,
    varden,
)
from oppna_jamforelser.example.slump import Slump
from oppna_jamforelser.example.svar import besvara
from oppna_jamforelser.example.underlag import Underlag
from oppna_jamforelser.landing import (
    MARKNING,
    all_landing_files,
    landing_file_name,
    write_landing_file,
)

ENHET_FIL = "enhet.csv"


def write_example(out: Path, scale: int = 1, seed: int = 2017) -> list[Path]:
    """Write synthetic answers of all years to *out* and return the files.

    The same arguments give the same bytes. With *scale* above 1 each unit has that many less one
    copies that answer as it does, and the register with them is written beside as ``enhet.csv``:
    the answers of the country are made once, and copied by the database. An older example set in
    *out* is replaced; delivered answers are never touched.
    """
    out.mkdir(parents=True, exist_ok=True)
    slump = Slump(seed)
    enheter = las_enheter()
    ankare = las_ankare()
    minne: Minne = {}
    filer: list[Path] = []
    with duckdb.connect(config={"threads": 1}) as connection:
        _rensa_exempel(connection, out)
        _lagg_kopior(connection, enheter, scale)
        for matar, matdatum in las_matar().items():
            i_ramen = [enhet for enhet in enheter if enhet.ar_giltig(matdatum)]
            leveranser, minne = _arets_leveranser(matar, enheter, i_ramen, ankare, minne, slump)
            for nr, rader in enumerate(leveranser, start=1):
                fil = f"svar_{matar}_{nr:02d}.csv"
                filer.append(_skriv_leverans(connection, out, len(filer) + 1, fil, rader, scale))
        for fil, tal in _tal_om_personer(enheter, slump):
            slag = fil.split("_")[0]
            filer.append(_skriv_leverans(connection, out, len(filer) + 1, fil, tal, slag=slag))
    if scale > 1:
        skriv_enheter(out / ENHET_FIL, scale)
        filer.append(out / ENHET_FIL)
    return filer


def _lagg_kopior(
    connection: duckdb.DuckDBPyConnection, enheter: Sequence[Enhet], scale: int
) -> None:
    """Make the table of copies: one row a unit and number, 0 the unit itself."""
    kopior = [(e.enhet_kod, nr, kopia_kod(e.enhet_kod, nr)) for e in enheter for nr in range(scale)]
    connection.execute(
        "create temp table kopia as select unnest(?::varchar[]) as enhet_kod, "
        "unnest(?::integer[]) as kopia_nr, unnest(?::varchar[]) as kopia_kod",
        [list(kolumn) for kolumn in zip(*kopior, strict=True)],
    )


def _arets_leveranser(
    matar: int,
    enheter: Sequence[Enhet],
    i_ramen: Sequence[Enhet],
    ankare: Mapping[str, Ankare],
    minne: Minne,
    slump: Slump,
) -> tuple[list[list[Rad]], Minne]:
    """Return the rows of a year's deliveries, and what the year after needs to remember."""
    enkat = Enkat(matar)
    storlek = las_storlek(matar)
    lagen = bedom_svarande(matar, i_ramen, storlek, slump)
    svarande = [enhet for enhet in i_ramen if enhet.enhet_kod in lagen]
    svar, minne = besvara(Underlag(enkat, svarande, lagen, storlek, slump), ankare, minne)
    leveranser = bygg_leveranser(enkat, svarande, svar, slump)
    leveranser[0] += felaktiga_rader(enkat, enheter, i_ramen, svarande, slump)
    return leveranser, minne


def _tal_om_personer(
    enheter: Sequence[Enhet], slump: Slump
) -> Iterator[tuple[str, Sequence[Varde] | Sequence[Befolkning]]]:
    """Yield the deliveries with counts of persons and population, each with its file's name."""
    for matar in KALENDERAR:
        sist = [enhet for enhet in enheter if enhet.ar_giltig(f"{matar}-12-31")]
        yield f"befolkning_{matar}.csv", list(befolkning(matar, sist))
        for nr, rader in enumerate(varden(matar, sist, slump), start=1):
            yield f"varde_{matar}_{nr:02d}.csv", rader


def _skriv_leverans(
    connection: duckdb.DuckDBPyConnection,
    out: Path,
    nr: int,
    fil: str,
    rader: Sequence[Rad] | Sequence[Varde] | Sequence[Befolkning],
    scale: int = 1,
    slag: str = "leverans",
) -> Path:
    """Write one delivery, named after its number and its content."""
    falt = type(rader[0])._fields
    tomma = "" if "rad" in falt else "null as rad, null as lasfel_kod, "
    digest = hashlib.sha256(f"{scale} ".encode() if scale > 1 else b"")
    for rad in rader:
        digest.update(repr(tuple(rad)).encode())
    leverans_id = digest.hexdigest()
    delade = ", ".join(f"unnest(?::varchar[]) as {kolumn}" for kolumn in falt)
    # Row 1 of a delivered file is its header.
    connection.execute(
        f"create or replace temp table leverans as select {nr} as leverans_nr, "
        f"'{leverans_id}' as leverans_id, '{fil}' as fil, unnest(?::bigint[]) as rad_nr, "
        f"{delade}, {tomma}'{MARKNING}' as markning, null as blad, null as kolumn",
        [list(range(2, len(rader) + 2)), *map(list, zip(*rader, strict=True))],
    )
    if scale > 1:
        connection.execute(
            "create or replace temp table leverans as select leverans.* replace ("
            "1 + row_number() over (order by kopia_nr nulls first, rad_nr) as rad_nr, "
            "coalesce(kopia_kod, enhet_kod) as enhet_kod) from leverans "
            "left join kopia using (enhet_kod) order by kopia_nr nulls first, rad_nr"
        )
    path = out / landing_file_name(nr, leverans_id, slag)
    write_landing_file(connection, "leverans", path, slag=slag)
    return path


def _rensa_exempel(connection: duckdb.DuckDBPyConnection, out: Path) -> None:
    """Remove an older example set; refuse where real answers lie."""
    gamla = [path for _, path in all_landing_files(out)]
    if not gamla:
        return
    [(riktiga,)] = connection.execute(
        "select count(*) from read_parquet(?, union_by_name = true) "
        "where markning is distinct from ?",
        [[str(path) for path in gamla], MARKNING],
    ).fetchall()
    if riktiga:
        raise FileExistsError(
            f"{out} innehåller inlämnade svar; exempelsvar skrivs aldrig bland dem "
            "(delivered answers lie there; choose another folder)."
        )
    for path in gamla:
        path.unlink()
    (out / ENHET_FIL).unlink(missing_ok=True)
