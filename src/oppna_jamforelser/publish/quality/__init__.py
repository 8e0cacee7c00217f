"""The quality declaration of a publication, filled from its data: text, page, rows for a sheet."""

from oppna_jamforelser.publish.quality.declaration import read_declaration
from oppna_jamforelser.publish.quality.write import write_declaration

__all__ = ["read_declaration", "write_declaration"]
