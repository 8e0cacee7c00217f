-- One row is one column of one mart: how many of its values a reader would trip over.
create or replace temp macro varden(mart) as table (
    select
        mart as mart,
        kolumn,
        varde
    from (
        unpivot (select columns(*)::varchar from query_table('marts.' || mart))
        on columns(*) into name kolumn value varde
    )
);

with varde as (

    from varden('bridge_enhet_grupp')
    union all
    from varden('dim_enhet')
    union all
    from varden('dim_indikator')
    union all
    from varden('dim_kommun')
    union all
    from varden('dim_redovisningsgrupp')
    union all
    from varden('fct_enhetsutfall')
    union all
    from varden('fct_gruppvarde')
    union all
    from varden('fct_svarsfrekvens')
    union all
    from varden('mart_kommun_indikator')

)

select
    mart,
    kolumn,
    count(*) filter (where varde <> trim(varde)) as blanksteg_antal,
    count(*) filter (where varde = '') as tom_text_antal,
    count(*) filter (where regexp_matches(varde, 'Ã.|Â.|\x{FFFD}')) as forvanskad_antal,
    min(varde::decimal(9, 1)) filter (where kolumn like '%_procent')::double as lagsta_procent,
    max(varde::decimal(9, 1)) filter (where kolumn like '%_procent')::double as hogsta_procent
from varde
group by mart, kolumn
