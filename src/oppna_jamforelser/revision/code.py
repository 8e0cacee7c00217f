"""The code that a comparison may run: the project's own, and never what a received folder holds.

A publication names its code by checksums. Each file is looked for in the installed project, then
in the project's git history up to the commit checked out: there it must have had that path.
"""

import hashlib
import subprocess
from collections.abc import Mapping
from pathlib import Path

from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.inputs import current_inputs, sha256_of

Code = Mapping[str, bytes]
_GIT = ("git", "--no-pager", "-c", "core.quotePath=false")
_PATIENCE_SECONDS = 60


def is_code(name: str) -> bool:
    """Return whether a file of an underlag is rendered or run: no seed, answer or value is."""
    return not name.startswith(("landing/", "kolada/")) and not name.endswith(".csv")


def installed_code() -> Code:
    """Return the code of the installed project."""
    inputs = current_inputs()
    files = {
        path.relative_to(inputs.root).as_posix(): path
        for path in [*inputs.nodes(), *inputs.project()]
    }
    return {name: path.read_bytes() for name, path in files.items() if is_code(name)}


def own_code(listed: Mapping[str, str], received: Path) -> Code | None:
    """Return the code that *listed* (names and SHA-256) means, None when the project never had it.

    The folder *received* tells only which content to look for: what is returned is the project's.
    """
    root = project_root()
    found: dict[str, bytes] = {}
    missing: dict[str, str] = {}
    for name, sha256 in listed.items():
        path = root / name
        if path.is_file() and sha256_of(path) == sha256:
            found[name] = path.read_bytes()
        else:
            missing[name] = _blob_id((received / name).read_bytes())
    if missing:
        known = _history(root)
        if not all((name, blob) in known for name, blob in missing.items()):
            return None
        for name, blob in missing.items():
            found[name] = _git(root, "cat-file", "blob", blob)
    same = all(hashlib.sha256(found[name]).hexdigest() == listed[name] for name in found)
    return found if same else None


def received_code(listed: Mapping[str, str], received: Path) -> Code:
    """Return the code that a folder holds: for those who have said that it may be run."""
    return {name: (received / name).read_bytes() for name in listed}


def _blob_id(content: bytes) -> str:
    """Return the name that git has for a file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _history(root: Path) -> set[tuple[str, str]]:
    """Return every path and content that the history of the commit checked out has had."""
    try:
        log = _git(root, "log", "HEAD", "--format=", "--raw", "--no-abbrev", "--no-renames", "-m")
    except (OSError, subprocess.SubprocessError):
        return set()
    known: set[tuple[str, str]] = set()
    for line in log.decode("utf-8", errors="replace").splitlines():
        fields, _, name = line.partition("\t")
        known.update((name, blob) for blob in fields.split()[2:4])
    return known


def _git(root: Path, *arguments: str) -> bytes:
    return subprocess.run(
        [*_GIT, "-C", str(root), *arguments],
        capture_output=True,
        check=True,
        timeout=_PATIENCE_SECONDS,
    ).stdout
