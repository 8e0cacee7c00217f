"""The smallest changes of answers that give Ja, found by trying every change there is.

The changes are judged by the independent evaluator, which shares nothing with the warehouse.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from oberoende.indikatorer import Indikator, indikatorer
from oberoende.regler import ROLLER, mojliga_utfall, utvardera_regel

from .compare import differences
from .tree import INDICATOR_MODELS, RULE_MODELS, Tree
from .truth_table import ALL_ROLES, Combination, by_role

OMSTANDIGHETER = {"behovs_inte", "omradet_finns_inte", "for_fa"}
INTE_JA = {"nej", "delvis"}

Svar = Mapping[str, str | None]  # role -> class, None: missing
Forslag = tuple[int, int, frozenset[str]]  # steps, whether by action, the changes


def alla_svar(indikator: Indikator) -> Iterator[dict[str, str | None]]:
    """Yield every combination of answers, missing and refused ones included."""
    roller = ROLLER[indikator.regel_id]
    skalor = [[*sorted(indikator.skalor[roll]), "ogiltigt", None] for roll in roller]
    for klasser in product(*skalor):
        yield dict(zip(roller, klasser, strict=True))


def dom(indikator: Indikator, svar: Svar) -> str | None:
    """Return the outcome of a combination."""
    return utvardera_regel(indikator.regel_id, svar, indikator.skalor)[0]


@dataclass(frozen=True)
class Andring:
    """One way to change a combination of answers."""

    andringar: frozenset[tuple[str, str, str]]  # role, before, after
    mojliga: frozenset[str]

    @property
    def steg(self) -> int:
        return len(self.andringar)

    @property
    def ar_atgard(self) -> bool:
        return not any({fran, till} & OMSTANDIGHETER for _, fran, till in self.andringar)

    @property
    def forslag(self) -> Forslag:
        ord_ = frozenset(f"{roll}: {fran} -> {till}" for roll, fran, till in self.andringar)
        return self.steg, int(self.ar_atgard), ord_


def alla_andringar(indikator: Indikator, svar: Svar) -> Iterator[Andring]:
    """Yield every way to leave each answer or to give another one, all the ways there are."""
    roller = ROLLER[indikator.regel_id]
    val = [sorted(indikator.skalor[roll] | {svar[roll] or ""}) for roll in roller]
    for klasser in product(*val):
        efter = dict(zip(roller, (klass or None for klass in klasser), strict=True))
        yield Andring(
            frozenset(
                (roll, svar[roll] or "saknas", efter[roll])
                for roll in roller
                if efter[roll] != svar[roll]
            ),
            mojliga_utfall(indikator.regel_id, efter, indikator.skalor),
        )


def minsta(andringar: list[Andring]) -> list[Andring]:
    """Return those with the fewest changed answers."""
    fa = min((andring.steg for andring in andringar), default=0)
    return [andring for andring in andringar if andring.steg == fa]


@cache
def _expected(matar: int, indikator_id: str) -> dict[Combination, set[Forslag]]:
    """Return the smallest ways to Ja from every combination that is not Ja."""
    (indikator,) = (i for i in indikatorer(matar) if i.indikator_id == indikator_id)
    table = {}
    for svar in alla_svar(indikator):
        if dom(indikator, svar) != "ja":
            vagar = [a for a in alla_andringar(indikator, svar) if a.mojliga == {"ja"}]
            kortast = minsta(vagar) + minsta([a for a in vagar if a.ar_atgard])
            table[tuple(svar.get(roll) for roll in ALL_ROLES)] = {a.forslag for a in kortast}
    return table


def each_suggestion_gives_ja_and_no_smaller_change_does(tree: Tree) -> list[str]:
    """From every combination of answers: all the smallest ways to Ja, and no other."""
    known = {name: name for name in (*INDICATOR_MODELS, *RULE_MODELS)}
    tree.build(tree.rules, ["int_vag__steg"], known)
    given: dict[str, dict[Combination, list[Forslag]]] = {}
    query = (
        f"select regel_variant, {by_role()}, steg_antal, ar_atgard, andring_kod "
        "from int_vag__steg where mal = 'ja' order by regel_variant, svar_kod, forslag_nr"
    )
    for name, *cells in tree.rules.execute(query).fetchall():
        *combination, steg, ar_atgard, andringar = cells
        listed = given.setdefault(name, {}).setdefault(tuple(combination), [])
        listed.append((steg, ar_atgard, frozenset(andringar.split("; "))))
    wrong = []
    query = (
        "select regel_variant, min((matar, indikator_id)) from int_indikator__per_ar "
        "where bas_har_utvag is not null group by regel_variant"
    )
    for name, (matar, indikator_id) in tree.rules.execute(query).fetchall():
        found = given.get(name, {})
        wrong += differences(
            f"vägarna till Ja, {name}",
            _expected(matar, indikator_id),
            {combination: set(listed) for combination, listed in found.items()},
        )
        wrong += [
            f"vägarna till Ja, {name} {combination}: en omständighet före en åtgärd"
            for combination, listed in found.items()
            if [forslag[1] for forslag in listed] != sorted((f[1] for f in listed), reverse=True)
        ]
    return wrong


CHECKS = (each_suggestion_gives_ja_and_no_smaller_change_does,)
