-- One row is one delivered row, typed and trimmed. Columns ending in _levererad are as delivered.

with landning as (

    select * from {{ source("landing", "svar") }}

),

trimmad as (

    select
        *,
        {{ utan_decimalnolla("matar") }} as matar_trimmad,
        {{ utan_decimalnolla("enhet_kod") }} as enhet_kod_trimmad
    from landning

),

final as (

    select
        leverans_nr,
        leverans_id,
        fil,
        rad_nr,
        {{ forsok_heltal("matar_trimmad") }} as matar,
        -- a spreadsheet drops the zero that the code begins with
        case
            when length(split_part(enhet_kod_trimmad, '-', 1)) = 3 then '0' || enhet_kod_trimmad
            else enhet_kod_trimmad
        end as enhet_kod,
        lower(trim(coalesce(fraga_kod, ''))) as fraga_nyckel,
        lower(trim(coalesce(omrade_kod, ''))) as omrade_kod,
        lower(trim(coalesce(delfraga_kod, ''))) as delfraga_kod,
        trim(coalesce(svar, '')) as svar,
        {{ normaliserad_text("coalesce(svar, '')") }} as svar_nyckel,
        trim(coalesce(fritext, '')) as fritext,
        {{ normaliserad_text("coalesce(fritext, '')") }} as fritext_nyckel,
        {{ forsok_tidpunkt("trim(inlamnad)") }} as inlamnad,
        trim(coalesce(inlamnad, '')) as inlamnad_text,
        matar as matar_levererad,
        enhet_kod as enhet_kod_levererad,
        fraga_kod as fraga_kod_levererad,
        omrade_kod as omrade_kod_levererad,
        delfraga_kod as delfraga_kod_levererad,
        svar as svar_levererad,
        fritext as fritext_levererad,
        inlamnad as inlamnad_levererad,
        rad,
        lasfel_kod,
        markning
    from trimmad

)

select * from final
