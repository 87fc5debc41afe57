# The same commands as in README.md and .ci/run, for the checkout at hand.
VENV ?= .venv
BIN := $(VENV)/bin
PYTHON ?= python3

.PHONY: demo test lint format eval bench docs ci clean

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[dev]'
	touch $@

demo: $(VENV)/ready  ## a release and its facts
	$(BIN)/pressfacts extract samples/visit.txt --format table

test: $(VENV)/ready
	$(BIN)/pytest

lint: $(VENV)/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PATH="$(BIN):$$PATH" lint-imports

format: $(VENV)/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv-eval/ready: pyproject.toml
	$(PYTHON) -m venv .venv-eval
	.venv-eval/bin/pip install --quiet --editable '.[eval]'
	touch $@

eval: .venv-eval/ready  ## quality beside other tools; needs the corpora in ../shared
	.venv-eval/bin/python eval/run.py $(EVAL)

docs: $(VENV)/ready  ## output that the documentation shows, as it is now
	$(BIN)/python tools/refresh_docs.py

bench: $(VENV)/ready  ## figures of docs/performance.md; needs an idle machine
	$(BIN)/pip install --quiet natasha 'setuptools<81'
	$(BIN)/python bench/models.py
	$(BIN)/python bench/throughput.py
	$(BIN)/python bench/stages.py
	$(BIN)/python bench/start.py
	$(BIN)/python bench/memory.py
	$(BIN)/python bench/archive.py

ci:
	.ci/run

clean:
	rm -rf $(VENV) .venv-eval build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
