"""What describes the open files: the data package, the catalogue, JSON-stat's form, the marking."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pytest
from frictionless import Checklist, Package
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD

from oppna_jamforelser.kolada.collect import KALLA
from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.edition import Edition
from oppna_jamforelser.publish.errors import PublishError
from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.kolada_form import write_kolada_form
from oppna_jamforelser.publish.open_files.readme import README, write_readme
from oppna_jamforelser.publish.open_files.titles import TITLES, TITLES_EN
from oppna_jamforelser.publish.open_files.warehouse import open_source
from oppna_jamforelser.publish.open_files.write import write_open_files
from oppna_jamforelser.publish.swedish_csv import TABLES as SWEDISH_TABLES
from oppna_jamforelser.publish.swedish_csv import write_swedish_csv

SMALL = 1_000_000  # bytes; larger tables are checked row by row in SQL, not by the validator


@pytest.fixture(scope="module")
def package(open_files: Path) -> dict[str, Any]:
    return json.loads((open_files / "datapackage.json").read_text(encoding="utf-8"))


def test_the_validator_accepts_the_package_and_every_table(open_files):
    described = Package.validate_descriptor(str(open_files / "datapackage.json"))
    assert described.valid, described.flatten(["type", "message"])
    package = Package(str(open_files / "datapackage.json"))
    tables = {path.stem for path in (open_files / "csv").iterdir()}
    assert {resource.name for resource in package.resources} == tables
    for resource in package.resources:
        small = resource.bytes < SMALL
        report = resource.validate(
            Checklist(skip_errors=[] if small else ["byte-count", "hash-count"]),
            limit_rows=None if small else 500,
        )
        assert report.valid, report.flatten(["type", "message"])


def test_sizes_and_checksums_of_the_package_are_the_files(open_files, package):
    for resource in package["resources"]:
        content = (open_files / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


SQL_TYPES = {
    "integer": "decimal(38, 0)",
    "number": "decimal(38, 9)",
    "string": "varchar",
    "boolean": "boolean",
    "date": "date",
}


@pytest.fixture(scope="module")
def tables(open_files: Path, package: dict[str, Any]) -> duckdb.DuckDBPyConnection:
    """Load every table as the package alone describes it; a cell of another type is an error."""
    connection = duckdb.connect()
    for resource in package["resources"]:
        columns = {
            field["name"]: SQL_TYPES[field["type"]] for field in resource["schema"]["fields"]
        }
        [missing] = resource["schema"]["missingValues"]  # a text, which version 1 reads too
        path = str(open_files / resource["path"]).replace("'", "''")
        connection.execute(
            f"create table {resource['name']} as from read_csv('{path}', header = true,"
            f" delim = '{resource['dialect']['delimiter']}', nullstr = '{missing}',"
            f" allow_quoted_nulls = false, columns = {columns})"
        )
    return connection


def broken_rules(package: dict[str, Any]) -> list[tuple[str, str]]:
    """Return a query for each rule that the package states, with what it states."""
    queries = []
    for resource in package["resources"]:
        table, schema = resource["name"], resource["schema"]
        for field in schema["fields"]:
            name, rules = field["name"], field.get("constraints", {})
            where = {
                "required": f"{name} is null",
                "minimum": f"{name} < {rules.get('minimum')}",
                "unique": f"{name} in (select {name} from {table} group by 1 having count(*) > 1)",
            }
            queries += [
                (f"{table}.{name} {rule}", f"select count(*) from {table} where {where[rule]}")
                for rule in rules
            ]
            if "categories" in field:
                codes = ", ".join(f"'{category['value']}'" for category in field["categories"])
                queries.append(
                    (
                        f"{table}.{name} categories",
                        f"select count(*) from {table} where {name} not in ({codes})",
                    )
                )
        if "primaryKey" in schema:
            key = ", ".join(schema["primaryKey"])
            queries.append(
                (f"{table} key", f"select count(*) - count(distinct ({key})) from {table}")
            )
        for relation in schema.get("foreignKeys", []):
            target = relation["reference"]
            pairs = list(zip(relation["fields"], target["fields"], strict=True))
            same = " and ".join(f"t.{theirs} = f.{ours}" for ours, theirs in pairs)
            given = " and ".join(f"f.{ours} is not null" for ours, _ in pairs)
            queries.append(
                (
                    f"{table} {relation['fields']} -> {target['resource']}",
                    f"select count(*) from {table} as f where {given}"
                    f" and not exists (from {target['resource']} as t where {same})",
                )
            )
    return queries


def test_every_row_keeps_the_rules_that_the_package_states(package, tables):
    queries = broken_rules(package)
    assert len(queries) > 150
    broken = {
        rule: count for rule, query in queries if (count := tables.execute(query).fetchone()[0])
    }
    assert not broken


def test_every_field_is_described_and_what_is_missing_is_said(package):
    for resource in package["resources"]:
        assert resource["title"] == TITLES[resource["name"]]
        assert TITLES_EN[resource["name"]]
        assert resource["schema"]["missingValues"] == [""]
        assert "orsak_kod" in resource["schema"]["missingValuesDescription"]
        for field in resource["schema"]["fields"]:
            swedish, bar, english = field["description"].partition(" | ")
            if resource["name"] == "kodlista":  # made for the publication: English only
                continue
            assert swedish and bar and english, (resource["name"], field["name"])
            assert field["title"] != field["name"]


def test_the_facts_relate_to_their_dimensions(package):
    [facts] = [r for r in package["resources"] if r["name"] == "fct_gruppvarde"]
    relations = [
        (key["fields"], key["reference"]["resource"]) for key in facts["schema"]["foreignKeys"]
    ]
    assert relations == [
        (["indikator_id"], "dim_indikator"),
        (["gruppindelning", "grupp_kod"], "dim_redovisningsgrupp"),
    ]


LABELS = {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}
STRINGS = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
UNIT = {
    "type": "object",
    "required": ["label", "decimals"],
    "additionalProperties": False,
    "properties": {
        "label": {"type": "string"},
        "symbol": {"type": "string"},
        "position": {"enum": ["start", "end"]},
        "decimals": {"type": "integer"},
    },
}
# What the format asks of a dataset (json-stat.org/format, version 2.0), narrowed to what ours use:
# whatever passes here passes the published schema too.
JSONSTAT = {
    "type": "object",
    "required": ["version", "class", "value", "id", "size", "dimension"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "2.0"},
        "class": {"const": "dataset"},
        "label": {"type": "string"},
        "source": {"type": "string"},
        "updated": {"type": "string", "format": "date"},
        "href": {"type": "string", "pattern": "^https?://"},
        "note": STRINGS,
        "id": STRINGS,
        "size": {"type": "array", "items": {"type": "integer", "minimum": 1}},
        "role": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"time": STRINGS, "geo": STRINGS, "metric": STRINGS},
        },
        "dimension": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["category"],
                "additionalProperties": False,
                "properties": {
                    "label": {"type": "string"},
                    "category": {
                        "type": "object",
                        "required": ["index", "label"],
                        "additionalProperties": False,
                        "properties": {
                            "index": STRINGS,
                            "label": LABELS,
                            "note": {"type": "object", "additionalProperties": STRINGS},
                            "unit": {"type": "object", "additionalProperties": UNIT},
                        },
                    },
                },
            },
        },
        "value": {"type": "array", "items": {"type": ["number", "null"]}},
        "status": {
            "type": "object",
            "propertyNames": {"pattern": "^[0-9]+$"},
            "additionalProperties": {"type": "string"},
        },
        "extension": {"type": "object"},
    },
}


def flipped(status: dict[str, str]) -> dict[str, str]:
    """Return one cell of each status."""
    return {why: number for number, why in status.items()}


def test_every_cube_has_the_form_of_jsonstat_2(open_files):
    paths = sorted((open_files / "jsonstat").iterdir())
    assert len(paths) == 22  # two a survey year, and two a year with counts of persons
    for path in paths:
        document = json.loads(path.read_text(encoding="utf-8"))
        samples = {
            "value": list(dict.fromkeys(document["value"])),
            "status": {number: why for why, number in flipped(document["status"]).items()},
        }
        jsonschema.validate(document | samples, JSONSTAT)
        roles = [name for names in document["role"].values() for name in names]
        assert set(roles) <= set(document["id"]) == set(document["dimension"])
        empty = {str(n) for n, value in enumerate(document["value"]) if value is None}
        assert empty == set(document["status"])
        assert set(document["status"].values()) == set(document["extension"]["status"])


PREFIXES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
# DCAT-AP-SE 3.0.1 (docs.dataportal.se/dcat/3.0.1/sv): by class, the properties that a description
# must have and those that it should have.
MANDATORY = {
    "dcat:Catalog": "dcterms:title dcterms:description dcterms:publisher dcterms:license"
    " dcat:dataset",
    "dcat:Dataset": "dcterms:title dcterms:description dcterms:publisher",
    "dcat:DatasetSeries": "dcterms:title dcterms:description dcterms:publisher",
    "dcat:Distribution": "dcat:accessURL dcterms:format",
    "foaf:Agent": "foaf:name dcterms:type",
    "vcard:Organization": "vcard:fn vcard:hasEmail",
}
RECOMMENDED = {
    "dcat:Catalog": "dcterms:language foaf:homepage dcterms:spatial dcat:themeTaxonomy",
    "dcat:Dataset": "dcat:contactPoint dcat:keyword dcat:theme dcterms:conformsTo dcterms:spatial"
    " dcterms:temporal dcterms:accessRights dcat:distribution",
    "dcat:DatasetSeries": "dcat:contactPoint dcat:keyword dcat:theme dcterms:spatial"
    " dcterms:temporal dcterms:accrualPeriodicity",
    "dcat:Distribution": "dcterms:description dcatap:availability dcterms:license dcat:mediaType",
    "dcterms:PeriodOfTime": "dcat:startDate dcat:endDate",
}
WHERE = "https://oppna.test/publicering/dcat/katalog.ttl"


@pytest.fixture(scope="module")
def catalogue(open_files: Path) -> Graph:
    return Graph().parse(open_files / "dcat/katalog.ttl", publicID=WHERE)


def uri(name: str) -> URIRef:
    prefix, local = name.split(":")
    return URIRef(PREFIXES[prefix] + local)


@pytest.mark.parametrize("level", [MANDATORY, RECOMMENDED], ids=["mandatory", "recommended"])
def test_the_catalogue_has_every_property_of_dcat_ap_se(catalogue, level):
    for kind, properties in level.items():
        nodes = list(catalogue.subjects(RDF.type, uri(kind)))
        assert nodes, kind
        for node in nodes:
            for name in properties.split():
                assert list(catalogue.objects(node, uri(name))), (node, name)


def test_the_texts_of_the_catalogue_say_their_language(catalogue):
    """Swedish, and catalogue, series and datasets in English too."""
    for name in ("dcterms:title", "dcterms:description", "dcat:keyword", "foaf:name", "vcard:fn"):
        texts = list(catalogue.objects(None, uri(name)))
        assert texts
        assert all(isinstance(text, Literal) and text.language in ("sv", "en") for text in texts)
    for kind in ("dcat:Catalog", "dcat:DatasetSeries", "dcat:Dataset", "dcat:Distribution"):
        for node in catalogue.subjects(RDF.type, uri(kind)):
            for name in ("dcterms:title", "dcterms:description"):
                languages = [text.language for text in catalogue.objects(node, uri(name))]
                assert sorted(languages) == ["en", "sv"], (node, name)


def test_yearly_datasets_are_in_the_series_with_their_period(catalogue):
    [series] = catalogue.subjects(RDF.type, uri("dcat:DatasetSeries"))
    periods = []
    for dataset in catalogue.subjects(uri("dcat:inSeries"), series):
        [period] = catalogue.objects(dataset, uri("dcterms:temporal"))
        periods.append(
            tuple(str(catalogue.value(period, uri(f"dcat:{end}Date"))) for end in ("start", "end"))
        )
    assert sorted(periods) == [(f"{year}-02-01",) * 2 for year in range(2016, 2025)]
    [period] = catalogue.objects(series, uri("dcterms:temporal"))
    assert str(catalogue.value(period, uri("dcat:startDate"))) == "2016-02-01"
    assert str(catalogue.value(period, uri("dcat:endDate"))) == "2024-02-01"


def test_every_file_is_a_distribution_with_its_address_size_and_checksum(catalogue, open_files):
    root = WHERE.removesuffix("dcat/katalog.ttl")
    files = {path.relative_to(open_files).as_posix() for path in open_files.rglob("*.*")}
    described = {}
    for node in catalogue.subjects(RDF.type, uri("dcat:Distribution")):
        address = str(catalogue.value(node, uri("dcat:downloadURL")))
        assert address == str(catalogue.value(node, uri("dcat:accessURL")))
        assert list(catalogue.subjects(uri("dcat:distribution"), node)), address
        described[address.removeprefix(root)] = node
    assert set(described) == files | {"manifest.json"}
    # the manifest has the catalogue's checksum, and so the catalogue not the manifest's
    assert not list(catalogue.objects(described.pop("manifest.json"), uri("dcat:byteSize")))
    assert not list(catalogue.objects(described.pop("dcat/katalog.ttl"), uri("dcat:byteSize")))
    spdx = "http://spdx.org/rdf/terms#"
    for path, node in described.items():
        content = (open_files / path).read_bytes()
        assert int(catalogue.value(node, uri("dcat:byteSize"))) == len(content)
        checksum = catalogue.value(node, URIRef(f"{spdx}checksum"))
        digest = catalogue.value(checksum, URIRef(f"{spdx}checksumValue"))
        assert str(digest) == hashlib.sha256(content).hexdigest()


def test_the_two_kinds_of_csv_say_how_they_are_read(lager, tmp_path):
    """Delimiter, header and encoding are told apart, for people and for programs."""
    write_swedish_csv(lager, 2017, tmp_path)
    write_open_files(lager, 2017, tmp_path)
    graph = Graph().parse(tmp_path / "dcat/katalog.ttl", publicID=WHERE)
    csvw = "http://www.w3.org/ns/csvw#"
    said: dict[str, list[str]] = {}
    for node in graph.subjects(RDF.type, uri("dcat:Distribution")):
        path = str(graph.value(node, uri("dcat:downloadURL")))
        if path.endswith(".csv"):
            name = path.split("/publicering/")[1]
            texts = {t.language: str(t) for t in graph.objects(node, uri("dcterms:description"))}
            delimiter = graph.value(
                graph.value(node, URIRef(f"{csvw}dialect")), URIRef(f"{csvw}delimiter")
            )
            with (tmp_path / name).open(encoding="utf-8") as file:
                header = file.readline()
            if "," in header or ";" in header:
                assert str(delimiter) in header, name
            assert header.startswith("\ufeff") == ("byteordningsmärke" in texts["sv"]), name
            word = {",": "Komma mellan", ";": "Semikolon mellan"}[str(delimiter)]
            assert word in texts["sv"], name
            said.setdefault(name.split("/")[0], []).append(str(delimiter))
    assert {folder: set(found) for folder, found in said.items()} == {
        "csv": {","},
        "csv-svensk": {";"},
    }
    assert len(said["csv-svensk"]) == len(SWEDISH_TABLES)


def test_every_format_says_that_the_data_are_examples(open_files, package, catalogue):
    warning = "Syntetiska exempeldata"
    assert package["markning"] == warning.lower()
    assert all(warning in part["description"] for part in (package, *package["resources"]))
    assert warning in (open_files / README).read_text(encoding="utf-8")
    for path in (open_files / "jsonstat").iterdir():
        document = json.loads(path.read_text(encoding="utf-8"))
        assert document["extension"]["markning"] == warning.lower()
        assert warning in document["note"][0]
    for path in (open_files / "kolada").iterdir():
        document = json.loads(path.read_text(encoding="utf-8"))
        assert document["markning"] == warning.lower()
        assert document["ursprung"].startswith(warning)
    warnings = {"sv": warning, "en": identity.EXAMPLE_WARNING_EN}
    for text in catalogue.objects(None, uri("dcterms:description")):
        assert warnings[text.language] in text


EDITION = Edition(
    utgivare="Region Exempel",
    utgivare_en="The Exempel region",
    kontakt="Statistiken",
    kontakt_epost="statistik@exempel.test",
    licens="CC-BY-4.0",
    licens_titel="CC BY 4.0",
    licens_adress="https://creativecommons.org/licenses/by/4.0/",
    bas_adress="https://data.exempel.test/oj/",
    datum="2018-06-01",
    mapp="2017 slutlig",
)


def test_an_edition_gives_publisher_licence_day_and_absolute_addresses(lager, tmp_path):
    write_open_files(lager, 2017, tmp_path, EDITION)
    place = "https://data.exempel.test/oj/2017%20slutlig/"
    graph = Graph().parse(tmp_path / "dcat/katalog.ttl", publicID="https://annan.test/x/")
    day = Literal("2018-06-01", datatype=XSD.date)
    for kind in ("dcat:Catalog", "dcat:DatasetSeries", "dcat:Dataset", "dcat:Distribution"):
        nodes = set(graph.subjects(RDF.type, uri(kind)))
        assert nodes
        for node in nodes:
            assert str(node).startswith("https://data.exempel.test/oj/id/")
            for term in ("dcterms:issued", "dcterms:modified"):
                assert list(graph.objects(node, uri(term))) == [day], node
    for node in graph.subjects(RDF.type, uri("dcat:Distribution")):
        path = str(graph.value(node, uri("dcat:downloadURL"))).removeprefix(place)
        assert path == "manifest.json" or (tmp_path / path).is_file()
        assert str(graph.value(node, uri("dcterms:license"))) == EDITION.licens_adress
    names = {str(name) for name in graph.objects(None, uri("foaf:name"))}
    assert names == {"Region Exempel", "The Exempel region"}
    cube = json.loads((tmp_path / "jsonstat/gruppvarde_2016.json").read_text(encoding="utf-8"))
    assert cube["href"] == f"{place}jsonstat/gruppvarde_2016.json"
    assert (cube["updated"], cube["source"]) == ("2018-06-01", "Region Exempel")
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    assert package["created"] == "2018-06-01T00:00:00Z"
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    kpis = json.loads((tmp_path / "kolada/kpi.json").read_text(encoding="utf-8"))["values"]
    assert {kpi["publication_date"] for kpi in kpis} == {"2018-06-01"}
    assert {kpi["auspice"] for kpi in kpis} == {"Region Exempel"}
    assert any(kpi["definition"] for kpi in kpis)
    assert "Region Exempel" in (tmp_path / README).read_text(encoding="utf-8")


def test_a_draft_has_no_day_and_addresses_from_the_catalogue(open_files, catalogue):
    assert not list(catalogue.objects(None, uri("dcterms:issued")))
    cube = json.loads((open_files / "jsonstat/gruppvarde_2024.json").read_text(encoding="utf-8"))
    assert not {"updated", "href"} & set(cube)


def test_each_table_is_a_dataset_with_its_formats(catalogue, open_files):
    tables = {path.stem for path in (open_files / "csv").iterdir()}
    found = {}
    for dataset in catalogue.subjects(RDF.type, uri("dcat:Dataset")):
        addresses = [
            str(catalogue.value(node, uri("dcat:downloadURL"))).rpartition("/")[2]
            for node in catalogue.objects(dataset, uri("dcat:distribution"))
        ]
        if str(dataset).rpartition(":")[2] in tables:
            found[str(dataset).rpartition(":")[2]] = sorted(addresses)
    assert found == {name: [f"{name}.csv", f"{name}.parquet"] for name in tables}


def test_no_format_names_kolada_as_the_source(open_files):
    for path in open_files.rglob("*.*"):
        if path.suffix != ".parquet":
            assert KALLA.rstrip(".") not in path.read_text(encoding="utf-8"), path


def test_real_answers_carry_no_warning(lager, tmp_path):
    source = replace(open_source(lager, 2024), marking=None, years=(2024,))
    write_readme(source, tmp_path)
    write_kolada_form(source, tmp_path)
    for path in (
        tmp_path / README,
        tmp_path / "kolada/kpi.json",
        tmp_path / "kolada/data_2024.json",
    ):
        text = path.read_text(encoding="utf-8").lower()
        assert "syntetisk" not in text
        assert "markning" not in text


def test_an_earlier_year_holds_nothing_of_later_years(lager, tmp_path):
    (tmp_path / "bok.xlsx").write_bytes(b"arbetsbok")
    write_open_files(lager, 2017, tmp_path)
    catalogue = Graph().parse(tmp_path / "dcat/katalog.ttl", publicID=WHERE)
    size = Literal("9", datatype=XSD.nonNegativeInteger)
    [book] = catalogue.subjects(uri("dcat:byteSize"), size)
    assert str(catalogue.value(book, uri("dcat:downloadURL"))).endswith("/bok.xlsx")
    assert list(catalogue.subjects(uri("dcat:distribution"), book))
    assert {path.stem[-4:] for path in (tmp_path / "jsonstat").iterdir()} == {"2016", "2017"}
    with duckdb.connect() as connection:
        for path in sorted((tmp_path / "parquet").iterdir()):
            read = f"read_parquet('{path}')"
            names = [row[0] for row in connection.execute(f"describe from {read}").fetchall()]
            for name in {"matar", "till_matar", "regel_matar"} & set(names):
                latest = connection.execute(f"select max({name}) from {read}").fetchone()[0]
                assert latest is None or latest <= 2017, (path.name, name)
        [(rows,)] = connection.execute(
            f"select count(*) from read_parquet('{tmp_path}/parquet/fct_gruppvarde.parquet')"
        ).fetchall()
    assert rows == 2 * 2440


def test_a_year_without_results_is_an_error_in_one_line(built_database, tmp_path):
    with (
        duckdb.connect(str(built_database), read_only=True) as connection,
        pytest.raises(PublishError, match=r"mätår 1999 finns inte i lagret \(finns: .*2024\)"),
    ):
        write_open_files(connection, 1999, tmp_path)
    assert not list(tmp_path.iterdir())


PUBLISH_ELSEWHERE = """
import sys, duckdb
from pathlib import Path
from oppna_jamforelser.publish.open_files import identity
from oppna_jamforelser.publish.open_files.write import write_open_files
with duckdb.connect(sys.argv[1], read_only=True, config={"threads": 8}) as connection:
    write_open_files(connection, 2024, Path(sys.argv[2]))
"""


def test_threads_time_zone_locale_and_folder_change_no_byte(built_database, open_files, tmp_path):
    folder = tmp_path / "en annan mapp"
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", PUBLISH_ELSEWHERE, str(built_database), str(folder)],
        check=True,
        cwd=project_root(),
        env=os.environ | {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
    )
    one, other = (
        {
            path.relative_to(root): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in root.rglob("*.*")
        }
        for root in (open_files, folder)
    )
    assert one == other
