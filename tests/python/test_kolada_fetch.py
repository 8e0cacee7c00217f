"""Kolada is asked page by page, politely and with retries: here a stub on this machine answers."""

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import Result

from conftest import Oj
from oppna_jamforelser.kolada import session
from test_kolada import row, stored

pytestmark = pytest.mark.slow


class Stub:
    """Answers each path with its replies in turn, the last one over again; remembers what came."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.replies: dict[str, list[tuple[int, object]]] = {}
        self.headers: dict[str, str] = {}
        self.asked: list[str] = []

    def reply(self, path: str) -> tuple[int, bytes]:
        self.asked.append(path)
        replies = self.replies.get(path, [(404, {"detail": "Not Found"})])
        status, document = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(document, bytes):
            return status, document
        text = document if isinstance(document, str) else json.dumps(document)
        return status, text.encode()


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """Start a server on a free port of this machine."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setattr(session, "BACKOFF_SECONDS", 0)
    monkeypatch.setattr(session, "SECONDS_BETWEEN_REQUESTS", 0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = server.stub.reply(self.path)
            self.send_response(status)
            for name, value in server.stub.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.stub = Stub(f"http://127.0.0.1:{server.server_port}/v3")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.stub
    server.shutdown()
    server.server_close()
    thread.join()


PATH = "/v3/data/kpi/U37484/year/2017?per_page=5000"


def page(*values: object, next_url: str | None = None) -> dict:
    parts = [{"gender": "T", "value": value, "count": 1, "status": ""} for value in values]
    return {"values": [row(part) for part in parts], "next_url": next_url, "previous_url": None}


@pytest.fixture
def fetch(oj: Oj, stub: Stub, tmp_path: Path) -> Oj:
    """Fetch one indicator of one year from the stub to the test's folder."""
    asked = ("--kpi", "U37484", "--matar", "2017", "--base-url", stub.url, "--out", tmp_path)
    return lambda *more: oj("kolada", *asked, *more)


def assert_refused(result: Result, why: str, folder: Path) -> None:
    """Hold that one line says why, and that nothing was stored."""
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert why in result.stderr
    assert not list(folder.glob("**/*.parquet"))


def test_every_page_is_fetched(fetch, stub, tmp_path):
    stub.replies = {
        PATH: [(200, page(1, 0, next_url=f"{stub.url}/sida2"))],
        "/v3/sida2": [(200, page(None, next_url="/v3/sida3"))],
        "/v3/sida3": [(200, page(1))],
    }
    result = fetch()
    assert result.exit_code == 0, result.output
    assert "Hämtade sidor 3, varav 0 ur cachen." in result.stdout
    assert stored(tmp_path, "varde, vardeklass, api_version") == [
        (1, "varde", "v3"),
        (0, "varde", "v3"),
        (None, "saknas_null", "v3"),
        (1, "varde", "v3"),
    ]
    assert {fil for (fil,) in stored(tmp_path, "fil")} == {
        f"{stub.url.removesuffix('/v3')}{path}" for path in stub.replies
    }


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_refusal_that_passes_is_tried_again(fetch, stub, tmp_path, status):
    stub.headers = {"Retry-After": "0"}
    stub.replies = {PATH: [(status, ""), (status, ""), (200, page(1))]}
    assert fetch().exit_code == 0
    assert len(stub.asked) == 3
    assert len(stored(tmp_path)) == 1


@pytest.mark.parametrize(("status", "tries"), [(429, 5), (500, 5), (404, 1), (400, 1)])
def test_a_refusal_that_stays_is_one_line_and_nothing_is_stored(
    fetch, stub, tmp_path, status, tries
):
    stub.replies = {PATH: [(status, "nej")]}
    assert_refused(fetch(), f"servern svarade {status}.", tmp_path)
    assert len(stub.asked) == tries


def test_a_failing_page_leaves_nothing_half_stored_and_the_rest_in_the_cache(fetch, stub, tmp_path):
    stub.replies = {
        PATH: [(200, page(1, next_url=f"{stub.url}/sida2"))],
        "/v3/sida2": [(404, ""), (200, page(0))],
    }
    assert fetch().exit_code == 2
    assert not list(tmp_path.glob("*.parquet"))
    result = fetch()
    assert "Hämtade sidor 2, varav 1 ur cachen." in result.stdout
    assert stub.asked.count(PATH) == 1
    assert len(stored(tmp_path)) == 2


def test_deleted_and_empty_values_are_kept_apart(fetch, stub, tmp_path):
    parts = [
        {"gender": "T", "value": None, "count": 0, "status": "", "isdeleted": True},
        {"gender": "T", "value": None, "count": 0, "status": "", "isdeleted": False},
        {"gender": "T", "value": None, "count": 1, "status": "Not applicable"},
    ]
    stub.replies = {PATH: [(200, {"values": [row(*parts)], "next_url": None})]}
    result = fetch()
    assert "1 utan värde, 1 utan värde, med status, 1 borttagna i Kolada" in result.stdout
    assert stored(tmp_path, "vardeklass") == [("borttagen",), ("saknas_null",), ("saknas_status",)]


def test_the_cache_answers_instead_of_the_server(fetch, stub):
    stub.replies = {PATH: [(200, page(1))]}
    fetch()
    again = fetch()
    assert "Hämtade sidor 1, varav 1 ur cachen." in again.stdout
    assert "Fanns redan i" in again.stdout
    assert len(stub.asked) == 1


def test_an_old_answer_serves_when_the_server_cannot(fetch, stub):
    stub.replies = {PATH: [(200, page(1)), (500, "")]}
    fetch()
    again = fetch("--cache-days", "0")
    assert again.exit_code == 0, again.output
    assert "1 sidor är äldre än 0 dagar" in again.stdout
    assert len(stub.asked) == 1 + 5


def test_an_old_answer_is_asked_for_anew(fetch, stub, tmp_path):
    stub.replies = {PATH: [(200, page(1)), (200, page(0))]}
    fetch()
    again = fetch("--cache-days", "0")
    assert "varav 0 ur cachen" in again.stdout
    assert stored(tmp_path, "hamtning_nr, varde") == [(1, 1), (2, 0)]


@pytest.mark.parametrize("next_url", ["http://annan.invalid/v3/sida2", PATH])
def test_a_next_page_elsewhere_or_in_a_circle_is_refused(fetch, stub, tmp_path, next_url):
    stub.replies = {PATH: [(200, page(1, next_url=next_url))]}
    assert_refused(fetch(), "pekar på sig själv eller på en annan server", tmp_path)
    assert len(stub.asked) == 1


@pytest.mark.parametrize(
    ("body", "why"),
    [("<html>", "ingen JSON"), ("[]", "ingen ”values”"), ('{"x": 1}', "inga ”values”")],
)
def test_an_answer_that_is_no_values_is_one_line(fetch, stub, tmp_path, body, why):
    stub.replies = {PATH: [(200, body)]}
    assert_refused(fetch(), why, tmp_path)


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_larger_than_any_page_is_one_line(fetch, stub, tmp_path, packed):
    whole = b" " * (session.LARGEST_PAGE_BYTES + 1)
    stub.headers = {"Content-Encoding": "gzip"} if packed else {}
    stub.replies = {PATH: [(200, gzip.compress(whole, 1) if packed else whole)]}
    assert_refused(fetch(), "svaret är större än 64 MB", tmp_path)


def test_an_unknown_id_is_refused_before_anything_is_asked(oj, stub, tmp_path):
    result = oj(
        "kolada", "--kpi", "U37484,U30432", "--base-url", stub.url, "--out", tmp_path / "ut"
    )
    assert result.exit_code == 2
    assert "U30432 (närmast U30433, samordning_hemloshet)" in result.stderr
    assert not stub.asked
    assert not (tmp_path / "ut").exists()


def test_a_series_that_kolada_has_withdrawn_gives_no_values_and_no_fault(fetch, stub):
    stub.replies = {PATH: [(200, page())]}
    result = fetch()
    assert result.exit_code == 0
    assert "Inga värden" in result.stdout


def test_without_a_network_one_line_says_so(oj, tmp_path, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    result = oj("kolada", "--kpi", "U37484", "--base-url", "http://127.0.0.1:9", "--out", tmp_path)
    assert_refused(result, "127.0.0.1:9 kan inte nås (ingen anslutning)", tmp_path)


def test_requests_keep_a_pause(fetch, stub, monkeypatch):
    pauses: list[float] = []
    monkeypatch.setattr(session, "SECONDS_BETWEEN_REQUESTS", 5)
    monkeypatch.setattr(session.time, "sleep", pauses.append)
    stub.replies = {
        PATH: [(200, page(1, next_url="/v3/sida2"))],
        "/v3/sida2": [(200, page(0))],
    }
    fetch()
    assert pauses[0] == 0
    assert 4 < pauses[1] <= 5
