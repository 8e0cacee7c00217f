"""Find keys in the project's YAML that dbt would ignore without a word.

On DuckDB dbt 1.x checks no key: a misspelt ``descripton`` or ``data_test`` is simply not read.
"""

from tools.yaml_keys.check import check_project
from tools.yaml_keys.finding import Finding

__all__ = ["Finding", "check_project"]
