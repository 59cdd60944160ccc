# The commands of the project; README.md says what each does.
PYTHON := $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
INSTALL = $(or $(PYTHON),$(error Python 3.11 or newer is needed and was not found)) -I workgroups/core/supervisor/install.py
BIN = .venv/bin
WORKERS ?= 2

.PHONY: run test qa bench pictures install check messages

run: install
	@exec $(BIN)/python -m workgroups.core.supervisor

install:
	@$(INSTALL)

test:
	@$(INSTALL) --tests
	@$(BIN)/python -m pytest -n $(WORKERS)

qa: install check test

# What can be judged without running the product.
check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy collab workgroups
	$(BIN)/lint-imports --no-logo
	@if grep -q '^\[tool.djlint\]' pyproject.toml; then set -x; $(BIN)/djlint templates --lint --quiet; fi
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py messages --check

# Brings workgroups/locale in step with what the code and the templates say.
messages: install
	@$(BIN)/python manage.py messages

# The README's pictures, taken from a product that this starts on a data folder of its own.
pictures:
	@$(INSTALL) --tests
	@$(BIN)/python -m tests.flows.pictures

bench: install
	@$(BIN)/python -m tests.bench
