-- One row is one group × indicator when one year's answers are judged by another year's rule: matar
-- (the answers) × regel_matar (the rule). Undecided units make the share an interval.

with medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

utfall as (

    select * from {{ ref("fct_enhetsutfall_omraknat") }}

),

mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}

),

policy as (

    select * from {{ ref("redovisningspolicy") }}
    where ar_standard = 1

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

raknat as (

    select
        medlem.matar,
        utfall.regel_matar,
        medlem.gruppindelning,
        medlem.grupp_kod,
        utfall.indikator_id,
        cast(count(*) as integer) as enheter_antal,
        cast(sum(utfall.ingar_i_taljare) as integer) as ja_antal,
        cast(count(*) filter (where utfall.utfall = 'obestamd') as integer) as obestamda_antal,
        cast(count(*) filter (where utfall.utfall = 'ej_aktuellt') as integer)
            as ej_aktuellt_antal,
        cast(count(*) filter (where utfall.utfall is null) as integer) as bortfall_antal,
        cast(sum(utfall.ingar_i_namnare) as integer) as namnare_antal
    from medlem
    inner join utfall
        on
            medlem.matar = utfall.matar
            and medlem.enhet_kod = utfall.enhet_kod
    group by
        medlem.matar, utfall.regel_matar, medlem.gruppindelning, medlem.grupp_kod,
        utfall.indikator_id

),

final as (

    select
        raknat.matar,
        raknat.regel_matar,
        raknat.gruppindelning,
        raknat.grupp_kod,
        raknat.indikator_id,
        -- what cannot be judged again has no counts: a missing count is not 0
        case when mojlig.orsak_kod is null then raknat.ja_antal end as ja_antal,
        case when mojlig.orsak_kod is null then raknat.obestamda_antal end as obestamda_antal,
        case when mojlig.orsak_kod is null then raknat.namnare_antal end as namnare_antal,
        {{ andel_procent_en_decimal("raknat.ja_antal", "raknat.namnare_antal") }}
            as lagsta_procent,
        {{ andel_procent_en_decimal(
            "raknat.ja_antal + raknat.obestamda_antal", "raknat.namnare_antal"
        ) }} as hogsta_procent,
        case
            when mojlig.orsak_kod is not null then mojlig.orsak_kod
            when
                not {{ redovisas(
                    "raknat.enheter_antal", "raknat.ej_aktuellt_antal", "raknat.bortfall_antal",
                    "policy.grans_procent", "policy.raknar_ej_aktuellt"
                ) }}
                then {{ orsak_utan_andel("raknat.namnare_antal", "raknat.bortfall_antal") }}
        end as orsak_kod,
        markning.markning
    from raknat
    inner join mojlig
        on
            raknat.matar = mojlig.matar
            and raknat.regel_matar = mojlig.regel_matar
            and raknat.indikator_id = mojlig.indikator_id
    inner join policy
        on {{ giltig_matar(
            "raknat.matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
        ) }}
    cross join markning

)

select * from final
