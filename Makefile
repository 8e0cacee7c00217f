# The ways to build, test and look after the warehouse; `make help` lists them.
# GNU make and a POSIX shell. Nothing has to be set: PYTHON, OJ_LANDING and OJ_DATABASE may be.

PYTHON ?= python3
OJ_LANDING ?= data/example/landing
OJ_DATABASE ?= oppna_jamforelser.duckdb

export DBT_PROFILES_DIR := profiles
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export GX_ANALYTICS_ENABLED := false
export PIP_DISABLE_PIP_VERSION_CHECK := 1

BIN := .venv/bin
READY := .venv/.ready
ENGINES ?= postgres spark
EXTRAS := metrics postgres spark
COMPILE := uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	--generate-hashes --no-header

# Runs dbt and shows what a person needs: no line for each of the nodes that went well.
# $(1): where target/ and the log go; $(2): dbt's arguments.
define dbt
mkdir -p $(1) && { $(BIN)/dbt --no-use-colors $(2) --target-path $(1) > $(1)/dbt.log 2>&1; \
	status=$$?; \
	sed -E -e '/^[0-9:]+ +[0-9]+ of [0-9]+ (START|OK|PASS|SKIP|NO-OP) /d' -e '/^[0-9:]* *$$/d' \
		-e '/Unable to do partial parsing/d' -e 's/^[0-9]{2}:[0-9]{2}:[0-9]{2} *//' $(1)/dbt.log; \
	test $$status -eq 0; }
endef

OPEN = $(BIN)/python -c "import duckdb; duckdb.connect('$(OJ_DATABASE)', read_only=True).sql('''
define QUERIES
# The warehouse is $(OJ_DATABASE). The bundled answers are made up: no figure is a real result.
# Three queries to try, here or all of them with: make -s queries | sh

# 1. What had the highest shares in the country in 2017?
$(OPEN)
  select kortnamn, andel_procent, lagsta_procent, hogsta_procent, markning
  from marts.fct_gruppvarde join marts.dim_indikator using (indikator_id)
  where matar = 2017 and gruppindelning = 'riket'
  order by andel_procent desc limit 10''').show()"

# 2. What did Falun lack, that many others had?
$(OPEN)
  select kortnamn, utfall_text, lan_andel_procent, riket_andel_procent, markning
  from marts.mart_kommun_indikator
  where matar = 2017 and kommun_namn = 'Falun' and utfall = 'nej'
  order by riket_andel_procent desc limit 10''').show()"

# 3. Which rows were refused, and why?
$(OPEN)
  select orsak_text, count(*) as rad_antal
  from kvalitet.kva_karantan group by orsak_text order by rad_antal desc''').show()"
endef
export QUERIES

.DEFAULT_GOAL := help
.PHONY: help build queries test lint types dbt-test pytest quick quick-lint quick-pytest quick-core attack mutation engines metrics clients \
	docs bench lock clean landing

help: ## Show this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1	\2/p' Makefile | expand -t 20

build: landing $(READY) ## Build the warehouse from the answers in the landing folder
	@echo "Building the warehouse from $(OJ_LANDING)"
	@$(call dbt,target,build)
	@echo
	@printf '%s\n' "$$QUERIES"

queries: ## Show three queries to try in the built warehouse
	@printf '%s\n' "$$QUERIES"

test: $(READY) ## Run everything that CI runs: lint, types, dbt-test and pytest
	@status=0; for check in lint types dbt-test pytest; do \
		$(MAKE) --no-print-directory $$check || status=1; \
	done; exit $$status

lint: $(READY) ## Check the style of Python and SQL
	@echo "ruff check" && $(BIN)/ruff check .
	@echo "ruff format --check" && $(BIN)/ruff format --check .
	@echo "sqlfluff, macros too" && $(BIN)/python -m tools.lint_sql

types: $(READY) ## Check the types of the Python
	@echo "mypy" && $(BIN)/mypy

# The tests hold for the bundled answers, whatever landing folder the environment names.
dbt-test: export OJ_LANDING := data/example/landing
# nobody reads what is known of the project in a database that goes away: 3 s a build
dbt-test: export DBT_WRITE_JSON := false
dbt-test: landing $(READY) ## Build into fresh databases, with all data and unit tests: as it is, and empty
	@rm -rf target/test && mkdir -p target/test && \
	folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	echo "dbt build, into a fresh database" && \
	export OJ_DATABASE="$$folder/fresh.duckdb" && $(call dbt,"$$folder/fresh",build --select "*") && \
	cp "$$OJ_DATABASE" target/test/lager.duckdb && \
	echo "the three queries of make build" && \
	$(MAKE) -s queries OJ_DATABASE="$$OJ_DATABASE" | sh -e > /dev/null && \
	echo "dbt build --empty, into a fresh database" && \
	export OJ_DATABASE="$$folder/empty.duckdb" && $(call dbt,"$$folder/empty",build --empty)

pytest: $(READY) ## Run the Python tests, on all cores; a fresh warehouse is taken as it is
	@# in the order of names: by the number of tests, the slow ones would come last, alone
	@$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder

quick: $(READY) ## Within a minute: lint of what changed, types, tests without a warehouse, the core
	@$(MAKE) --no-print-directory --output-sync=target -j 2 \
		quick-core quick-pytest quick-lint types

quick-lint:
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/python -m tools.lint_sql --changed

quick-pytest:
	@$(BIN)/pytest -m "not engine and not attack and not warehouse and not slow"

quick-core: export OJ_LANDING := data/example/landing
quick-core: export OJ_DATABASE := target/quick/lager.duckdb
quick-core:
	@mkdir -p target/quick && $(call dbt,target/quick,build --selector core)

attack: $(READY) ## Kill runs and run several at once, for ATTACK_SECONDS each (120): docs/motstand.md
	@$(BIN)/pytest -m attack -n0 -s tests/python/test_attack.py tests/python/test_skydd.py

mutation: $(READY) ## Change each rule in each small way, and see that some check notices
	@$(BIN)/python -m tools.mutation

engines: $(READY) ## Build on PostgreSQL and Spark too, and compare every public cell (ENGINES=, MATAR=)
	@for engine in $(ENGINES); do $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation \
		--require-hashes -r requirements-$$engine.lock || exit 1; done
	@$(BIN)/python -m tools.engines $(ENGINES) $(if $(MATAR),--matar $(MATAR))
	@$(if $(MATAR),,$(BIN)/pytest -m engine)

metrics: $(READY) ## Ask MetricFlow for every cell of the metrics, and compare with the tables
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements-metrics.lock
	@$(call dbt,target,build)
	@$(BIN)/python -m tools.metrics
	@$(BIN)/pytest -m engine -n0 tests/python/test_metrics.py

clients: $(READY) ## Let programs that others wrote read a publication (network): docs/klienter.md
	@$(BIN)/python -m tools.clients

docs: build ## Write dbt's documentation site as one file, docs/site/index.html
	@$(call dbt,target,docs generate --static)
	@mkdir -p docs/site && cp target/static_index.html docs/site/index.html
	@echo "Wrote docs/site/index.html"

bench: $(READY) ## Measure what building, the intake of large files, and publishing cost
	@$(BIN)/python -m benchmarks.run
	@$(BIN)/python -m benchmarks.intake
	@$(BIN)/python -m benchmarks.publish

# The lock of an engine has only what is not in requirements.lock: pip installs every line of a lock.
lock: ## Compile pyproject.toml to the requirements*.lock (needs uv)
	@command -v uv > /dev/null || { echo "uv is needed: https://docs.astral.sh/uv" >&2; exit 1; }
	$(COMPILE) -o requirements.lock
	@for engine in $(EXTRAS); do \
		$(COMPILE) --extra $$engine -c requirements.lock 2> /dev/null | awk '{ split($$1, part, "==") } \
			NR == FNR { if (/^[a-z0-9]/) known[part[1]]; next } \
			/^[a-z0-9]/ { adds = !(part[1] in known) } adds' requirements.lock - \
			> requirements-$$engine.lock; done

clean: ## Remove what the other targets made, except .venv
	rm -rf target logs build docs/site gx/uncommitted \
		oppna_jamforelser.duckdb oppna_jamforelser.duckdb.wal .pytest_cache .hypothesis .mypy_cache .ruff_cache .sqlfluff_clean.json

landing:
	@test -n "$(OJ_DATABASE)" -a -n "$(OJ_LANDING)" || { \
		echo "OJ_DATABASE or OJ_LANDING is empty: give it a value, or unset it for the default" >&2; \
		exit 1; }
	@folder=$$(dirname "$(OJ_DATABASE)"); mkdir -p "$$folder" 2> /dev/null; \
	test -d "$$folder" -a -w "$$folder" -a \( -w "$(OJ_DATABASE)" -o ! -e "$(OJ_DATABASE)" \) || { \
		echo "$(OJ_DATABASE) cannot be written: set OJ_DATABASE to a file in a folder of yours" >&2; \
		exit 1; }
	@ls "$(OJ_LANDING)"/leverans_*.parquet > /dev/null 2>&1 || { \
		echo "No deliveries in the landing folder $(OJ_LANDING): set OJ_LANDING to a folder that" \
			"has some, or fill one with oj intake FILE --landing FOLDER" >&2; exit 1; }

$(READY): requirements.lock pyproject.toml
	@command -v "$(PYTHON)" > /dev/null || { \
		echo "$(PYTHON) is not found: install Python 3.11, 3.12 or 3.13," \
			"or name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' || { \
		echo "Python 3.11, 3.12 or 3.13 is needed, not $$("$(PYTHON)" -V)." \
			"Name one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2> /dev/null || { \
		echo "$(PYTHON) lacks the venv module: install it" \
			"(on Debian and Ubuntu the package python3-venv)" >&2; exit 1; }
	@echo "Installing the pinned packages into .venv"
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@$(BIN)/python -m pip install --quiet --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
