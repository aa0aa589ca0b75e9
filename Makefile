# `make demo` and `make test` set up everything they need; `make help` lists the rest.
# ARGS passes more to a command, e.g.: make demo ARGS=--fast, make test ARGS=tests/listen
# PYTHON names the Python to make .venv with, where python3 is older than 3.11.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?=
export PYTHON

.PHONY: help demo test lint format bench eval lock ci clean always

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 18

demo: .venv/app .venv/app-libraries ## play a two-sided call through the whole program
	@.venv/bin/callassist demo $(ARGS)

test: .venv/dev .venv/test-libraries ## run the tests
	@.venv/bin/python -m pytest --numprocesses 2 --dist worksteal $(ARGS)

lint: .venv/dev ## check style, types and the direction of imports
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

format: .venv/dev ## put the code in the house's style
	.venv/bin/ruff check --fix-only .
	.venv/bin/ruff format .

bench: .venv/dev .venv/bench-libraries ## measure speed and memory
	.venv/bin/python -m pytest -m bench tests/benchmarks $(ARGS)

eval: .venv/eval ## hold what is noticed to what is required; writes docs/evaluation.md
	.venv/bin/python -m tools.evaluate $(ARGS)

EXTRAS := --extra all --extra cluster --extra parquet
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate $(ARGS) --group build

lock: .venv/dev ## refresh requirements/*.txt from pyproject.toml (ARGS=--upgrade: newer versions)
	$(COMPILE) pyproject.toml --extra all -o requirements/app.txt
	$(COMPILE) -c requirements/app.txt -o requirements/build.txt
	$(COMPILE) pyproject.toml $(EXTRAS) --group dev -c requirements/app.txt -o requirements/dev.txt
	$(COMPILE) pyproject.toml $(EXTRAS) --group dev --group eval -c requirements/dev.txt \
		-o requirements/eval.txt

ci: ## what the continuous integration runs
	.ci/run

clean: ## remove .venv and everything else that was made
	rm -rf .venv build dist demo-out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find callassist tests -name __pycache__ -prune -exec rm -rf {} +

# Set-up. The empty files in .venv say what is done, so that it is done once.

.venv/app: requirements/app.txt requirements/build.txt pyproject.toml tools/setup/venv.sh
	@tools/setup/venv.sh app
	@touch $@

.venv/dev: requirements/dev.txt requirements/build.txt pyproject.toml tools/setup/venv.sh
	@tools/setup/venv.sh dev
	@touch $@ .venv/app

.venv/eval: requirements/eval.txt requirements/build.txt pyproject.toml tools/setup/venv.sh
	@tools/setup/venv.sh eval
	@touch $@ .venv/dev .venv/app

# Missing libraries are named and not fatal: much works without them.
.venv/%-libraries: tools/setup/system-libraries.sh
	@if tools/setup/system-libraries.sh $*; then touch $@; fi
.venv/app-libraries: | .venv/app
.venv/test-libraries .venv/bench-libraries: | .venv/dev

# A copied or moved folder needs an environment of its own: see tools/setup/venv.sh.
ifneq "$(file < .venv/folder)" "$(realpath .)"
.venv/app .venv/dev .venv/eval: always
endif
