"""The open files of a publication: the same figures in the formats that others read."""

from oppna_jamforelser.publish.open_files.write import write_open_files

__all__ = ["write_open_files"]
