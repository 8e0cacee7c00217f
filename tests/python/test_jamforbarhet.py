"""The declared classes of comparability are those of the sources, and of the yardstick."""

from collections import defaultdict
from fractions import Fraction
from itertools import pairwise

from checks.landing import all_frames
from oberoende.fragor import KANDA_AR
from oberoende.indikatorer import indikatorer
from oppna_jamforelser.project import read_seed

# 004, annex 1 (Jämförbarhet mellan åren), and 003: the families and their first year.
DECLARED = {
    "rutin_sip_": (2016, "ej"),
    "rutin_indikation_": (2016, "ej"),
    "kartlagt_vuxna": (2016, "ej"),
    "minst_en_metod": (2016, "delvis"),
    "rutin_skyddade_uppgifter_": (2016, "delvis"),
    "samverkan_": (2023, "delvis"),
}
# docs/tid.md, "When the units change": shares of units that are not in the other year's frame.
AT_MOST_FOR_DIREKT = Fraction(1, 20)
AT_MOST_FOR_DELVIS = Fraction(1, 2)

Group = tuple[str, str]


def test_the_classes_of_indicators_are_those_that_the_sources_give():
    expected = {
        (indicator.indikator_id, year, year + 1): klass
        for family, (year, klass) in DECLARED.items()
        for indicator in indikatorer(year)
        if indicator.indikator_id.startswith(family)
    }
    declared = {
        (row["indikator_id"], int(row["fran_matar"]), int(row["till_matar"])): row["klass"]
        for row in read_seed("tid/jamforbarhet")
    }
    assert declared == expected


def test_the_classes_of_groups_follow_from_how_many_units_changed():
    expected = {}
    for year, later in pairwise(KANDA_AR):
        before, after = groups(year), groups(later)
        for group, units in before.items():
            gone = units - set(all_frames()[later])
            new = after[group] - set(all_frames()[year])
            regrouped = group[0] == "skr" and units != after[group]
            if gone or new or regrouped:
                share = max(
                    Fraction(len(gone), len(units)), Fraction(len(new), len(after[group]) or 1)
                )
                expected[*group, year, later] = class_of(share, regrouped and not (gone or new))
    declared = {
        (row["gruppindelning"], row["grupp_kod"], int(row["fran_matar"]), int(row["till_matar"])): (
            row["klass"]
        )
        for row in read_seed("tid/jamforbarhet_ram")
    }
    assert declared == expected


def class_of(changed: Fraction, regrouped: bool) -> str:
    """Return the class of a group of whose units this share changed, at most, either way."""
    if changed <= AT_MOST_FOR_DIREKT and not regrouped:
        return "direkt"
    return "delvis" if changed <= AT_MOST_FOR_DELVIS else "ej"


def groups(year: int) -> dict[Group, set[str]]:
    """Return the units of every group of a year; own groups have no declared rows."""
    people = {
        row["kommun_kod"]: int(row["folkmangd_antal"])
        for row in read_seed("referens/folkmangd")
        if row["folkmangd_datum"] == f"{year - 1}-12-31"
    }
    revision = "2017" if year <= 2022 else "2023"
    skr = {
        row["kommun_kod"]: row["grupp_kod"]
        for row in read_seed("referens/skr_medlem")
        if row["skr_revision"] == revision
    }
    sizes = [
        (row["grupp_kod"], int(row["folkmangd_fran"]))
        for row in read_seed("referens/storleksgrupp")
    ]
    found: dict[Group, set[str]] = defaultdict(set)
    for unit in all_frames()[year]:
        kommun = unit[:4]
        found["riket", "00"].add(unit)
        found["lan", kommun[:2]].add(unit)
        found["skr", skr[kommun]].add(unit)
        size = max(code for code, least in sizes if least <= people[kommun])
        found["storleksgrupp", size].add(unit)
        if unit != kommun:
            found["storstad", kommun].add(unit)
    return found
