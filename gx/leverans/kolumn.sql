-- Written by python -m oppna_jamforelser.receipt.suites from the seeds: do not edit.
-- One row is one column of the landed delivery.
select
    column_index as plats_nr,
    column_name || ' ' || lower(data_type) as kolumn_och_typ
from duckdb_columns()
where table_name = 'levererat'
