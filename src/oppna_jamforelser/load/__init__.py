"""What the models read from files, copied into PostgreSQL: for ``dbt build --target postgres``."""

from oppna_jamforelser.load.copy_sources import load_sources

__all__ = ["load_sources"]
