-- One row is one indicator × pair of consecutive known survey years: how far the two years can be
-- compared, and why. Direkt unless a row of the seed, a component or a year not asked says less.

with matar as (

    select * from {{ ref("matar") }}

),

indikator as (

    select * from {{ ref("dim_indikator") }}

),

stalld as (

    select
        matar,
        indikator_id
    from {{ ref("int_indikator__per_ar") }}

),

jamforbarhet as (

    select * from {{ ref("jamforbarhet") }}

),

klass as (

    select * from {{ ref("jamforbarhet_klass") }}

),

komponent as (

    select * from {{ ref("indikator_komponent") }}

),

vilar_pa as (

    -- a composite rests on its components
    select
        indikator.indikator_id,
        coalesce(komponent.komponent_indikator_id, indikator.indikator_id) as del_indikator_id
    from indikator
    left join komponent
        on indikator.indikator_id = komponent.indikator_id

),

belagd as (

    -- pairs of years that a document sets beside each other, for every part of the indicator
    select
        vilar_pa.indikator_id,
        matar.matar as fran_matar
    from vilar_pa
    cross join matar
    left join {{ ref("indikator_insamling") }} as insamling
        on
            vilar_pa.del_indikator_id = insamling.indikator_id
            and insamling.jamfor_aren = 1
            and insamling.giltig_fran_matar <= matar.matar
            and insamling.giltig_till_matar > matar.matar
    group by vilar_pa.indikator_id, matar.matar
    having count(*) = count(insamling.indikator_id)

),

par as (

    select
        indikator.indikator_id,
        indikator.kalla as indikator_kalla,
        fran.matar as fran_matar,
        till.matar as till_matar,
        fran_stalld.indikator_id is not null as fran_stalld,
        till_stalld.indikator_id is not null as till_stalld
    from indikator
    cross join matar as fran
    inner join matar as till
        on fran.matar + 1 = till.matar
    left join stalld as fran_stalld
        on
            indikator.indikator_id = fran_stalld.indikator_id
            and fran.matar = fran_stalld.matar
    left join stalld as till_stalld
        on
            indikator.indikator_id = till_stalld.indikator_id
            and till.matar = till_stalld.matar

),

skal as (

    -- everything that says something about the pair; the weakest class is in force
    select
        par.indikator_id,
        par.fran_matar,
        'ej' as klass,
        case
            when par.till_stalld then 'tillkommen'
            when par.fran_stalld then 'avslutad'
            else 'ej_insamlad'
        end as orsak_typ,
        case
            when par.till_stalld then 'Frågan ställdes inte året före.'
            when par.fran_stalld then 'Frågan ställdes inte längre.'
            else 'Frågan ställdes inget av åren.'
        end as orsak_text,
        par.indikator_kalla as kalla,
        0 as ordning
    from par
    where not (par.fran_stalld and par.till_stalld)

    union all

    select
        indikator_id,
        fran_matar,
        klass,
        orsak_typ,
        orsak_text,
        kalla,
        1 as ordning
    from jamforbarhet

    union all

    select
        komponent.indikator_id,
        jamforbarhet.fran_matar,
        jamforbarhet.klass,
        'komponent' as orsak_typ,
        'Delarna: ' || jamforbarhet.orsak_text as orsak_text,
        jamforbarhet.kalla,
        2 as ordning
    from komponent
    inner join jamforbarhet
        on komponent.komponent_indikator_id = jamforbarhet.indikator_id

),

ordnat as (

    select
        skal.indikator_id,
        skal.fran_matar,
        skal.klass,
        skal.orsak_typ,
        skal.orsak_text,
        skal.kalla,
        row_number() over (
            partition by skal.indikator_id, skal.fran_matar
            order by klass.styrka desc, skal.ordning, skal.orsak_text
        ) as plats
    from skal
    inner join klass
        on skal.klass = klass.klass

),

klassat as (

    select
        par.indikator_id,
        par.fran_matar,
        par.till_matar,
        par.fran_stalld,
        par.till_stalld,
        coalesce(ordnat.klass, 'direkt') as klass,
        ordnat.orsak_typ,
        ordnat.orsak_text,
        ordnat.kalla,
        case when belagd.indikator_id is null then 'antagen' else 'kalla' end
            as jamforbarhet_belagg
    from par
    left join belagd
        on
            par.indikator_id = belagd.indikator_id
            and par.fran_matar = belagd.fran_matar
    left join ordnat
        on
            par.indikator_id = ordnat.indikator_id
            and par.fran_matar = ordnat.fran_matar
            and ordnat.plats = 1

),

final as (

    select
        indikator_id,
        fran_matar,
        till_matar,
        fran_stalld,
        till_stalld,
        klass,
        orsak_typ,
        orsak_text,
        kalla,
        jamforbarhet_belagg,
        -- how often the series has been broken when the later year begins
        cast(sum(case when klass = 'ej' then 1 else 0 end) over (
            partition by indikator_id
            order by till_matar
            rows between unbounded preceding and current row
        ) as integer) as brott_antal
    from klassat

)

select * from final
