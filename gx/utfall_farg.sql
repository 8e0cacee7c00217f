-- One row is one combination of outcome, its text and its colour in mart_kommun_indikator. The text
-- of a big city is its parts' share, with the counts: written here as "andel".
select
    coalesce(utfall, 'saknas') as utfall,
    case when kommun_andel_procent is null then coalesce(utfall_text, 'saknas') else 'andel' end
        as utfall_text,
    coalesce(farg, 'ingen') as farg,
    count(*) as rad_antal
from marts.mart_kommun_indikator
group by 1, 2, 3
