# Linux and macOS. On Windows install the wheel with pipx (README.md); nothing but this file needs POSIX.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
CORE := $(VENV)/.core-installed
DEV := $(VENV)/.dev-installed
DEMO_DB := outputs/demo.db

.PHONY: help demo test lint bench diff-gold soak clean

help:
	@echo "make demo       set up, scan the sample plans, print what was found"
	@echo "make test       set up, lint, run the tests"
	@echo "make lint       ruff, mypy --strict, import-linter"
	@echo "make bench      run the product beside a naive pipeline and a floor; writes docs/performance.md"
	@echo "make diff-gold  what is read of the annotated plans, beside main (BASE=commit for another)"
	@echo "make soak       plant faults in clean plans, scan pictures and hostile files, kill scans, fuzz the readers and the workbench (hours)"
	@echo "make clean      remove the environment, the caches and the demo's database"
	@echo "PYTHON=...      the interpreter to set up with (now: $(PYTHON))"

demo: $(CORE)
	@rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	$(BIN)/extractor scan corpora/samples/plans --db $(DEMO_DB)

test: lint
	@$(BIN)/python -m pytest -n logical --dist worksteal

lint: $(DEV)
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy --strict
	@$(BIN)/lint-imports

bench: $(DEV)
	@$(BIN)/python benchmarks/speed.py --record

diff-gold: $(DEV)
	@$(BIN)/python benchmarks/diff_gold.py $(if $(BASE),--base $(BASE))

soak: $(DEV)
	@$(BIN)/python benchmarks/seeded_faults.py --misses --check
	@$(BIN)/python benchmarks/hostile.py --check
	@$(BIN)/python benchmarks/kill_scans.py --check
	@$(BIN)/python benchmarks/many_files.py --check
	@$(BIN)/python benchmarks/together.py --check
	@$(BIN)/python benchmarks/corpus.py
	@$(BIN)/python benchmarks/parquet_compare.py --check
	@$(BIN)/python benchmarks/one_plan.py --check
	@$(BIN)/python benchmarks/scans.py --list --check
	@$(BIN)/python benchmarks/fuzz.py --inputs 1000000 --check
	@$(BIN)/python benchmarks/odd_requests.py --requests 100000 --check
	@$(BIN)/python benchmarks/long_plan.py --check

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f $(DEMO_DB) $(DEMO_DB)-wal $(DEMO_DB)-shm
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# An interpreter that lacks ensurepip (Debian's own) makes no pip: its own pip then puts one inside.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "make: no python3.11 or python3 on the PATH; set PYTHON=" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later is needed, this is " + sys.version.split()[0])'
	@echo "Setting up $(VENV) ..."
	@"$(PYTHON)" -m venv $(VENV) >/dev/null 2>&1 || { \
		"$(PYTHON)" -m venv --clear --without-pip $(VENV) && \
		"$(PYTHON)" -m pip --disable-pip-version-check -qq --python $(BIN)/python install pip; }

$(CORE): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the core ..."
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the core, [dev] and the extras ..."
	@$(PIP) install -c constraints.txt -e '.[dev,all]'
	@touch $@ $(CORE)
