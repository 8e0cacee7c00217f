-- One row is one answer × fault that the questionnaire's order should not have allowed: a follow-up
-- without its base or after a base that does not open it, or an answer in an area whose opening
-- question says Nej. The answers count.

with svar as (

    select * from {{ ref("int_svar__gallande") }}
    where ar_besvarad

),

fraga as (

    select * from {{ ref("fraga") }}

),

svarslage as (

    select * from {{ ref("int_enhet__svarslage") }}

),

foljdfraga as (

    select
        svar.*,
        fraga.bas_fraga_kod,
        fraga.bas_svarsklass as oppnande_svarsklass,
        bas.svarsklass as bas_svarsklass
    from svar
    inner join fraga
        on svar.fraga_kod = fraga.fraga_kod
    -- the base has the follow-up's area, and its item where the base has items; one follow-up for
    -- all areas is opened by any of them
    left join svar as bas
        on
            svar.matar = bas.matar
            and svar.enhet_kod = bas.enhet_kod
            and fraga.bas_fraga_kod = bas.fraga_kod
            and (
                svar.omrade_kod = bas.omrade_kod
                or (svar.omrade_kod = '' and fraga.bas_svarsklass = bas.svarsklass)
            )
            and bas.delfraga_kod in (svar.delfraga_kod, '')
    where fraga.bas_fraga_kod is not null

),

fel as (

    select
        matar,
        enhet_kod,
        fraga_kod,
        omrade_kod,
        delfraga_kod,
        svarsklass,
        bas_fraga_kod,
        bas_svarsklass,
        case
            when bas_svarsklass is null then 'foljdfraga_utan_bas'
            when bas_svarsklass in ('ja', 'nej') then 'foljdfraga_efter_nej'
            -- such as "behövs inte" or "området finns inte"
            else 'foljdfraga_efter_annat_svar'
        end as fel_kod
    from foljdfraga
    where
        bas_svarsklass is null
        or bas_svarsklass <> oppnande_svarsklass

    union all

    select
        svar.matar,
        svar.enhet_kod,
        svar.fraga_kod,
        svar.omrade_kod,
        svar.delfraga_kod,
        svar.svarsklass,
        'OMR' as bas_fraga_kod,
        svarslage.oppningssvar as bas_svarsklass,
        'svar_efter_oppning_nej' as fel_kod
    from svar
    inner join fraga
        on svar.fraga_kod = fraga.fraga_kod
    inner join svarslage
        on
            svar.matar = svarslage.matar
            and svar.enhet_kod = svarslage.enhet_kod
            and fraga.oppnas_av_omrade_kod = svarslage.omrade_kod
    where svarslage.oppningssvar = 'nej'

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        fel.*,
        markning.markning
    from fel
    cross join markning

)

select * from final
