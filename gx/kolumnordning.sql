-- One row is one mart whose files people read by position: its columns, in order.
select
    table_name as mart,
    string_agg(column_name, ' ' order by column_index) as kolumner
from duckdb_columns()
where
    schema_name = 'marts'
    and table_name in (
        'fct_enhetsutfall', 'fct_gruppvarde', 'fct_svarsfrekvens', 'mart_kommun_indikator'
    )
group by table_name
