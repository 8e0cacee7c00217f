"""SHACL: the catalogue held to the shapes of DCAT-AP 3.0.1, as ``dcat_ap.ttl`` has them."""

from pathlib import Path

from tools.clients.client import Client

SHAPES = Path(__file__).with_name("dcat_ap.ttl")
# What our catalogue names and others' registers describe (languages, themes, licences, …) is given
# its class and a label beside the catalogue, as validators do that know the registers.
_PROGRAM = """
from collections import Counter
from pyshacl import validate
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS as DC, FOAF, RDF, RDFS, SKOS
DCAT = Namespace("http://www.w3.org/ns/dcat#")
R5R = Namespace("http://data.europa.eu/r5r/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
data = Graph().parse(f"{place}/dcat/katalog.ttl", publicID="https://exempel.test/p/dcat/k.ttl")
known = Graph()
for term, kind in {DC.language: DC.LinguisticSystem, DC.spatial: DC.Location,
        DC.license: DC.LicenseDocument, DC.accessRights: DC.RightsStatement,
        DC.accrualPeriodicity: DC.Frequency, DC.conformsTo: DC.Standard,
        DCAT.mediaType: DC.MediaType, DCAT.theme: SKOS.Concept, R5R.availability: SKOS.Concept,
        DC.type: SKOS.Concept, FOAF.homepage: FOAF.Document,
        DCAT.themeTaxonomy: SKOS.ConceptScheme,
        SPDX.algorithm: SPDX.ChecksumAlgorithm}.items():
    for thing in set(data.objects(None, term)):
        if isinstance(thing, URIRef) and (thing, RDF.type, None) not in data:
            known.add((thing, RDF.type, kind))
            label = DC.title if kind == SKOS.ConceptScheme else SKOS.prefLabel
            known.add((thing, label, Literal(str(thing))))
known.add((VCARD.Organization, RDFS.subClassOf, VCARD.Kind))
known.add((DCAT.DatasetSeries, RDFS.subClassOf, DCAT.Dataset))
_, report, _ = validate(data + known, shacl_graph=Graph().parse(shapes))
found = Counter((str(report.value(one, SH.resultPath)).split("/")[-1],
    str(report.value(one, SH.sourceConstraintComponent)).split("#")[-1])
    for one in report.subjects(RDF.type, SH.ValidationResult))
# DCAT-AP-SE wants a text there and nothing else: the two profiles cannot both be had
swedish = {key: found.pop(key) for key in list(found) if key[0] == "format"}
if found:
    raise SystemExit(f"{dict(found)}")
nodes = len({s for s in data.subjects(RDF.type, None)})
print(f"valid\\t{nodes} nodes; dcterms:format is a text, as DCAT-AP-SE wants it, in "
    f"{max(swedish.values(), default=0)}")
"""

CATALOGUE = (
    Client(
        "pyshacl, DCAT-AP 3.0.1",
        "DCAT",
        "python",
        ("pyshacl",),
        f"shapes = {str(SHAPES)!r}\n{_PROGRAM}",
    ),
)
