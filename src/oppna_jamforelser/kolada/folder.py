"""The folder that ``dbt build`` reads Kolada's values from."""

from pathlib import Path

from oppna_jamforelser.project import place

DEFAULT_FOLDER = "data/kolada"


def kolada_path() -> Path:
    """Return the folder: ``OJ_KOLADA``, else the default in the project."""
    return place("OJ_KOLADA", DEFAULT_FOLDER)
