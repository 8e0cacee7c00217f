-- Rows with validity never overlap: one version of a question, one limit and one policy a year.

with matar as (

    select matar from {{ ref("matar") }}

),

rad as (

    select
        'fraga_version ' || fraga_kod as vad,
        giltig_fran_matar,
        giltig_till_matar
    from {{ ref("fraga_version") }}

    union all

    select
        'fraga_post ' || fraga_kod || ' ' || coalesce(omrade_kod, '') || ' '
        || coalesce(delfraga_kod, '') as vad,
        giltig_fran_matar,
        giltig_till_matar
    from {{ ref("fraga_post") }}

    union all

    select
        'indikator_roll ' || indikator_id || ' ' || roll as vad,
        giltig_fran_matar,
        giltig_till_matar
    from {{ ref("indikator_roll") }}

    union all

    select
        'redovisningspolicy ' || lasning as vad,
        giltig_fran_matar,
        giltig_till_matar
    from {{ ref("redovisningspolicy") }}

    union all

    select
        'skr_revision' as vad,
        giltig_fran_matar,
        giltig_till_matar
    from {{ ref("skr_revision") }}

    union all

    select
        'skr_medlem ' || kommun_kod as vad,
        giltig_fran_matar,
        giltig_till_matar
    from {{ ref("skr_medlem") }}

)

select
    rad.vad || ' har ' || cast(count(*) as varchar) || ' giltiga rader mätår '
    || cast(matar.matar as varchar) as mening
from rad
inner join matar
    on {{ giltig_matar("matar.matar", "rad.giltig_fran_matar", "rad.giltig_till_matar") }}
group by rad.vad, matar.matar
having count(*) > 1

union all

select 'Mätår ' || cast(matar.matar as varchar) || ' har inte exakt en gällande policy' as mening
from matar
left join {{ ref("redovisningspolicy") }} as policy
    on
        policy.ar_standard = 1
        and {{ giltig_matar(
            "matar.matar", "policy.giltig_fran_matar", "policy.giltig_till_matar"
        ) }}
group by matar.matar
having count(policy.lasning) <> 1
