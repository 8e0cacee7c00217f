"""Run every check over the YAML files of a dbt project."""

from collections.abc import Iterable
from pathlib import Path

import yaml
from dbt.jsonschemas.jsonschemas import project_schema, resources_schema

from tools.yaml_keys.finding import Finding
from tools.yaml_keys.generic_tests import check_tests, read_signatures
from tools.yaml_keys.nodes import read_document
from tools.yaml_keys.project_file import check_flags, check_folders
from tools.yaml_keys.schema import check_keys
from tools.yaml_keys.seeds import check_seeds

_PROJECT_FILE = Path("dbt_project.yml")
_DEFAULT_FOLDERS = {
    "model-paths": ["models"],
    "seed-paths": ["seeds"],
    "macro-paths": ["macros"],
    "test-paths": ["tests"],
    "analysis-paths": ["analyses"],
    "snapshot-paths": ["snapshots"],
}


def check_project(root: Path) -> list[Finding]:
    """Return the findings in dbt_project.yml and every property file of the project at *root*."""
    project = yaml.safe_load((root / _PROJECT_FILE).read_text(encoding="utf-8"))
    folders = {
        key: [root / folder for folder in project.get(key, default)]
        for key, default in _DEFAULT_FOLDERS.items()
    }
    findings = _check_project_file(root, folders)
    signatures = read_signatures(root)
    for file in _property_files(folders.values()):
        document = read_document(file)
        if document is not None:
            path = file.relative_to(root)
            findings += check_keys(path, document, resources_schema())
            findings += check_tests(path, document, signatures)
            findings += check_seeds(path, document, file.parent)
    return findings


def _check_project_file(root: Path, folders: dict[str, list[Path]]) -> list[Finding]:
    document = read_document(root / _PROJECT_FILE)
    return [
        *check_keys(_PROJECT_FILE, document, project_schema()),
        *check_flags(_PROJECT_FILE, document),
        *check_folders(_PROJECT_FILE, document, folders),
    ]


def _property_files(folders: Iterable[list[Path]]) -> list[Path]:
    """Return the YAML files of the folders, each once."""
    found = {path for group in folders for folder in group for path in folder.rglob("*.y*ml")}
    return sorted(found)
