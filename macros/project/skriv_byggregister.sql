{#
    After a run, keeps what each seed and model was built from, in `metadata.byggd_nod`: the checksum
    of its file, of the project's other files, of what was read from outside, and a fingerprint of all
    this together with the fingerprints of its parents. A publication compares them with the files
    (src/oppna_jamforelser/publish/freshness.py computes the same). No clock and no folder's name:
    the same files give the same rows. What a partial run did not build keeps its rows; a build
    with --empty gets fingerprints that no file gives. Publications are made from DuckDB's warehouse:
    elsewhere nothing is kept.
#}
{% macro skriv_byggregister(results) %}
    {% if execute and target.type == "duckdb" and flags.WHICH in ("build", "run", "seed") %}
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
    {% set projektmapp = invocation_args_dict.get("project_dir") or "." %}
    {% set projekt = filer_avtryck(projektmapp, byggregister_projektfiler()) %}
    {% set filer = filer_sha256(projektmapp, ["seeds/**/*.csv", "models/**/*.sql"]) %}
    {% set kallor = {} %}
    {% set avtryck = {} %}
    {% for rad in run_query("select nod, avtryck from metadata.byggd_nod").rows %}
        {% do avtryck.update({rad[0]: rad[1]}) %}
    {% endfor %}
    {% set rader = [] %}
    {% for nod in byggda %}
        {% set foraldrar = [] %}
        {% set lasta = [] %}
        {% for foralder in nod.depends_on.nodes | default([]) %}
            {% set led = foralder.split(".") %}
            {% if led[0] == "source" and led[2] not in lasta %}
                {% do lasta.append(led[2]) %}
            {% elif led[0] != "source" %}
                {% do foraldrar.append(led[-1]) %}
            {% endif %}
        {% endfor %}
        {% if lasta | length > 1 %}
            {{ exceptions.raise_compiler_error(nod.name ~ " reads two sources; let it read one.") }}
        {% endif %}
        {% set kalla = lasta | first | default("") %}
        {% if kalla and kalla not in kallor %}
            {% set mapp, monster = byggregister_kallfiler()[kalla] %}
            {% do kallor.update({kalla: filer_avtryck(mapp, [monster])}) %}
        {% endif %}
        {% set fil_sha256 = filer.get(nod.original_file_path, "") %}
        {% set delar = [fil_sha256, projekt, kallor.get(kalla, "")] %}
        {% if flags.EMPTY %}{% do delar.append("tom") %}{% endif %}
        {% for foralder in foraldrar | sort(case_sensitive=true) %}
            {% do delar.append(avtryck.get(foralder, "")) %}
        {% endfor %}
        {% do avtryck.update({nod.name: local_md5(delar | join(" "))}) %}
        {% do rader.append("('" ~ [
            nod.name,
            nod.original_file_path,
            fil_sha256,
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

{# The files that each source reads: folder and pattern. #}
{% macro byggregister_kallfiler() %}
    {{ return({
        "landing": (env_var("OJ_LANDING", "data/example/landing"), "*_[0-9]*_*.parquet"),
        "skydd": (env_var("OJ_LANDING", "data/example/landing"), "skydd.parquet"),
        "kolada": (env_var("OJ_KOLADA", "data/kolada"), "kolada_*.parquet"),
    }) }}
{% endmacro %}

{# One checksum over the names, without the folder's, and the content of the files that match. #}
{% macro filer_avtryck(mapp, monster) %}
    {% set rader = [] %}
    {% for fil, sha256 in filer_sha256(mapp, monster).items() %}
        {% do rader.append(fil ~ " " ~ sha256) %}
    {% endfor %}
    {{ return(local_md5(rader | sort(case_sensitive=true) | join("\n"))) }}
{% endmacro %}

{# The SHA-256 of each file of a folder that matches one of the patterns, by its name in the folder. #}
{% macro filer_sha256(mapp, monster) %}
    {% set mapp = mapp.rstrip("/") %}
    {% set filer = {} %}
    {% for ett in monster %}
        {% set alla = "'" ~ (mapp | replace("[", "[[]") | replace("'", "''")) ~ "/" ~ ett ~ "'" %}
        {% if run_query("select count(*) from glob(" ~ alla ~ ")").rows[0][0] %}
            {% for rad in run_query(
                "select filename, sha256(content) from read_blob(" ~ alla ~ ")"
            ).rows %}
                {% do filer.update({rad[0].split(mapp ~ "/", 1)[-1]: rad[1]}) %}
            {% endfor %}
        {% endif %}
    {% endfor %}
    {{ return(filer) }}
{% endmacro %}
