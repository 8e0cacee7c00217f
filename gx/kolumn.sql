-- One row is one column of one mart, with the ending of its name and its type.
select
    table_name as mart,
    column_name as kolumn,
    coalesce(
        nullif(
            regexp_extract(
                column_name, '_(id|kod|namn|text|antal|procent|procentenheter|datum)$', 1
            ),
            ''
        ),
        'annat'
    ) as andelse,
    split_part(data_type, '(', 1) as typ
from duckdb_columns()
where schema_name = 'marts'
