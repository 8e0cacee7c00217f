-- One row is one published value of any kind with its computed side, in the same columns, and the
-- reason when one of the sides is missing. What is compared is matt_faktor * matt_taljare /
-- matt_namnare, in integers.

with kolada_kommun as (

    select * from {{ ref("int_avstamning__kolada_kommun") }}

),

publicerad_andel as (

    select * from {{ ref("publicerad_andel") }}

),

publicerad_svarsfrekvens as (

    select * from {{ ref("publicerad_svarsfrekvens") }}

),

riket_andel as (

    select * from {{ ref("fct_gruppvarde") }}
    where gruppindelning = 'riket'

),

riket_svarsfrekvens as (

    select * from {{ ref("fct_svarsfrekvens") }}
    where gruppindelning = 'riket'

),

landning as (

    select distinct matar
    from {{ ref("int_enhet__ram") }}

),

final as (

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
        cast(publicerat_varde as decimal(20, 8)) as publicerat_varde,
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
        publicerad.matar,
        publicerad.publicerad_nyckel,
        'riket' as gruppindelning,
        '00' as grupp_kod,
        null as kommun_kod,
        publicerad.indikator_id,
        null as omrade_kod,
        publicerad.kolada_id,
        null as kon,
        publicerad.belagg_typ,
        'procent' as matt,
        cast(publicerad.andel_procent as decimal(20, 8)) as publicerat_varde,
        publicerad.andel_text as publicerat_text,
        publicerad.lagsta_procent as publicerat_lagsta_procent,
        publicerad.hogsta_procent as publicerat_hogsta_procent,
        null as publicerat_utfall,
        null as publicerat_taljare_antal,
        null as beraknat_utfall,
        case when riket.redovisas then riket.ja_antal end as beraknat_taljare_antal,
        case when riket.redovisas then riket.namnare_antal end as beraknat_namnare_antal,
        riket.namnare_antal as enheter_antal,
        100 as matt_faktor,
        case when riket.redovisas then riket.ja_antal end as matt_taljare,
        case when riket.redovisas then riket.namnare_antal end as matt_namnare,
        null as hogsta_skalvarde,
        case
            when publicerad.galler_indikatorer is not null then 'flera_indikatorer'
            when publicerad.indikator_id is null then 'okand_indikator'
            when publicerad.andel_procent is null and publicerad.lagsta_procent is null
                then 'publicerat_oprecist'
            when landning.matar is null then 'ej_i_landningen'
            when riket.indikator_id is null then 'ej_insamlad'
            else riket.orsak_kod
        end as orsak_kod,
        publicerad.kalla as publicerat_kalla
    from publicerad_andel as publicerad
    left join landning
        on publicerad.matar = landning.matar
    left join riket_andel as riket
        on
            publicerad.matar = riket.matar
            and publicerad.indikator_id = riket.indikator_id

    union all

    select
        'svarsfrekvens' as slag,
        publicerad.matar,
        -- two sources may give two rates
        publicerad.omrade_kod || ' ' || cast(publicerad.svarsfrekvens_procent as varchar)
            as publicerad_nyckel,
        'riket' as gruppindelning,
        '00' as grupp_kod,
        null as kommun_kod,
        null as indikator_id,
        publicerad.omrade_kod,
        null as kolada_id,
        null as kon,
        'direkt' as belagg_typ,
        'procent' as matt,
        cast(publicerad.svarsfrekvens_procent as decimal(20, 8)) as publicerat_varde,
        cast(publicerad.svarande_antal as varchar) || ' av '
        || cast(publicerad.enheter_antal as varchar) as publicerat_text,
        null as publicerat_lagsta_procent,
        null as publicerat_hogsta_procent,
        null as publicerat_utfall,
        publicerad.svarande_antal as publicerat_taljare_antal,
        null as beraknat_utfall,
        riket.svarande_antal as beraknat_taljare_antal,
        riket.enheter_antal as beraknat_namnare_antal,
        coalesce(publicerad.enheter_antal, riket.enheter_antal) as enheter_antal,
        100 as matt_faktor,
        riket.svarande_antal as matt_taljare,
        riket.enheter_antal as matt_namnare,
        null as hogsta_skalvarde,
        case
            when landning.matar is null then 'ej_i_landningen'
            when riket.omrade_kod is null then 'ej_insamlad'
        end as orsak_kod,
        publicerad.kalla as publicerat_kalla
    from publicerad_svarsfrekvens as publicerad
    left join landning
        on publicerad.matar = landning.matar
    left join riket_svarsfrekvens as riket
        on
            publicerad.matar = riket.matar
            and publicerad.omrade_kod = riket.omrade_kod

)

select * from final
