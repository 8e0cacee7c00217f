"""Clients of Kolada's API, and a server that answers them from a publication's ``kolada/``."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tools.clients.client import Client

_PLACES = {"kpi": "kpi", "kpi_id": "kpi", "municipality": "municipality"}
_PLACES |= {"municipality_id": "municipality", "year": "period"}

# In each: `server` is the address of the answers. A line is year, kommun, indicator, value.
_TELL = """
import os
os.environ["http_proxy"] = server  # clients of version 2 ask http://api.kolada.se/v2, there only
os.environ["no_proxy"] = "127.0.0.1"
def tell(kpis, rows):
    ours = {kpi["id"]: kpi["indikator_id"] for kpi in kpis}
    for year, kommun, kpi, value in rows:
        # counts of persons have tests of their own: what is asked here is the outcomes
        if value is not None and not ours[kpi].startswith(("nyckeltal_", "utv_")):
            print(year, kommun, ours[kpi], value, sep="\\t")
"""


def _client(name: str, packages: tuple[str, ...], program: str) -> Client:
    return Client(name, "Kolada's form", "python", packages, _TELL + program, "kolada")


KOLADA: tuple[Client, ...] = (
    _client(
        "koladapy (v3)",
        ("koladapy",),
        "from koladapy import KoladaAPI\n"
        "api = KoladaAPI(base_url=f'{server}/v3/', max_requests_per_second=1000)\n"
        "kpis = api.search_kpis()\n"
        "rows = api.get_values(kpi_id=[k['id'] for k in kpis], years=[2023, 2024])\n"
        "tell(kpis, [(r['period'], r['municipality'], r['kpi'], v['value'])\n"
        "    for r in rows for v in r['values']])\n",
    ),
    _client(
        "pykolada (v2)",
        ("pykolada",),
        "import pykolada\n"
        "kpis = pykolada.get_kpi()\n"
        "rows = pykolada.get_data(kpi=[k['id'] for k in kpis], year=['2023', '2024'])\n"
        "tell(kpis, [(r['year'], r['municipality'], r['kpi'], r['value']) for r in rows])\n",
    ),
    _client(
        "kolada-scraper (v2)",
        ("kolada-scraper", "statscraper", "numpy"),
        "import contextlib, io\n"
        "from kolada import KoladaScraper\n"
        "rows, scraper = [], KoladaScraper()\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        "    sets = list(scraper.items)\n"
        "    for one in sets:\n"
        "        for r in one.fetch({'period': [2023, 2024]}):\n"
        "            rows.append((r['period'], r['municipality'].value, one.id, r.value))\n"
        "tell([one.blob for one in sets], rows)\n",
    ),
)


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
