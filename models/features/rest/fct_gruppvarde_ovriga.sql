-- One row is one group × another that holds all its units and more × indicator × year: counts and
-- share of the rest, when the group is taken away, and how the group's own share differs from it.

with medlem as (

    select
        matar,
        enhet_kod,
        gruppindelning,
        grupp_kod,
        gruppindelning || ':' || grupp_kod as grupp
    from {{ ref("bridge_enhet_grupp") }}

),

gruppvarde as (

    select
        *,
        gruppindelning || ':' || grupp_kod as grupp
    from {{ ref("fct_gruppvarde") }}

),

policy as (

    select * from {{ ref("redovisningspolicy") }}

),

storlek as (

    select
        matar,
        grupp,
        count(*) as enheter_antal
    from medlem
    group by matar, grupp

),

gemensamma as (

    select
        del.matar,
        del.grupp,
        hel.grupp as jamfort_med,
        count(*) as enheter_antal
    from medlem as del
    inner join medlem as hel
        on
            del.matar = hel.matar
            and del.enhet_kod = hel.enhet_kod
    group by del.matar, del.grupp, hel.grupp

),

par as (

    -- every unit of the part is in the whole, and the whole has more
    select
        gemensamma.matar,
        gemensamma.grupp,
        gemensamma.jamfort_med
    from gemensamma
    inner join storlek as del
        on
            gemensamma.matar = del.matar
            and gemensamma.grupp = del.grupp
            and gemensamma.enheter_antal = del.enheter_antal
    inner join storlek as hel
        on
            gemensamma.matar = hel.matar
            and gemensamma.jamfort_med = hel.grupp
            and gemensamma.enheter_antal < hel.enheter_antal

),

rest as (

    select
        del.matar,
        del.gruppindelning,
        del.grupp_kod,
        par.jamfort_med,
        del.indikator_id,
        {% for antal in [
            "enheter", "ja", "delvis", "nej", "ej_aktuellt", "bortfall", "namnare"
        ] -%}
        hel.{{ antal }}_antal - del.{{ antal }}_antal as {{ antal }}_antal,
        {% endfor -%}
        del.ja_antal as del_ja_antal,
        del.namnare_antal as del_namnare_antal,
        del.bortfall_antal as del_bortfall_antal,
        del.markning,
        del.belagg
    from par
    inner join gruppvarde as del
        on
            par.matar = del.matar
            and par.grupp = del.grupp
    inner join gruppvarde as hel
        on
            par.matar = hel.matar
            and par.jamfort_med = hel.grupp
            and del.indikator_id = hel.indikator_id

),

lasning as (

    -- a share is shown under each reading of the 20 percent rule, or not
    select
        rest.*,
        {{ redovisas(
            "rest.enheter_antal", "rest.ej_aktuellt_antal", "rest.bortfall_antal",
            "standard.grans_procent", "standard.raknar_ej_aktuellt"
        ) }} as redovisas,
        {{ redovisas(
            "rest.enheter_antal", "rest.ej_aktuellt_antal", "rest.bortfall_antal",
            "lasning_b.grans_procent", "lasning_b.raknar_ej_aktuellt"
        ) }} as redovisas_lasning_b
    from rest
    inner join policy as standard
        on
            standard.ar_standard = 1
            and {{ giltig_matar(
                "rest.matar", "standard.giltig_fran_matar", "standard.giltig_till_matar"
            ) }}
    inner join policy as lasning_b
        on
            lasning_b.lasning = 'B'
            and {{ giltig_matar(
                "rest.matar", "lasning_b.giltig_fran_matar", "lasning_b.giltig_till_matar"
            ) }}

),

final as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        jamfort_med,
        indikator_id,
        enheter_antal,
        ja_antal,
        delvis_antal,
        nej_antal,
        ej_aktuellt_antal,
        bortfall_antal,
        namnare_antal,
        redovisas,
        case when redovisas then {{ andel_procent("ja_antal", "namnare_antal") }} end
            as andel_procent,
        case
            when not redovisas then {{ orsak_utan_andel("namnare_antal", "bortfall_antal") }}
        end as orsak_kod,
        redovisas_lasning_b,
        {{ andel_procent_en_decimal("ja_antal", "namnare_antal + bortfall_antal") }}
            as lagsta_procent,
        {{ andel_procent_en_decimal(
            "ja_antal + bortfall_antal", "namnare_antal + bortfall_antal"
        ) }} as hogsta_procent,
        {{ skillnad(
            "del_ja_antal", "del_namnare_antal", "del_bortfall_antal",
            "ja_antal", "namnare_antal", "bortfall_antal"
        ) }} as skillnad,
        markning,
        belagg
    from lasning

)

select * from final
