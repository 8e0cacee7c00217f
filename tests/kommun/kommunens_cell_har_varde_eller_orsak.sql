-- In the per-kommun mart every cell has a value or exactly one reason with its text; a value is an
-- outcome, or for a city with parts their share. So has each share beside it, and counts where the
-- question was asked. Every kommun × indicator × year is there.

with cell as (

    select
        *,
        coalesce(utfall is not null or kommun_andel_procent is not null, false) as har_varde
    from {{ ref("mart_kommun_indikator") }}

),

per_ar as (

    select
        matar,
        count(*) as celler_antal
    from cell
    group by matar

),

forvantad as (

    select count(*) as celler_antal
    from {{ ref("dim_kommun") }}
    cross join {{ ref("dim_indikator") }}

)

select
    'Cellen ' || kommun_kod || ', ' || indikator_id || ', mätår ' || cast(matar as varchar)
    || case when har_varde then ' har både värde och orsak' else ' saknar värde och orsak' end
        as mening
from cell
where
    har_varde = (orsak_kod is not null)
    or (orsak_kod is null) <> (orsak_text is null)

union all

select
    'Mätår ' || cast(per_ar.matar as varchar) || ' har ' || cast(per_ar.celler_antal as varchar)
    || ' celler per kommun och indikator, inte ' || cast(forvantad.celler_antal as varchar)
        as mening
from per_ar
cross join forvantad
where per_ar.celler_antal <> forvantad.celler_antal

union all

select
    'Färgen ' || farg || ' hör inte till ' || coalesce(utfall, 'en andel') || ' (' || kommun_kod
    || ', ' || indikator_id || ')' as mening
from cell
where
    farg is not null
    and (utfall, farg) not in (('ja', 'grön'), ('delvis', 'gul'), ('nej', 'röd'))
{% for indelning in ["riket", "lan", "storleksgrupp", "skr"] %}
union all

select
    'Cellen ' || kommun_kod || ', ' || indikator_id || ', mätår ' || cast(matar as varchar)
    || ': {{ indelning }} har inte antal och antingen andel eller orsak' as mening
from cell
where
    ({{ indelning }}_andel_procent is null) = ({{ indelning }}_orsak_kod is null)
    or ({{ indelning }}_ja_antal is null) <> ({{ indelning }}_namnare_antal is null)
    or ({{ indelning }}_namnare_antal is null and {{ indelning }}_andel_procent is not null)
    or ({{ indelning }}_namnare_antal is not null and not ingick_i_matningen)
{% endfor %}
