-- One row is one group × pair of consecutive years whose units changed: the class for the group.
-- The seed's row is in force; without one, how many units were replaced gives the class.

with deklarerad as (

    select * from {{ ref("jamforbarhet_ram") }}

),

upptackt as (

    select * from {{ ref("int_jamforbarhet__ram_upptackt") }}
    where rambyte_fran_antal + rambyte_till_antal > 0

),

final as (

    select
        gruppindelning,
        grupp_kod,
        fran_matar,
        till_matar,
        klass,
        true as ar_deklarerad,
        orsak_text,
        kalla
    from deklarerad

    union all

    -- more than half of the units of either year: ej; more than one in twenty: delvis
    select
        upptackt.gruppindelning,
        upptackt.grupp_kod,
        upptackt.fran_matar,
        upptackt.till_matar,
        case
            when
                2 * upptackt.rambyte_fran_antal > upptackt.fran_enheter_antal
                or 2 * upptackt.rambyte_till_antal > upptackt.till_enheter_antal
                then 'ej'
            when
                20 * upptackt.rambyte_fran_antal > upptackt.fran_enheter_antal
                or 20 * upptackt.rambyte_till_antal > upptackt.till_enheter_antal
                then 'delvis'
            else 'direkt'
        end as klass,
        false as ar_deklarerad,
        'Enheter i gruppen gick ihop eller delades.' as orsak_text,
        'Metoden, avsnitt 6' as kalla
    from upptackt
    left join deklarerad
        on
            upptackt.gruppindelning = deklarerad.gruppindelning
            and upptackt.grupp_kod = deklarerad.grupp_kod
            and upptackt.fran_matar = deklarerad.fran_matar
    where deklarerad.gruppindelning is null

)

select * from final
