-- One row is one published change: a figure in the nearest earlier year in which it was published
-- and in this one. A national share whose year before was surveyed but not published has a row too.

with publicerat as (

    select
        slag,
        publicerad_nyckel,
        matar,
        coalesce(gruppindelning, 'storstad') as gruppindelning,
        coalesce(grupp_kod, kommun_kod) as grupp_kod,
        kommun_kod,
        indikator_id,
        kolada_id,
        matt,
        publicerat_text,
        coalesce(publicerat_varde, publicerat_lagsta_procent) as lagsta_varde,
        coalesce(publicerat_varde, publicerat_hogsta_procent) as hogsta_varde,
        belagg_typ,
        publicerat_kalla,
        coalesce(orsak_kod, '') = 'utanfor_skalan' as ar_utanfor_skalan,
        markning
    from {{ ref("mart_avstamning") }}
    where
        slag = 'nationell_andel'
        or (slag = 'kolada_kommun' and kon = 'T' and kommun_kod is not null)

),

stalld as (

    select
        matar,
        indikator_id
    from {{ ref("int_indikator__per_ar") }}

),

ordnat as (

    -- Kolada's empty values are no published values
    select
        *,
        lag(matar) over (partition by slag, publicerad_nyckel order by matar) as forra_matar
    from publicerat
    where
        slag = 'nationell_andel'
        or lagsta_varde is not null

),

par as (

    select
        slag,
        publicerad_nyckel,
        forra_matar as fran_matar,
        matar as till_matar
    from ordnat
    where forra_matar is not null

    union all

    select
        ordnat.slag,
        ordnat.publicerad_nyckel,
        stalld.matar as fran_matar,
        ordnat.matar as till_matar
    from ordnat
    inner join stalld
        on
            ordnat.indikator_id = stalld.indikator_id
            and ordnat.matar - 1 = stalld.matar
    where
        ordnat.slag = 'nationell_andel'
        and coalesce(ordnat.forra_matar, 0) <> stalld.matar

),

final as (

    select
        par.slag,
        par.publicerad_nyckel,
        par.fran_matar,
        par.till_matar,
        till.gruppindelning,
        till.grupp_kod,
        till.kommun_kod,
        till.indikator_id,
        till.kolada_id,
        till.matt,
        fran.publicerad_nyckel is not null as ar_publicerad_fran,
        fran.publicerat_text as fran_text,
        fran.lagsta_varde as fran_lagsta_varde,
        fran.hogsta_varde as fran_hogsta_varde,
        fran.belagg_typ as fran_belagg_typ,
        till.publicerat_text as till_text,
        till.lagsta_varde as till_lagsta_varde,
        till.hogsta_varde as till_hogsta_varde,
        till.belagg_typ as till_belagg_typ,
        fran.publicerat_kalla as fran_kalla,
        till.publicerat_kalla as till_kalla,
        till.ar_utanfor_skalan or coalesce(fran.ar_utanfor_skalan, false) as ar_utanfor_skalan,
        till.markning
    from par
    inner join ordnat as till
        on
            par.slag = till.slag
            and par.publicerad_nyckel = till.publicerad_nyckel
            and par.till_matar = till.matar
    left join ordnat as fran
        on
            par.slag = fran.slag
            and par.publicerad_nyckel = fran.publicerad_nyckel
            and par.fran_matar = fran.matar

)

select * from final
