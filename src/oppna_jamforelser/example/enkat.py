"""The questionnaire of a year, and the rules that will read its answers, from the seeds."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from oppna_jamforelser.example.bortfall import SVARANDE
from oppna_jamforelser.example.malandel import EGNA_ANKARE
from oppna_jamforelser.example.regelsvar import REGLER
from oppna_jamforelser.project import read_seed

FRI_TEXT = "fri_text"
KRYSSFRAGOR = ("G6a", "V1")
OVRIGA_FRAGOR = ("G1a", "G1b", "G1c", "G8a", "OMR", "V7a")  # of no indicator drawn here


class Post(NamedTuple):
    """One answer's place in the questionnaire."""

    fraga_kod: str
    omrade_kod: str = ""
    delfraga_kod: str = ""


@dataclass(frozen=True)
class Indikator:
    """An indicator of a year: its rule and the place of each question in it."""

    indikator_id: str
    regel_id: str
    roller: Mapping[str, Post]

    @property
    def bas(self) -> Post:
        """The base question (for tick boxes: the first box)."""
        return self.roller.get("bas") or next(iter(self.roller.values()))


def galler(rad: Mapping[str, str], matar: int) -> bool:
    """Say whether a seed row with a validity in years holds in *matar*."""
    till = rad["giltig_till_matar"]
    return int(rad["giltig_fran_matar"]) <= matar and (not till or matar <= int(till))


def las_matar() -> dict[int, str]:
    """Return the example's years and their measurement dates."""
    matdatum = {int(rad["matar"]): rad["matdatum"] for rad in read_seed("metadata/matar")}
    return {matar: matdatum[matar] for matar in SVARANDE}


def post_av(rad: Mapping[str, str]) -> Post:
    """Return the place that a seed row is about."""
    return Post(rad["fraga_kod"], rad["omrade_kod"], rad["delfraga_kod"])


def exemplets_poster() -> frozenset[Post]:
    """Return the questions of the example: those of its indicators, and a few beside them.

    What is new in the seeds is not among them, so that it changes no answer of the example.
    """
    bedomda = {
        post_av(rad)
        for rad in read_seed("regler/indikator_roll")
        if rad["indikator_id"] in EGNA_ANKARE
    }
    kryssfragor = {post[:2] for post in bedomda if post.fraga_kod in KRYSSFRAGOR}
    return frozenset(
        post
        for rad in read_seed("metadata/fraga_post")
        for post in [post_av(rad)]
        if rad["ar_annat_omrade"] == "0"
        and (post in bedomda or post[:2] in kryssfragor or post.fraga_kod in OVRIGA_FRAGOR)
    )


class Enkat:
    """What was asked in a year."""

    def __init__(self, matar: int) -> None:
        self.matar = matar
        poster = read_seed("metadata/fraga_post")
        med = exemplets_poster()
        alla = {post_av(rad): rad for rad in poster if post_av(rad) in med}
        self.skala = {post: rad["skala_kod"] for post, rad in alla.items() if galler(rad, matar)}
        self.ej_stallda = [post for post in alla if post not in self.skala]
        self.fonster = {
            rad["fraga_kod"]: int(rad["fonster_manader"])
            for rad in read_seed("metadata/fraga_version")
            if rad["fonster_manader"] and galler(rad, matar)
        }
        self.oppnas_av = {
            rad["fraga_kod"]: rad["oppnas_av_omrade_kod"] for rad in read_seed("metadata/fraga")
        }
        self._texter: dict[tuple[str, str], list[str]] = defaultdict(list)
        for rad in sorted(read_seed("metadata/svarsalternativ"), key=lambda r: r["ar_kortform"]):
            self._texter[rad["skala_kod"], rad["svarsklass"]].append(rad["svar_text"])

    def klasser(self, post: Post) -> list[str]:
        """Return the answer classes of a question's scale."""
        return [klass for skala, klass in self._texter if skala == self.skala[post]]

    def texter(self, post: Post, klass: str) -> list[str]:
        """Return the texts of an answer, the full one first."""
        fonster_ar = self.matar - self.fonster.get(post.fraga_kod, 0) // 12
        texter = self._texter[self.skala[post], klass]
        return [text.replace("{fonster_ar}", str(fonster_ar)) for text in texter]

    @cached_property
    def indikatorer(self) -> list[Indikator]:
        """The indicators whose answers are made, each with the questions of this year.

        The others follow from them: composites, and those that share the questions of V7.
        """
        roller: dict[str, dict[str, Post]] = defaultdict(dict)
        for rad in read_seed("regler/indikator_roll"):
            if galler(rad, self.matar):
                roller[rad["indikator_id"]][rad["roll"]] = post_av(rad)
        return [
            Indikator(rad["indikator_id"], rad["regel_id"], roller[rad["indikator_id"]])
            for rad in read_seed("regler/indikator_regel")
            if rad["indikator_id"] in EGNA_ANKARE
            and galler(rad, self.matar)
            and rad["regel_id"] in REGLER
        ]
