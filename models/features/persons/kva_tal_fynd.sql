-- One row is one number that somebody should look at: for the producer only, never published.

with gallande as (

    select * from {{ ref("int_varde__gallande") }}
    where kon = 'totalt'

),

underlag as (

    select * from {{ ref("int_persons__underlag") }}
    where kon = 'totalt'

),

grupp as (

    select * from {{ ref("int_persons__grupp") }}
    where gruppindelning = 'storleksgrupp'

),

gruppsumma as (

    select * from {{ ref("int_persons__gruppsumma") }}
    where kon = 'totalt' and tal_typ = 'kvot'

),

personpolicy as (

    select * from {{ ref("personpolicy") }}

),

par as (

    select
        aktualiserade.matar,
        aktualiserade.enhet_kod,
        aktualiserade.taljare as aktualiserade_antal,
        insatser.taljare as insatser_antal
    from gallande as aktualiserade
    inner join gallande as insatser
        on
            aktualiserade.matar = insatser.matar
            and aktualiserade.enhet_kod = insatser.enhet_kod
            and insatser.indikator_id = 'nyckeltal_insatser_vinr'
    where aktualiserade.indikator_id = 'nyckeltal_aktualiserade_vinr'

),

fynd as (

    select
        avslutade.matar,
        avslutade.enhet_kod,
        avslutade.indikator_id,
        'avslutade_over_insatser' as fynd_kod,
        cast(avslutade.taljare as bigint) as antal,
        cast(insatser.taljare as bigint) as jamfort_antal
    from gallande as avslutade
    inner join gallande as insatser
        on
            avslutade.matar = insatser.matar
            and avslutade.enhet_kod = insatser.enhet_kod
            and insatser.indikator_id = 'nyckeltal_insatser_vinr'
    where
        avslutade.indikator_id = 'nyckeltal_avslutade_mal_vinr'
        and avslutade.taljare > insatser.taljare

    union all

    select
        par.matar,
        par.enhet_kod,
        'nyckeltal_insatser_vinr' as indikator_id,
        'insatser_manga' as fynd_kod,
        cast(par.insatser_antal as bigint) as antal,
        cast(par.aktualiserade_antal as bigint) as jamfort_antal
    from par
    inner join personpolicy
        on
            personpolicy.policy_id = 'fynd_insatser_ganger'
            and par.insatser_antal > personpolicy.grans * par.aktualiserade_antal

    union all

    select
        gallande.matar,
        gallande.enhet_kod,
        gallande.indikator_id,
        'antal_andrat' as fynd_kod,
        cast(gallande.taljare as bigint) as antal,
        cast(fore.taljare as bigint) as jamfort_antal
    from gallande
    inner join gallande as fore
        on
            gallande.matar - 1 = fore.matar
            and gallande.enhet_kod = fore.enhet_kod
            and gallande.indikator_id = fore.indikator_id
    inner join personpolicy
        on
            personpolicy.policy_id = 'fynd_andring_ganger'
            and (
                gallande.taljare > personpolicy.grans * fore.taljare
                or fore.taljare > personpolicy.grans * gallande.taljare
            )

    union all

    select
        underlag.matar,
        underlag.enhet_kod,
        underlag.indikator_id,
        'kvot_over_gruppens' as fynd_kod,
        underlag.antal,
        gruppsumma.antal as jamfort_antal
    from underlag
    inner join grupp
        on
            underlag.matar = grupp.matar
            and underlag.enhet_kod = grupp.enhet_kod
    inner join gruppsumma
        on
            underlag.matar = gruppsumma.matar
            and underlag.indikator_id = gruppsumma.indikator_id
            and grupp.gruppindelning = gruppsumma.gruppindelning
            and grupp.grupp_kod = gruppsumma.grupp_kod
    inner join personpolicy
        on
            personpolicy.policy_id = 'fynd_grupp_ganger'
            and underlag.antal * gruppsumma.namnare_antal
            > personpolicy.grans * gruppsumma.antal * underlag.namnare_antal

    union all

    select
        matar,
        enhet_kod,
        indikator_id,
        'taljare_over_namnare' as fynd_kod,
        antal,
        namnare_antal as jamfort_antal
    from underlag
    where antal > namnare_antal

),

final as (

    select
        fynd.matar,
        fynd.enhet_kod,
        fynd.indikator_id,
        fynd.fynd_kod,
        fynd.antal,
        fynd.jamfort_antal
    from fynd

)

select * from final
