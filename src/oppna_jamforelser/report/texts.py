"""The report's words in Swedish and English; what the warehouse names comes in both from there."""

from functools import cache
from importlib.resources import files

import yaml

from oppna_jamforelser import swedish

LANGUAGES = ("sv", "en")


class Texts:
    """The words of one language: ``t("key")``, with what its braces stand for as keywords."""

    def __init__(self, language: str) -> None:
        """Choose a language, one of LANGUAGES."""
        self.language = language
        self._texts: dict[str, str] = {key: row[language] for key, row in read_texts().items()}

    def __call__(self, key: str, **values: object) -> str:
        """Return a text; KeyError when there is none, so that no report goes out without words."""
        return self._texts[key].format(**values)

    def has(self, key: str) -> bool:
        """Say whether there is such a text."""
        return key in self._texts

    def column(self, name: str) -> str:
        """Return the SQL of a label in this language: the Swedish one where it has no English."""
        if self.language == "sv":
            return name
        return f"coalesce({name}_en, {name})"

    @property
    def indicator_name(self) -> str:
        """Return the SQL of an indicator's short name; in English it has one name only."""
        if self.language == "sv":
            return "indikator.kortnamn"
        return "coalesce(indikator.namn_en, indikator.kortnamn)"

    def percent(self, value: object) -> str:
        """Return a percentage as the language writes it."""
        return f"{value}%" if self.language == "en" else swedish.percent(value)

    def number(self, value: object) -> str:
        """Return a number as the language writes it; no line breaks within it."""
        return f"{value:,}" if self.language == "en" else swedish.number(value)

    def units(self, count: int) -> str:
        """Return a number of units in words."""
        return self("unit" if count == 1 else "units", n=count)

    def listed(self, names: list[str] | tuple[str, ...]) -> str:
        """Return names as a sentence holds them: a, b and c."""
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self('and')} {names[-1]}"


@cache
def read_texts() -> dict[str, dict[str, str]]:
    """Return every text by key, in each language."""
    path = files("oppna_jamforelser.report").joinpath("texts.yml")
    texts: dict[str, dict[str, str]] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return texts
