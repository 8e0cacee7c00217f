"""Numbers that look random and depend on nothing but the seed and a key.

A number per key, instead of one stream of numbers, keeps every other answer in place when a
question, a unit or a year is added.
"""

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
LOGISTIC_SD = math.pi / math.sqrt(3)


class Slump:
    """Stable pseudo-random numbers of one seed."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def tal(self, *nyckel: object) -> float:
        """Return a number between 0 and 1, both excluded."""
        text = "|".join(map(str, (self.seed, *nyckel)))
        digest = hashlib.blake2b(text.encode(), digest_size=6).digest()
        return (int.from_bytes(digest) + 0.5) / 2**48

    def normal(self, *nyckel: object) -> float:
        """Return a bell-shaped (logistic) number with mean 0 and standard deviation 1."""
        tal = self.tal(*nyckel)
        return math.log(tal / (1 - tal)) / LOGISTIC_SD

    def val(self, alternativ: Sequence[T], *nyckel: object) -> T:
        """Return one of *alternativ*."""
        return alternativ[int(self.tal(*nyckel) * len(alternativ))]
