# Everything starts here. A machine needs python3 (3.11 to 3.13) and make; the rest is fetched into .venv by these rules.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
CORPUS ?= ../shared/corpus
MERMAID := 12.3.0
SLOW := distributed or wheel or growth
FAST := tests/reading tests/parsing tests/accuracy tests/references tests/ministers tests/commitments tests/tables tests/views
THOROUGH := $(addprefix tests/parsing/,test_noticed_errors.py test_planted_damage.py test_laws.py) $(addprefix tests/reading/,test_document_laws.py test_cost_of_reading.py)
UV := .bootstrap/bin/uv
RUN := .venv/bin
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
export PORT ?= 8080

.PHONY: help install run airflow notebook test test-fast chaos audit sbom lint format bench docs lock clean

help: ## Say what can be done.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(UV): requirements-bootstrap.txt
	@echo "griffier: making a small environment that holds uv, which installs everything else"
	@$(PYTHON) -c 'import sys; assert (3, 11) <= sys.version_info < (3, 14), f"Griffier needs Python 3.11 to 3.13, this is {sys.version}"'
	@$(PYTHON) -m venv .bootstrap
	@.bootstrap/bin/python -m pip install --quiet --disable-pip-version-check --requirement requirements-bootstrap.txt

.venv/.installed: pyproject.toml uv.lock $(UV)
	@echo "griffier: installing the locked packages into .venv (about 1.2 GB, some minutes the first time)"
	@$(UV) sync --locked --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')"
	@touch $@

install: .venv/.installed ## The locked packages into .venv, and nothing else.

run: .venv/.installed ## The main job: the real DAGs, on the shipped sample, ending in a readable summary.
	@$(RUN)/python -m pipeline.demo

airflow: .venv/.installed ## Airflow with its UI on http://127.0.0.1:8080 (PORT=8090 for another port), all DAGs on; prints user and password.
	@$(RUN)/python -m pipeline.local_airflow

notebook: .venv/.installed ## Five newspaper questions with charts, in the browser, about the warehouse in data/.
	@$(RUN)/marimo edit docs/notebooks/newspaper.py

test: .venv/.installed ## Every test, two files at a time.
	@echo "griffier: running the tests"
	@$(RUN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not ($(SLOW))"
	@echo "griffier: running the tests that take a machine to themselves"
	@$(RUN)/pytest -m "$(SLOW)"

test-fast: .venv/.installed ## The quick tests: reading, parsing, tables, views.
	@$(RUN)/pytest -n 2 --dist loadfile $(FAST) $(addprefix --ignore=,$(THOROUGH))

format: .venv/.installed ## Format the code and mend what the linter can mend.
	@$(RUN)/ruff format .
	@$(RUN)/ruff check --fix .

audit: .venv/.installed ## Ask an advisory source (GRIFFIER_OSV_URL) for every locked package.
	@$(RUN)/python docs/audit.py || { [ $$? -eq 77 ] && echo "griffier: audit SKIPPED"; }

sbom: .venv/.installed ## The list of components, as CycloneDX, in data/sbom.json.
	@mkdir -p data && $(RUN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o data/sbom.json $(RUN)/python && echo "griffier: wrote data/sbom.json"

chaos: .venv/.installed ## Minutes of harm: kills, full disks, damage, hostile answers; CI's fast path leaves it out.
	@GRIFFIER_CHAOS=1 GRIFFIER_CHAOS_RESULTS="$(CURDIR)/data/chaos.json" $(RUN)/pytest tests/chaos
	@echo "griffier: the table is in data/chaos.json"

lint: .venv/.installed ## The checks that CI runs before the tests.
	@echo "griffier: style, types and layers"
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports --no-cache

bench: .venv/.installed ## Full-size measurements, which CI leaves out.
	@$(RUN)/python tests/bench/run.py

docs: .venv/.installed ## Generated documents, then the documentation site in build/site.
	@$(RUN)/python docs/generate.py
	@if [ -d "$(CORPUS)" ]; then $(RUN)/griffier score "$(CORPUS)/gold" "$(CORPUS)/letters" --real "$(CORPUS)/real" --publish docs >/dev/null && echo "griffier: wrote docs/accuracy.md"; fi
	@mkdir -p build/npm
	@if command -v npm >/dev/null; then cd build/npm && npm pack --silent mermaid@$(MERMAID) >/dev/null && tar -xzf mermaid-$(MERMAID).tgz package/dist/mermaid.min.js; \
	else echo "griffier: npm is not here: the site shows diagrams as text"; fi
	@UV_PROJECT_ENVIRONMENT=build/docs-env $(UV) sync --quiet --locked --only-group docs
	@NO_MKDOCS_2_WARNING=1 build/docs-env/bin/mkdocs build 2>&1 | sed '/^INFO/d'
	@echo "griffier: wrote build/site/index.html"

lock: $(UV) ## Resolve the dependencies anew.
	@$(UV) lock

clean: ## Remove what runs have made, but no environment.
	@rm -rf data airflow-home .pytest_cache .mypy_cache .ruff_cache .hypothesis
