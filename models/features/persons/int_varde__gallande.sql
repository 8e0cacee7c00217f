-- One row is the value in force: matar × enhet × indikator × kon. The last submitted of the
-- accepted ones, then the last delivered; none submitted counts as earlier than any.
{{ config(schema="intern") }}

with granskat as (

    select * from {{ ref("int_varde__granskat") }}
    where karantan_orsak_kod is null and not ar_tomt

),

ordnat as (

    select
        *,
        row_number() over (
            partition by matar, enhet_kod, indikator_id, kon
            order by
                case when inlamnad is null then 1 else 0 end,
                inlamnad desc,
                leverans_nr desc,
                rad_nr desc
        ) as ordning
    from granskat

),

final as (

    select
        matar,
        enhet_kod,
        indikator_id,
        kon,
        taljare,
        namnare,
        inlamnad,
        leverans_nr,
        fil,
        rad_nr
    from ordnat
    where ordning = 1

)

select * from final
