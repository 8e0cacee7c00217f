"""JSON documents and checksums, always written in the same way."""

import hashlib
import json
from pathlib import Path


def write_json(path: Path, document: object, indent: int | None = None) -> None:
    """Write *document* as UTF-8; without *indent* as small as it can be."""
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def sha256(path: Path) -> str:
    """Return the checksum of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
