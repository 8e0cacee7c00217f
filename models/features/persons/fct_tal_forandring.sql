-- One row is one unit, city or group × indicator × sex in two years after each other: its values
-- and how they differ. Nothing is said of a value that is not shown.

with enhetsvarde as (

    select * from {{ ref("fct_enhetsvarde") }}

),

gruppvarde as (

    select * from {{ ref("fct_gruppvarde_tal") }}

),

varde as (

    select
        matar,
        'enhet' as gruppindelning,
        enhet_kod as grupp_kod,
        indikator_id,
        'totalt' as kon,
        varde,
        ar_narmevarde,
        orsak_kod
    from enhetsvarde

    union all

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        kon,
        varde,
        ar_narmevarde,
        orsak_kod
    from gruppvarde
    where gruppindelning <> 'storstad'

),

final as (

    select
        varde.matar,
        varde.gruppindelning,
        varde.grupp_kod,
        varde.indikator_id,
        varde.kon,
        fore.matar as fore_matar,
        fore.varde as fore_varde,
        varde.varde,
        cast(varde.varde - fore.varde as decimal(9, 1)) as skillnad,
        varde.ar_narmevarde or fore.ar_narmevarde as ar_narmevarde,
        coalesce(varde.orsak_kod, fore.orsak_kod) as orsak_kod
    from varde
    inner join varde as fore
        on
            varde.matar - 1 = fore.matar
            and varde.gruppindelning = fore.gruppindelning
            and varde.grupp_kod = fore.grupp_kod
            and varde.indikator_id = fore.indikator_id
            and varde.kon = fore.kon

)

select * from final
