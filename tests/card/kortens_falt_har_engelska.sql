-- Every field of a card that has a text has one in English too, with its gaps filled.

with kort as (

    select * from {{ ref("mart_indikator_kort") }}

)

select
    indikator_id || ' ' || cast(giltig_fran_matar as varchar) || ': ' || falt_kod
    || ' har ingen engelska. Fyll i text_en i kort_text, eller lägg texten i kort_oversattning.'
        as mening
from kort
where
    coalesce(text_sv, '') <> ''
    and (coalesce(trim(text_en), '') in ('', '.') or position('()' in text_en) > 0)
