# Everything a developer runs. Needs Python 3.11, make and git; the rest goes into .venv, from requirements.lock.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

SETS := dev situation wordings swap krauts news plover_gsr plv

.PHONY: setup demo test lint style types layers evaluate figures bench models lock clean
.DELETE_ON_ERROR:

setup: $(READY)  ## the virtual environment with all packages of requirements.lock

demo: $(READY)  ## the sample corpus from text to report
	@$(BIN)/lagebild demo

test: $(READY)  ## all tests
	@$(BIN)/python -m pytest

lint: style types layers

style: $(READY)
	@$(BIN)/ruff check

types: $(READY)
	@$(BIN)/mypy

layers: $(READY)  ## who may import whom
	@$(BIN)/lint-imports

evaluate: $(READY)  ## the quality gates: figures against their floors
	@$(BIN)/python -m evaluation

figures: $(READY)  ## the measured figures written into the documentation
	@mkdir -p build
	@$(BIN)/python -m evaluation $(SETS:%=--set %) --json > build/figures.json; $(BIN)/python docs/figures.py < build/figures.json

bench: $(READY)  ## speed
	@$(BIN)/python -m benchmarks

models: $(READY)  ## train the German and the English parser anew
	$(BIN)/python -m training all

# Wheels only, so that nothing of a dependency runs while it is installed; --no-deps, since the lock is complete.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lagebild needs Python 3.11 or newer: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "No virtual environment could be made: on Debian, apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the packages of requirements.lock into $(VENV) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# docopt is left out: only the command line of pymorphy2 wants it, and it has no wheel.
lock:  ## requirements.lock anew from pyproject.toml; upgrades: make lock UPGRADE=--upgrade
	@$(PYTHON) -m venv build/lock
	@build/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools
	PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= build/lock/bin/pip-compile --quiet $(UPGRADE) --extra dev --generate-hashes \
		--unsafe-package docopt --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-find-links \
		--no-emit-trusted-host --output-file requirements.lock pyproject.toml
	sed -i '/^# WARNING: The following/,$$d' requirements.lock

clean:  ## remove the virtual environment and all that was built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
