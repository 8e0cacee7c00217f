-- One row is one unit × year whose share of Ja lies far from that of the other units of its size
-- class, over the same indicators: those where the unit has an outcome and the class a share.

with utfall as (

    select * from {{ ref("fct_enhetsutfall") }}
    where ingar_i_namnare = 1

),

indikator as (

    select * from {{ ref("dim_indikator") }}
    where indikator_typ <> 'sammansatt'

),

medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}
    where gruppindelning = 'storleksgrupp'

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde") }}
    where redovisas

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

policy as (

    select * from {{ ref("fyndpolicy") }}
    where fynd_kod = 'avviker'

),

raknat as (

    select
        utfall.matar,
        utfall.enhet_kod,
        medlem.grupp_kod,
        {{ stort_heltal("count(*)") }} as indikatorer_antal,
        {{ stort_heltal("sum(utfall.ingar_i_taljare)") }} as ja_antal,
        -- the others: the class without the unit itself
        {{ stort_heltal("sum(gruppvarde.ja_antal - utfall.ingar_i_taljare)") }} as ovriga_ja_antal,
        {{ stort_heltal("sum(gruppvarde.namnare_antal - 1)") }} as ovriga_namnare_antal
    from utfall
    inner join indikator
        on utfall.indikator_id = indikator.indikator_id
    inner join medlem
        on
            utfall.matar = medlem.matar
            and utfall.enhet_kod = medlem.enhet_kod
    inner join gruppvarde
        on
            utfall.matar = gruppvarde.matar
            and medlem.gruppindelning = gruppvarde.gruppindelning
            and medlem.grupp_kod = gruppvarde.grupp_kod
            and utfall.indikator_id = gruppvarde.indikator_id
    group by utfall.matar, utfall.enhet_kod, medlem.grupp_kod

),

jamfort as (

    select
        *,
        ja_antal * ovriga_namnare_antal - ovriga_ja_antal * indikatorer_antal
            as skillnad_taljare,
        indikatorer_antal * ovriga_namnare_antal as skillnad_namnare
    from raknat
    where ovriga_namnare_antal > 0

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        jamfort.matar,
        jamfort.enhet_kod,
        enhet.enhet_namn,
        jamfort.grupp_kod,
        cast(jamfort.indikatorer_antal as integer) as indikatorer_antal,
        cast(jamfort.ja_antal as integer) as ja_antal,
        cast(jamfort.ovriga_ja_antal as integer) as ovriga_ja_antal,
        cast(jamfort.ovriga_namnare_antal as integer) as ovriga_namnare_antal,
        {{ andel_procent("jamfort.ja_antal", "jamfort.indikatorer_antal") }} as andel_procent,
        {{ andel_procent("jamfort.ovriga_ja_antal", "jamfort.ovriga_namnare_antal") }}
            as ovriga_andel_procent,
        {{ procentenheter("jamfort.skillnad_taljare", "jamfort.skillnad_namnare") }}
            as skillnad_procentenheter,
        policy.grans_procentenheter,
        markning.markning
    from jamfort
    cross join markning
    cross join policy
    inner join enhet
        on jamfort.enhet_kod = enhet.enhet_kod
    where
        jamfort.indikatorer_antal >= policy.minsta_antal
        and 100 * abs(jamfort.skillnad_taljare)
        >= policy.grans_procentenheter * jamfort.skillnad_namnare

)

select * from final
