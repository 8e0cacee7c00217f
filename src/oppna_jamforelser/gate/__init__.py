"""The quality gate: what no publication may break, checked with Great Expectations."""

from oppna_jamforelser.gate.judge_marts import DATA_DOCS, check_marts, export_marts
from oppna_jamforelser.gate.result import Failure, GateResult

__all__ = ["DATA_DOCS", "Failure", "GateResult", "check_marts", "export_marts"]
