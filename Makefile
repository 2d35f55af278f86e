# Needs make and Python 3.11-3.13; everything else is installed into .venv from the hashed locks. A lock names every
# package there is to install, so pip resolves nothing: what appears on the index tomorrow cannot break an installation.
PY ?= python3
PORT ?= 8000
BIN := .venv/bin
DEMO := $(CURDIR)/var/demo

.PHONY: demo rehearse run test soak check lock messages

# ---- the two environments: a stamp is written last, so that half an installation never looks done -------------------

.venv/ready: requirements.txt
	@$(PY) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13) and "Python 3.11, 3.12 or 3.13 is needed; set PY=python3.x")'
	rm -rf .venv
	@$(PY) -m venv .venv || { rm -rf .venv; echo "The venv module is missing. On Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@

.venv/translated: .venv/ready $(wildcard locale/*/LC_MESSAGES/*.po)
	@$(BIN)/pybabel --quiet compile --domain django --directory locale
	@touch $@

# ---- the demo: a test installation with invented people, on SQLite, with mail as files -------------------------------

demo rehearse: export DATABASE_URL = sqlite:///$(DEMO)/demo.sqlite3
demo rehearse: export KEY_DIR = $(DEMO)/keys
demo rehearse: export EMAIL_URL = filemail:///$(DEMO)/mail
demo rehearse: export SITE_ORIGIN = http://127.0.0.1:$(PORT)
demo rehearse: export ALLOWED_HOSTS = 127.0.0.1,localhost
demo rehearse: export TEST_INSTALLATION = 1
demo rehearse: export SECRET_KEY = $(shell $(PY) -c 'import secrets; print(secrets.token_urlsafe(50))')

rehearse: .venv/translated
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py collectstatic --noinput --verbosity 0
	@$(BIN)/python manage.py doctor || echo "The rehearsal goes on; what needs the missing part will say so."
	@$(BIN)/python manage.py demo --to $(DEMO)

demo: rehearse
	@echo "Serving on http://127.0.0.1:$(PORT)/ - logins stand in var/demo/demo.json; stop with Ctrl-C."
	@BIND=127.0.0.1:$(PORT) $(BIN)/gunicorn --config deploy/gunicorn.conf.py award.wsgi

# ---- working on it ---------------------------------------------------------------------------------------------------

run: export DEBUG = 1
run: export SECRET_KEY = development-only
run: export EMAIL_URL = filemail:///$(CURDIR)/var/mail
run: .venv/ready-dev .venv/translated
	@mkdir -p var
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py runserver $(PORT)

test: .venv/ready-dev .venv/translated
	@mkdir -p var
	@$(BIN)/python -m pytest -n 2 $(ARGS)

# Twenty thousand answers while workers and the database are killed; SOAK=100000 takes longer, SEED=7 repeats a run.
soak: export SOAK ?= 20000
soak: export REQUIRE_BROWSER = 1
soak: .venv/ready-dev .venv/translated
	@$(BIN)/python -m pytest -s tests/faults/test_storm.py -k acknowledged_answer

check: export SECRET_KEY = only-for-checks
check: .venv/ready-dev .venv/translated
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint --lint templates
	$(BIN)/python manage.py makemigrations --check --dry-run

# What the anonymity rests on: every branch of it, and what the tests of the suppression let pass.
coverage: .venv/ready-dev .venv/translated
	@mkdir -p var
	@$(BIN)/python -m pytest -n 2 tests/surveys tests/jury/counting tests/jury/screening --cov=surveys.ballots --cov=surveys.counting \
		--cov=surveys.rosters --cov=surveys.importing --cov-branch --cov-report=term:skip-covered --cov-fail-under=95

mutants: .venv/ready-dev
	@rm -rf mutants && $(BIN)/mutmut run | tr '\r' '\n' | tail -n 2; $(BIN)/mutmut results; rm -rf mutants

messages: .venv/ready-dev
	$(BIN)/python manage.py makemessages --locale nb --locale da --no-location --no-wrap --ignore .venv --ignore var

lock: .venv/ready-dev
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.txt
	$(BIN)/uv pip compile pyproject.toml --group dev -c requirements.txt --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet -o requirements-dev.txt
