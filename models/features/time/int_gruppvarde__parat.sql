-- One row is one group with members both years × indicator × pair of consecutive years of the
-- landing: the counts of the steps from the earlier share to the later one.

with medlem as (

    select * from {{ ref("bridge_enhet_grupp") }}

),

par as (

    select * from {{ ref("int_enhetsutfall__parat") }}

),

medlem_par as (

    select
        coalesce(till.matar, fran.matar + 1) as till_matar,
        coalesce(till.gruppindelning, fran.gruppindelning) as gruppindelning,
        coalesce(till.grupp_kod, fran.grupp_kod) as grupp_kod,
        coalesce(till.enhet_kod, fran.enhet_kod) as enhet_kod,
        case when fran.enhet_kod is null then 0 else 1 end as i_fran,
        case when till.enhet_kod is null then 0 else 1 end as i_till
    from medlem as fran
    full outer join medlem as till
        on
            fran.matar + 1 = till.matar
            and fran.gruppindelning = till.gruppindelning
            and fran.grupp_kod = till.grupp_kod
            and fran.enhet_kod = till.enhet_kod

),

enhet_i_grupp as (

    -- kvar: a member of the group both years; bada: also with a result that counts both years
    select
        par.*,
        medlem_par.gruppindelning,
        medlem_par.grupp_kod,
        medlem_par.i_fran,
        medlem_par.i_till,
        medlem_par.i_fran * medlem_par.i_till as kvar,
        medlem_par.i_fran * medlem_par.i_till * par.ny_namnare * par.till_namnare as bada
    from par
    inner join medlem_par
        on
            par.till_matar = medlem_par.till_matar
            and par.enhet_kod = medlem_par.enhet_kod

),

final as (

    select
        fran_matar,
        till_matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        bool_or(ar_omraknad) as ar_omraknad,
        cast(sum(i_fran * fran_taljare) as integer) as fran_ja_antal,
        cast(sum(i_fran * fran_namnare) as integer) as fran_namnare_antal,
        cast(sum(i_fran * ny_taljare) as integer) as ny_ja_antal,
        cast(sum(i_fran * ny_obestamd) as integer) as ny_obestamda_antal,
        cast(sum(i_fran * ny_namnare) as integer) as ny_namnare_antal,
        cast(sum(kvar * ny_taljare) as integer) as kvar_fran_ja_antal,
        cast(sum(kvar * ny_obestamd) as integer) as kvar_fran_obestamda_antal,
        cast(sum(kvar * ny_namnare) as integer) as kvar_fran_namnare_antal,
        cast(sum(bada * ny_taljare) as integer) as bada_fran_ja_antal,
        cast(sum(bada * ny_obestamd) as integer) as bada_fran_obestamda_antal,
        cast(sum(bada) as integer) as bada_antal,
        cast(sum(bada * till_taljare) as integer) as bada_till_ja_antal,
        cast(sum(kvar * till_taljare) as integer) as kvar_till_ja_antal,
        cast(sum(kvar * till_namnare) as integer) as kvar_till_namnare_antal,
        cast(sum(i_till * till_taljare) as integer) as till_ja_antal,
        cast(sum(i_till * till_namnare) as integer) as till_namnare_antal,
        cast(count(*) filter (
            where kvar = 1 and till_utfall = 'ja' and fran_utfall <> 'ja'
        ) as integer) as blev_ja_antal,
        cast(count(*) filter (
            where kvar = 1 and fran_utfall = 'ja' and till_utfall <> 'ja'
        ) as integer) as slutade_ja_antal,
        cast(count(*) filter (
            where kvar = 1 and fran_utfall is null and till_utfall is not null
        ) as integer) as in_i_svar_antal,
        cast(count(*) filter (
            where kvar = 1 and fran_utfall is not null and till_utfall is null
        ) as integer) as ut_ur_svar_antal,
        cast(count(*) filter (where i_till = 1 and kvar = 0) as integer) as nya_enheter_antal,
        cast(count(*) filter (where i_till = 1 and not fran_i_ramen) as integer)
            as in_i_ramen_antal,
        cast(count(*) filter (where i_fran = 1 and kvar = 0) as integer) as lamnat_enheter_antal,
        cast(count(*) filter (where i_fran = 1 and not till_i_ramen) as integer)
            as ut_ur_ramen_antal,
        cast(count(*) filter (
            where i_till = 1 and till_utfall = 'ja' and (kvar = 0 or fran_utfall is null)
        ) as integer) as in_med_ja_antal,
        cast(count(*) filter (
            where i_fran = 1 and fran_utfall = 'ja' and (kvar = 0 or till_utfall is null)
        ) as integer) as ut_med_ja_antal
    from enhet_i_grupp
    group by fran_matar, till_matar, gruppindelning, grupp_kod, indikator_id
    having max(i_fran) = 1 and max(i_till) = 1

)

select * from final
