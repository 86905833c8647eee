# Nabij. Everything needs only Python >= 3.11 and make; the first target you ask for sets the rest up.
PYTHON ?= python3
VENV := .venv
# As many tests at once as there are processors for us, four at most: each has browsers and databases of its own.
JOBS ?= $(shell $(PYTHON) -c 'import os; print(min(max(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 2, 2), 4))')
BIN := $(VENV)/bin
.DEFAULT_GOAL := help
# Some images ask Python to compile everything anew in each process; the tests start hundreds of them.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help chat web test check lint spelling bench lock clean

help: ## show what can be asked for
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## / - /'

# The set-up is silent on standard output, so that `make chat` can be talked to over a pipe.
$(VENV)/.run: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Nabij needs Python 3.11 or newer; try: make PYTHON=python3.12 chat" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e . >&2
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt >&2
	@touch $@

chat: $(VENV)/.run ## talk with Nabij in this terminal
	@$(BIN)/nabij chat

web: $(VENV)/.run ## open the web page on 127.0.0.1:8080
	@$(BIN)/nabij web

test: lint check $(VENV)/.dev ## every test and check
	@rm -f .coverage .coverage.*
	$(BIN)/coverage run -m pytest -q -n $(JOBS) $(TESTS)
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report --fail-under=90 | tail -n 25

check: $(VENV)/.run ## the content: dialogues, conversations, lexicon
	$(BIN)/nabij check

lint: $(VENV)/.dev ## style, types and the import contract
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

spelling: $(VENV)/.dev ## words of the Dutch texts that no dictionary has (needs hunspell and hunspell-nl)
	@$(BIN)/python -m tests.spelling.unknown

bench: $(VENV)/.dev ## every benchmark; figures go to benchmarks/results/
	@for file in benchmarks/[a-z]*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

lock: $(VENV)/.dev ## renew the pinned dependencies (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		pyproject.toml --extra postgresql --group install -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
		pyproject.toml --extra postgresql --group dev -o requirements-dev.txt

clean: ## remove what was made
	rm -rf $(VENV) build dist .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
