"""Every cell of the facts is recomputed from the landing, in another way, and is the same."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import duckdb
import pytest

from answers import built
from checks import landing
from checks.recomputation import Facts, facts_differ
from checks.tree import rows
from oberoende.slump import slumpade_rader
from oberoende.svar import Rad
from oppna_jamforelser.project import DEFAULT_LANDING, project_root

pytestmark = pytest.mark.slow

FACTS = "fct_enhetsutfall", "fct_gruppvarde", "fct_svarsfrekvens"


class Drawn(NamedTuple):
    """A random landing: its seed, its years, and its units (None: all)."""

    seed: int
    years: tuple[int, ...]
    units: int | None = None

    @property
    def frames(self) -> Mapping[int, list[str]]:
        """Return the units that deliver, by year."""
        rng = Random(self.seed)
        return {
            year: rng.sample(frame, self.units or len(frame))
            for year, frame in landing.all_frames().items()
            if year in self.years
        }


LANDINGS = [
    Drawn(1, (2016, 2017, 2024)),
    Drawn(2, (2019, 2021, 2022)),
    Drawn(3, (2020,), units=1),
]


def delivered_rows(folder: Path) -> list[Rad]:
    """Return the delivered rows that could be split into columns."""
    with duckdb.connect() as connection:
        files = f"read_parquet('{folder}/leverans_*.parquet', union_by_name = true)"
        return rows(connection, f"from {files} where lasfel_kod is null")


def recompute(facts: Facts, folder: Path) -> list[str]:
    """Return what differs between the facts that were built and those of the evaluator."""
    assert facts.cells("fct_enhetsutfall", ("matar", "enhet_kod", "indikator_id"))
    return facts_differ(facts, delivered_rows(folder), landing.all_frames())


def test_every_cell_of_the_bundled_answers_is_recomputed(lager):
    assert recompute(Facts(lager, "marts."), project_root() / DEFAULT_LANDING) == []


@pytest.mark.parametrize("drawn", LANDINGS, ids=lambda drawn: "-".join(map(str, drawn.years)))
def test_every_cell_of_a_random_landing_is_recomputed(drawn, tmp_path):
    delivered = slumpade_rader(Random(drawn.seed), drawn.frames, drawn.years)
    landing.write_landing(delivered, tmp_path / "landning")
    with built(tmp_path / "landning", *FACTS) as connection:
        assert recompute(Facts(connection), tmp_path / "landning") == []
