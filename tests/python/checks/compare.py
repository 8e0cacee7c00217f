"""Say in sentences how what is differs from what should be."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

MANY = 10


def differences(what: str, expected: Mapping[Any, Any], actual: Mapping[Any, Any]) -> list[str]:
    """Return a sentence for each key whose value differs, or that only one side has."""
    keys = (key for key in {**expected, **actual} if _differs(key, expected, actual))
    return [
        f"{what} {key}: {actual.get(key, 'finns inte')}, väntat {expected.get(key, 'finns inte')}"
        for key in islice(keys, MANY)
    ]


def _differs(key: Any, expected: Mapping[Any, Any], actual: Mapping[Any, Any]) -> bool:
    return key not in expected or key not in actual or expected[key] != actual[key]


def missing_or_extra(what: str, expected: Iterable[Any], actual: Iterable[Any]) -> list[str]:
    """Return a sentence for each thing that is not there exactly once, or should not be there."""
    return differences(what, Counter(set(expected)), Counter(list(actual)))
