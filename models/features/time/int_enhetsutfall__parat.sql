-- One row is one unit × indicator × pair of consecutive years of the landing: the unit's results of
-- both years side by side, and the earlier one judged by the later year's rule where that differs.

{{ config(materialized="view") }}

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

utfall as (

    select * from {{ ref("fct_enhetsutfall") }}

),

omraknat as (

    select * from {{ ref("fct_enhetsutfall_omraknat") }}

),

mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}
    where orsak_kod is null

),

jamforbarhet as (

    select * from {{ ref("dim_jamforbarhet") }}

),

ar_par as (

    select distinct
        fran.matar as fran_matar,
        till.matar as till_matar
    from ram as fran
    inner join ram as till
        on fran.matar + 1 = till.matar

),

fran_utfall as (

    select
        ar_par.till_matar,
        utfall.*
    from ar_par
    inner join utfall
        on ar_par.fran_matar = utfall.matar

),

till_utfall as (

    select utfall.*
    from ar_par
    inner join utfall
        on ar_par.till_matar = utfall.matar

),

par as (

    select
        coalesce(till_utfall.matar, fran_utfall.till_matar) as till_matar,
        coalesce(till_utfall.enhet_kod, fran_utfall.enhet_kod) as enhet_kod,
        coalesce(till_utfall.indikator_id, fran_utfall.indikator_id) as indikator_id,
        fran_utfall.utfall as fran_utfall,
        fran_utfall.orsak_kod as fran_orsak_kod,
        coalesce(fran_utfall.ingar_i_taljare, 0) as fran_taljare,
        coalesce(fran_utfall.ingar_i_namnare, 0) as fran_namnare,
        till_utfall.utfall as till_utfall,
        till_utfall.orsak_kod as till_orsak_kod,
        coalesce(till_utfall.ingar_i_taljare, 0) as till_taljare,
        coalesce(till_utfall.ingar_i_namnare, 0) as till_namnare
    from fran_utfall
    full outer join till_utfall
        on
            fran_utfall.till_matar = till_utfall.matar
            and fran_utfall.enhet_kod = till_utfall.enhet_kod
            and fran_utfall.indikator_id = till_utfall.indikator_id

),

final as (

    select
        par.till_matar - 1 as fran_matar,
        par.till_matar,
        par.enhet_kod,
        par.indikator_id,
        jamforbarhet.klass,
        fran_ram.enhet_kod is not null as fran_i_ramen,
        till_ram.enhet_kod is not null as till_i_ramen,
        jamforbarhet.fran_stalld,
        jamforbarhet.till_stalld,
        par.fran_utfall,
        par.fran_orsak_kod,
        par.fran_taljare,
        par.fran_namnare,
        par.till_utfall,
        par.till_orsak_kod,
        par.till_taljare,
        par.till_namnare,
        mojlig.indikator_id is not null as ar_omraknad,
        case when mojlig.indikator_id is null then par.fran_utfall else omraknat.utfall end
            as ny_utfall,
        case
            when mojlig.indikator_id is null then par.fran_taljare
            else coalesce(omraknat.ingar_i_taljare, 0)
        end as ny_taljare,
        case
            when mojlig.indikator_id is null then par.fran_namnare
            else coalesce(omraknat.ingar_i_namnare, 0)
        end as ny_namnare,
        case when omraknat.utfall = 'obestamd' then 1 else 0 end as ny_obestamd
    from par
    inner join jamforbarhet
        on
            par.indikator_id = jamforbarhet.indikator_id
            and par.till_matar = jamforbarhet.till_matar
    left join ram as fran_ram
        on
            par.till_matar - 1 = fran_ram.matar
            and par.enhet_kod = fran_ram.enhet_kod
    left join ram as till_ram
        on
            par.till_matar = till_ram.matar
            and par.enhet_kod = till_ram.enhet_kod
    left join mojlig
        on
            par.indikator_id = mojlig.indikator_id
            and par.till_matar - 1 = mojlig.matar
            and par.till_matar = mojlig.regel_matar
    left join omraknat
        on
            par.indikator_id = omraknat.indikator_id
            and par.enhet_kod = omraknat.enhet_kod
            and par.till_matar - 1 = omraknat.matar
            and par.till_matar = omraknat.regel_matar

)

select * from final
