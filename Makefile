# `make demo` and `make test` set up everything they need; `make help` lists the rest.
# ARGS passes more to a command, e.g.: make demo ARGS=--fast, make test ARGS=tests/listen
# PYTHON names the Python to make .venv with, where python3 is older than 3.11.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?=
export PYTHON

.PHONY: help demo test lint format bench eval lock sbom audit fuzz package deb translations ci clean always

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 21

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

DEV := --group dev --group package
EXTRAS := --extra all --extra cluster --extra parquet
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate $(ARGS) --group build

sbom: .venv/dev ## list what ships, as CycloneDX: dist/callassist-sbom.cdx.json
	@mkdir -p dist
	@.venv/bin/cyclonedx-py requirements requirements/app.txt --pyproject pyproject.toml \
		--output-reproducible --of JSON -o dist/callassist-sbom.cdx.json 2>/dev/null
	@echo "wrote dist/callassist-sbom.cdx.json"

audit: .venv/dev ## ask whether anything is known against what ships; says so where it cannot ask
	@.venv/bin/python -m tools.supply.audit

lock: .venv/dev ## refresh requirements/*.txt from pyproject.toml (ARGS=--upgrade: newer versions)
	$(COMPILE) pyproject.toml --extra all -o requirements/app.txt
	$(COMPILE) -c requirements/app.txt -o requirements/build.txt
	$(COMPILE) pyproject.toml --extra all --group package -c requirements/app.txt \
		-o requirements/package.txt
	$(COMPILE) pyproject.toml $(EXTRAS) $(DEV) -c requirements/package.txt -o requirements/dev.txt
	$(COMPILE) pyproject.toml $(EXTRAS) $(DEV) --group eval -c requirements/dev.txt \
		-o requirements/eval.txt

fuzz: .venv/dev .venv/test-libraries ## feed 10,000 hostile inputs to every parser (half an hour)
	.venv/bin/python -m pytest -m fuzz --verbose tests/fuzz $(ARGS)

package: .venv/dev .venv/test-libraries ## build dist/callassist, the program in one folder with its own Python
	@tools/package/onefolder.sh

deb: package sbom ## pack that folder as a Debian package
	@tools/package/deb.sh

translations: .venv/dev ## gather the texts of the windows, and pack their translations
	@.venv/bin/python -m tools.translations

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
