.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

help: ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	@# pip knows dependency groups from 25.1 on, and older ones stumble over extras named twice.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@# Where Python is told to write no bytecode, every start would compile the whole program.
	$(BIN)/python -m compileall -q reader
	@touch $@

$(VENV)/.dev: pyproject.toml $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --group test --group check
	@touch $@

run: $(VENV)/.run ## open the reader on its sample articles
	$(BIN)/broadsheet seeds

test: $(VENV)/.dev ## run every test
	@# Many tests wait for a terminal to answer: half as many workers again as there are cores.
	$(BIN)/python -m pytest --dist worksteal -n $$(( $$(getconf _NPROCESSORS_ONLN) * 3 / 2 ))

fuzz: $(VENV)/.dev ## look for examples that break what is to hold for all
	$(BIN)/python -m pytest --hypothesis-profile=fuzz -m hypothesis --dist worksteal -n auto

check: $(VENV)/.dev ## formatting, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev ## measure start, keys and memory
	$(BIN)/python -m compileall -q reader
	$(BIN)/python -m tests.benchmarks

pictures: $(VENV)/.dev ## draw the pictures of the README anew
	$(BIN)/python -m tests.pictures

keys: $(VENV)/.dev ## write the README's table of keys anew
	$(BIN)/python -m tests.keytable

format: $(VENV)/.dev ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what was installed and cached
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist build

.PHONY: help run test fuzz check bench pictures keys format clean
