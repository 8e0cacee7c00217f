-- One row is one thing that a source says about the survey as a whole.

with final as (

    select
        matar,
        uppgift_kod,
        ordning,
        rubrik,
        text_sv,
        kalla
    from {{ ref("undersokning") }}

)

select * from final
