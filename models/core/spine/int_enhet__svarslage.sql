-- One row is one unit × verksamhetsområde with an opening question, in one year: did it answer?

with ram as (

    select * from {{ ref("int_enhet__ram") }}

),

verksamhetsomrade as (

    select * from {{ ref("verksamhetsomrade") }}
    where har_oppningsfraga = 1

),

svar as (

    select * from {{ ref("int_svar__gallande") }}

),

fraga as (

    select * from {{ ref("fraga") }}

),

enhet_svar as (

    select
        matar,
        enhet_kod,
        count(*) as svar_antal
    from svar
    where ar_besvarad
    group by matar, enhet_kod

),

oppning as (

    select
        svar.matar,
        svar.enhet_kod,
        svar.omrade_kod,
        svar.svarsklass
    from svar
    inner join fraga
        on svar.fraga_kod = fraga.fraga_kod
    where
        fraga.enkatdel = 'oppning'
        and svar.ar_besvarad

),

omrade_svar as (

    select
        svar.matar,
        svar.enhet_kod,
        fraga.oppnas_av_omrade_kod as omrade_kod,
        count(*) as svar_antal
    from svar
    inner join fraga
        on svar.fraga_kod = fraga.fraga_kod
    where
        fraga.oppnas_av_omrade_kod is not null
        and svar.ar_besvarad
    group by svar.matar, svar.enhet_kod, fraga.oppnas_av_omrade_kod

),

final as (

    select
        ram.matar,
        ram.enhet_kod,
        verksamhetsomrade.omrade_kod,
        verksamhetsomrade.ingar_i_lss,
        oppning.svarsklass as oppningssvar,
        coalesce(omrade_svar.svar_antal, 0) as svar_antal,
        enhet_svar.svar_antal is null as ar_enhetsbortfall,
        -- an opening question answered Nej with answers all the same: the answers count
        coalesce(oppning.svarsklass, 'nej') = 'nej' and omrade_svar.svar_antal is null
            as ar_omradesbortfall,
        coalesce(oppning.svarsklass = 'ja', omrade_svar.svar_antal is not null) as ar_svarande
    from ram
    cross join verksamhetsomrade
    left join enhet_svar
        on
            ram.matar = enhet_svar.matar
            and ram.enhet_kod = enhet_svar.enhet_kod
    left join oppning
        on
            ram.matar = oppning.matar
            and ram.enhet_kod = oppning.enhet_kod
            and verksamhetsomrade.omrade_kod = oppning.omrade_kod
    left join omrade_svar
        on
            ram.matar = omrade_svar.matar
            and ram.enhet_kod = omrade_svar.enhet_kod
            and verksamhetsomrade.omrade_kod = omrade_svar.omrade_kod

)

select * from final
