-- One row is one mart that carries the marking: which markings it holds.
set variable fragor = (
    select
        string_agg(
            format(
                'select distinct ''{0}'' as mart, coalesce(markning, ''ingen'') as markning '
                || 'from marts."{0}"',
                table_name
            ),
            ' union all '
        )
    from duckdb_columns()
    where schema_name = 'marts' and column_name = 'markning'
);

select
    mart,
    string_agg(markning, ', ' order by markning) as markning
from query(getvariable('fragor'))
group by mart
