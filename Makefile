# Every target does its own set-up: the first call makes .venv, later ones find it ready.

.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.tools
COMPILED := $(VENV)/.compiled
RIVALS := $(VENV)/bench
MUTATION := $(VENV)/mutation
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11

.PHONY: help run test check bench messages screens docs format lock cover explore mutate

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' Makefile

run: $(COMPILED) ## talk to Muhlat: in this terminal, or as a Telegram bot where BOT_TOKEN is set
	@$(BIN)/muhlat $(if $(BOT_TOKEN),run,chat)

# Some hundred programs are started by the tests; none of them is to compile its modules anew. While some tests
# wait for such programs, a third process keeps two processors busy.
test: $(TOOLS) $(COMPILED) ## run all tests
	@$(BIN)/python -m compileall -q bot rules locales tests
	@$(BIN)/python -m pytest --numprocesses 3 --dist loadgroup --no-loadscope-reorder

check: $(TOOLS) ## look for faults without running anything: lint, formatting, types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

bench: $(TOOLS) $(COMPILED) $(RIVALS)/.installed ## measure: cold start, batch, full answers, growth, the bot, other engines
	@status=0; for each in tests/bench/bench_*.py; do \
		case "$$each" in *_engines.py) python=$(RIVALS)/bin/python ;; *) python=$(BIN)/python ;; esac; \
		PYTHONPATH=. "$$python" "$$each" || status=1; \
	done; exit $$status

messages: $(TOOLS) ## bring the catalogues of all languages in line with the code, and compile them
	@$(BIN)/python -m locales update

screens: $(TOOLS) $(COMPILED) ## write down every screen in every language anew, to be read in review
	@$(BIN)/python -m tests.locales.seen

docs: $(COMPILED) ## write docs/law.md anew from the records of the law
	@mkdir -p docs
	@$(BIN)/muhlat law page > $(VENV)/law.md && mv $(VENV)/law.md docs/law.md

format: $(TOOLS) ## rewrite the code in the common form
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

# That a cold start imports little cannot be seen while every line is being watched.
cover: $(TOOLS) $(COMPILED) ## run all tests and show which branches none of them takes
	@$(BIN)/python -m pytest --numprocesses 2 --cov --cov-report=term-missing \
		--deselect tests/bot/test_cli_process.py::test_assess_starts_light

explore: $(TOOLS) $(COMPILED) ## try the promises of the engine on generated people that no run has seen yet
	@HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest --numprocesses 2 tests/rules

# In a copy, so that nothing of it enters the checkout; what survived is listed at the end.
mutate: $(COMPILED) $(MUTATION)/.installed ## change rules/ a little at a time, see what no test notices; WHAT='rules.bans.*'
	@mkdir -p $(MUTATION)/copy && cd $(MUTATION)/copy && rm -rf bot docs locales rules tests
	@git archive HEAD | tar -x -C $(MUTATION)/copy
	@cd $(MUTATION)/copy && ../bin/python -m locales compile >/dev/null && \
		../bin/mutmut run --max-children 2 $(if $(WHAT),'$(WHAT)') && ../bin/mutmut results

LOCK := pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command 'make lock'

lock: $(INSTALLED) ## choose the newest releases that pyproject.toml admits, and write them down with their hashes
	$(BIN)/python -m venv $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet uv
	$(VENV)/lock/bin/uv $(LOCK) pyproject.toml --upgrade --group build --output-file constraints.txt
	$(VENV)/lock/bin/uv $(LOCK) pyproject.toml --group build --group dev --constraints constraints.txt \
		--output-file tests/constraints.txt
	$(VENV)/lock/bin/uv $(LOCK) --upgrade --group pyproject.toml:bench --output-file tests/bench/constraints.txt
	$(VENV)/lock/bin/uv $(LOCK) pyproject.toml --group build --group mutation --constraints tests/constraints.txt \
		--output-file tests/mutation/constraints.txt

# What runs Muhlat, from constraints.txt and nowhere else.
$(INSTALLED): pyproject.toml constraints.txt
	@if ! $(BIN)/python -c '' 2>/dev/null; then \
		found=; \
		for each in $(PYTHONS); do \
			if "$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$each; break; fi; \
		done; \
		if [ -z "$$found" ]; then \
			echo 'Muhlat needs Python 3.11 or newer, and none is here. On Debian 12: apt install python3 python3-venv' >&2; exit 1; \
		fi; \
		if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
			echo "$$found cannot make a virtual environment. On Debian: apt install python3-venv" >&2; exit 1; \
		fi; \
		echo 'Setting up Muhlat in $(VENV). This happens once and takes about a minute.'; \
		"$$found" -m venv --clear $(VENV) || exit 1; \
	fi
	@$(INSTALL) --require-hashes --requirement constraints.txt
	@$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

# What tests and checks it, beside that.
$(TOOLS): $(INSTALLED) tests/constraints.txt
	@$(INSTALL) --require-hashes --requirement tests/constraints.txt
	@touch $@

# The engines that ours is measured beside; they would bring other releases of what it runs on.
$(RIVALS)/.installed: $(INSTALLED) tests/bench/constraints.txt
	@echo 'Setting up the engines to measure beside in $(RIVALS). This happens once.'
	@$(BIN)/python -m venv --clear $(RIVALS)
	@$(RIVALS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement tests/bench/constraints.txt
	@touch $@

# What changes the code to see whether a test notices.
$(MUTATION)/.installed: $(INSTALLED) tests/mutation/constraints.txt
	@echo 'Setting up what changes the code in $(MUTATION). This happens once.'
	@$(BIN)/python -m venv --clear $(MUTATION)
	@$(MUTATION)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		--requirement tests/mutation/constraints.txt
	@touch $@

$(COMPILED): $(INSTALLED) $(wildcard locales/*/LC_MESSAGES/*.po)
	@$(BIN)/python -m locales compile >/dev/null
	@touch $@
