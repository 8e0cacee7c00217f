{#
    After a run, keeps what each seed and model was built from, in `metadata.byggd_nod`: the checksum
    of its file, of the project's other files, of what was read from outside, and a fingerprint of all
    this together with the fingerprints of its parents. A publication compares them with the files
    (src/oppna_jamforelser/publish/freshness.py computes the same). No clock and no folder's name:
    the same files give the same rows. What a partial run did not build keeps its rows; a build
    with --empty gets fingerprints that no file gives.
#}
{% macro skriv_byggregister(results) %}
    {% if execute and flags.WHICH in ("build", "run", "seed") %}
        {% set byggda = [] %}
        {% for result in results if result.node.resource_type in ("seed", "model")
           and result.status == "success" %}
            {% do byggda.append(result.node) %}
        {% endfor %}
        {% if byggda %}
            {% do run_query("create schema if not exists metadata") %}
            {% do run_query(
                "create table if not exists metadata.byggd_nod (nod text primary key, fil text, "
                ~ "fil_sha256 text, projekt_avtryck text, kalla text, kalla_avtryck text, "
                ~ "foraldrar text, avtryck text)"
            ) %}
            {{ byggregister_rader(byggda) }}
        {% endif %}
    {% endif %}
{% endmacro %}

{# SQL that puts the rows of these nodes, parents first, in the place of what was known of them. #}
{% macro byggregister_rader(byggda) %}
    {% set projekt = filer_avtryck(byggregister_projektfiler()) %}
    {% set kallor = {} %}
    {% set avtryck = {} %}
    {% for rad in run_query("select nod, avtryck from metadata.byggd_nod").rows %}
        {% do avtryck.update({rad[0]: rad[1]}) %}
    {% endfor %}
    {% set filer = {} %}
    {% for rad in filer_sha256(byggda | map(attribute="original_file_path") | list) %}
        {% do filer.update({rad[0]: rad[1]}) %}
    {% endfor %}
    {% set rader = [] %}
    {% for nod in byggda %}
        {% set foraldrar = [] %}
        {% set lasta = [] %}
        {% for foralder in nod.depends_on.nodes | default([]) %}
            {% set delar = foralder.split(".") %}
            {% if delar[0] != "source" %}
                {% do foraldrar.append(delar[-1]) %}
            {% elif delar[2] not in lasta %}
                {% do lasta.append(delar[2]) %}
            {% endif %}
        {% endfor %}
        {% for kalla in lasta if kalla not in kallor %}
            {% do kallor.update({kalla: filer_avtryck([byggregister_kallfiler()[kalla]], true)}) %}
        {% endfor %}
        {% set kalla = lasta | first | default("") %}
        {% set delar = [filer[nod.original_file_path], projekt, kallor.get(kalla, "")] %}
        {% if flags.EMPTY %}{% do delar.append("tom") %}{% endif %}
        {% for foralder in foraldrar | sort(case_sensitive=true) %}
            {% do delar.append(avtryck.get(foralder, "")) %}
        {% endfor %}
        {% do avtryck.update({nod.name: local_md5(delar | join(" "))}) %}
        {% do rader.append("('" ~ [
            nod.name,
            nod.original_file_path,
            filer[nod.original_file_path],
            projekt,
            kalla,
            kallor.get(kalla, ""),
            foraldrar | sort(case_sensitive=true) | join(" "),
            avtryck[nod.name],
        ] | join("', '") ~ "')") %}
    {% endfor %}
    insert or replace into metadata.byggd_nod values
    {{ rader | join(", ") }}
{% endmacro %}

{# What decides how seeds and models are built, beside their own files: patterns of files. #}
{% macro byggregister_projektfiler() %}
    {{ return([
        "dbt_project.yml", "macros/**/*.sql", "models/**/*.yml", "models/**/*.md", "seeds/**/*.yml",
    ]) }}
{% endmacro %}

{# The files that each source reads, as patterns. #}
{% macro byggregister_kallfiler() %}
    {{ return({
        "landing": env_var("OJ_LANDING", "data/example/landing") ~ "/*_[0-9]*_*.parquet",
        "kolada": env_var("OJ_KOLADA", "data/kolada") ~ "/kolada_*.parquet",
    }) }}
{% endmacro %}

{# One checksum over the names and the content of the files that match, `utan_mapp` without folders. #}
{% macro filer_avtryck(monster, utan_mapp=false) %}
    {% set rader = [] %}
    {% for fil, sha256 in filer_sha256(monster) %}
        {% do rader.append((fil.split("/")[-1] if utan_mapp else fil) ~ " " ~ sha256) %}
    {% endfor %}
    {{ return(local_md5(rader | sort(case_sensitive=true) | join("\n"))) }}
{% endmacro %}

{# The name and the SHA-256 of each file that matches one of the patterns, as a list of pairs. #}
{% macro filer_sha256(monster) %}
    {% set filer = [] %}
    {% for ett in monster %}
        {% do filer.append("select file from glob('" ~ ett | replace("'", "''") ~ "')") %}
    {% endfor %}
    {% set namn = run_query(filer | join(" union all ")).columns[0].values() %}
    {% if not namn %}
        {{ return([]) }}
    {% endif %}
    {% set lista = [] %}
    {% for fil in namn %}
        {% do lista.append("'" ~ fil | replace("'", "''") ~ "'") %}
    {% endfor %}
    {{ return(run_query(
        "select filename, sha256(content) from read_blob([" ~ lista | join(", ") ~ "])"
    ).rows) }}
{% endmacro %}
