"""JSON documents, always written in the same way."""

import json
from pathlib import Path


def write_json(path: Path, document: object, indent: int | None = None) -> None:
    """Write *document* as UTF-8; without *indent* as small as it can be."""
    separators = (",", ": ") if indent else (",", ":")
    text = json.dumps(document, ensure_ascii=False, indent=indent, separators=separators)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
