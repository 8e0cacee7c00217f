"""Fetch the values of some addresses, page by page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import requests
from requests_cache import CachedSession

from oppna_jamforelser.kolada.envelope import read_envelopes
from oppna_jamforelser.kolada.reading import parse_json
from oppna_jamforelser.kolada.session import LARGEST_PAGE_BYTES, AnswerTooLarge
from oppna_jamforelser.kolada.value import KoladaError, KoladaValue

API_VERSION = "v3"
_TIMEOUT_SECONDS = (10, 60)


@dataclass
class Fetched:
    """The values of a call, with how many pages were asked for and where they came from."""

    values: list[KoladaValue] = field(default_factory=list)
    page_count: int = 0
    cached_count: int = 0
    stale_count: int = 0


def fetch_values(session: CachedSession, urls: Sequence[str]) -> Fetched:
    """Return every value of the addresses; all of them, or an error."""
    fetched = Fetched()
    for url in urls:
        for fil, document in _pages(session, url, fetched):
            fetched.values += read_envelopes(document, fil, API_VERSION)
    return fetched


def _pages(
    session: CachedSession, url: str, fetched: Fetched
) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Give the pages from *url* on; the next one must stand on the same host, and only once."""
    seen: set[str] = set()
    host = urlsplit(url).netloc
    following: str | None = url
    while following:
        if following in seen or urlsplit(following).netloc != host:
            raise KoladaError(f"{following}: sidan pekar på sig själv eller på en annan server.")
        seen.add(following)
        document = _page(session, following, fetched)
        yield following, document
        next_url = document.get("next_url")
        following = urljoin(following, str(next_url)) if next_url else None


def _page(session: CachedSession, url: str, fetched: Fetched) -> Mapping[str, object]:
    try:
        response = session.get(url, timeout=_TIMEOUT_SECONDS)
    except AnswerTooLarge as error:
        raise KoladaError(
            f"{url}: svaret är större än {LARGEST_PAGE_BYTES // 2**20} MB, och är inte Koladas. "
            "Inget är sparat. Kontrollera --base-url."
        ) from error
    except requests.RequestException as error:
        raise KoladaError(
            f"{urlsplit(url).netloc} kan inte nås ({_why(error)}). Inget är sparat. Kontrollera "
            "nätverket, eller läs in sparade filer: oj kolada FIL"
        ) from error
    if response.status_code != requests.codes.ok:
        raise KoladaError(f"{url}: servern svarade {response.status_code}. {_advice(response)}")
    fetched.page_count += 1
    fetched.cached_count += getattr(response, "from_cache", False)
    fetched.stale_count += bool(getattr(response, "is_expired", False))
    document = parse_json(response.text, url)
    if not isinstance(document, Mapping):
        raise KoladaError(f"{url}: svaret har ingen ”values”.")
    return document


def _why(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return "inget svar i tid"
    if isinstance(error, requests.exceptions.SSLError):
        return "certifikatet godtas inte"
    return "ingen anslutning"


def _advice(response: requests.Response) -> str:
    if response.status_code == requests.codes.not_found:
        return "Adressen finns inte; kontrollera --base-url."
    if response.status_code == requests.codes.too_many_requests or response.status_code >= 500:
        return "Försök igen senare; det som redan är hämtat ligger i cachen."
    return "Inget är sparat."
