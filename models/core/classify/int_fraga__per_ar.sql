-- One row is one question × area × item that was asked in one year, with its scale and window.

with matar as (

    select * from {{ ref("matar") }}

),

fraga as (

    select * from {{ ref("fraga") }}

),

fraga_version as (

    select * from {{ ref("fraga_version") }}

),

fraga_post as (

    select * from {{ ref("fraga_post") }}

),

svarsskala as (

    select * from {{ ref("svarsskala") }}

),

final as (

    select
        matar.matar,
        fraga_post.fraga_kod,
        coalesce(fraga_post.omrade_kod, '') as omrade_kod,
        coalesce(fraga_post.delfraga_kod, '') as delfraga_kod,
        fraga_version.version_nr,
        fraga_version.fonster_manader,
        {{ fonster_ar("matar.matar", "fraga_version.fonster_manader") }} as fonster_ar,
        fraga_version.fraga_text,
        fraga_version.belagg,
        fraga.enkatdel,
        fraga.bas_fraga_kod,
        fraga.oppnas_av_omrade_kod,
        fraga.ar_kryssfraga,
        fraga_post.skala_kod,
        fraga_post.ar_annat_omrade,
        svarsskala.ar_fri_text,
        svarsskala.kraver_namn
    from fraga_post
    inner join matar
        on {{ giltig_matar(
            "matar.matar", "fraga_post.giltig_fran_matar", "fraga_post.giltig_till_matar"
        ) }}
    inner join fraga
        on fraga_post.fraga_kod = fraga.fraga_kod
    inner join fraga_version
        on
            fraga_post.fraga_kod = fraga_version.fraga_kod
            and {{ giltig_matar(
                "matar.matar", "fraga_version.giltig_fran_matar", "fraga_version.giltig_till_matar"
            ) }}
    inner join svarsskala
        on fraga_post.skala_kod = svarsskala.skala_kod

)

select * from final
