-- One row is one suggestion for one composite result that is not *ja*: matar × unit × indicator.
-- *Minst en*: one component that needs the fewest changes. *Alla*: every component that stands in
-- the way, each by the fewest changes, so that at least one is *ja* in the end.

with sammansatt as (

    select * from {{ ref("int_utfall__sammansatt") }}

),

regel_gren as (

    select * from {{ ref("regel_gren") }}

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

indikator as (

    select * from {{ ref("indikator") }}

),

utgangslage as (

    select * from {{ ref("int_vag__utgangslage") }}

),

steg as (

    select * from {{ ref("int_vag__steg") }}

),

del_text as (

    select * from {{ ref("int_vag__text") }}

),

sammansatt_text as (

    select
        max(case when text_typ = 'lage' and villkor is null then text end) as lage_text,
        max(case when text_typ = 'lage' and villkor = 'saknas' then text end) as saknas_text,
        max(case when text_typ = 'forslag' then text end) as forslag_text
    from {{ ref("vag_text") }}
    where text_kod = 'sammansatt'

),

ordnat_steg as (

    select
        *,
        row_number() over (
            partition by regel_variant, svar_kod, mal
            order by steg_antal, forslag_nr
        ) as minsta_nr
    from steg

),

del_steg as (

    -- the three ways of a component: by what the unit can act on, by any answer, out of the way
    select
        regel_variant,
        svar_kod,
        min(case when mal = 'ja' and ar_atgard = 1 then steg_antal end) as atgard_antal,
        min(case when mal = 'ja' and ar_atgard = 1 then forslag_nr end) as atgard_nr,
        min(case when mal = 'ja' then steg_antal end) as ja_antal,
        min(case when mal = 'ja' and minsta_nr = 1 then forslag_nr end) as ja_nr,
        min(case when mal = 'ej_nej' and forslag_nr = 1 then steg_antal end) as ej_nej_antal,
        max(case when mal = 'ej_nej' and forslag_nr = 1 then till_utfall end) as ej_nej_utfall
    from ordnat_steg
    group by regel_variant, svar_kod

),

del as (

    select
        sammansatt.matar,
        sammansatt.enhet_kod,
        sammansatt.indikator_id,
        sammansatt.regel_id,
        komponent.komponent_indikator_id,
        indikator.kortnamn,
        utgangslage.regel_variant,
        utgangslage.svar_kod,
        utgangslage.utfall,
        utgangslage.kan_nej,
        del_steg.atgard_antal,
        del_steg.atgard_nr,
        del_steg.ja_antal,
        del_steg.ja_nr,
        coalesce(del_steg.ej_nej_antal, 0) as ej_nej_antal,
        del_steg.ej_nej_utfall
    from sammansatt
    inner join regel_gren
        on
            sammansatt.regel_id = regel_gren.regel_id
            and sammansatt.gren_id = regel_gren.gren_id
    inner join komponent
        on sammansatt.indikator_id = komponent.indikator_id
    inner join indikator
        on komponent.komponent_indikator_id = indikator.indikator_id
    inner join utgangslage
        on
            sammansatt.matar = utgangslage.matar
            and sammansatt.enhet_kod = utgangslage.enhet_kod
            and komponent.komponent_indikator_id = utgangslage.indikator_id
    left join del_steg
        on
            utgangslage.regel_variant = del_steg.regel_variant
            and utgangslage.svar_kod = del_steg.svar_kod
    where regel_gren.utfall in ('nej', 'delvis')

),

ordnad_del as (

    select
        *,
        -- first the component that takes the fewest more to be the one that is ja
        row_number() over (
            partition by matar, enhet_kod, indikator_id
            order by
                case when utfall = 'ja' then 1 else 0 end,
                ja_antal - ej_nej_antal,
                komponent_indikator_id
        ) as tillagg_nr,
        row_number() over (
            partition by
                matar, enhet_kod, indikator_id,
                case
                    when utfall in ('ja', 'ej_aktuellt') then utfall
                    when utfall is null then 'saknas'
                    else 'nej'
                end
            order by komponent_indikator_id
        ) as uppraknad_nr
    from del

),

raknad as (

    select
        matar,
        enhet_kod,
        indikator_id,
        count(case when utfall = 'ja' then 1 end) as ja_antal,
        count(case when utfall is distinct from 'ej_aktuellt' then 1 end) as del_antal,
        count(case when utfall is null then 1 end) as saknas_antal,
        {{ vag_uppraknade(
            "case when utfall in ('nej', 'delvis') then uppraknad_nr end", "kortnamn", ", "
        ) }} as inte_ja,
        {{ vag_uppraknade("case when utfall is null then uppraknad_nr end", "kortnamn", ", ") }}
            as utan_resultat,
        case
            when regel_id = 'sammansatt_minst_en' then min(atgard_antal)
            when count(case when kan_nej = 1 and atgard_antal is null then 1 end) = 0
                then sum(case when kan_nej = 1 then atgard_antal else 0 end)
        end as atgard_antal,
        -- by any answer: out of the way, and one of them all the way to ja
        case
            when regel_id = 'sammansatt_minst_en' then min(ja_antal)
            else
                sum(ej_nej_antal)
                + case
                    when max(case when 'ja' in (utfall, ej_nej_utfall) then 1 else 0 end) = 1 then 0
                    else min(case when tillagg_nr = 1 then ja_antal - ej_nej_antal end)
                end
        end as minsta_antal,
        max(case when 'ja' in (utfall, ej_nej_utfall) then 1 else 0 end) as far_ja
    from ordnad_del
    group by matar, enhet_kod, indikator_id, regel_id

),

vag as (

    -- by what the unit can act on; by any answer where that takes fewer, or is the only way
    select
        matar,
        enhet_kod,
        indikator_id,
        1 as ar_atgard,
        atgard_antal as steg_antal,
        far_ja
    from raknad
    where atgard_antal is not null

    union all

    select
        matar,
        enhet_kod,
        indikator_id,
        0 as ar_atgard,
        minsta_antal as steg_antal,
        far_ja
    from raknad
    where
        atgard_antal is null
        or minsta_antal < atgard_antal

),

mojlig as (

    select
        del.matar,
        del.enhet_kod,
        del.indikator_id,
        del.regel_id,
        del.komponent_indikator_id,
        del.kortnamn,
        del.regel_variant,
        del.svar_kod,
        del.kan_nej,
        vag.ar_atgard,
        vag.steg_antal,
        case when vag.ar_atgard = 1 then del.atgard_antal else del.ja_antal end as ja_antal,
        case when vag.ar_atgard = 1 then del.atgard_nr else del.ja_nr end as ja_nr,
        case when vag.ar_atgard = 0 and vag.far_ja = 0 and del.tillagg_nr = 1 then 1 else 0 end
            as ar_tillagg
    from ordnad_del as del
    inner join vag
        on
            del.matar = vag.matar
            and del.enhet_kod = vag.enhet_kod
            and del.indikator_id = vag.indikator_id

),

val as (

    -- minst en: each component that is nearest is a suggestion of its own
    select
        matar,
        enhet_kod,
        indikator_id,
        ar_atgard,
        komponent_indikator_id as forslag,
        komponent_indikator_id,
        kortnamn,
        regel_variant,
        svar_kod,
        'ja' as mal,
        ja_nr as del_forslag_nr
    from mojlig
    where
        regel_id = 'sammansatt_minst_en'
        and ja_antal = steg_antal

    union all

    -- alla: one suggestion with every component that stands in the way
    select
        matar,
        enhet_kod,
        indikator_id,
        ar_atgard,
        'alla' as forslag,
        komponent_indikator_id,
        kortnamn,
        regel_variant,
        svar_kod,
        case when ar_atgard = 1 or ar_tillagg = 1 then 'ja' else 'ej_nej' end as mal,
        case when ar_atgard = 1 or ar_tillagg = 1 then ja_nr else 1 end as del_forslag_nr
    from mojlig
    where
        regel_id = 'sammansatt_alla'
        and (kan_nej = 1 or ar_tillagg = 1)

),

valt_steg as (

    select
        val.matar,
        val.enhet_kod,
        val.indikator_id,
        val.ar_atgard,
        val.forslag,
        steg.steg_antal,
        val.komponent_indikator_id || '.'
        || replace(steg.andring_kod, '; ', '; ' || val.komponent_indikator_id || '.')
            as andring_kod,
        replace(
            replace(sammansatt_text.forslag_text, '{del_namn}', val.kortnamn),
            '{forslag}',
            del_text.forslag_text
        ) as forslag_text,
        row_number() over (
            partition by
                val.matar, val.enhet_kod, val.indikator_id, val.ar_atgard, val.forslag
            order by val.komponent_indikator_id
        ) as plats
    from val
    inner join steg
        on
            val.regel_variant = steg.regel_variant
            and val.svar_kod = steg.svar_kod
            and val.mal = steg.mal
            and val.del_forslag_nr = steg.forslag_nr
    inner join del_text
        on
            val.matar = del_text.matar
            and val.komponent_indikator_id = del_text.indikator_id
            and val.svar_kod = del_text.svar_kod
            and val.mal = del_text.mal
            and val.del_forslag_nr = del_text.forslag_nr
    cross join sammansatt_text

),

forslag as (

    select
        matar,
        enhet_kod,
        indikator_id,
        ar_atgard,
        forslag,
        sum(steg_antal) as steg_antal,
        {{ vag_uppraknade("plats", "forslag_text", " ") }} as forslag_text,
        {{ vag_uppraknade("plats", "andring_kod", "; ") }} as andring_kod
    from valt_steg
    group by matar, enhet_kod, indikator_id, ar_atgard, forslag

),

final as (

    select
        forslag.matar,
        forslag.enhet_kod,
        forslag.indikator_id,
        row_number() over (
            partition by forslag.matar, forslag.enhet_kod, forslag.indikator_id
            order by forslag.ar_atgard desc, forslag.forslag
        ) as forslag_nr,
        forslag.steg_antal,
        forslag.ar_atgard,
        concat_ws(
            ' ',
            replace(
                replace(
                    replace(
                        sammansatt_text.lage_text,
                        '{ja_antal}',
                        cast(raknad.ja_antal as varchar)
                    ),
                    '{del_antal}',
                    cast(raknad.del_antal as varchar)
                ),
                '{inte_ja}',
                raknad.inte_ja
            ),
            case
                when raknad.saknas_antal > 0
                    then
                        replace(
                            sammansatt_text.saknas_text, '{utan_resultat}', raknad.utan_resultat
                        )
            end
        ) as lage_text,
        forslag.forslag_text,
        forslag.andring_kod
    from forslag
    inner join raknad
        on
            forslag.matar = raknad.matar
            and forslag.enhet_kod = raknad.enhet_kod
            and forslag.indikator_id = raknad.indikator_id
    cross join sammansatt_text

)

select * from final
