-- One row is one column of one mart: how many of its different values a reader would trip over. One
-- query a column is written and run, so that a new mart is checked too.
set variable fragor = (
    select
        string_agg(
            format(
                'select ''{0}'' as mart, ''{1}'' as kolumn, '
                || 'count(*) filter (where varde <> trim(varde)) as blanksteg_antal, '
                || 'count(*) filter (where varde = '''') as tom_text_antal, '
                || 'count(*) filter (where contains(varde, ''Ã'') or contains(varde, ''Â'') '
                || 'or contains(varde, chr(65533))) as forvanskad_antal, '
                || 'min({2}) as lagsta_procent, max({2}) as hogsta_procent '
                || 'from (select distinct "{1}"::varchar as varde from marts."{0}")',
                table_name,
                column_name,
                case
                    when column_name like '%_procent' then 'varde::double' else 'null::double'
                end
            ),
            ' union all '
        )
    from duckdb_columns()
    where schema_name = 'marts' and (data_type = 'VARCHAR' or column_name like '%_procent')
);

from query(getvariable('fragor'))
