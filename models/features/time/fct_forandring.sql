-- One row is one change: group × indicator × pair of consecutive years of the landing, for groups
-- with members both years. A change that is not computed has its reason.

with par as (

    select * from {{ ref("int_gruppvarde__parat") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

jamforbarhet_ram as (

    select * from {{ ref("dim_jamforbarhet_ram") }}

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

sida_vid_sida as (

    select
        par.*,
        {{ svagaste_klass("jamforbarhet.klass", "jamforbarhet_ram.klass") }} as klass,
        jamforbarhet.jamforbarhet_belagg,
        fran.andel_procent as fran_andel_procent,
        till.andel_procent as till_andel_procent,
        cast(fran.ja_antal as bigint) as j_fran,
        cast(fran.namnare_antal as bigint) as n_fran,
        cast(till.ja_antal as bigint) as j_till,
        cast(till.namnare_antal as bigint) as n_till,
        cast(fran.bortfall_antal as bigint) as m_fran,
        cast(till.bortfall_antal as bigint) as m_till,
        case
            when fran.indikator_id is null or till.indikator_id is null then 'ej_insamlad'
            when jamforbarhet.klass = 'ej' or jamforbarhet_ram.klass = 'ej' then 'ej_jamforbar'
            when not till.redovisas then till.orsak_kod
            when not fran.redovisas then fran.orsak_kod
        end as orsak_kod
    from par
    inner join jamforbarhet
        on
            par.indikator_id = jamforbarhet.indikator_id
            and par.till_matar = jamforbarhet.till_matar
    left join jamforbarhet_ram
        on
            par.gruppindelning = jamforbarhet_ram.gruppindelning
            and par.grupp_kod = jamforbarhet_ram.grupp_kod
            and par.till_matar = jamforbarhet_ram.till_matar
    left join gruppvarde as fran
        on
            par.fran_matar = fran.matar
            and par.gruppindelning = fran.gruppindelning
            and par.grupp_kod = fran.grupp_kod
            and par.indikator_id = fran.indikator_id
    left join gruppvarde as till
        on
            par.till_matar = till.matar
            and par.gruppindelning = till.gruppindelning
            and par.grupp_kod = till.grupp_kod
            and par.indikator_id = till.indikator_id

),

final as (

    select
        sida_vid_sida.fran_matar,
        sida_vid_sida.till_matar,
        sida_vid_sida.gruppindelning,
        sida_vid_sida.grupp_kod,
        sida_vid_sida.indikator_id,
        sida_vid_sida.klass as jamforbarhet,
        cast(sida_vid_sida.j_fran as integer) as fran_ja_antal,
        cast(sida_vid_sida.n_fran as integer) as fran_namnare_antal,
        cast(sida_vid_sida.j_till as integer) as till_ja_antal,
        cast(sida_vid_sida.n_till as integer) as till_namnare_antal,
        sida_vid_sida.fran_andel_procent,
        sida_vid_sida.till_andel_procent,
        case
            when sida_vid_sida.orsak_kod is null
                then {{ procentenheter(
                    "(sida_vid_sida.j_till * sida_vid_sida.n_fran"
                    ~ " - sida_vid_sida.j_fran * sida_vid_sida.n_till)",
                    "sida_vid_sida.n_fran * sida_vid_sida.n_till"
                ) }}
        end as forandring_procentenheter,
        sida_vid_sida.orsak_kod,
        case when sida_vid_sida.orsak_kod is null then sida_vid_sida.klass = 'delvis' end
            as ar_delvis_jamforbar,
        case
            when sida_vid_sida.orsak_kod is null
                then
                    {{ sakert_hogre(
                        "sida_vid_sida.j_till", "sida_vid_sida.n_till", "sida_vid_sida.m_till",
                        "sida_vid_sida.j_fran", "sida_vid_sida.n_fran", "sida_vid_sida.m_fran"
                    ) }}
                    or {{ sakert_hogre(
                        "sida_vid_sida.j_fran", "sida_vid_sida.n_fran", "sida_vid_sida.m_fran",
                        "sida_vid_sida.j_till", "sida_vid_sida.n_till", "sida_vid_sida.m_till"
                    ) }}
        end as ar_saker,
        case when sida_vid_sida.orsak_kod is null then sida_vid_sida.blev_ja_antal end
            as blev_ja_antal,
        case when sida_vid_sida.orsak_kod is null then sida_vid_sida.slutade_ja_antal end
            as slutade_ja_antal,
        case
            when sida_vid_sida.orsak_kod is null
                then sida_vid_sida.blev_ja_antal - sida_vid_sida.slutade_ja_antal
        end as netto_ja_antal,
        {% for antal in ["in_med_ja", "ut_med_ja", "in_i_svar", "ut_ur_svar"] -%}
        case when sida_vid_sida.orsak_kod is null then sida_vid_sida.{{ antal }}_antal end
            as {{ antal }}_antal,
        {% endfor -%}
        sida_vid_sida.nya_enheter_antal,
        sida_vid_sida.lamnat_enheter_antal,
        sida_vid_sida.in_i_ramen_antal,
        sida_vid_sida.ut_ur_ramen_antal,
        markning.markning,
        sida_vid_sida.jamforbarhet_belagg
    from sida_vid_sida
    cross join markning

)

select * from final
