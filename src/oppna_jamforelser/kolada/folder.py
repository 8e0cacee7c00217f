"""The folder that ``dbt build`` reads Kolada's values from."""

import os
from pathlib import Path

from oppna_jamforelser.project import project_root

DEFAULT_FOLDER = "data/kolada"


def kolada_path() -> Path:
    """Return the folder: ``OJ_KOLADA``, else the default in the project."""
    return project_root() / os.environ.get("OJ_KOLADA", DEFAULT_FOLDER)
