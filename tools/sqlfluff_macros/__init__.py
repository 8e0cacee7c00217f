"""What the SQL may name, for sqlfluff's Jinja templater: the project's own macros, ref and source.

sqlfluff reads this package as its ``library_path``: every name here is one that a template knows.
"""

from pathlib import Path

from oppna_jamforelser.sqlmotor import _macros

globals().update(_macros(Path(__file__).resolve().parents[2]))
