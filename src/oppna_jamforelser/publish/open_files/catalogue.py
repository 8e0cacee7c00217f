"""``dcat/katalog.ttl``: the open files described as DCAT-AP-SE 3.

A series with one dataset a survey year (JSON-stat, Kolada's form), one dataset a table over all
years (CSV, Parquet), and one with what belongs to the publication as a whole. Every node has a name
of its own, and so the text is always the same. Names and addresses are absolute when the edition
says where the publications are served; else they are URNs and relative to the catalogue.
"""

from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, XSD

from oppna_jamforelser.publish.inputs import sha256_of
from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.jsonstat import (
    GROUPS,
    PERSONS_OF_GROUPS,
    PERSONS_OF_UNITS,
    UNITS,
    jsonstat_path,
    person_years,
)
from oppna_jamforelser.publish.open_files.kolada_form import kolada_path
from oppna_jamforelser.publish.open_files.readme import README
from oppna_jamforelser.publish.open_files.tables import csv_path, parquet_path
from oppna_jamforelser.publish.open_files.titles import title_en_of, title_of
from oppna_jamforelser.publish.open_files.warehouse import Source
from oppna_jamforelser.publish.swedish_csv import FOLDER as SWEDISH_CSV

# rdflib's own DCAT is version 2, without series
DCAT = Namespace("http://www.w3.org/ns/dcat#")
CSVW = Namespace("http://www.w3.org/ns/csvw#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_AUTHORITY = Namespace("http://publications.europa.eu/resource/authority/")
_SWEDEN = URIRef("http://sws.geonames.org/2661886")
_METADATA_LICENCE = URIRef("http://creativecommons.org/publicdomain/zero/1.0/")
_THEMES = ("SOCI", "HEAL")
_TYPES = {
    ".css": "text/css",
    ".csv": "text/csv",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".parquet": "application/vnd.apache.parquet",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle",
    ".txt": "text/plain",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BYTES = "application/octet-stream"
_JSONSTAT = "https://json-stat.org/format/"
_RFC4180 = "https://www.rfc-editor.org/rfc/rfc4180"
_IANA = "https://www.iana.org/assignments/media-types/"
CATALOGUE = "dcat/katalog.ttl"
# What is of no single year or table, but the workbook.
_OF_THE_WHOLE = {
    README: ("Läs mig: vad filerna är", "Read me: what the files are"),
    "manifest.json": (
        "Manifest: ursprung, versioner och kontrollsummor",
        "Manifest: origin, versions and checksums",
    ),
    CATALOGUE: ("Den här katalogen", "This catalogue"),
    "datapackage.json": ("Beskrivning av CSV-filerna", "Description of the CSV files"),
    "kolada/kpi.json": ("Nyckeltal i Koladas form", "KPIs in Kolada's form"),
    "kolada/municipality.json": ("Kommuner i Koladas form", "Municipalities in Kolada's form"),
}
_PACKAGE = "https://datapackage.org/standard/data-package/"


_Fact = tuple[URIRef, URIRef | Literal]
# How the two kinds of CSV are read: name, delimiter, in words.
_Dialect = tuple[str, str, tuple[str, str]]
_FOR_MACHINES: _Dialect = (
    "dialekt:csv",
    ",",
    (
        "Komma mellan fälten, decimalpunkt, fältens namn som rubriker, UTF-8.",
        "Commas between fields, decimal point, the fields' names as header, UTF-8.",
    ),
)
_FOR_EXCEL: _Dialect = (
    f"dialekt:{SWEDISH_CSV}",
    ";",
    (
        "Semikolon mellan fälten, decimalkomma, svenska rubriker, UTF-8 med byteordningsmärke; av "
        "långa tabeller bara mätåret.",
        "Semicolons between fields, decimal comma, Swedish titles as header, UTF-8 with a byte "
        "order mark; of long tables the survey year only.",
    ),
)


@dataclass(frozen=True)
class _File:
    """One file of the publication; *conforms_to*: the address of its standard, if it has one."""

    path: str
    title: str
    title_en: str
    conforms_to: str | None = None
    dialect: _Dialect | None = None

    @property
    def media_type(self) -> str:
        """Return what kind of file it is, by the end of its name."""
        return _TYPES.get(Path(self.path).suffix, _BYTES)


def write_catalogue(source: Source, folder: Path) -> None:
    """Write ``dcat/katalog.ttl`` below *folder*, which holds the files already.

    A workbook in *folder* is one of them: it is written before the open files.
    """
    (folder / "dcat").mkdir()
    text = _Catalogue(source, folder).build().serialize(format="turtle")
    (folder / CATALOGUE).write_text(text, encoding="utf-8", newline="\n")


class _Catalogue:
    """The graph while it is built."""

    def __init__(self, source: Source, folder: Path) -> None:
        self._source = source
        self._folder = folder
        self._edition = source.edition
        self._graph = Graph(bind_namespaces="none")
        for prefix, namespace in (
            ("csvw", CSVW),
            ("dcat", DCAT),
            ("dcatap", DCATAP),
            ("dcterms", DCTERMS),
            ("foaf", FOAF),
            ("spdx", SPDX),
            ("vcard", VCARD),
            ("xsd", XSD),
        ):
            self._graph.bind(prefix, namespace)
        self._catalogue = self._name("katalog")
        self._publisher = self._node(
            "utgivare",
            FOAF.Agent,
            (FOAF.name, _swedish(self._edition.utgivare)),
            (FOAF.name, _english(self._edition.utgivare_en)),
            (DCTERMS.type, URIRef(self._edition.utgivare_typ)),
        )
        self._contact = self._node(
            "kontakt",
            VCARD.Organization,
            (VCARD.fn, _swedish(self._edition.kontakt)),
            (VCARD.hasEmail, URIRef(f"mailto:{self._edition.kontakt_epost}")),
        )

    def build(self) -> Graph:
        """Return the whole graph."""
        years = self._source.years
        self._describe_catalogue()
        series = self._node("serie", DCAT.DatasetSeries)
        self._common(
            series,
            (identity.TITLE, identity.TITLE_EN),
            (
                "Årliga resultat: utfall per redovisningsenhet, antal och andelar per grupp.",
                "Yearly results: outcomes by reporting unit, counts and shares by group.",
            ),
            years,
        )
        self._say(self._catalogue, (DCAT.dataset, series))
        for year in years:
            dataset = self._dataset(
                f"datamangd:{year}",
                (f"{identity.TITLE} {year}", f"{identity.TITLE_EN} {year}"),
                (
                    f"Resultat {year}: utfall per enhet och kommun, antal och andelar per grupp.",
                    f"Results of {year}: outcomes by unit and municipality, shares by group.",
                ),
                (year,),
                self._files_of(year),
            )
            self._say(dataset, (DCAT.inSeries, series))
        for mart in self._source.tables:
            title, title_en = title_of(mart.name), title_en_of(mart.name)
            key = ", ".join(
                column.title or column.name
                for column in mart.columns
                if column.name in mart.primary_key
            )
            self._dataset(
                f"datamangd:tabell:{mart.name}",
                (f"{title} {self._source.period}", f"{title_en} {self._source.period}"),
                (
                    f"{title}: tabell över alla mätår."
                    + (f" Nyckel: {key}." if key else "")
                    + f" {self._source.evidence_text}",
                    mart.description,
                ),
                years,
                [
                    _File(csv_path(mart), title, title_en, _RFC4180, _FOR_MACHINES),
                    _File(parquet_path(mart), title, title_en),
                ],
            )
        self._dataset(
            "datamangd:publikation",
            (
                f"{identity.TITLE}: hela publikationen {self._source.period}",
                f"{identity.TITLE_EN}: the whole publication {self._source.period}",
            ),
            (
                "Arbetsboken, kvalitetsdeklarationen, beskrivningen av tabellerna och det som hör "
                "till publikationen som helhet.",
                "The workbook, the quality declaration, the description of the tables, and what "
                "belongs to the publication as a whole.",
            ),
            years,
            self._files_of_the_whole(),
        )
        return self._graph

    def _describe_catalogue(self) -> None:
        catalogue = self._catalogue
        text = "Öppna filer ur en publicering av öppna jämförelser om våld i nära relationer."
        self._dated(catalogue)
        self._both(catalogue, DCTERMS.title, f"{identity.TITLE}, öppna data", identity.TITLE_EN)
        english = "Open files of a publication of open comparisons of work against violence."
        self._described(catalogue, text, english)
        self._say(
            catalogue,
            (RDF.type, DCAT.Catalog),
            (DCTERMS.publisher, self._publisher),
            (DCTERMS.license, _METADATA_LICENCE),
            (DCTERMS.language, _AUTHORITY["language/SWE"]),
            (DCTERMS.spatial, _SWEDEN),
            (DCAT.themeTaxonomy, _AUTHORITY["data-theme"]),
            (FOAF.homepage, self._address(README)),
        )

    def _dataset(
        self,
        name: str,
        title: tuple[str, str],
        text: tuple[str, str],
        years: tuple[int, ...],
        files: list[_File],
    ) -> URIRef:
        provenance = self._node("ursprung", DCTERMS.ProvenanceStatement)
        origin = f"{identity.ORIGIN} {self._source.evidence_text}"
        self._described(provenance, origin, identity.ORIGIN_EN)
        dataset = self._node(
            name,
            DCAT.Dataset,
            (DCTERMS.identifier, Literal(self._name(name))),
            (DCTERMS.language, _AUTHORITY["language/SWE"]),
            (DCTERMS.accessRights, _AUTHORITY["access-right/PUBLIC"]),
            (DCAT.temporalResolution, Literal("P1Y", datatype=XSD.duration)),
            (DCTERMS.provenance, provenance),
            *((DCAT.distribution, self._distribution(file)) for file in files),
            *((DCTERMS.conformsTo, URIRef(file.conforms_to)) for file in files if file.conforms_to),
        )
        self._common(dataset, title, text, years)
        self._say(self._catalogue, (DCAT.dataset, dataset))
        return dataset

    def _common(
        self, node: URIRef, title: tuple[str, str], text: tuple[str, str], years: tuple[int, ...]
    ) -> None:
        """Add what a series and a dataset share."""
        self._dated(node)
        self._both(node, DCTERMS.title, *title)
        self._described(node, *text)
        self._say(
            node,
            (DCTERMS.publisher, self._publisher),
            (DCAT.contactPoint, self._contact),
            *((DCAT.keyword, _swedish(keyword)) for keyword in identity.KEYWORDS),
            *((DCAT.keyword, _english(keyword)) for keyword in identity.KEYWORDS_EN),
            *((DCAT.theme, _AUTHORITY[f"data-theme/{theme}"]) for theme in _THEMES),
            (DCTERMS.spatial, _SWEDEN),
            (DCTERMS.temporal, self._period(years)),
            (DCTERMS.accrualPeriodicity, _AUTHORITY["frequency/ANNUAL"]),
        )

    def _period(self, years: tuple[int, ...]) -> URIRef:
        """Return the period from the first measurement date to the last."""
        first, last = years[0], years[-1]
        return self._node(
            f"period:{first}-{last}",
            DCTERMS.PeriodOfTime,
            (DCAT.startDate, Literal(self._source.measured[first], datatype=XSD.date)),
            (DCAT.endDate, Literal(self._source.measured[last], datatype=XSD.date)),
        )

    def _distribution(self, file: _File) -> URIRef:
        path = self._folder / file.path
        node, kind = self._name(f"fil:{file.path}"), path.suffix[1:]
        self._both(node, DCTERMS.title, f"{file.title} ({kind})", f"{file.title_en} ({kind})")
        says, says_en = file.dialect[2] if file.dialect else ("", "")
        self._described(
            node, f"{file.title}. {says}".rstrip(), f"{file.title_en}. {says_en}".rstrip()
        )
        if file.dialect:
            self._say(node, (CSVW.dialect, self._dialect(file.dialect)))
        self._dated(node)
        self._say(
            node,
            (RDF.type, DCAT.Distribution),
            (DCAT.accessURL, self._address(file.path)),
            (DCAT.downloadURL, self._address(file.path)),
            # a text by the Swedish profile; DCAT-AP's own property has the register's address
            (DCTERMS["format"], Literal(file.media_type)),
            (DCAT.mediaType, URIRef(_IANA + file.media_type)),
            (DCTERMS.license, URIRef(self._edition.licens_adress)),
            (DCTERMS.language, _AUTHORITY["language/SWE"]),
            (DCATAP.availability, _AUTHORITY["planned-availability/STABLE"]),
        )
        if not path.is_file():  # the catalogue itself, and the manifest, which has its checksum
            return node
        checksum = self._node(
            f"kontrollsumma:{file.path}",
            SPDX.Checksum,
            (SPDX.algorithm, SPDX.checksumAlgorithm_sha256),
            (SPDX.checksumValue, Literal(sha256_of(path), datatype=XSD.hexBinary)),
        )
        size = Literal(str(path.stat().st_size), datatype=XSD.nonNegativeInteger)
        self._say(node, (DCAT.byteSize, size), (SPDX.checksum, checksum))
        if file.conforms_to:
            self._say(node, (DCTERMS.conformsTo, URIRef(file.conforms_to)))
        return node

    def _dialect(self, dialect: _Dialect) -> URIRef:
        """Return the node that says how a kind of CSV is read."""
        name, delimiter, _ = dialect
        return self._node(
            name,
            CSVW.Dialect,
            (CSVW.delimiter, Literal(delimiter)),
            (CSVW.encoding, Literal("utf-8")),
            (CSVW.header, Literal(True)),
        )

    def _files_of_the_whole(self) -> list[_File]:
        """Return every file that is of no single year or table, what other parts wrote too."""
        period = self._source.period
        books = sorted(book.name for book in self._folder.glob("*.xlsx"))
        files = [
            *(
                _File(path, *titles, _PACKAGE if path == "datapackage.json" else None)
                for path, titles in _OF_THE_WHOLE.items()
            ),
            *(_File(book, f"Arbetsbok {period}", f"Workbook {period}") for book in books),
        ]
        listed = {file.path for year in self._source.years for file in self._files_of(year)}
        listed |= {path(mart) for mart in self._source.tables for path in (csv_path, parquet_path)}
        listed |= {file.path for file in files}
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            if not path.is_file() or name in listed:
                continue
            title = path.stem.replace("_", " ").capitalize()
            is_for_excel = name.startswith(f"{SWEDISH_CSV}/")
            files.append(_for_excel(path, name) if is_for_excel else _File(name, title, title))
        return files

    def _files_of(self, year: int) -> list[_File]:
        """Return the files that hold one year only."""
        cubes = {
            GROUPS: (f"Antal och andel per grupp {year}", f"Counts and shares by group {year}"),
            UNITS: (f"Utfall per enhet {year}", f"Outcomes by unit {year}"),
        }
        if year in person_years(self._source):
            for cube, of, of_en in (
                (PERSONS_OF_GROUPS, "grupp", "group"),
                (PERSONS_OF_UNITS, "enhet", "unit"),
            ):
                cubes[cube] = (
                    f"Antal våldsutsatta personer per {of} {year}, per 10 000 vuxna",
                    f"Persons exposed to violence by {of_en} {year}, per 10 000 adults",
                )
        in_kolada = (
            f"Utfall per kommun {year}, i Koladas form",
            f"Outcomes by municipality {year}, in Kolada's form",
        )
        return [
            *(_File(jsonstat_path(cube, year), *cubes[cube], _JSONSTAT) for cube in cubes),
            _File(kolada_path(year), *in_kolada),
        ]

    def _dated(self, node: URIRef) -> None:
        """Add the day of publication; a draft has none."""
        if self._edition.datum:
            day = Literal(self._edition.datum, datatype=XSD.date)
            self._say(node, (DCTERMS.issued, day), (DCTERMS.modified, day))

    def _name(self, thing: str) -> URIRef:
        return URIRef(self._edition.name_of(thing))

    def _address(self, path: str) -> URIRef:
        return URIRef(self._edition.address_of(path))

    def _both(self, node: URIRef, predicate: URIRef, swedish: str, english: str) -> None:
        self._say(node, (predicate, _swedish(swedish)), (predicate, _english(english)))

    def _described(self, node: URIRef, swedish: str, english: str) -> None:
        """Add a description in both languages, with the warning first while there is one."""
        warning = f"{identity.EXAMPLE_WARNING_EN} " if self._source.marking else ""
        swedish = self._source.described(swedish)
        self._both(node, DCTERMS.description, swedish, warning + english)

    def _node(self, name: str, kind: URIRef, *facts: _Fact) -> URIRef:
        """Return the node of this *name*, of a *kind*, when it is described."""
        node = self._name(name)
        self._say(node, (RDF.type, kind), *facts)
        return node

    def _say(self, node: URIRef, *facts: _Fact) -> None:
        for predicate, value in facts:
            self._graph.add((node, predicate, value))


def _for_excel(path: Path, name: str) -> _File:
    """Return a file for Excel; what is no table beside them says how they are opened."""
    if path.suffix != ".csv":
        return _File(name, "Tabellerna för Excel: hur de öppnas", "How the tables for Excel open")
    return _File(
        name,
        f"{title_of(path.stem)}, för Excel med svenska inställningar",
        f"{title_en_of(path.stem)}, for Excel with Swedish settings",
        dialect=_FOR_EXCEL,
    )


def _swedish(text: str) -> Literal:
    return Literal(text, lang="sv")


def _english(text: str) -> Literal:
    return Literal(text, lang="en")
