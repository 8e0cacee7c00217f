"""The units that answer, their frame of a year, and copies of them for larger sets."""

import csv
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from oppna_jamforelser.project import read_seed

ENHET_SEED = "referens/enhet"
KOPIA_TYP = "kopia"
MEDIANKOMMUN = 16_000


@dataclass(frozen=True)
class Enhet:
    """One unit. ``stam`` is the oldest unit that it continues: habits outlive a merger."""

    enhet_kod: str
    stam: str
    kommun_kod: str
    giltig_fran: str
    giltig_till: str

    def ar_giltig(self, datum: str) -> bool:
        """Say whether the unit existed on *datum* (ISO)."""
        return self.giltig_fran <= datum and (not self.giltig_till or datum <= self.giltig_till)


def kopia_kod(enhet_kod: str, kopia_nr: int) -> str:
    """Return the code of a copy: '0114' -> '0114-100', '0180-03' -> '0180-103'; 0 is the unit."""
    if kopia_nr == 0:
        return enhet_kod
    kommun_kod, _, del_nr = enhet_kod.partition("-")
    return f"{kommun_kod}-{kopia_nr * 100 + int(del_nr or 0)}"


def enhetsrader(scale: int) -> list[dict[str, str]]:
    """Return the rows of the unit register, with *scale* - 1 copies of every unit."""
    rader = [
        {
            **rad,
            "enhet_kod": kopia_kod(rad["enhet_kod"], nr),
            "enhet_namn": f"{rad['enhet_namn']} (kopia {nr})" if nr else rad["enhet_namn"],
            "enhet_typ": KOPIA_TYP if nr else rad["enhet_typ"],
        }
        for nr in range(scale)
        for rad in read_seed(ENHET_SEED)
    ]
    return sorted(rader, key=lambda rad: rad["enhet_kod"])


def las_enheter(scale: int = 1) -> list[Enhet]:
    """Return all units with *scale* - 1 copies of each, sorted by code."""
    forsta_foregangare: dict[str, str] = {}
    for rad in read_seed("referens/enhet_sammanslagning"):
        for nr in range(scale):
            till = kopia_kod(rad["till_enhet_kod"], nr)
            forsta_foregangare.setdefault(till, kopia_kod(rad["fran_enhet_kod"], nr))

    def stam(enhet_kod: str) -> str:
        while enhet_kod in forsta_foregangare:
            enhet_kod = forsta_foregangare[enhet_kod]
        return enhet_kod

    return [
        Enhet(
            rad["enhet_kod"],
            stam(rad["enhet_kod"]),
            rad["kommun_kod"],
            rad["giltig_fran"],
            rad["giltig_till"],
        )
        for rad in enhetsrader(scale)
    ]


def las_storlek(matar: int) -> Mapping[str, float]:
    """Return each kommun's size before the survey: 0 for a middling one, +1 for 2.7 times that."""
    datum = f"{matar - 1}-12-31"
    return {
        rad["kommun_kod"]: min(2.5, math.log(int(rad["folkmangd_antal"]) / MEDIANKOMMUN))
        for rad in read_seed("referens/folkmangd")
        if rad["folkmangd_datum"] == datum
    }


def skriv_enheter(path: Path, scale: int) -> None:
    """Write the unit register with its copies, in the form of the seed."""
    rader = enhetsrader(scale)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rader[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rader)
