-- One row is one change between two consecutive survey years that the seeds themselves show, in an
-- indicator asked both years: indicator × year pair × kind of change × role of the question.

with indikator as (

    select * from {{ ref("int_indikator__per_ar") }}

),

roll as (

    select * from {{ ref("int_indikator__roll_per_ar") }}

),

par as (

    select
        fran.indikator_id,
        fran.matar as fran_matar,
        till.matar as till_matar,
        fran.regel_id as fran_regel_id,
        till.regel_id as till_regel_id
    from indikator as fran
    inner join indikator as till
        on
            fran.indikator_id = till.indikator_id
            and fran.matar + 1 = till.matar

),

samma_fraga as (

    select
        par.indikator_id,
        par.fran_matar,
        par.till_matar,
        fran.roll,
        fran.fraga_kod,
        fran.version_nr as fran_version_nr,
        till.version_nr as till_version_nr,
        fran.fonster_manader as fran_fonster_manader,
        till.fonster_manader as till_fonster_manader,
        fran.skala_kod as fran_skala_kod,
        till.skala_kod as till_skala_kod
    from par
    inner join roll as fran
        on
            par.indikator_id = fran.indikator_id
            and par.fran_matar = fran.matar
    inner join roll as till
        on
            par.indikator_id = till.indikator_id
            and par.till_matar = till.matar
            and fran.roll = till.roll
            and fran.fraga_kod = till.fraga_kod
            and fran.omrade_kod = till.omrade_kod
            and fran.delfraga_kod = till.delfraga_kod

),

ensam_roll as (

    -- a question that the rule of only one of the two years uses in this role
    select
        par.indikator_id,
        par.fran_matar,
        par.till_matar,
        roll.roll,
        roll.fraga_kod,
        case when roll.matar = par.till_matar then 'tillkom' else 'togs bort' end as vad
    from par
    inner join roll
        on
            par.indikator_id = roll.indikator_id
            and roll.matar in (par.fran_matar, par.till_matar)
    left join samma_fraga
        on
            par.indikator_id = samma_fraga.indikator_id
            and par.fran_matar = samma_fraga.fran_matar
            and roll.roll = samma_fraga.roll
    where samma_fraga.roll is null

),

final as (

    select
        indikator_id,
        fran_matar,
        till_matar,
        'regel' as orsak_typ,
        '' as roll,
        'regeln ' || fran_regel_id || ' blev ' || till_regel_id as andring_text
    from par
    where fran_regel_id <> till_regel_id

    union all

    select
        indikator_id,
        fran_matar,
        till_matar,
        'frageversion' as orsak_typ,
        roll,
        'frågan ' || fraga_kod || ' gick från version ' || cast(fran_version_nr as varchar)
        || ' till ' || cast(till_version_nr as varchar) as andring_text
    from samma_fraga
    where fran_version_nr <> till_version_nr

    union all

    select
        indikator_id,
        fran_matar,
        till_matar,
        'fonster' as orsak_typ,
        roll,
        'fönstret för ' || fraga_kod || ' gick från '
        || coalesce(cast(fran_fonster_manader as varchar), 'inga') || ' till '
        || coalesce(cast(till_fonster_manader as varchar), 'inga') || ' månader' as andring_text
    from samma_fraga
    where fran_fonster_manader is distinct from till_fonster_manader

    union all

    select
        indikator_id,
        fran_matar,
        till_matar,
        'skala' as orsak_typ,
        roll,
        'skalan för ' || fraga_kod || ' gick från ' || fran_skala_kod || ' till '
        || till_skala_kod as andring_text
    from samma_fraga
    where fran_skala_kod <> till_skala_kod

    union all

    select
        indikator_id,
        fran_matar,
        till_matar,
        'roller' as orsak_typ,
        roll,
        'frågan ' || min(fraga_kod) || ' ' || min(vad) || ' som ' || roll as andring_text
    from ensam_roll
    group by indikator_id, fran_matar, till_matar, roll

)

select * from final
