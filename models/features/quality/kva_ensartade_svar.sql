-- One row is one unit × year whose answers are all of a kind: every answer Ja, or every answer
-- the same as last year's. An answer may well be true; the row asks a person to look.

with vantat as (

    select * from {{ ref("int_svar__vantat") }}
    where
        ar_besvarad
        and enkatdel <> 'oppning'

),

enhet as (

    select * from {{ ref("dim_enhet") }}

),

policy as (

    select * from {{ ref("fyndpolicy") }}

),

raknat as (

    -- boxes left out say nothing about somebody who ticks everything
    select
        'alla_ja' as fynd_kod,
        matar,
        enhet_kod,
        count(*) as jamforda_antal,
        count(*) filter (where svarsklass = 'ja') as lika_antal
    from vantat
    where ar_angiven
    group by matar, enhet_kod

    union all

    -- the same question in the same version, answered both years
    select
        'samma_som_forra_aret' as fynd_kod,
        i_ar.matar,
        i_ar.enhet_kod,
        count(*) as jamforda_antal,
        count(*) filter (where i_ar.svarsklass = forra.svarsklass) as lika_antal
    from vantat as i_ar
    inner join vantat as forra
        on
            i_ar.matar = forra.matar + 1
            and i_ar.enhet_kod = forra.enhet_kod
            and i_ar.fraga_kod = forra.fraga_kod
            and i_ar.omrade_kod = forra.omrade_kod
            and i_ar.delfraga_kod = forra.delfraga_kod
            and i_ar.version_nr = forra.version_nr
            and i_ar.skala_kod = forra.skala_kod
    group by i_ar.matar, i_ar.enhet_kod

),

markning as (

    select * from {{ ref("int_landning__markning") }}

),

final as (

    select
        raknat.matar,
        raknat.enhet_kod,
        enhet.enhet_namn,
        raknat.fynd_kod,
        cast(raknat.jamforda_antal as integer) as jamforda_antal,
        policy.minsta_antal,
        case raknat.fynd_kod
            when 'alla_ja'
                then 'Alla ' || cast(raknat.jamforda_antal as varchar) || ' svar är Ja.'
            else
                'Alla ' || cast(raknat.jamforda_antal as varchar)
                || ' svar som går att jämföra är desamma som '
                || cast(raknat.matar - 1 as varchar) || '.'
        end as mening,
        markning.markning
    from raknat
    cross join markning
    inner join policy
        on raknat.fynd_kod = policy.fynd_kod
    inner join enhet
        on raknat.enhet_kod = enhet.enhet_kod
    where
        raknat.lika_antal = raknat.jamforda_antal
        and raknat.jamforda_antal >= policy.minsta_antal

)

select * from final
