-- One row is one group × verksamhetsområde × year: how many units answered. Besides the areas with
-- an opening question there are lss (either LSS area), gemensam (the common part) and alla.

with medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

svarslage as (

    select * from {{ ref("int_enhet__svarslage") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

hel_enkat as (

    select 'gemensam' as omrade_kod
    union all
    select 'alla' as omrade_kod

),

omrade_svar as (

    select
        matar,
        enhet_kod,
        omrade_kod,
        ar_svarande
    from svarslage

    union all

    select
        matar,
        enhet_kod,
        'lss' as omrade_kod,
        bool_or(ar_svarande) as ar_svarande
    from svarslage
    where ingar_i_lss = 1
    group by matar, enhet_kod

    union all

    select
        svarslage.matar,
        svarslage.enhet_kod,
        hel_enkat.omrade_kod,
        not bool_or(svarslage.ar_enhetsbortfall) as ar_svarande
    from svarslage
    cross join hel_enkat
    group by svarslage.matar, svarslage.enhet_kod, hel_enkat.omrade_kod

),

raknat as (

    select
        medlem.matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        omrade_svar.omrade_kod,
        cast(count(*) as integer) as enheter_antal,
        cast(count(*) filter (where omrade_svar.ar_svarande) as integer) as svarande_antal
    from medlem
    inner join omrade_svar
        on
            medlem.matar = omrade_svar.matar
            and medlem.enhet_kod = omrade_svar.enhet_kod
    group by medlem.matar, medlem.gruppindelning, medlem.grupp_kod, omrade_svar.omrade_kod

),

final as (

    select
        raknat.matar,
        raknat.gruppindelning,
        raknat.grupp_kod,
        raknat.omrade_kod,
        raknat.enheter_antal,
        raknat.svarande_antal,
        {{ andel_procent("raknat.svarande_antal", "raknat.enheter_antal") }}
            as svarsfrekvens_procent,
        markning.markning
    from raknat
    cross join markning

)

select * from final
