-- One row is one group × indicator: the trend over the latest unbroken run of at least five years
-- with shown shares in one segment, or the sentence that says why there is none.

with serie as (

    select * from {{ ref("fct_tidsserie") }}
    where gruppindelning <> 'enhet'

),

redovisat as (

    select
        *,
        matar - cast(row_number() over (
            partition by gruppindelning, grupp_kod, indikator_id, segment_nr
            order by matar
        ) as integer) as foljd_nr,
        -- the share in millionths, rounded half up from the integers
        {{ heltalsdivision(
            "2000000 * cast(ja_antal as bigint) + namnare_antal",
            "2 * cast(namnare_antal as bigint)"
        ) }} as andel_miljondelar
    from serie
    where andel_procent is not null

),

foljd as (

    select
        gruppindelning,
        grupp_kod,
        indikator_id,
        segment_nr,
        foljd_nr,
        min(matar) as fran_matar,
        max(matar) as till_matar,
        cast(count(*) as integer) as matar_antal
    from redovisat
    group by gruppindelning, grupp_kod, indikator_id, segment_nr, foljd_nr

),

vald_foljd as (

    -- long enough before short, then the latest of the long or the longest of the short
    select
        *,
        row_number() over (
            partition by gruppindelning, grupp_kod, indikator_id
            order by
                case when matar_antal >= 5 then 0 else 1 end,
                case when matar_antal >= 5 then till_matar else matar_antal end desc,
                till_matar desc
        ) as plats
    from foljd

),

lutning as (

    -- least squares with the years as whole numbers around their middle: twice the sum of
    -- (twice the year less first and last) times the share, over the sum of the squares
    select
        vald_foljd.gruppindelning,
        vald_foljd.grupp_kod,
        vald_foljd.indikator_id,
        vald_foljd.fran_matar,
        vald_foljd.till_matar,
        vald_foljd.matar_antal,
        cast(sum(
            2 * (2 * redovisat.matar - vald_foljd.fran_matar - vald_foljd.till_matar)
            * redovisat.andel_miljondelar
        ) as bigint) as lutning_taljare,
        cast(sum(
            (2 * redovisat.matar - vald_foljd.fran_matar - vald_foljd.till_matar)
            * (2 * redovisat.matar - vald_foljd.fran_matar - vald_foljd.till_matar)
        ) as bigint) as lutning_namnare,
        bool_or(
            redovisat.matar > vald_foljd.fran_matar and redovisat.jamforbarhet = 'delvis'
        ) as ar_delvis_jamforbar
    from vald_foljd
    inner join redovisat
        on
            vald_foljd.gruppindelning = redovisat.gruppindelning
            and vald_foljd.grupp_kod = redovisat.grupp_kod
            and vald_foljd.indikator_id = redovisat.indikator_id
            and vald_foljd.segment_nr = redovisat.segment_nr
            and vald_foljd.foljd_nr = redovisat.foljd_nr
    where vald_foljd.plats = 1
    group by
        vald_foljd.gruppindelning, vald_foljd.grupp_kod, vald_foljd.indikator_id,
        vald_foljd.fran_matar, vald_foljd.till_matar, vald_foljd.matar_antal

),

alla as (

    select
        gruppindelning,
        grupp_kod,
        indikator_id,
        max(markning) as markning
    from serie
    group by gruppindelning, grupp_kod, indikator_id

),

final as (

    select
        alla.gruppindelning,
        alla.grupp_kod,
        alla.indikator_id,
        lutning.fran_matar,
        lutning.till_matar,
        coalesce(lutning.matar_antal, 0) as matar_antal,
        case
            when lutning.matar_antal >= 5
                then {{ lutning_procentenheter(
                    "lutning.lutning_taljare", "lutning.lutning_namnare"
                ) }}
        end as lutning_procentenheter,
        case when lutning.matar_antal >= 5 then lutning.lutning_taljare end as lutning_taljare,
        case when lutning.matar_antal >= 5 then lutning.lutning_namnare end as lutning_namnare,
        case when lutning.matar_antal >= 5 then lutning.ar_delvis_jamforbar end
            as ar_delvis_jamforbar,
        case
            when lutning.matar_antal is null or lutning.matar_antal < 5 then 'for_fa_ar'
        end as orsak_kod,
        case
            when lutning.matar_antal is null
                then 'Ingen trend: inget år har en redovisad andel.'
            when lutning.matar_antal = 1
                then
                    'Ingen trend: bara ett år i följd (' || cast(lutning.fran_matar as varchar)
                    || ') är redovisat och jämförbart; det behövs minst fem.'
            when lutning.matar_antal < 5
                then
                    'Ingen trend: bara ' || cast(lutning.matar_antal as varchar) || ' år i följd ('
                    || cast(lutning.fran_matar as varchar) || '–'
                    || cast(lutning.till_matar as varchar)
                    || ') är redovisade och jämförbara; det behövs minst fem.'
        end as orsak_text,
        alla.markning
    from alla
    left join lutning
        on
            alla.gruppindelning = lutning.gruppindelning
            and alla.grupp_kod = lutning.grupp_kod
            and alla.indikator_id = lutning.indikator_id

)

select * from final
