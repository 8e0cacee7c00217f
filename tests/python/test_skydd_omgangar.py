"""Batches of counts: what comes late, is corrected or withdrawn, beside what was published."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from oppna_jamforelser.errors import OjError
from oppna_jamforelser.protect.gate import faults, told
from oppna_jamforelser.protect.make_plan import NAME, Protected, protect
from oppna_jamforelser.publish.index import Entry, add_entry
from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.sqlmotor import build_models
from test_personer import landed, units

pytestmark = pytest.mark.slow

MATAR = 2024
A, B, C = (
    "nyckeltal_aktualiserade_vinr",
    "nyckeltal_insatser_vinr",
    "nyckeltal_avslutade_mal_vinr",
)
FACTS = ("fct_enhetsvarde", "fct_gruppvarde_tal")
WAREHOUSE = {
    "intern": (
        *("int_varde__granskat", "int_befolkning__granskat", "int_persons__skydd_cell"),
        *("int_persons__skydd_del", "int_persons__skydd_kontroll", "int_persons__enhet_tal"),
        *("int_persons__underlag", "int_persons__gruppsumma", "int_persons__dold"),
        "int_persons__kolada",
    ),
    "regler": ("personpolicy",),
    "intermediate": ("int_kommun__grupp",),
    "marts": FACTS,
}
FALUN, BORLANGE, AVESTA = "2080", "2081", "2084"


def report(
    enhet: str, totalt: int, kvinnor: int | None = None, nr: int = 1, indikator: str = A
) -> list[dict]:
    """Return the rows of a unit's report: women as told, the rest men."""
    women = totalt * 3 // 5 if kvinnor is None else kvinnor
    return [
        {
            "leverans_nr": nr, "rad_nr": i, "matar": str(MATAR), "enhet_kod": enhet,
            "indikator_id": indikator, "kon": kon, "taljare": str(antal),
            "inlamnad": f"{MATAR + 1}-03-{nr:02d}",
        }
        for i, (kon, antal) in enumerate(
            [("totalt", totalt), ("kvinnor", women), ("man", totalt - women)]
        )
    ]  # fmt: skip


def everyone(*besides: str, indikator: str = A) -> list[dict]:
    """Return a report of every unit but *besides*: none of their counts is small."""
    return [
        row
        for i, enhet in enumerate(sorted(units(MATAR)))
        if enhet not in besides
        for row in report(enhet, 40 + i % 30, indikator=indikator)
    ]


def adults() -> list[dict]:
    return [
        {
            "leverans_nr": 100, "rad_nr": i, "ar": str(MATAR), "kommun_kod": kommun,
            "enhet_kod": enhet if enhet != kommun else None, "kon": kon, "alder_fran": "18",
            "antal": "8000",
        }
        for i, (enhet, kommun) in enumerate(sorted(units(MATAR).items()))
        for kon in ("kvinnor", "man")
    ]  # fmt: skip


@dataclass
class Producer:
    """Somebody who takes in reports, plans, builds and publishes, as the commands do."""

    folder: Path
    values: list[dict]
    withdrawn: list[int] = field(default_factory=list)
    kolada: list[tuple] = field(default_factory=list)

    @property
    def publications(self) -> Path:
        return self.folder / "publikationer"

    @property
    def database(self) -> Path:
        return self.folder / "lager.duckdb"

    def build(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.database.unlink(missing_ok=True)
        with duckdb.connect(config={"threads": 1}) as connection:
            plan = []
            if (self.folder / NAME).is_file():
                plan = connection.execute(f"from read_parquet('{self.folder / NAME}')").fetchall()
            relations = landed(connection, self.values, adults(), plan, self.withdrawn)
            connection.execute(
                "create table kolada (hamtning_nr integer, fil varchar, rad_nr integer, kolada_id "
                "varchar, kommun_kod varchar, matar integer, kon varchar, varde decimal(20, 8), "
                "status varchar, antal integer, ar_borttagen boolean, vardeklass varchar, "
                "api_version varchar)"
            )
            for row in self.kolada:
                connection.execute(
                    "insert into kolada (kolada_id, kommun_kod, matar, kon, varde, vardeklass) "
                    "values (?, ?, ?, ?, ?, 'varde')",
                    row,
                )
            relations["kolada.varde"] = "kolada"
            names = [name for names in WAREHOUSE.values() for name in names]
            names = [name for name in names if name != "personpolicy"]
            build_models(connection, names, relations, as_tables=True)
            connection.execute(f"attach '{self.database}' as fil")
            for schema, tables in WAREHOUSE.items():
                connection.execute(f"create schema fil.{schema}")
                for name in tables:
                    connection.execute(f"create table fil.{schema}.{name} as from {name}")

    def plan(self) -> dict[str, Protected]:
        """Build, plan, and build with the plan; return what was done, by measure."""
        self.build()
        beside = self.publications if self.publications.is_dir() else None
        done = protect(self.database, self.folder, beside, lambda _: None)
        self.build()
        return {one.indikator_id: one for one in done}

    def faults(self, mapp: str) -> list[str]:
        """Return what the gate says of what would be published as *mapp*."""
        self.export(self.folder / "utkast")
        return list(faults(self.database, self.folder / "utkast", self.publications, mapp))

    def export(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(self.database), read_only=True) as connection:
            for name in FACTS:
                connection.execute(
                    f"copy (from marts.{name} order by all) to '{folder / name}.parquet' "
                    "(format parquet)"
                )

    def publish(self, mapp: str) -> None:
        assert self.faults(mapp) == []
        out = self.publications / mapp
        personer = told(self.database, self.publications, mapp, MATAR)
        self.export(out / "parquet")
        files = {f"parquet/{n}.parquet": sha256_of(out / f"parquet/{n}.parquet") for n in FACTS}
        manifest = {
            "matar": MATAR,
            "personer": personer,
            "filer": {name: {"sha256": sha256} for name, sha256 in files.items()},
        }
        (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        day = date(2025, 4, 1) + timedelta(days=len(list(self.publications.iterdir())))
        entry = Entry(mapp, mapp, MATAR, "preliminar", day.isoformat(), None)
        add_entry(self.publications, entry)

    def shown(self, where: str, indikator: str = A) -> list[tuple]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(
                "select antal, orsak_kod from marts.fct_gruppvarde_tal "
                f"where indikator_id = '{indikator}' and {where}"
            ).fetchall()

    def of_unit(self, enhet: str, indikator: str = A) -> tuple:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            [row] = connection.execute(
                "select antal, orsak_kod from marts.fct_enhetsvarde "
                "where indikator_id = ? and enhet_kod = ?",
                [indikator, enhet],
            ).fetchall()
        return row


_BEGUN: list[tuple[list[dict], Path]] = []


def first_batch(folder: Path, values: Iterable[dict]) -> Producer:
    """Plan and publish the first batch; of the same values it is made once for all tests."""
    producer = Producer(folder, list(values))
    begun = [path for made_of, path in _BEGUN if made_of == producer.values]
    if begun:
        shutil.copytree(begun[0], folder, dirs_exist_ok=True)
        return producer
    assert not [one for one in producer.plan().values() if one.waits]
    producer.publish("ett")
    kept = folder.with_name(f"forsta_omgangen_{len(_BEGUN)}")
    _BEGUN.append((list(producer.values), shutil.copytree(folder, kept)))
    return producer


RIKET = "gruppindelning = 'riket' and kon = 'totalt'"


def test_a_late_report_that_tells_of_nobody_enters_in_a_new_batch(tmp_path):
    producer = first_batch(tmp_path, everyone(FALUN))
    [(before, _)] = producer.shown(RIKET)
    producer.values += report(FALUN, 60, nr=2)
    assert producer.plan()[A].omgang == 2
    assert producer.shown(RIKET) == [(before + 60, None)]
    assert producer.of_unit(FALUN) == (60, None)
    producer.publish("två")
    manifest = json.loads((producer.publications / "två/manifest.json").read_text())
    assert [one["mapp"] for one in manifest["personer"]["tidigare_publikationer"]] == ["ett"]


def test_a_late_report_of_a_few_persons_waits_and_the_old_publication_stands(tmp_path):
    producer = first_batch(tmp_path, [*everyone(FALUN), *everyone(FALUN, indikator=C)])
    [before] = producer.shown(RIKET)
    producer.values += [*report(FALUN, 3, 2, nr=2), *report(FALUN, 50, nr=2, indikator=C)]
    done = producer.plan()
    assert done[A].waits.startswith(f"{FALUN} väntar: enhet:{FALUN} totalt kan räknas ut")
    assert done[A].waits.endswith("Publikationen ett gäller")
    assert (done[C].waits, done[C].omgang) == ("", 2)  # the other measure does not wait with it
    assert producer.of_unit(FALUN, C) == (50, None)
    assert producer.shown(RIKET) == [before]
    assert producer.of_unit(FALUN) == (None, "ej_rapporterad")
    producer.publish("två")
    # with one more there are two that the difference may be of
    producer.values += report(BORLANGE, 44, nr=3)
    assert producer.plan()[A].waits
    producer.publish("tre")
    assert producer.shown(RIKET) == [before]


def test_late_reports_of_a_few_persons_hide_each_other_when_there_are_three(tmp_path):
    producer = first_batch(tmp_path, everyone(FALUN, AVESTA, BORLANGE))
    [(before, _)] = producer.shown(RIKET)
    producer.values += report(FALUN, 3, 2, nr=2)
    assert producer.plan()[A].waits
    producer.values += [*report(AVESTA, 4, 2, nr=3), *report(BORLANGE, 4, 3, nr=3)]
    assert not producer.plan()[A].waits
    assert producer.shown(RIKET) == [(before + 11, None)]
    assert producer.of_unit(FALUN) == producer.of_unit(AVESTA) == (None, "skyddad")
    producer.publish("två")


def test_a_correction_of_a_shown_count_enters_and_the_counts_of_both_are_known(tmp_path):
    producer = first_batch(tmp_path, everyone())
    [(before, _)] = producer.shown(RIKET)
    (old, _) = producer.of_unit(FALUN)
    producer.values += report(FALUN, old + 7, nr=2)
    assert producer.plan()[A].omgang == 2
    assert producer.shown(RIKET) == [(before + 7, None)]
    producer.publish("två")


def test_a_correction_of_a_hidden_count_is_hidden_where_it_would_tell_the_old_one(tmp_path):
    """It was 3 and hidden, is 40 and would be shown: the sums tell how much it has grown."""
    producer = first_batch(tmp_path, [*everyone(FALUN), *report(FALUN, 3, 2)])
    [before] = producer.shown(RIKET)
    assert producer.of_unit(FALUN) == (None, "skyddad")
    producer.values += report(FALUN, 40, nr=2)
    assert producer.plan()[A].omgang == 2
    assert producer.shown(RIKET) == [(before[0] + 37, None)]
    assert producer.of_unit(FALUN) == (None, "skyddad")
    producer.publish("två")


def test_a_withdrawal_that_tells_a_count_waits_and_is_still_counted(tmp_path):
    small = [*report(FALUN, 3, 2, nr=2)]
    producer = first_batch(tmp_path, [*everyone(FALUN), *small])
    [before] = producer.shown(RIKET)
    producer.withdrawn = [2]
    done = producer.plan()
    assert done[A].waits.startswith(f"{FALUN} väntar: ett enhet:{FALUN} totalt kan räknas ut")
    assert producer.shown(RIKET) == [before]
    assert producer.of_unit(FALUN) == (None, "skyddad")
    producer.publish("två")


def test_a_withdrawal_of_what_was_shown_enters(tmp_path):
    producer = first_batch(tmp_path, [*everyone(FALUN), *report(FALUN, 55, nr=2)])
    [(before, _)] = producer.shown(RIKET)
    producer.withdrawn = [2]
    assert not producer.plan()[A].waits
    assert producer.shown(RIKET) == [(before - 55, None)]
    producer.publish("två")


def test_the_gate_attacks_with_the_earlier_publication(tmp_path):
    """A plan made without them shows what the difference of two publications tells."""
    producer = first_batch(tmp_path, everyone(FALUN))
    producer.values += report(FALUN, 3, 2, nr=2)
    producer.build()
    protect(producer.database, producer.folder, None, lambda _: None)
    producer.build()
    [fault] = producer.faults("två")
    assert fault.startswith(f"{A} {MATAR}, enhet:{FALUN} totalt kan räknas ut av ")


def test_a_plan_that_was_made_beside_publications_that_are_gone_is_stopped(tmp_path):
    producer = first_batch(tmp_path, everyone(FALUN))
    producer.values += report(FALUN, 60, nr=2)
    producer.plan()
    [fault] = faults(producer.database, _draft(producer), tmp_path / "annan", "två")
    assert "omgång 2" in fault
    assert "finns 0 i" in fault


def _draft(producer: Producer) -> Path:
    producer.export(producer.folder / "utkast")
    return producer.folder / "utkast"


@pytest.mark.parametrize("how", ["borta", "ändrad"])
def test_an_earlier_publication_that_is_gone_or_changed_is_one_line(tmp_path, how):
    producer = first_batch(tmp_path, everyone(FALUN))
    table = producer.publications / "ett/parquet/fct_enhetsvarde.parquet"
    if how == "borta":
        table.unlink()
    else:
        table.write_bytes(table.read_bytes() + b" ")
    with pytest.raises(OjError, match="publikationen ett") as stopped:
        producer.faults("två")
    assert len(str(stopped.value).splitlines()) == 1


def test_no_earlier_publication_is_said(tmp_path):
    producer = first_batch(tmp_path, everyone())
    manifest = json.loads((producer.publications / "ett/manifest.json").read_text())
    assert manifest["personer"] == {
        "leveranser": [1, 100],
        "tillbakadragna": [],
        "tidigare_publikationer": [],
    }


def test_what_kolada_tells_of_a_unit_cannot_hide_another(tmp_path):
    producer = Producer(tmp_path, [*everyone(FALUN), *report(FALUN, 3, 2)])
    producer.plan()
    (unit, antal) = _first_hidden_besides(producer, FALUN)
    rate = round(antal * 10_000 / 16_000 + 1e-9, 1)
    producer.kolada = [("U30750", unit, MATAR, "T", rate)]
    producer.build()  # with the plan that was made before Kolada's value was known
    [fault] = producer.faults("ett")
    assert fault.startswith(f"{A} {MATAR}, enhet:{FALUN} totalt kan räknas ut ")
    assert producer.plan()[A].given == 0
    assert producer.of_unit(FALUN) == (None, "skyddad")
    assert producer.faults("ett") == []
    # of the protected unit itself nothing can be done, and the rest is planned all the same
    producer.kolada = [("U30750", FALUN, MATAR, "T", 1.9)]
    done = producer.plan()[A]
    assert (done.given, done.waits) == (1, "")
    assert producer.of_unit(FALUN) == (None, "skyddad")


def _first_hidden_besides(producer: Producer, besides: str) -> tuple[str, int]:
    """Return a protected unit, and its count."""
    with duckdb.connect(str(producer.database), read_only=True) as connection:
        return connection.execute(
            "select enhet_kod, tal.antal from intern.int_persons__enhet_tal as tal "
            "inner join marts.fct_enhetsvarde as visat using (indikator_id, enhet_kod) "
            "where indikator_id = ? and kon = 'totalt' and enhet_kod <> ? "
            "and visat.antal is null and visat.orsak_kod = 'skyddad' order by all limit 1",
            [A, besides],
        ).fetchone()
