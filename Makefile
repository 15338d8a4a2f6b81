# hubgen: everything a person or CI does with the project.
# Two commands are enough on a fresh machine: `make site` and `make test`.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
SWIFT ?= swift
IMPORTS := --explicit-target-dependency-import-check error
# The Swift runtime goes into the binary, so that it runs where no toolchain is.
RELEASE := --configuration release --static-swift-stdlib
HUBGEN := .build/release/hubgen
VENV := .venv
# Tests of whole processes, with the binary that users have.
PROCESSES := HUBGEN_POSTGRES=1 HUBGEN_BINARY=$(CURDIR)/$(HUBGEN) $(SWIFT) test --skip-build --disable-xctest
# What keeps the machine busy for so long that tests with time limits would fail beside it.
LONG := GeneratedTemplateTests|themes. pages
# The same, with many processes and threads of their own.
KILLS := SimulationTests|killed again and again|killed at random

.PHONY: help
help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

.PHONY: setup
setup:
	@Scripts/setup.sh build

.PHONY: setup-tests
setup-tests: setup
	@Scripts/setup.sh tests

.PHONY: build
build: setup ## build hubgen in release mode
	$(SWIFT) build $(RELEASE) $(IMPORTS) --product hubgen

.PHONY: site
site: build ## install what is missing, build hubgen, build the hub in content/ into public/
	@$(HUBGEN) build
	@echo
	@echo "Teasers that would go out now (nothing is sent):"
	@$(HUBGEN) syndicate --dry-run --summary

.PHONY: test
test: setup-tests ## install what is missing and run every test
	$(SWIFT) build --build-tests $(IMPORTS)
	PATH="$$PWD/$(VENV)/bin:$$PATH" HUBGEN_POSTGRES=1 $(SWIFT) test --skip-build --disable-xctest \
	  --skip "$(LONG)|$(KILLS)"
	PATH="$$PWD/$(VENV)/bin:$$PATH" HUBGEN_GENERATED=20000 $(SWIFT) test --skip-build --disable-xctest \
	  --filter "$(LONG)"
	PATH="$$PWD/$(VENV)/bin:$$PATH" HUBGEN_POSTGRES=1 $(SWIFT) test --skip-build --disable-xctest \
	  --filter "$(KILLS)"
	$(SWIFT) build $(RELEASE) $(IMPORTS) --product hubgen-simulate
	.build/release/hubgen-simulate --histories 100000 --jobs "$$(nproc)"

.PHONY: test-unit
test-unit: setup ## run the quick tests: no servers, no browsers
	$(SWIFT) build --build-tests $(IMPORTS)
	$(SWIFT) test --skip-build --disable-xctest --skip IntegrationTests

.PHONY: fuzz
fuzz: setup ## feed 1,000,000 mutated inputs to YAML, TOML, front matter, configuration and templates
	$(SWIFT) build --build-tests $(IMPORTS)
	HUBGEN_FUZZ=200000 $(SWIFT) test --skip-build --disable-xctest --filter 'Fuzz|MutationTests'

.PHONY: simulate
simulate: setup ## play 1,000,000 histories of the sharing half in a world of faults (about an hour on two cores)
	$(SWIFT) build $(RELEASE) $(IMPORTS) --product hubgen-simulate
	.build/release/hubgen-simulate --histories 1000000 --jobs "$$(nproc)"

.PHONY: kills
kills: build setup-tests ## kill 2,500 runs: publishing and changing posts, on three servers, with the queue in SQLite and in PostgreSQL
	$(SWIFT) build --build-tests $(IMPORTS)
	HUBGEN_KILLS=250 $(PROCESSES) --filter 'killed again and again'

.PHONY: workers
workers: build setup-tests ## let ten workers send 10,000 posts while they are killed at random
	$(SWIFT) build --build-tests $(IMPORTS)
	HUBGEN_WORKER_POSTS=10000 $(PROCESSES) --filter 'Workers that are killed'

.PHONY: bench
bench: build ## measure the build beside cmark-gfm and cp, on disk and in memory
	$(SWIFT) build $(RELEASE) --product hubgen-reference
	Benchmarks/run.py
	$(MAKE) bench-plan

.PHONY: bench-plan
bench-plan: setup ## measure planning and wording 10,000 articles for 12 accounts: at most 5 s of CPU
	$(SWIFT) build $(RELEASE) --product hubgen-bench-plan
	.build/release/hubgen-bench-plan

.PHONY: bench-queue
bench-queue: setup-tests ## measure claims in a queue of 1,000,000 posts in SQLite and in PostgreSQL
	$(SWIFT) build $(RELEASE) --product hubgen-bench-queue
	Benchmarks/queue.py

.PHONY: bench-templates
bench-templates: setup ## measure templates beside swift-mustache and Stencil
	$(SWIFT) build $(RELEASE) --product hubgen-bench-templates
	$(SWIFT) build --package-path Benchmarks/Peers $(RELEASE)
	Benchmarks/templates.py

.PHONY: format
format: ## format the sources
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks

.PHONY: lint
lint: ## check format and style of the sources
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks
	Scripts/check-sources.sh

.PHONY: check
check: lint test ## all that CI runs

.PHONY: install
install: build ## put the binary and the themes under PREFIX (/usr/local)
	@Scripts/install.sh $(HUBGEN) "$(DESTDIR)$(PREFIX)"
