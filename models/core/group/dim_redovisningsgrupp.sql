-- One row is one group of one gruppindelning; a gruppindelning without groups has one row and
-- its reason.

with stadsdel as (

    select enhet.kommun_kod
    from {{ ref("enhet") }} as enhet
    inner join {{ ref("enhet_typ") }} as enhet_typ
        on enhet.enhet_typ = enhet_typ.enhet_typ
    where enhet_typ.ar_stadsdel = 1

),

skr_grupp as (

    -- the groups as the latest revision names and defines them
    select
        skr_grupp.grupp_kod,
        skr_grupp.grupp_namn,
        skr_grupp.grupp_namn_en,
        huvudgrupp.huvudgrupp_namn,
        huvudgrupp.huvudgrupp_namn_en,
        skr_grupp.definition_text,
        skr_grupp.definition_text_en,
        row_number() over (
            partition by skr_grupp.grupp_kod
            order by skr_grupp.skr_revision desc
        ) as plats
    from {{ ref("skr_grupp") }} as skr_grupp
    inner join {{ ref("skr_huvudgrupp") }} as huvudgrupp
        on skr_grupp.huvudgrupp_kod = huvudgrupp.huvudgrupp_kod

),

grupp as (

    select
        'riket' as gruppindelning,
        '00' as grupp_kod,
        'Riket' as grupp_namn,
        'The whole country' as grupp_namn_en,
        cast(null as varchar) as huvudgrupp_namn,
        cast(null as varchar) as huvudgrupp_namn_en,
        cast(null as varchar) as definition_text,
        cast(null as varchar) as definition_text_en

    union all

    select
        'lan' as gruppindelning,
        lan_kod as grupp_kod,
        lan_namn as grupp_namn,
        lan_namn_en as grupp_namn_en,
        cast(null as varchar) as huvudgrupp_namn,
        cast(null as varchar) as huvudgrupp_namn_en,
        cast(null as varchar) as definition_text,
        cast(null as varchar) as definition_text_en
    from {{ ref("lan") }}

    union all

    select
        'storstad' as gruppindelning,
        kommun_kod as grupp_kod,
        kommun_namn as grupp_namn,
        kommun_namn as grupp_namn_en,
        cast(null as varchar) as huvudgrupp_namn,
        cast(null as varchar) as huvudgrupp_namn_en,
        cast(null as varchar) as definition_text,
        cast(null as varchar) as definition_text_en
    from {{ ref("kommun") }}
    where kommun_kod in (select stadsdel.kommun_kod from stadsdel)

    union all

    select distinct
        'storleksgrupp' as gruppindelning,
        grupp_kod,
        grupp_namn,
        grupp_namn_en,
        cast(null as varchar) as huvudgrupp_namn,
        cast(null as varchar) as huvudgrupp_namn_en,
        cast(null as varchar) as definition_text,
        cast(null as varchar) as definition_text_en
    from {{ ref("storleksgrupp") }}

    union all

    select
        'skr' as gruppindelning,
        grupp_kod,
        grupp_namn,
        grupp_namn_en,
        huvudgrupp_namn,
        huvudgrupp_namn_en,
        definition_text,
        definition_text_en
    from skr_grupp
    where plats = 1

    union all

    select
        'egen' as gruppindelning,
        grupp_kod,
        grupp_namn,
        grupp_namn_en,
        cast(null as varchar) as huvudgrupp_namn,
        cast(null as varchar) as huvudgrupp_namn_en,
        definition_text,
        definition_text_en
    from {{ ref("egen_grupp") }}

),

final as (

    select
        gruppindelning.gruppindelning,
        gruppindelning.gruppindelning_namn,
        grupp.grupp_kod,
        grupp.grupp_namn,
        gruppindelning.orsak_kod,
        gruppindelning.gruppindelning_namn_en,
        grupp.grupp_namn_en,
        grupp.huvudgrupp_namn,
        grupp.huvudgrupp_namn_en,
        -- a group without a definition of its own is what its grouping says
        coalesce(grupp.definition_text, gruppindelning.beskrivning) as definition_text,
        coalesce(grupp.definition_text_en, gruppindelning.beskrivning_en) as definition_text_en
    from {{ ref("gruppindelning") }} as gruppindelning
    left join grupp
        on gruppindelning.gruppindelning = grupp.gruppindelning

)

select * from final
