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
_JSON, _CSV, _PARQUET = "application/json", "text/csv", "application/vnd.apache.parquet"
_TYPES = {
    ".css": "text/css",
    ".csv": _CSV,
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": _JSON,
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
}
_BYTES = "application/octet-stream"
_RFC4180 = "https://www.rfc-editor.org/rfc/rfc4180"
_IANA = "https://www.iana.org/assignments/media-types/"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    media_type: str
    conforms_to: str | None = None
    dialect: _Dialect | None = None


def write_catalogue(source: Source, folder: Path) -> None:
    """Write ``dcat/katalog.ttl`` below *folder*, which holds the files already.

    A workbook in *folder* is one of them: it is written before the open files.
    """
    (folder / "dcat").mkdir()
    text = _Catalogue(source, folder).build().serialize(format="turtle")
    (folder / "dcat/katalog.ttl").write_text(text, encoding="utf-8", newline="\n")


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
        self._series = self._name("serie")
        self._publisher = self._name("utgivare")
        self._contact = self._name("kontakt")

    def build(self) -> Graph:
        """Return the whole graph."""
        years = self._source.years
        self._agents()
        self._describe_catalogue()
        self._add(self._series, RDF.type, DCAT.DatasetSeries)
        self._common(
            self._series,
            (identity.TITLE, identity.TITLE_EN),
            (
                "Årliga resultat: utfall per redovisningsenhet, antal och andelar per grupp.",
                "Yearly results: outcomes by reporting unit, counts and shares by group.",
            ),
            years,
        )
        self._add(self._catalogue, DCAT.dataset, self._series)
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
            self._add(dataset, DCAT.inSeries, self._series)
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
                    _File(csv_path(mart), title, title_en, _CSV, _RFC4180, _FOR_MACHINES),
                    _File(parquet_path(mart), title, title_en, _PARQUET),
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

    def _agents(self) -> None:
        self._add(self._publisher, RDF.type, FOAF.Agent)
        self._add(self._publisher, FOAF.name, _swedish(self._edition.utgivare))
        english = Literal(self._edition.utgivare_en, lang="en")
        self._add(self._publisher, FOAF.name, english)
        self._add(self._publisher, DCTERMS.type, URIRef(self._edition.utgivare_typ))
        self._add(self._contact, RDF.type, VCARD.Organization)
        self._add(self._contact, VCARD.fn, _swedish(self._edition.kontakt))
        self._add(self._contact, VCARD.hasEmail, URIRef(f"mailto:{self._edition.kontakt_epost}"))

    def _describe_catalogue(self) -> None:
        catalogue = self._catalogue
        text = "Öppna filer ur en publicering av öppna jämförelser om våld i nära relationer."
        self._add(catalogue, RDF.type, DCAT.Catalog)
        self._dated(catalogue)
        self._both(catalogue, DCTERMS.title, f"{identity.TITLE}, öppna data", identity.TITLE_EN)
        english = "Open files of a publication of open comparisons of work against violence."
        self._described(catalogue, text, english)
        self._add(catalogue, DCTERMS.publisher, self._publisher)
        self._add(catalogue, DCTERMS.license, _METADATA_LICENCE)
        self._add(catalogue, DCTERMS.language, _AUTHORITY["language/SWE"])
        self._add(catalogue, DCTERMS.spatial, _SWEDEN)
        self._add(catalogue, DCAT.themeTaxonomy, _AUTHORITY["data-theme"])
        self._add(catalogue, FOAF.homepage, self._address(README))

    def _dataset(
        self,
        name: str,
        title: tuple[str, str],
        text: tuple[str, str],
        years: tuple[int, ...],
        files: list[_File],
    ) -> URIRef:
        dataset = self._name(name)
        self._add(dataset, RDF.type, DCAT.Dataset)
        self._common(dataset, title, text, years)
        self._add(dataset, DCTERMS.identifier, Literal(dataset))
        self._add(dataset, DCTERMS.language, _AUTHORITY["language/SWE"])
        self._add(dataset, DCTERMS.accessRights, _AUTHORITY["access-right/PUBLIC"])
        self._add(dataset, DCAT.temporalResolution, Literal("P1Y", datatype=XSD.duration))
        provenance = self._name("ursprung")
        self._add(provenance, RDF.type, DCTERMS.ProvenanceStatement)
        origin = f"{identity.ORIGIN} {self._source.evidence_text}"
        self._described(provenance, origin, identity.ORIGIN_EN)
        self._add(dataset, DCTERMS.provenance, provenance)
        self._add(self._catalogue, DCAT.dataset, dataset)
        for file in files:
            self._add(dataset, DCAT.distribution, self._distribution(file))
            if file.conforms_to:
                self._add(dataset, DCTERMS.conformsTo, URIRef(file.conforms_to))
        return dataset

    def _common(
        self, node: URIRef, title: tuple[str, str], text: tuple[str, str], years: tuple[int, ...]
    ) -> None:
        """Add what a series and a dataset share."""
        self._dated(node)
        self._both(node, DCTERMS.title, *title)
        self._described(node, *text)
        self._add(node, DCTERMS.publisher, self._publisher)
        self._add(node, DCAT.contactPoint, self._contact)
        for keyword in identity.KEYWORDS:
            self._add(node, DCAT.keyword, _swedish(keyword))
        for keyword in identity.KEYWORDS_EN:
            self._add(node, DCAT.keyword, Literal(keyword, lang="en"))
        for theme in _THEMES:
            self._add(node, DCAT.theme, _AUTHORITY[f"data-theme/{theme}"])
        self._add(node, DCTERMS.spatial, _SWEDEN)
        self._add(node, DCTERMS.temporal, self._period(years))
        self._add(node, DCTERMS.accrualPeriodicity, _AUTHORITY["frequency/ANNUAL"])

    def _period(self, years: tuple[int, ...]) -> URIRef:
        """Return the period from the first measurement date to the last."""
        first, last = years[0], years[-1]
        period = self._name(f"period:{first}-{last}")
        self._add(period, RDF.type, DCTERMS.PeriodOfTime)
        for term, year in ((DCAT.startDate, first), (DCAT.endDate, last)):
            self._add(period, term, Literal(self._source.measured[year], datatype=XSD.date))
        return period

    def _distribution(self, file: _File) -> URIRef:
        path = self._folder / file.path
        node = self._name(f"fil:{file.path}")
        self._add(node, RDF.type, DCAT.Distribution)
        kind = path.suffix[1:]
        self._both(node, DCTERMS.title, f"{file.title} ({kind})", f"{file.title_en} ({kind})")
        says = file.dialect[2] if file.dialect else ("", "")
        self._described(
            node, f"{file.title}. {says[0]}".rstrip(), f"{file.title_en}. {says[1]}".rstrip()
        )
        if file.dialect:
            self._add(node, CSVW.dialect, self._dialect(file.dialect))
        self._dated(node)
        self._add(node, DCAT.accessURL, self._address(file.path))
        self._add(node, DCAT.downloadURL, self._address(file.path))
        # a text by the Swedish profile; DCAT-AP's own property has the register's address
        self._add(node, DCTERMS["format"], Literal(file.media_type))
        self._add(node, DCAT.mediaType, URIRef(_IANA + file.media_type))
        self._add(node, DCTERMS.license, URIRef(self._edition.licens_adress))
        self._add(node, DCTERMS.language, _AUTHORITY["language/SWE"])
        self._add(node, DCATAP.availability, _AUTHORITY["planned-availability/STABLE"])
        if not path.is_file():  # the catalogue itself, and the manifest, which has its checksum
            return node
        size = Literal(str(path.stat().st_size), datatype=XSD.nonNegativeInteger)
        self._add(node, DCAT.byteSize, size)
        checksum = self._name(f"kontrollsumma:{file.path}")
        self._add(node, SPDX.checksum, checksum)
        self._add(checksum, RDF.type, SPDX.Checksum)
        self._add(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
        digest = Literal(sha256_of(path), datatype=XSD.hexBinary)
        self._add(checksum, SPDX.checksumValue, digest)
        if file.conforms_to:
            self._add(node, DCTERMS.conformsTo, URIRef(file.conforms_to))
        return node

    def _dialect(self, dialect: _Dialect) -> URIRef:
        """Return the node that says how a kind of CSV is read."""
        name, delimiter, _ = dialect
        node = self._name(name)
        self._add(node, RDF.type, CSVW.Dialect)
        self._add(node, CSVW.delimiter, Literal(delimiter))
        self._add(node, CSVW.encoding, Literal("utf-8"))
        self._add(node, CSVW.header, Literal(True))
        return node

    def _files_of_the_whole(self) -> list[_File]:
        """Return every file that is of no single year or table, what other parts wrote too."""
        files = [
            _File(README, "Läs mig: vad filerna är", "Read me: what the files are", "text/plain"),
            _File(
                "manifest.json",
                "Manifest: ursprung, versioner och kontrollsummor",
                "Manifest: origin, versions and checksums",
                _JSON,
            ),
            _File("dcat/katalog.ttl", "Den här katalogen", "This catalogue", "text/turtle"),
            _File(
                "datapackage.json",
                "Beskrivning av CSV-filerna",
                "Description of the CSV files",
                _JSON,
                "https://datapackage.org/standard/data-package/",
            ),
            *(
                _File(
                    book.name,
                    f"Arbetsbok {self._source.period}",
                    f"Workbook {self._source.period}",
                    _XLSX,
                )
                for book in sorted(self._folder.glob("*.xlsx"))
            ),
            _File("kolada/kpi.json", "Nyckeltal i Koladas form", "KPIs in Kolada's form", _JSON),
            _File(
                "kolada/municipality.json",
                "Kommuner i Koladas form",
                "Municipalities in Kolada's form",
                _JSON,
            ),
        ]
        listed = {file.path for year in self._source.years for file in self._files_of(year)}
        listed |= {path(mart) for mart in self._source.tables for path in (csv_path, parquet_path)}
        listed |= {file.path for file in files}
        for path in sorted(self._folder.rglob("*")):
            name = path.relative_to(self._folder).as_posix()
            if path.is_file() and name not in listed and name.startswith(f"{SWEDISH_CSV}/"):
                files.append(_swedish_table(name, path.stem, path.suffix))
            elif path.is_file() and name not in listed:
                title = path.stem.replace("_", " ").capitalize()
                files.append(_File(name, title, title, _TYPES.get(path.suffix, _BYTES)))
        return files

    def _files_of(self, year: int) -> list[_File]:
        """Return the files that hold one year only."""
        has_persons = year in person_years(self._source)
        return [*_files_of_year(year), *(_files_of_persons(year) if has_persons else [])]

    def _dated(self, node: URIRef) -> None:
        """Add the day of publication; a draft has none."""
        if self._edition.datum:
            day = Literal(self._edition.datum, datatype=XSD.date)
            self._add(node, DCTERMS.issued, day)
            self._add(node, DCTERMS.modified, day)

    def _name(self, thing: str) -> URIRef:
        return URIRef(self._edition.name_of(thing))

    def _address(self, path: str) -> URIRef:
        return URIRef(self._edition.address_of(path))

    def _both(self, node: URIRef, predicate: URIRef, swedish: str, english: str) -> None:
        self._add(node, predicate, _swedish(swedish))
        self._add(node, predicate, Literal(english, lang="en"))

    def _described(self, node: URIRef, swedish: str, english: str) -> None:
        """Add a description in both languages, with the warning first while there is one."""
        warning = f"{identity.EXAMPLE_WARNING_EN} " if self._source.marking else ""
        swedish = self._source.described(swedish)
        self._both(node, DCTERMS.description, swedish, warning + english)

    def _add(self, subject: URIRef, predicate: URIRef, value: URIRef | Literal) -> None:
        self._graph.add((subject, predicate, value))


def _files_of_year(year: int) -> list[_File]:
    standard = "https://json-stat.org/format/"
    return [
        _File(
            jsonstat_path(GROUPS, year),
            f"Antal och andel per grupp {year}",
            f"Counts and shares by group {year}",
            _JSON,
            standard,
        ),
        _File(
            jsonstat_path(UNITS, year),
            f"Utfall per enhet {year}",
            f"Outcomes by unit {year}",
            _JSON,
            standard,
        ),
        _File(
            kolada_path(year),
            f"Utfall per kommun {year}, i Koladas form",
            f"Outcomes by municipality {year}, in Kolada's form",
            _JSON,
        ),
    ]


def _files_of_persons(year: int) -> list[_File]:
    standard = "https://json-stat.org/format/"
    return [
        _File(
            jsonstat_path(PERSONS_OF_GROUPS, year),
            f"Antal våldsutsatta personer per grupp {year}, per 10 000 vuxna",
            f"Persons exposed to violence by group {year}, per 10 000 adults",
            _JSON,
            standard,
        ),
        _File(
            jsonstat_path(PERSONS_OF_UNITS, year),
            f"Antal våldsutsatta personer per enhet {year}, per 10 000 vuxna",
            f"Persons exposed to violence by unit {year}, per 10 000 adults",
            _JSON,
            standard,
        ),
    ]


def _swedish_table(name: str, table: str, suffix: str) -> _File:
    """Return a file for Excel; what is no table beside them says how they are opened."""
    if suffix != ".csv":
        title, title_en = "Tabellerna för Excel: hur de öppnas", "How the tables for Excel open"
        return _File(name, title, title_en, _TYPES.get(suffix, _BYTES))
    return _File(
        name,
        f"{title_of(table)}, för Excel med svenska inställningar",
        f"{title_en_of(table)}, for Excel with Swedish settings",
        _CSV,
        dialect=_FOR_EXCEL,
    )


def _swedish(text: str) -> Literal:
    return Literal(text, lang="sv")
