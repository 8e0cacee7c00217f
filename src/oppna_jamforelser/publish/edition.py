"""Who publishes, where and on what day: what of a publication is no result.

The words come from ``publicering.yml`` in the project's root, or from the file that
``oj publish --installningar`` names. Without one, what stands here are placeholders, which a final
publication does not accept.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import yaml

from oppna_jamforelser.project import project_root
from oppna_jamforelser.publish.errors import PublishError

NAME = "publicering.yml"
_DAY = ("datum", "mapp")  # of the publication, not of its publisher


@dataclass(frozen=True)
class Edition:
    """One publication's publisher, contact, licence, address and day (*datum*; a draft has none).

    *bas_adress*: where the folder of publications is served; *mapp*: the folder there.
    """

    utgivare: str = "Projektet Öppna jämförelser – våld i nära relationer (öppet datalager)"
    utgivare_en: str = "The project Open comparisons: violence in close relationships"
    utgivare_typ: str = "http://purl.org/adms/publishertype/NonProfitOrganisation"
    kontakt: str = "Projektets redaktion"
    # .invalid is reserved and never delivered: no address is better than somebody else's
    kontakt_epost: str = "redaktion@oppna-jamforelser.invalid"
    licens: str = "CC0-1.0"
    licens_titel: str = "CC0 1.0 Universell"
    licens_adress: str = "http://creativecommons.org/publicdomain/zero/1.0/"
    bas_adress: str = ""
    datum: str | None = None
    mapp: str = ""

    @property
    def address(self) -> str:
        """Return where the publication's folder is served; empty when nobody has said where."""
        return f"{self.bas_adress}{quote(self.mapp)}/" if self.bas_adress else ""

    def address_of(self, path: str) -> str:
        """Return the address of a file, seen from the catalogue while the place is not known."""
        return f"{self.address or '../'}{path}"

    def name_of(self, thing: str) -> str:
        """Return the name of a thing (a dataset, a series): the same in every publication."""
        return f"{self.bas_adress}id/{thing}" if self.bas_adress else f"{_URN}{thing}"

    def missing(self) -> list[str]:
        """Return what is a placeholder still."""
        return [
            field.name
            for field in fields(self)
            if field.name not in _DAY
            and (
                getattr(self, field.name) in ("", _PLACEHOLDER.get(field.name))
                or ".invalid" in getattr(self, field.name)
            )
        ]


_URN = "urn:oppna-jamforelser:vinr:"
# the licence may well be the one that is proposed; a publisher nobody named is none
_PLACEHOLDER: Mapping[str, str] = {
    field.name: getattr(Edition, field.name)
    for field in fields(Edition)
    if field.name in ("utgivare", "utgivare_en", "kontakt", "kontakt_epost")
}


def read_edition(path: Path | None, mapp: str, datum: str | None) -> Edition:
    """Return the edition of the publication *mapp*; *path*: settings other than the project's."""
    edition = Edition(mapp=mapp, datum=datum)
    place = path or project_root() / NAME
    if not place.is_file():
        if path:
            raise PublishError(f"inställningarna {path} finns inte.")
        return edition
    names = [field.name for field in fields(Edition) if field.name not in _DAY]
    try:
        given = yaml.safe_load(place.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PublishError(f"{place} kan inte läsas som YAML.") from error
    if not isinstance(given, dict):
        raise PublishError(f"{place} ska ha rader av formen nyckel: värde.")
    for key, value in given.items():
        if key not in names:
            raise PublishError(f"{place}: {key} är okänd. Nycklarna är {', '.join(names)}.")
        if not isinstance(value, str):
            raise PublishError(f"{place}: {key} ska vara en text.")
        if value and key.endswith("_adress") and urlsplit(value).scheme not in ("http", "https"):
            raise PublishError(f"{place}: {key} ska börja med https://.")
    edition = replace(edition, **{key: value.strip() for key, value in given.items()})
    if edition.bas_adress and not edition.bas_adress.endswith("/"):
        edition = replace(edition, bas_adress=f"{edition.bas_adress}/")
    return edition


def check_final(edition: Edition, tillstand: str) -> None:
    """Refuse placeholders in a publication that is not preliminary."""
    if tillstand != "preliminar" and (missing := edition.missing()):
        raise PublishError(
            f"en {tillstand} publikation har inga platshållare: ange {', '.join(missing)} i "
            f"{NAME} (docs/publicering.md)."
        )
