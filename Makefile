# Chores. `make` lists them; `make run` and `make test` set up all they need.

PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
BIN = $(VENV)/bin
MANAGE = $(BIN)/python manage.py
PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
PIN = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make pins"

.DEFAULT_GOAL := help
.PHONY: help run publish test admin audit bench load lint format messages deploy-check upgrade pins release

help: ## list the chores
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/' | expand -t 14

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run: $(VENV)/python requirements.txt
	$(PIP) -r requirements.txt
	@touch $@

$(VENV)/test: $(VENV)/run requirements-dev.txt
	$(PIP) -r requirements-dev.txt
	@touch $@

# A part that a site may need: `make .venv/postgresql`. Once there, `make upgrade` keeps it up.
PARTS = $(filter-out dev,$(patsubst requirements-%.in,%,$(wildcard requirements-*.in)))
$(PARTS:%=$(VENV)/%): $(VENV)/%: requirements-%.txt $(VENV)/run
	$(PIP) -r $<
	@touch $@

run: $(VENV)/run ## serve the site at http://127.0.0.1:8000
	@$(BIN)/python -m clinic_site.first_day
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@$(MANAGE) migrate --verbosity 0 && $(MANAGE) first_content && $(MANAGE) publish --first && \
	  $(MANAGE) addresses $(PORT) || echo "The database does not answer. What was published last is served all the same."
	@$(MANAGE) relay & trap "kill $$!" EXIT; \
	  $(BIN)/gunicorn clinic_site.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --no-control-socket --log-level warning

publish: $(VENV)/run ## print the manuscript as a new edition, for patients to read
	@$(MANAGE) publish

admin: $(VENV)/run ## make the first owner of the accounts
	@$(BIN)/python -m clinic_site.first_day
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createsuperuser

test: $(VENV)/test ## run every test (ARGS="-k name" for some)
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

audit: $(VENV)/test ## measure the pages: Nu, Lighthouse, weights (needs npm, java, chromium)
	@$(BIN)/python -m tests.audit

bench: $(VENV)/test ## measure speed, as ratios (needs wrk, nginx)
	@$(BIN)/python -m tests.bench

load: $(VENV)/test ## half an hour under load: docs/scale.md (needs wrk, nginx)
	@$(BIN)/python -m tests.load

lint: $(VENV)/test ## check style: Python, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@git ls-files 'templates/*.html' | xargs $(BIN)/djade --check --target-version 5.2

format: $(VENV)/test ## put Python and templates in order
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .
	@git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2

messages: $(VENV)/run ## renew the French catalogue (needs gettext)
	@$(MANAGE) makemessages --locale fr --no-obsolete --no-location --ignore var --ignore .venv --verbosity 0
	@$(MANAGE) compilemessages --locale fr --verbosity 0

deploy-check: $(VENV)/run ## say what is wrong with this machine
	@$(MANAGE) deploycheck

upgrade: $(VENV)/run $(wildcard $(PARTS:%=$(VENV)/%)) ## bring this site to the version that is checked out; safe to repeat
	@$(MANAGE) upgrade

pins: $(VENV)/test ## renew every pinned version, then run the tests
	@for part in "" $(PARTS:%=-%) -dev; do $(PIN) --upgrade requirements$$part.in --output-file requirements$$part.txt || exit 1; done
	@$(MAKE) test

release: $(VENV)/test ## keep this commit's database, from which the next version is tried
	@$(BIN)/python -m pytest -q tests/release/content.py
