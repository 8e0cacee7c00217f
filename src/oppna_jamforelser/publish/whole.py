"""Write a small file that others may read at any time: whole, or not at all."""

import os
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Put *text* in the place of what *path* holds."""
    unfinished = path.with_name(f".{path.name}.ofardig")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    os.replace(unfinished, path)
