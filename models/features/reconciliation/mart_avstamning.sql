-- One row is one value that others published, with what the warehouse computes for the same thing
-- beside it, or the reason why the two cannot be compared.

with samlad as (

    select * from {{ ref("int_avstamning__samlad") }}

),

orsak as (

    select
        orsak_kod,
        orsak_text
    from {{ ref("orsak") }}

    union all

    select
        orsak_kod,
        orsak_text
    from {{ ref("avstamning_orsak") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

grans as (

    -- a published value, or the ends of a published interval
    select
        *,
        coalesce(publicerat_varde, publicerat_lagsta_procent) as publicerat_fran,
        coalesce(publicerat_varde, publicerat_hogsta_procent) as publicerat_till,
        case
            when orsak_kod is null then cast(matt_faktor as bigint) * matt_taljare
        end as beraknat_ganger_namnare
    from samlad

),

avstand as (

    -- the distance to the published value or to the nearest end of its interval, times the
    -- denominator: no division, so it is exact
    select
        *,
        case
            when beraknat_ganger_namnare < publicerat_fran * matt_namnare
                then beraknat_ganger_namnare - publicerat_fran * matt_namnare
            when beraknat_ganger_namnare > publicerat_till * matt_namnare
                then beraknat_ganger_namnare - publicerat_till * matt_namnare
            when beraknat_ganger_namnare is not null then 0
        end as avstand_ganger_namnare
    from grans

),

final as (

    select
        avstand.slag,
        avstand.matar,
        avstand.publicerad_nyckel,
        avstand.gruppindelning,
        avstand.grupp_kod,
        avstand.kommun_kod,
        avstand.indikator_id,
        avstand.omrade_kod,
        avstand.kolada_id,
        avstand.kon,
        avstand.matt,
        avstand.publicerat_varde,
        avstand.publicerat_text,
        avstand.publicerat_lagsta_procent,
        avstand.publicerat_hogsta_procent,
        avstand.publicerat_utfall,
        avstand.belagg_typ,
        avstand.publicerat_kalla,
        case when avstand.orsak_kod is null then avstand.beraknat_utfall end as beraknat_utfall,
        case when avstand.orsak_kod is null then avstand.beraknat_taljare_antal end
            as beraknat_taljare_antal,
        case when avstand.orsak_kod is null then avstand.beraknat_namnare_antal end
            as beraknat_namnare_antal,
        -- a single unit has an outcome, not a share
        case
            when
                avstand.orsak_kod is null and avstand.beraknat_utfall is null
                and avstand.matt <> 'antal_per_10000'
                then {{ andel_procent(
                    "avstand.beraknat_taljare_antal", "avstand.beraknat_namnare_antal"
                ) }}
        end as beraknat_andel_procent,
        {{ kvot_tva_decimaler("avstand.avstand_ganger_namnare", "avstand.matt_namnare") }}
            as skillnad,
        case
            when avstand.orsak_kod is not null then null
            when avstand.matt = 'procent'
                then
                    {{ andel_procent("avstand.matt_taljare", "avstand.matt_namnare") }}
                    between avstand.publicerat_fran and avstand.publicerat_till
            -- a rate has one decimal, a value of a scale two
            when avstand.matt = 'antal_per_10000'
                then 20 * abs(avstand.avstand_ganger_namnare) <= avstand.matt_namnare
            else 200 * abs(avstand.avstand_ganger_namnare) <= avstand.matt_namnare
        end as avrundning_forklarar,
        {{ publicerat_ar_mojligt("avstand") }} as ar_mojlig,
        avstand.orsak_kod,
        orsak.orsak_text,
        markning.markning
    from avstand
    cross join markning
    left join orsak
        on avstand.orsak_kod = orsak.orsak_kod

)

select * from final
