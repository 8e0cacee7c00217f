"""An independent evaluator of the method, to recompute every cell that the warehouse computes.

Plain Python, written from the method and the delivery contract. It shares no code and no seed
with the warehouse; where the two differ, one of them is wrong.
"""

from .grupper import gruppera, svarsfrekvens
from .regler import utvardera_regel
from .utfall import berakna

__all__ = ["berakna", "gruppera", "svarsfrekvens", "utvardera_regel"]
