-- An outcome stands exactly when every possible answer in place of the missing ones gives the same.
-- (Method, section 3, decision 1.)

with sanningstabell as (

    select
        *,
        kan_ja + kan_delvis + kan_nej + kan_ej_aktuellt as mojliga_antal
    from {{ ref("int_regel__sanningstabell") }}

)

select
    'Regeln ' || regel_id || ', grenen ' || coalesce(gren_id, '(ingen)') || ': '
    || case
        when utfall is null then 'utfallet saknas fast bara ett är möjligt'
        else 'utfallet är ' || utfall || ' fast flera är möjliga, eller ett annat'
    end as mening
from sanningstabell
where
    (utfall is not null) <> (mojliga_antal = 1)
    or (utfall = 'ja' and kan_ja = 0)
    or (utfall = 'delvis' and kan_delvis = 0)
    or (utfall = 'nej' and kan_nej = 0)
    or (utfall = 'ej_aktuellt' and kan_ej_aktuellt = 0)
