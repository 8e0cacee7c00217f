"""Great Expectations: one checkpoint a suite, in a context that leaves nothing but Data Docs."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from oppna_jamforelser.gate.offline import make_offline
from oppna_jamforelser.gate.result import SHOWN, Failure, failure_of
from oppna_jamforelser.gate.suite import Suite

os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the library is imported

if TYPE_CHECKING:
    import great_expectations as gx
    import pandas as pd

SITE = "data_docs"


def validate(
    tables: Iterable[tuple[Suite, "pd.DataFrame"]], data_docs: Path | None
) -> list[Failure]:
    """Return what does not hold in *tables*; write Data Docs to the folder *data_docs*, anew."""
    import great_expectations as gx  # takes seconds: nothing else of the package waits for it

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    context.delete_data_docs_site("local_site")
    if data_docs:
        shutil.rmtree(data_docs, ignore_errors=True)
        context.add_data_docs_site(SITE, _site(data_docs))
    source = context.data_sources.add_pandas("marts")
    failures = []
    for suite, table in tables:
        batch = source.add_dataframe_asset(suite.name).add_batch_definition_whole_dataframe("alla")
        checkpoint = _checkpoint(context, suite, batch)
        outcome = checkpoint.run(batch_parameters={"dataframe": table})
        failures += [
            failure_of(suite.name, result.to_json_dict())
            for run in outcome.run_results.values()
            for result in run.results
            if not result.success
        ]
    if data_docs:
        context.build_data_docs()
        make_offline(data_docs, failures)
    return failures


def _checkpoint(
    context: "gx.data_context.EphemeralDataContext",
    suite: Suite,
    batch: "gx.core.batch_definition.BatchDefinition",
) -> "gx.Checkpoint":
    import great_expectations as gx

    definition = gx.ValidationDefinition(
        name=suite.name,
        data=batch,
        suite=context.suites.add(
            gx.ExpectationSuite(
                name=suite.name, expectations=[dict(one) for one in suite.expectations]
            )
        ),
    )
    return gx.Checkpoint(
        name=suite.name,
        validation_definitions=[context.validation_definitions.add(definition)],
        result_format={
            "result_format": "SUMMARY",
            "partial_unexpected_count": SHOWN,
            "unexpected_index_column_names": list(suite.key),
        },
    )


def _site(folder: Path) -> dict[str, object]:
    """Describe a Data Docs site in *folder*, without the buttons that lead to how-to pages."""
    return {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": {
            "class_name": "TupleFilesystemStoreBackend",
            "base_directory": str(folder.resolve()),
        },
    }
