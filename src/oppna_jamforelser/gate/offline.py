"""Data Docs that need no network: nothing in them is fetched or run, and the index has its table.

Great Expectations takes its looks from other hosts and fills its index with scripts from there.
Without a network the index is empty, and every page waits for what does not come.
"""

import re
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from oppna_jamforelser.gate.result import Failure

_FETCHED = re.compile(
    r"<script\b.*?</script>|<link\b[^>]*\bhref=\"https?:[^>]*>|<img\b[^>]*\bsrc=\"https?:[^>]*>"
    r"|background: url\('https?:[^;]*;",
    re.DOTALL | re.IGNORECASE,
)
# Whatever is left, and whatever a delivered value holds: no browser runs or fetches it.
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" '
    "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
# The pages name icons and columns by these classes of the style sheets that are left out.
_STYLE = """<style>
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; } td, th { border: 1px solid #999; padding: .3rem .5rem;
text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.d-none, .modal, .btn-group, .ge-navigation-sidebar-container, nav, footer, button {
display: none; }
.fa-check-circle::before { content: "✓"; color: #1b6b3a; }
.fa-times::before { content: "✗"; color: #9b1c1c; }
</style>
"""
_INDEX = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Förväntningar och utfall</title>
{style}</head>
<body>
<h1>Förväntningar och utfall</h1>
<p>Great Expectations sidor, på engelska. En svit är förväntningar på en tabell.</p>
<table>
<thead>
<tr><th scope="col">Svit</th><th scope="col">Utfall</th><th scope="col">Stämmer inte</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
</body>
</html>
"""


def make_offline(site: Path, failures: Sequence[Failure]) -> None:
    """Rewrite the Data Docs in the folder *site*; *failures* are what they tell of."""
    for page in site.rglob("*.html"):
        text = _FETCHED.sub("", page.read_text(encoding="utf-8"))
        text = text.replace("<head>", f"<head>{_POLICY}", 1)
        page.write_text(text.replace("</head>", f"{_STYLE}</head>", 1), encoding="utf-8")
    pages = sorted((site / "validations").rglob("*.html"))
    rows = "\n".join(_row(site, page, failures) for page in pages)
    index = _INDEX.format(policy=_POLICY, style=_STYLE, rows=rows)
    (site / "index.html").write_text(index, encoding="utf-8")


def _row(site: Path, page: Path, failures: Iterable[Failure]) -> str:
    link = page.relative_to(site)
    suite = link.parts[1]
    failed = [failure.expected for failure in failures if failure.suite == suite]
    outcome = f"{len(failed)} stämmer inte" if failed else "alla stämmer"
    return (
        f'<tr><th scope="row"><a href="{escape(link.as_posix())}">{escape(suite)}</a></th>'
        f"<td>{outcome}</td><td>{escape(' '.join(failed))}</td></tr>"
    )
