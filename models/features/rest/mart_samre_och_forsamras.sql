-- One row is something worse than in the rest that got worse since the year before: group or unit
-- (gruppindelning 'enhet') × a group that holds it × indicator × year. Only where it is certain.

with gruppvarde as (

    select
        *,
        gruppindelning || ':' || grupp_kod as grupp
    from {{ ref("fct_gruppvarde") }}

),

ovriga as (

    select * from {{ ref("fct_gruppvarde_ovriga") }}

),

forandring as (

    select * from {{ ref("fct_forandring") }}

),

overgang as (

    select * from {{ ref("fct_enhetsovergang") }}

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

medlem as (

    select
        matar,
        enhet_kod,
        gruppindelning || ':' || grupp_kod as grupp
    from {{ ref("bridge_enhet_grupp") }}
    where gruppindelning in ('riket', 'lan', 'storleksgrupp', 'skr')

),

policy as (

    select * from {{ ref("redovisningspolicy") }}
    where ar_standard = 1

),

grupp as (

    -- the ranges of group and rest do not meet, nor do those of the two years
    select
        ovriga.matar,
        ovriga.gruppindelning,
        ovriga.grupp_kod,
        ovriga.jamfort_med,
        ovriga.indikator_id,
        forandring.fran_matar,
        cast(null as varchar) as fran_utfall,
        cast(null as varchar) as utfall,
        forandring.fran_andel_procent,
        forandring.till_andel_procent as andel_procent,
        forandring.till_ja_antal as ja_antal,
        forandring.till_namnare_antal as namnare_antal,
        forandring.forandring_procentenheter,
        ovriga.andel_procent as ovriga_andel_procent,
        ovriga.ja_antal as ovriga_ja_antal,
        ovriga.namnare_antal as ovriga_namnare_antal,
        forandring.jamforbarhet,
        forandring.jamforbarhet_belagg,
        ovriga.belagg,
        ovriga.markning
    from ovriga
    inner join forandring
        on
            ovriga.matar = forandring.till_matar
            and ovriga.gruppindelning = forandring.gruppindelning
            and ovriga.grupp_kod = forandring.grupp_kod
            and ovriga.indikator_id = forandring.indikator_id
    where
        ovriga.skillnad = 'sakert_lagre'
        and ovriga.redovisas
        and forandring.ar_saker
        and forandring.forandring_procentenheter < 0

),

samre_enhet as (

    -- a move from ja, or from delvis to nej, that the rule alone did not make
    select *
    from overgang
    where
        jamforbarhet <> 'ej'
        and till_utfall in ('delvis', 'nej')
        and (fran_utfall = 'ja' or (fran_utfall = 'delvis' and till_utfall = 'nej'))
        and coalesce(ar_verklig, true)

),

enhet as (

    -- most of the others have ja, whatever the missing would have answered
    select
        samre_enhet.till_matar as matar,
        'enhet' as gruppindelning,
        samre_enhet.enhet_kod as grupp_kod,
        medlem.grupp as jamfort_med,
        samre_enhet.indikator_id,
        samre_enhet.fran_matar,
        samre_enhet.fran_utfall,
        samre_enhet.till_utfall as utfall,
        cast(null as integer) as fran_andel_procent,
        cast(null as integer) as andel_procent,
        cast(null as integer) as ja_antal,
        cast(null as integer) as namnare_antal,
        cast(null as decimal(5, 1)) as forandring_procentenheter,
        {{ andel_procent("gruppvarde.ja_antal", "(gruppvarde.namnare_antal - 1)") }}
            as ovriga_andel_procent,
        gruppvarde.ja_antal as ovriga_ja_antal,
        gruppvarde.namnare_antal - 1 as ovriga_namnare_antal,
        samre_enhet.jamforbarhet,
        jamforbarhet.jamforbarhet_belagg,
        gruppvarde.belagg,
        gruppvarde.markning
    from samre_enhet
    inner join medlem
        on
            samre_enhet.till_matar = medlem.matar
            and samre_enhet.enhet_kod = medlem.enhet_kod
    inner join gruppvarde
        on
            medlem.matar = gruppvarde.matar
            and medlem.grupp = gruppvarde.grupp
            and samre_enhet.indikator_id = gruppvarde.indikator_id
    inner join policy
        on {{ giltig_matar(
            "samre_enhet.till_matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
        ) }}
    inner join jamforbarhet
        on
            samre_enhet.indikator_id = jamforbarhet.indikator_id
            and samre_enhet.till_matar = jamforbarhet.till_matar
    where
        2 * gruppvarde.ja_antal > gruppvarde.namnare_antal - 1 + gruppvarde.bortfall_antal
        and {{ redovisas(
            "(gruppvarde.enheter_antal - 1)", "gruppvarde.ej_aktuellt_antal",
            "gruppvarde.bortfall_antal", "policy.grans_procent", "policy.raknar_ej_aktuellt"
        ) }}

),

final as (

    select * from grupp

    union all

    select * from enhet

)

select * from final
