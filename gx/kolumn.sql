-- One row is one column of one mart, with the ending of its name and its type.
select
    table_name as mart,
    column_name as kolumn,
    coalesce(
        nullif(regexp_extract(column_name, '_(id|kod|namn|text|antal|procent|datum)$', 1), ''),
        'annat'
    ) as andelse,
    case
        when data_type in ('INTEGER', 'DECIMAL(4,1)', 'VARCHAR', 'DATE', 'BOOLEAN') then data_type
        else 'annan typ'
    end as typ
from duckdb_columns()
where schema_name = 'marts'
