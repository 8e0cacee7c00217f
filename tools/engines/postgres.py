"""A PostgreSQL server of one's own, on a free loopback port, in a folder that is then removed."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

USER = "oj"
DATABASE = "oj"


class NoPostgresError(Exception):
    """There is no server program on this machine."""


@contextmanager
def postgres_server() -> Iterator[str]:
    """Start a server with its defaults and yield the URL of an empty database in it."""
    programs = _programs()
    port = _free_port()
    folder = Path(tempfile.mkdtemp(prefix="oj_postgres_"))
    # the server refuses to run as root
    user, group = ("nobody", "nogroup") if os.getuid() == 0 else (None, None)
    groups: list[str] | None = [] if user else None
    if user:
        shutil.chown(folder, user, group)
    password = secrets.token_urlsafe(16)
    secret = folder / "losen"
    secret.write_text(password, encoding="utf-8")
    if user:
        shutil.chown(secret, user, group)
    # texts are compared by code point, as DuckDB and Spark do, and letters are those of Unicode
    subprocess.run(
        [
            *(programs / "initdb", "-D", folder / "data", "-U", USER, f"--pwfile={secret}"),
            *("--auth=scram-sha-256", "--encoding=UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
        user=user,
        group=group,
        extra_groups=groups,
    )
    with (folder / "logg").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [
                *(programs / "postgres", "-D", folder / "data", "-p", str(port)),
                *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
            ],
            stdout=log,
            stderr=log,
            cwd=folder,
            user=user,
            group=group,
            extra_groups=groups,
        )
    url = f"postgresql://{USER}:{quote(password)}@127.0.0.1:{port}"
    try:
        _create_database(url, server, folder)
        yield f"{url}/{DATABASE}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of initdb and postgres: on the path, else where Debian puts them."""
    found = shutil.which("initdb")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgresError("PostgreSQL is not here (on Debian and Ubuntu the package postgresql)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _create_database(url: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the server answers, and make the database."""
    import time

    import psycopg

    for _ in range(300):
        try:
            with psycopg.connect(f"{url}/postgres", autocommit=True) as connection:
                connection.execute(f"create database {DATABASE}")
                return
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    raise NoPostgresError((folder / "logg").read_text(encoding="utf-8"))
