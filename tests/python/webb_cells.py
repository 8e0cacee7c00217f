"""What the pages say, read back from their HTML: keyed cells, links, anchors, and what loads."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import duckdb

from oppna_jamforelser.report.texts import Texts
from webb_told import Told

LOADS = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("use", "href")}
_SPACE = re.compile(r"[\s\u00a0\u202f]+")
# Tables that are about texts, not results: rules and days.
WITHOUT_KEYS = ("Regeln, och vad", "Regelns grenar", "Mätår ")


@dataclass
class Cell:
    """A keyed cell: whose, what, and what it says."""

    key: tuple[str, ...]
    text: str = ""
    links: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """A page as it is read: its cells, links, anchors and what a browser would load."""

    def __init__(self, html: str) -> None:
        """Read *html*."""
        super().__init__()
        self.cells: list[Cell] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.keyless: list[str] = []
        self._row = [""] * 4
        self._columns: dict[int, str] = {}
        self._place = 0
        self._caption: list[str] = []
        self._bare: list[str] | None = None
        self._open: tuple[str, Cell] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag carries; a cell ends where the next one begins."""
        given = {name: value or "" for name, value in attrs}
        if tag in {"td", "th", "tr", "tbody"}:
            self._end()
        if tag == "table":
            self._columns, self._caption, self._place = {}, [], 0
        if tag == "caption":
            self._caption.append("")
        if tag == "tr":
            self._place = 0
        if tag in {"td", "th"}:
            if "data-k" in given:
                self._columns[self._place] = given["data-k"]
            elif tag == "td" and "data-n" not in given and "colspan" not in given:
                if self._place in self._columns:
                    given["data-n"] = self._columns[self._place]
                else:
                    self._bare = []
            self._place += int(given.get("colspan", "1"))
        if "id" in given:
            assert given["id"] not in self.anchors, given["id"]
            self.anchors.add(given["id"])
        for name in ("href", "src"):
            if name in given:
                (self.loads if (tag, name) in LOADS else self.links).append(given[name])
        if tag == "a" and self._open:
            self._open[1].links.append(given.get("href", ""))
        if "data-n" in given:
            parts = given["data-n"].split("|")
            if not parts[-1]:
                self._row = [*parts[:-1], *self._row[len(parts) - 1 :]]
            else:
                whose, what = (parts[:4], parts[4:]) if len(parts) > 4 else ([], parts)
                if not whose and what[0].isdecimal():
                    whose, what = [what[0], "", "", ""], what[1:]
                own = [one or row for one, row in zip(whose or [""] * 4, self._row, strict=True)]
                self.cells.append(Cell((*own, what[0] or "andel_procent", *what[1:])))
                self._open = (tag, self.cells[-1])

    def handle_endtag(self, tag: str) -> None:
        """End the cell with its tag."""
        if self._open and tag in {self._open[0], "tr", "table"}:
            self._open = None
        if tag in {"td", "tr", "table"}:
            self._end()

    def _end(self) -> None:
        """End a cell; note one that says something and has no key."""
        self._open = None
        said = "".join(self._bare or ()).strip()
        if said not in {"", "–"} and not "".join(self._caption).startswith(WITHOUT_KEYS):
            self.keyless.append(said)
        self._bare = None

    def handle_data(self, data: str) -> None:
        """Add what the open cell says."""
        if self._open:
            self._open[1].text += data
        if self._bare is not None:
            self._bare.append(data)
        if self._caption and not self._columns and not self._place:
            self._caption[-1] += data


def pages_of(folder: Path) -> Iterator[tuple[str, Page]]:
    """Give every page of a site, by address."""
    for path in sorted(folder.rglob("*.html")):
        yield path.relative_to(folder).as_posix(), Page(path.read_text("utf-8"))


class Marts:
    """The marts, cell by cell."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Read the units', the groups' and the rests' cells, and the words for codes."""
        self._rows: dict[tuple[str, ...], dict[str, Any]] = {}
        self._told = Told(connection)
        for whose, table in (
            ("'enhet', enhet_kod", "fct_enhetsutfall"),
            ("gruppindelning, grupp_kod", "fct_gruppvarde"),
            ("gruppindelning, grupp_kod", "fct_tidsserie"),
            ("gruppindelning, grupp_kod", "mart_nara_ja"),
            ("gruppindelning, grupp_kod, jamfort_med", "fct_gruppvarde_ovriga"),
            ("'enhet', enhet_kod", "fct_enhetsvarde"),
            *(
                (f"gruppindelning, grupp_kod{kon}", f"{table} where kon {sign} 'totalt'")
                for table in ("fct_gruppvarde_tal", "fct_tal_forandring")
                for kon, sign in (("", "="), (", kon", "<>"))
            ),
        ):
            found = connection.execute(f"select {whose}, * from marts.{table}")
            names = [str(column[0]) for column in found.description]
            whose_length = whose.count(",") + 1
            for row in found.fetchall():
                one = dict(zip(names[whose_length:], row[whose_length:], strict=True))
                typ, kod, *whole = row[:whose_length]
                key = (str(one["matar"]), typ, kod, one["indikator_id"], *whole)
                self._rows[key] = one | self._rows.get(key, {})
        words = connection.execute(
            "select utfall, utfall_text, utfall_text_en from regler.utfall "
            "union all select orsak_kod, orsak_text, orsak_text_en from regler.orsak "
            "union all select belagg, belagg_kort, belagg_text_en from metadata.belagg"
        ).fetchall()
        self._words = {kod: list(texts) for kod, *texts in words}
        t = Texts("sv")
        for kod, texts in self._words.items():
            for short in (f"short_{kod}", f"why_{kod}", f"belagg_{kod}"):
                if t.has(short):
                    texts.append(t(short))

    @cache  # noqa: B019 - lives as long as the test
    def says(self, key: tuple[str, ...], text: str) -> bool:
        """Return whether *text* is what the mart has for the key: every number in it too."""
        matar, typ, kod, indikator, kolumn, *whole = key
        text = _SPACE.sub(" ", text).strip()
        row = self._rows.get((matar, typ, kod, indikator, *whole))
        if kolumn == "fanns_inte":
            return row is None
        if row is None or kolumn not in row or self._told.knows(kolumn):
            return self._told.says(key, text)
        value = row[kolumn]
        if "kon" in row or "varde" in row:
            return self._says_persons(row, kolumn, text, is_rate=indikator.startswith("nyckeltal"))
        if kolumn in {"utfall", "orsak_kod", "belagg"}:
            return any(word in text for word in self._words.get(value, ("–",)))
        counts = re.findall(r"(\d+) (?:av|of) (\d+)", text)
        if any((int(ja), int(n)) != (row["ja_antal"], row["namnare_antal"]) for ja, n in counts):
            return False
        if kolumn == "lagsta_procent":
            low, high = (f"{row[one]:g}" for one in (kolumn, "hogsta_procent"))
            return re.findall(r"[\d,]+", text.replace(".", ",")) == [
                bound.replace(".", ",") for bound in (low, high)
            ]
        if kolumn == "andel_procent":
            shares = re.findall(r"(\d+) ?%", text)
            return bool(shares or counts) and all(int(share) == value for share in shares)
        return text == str(value)

    def _says_persons(self, row: dict[str, Any], kolumn: str, text: str, is_rate: bool) -> bool:
        """Return whether a cell of persons says its number, and right what it says beside."""
        for column, pattern in (
            ("tackning_procent", r" täckning ([\d]+) %"),
            ("varde_lasning_b", r" läsning B: ([\d, ]+)"),
        ):
            found = re.search(pattern, text)
            if found and kolumn != column:
                if found[1] != _swedish(row[column]):
                    return False
                text = text.replace(found[0], "")
        value = row[kolumn]
        if kolumn == "orsak_kod":
            return bool(value) and text in self._words[value]
        if value is None:
            return False
        if kolumn == "rapporterande_antal" and " av " in text:
            return text == f"{value} av {row['enheter_antal']}"
        shown = [_swedish(value), f"{value:,}"]
        if kolumn == "tackning_procent":
            shown = [f"{value} %", f"{value}%"]
        elif kolumn == "skillnad":
            shown = [f"{value:+}".replace(".", ",") if is_rate else f"{int(value):+}"]
        elif kolumn == "varde" and is_rate:
            shown.append(f"{shown[0]} {_swedish(row['antal'])} personer")
        elif kolumn == "varde":
            share = f"{int(value)} %"
            count = f"{_swedish(row['antal'])} av {_swedish(row['namnare_antal'])}"
            shown = [share, f"{int(value)}%", f"{share} {count}"]
        return text in shown


def _swedish(number: object) -> str:
    return "" if number is None else f"{number:,}".replace(",", " ").replace(".", ",")


def broken_links(folder: Path, pages: dict[str, Page], unwritten: set[str]) -> list[str]:
    """Return the links that lead nowhere: no such file in the publication, or no such anchor."""
    found = []
    for path, page in pages.items():
        for link in {*page.links, *page.loads}:
            target, _, anchor = link.partition("#")
            place = (folder / path).parent / unquote(target) if target else folder / path
            place = Path(*place.parts).resolve()
            if not place.is_relative_to(folder.parent.resolve()):
                found.append(f"{path}: {link} leaves the publication")
                continue
            if not place.is_relative_to(folder.resolve()):
                continue  # the other files of the publication: held where a whole one is written
            there = place.relative_to(folder.resolve()).as_posix()
            if there in unwritten:
                continue
            if not place.is_file():
                found.append(f"{path}: {link} is no file")
            elif (
                anchor
                and there in pages
                and there != "jamfor.html"
                and (unquote(anchor) not in pages[there].anchors)
            ):
                found.append(f"{path}: {link} is no anchor")
    return found
