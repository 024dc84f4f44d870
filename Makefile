# The one entrance to everything. `make` alone lists what there is.

.DEFAULT_GOAL := help
.PHONY: help setup run build test test-swift test-js test-api test-browser lint format check-web check-layers \
        bench-signaling bench-join bench-micro fuzz ci clean

IMPORT_CHECK := --explicit-target-dependency-import-check error
SWIFT_SOURCES := Sources Tests Package.swift

help: ## Lists the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name text; do printf '  %-16s %s\n' "$$name" "$$text"; done

setup: ## Installs what is missing for all of the below
	@scripts/setup

run: ## Starts a server on http://localhost:8080 and prints a link to a ready room
	@scripts/setup run
	@swift build -c release --product saleflow
	@exec .build/release/saleflow serve --dev $(ARGS)

build: ## Builds everything in debug, tests too
	@scripts/setup run
	@swift build --build-tests $(IMPORT_CHECK)

test: ## Passes every test: Swift, JavaScript, scripts, API, browsers
	@scripts/test

test-swift: ## Swift tests only
	@scripts/test swift

test-js: ## JavaScript tests only
	@scripts/test js

test-api: ## HTTP and WebSocket tests against a running server only
	@scripts/test api

test-browser: ## Chromium and Firefox tests only
	@scripts/test browser

lint: ## Checks the formatting of the Swift sources
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

format: ## Formats the Swift sources
	@swift format --in-place --parallel --recursive $(SWIFT_SOURCES)

check-layers: ## Checks the architecture's rules: who may import whom, what the pure layers may use
	@scripts/check-layers

check-web: ## Checks the types and style of the web client
	@scripts/check-web

bench-signaling: ## Compares signaling with Janus: CPU per request, memory per connection, fan-out
	@scripts/setup bench
	@swift build -c release --product saleflow
	@Benchmarks/Signaling/run

bench-join: ## Times 20 joins from the click to the first decoded frame
	@scripts/setup test
	@swift build -c release --product saleflow
	@Benchmarks/Join/run

bench-micro: ## Runs the microbenchmarks
	@scripts/bench-micro

fuzz: ## Fuzzes every parser for a short time each
	@scripts/fuzz

ci: ## What the build server runs
	@.ci/run

clean: ## Removes what was built
	rm -rf .build .venv Benchmarks/Results
