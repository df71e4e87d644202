# Seedbed: what a person runs. `make` alone lists the targets.

SWIFT ?= swift
# How many records `make benchmark` loads.
RECORDS ?= 1000000
RUN = .build/debug/seedbed
DEBIAN = libyaml-dev libsqlite3-dev libpq-dev zlib1g-dev libzstd-dev
BREW = libyaml sqlite libpq zlib zstd
# The newest server there is, and the port of the demo's own.
POSTGRES = $(shell ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
POSTGRES_PORT ?= 54391
# How many tests run beside each other; more only make each other late.
TESTS = --experimental-maximum-parallelization-width 8
# The binary has a fixed address where the linker can give it one: nothing is left to relocate at each start.
FIXED = $(shell [ "$$(uname)" = Linux ] && echo -Xlinker --no-pie)
SUDO = $(shell [ "$$(id -u)" = 0 ] || echo sudo)

.PHONY: help deps postgres build demo demo-sqlite demo-postgres test test-release lint check format accept release benchmark torture fuzz clean

help:
	@echo "make demo       the main job: as found, then integrated; DATABASE=postgres on PostgreSQL"
	@echo "make test       every test"
	@echo "make test-release  what every command prints, with the binary of make release"
	@echo "make lint       format and measures of the code"
	@echo "make check      lint, build, fast tests"
	@echo "make release    an optimised binary with the Swift library in it, in .build/seedbed"
	@echo "make benchmark  the table of speeds"
	@echo "make torture    200 kills of a backfill on each engine, TRIES=10 of each kind of call failing in, or"
	@echo "                killing, each command, runners that meet in every order over one lock"
	@echo "make fuzz       changed texts for every reader, import and lexer, SECONDS=10 each: read the same however their bytes arrive"
	@echo "make accept     rewrite the expected files of the end-to-end cases"

# Installs the C libraries that are missing.
deps:
	@if [ "$$(uname)" = Darwin ]; then \
	  for library in $(BREW); do \
	    brew list --formula $$library >/dev/null 2>&1 || { echo "missing: brew install $(BREW)"; exit 1; }; \
	  done; \
	else \
	  missing=""; \
	  for library in $(DEBIAN); do \
	    dpkg -s $$library >/dev/null 2>&1 || missing="$$missing $$library"; \
	  done; \
	  if [ -n "$$missing" ]; then \
	    echo "installing$$missing"; \
	    $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq $$missing; \
	  fi; \
	fi

# Installs a PostgreSQL server where there is none; the tests and one demo start it themselves.
postgres:
	@if [ "$$(uname)" = Darwin ]; then \
	  command -v initdb >/dev/null || { echo "missing: brew install postgresql@15"; exit 1; }; \
	elif [ -z "$(POSTGRES)" ]; then \
	  echo "installing postgresql-15"; \
	  $(SUDO) apt-get update -qq && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends postgresql-15; \
	fi

build: deps
	@$(SWIFT) build

# DATABASE=postgres starts a server of its own in a temporary folder, as an unprivileged user when root.
DATABASE ?= sqlite
AS_FOUND = $(RUN) up --test --report demo/as-found.html --service-argument=--as-found --min-operational 0
INTEGRATED = $(RUN) up --test --report demo/integrated.html

demo: build
	@rm -rf demo && mkdir -p demo
	@$(MAKE) -s demo-$(DATABASE)

demo-sqlite:
	@echo "== as found: 17 of 39 endpoints are generated =="
	@$(AS_FOUND) --database demo/as-found.sqlite
	@echo
	@echo "== integrated: every endpoint asks the database =="
	@$(INTEGRATED) --database demo/integrated.sqlite

demo-postgres: postgres
	@folder=$$(mktemp -d); as=""; \
	if [ "$$(id -u)" = 0 ]; then \
	  as="runuser -u $$(id -un postgres 2>/dev/null || echo nobody) --"; \
	  chown "$$(id -un postgres 2>/dev/null || echo nobody)" $$folder; \
	fi; \
	trap 'cd /; $$as $(POSTGRES)/pg_ctl -D $$folder/data -m immediate -s stop; rm -rf $$folder' EXIT; \
	(cd $$folder && $$as $(POSTGRES)/initdb -D $$folder/data -U seedbed -A trust --no-sync -E UTF8 \
	  --locale=C.UTF-8 >/dev/null && $$as $(POSTGRES)/pg_ctl -D $$folder/data -s -w -l $$folder/log \
	  -o "-p $(POSTGRES_PORT) -k $$folder -c listen_addresses=127.0.0.1" start) || exit 3; \
	for name in as_found integrated; do \
	  $(POSTGRES)/createdb -h 127.0.0.1 -p $(POSTGRES_PORT) -U seedbed $$name || exit 3; \
	done; \
	url=postgres://seedbed@127.0.0.1:$(POSTGRES_PORT); \
	echo "== as found: 17 of 39 endpoints are generated =="; \
	$(AS_FOUND) --database $$url/as_found || exit $$?; \
	echo; \
	echo "== integrated: every endpoint asks the database =="; \
	$(INTEGRATED) --database $$url/integrated

test: deps postgres
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build $(TESTS)

# Every command as it is handed out, optimised: what the optimiser breaks, no other test sees.
PRINTING = CaseTests|StarterProjectTests|ReferenceServiceTests
test-release: release postgres
	@$(SWIFT) build --build-tests
	@SEEDBED_PROGRAMS=.build $(SWIFT) test --skip-build $(TESTS) --filter "$(PRINTING)"

# The format of the code, and the measures of the house: what is public, who owns which table, how long functions are.
lint:
	@$(SWIFT) format lint --strict --parallel --recursive Package.swift Sources Tests
	@Tests/House/measure --check

check: lint deps postgres
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build $(TESTS) --skip SeedbedEndToEndTests

format:
	@$(SWIFT) format --in-place --parallel --recursive Package.swift Sources Tests

accept: build
	@SEEDBED_ACCEPT=1 $(SWIFT) test --filter SeedbedEndToEndTests

release: deps
	@$(SWIFT) build -c release --static-swift-stdlib $(FIXED) --product seedbed
	@$(SWIFT) build -c release --static-swift-stdlib $(FIXED) --product ReferenceService
	@cp .build/release/seedbed .build/release/ReferenceService .build/
	@strip .build/seedbed .build/ReferenceService
	@ls -lh .build/seedbed .build/ReferenceService

benchmark: deps
	@$(SWIFT) build -c release --static-swift-stdlib $(FIXED) --product seedbed
	@$(SWIFT) build -c release --static-swift-stdlib $(FIXED) --product Benchmarks
	@.build/release/Benchmarks $(RECORDS)

# How often a backfill is killed on each engine.
KILLS ?= 200
# How many seconds runners meet in every order over one lock.
SCHEDULES ?= 180
# How many calls of one kind fail or kill each command, on each engine; `all` tries every one and takes hours.
TRIES ?= 10

torture: deps postgres
	@$(SWIFT) build --build-tests
	@SEEDBED_KILLS=$(KILLS) $(SWIFT) test --skip-build --filter TortureTests
	@SEEDBED_SCHEDULES=$(SCHEDULES) $(SWIFT) test --skip-build --filter LockSimulationTests
	@TRIES=$(TRIES) Tests/torture/io-errors

# How long each reader is given changed sources.
SECONDS ?= 10

fuzz: deps
	@SEEDBED_FUZZ=1 $(SWIFT) build -c release --scratch-path .build/fuzz/build --product Fuzz
	@Tests/Fuzz/run $(SECONDS)

clean:
	@rm -rf .build demo
