# What people and CI call. Each target makes its own .venv and installs what it needs (Python 3.11 and pip are enough).
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?=
ARGS ?=

.PHONY: run test lint bench faults evaluate clean

run: $(VENV)/run.ok
	@$(BIN)/amity run $(if $(PORT),--port $(PORT)) $(ARGS)

test: lint
	@$(BIN)/python -m pytest --numprocesses=2 --dist=loadscope $(ARGS)

lint: $(VENV)/test.ok
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/basedpyright --warnings
	@$(BIN)/lint-imports --no-cache

bench: $(VENV)/test.ok
	@$(BIN)/python -m tests.bench $(ARGS)

faults: $(VENV)/test.ok
	@$(BIN)/python -m pytest tests/faults -m faults $(ARGS)

evaluate: $(VENV)/test.ok
	@$(BIN)/amity evaluate resolution tests/data/evaluation/resolution.csv --part unseen --lang en
	@$(BIN)/amity evaluate resolution tests/data/evaluation/resolution.csv --part unseen --no-knowledge --lang en
	@$(BIN)/amity evaluate resolution tests/data/evaluation/resolution.csv --part fresh --lang en
	@$(BIN)/amity evaluate resolution tests/data/evaluation/resolution.csv --part fresh --no-knowledge --lang en
	@$(BIN)/amity evaluate links tests/data/evaluation/twins.csv --lang en
	@$(BIN)/python -m tests.proving
	@folder=$$(mktemp -d) && AMITY_NEO4J_URI= AMITY_DATA_DIR=$$folder AMITY_PROVINCE=hai-phong $(BIN)/amity evaluate questions tests/data/evaluation/questions.jsonl --sample --lang en; \
	  done=$$?; AMITY_NEO4J_URI= AMITY_DATA_DIR=$$folder $(BIN)/amity engine stop >/dev/null 2>&1; rm -rf $$folder; exit $$done

# Installed in place, so that an edit is live; again whenever what is declared changes.
$(VENV)/run.ok: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . && touch $@

$(VENV)/test.ok: pyproject.toml | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]" && touch $@ $(VENV)/run.ok

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Amity needs Python 3.11 or newer: make PYTHON=python3.11 run")'
	@$(PYTHON) -m venv $(VENV)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis dist build *.egg-info
