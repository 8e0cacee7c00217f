-- One row is one role of one rule, with its place among the rule's roles.

with regel_roll as (

    select * from {{ ref("regel_roll") }}

),

roll as (

    select * from {{ ref("roll") }}

),

final as (

    select
        regel_roll.regel_id,
        regel_roll.roll,
        roll.roll_namn,
        row_number() over (
            partition by regel_roll.regel_id
            order by roll.ordning
        ) as plats
    from regel_roll
    inner join roll
        on regel_roll.roll = roll.roll

)

select * from final
