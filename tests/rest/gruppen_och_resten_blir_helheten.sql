-- The rest's counts are those of the units of jamfort_med that are not in the group, counted anew
-- from the units' outcomes; there is a row for every such pair and no other.

with medlem as (

    select
        matar,
        enhet_kod,
        gruppindelning || ':' || grupp_kod as grupp
    from {{ ref("bridge_enhet_grupp") }}

),

grupp as (

    select distinct
        matar,
        grupp
    from medlem

),

utanfor as (

    -- the pairs where some unit of the part is not in the whole
    select distinct
        del.matar,
        del.grupp,
        hel.grupp as jamfort_med
    from medlem as del
    inner join grupp as hel
        on del.matar = hel.matar
    left join medlem as i_hel
        on
            del.matar = i_hel.matar
            and del.enhet_kod = i_hel.enhet_kod
            and hel.grupp = i_hel.grupp
    where i_hel.enhet_kod is null

),

kvar as (

    -- each unit of the whole that is not in a part that the whole holds
    select
        del.matar,
        del.grupp,
        hel.grupp as jamfort_med,
        hel.enhet_kod
    from grupp as del
    inner join medlem as hel
        on del.matar = hel.matar
    left join medlem as i_del
        on
            hel.matar = i_del.matar
            and hel.enhet_kod = i_del.enhet_kod
            and del.grupp = i_del.grupp
    left join utanfor
        on
            del.matar = utanfor.matar
            and del.grupp = utanfor.grupp
            and hel.grupp = utanfor.jamfort_med
    where
        i_del.enhet_kod is null
        and utanfor.grupp is null

),

raknat as (

    select
        kvar.matar,
        kvar.grupp,
        kvar.jamfort_med,
        utfall.indikator_id,
        {{ raknade_enheter("utfall") }}
    from kvar
    inner join {{ ref("fct_enhetsutfall") }} as utfall
        on
            kvar.matar = utfall.matar
            and kvar.enhet_kod = utfall.enhet_kod
    group by kvar.matar, kvar.grupp, kvar.jamfort_med, utfall.indikator_id

),

rest as (

    select
        *,
        gruppindelning || ':' || grupp_kod as grupp
    from {{ ref("fct_gruppvarde_ovriga") }}

)

select
    'Resten av ' || coalesce(rest.jamfort_med, raknat.jamfort_med) || ' utan '
    || coalesce(rest.grupp, raknat.grupp) || ', '
    || coalesce(rest.indikator_id, raknat.indikator_id) || ', mätår '
    || cast(coalesce(rest.matar, raknat.matar) as varchar)
    || ': antalen är inte de enheters som står utanför gruppen' as mening
from rest
full outer join raknat
    on
        rest.matar = raknat.matar
        and rest.grupp = raknat.grupp
        and rest.jamfort_med = raknat.jamfort_med
        and rest.indikator_id = raknat.indikator_id
where
    rest.enheter_antal is distinct from raknat.enheter_antal
    or rest.ja_antal is distinct from raknat.ja_antal
    or rest.delvis_antal is distinct from raknat.delvis_antal
    or rest.nej_antal is distinct from raknat.nej_antal
    or rest.ej_aktuellt_antal is distinct from raknat.ej_aktuellt_antal
    or rest.bortfall_antal is distinct from raknat.bortfall_antal
    or rest.namnare_antal is distinct from raknat.namnare_antal
