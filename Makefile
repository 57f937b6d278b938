# Everything a newcomer needs. Wants Python 3.11 or later (with venv) and make, nothing else: `make help` lists the rest.
# Another Python than `python3`: `make PYTHON=python3.12`.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
# Where `make dev` shows its pages.
PORT ?= 3000
# How many mutants `make fuzz` reads, and the seed of the first.
COUNT ?= 2000
FIRST ?= 0
BIN := .venv/bin
UV := $(BIN)/uv
# Written last, so that a set-up that was interrupted or whose inputs changed is done again.
READY := .venv/.ready

.PHONY: build
build: $(READY)  ## set everything up and build the warehouse from raw/ (what `make` alone does)
	@$(BIN)/nupraat build

.PHONY: test
test: lint $(READY)  ## linters, types and all tests
	@$(BIN)/pytest --numprocesses 2 --dist worksteal

.PHONY: test-exhaustive
test-exhaustive: $(READY)  ## the tests that take minutes, thousands of drawn answers among them
	@$(BIN)/pytest -m "slow or not slow"

.PHONY: fuzz
fuzz: $(READY)  ## read 2000 damaged answers (make fuzz COUNT=100 FIRST=5000: others); about 15 minutes
	@cd tests && ../$(BIN)/python -m fuzz --count $(COUNT) --first $(FIRST)

.PHONY: audit
audit: $(READY)  ## known vulnerabilities of the locked packages, and the security lint; asks PyPI, so it needs a network
	@# ruff's rules S are those of bandit, which would say the same a second time.
	@$(BIN)/ruff check --no-cache --select S .
	@found=$$($(BIN)/pip-audit --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock 2>&1) \
	  && { echo "$$found"; exit 0; }; \
	  tail -n 20 <<< "$$found" >&2; \
	  if grep -qE 'could not be audited|ConnectionError|ConnectTimeout|ReadTimeout|Failed to resolve|ServiceError' <<< "$$found"; then \
	    echo "NOT AUDITED: PyPI does not answer for the packages named above, so nothing is known of any. Try again where pypi.org is reached." >&2; \
	  fi; exit 1

.PHONY: bench
bench: $(READY) .venv-bench/.ready  ## measure speed against peers and floors (make bench ONLY=reading: a section); half an hour
	@$(BIN)/python -m compileall -q nupraat_pipeline  # edited since: compiling it is no part of what is measured
	@$(BIN)/python -m benchmarks $(ONLY)

.venv-bench/.ready: $(READY) benchmarks/requirements.lock
	@echo "Setting up the peers to measure against in .venv-bench"
	@$(PYTHON) -m venv --clear .venv-bench
	@$(UV) pip sync --quiet --compile-bytecode --python .venv-bench/bin/python --require-hashes benchmarks/requirements.lock
	@touch $@

.PHONY: lint
lint: $(READY)
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/ruff format --no-cache --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

.PHONY: dev
dev: $(READY)  ## Dagster's pages on http://localhost:3000 (make dev PORT=3001: another); history in .dagster/
	@mkdir -p .dagster
	@# What dagster.yaml says of telemetry does not keep Dagster from making folders for it here (logs, .logs_queue).
	@DAGSTER_DISABLE_TELEMETRY=1 DAGSTER_HOME="$(CURDIR)" PYTHONWARNINGS='ignore:Function `dev_command`' exec $(BIN)/dagster dev -p $(PORT)

.PHONY: sql
sql: $(READY)  ## a read-only SQL shell on the published warehouse
	@$(BIN)/nupraat sql

.PHONY: lock
lock: $(READY)  ## make requirements.lock anew from pyproject.toml
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --extra dev pyproject.toml -o requirements.lock
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	  --group bench -o benchmarks/requirements.lock

.PHONY: dictionary
dictionary: $(READY)  ## make docs/data_dictionary.md anew from the model
	@$(BIN)/python -m nupraat_pipeline.model.page > docs/data_dictionary.md

.PHONY: pictures
pictures: $(READY)  ## make the pictures in docs/pictures anew (needs Chromium; a minute)
	@cd tests && ../$(BIN)/python -m pictures

.PHONY: clean
clean:  ## remove the environment and what a build makes; raw/ stays
	@rm -rf .venv .dagster .tmp_dagster_home_* logs .logs_queue .hypothesis .*_cache warehouse/nupraat.duckdb warehouse/.cache warehouse/exports warehouse/report.html .venv-bench .bench

.PHONY: help
help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## */\1|/' | while IFS='|' read -r name what; do \
	  printf '  make %-16s %s\n' "$$name" "$$what"; done

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "There is no '$(PYTHON)' here. Install Python 3.11 or later, or name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Python 3.11 or later is needed. Name one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "This Python cannot make environments: its venv module is missing (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@echo "Setting up the environment in .venv (once; about a minute)"
	@rm -f $@
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check uv
	@$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@$(BIN)/python -m ensurepip >/dev/null
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@# Where Python may not write compiled modules, as in many containers, every start would compile them anew.
	@$(BIN)/python -m compileall -q nupraat_pipeline
	@touch $@
