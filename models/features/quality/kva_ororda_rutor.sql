-- One row is one unit and mätår whose every answer, opening questions apart, is a box that is not
-- ticked: tools export boxes that nobody touched so. The answers count; a person looks.

with svar as (

    select * from {{ ref("int_svar__gallande") }}
    where ar_besvarad

),

fraga as (

    select * from {{ ref("fraga") }}

),

raknad as (

    select
        svar.matar,
        svar.enhet_kod,
        count(*) filter (where fraga.ar_kryssfraga = 1 and svar.svarsklass = 'nej') as ruta_antal,
        count(*) as svar_antal
    from svar
    inner join fraga
        on svar.fraga_kod = fraga.fraga_kod
    where fraga.enkatdel <> 'oppning'
    group by svar.matar, svar.enhet_kod

),

final as (

    select
        matar,
        enhet_kod,
        ruta_antal
    from raknad
    where ruta_antal = svar_antal

)

select * from final
