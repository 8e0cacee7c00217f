{#
    Whether a share is certainly higher than another: whatever the missing would have answered, the
    lowest it can be, J/(n+M), is above the highest that the other can be, (J+M)/(n+M). Ranges that
    touch meet. All arguments are integer expressions; a group without any unit that could count
    has no range, and nothing is certain about it. (Method, section 4.)
#}
{% macro sakert_hogre(ja, namnare, bortfall, andra_ja, andra_namnare, andra_bortfall) -%}
    (
        cast({{ ja }} as bigint) * ({{ andra_namnare }} + {{ andra_bortfall }})
        > cast({{ andra_ja }} + {{ andra_bortfall }} as bigint) * ({{ namnare }} + {{ bortfall }})
    )
{%- endmacro %}

{#
    How a share differs from another: sakert_hogre, sakert_lagre or osakert; null where either has
    no range. Arguments as those of sakert_hogre.
#}
{% macro skillnad(ja, namnare, bortfall, andra_ja, andra_namnare, andra_bortfall) -%}
    case
        when
            {{ namnare }} + {{ bortfall }} = 0
            or {{ andra_namnare }} + {{ andra_bortfall }} = 0 then null
        when
            {{ sakert_hogre(ja, namnare, bortfall, andra_ja, andra_namnare, andra_bortfall) }}
            then 'sakert_hogre'
        when
            {{ sakert_hogre(andra_ja, andra_namnare, andra_bortfall, ja, namnare, bortfall) }}
            then 'sakert_lagre'
        else 'osakert'
    end
{%- endmacro %}
