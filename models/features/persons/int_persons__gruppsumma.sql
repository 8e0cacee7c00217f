-- One row is one group × indicator × sex with the sums of its units, before anything is hidden, and
-- under which measure and cell each sum is protected. A share made of two counts has a cell of its
-- own (gruppindelning with _bada) where fewer units are in it than in the count's own figure.
{{ config(schema="intern") }}

with medlem as (

    select * from {{ ref("int_persons__medlem") }}

),

personpolicy as (

    select * from {{ ref("personpolicy") }}

),

summa as (

    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        tal_typ,
        kon,
        count(*) as enheter_antal,
        count(*) filter (where ar_rapporterad) as rapporterad_antal,
        count(*) filter (where ar_med) as rapporterande_antal,
        cast(sum(case when ar_med then antal end) as bigint) as antal,
        cast(
            coalesce(
                max(stadens_vuxna), sum(case when ar_med then namnare_antal end)
            ) as bigint
        ) as namnare_antal,
        max(case when ar_med and ar_narmevarde then 1 else 0 end) = 1 as ar_narmevarde,
        case
            when max(stadens_vuxna) is not null then cast(max(stadens_vuxna) as bigint)
            else cast(sum(case when ar_rapporterad then vuxna_antal else 0 end) as bigint)
        end as rapporterande_vuxna_antal,
        case
            when max(stadens_vuxna) is not null then cast(max(stadens_vuxna) as bigint)
            when count(*) = count(vuxna_antal) then cast(sum(vuxna_antal) as bigint)
        end as vuxna_antal
    from medlem
    group by matar, gruppindelning, grupp_kod, indikator_id, tal_typ, kon

),

tabell as (

    -- where the parts of a share that are counts of persons are protected
    select
        matar,
        gruppindelning,
        grupp_kod,
        indikator_id,
        kon,
        min(taljare_tabell) as taljare_tabell,
        min(namnare_tabell) as namnare_tabell,
        max(case when cell_kod <> enhet_kod then 1 else 0 end) = 1 as har_stjarna
    from medlem
    where ar_med
    group by matar, gruppindelning, grupp_kod, indikator_id, kon

),

gemensamma as (

    -- units of a share that are in the figure of the count that it is made of, too
    select
        andel.matar,
        andel.gruppindelning,
        andel.grupp_kod,
        andel.indikator_id,
        andel.kon,
        antal.indikator_id as tabell,
        count(*) as antal
    from medlem as andel
    inner join medlem as antal
        on
            andel.matar = antal.matar
            and andel.gruppindelning = antal.gruppindelning
            and andel.grupp_kod = antal.grupp_kod
            and andel.enhet_kod = antal.enhet_kod
            and andel.kon = antal.kon
            and antal.ar_med
            and (
                andel.taljare_tabell = antal.indikator_id
                or andel.namnare_tabell = antal.indikator_id
            )
    where andel.ar_med and andel.tal_typ = 'andel' and antal.tal_typ = 'kvot'
    group by
        andel.matar, andel.gruppindelning, andel.grupp_kod, andel.indikator_id, andel.kon,
        antal.indikator_id

),

final as (

    select
        summa.matar,
        summa.gruppindelning,
        summa.grupp_kod,
        summa.indikator_id,
        summa.tal_typ,
        summa.kon,
        cast(summa.enheter_antal as integer) as enheter_antal,
        cast(summa.rapporterad_antal as integer) as rapporterad_antal,
        cast(summa.rapporterande_antal as integer) as rapporterande_antal,
        summa.antal,
        summa.namnare_antal,
        summa.ar_narmevarde,
        summa.rapporterande_vuxna_antal,
        summa.vuxna_antal,
        100 * (summa.enheter_antal - summa.rapporterande_antal)
        > personpolicy.grans * summa.enheter_antal as for_stort_bortfall,
        {% for roll in ["taljare", "namnare"] %}
        case
            when tabell.{{ roll }}_tabell is null then null
            when
                tabell.{{ roll }}_tabell in (summa.indikator_id, summa.indikator_id || '.namnare')
                or (
                    not tabell.har_stjarna
                    and {{ roll }}_gemensam.antal = summa.rapporterande_antal
                    and {{ roll }}_summa.rapporterande_antal = summa.rapporterande_antal
                )
                then summa.gruppindelning
            else summa.gruppindelning || '_bada'
        end as {{ roll }}_gruppindelning,
        {% endfor %}
        tabell.taljare_tabell,
        tabell.namnare_tabell
    from summa
    inner join personpolicy
        on
            personpolicy.policy_id
            = case
                when summa.gruppindelning = 'storstad' then 'bortfall_storstad_procent'
                else 'bortfall_grupp_procent'
            end
            and {{ giltig_matar(
                "summa.matar", "personpolicy.giltig_fran_matar", "personpolicy.giltig_till_matar"
            ) }}
    left join tabell
        on
            summa.matar = tabell.matar
            and summa.gruppindelning = tabell.gruppindelning
            and summa.grupp_kod = tabell.grupp_kod
            and summa.indikator_id = tabell.indikator_id
            and summa.kon = tabell.kon
    {% for roll in ["taljare", "namnare"] %}
    left join gemensamma as {{ roll }}_gemensam
        on
            summa.matar = {{ roll }}_gemensam.matar
            and summa.gruppindelning = {{ roll }}_gemensam.gruppindelning
            and summa.grupp_kod = {{ roll }}_gemensam.grupp_kod
            and summa.indikator_id = {{ roll }}_gemensam.indikator_id
            and summa.kon = {{ roll }}_gemensam.kon
            and tabell.{{ roll }}_tabell = {{ roll }}_gemensam.tabell
    left join summa as {{ roll }}_summa
        on
            summa.matar = {{ roll }}_summa.matar
            and summa.gruppindelning = {{ roll }}_summa.gruppindelning
            and summa.grupp_kod = {{ roll }}_summa.grupp_kod
            and summa.kon = {{ roll }}_summa.kon
            and tabell.{{ roll }}_tabell = {{ roll }}_summa.indikator_id
    {% endfor %}

)

select * from final
