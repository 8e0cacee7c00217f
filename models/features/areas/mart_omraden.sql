-- One row is one unit × family × year: the same thing in the unit's areas, only where the guide's
-- table 3 allows the comparison. Fewer than two areas with a result are not compared.

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

omraden_indikator as (

    select * from {{ ref("omraden_indikator") }}

),

enhetsutfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

omrade as (

    select * from {{ ref("verksamhetsomrade") }}

),

jamforbar as (

    select * from {{ ref("jamforbar_mellan_omraden") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

stalld as (

    select
        per_ar.matar,
        omraden_indikator.indikator_familj,
        max(jamforbar.kalla_matar) as kalla_matar
    from {{ ref("int_indikator__per_ar") }} as per_ar
    inner join omraden_indikator
        on per_ar.indikator_id = omraden_indikator.indikator_id
    inner join jamforbar
        on omraden_indikator.indikator_familj = jamforbar.indikator_familj
    group by per_ar.matar, omraden_indikator.indikator_familj

),

resultat as (

    select
        enhetsutfall.matar,
        enhetsutfall.enhet_kod,
        omraden_indikator.indikator_familj,
        indikator.omrade_kod,
        enhetsutfall.utfall
    from enhetsutfall
    inner join omraden_indikator
        on enhetsutfall.indikator_id = omraden_indikator.indikator_id
    inner join indikator
        on enhetsutfall.indikator_id = indikator.indikator_id
    where enhetsutfall.utfall in ('ja', 'delvis', 'nej')

    union all

    select
        matar,
        enhet_kod,
        indikator_familj,
        omrade_kod,
        utfall
    from {{ ref("int_omraden__bedomt") }}
    where utfall in ('ja', 'delvis', 'nej')

),

jamfort as (

    select
        resultat.matar,
        resultat.enhet_kod,
        resultat.indikator_familj,
        resultat.omrade_kod,
        resultat.utfall = 'ja' as ar_ja,
        row_number() over (
            partition by
                resultat.matar,
                resultat.enhet_kod,
                resultat.indikator_familj,
                case when resultat.utfall = 'ja' then 1 else 0 end
            order by resultat.omrade_kod
        ) as plats
    from resultat
    inner join omrade
        on resultat.omrade_kod = omrade.omrade_kod
    inner join jamforbar
        on
            resultat.indikator_familj = jamforbar.indikator_familj
            and omrade.jamfors_som_omrade_kod = jamforbar.omrade_kod

),

raknat as (

    select
        matar,
        enhet_kod,
        indikator_familj,
        cast(count(*) as integer) as omraden_antal,
        cast(count(*) filter (where ar_ja) as integer) as ja_antal,
        {{ vag_uppraknade("plats", "case when ar_ja then omrade_kod end", ",") }} as omraden_ja,
        {{ vag_uppraknade("plats", "case when not ar_ja then omrade_kod end", ",") }}
            as omraden_saknar
    from jamfort
    group by matar, enhet_kod, indikator_familj

),

final as (

    select
        ram.matar,
        ram.enhet_kod,
        stalld.indikator_familj as familj,
        coalesce(raknat.omraden_antal, 0) as omraden_antal,
        case when raknat.omraden_antal >= 2 then raknat.ja_antal end as ja_antal,
        case when raknat.omraden_antal >= 2 then nullif(raknat.omraden_ja, '') end as omraden_ja,
        case when raknat.omraden_antal >= 2 then nullif(raknat.omraden_saknar, '') end
            as omraden_saknar,
        -- the guide allows the comparison for its own year
        case when ram.matar = stalld.kalla_matar then 'kalla' else 'antagen_oforandrad' end
            as belagg,
        case when coalesce(raknat.omraden_antal, 0) < 2 then orsak.orsak_kod end as orsak_kod,
        markning.markning
    from ram
    inner join stalld
        on ram.matar = stalld.matar
    left join raknat
        on
            ram.matar = raknat.matar
            and ram.enhet_kod = raknat.enhet_kod
            and stalld.indikator_familj = raknat.indikator_familj
    cross join {{ ref("omraden_orsak") }} as orsak
    cross join markning

)

select * from final
