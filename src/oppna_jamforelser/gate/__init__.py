"""The quality gate: what no publication may break, checked with Great Expectations."""

from oppna_jamforelser.gate.result import Failure, GateResult
from oppna_jamforelser.gate.run import DATA_DOCS, check_marts, export_marts

__all__ = ["DATA_DOCS", "Failure", "GateResult", "check_marts", "export_marts"]
