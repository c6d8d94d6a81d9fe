# `make run` and `make test` are all a newcomer needs; both set everything up first.
# Every target works from a fresh clone on a machine with Python 3.11+, pip and make.

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.ready
PYTHON ?= python3

.PHONY: help setup run test test-model image fuzz soak faults lint bench bench-quality lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

setup: $(STAMP) ## put everything into .venv (nothing to do the second time)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Positions needs Python 3.11 or newer; $(PYTHON) is older. Name another one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@test -x $(PY) || { echo "Creating $(VENV) …"; $(PYTHON) -m venv $(VENV); }
	@echo "Installing the locked packages (1.6 GB on disk the first time) …"
	@$(PY) -m pip install --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.lock
	@$(PY) -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "Ready: $(VENV)/bin/positions"

run: setup ## start the bot: against Slack when .env has tokens, else against a mock workspace, whose address it prints
	@$(VENV)/bin/positions serve

test: setup lint ## lint, type-check and test
	@$(PY) -m pytest

test-model: setup ## ask a real, weak chat model (1.1 GB, hours on a CPU) on the seeds and two clusters; print what is shown
	@OPENAI_API_KEY=none $(PY) -m tests.benchmarks.weak_models qwen --clusters debt gaza

image: ## build the container image; where docker is not at hand, its steps into build/image
	@if docker info >/dev/null 2>&1; then docker build -t positions .; else .ci/image all build/image; fi

fuzz: setup ## try the property tests on new examples, FUZZ (10) times as many
	@FUZZ=$(or $(FUZZ),10) $(PY) -m pytest -m hypothesis --timeout 3600

soak: setup ## read and merge all public articles, or LIMIT of them, and print what failed
	@$(PY) -m tests.benchmarks.soak --limit $(or $(LIMIT),0)

faults: setup ## ask 2,000 questions while everything fails, or QUESTIONS of them in SECONDS a way; print what was lost or doubled
	@$(PY) -m tests.benchmarks.faults --questions $(or $(QUESTIONS),2000) --seconds $(or $(SECONDS),1200)

lint: setup ## ruff and mypy
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

bench: setup ## speed: latency, indexing, memory, start-up
	@$(PY) -m tests.benchmarks

bench-quality: setup ## quality on public development data; rewrites tests/benchmarks/RESULTS.md
	@$(PY) -m tests.benchmarks.quality

lock: ## resolve pyproject.toml into requirements.lock again (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	  --group dev pyproject.toml -o requirements.lock

clean: ## remove the environment, the index and caches
	rm -rf $(VENV) .positions .pytest_cache .mypy_cache .ruff_cache .hypothesis
