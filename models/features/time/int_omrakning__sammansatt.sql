-- One row is one unit's composite result when the components are judged by another year's rule:
-- matar (the answers) × regel_matar (the rule) × unit × composite indicator that can be judged so.

with mojlig as (

    select * from {{ ref("int_omrakning__mojlig") }}
    where orsak_kod is null

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

bedomt as (

    select * from {{ ref("int_omrakning__bedomt") }}

),

svar as (

    select * from {{ ref("int_omrakning__svar") }}

),

sanningstabell as (

    select * from {{ ref("int_regel__sanningstabell") }}

),

orsak as (

    select * from {{ ref("orsak") }}

),

komponent_utfall as (

    -- what the component is, or with its missing answers could become; the truth table tells where
    -- one year decides, and nothing is known of a missing one that two years decide
    select
        sammansatt.matar,
        sammansatt.regel_matar,
        bedomt.enhet_kod,
        sammansatt.indikator_id,
        sammansatt.regel_id,
        bedomt.orsak_kod,
        case when bedomt.utfall = 'obestamd' then 1 else 0 end as obestamd,
        case when bedomt.utfall is null then sanningstabell.kan_ja
            when bedomt.utfall = 'ja' then 1
            else 0
        end as kan_ja,
        case
            when bedomt.utfall is null
                then greatest(sanningstabell.kan_nej, sanningstabell.kan_delvis)
            when bedomt.utfall in ('nej', 'delvis') then 1
            else 0
        end as kan_nej,
        case when bedomt.utfall is null then sanningstabell.kan_ej_aktuellt
            when bedomt.utfall = 'ej_aktuellt' then 1
            else 0
        end as kan_ej
    from mojlig as sammansatt
    inner join komponent
        on sammansatt.indikator_id = komponent.indikator_id
    inner join mojlig as del_mojlig
        on
            sammansatt.matar = del_mojlig.matar
            and sammansatt.regel_matar = del_mojlig.regel_matar
            and komponent.komponent_indikator_id = del_mojlig.indikator_id
    inner join bedomt
        on
            del_mojlig.matar = bedomt.matar
            and del_mojlig.regel_matar = bedomt.regel_matar
            and del_mojlig.indikator_id = bedomt.indikator_id
    left join svar
        on
            bedomt.matar = svar.matar
            and bedomt.regel_matar = svar.regel_matar
            and bedomt.enhet_kod = svar.enhet_kod
            and bedomt.indikator_id = svar.indikator_id
            and bedomt.utfall is null
            and bedomt.har_svar
            and del_mojlig.metod = 'regelversion'
    inner join sanningstabell
        on
            del_mojlig.regel_variant = sanningstabell.regel_variant
            and coalesce(svar.svar_kod, 0) = sanningstabell.svar_kod

),

del as (

    -- the undecided in the way that decides nothing, to see what the missing could change
    select
        matar,
        regel_matar,
        enhet_kod,
        indikator_id,
        regel_id,
        orsak_kod,
        kan_ja + case when regel_id = 'sammansatt_alla' then obestamd else 0 end as kan_ja,
        kan_nej + case when regel_id = 'sammansatt_minst_en' then obestamd else 0 end as kan_nej,
        kan_ej
    from komponent_utfall

),

obestamt as (

    select
        matar,
        regel_matar,
        enhet_kod,
        indikator_id,
        max(obestamd) as har_obestamd
    from komponent_utfall
    group by matar, regel_matar, enhet_kod, indikator_id

),

{{ sammansatt_avgjord(["matar", "regel_matar", "enhet_kod", "indikator_id"]) }},

final as (

    -- a single undecided component that turned out the other way would decide
    select
        sammansatt.matar,
        sammansatt.regel_matar,
        sammansatt.enhet_kod,
        sammansatt.indikator_id,
        case
            when sammansatt.gren_id = 'oavgjort' then null
            when
                obestamt.har_obestamd = 1
                and sammansatt.gren_id
                = case sammansatt.regel_id when 'sammansatt_minst_en' then 'nej' else 'ja' end
                then 'obestamd'
            when sammansatt.gren_id = 'alla_ej_aktuella' then 'ej_aktuellt'
            else sammansatt.gren_id
        end as utfall,
        case when sammansatt.gren_id = 'oavgjort' then sammansatt.avgorande_orsak_kod end
            as orsak_kod
    from sammansatt
    inner join obestamt
        on
            sammansatt.matar = obestamt.matar
            and sammansatt.regel_matar = obestamt.regel_matar
            and sammansatt.enhet_kod = obestamt.enhet_kod
            and sammansatt.indikator_id = obestamt.indikator_id

)

select * from final
