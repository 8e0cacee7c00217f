"""A server that answers clients of Kolada's API from a publication's ``kolada/``."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

_PLACES = {"kpi": "kpi", "kpi_id": "kpi", "municipality": "municipality"}
_PLACES |= {"municipality_id": "municipality", "year": "period"}


@contextmanager
def kolada_server(place: Path) -> Iterator[str]:
    """Answer as Kolada does, from the files of *place*, on a free loopback port: give its URL."""
    files = {
        name: json.loads((place / f"kolada/{name}.json").read_text(encoding="utf-8"))["values"]
        for name in ("kpi", "municipality")
    }
    files["data"] = [
        row
        for path in sorted((place / "kolada").glob("data_*.json"))
        for row in json.loads(path.read_text(encoding="utf-8"))["values"]
    ]

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(_answer(files, self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _answer(files: dict[str, list[dict[str, Any]]], address: str) -> dict[str, Any]:
    """Return a page of what a path of the API asks for: all of it, without a next page."""
    url = urlsplit(address)
    version, what, *rest = [part for part in url.path.split("/") if part]
    asked = {
        _PLACES[name]: {part for value in values for part in value.split(",")}
        for name, values in parse_qs(url.query).items()
        if name in _PLACES
    }
    for name, values in zip(rest[::2], rest[1::2], strict=False):
        asked[_PLACES[name]] = set(values.split(","))
    rows = [
        row
        for row in files[what]
        if all(str(row[name]) in values for name, values in asked.items())
    ]
    return {
        "values": rows,
        "count": len(rows),
        "next_url" if version == "v3" else "next_page": None,
    }
