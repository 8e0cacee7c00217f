"""The workbook: choose a kommun on the first sheet, and its tables fill in."""

from oppna_jamforelser.publish.workbook.write import write_workbook

__all__ = ["write_workbook"]
