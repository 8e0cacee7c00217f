"""How Kolada is asked: through a cache on disk, with retries, and never fast.

requests and urllib3 are there already for other packages; urllib3's own retries know of 429 and of
Retry-After. The cache is requests-cache, one readable JSON file an answer.
"""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from requests import PreparedRequest, RequestException, Response
from requests.adapters import HTTPAdapter
from requests_cache import CachedSession
from urllib3 import Retry

USER_AGENT = "oppna-jamforelser (oj kolada)"
SECONDS_BETWEEN_REQUESTS = 0.5
RETRIES = 4
LARGEST_PAGE_BYTES = 64 * 2**20  # a page of 5 000 values is about one
_PIECE_BYTES = 2**16
CONNECT_RETRIES = 1  # without a network, say so at once
BACKOFF_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 60
RETRIED = (429, 500, 502, 503, 504)


class _PoliteAdapter(HTTPAdapter):
    """Leaves a pause between requests that reach the network, and reads no more than a page.

    What is cached never comes here.
    """

    _last_sent = -SECONDS_BETWEEN_REQUESTS

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        time.sleep(max(0.0, self._last_sent + SECONDS_BETWEEN_REQUESTS - time.monotonic()))
        try:
            return _whole_page(super().send(request, *args, **kwargs))
        finally:
            self._last_sent = time.monotonic()


class AnswerTooLarge(RequestException):
    """An answer that goes on past what a page of values can be, packed or not."""


def _whole_page(response: Response) -> Response:
    """Read the answer in pieces, so that one without an end costs no memory."""
    content = bytearray()
    for piece in response.iter_content(_PIECE_BYTES):
        content += piece
        if len(content) > LARGEST_PAGE_BYTES:
            response.close()
            raise AnswerTooLarge(response=response)
    response._content = bytes(content)
    return response


def open_session(cache: Path, cache_days: int) -> CachedSession:
    """Return a session; an answer older than *cache_days* serves only when Kolada cannot."""
    session = CachedSession(
        str(cache),
        backend="filesystem",
        serializer="json",
        expire_after=timedelta(days=cache_days),
        allowable_codes=(200,),
        stale_if_error=True,
    )
    _set_age(session, timedelta(days=cache_days))
    session.headers["User-Agent"] = USER_AGENT
    session.headers["Accept"] = "application/json"
    retry = Retry(
        total=RETRIES,
        connect=CONNECT_RETRIES,
        backoff_factor=BACKOFF_SECONDS,
        backoff_max=LONGEST_WAIT_SECONDS,
        retry_after_max=LONGEST_WAIT_SECONDS,
        status_forcelist=RETRIED,
        allowed_methods=("GET",),
        raise_on_status=False,
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, _PoliteAdapter(max_retries=retry))
    return session


def _set_age(session: CachedSession, age: timedelta) -> None:
    """Let what is cached expire at *age*, whatever age the call that cached it had asked for."""
    responses = session.cache.responses
    for key, response in list(responses.items()):
        expires = response.created_at + age
        if response.expires != expires:
            response.expires = expires
            responses[key] = response
