-- Every class of answer has its row in vag_svarsklass, every question that a rule reads has one in
-- vag_fraga, and no composite has more components than the texts have room for.

select 'Svarsklassen ' || svarsklass.svarsklass || ' saknar rad i seeden vag_svarsklass' as mening
from {{ ref("svarsklass") }} as svarsklass
left join {{ ref("vag_svarsklass") }} as vag_svarsklass
    on svarsklass.svarsklass = vag_svarsklass.svarsklass
where vag_svarsklass.svarsklass is null

union all

select distinct
    'Frågan ' || roll.fraga_kod || coalesce(' (' || roll.delfraga_kod || ')', '')
    || ' saknar rad i seeden vag_fraga: utan ord för den står dess kod i förslag och rapporter'
        as mening
from {{ ref("indikator_roll") }} as roll
left join {{ ref("vag_fraga") }} as vag_fraga
    on
        roll.fraga_kod = vag_fraga.fraga_kod
        and (vag_fraga.delfraga_kod is null or vag_fraga.delfraga_kod = roll.delfraga_kod)
where vag_fraga.fraga_kod is null

union all

select
    indikator_id || ' har ' || cast(count(*) as varchar) || ' delar, men texterna rymmer '
    || '{{ vag_platser() | length }} (makrot vag_platser)' as mening
from {{ ref("indikator_komponent") }}
group by indikator_id
having count(*) > {{ vag_platser() | length }}
