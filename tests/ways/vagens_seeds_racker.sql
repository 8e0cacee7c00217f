-- Every class of answer has its row in vag_svarsklass, and no composite has more components than
-- the texts have room for.

select 'Svarsklassen ' || svarsklass.svarsklass || ' saknar rad i seeden vag_svarsklass' as mening
from {{ ref("svarsklass") }} as svarsklass
left join {{ ref("vag_svarsklass") }} as vag_svarsklass
    on svarsklass.svarsklass = vag_svarsklass.svarsklass
where vag_svarsklass.svarsklass is null

union all

select
    indikator_id || ' har ' || cast(count(*) as varchar) || ' delar, men texterna rymmer '
    || '{{ vag_platser() | length }} (makrot vag_platser)' as mening
from {{ ref("indikator_komponent") }}
group by indikator_id
having count(*) > {{ vag_platser() | length }}
