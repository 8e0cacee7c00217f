-- One row is one published value of any kind with its computed side, in the same columns. What is
-- compared is matt_faktor * matt_taljare / matt_namnare, in integers.

with kolada_kommun as (

    select * from {{ ref("int_avstamning__kolada_kommun") }}

),

nationell_andel as (

    select * from {{ ref("int_avstamning__nationell_andel") }}

),

svarsfrekvens as (

    select * from {{ ref("int_avstamning__svarsfrekvens") }}

),

samlad as (

    select
        'kolada_kommun' as slag,
        matar,
        publicerad_nyckel,
        cast(null as varchar) as gruppindelning,
        cast(null as varchar) as grupp_kod,
        kommun_kod,
        indikator_id,
        cast(null as varchar) as omrade_kod,
        kolada_id,
        kon,
        'direkt' as belagg_typ,
        -- the nyckeltal are counts per 10 000 inhabitants, and have no scale
        case when ar_tal then 'antal_per_10000' else 'skalvarde' end as matt,
        publicerat_varde,
        publicerat_text,
        cast(null as integer) as publicerat_lagsta_procent,
        cast(null as integer) as publicerat_hogsta_procent,
        publicerat_utfall,
        cast(null as integer) as publicerat_taljare_antal,
        beraknat_utfall,
        beraknat_taljare_antal,
        beraknat_namnare_antal,
        enheter_antal,
        case when ar_tal then tal_faktor else 1 end as matt_faktor,
        case when ar_tal then tal_taljare else skalvarde_summa end as matt_taljare,
        case when ar_tal then tal_namnare else beraknat_namnare_antal end as matt_namnare,
        hogsta_skalvarde,
        orsak_kod,
        'Kolada' as publicerat_kalla
    from kolada_kommun

    union all

    select
        'nationell_andel' as slag,
        matar,
        publicerad_nyckel,
        'riket' as gruppindelning,
        '00' as grupp_kod,
        null as kommun_kod,
        indikator_id,
        null as omrade_kod,
        kolada_id,
        null as kon,
        belagg_typ,
        'procent' as matt,
        publicerat_procent as publicerat_varde,
        publicerat_text,
        publicerat_lagsta_procent,
        publicerat_hogsta_procent,
        null as publicerat_utfall,
        null as publicerat_taljare_antal,
        null as beraknat_utfall,
        beraknat_taljare_antal,
        beraknat_namnare_antal,
        enheter_antal,
        100 as matt_faktor,
        beraknat_taljare_antal as matt_taljare,
        beraknat_namnare_antal as matt_namnare,
        null as hogsta_skalvarde,
        orsak_kod,
        publicerat_kalla
    from nationell_andel

    union all

    select
        'svarsfrekvens' as slag,
        matar,
        publicerad_nyckel,
        'riket' as gruppindelning,
        '00' as grupp_kod,
        null as kommun_kod,
        null as indikator_id,
        omrade_kod,
        null as kolada_id,
        null as kon,
        'direkt' as belagg_typ,
        'procent' as matt,
        publicerat_procent as publicerat_varde,
        publicerat_text,
        null as publicerat_lagsta_procent,
        null as publicerat_hogsta_procent,
        null as publicerat_utfall,
        publicerat_taljare_antal,
        null as beraknat_utfall,
        beraknat_taljare_antal,
        beraknat_namnare_antal,
        enheter_antal,
        100 as matt_faktor,
        beraknat_taljare_antal as matt_taljare,
        beraknat_namnare_antal as matt_namnare,
        null as hogsta_skalvarde,
        orsak_kod,
        publicerat_kalla
    from svarsfrekvens

),

final as (

    select
        slag,
        matar,
        publicerad_nyckel,
        gruppindelning,
        grupp_kod,
        kommun_kod,
        indikator_id,
        omrade_kod,
        kolada_id,
        kon,
        belagg_typ,
        matt,
        cast(publicerat_varde as decimal(20, 8)) as publicerat_varde,
        publicerat_text,
        publicerat_lagsta_procent,
        publicerat_hogsta_procent,
        publicerat_utfall,
        publicerat_taljare_antal,
        beraknat_utfall,
        beraknat_taljare_antal,
        beraknat_namnare_antal,
        enheter_antal,
        matt_faktor,
        matt_taljare,
        matt_namnare,
        hogsta_skalvarde,
        orsak_kod,
        publicerat_kalla
    from samlad

)

select * from final
