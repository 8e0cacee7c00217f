{#
    The least common denominator of several. `namnare`: a list of large integers (stort_heltal), not
    negative; 0 when one of them is.
#}
{% macro gemensam_namnare(namnare) -%}
    {{ return(adapter.dispatch("gemensam_namnare")(namnare)) }}
{%- endmacro %}

{% macro default__gemensam_namnare(namnare) -%}
    {{ utan_shim("gemensam_namnare") }}
{%- endmacro %}

{% macro duckdb__gemensam_namnare(namnare) -%}
    {{ "lcm(" * (namnare | length - 1) }}{{ namnare[0] }}
    {%- for ytterligare in namnare[1:] %}, {{ ytterligare }}){% endfor %}
{%- endmacro %}

{% macro postgres__gemensam_namnare(namnare) -%}
    {{ return(duckdb__gemensam_namnare(namnare)) }}
{%- endmacro %}

{#
    Spark has no function for it: Euclid's algorithm, in as many steps as numbers of 38 digits can
    need, over the numbers one by one.
#}
{% macro spark__gemensam_namnare(namnare) -%}
    aggregate(
        array({{ namnare[1:] | join(", ") }}),
        cast({{ namnare[0] }} as decimal(38, 0)),
        (produkt, tal) -> case
            when produkt * tal = 0 then cast(produkt * tal as decimal(38, 0))
            else cast(
                (produkt div aggregate(
                    sequence(1, 185),
                    named_struct('a', produkt, 'b', cast(tal as decimal(38, 0))),
                    (par, steg) -> case
                        when par.b = 0 then par
                        else named_struct(
                            'a', par.b, 'b', cast(mod(par.a, par.b) as decimal(38, 0))
                        )
                    end,
                    par -> par.a
                )) * tal as decimal(38, 0)
            )
        end
    )
{%- endmacro %}
