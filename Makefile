# The entry points. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help install configure build programs run cluster test walk pictures upgrade-test fuzz torture soak simulate bench scale \
  images bundle check format manifests golden clean

BUILD := build
JOBS ?= $(shell nproc)
FUZZ_SECONDS ?= 600
FUZZ_CALLS ?= 50000
TORTURE_ROUNDS ?= 20
TORTURE_BATCHES ?= 2000
TORTURE_KILLS ?= 1000
SOAK_SECONDS ?= 3600
HISTORIES ?= 100000
SEED ?= 1
SCALE_ORGANS ?= 160000
SCALE_YEARS ?= 3

help: ## lists the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 14

install: ## installs Debian and npm packages
	@scripts/install

configure: install
	@test -f $(BUILD)/build.ninja || cmake --preset default >/dev/null

build: configure ## builds every program into build/bin, and the tests
	@cmake --build --preset default -j $(JOBS)

programs: configure ## builds the programs alone
	@cmake --build --preset default -j $(JOBS) --target programs

run: programs ## serves the suite with the sample district (ONCE=1 ends after the demonstration)
	@scripts/run $(if $(ONCE),--once)

cluster: programs ## runs the installation of deploy/rendered as processes on loopback (ONCE=1 ends when it stands)
	@scripts/cluster $(if $(ONCE),--once)

test: build ## builds and runs every test
	@ctest --preset default -j $(JOBS)

walk: install ## follows README.md in a fresh clone, compiled from nothing, to an accepted report in Chromium
	@scripts/node node_modules/@playwright/test/cli.js test --config tests/walk/playwright.config.ts

pictures: build ## takes the pictures of docs/guide anew, from pages as of the last week of January
	@scripts/node node_modules/@playwright/test/cli.js test --config tests/guide/playwright.config.ts

upgrade-test: build ## builds the programs of the last release and runs them beside those of this one
	@JOBS=$(JOBS) scripts/last_release
	@ctest --preset default -L upgrade

fuzz: install ## runs the fuzzers, FUZZ_SECONDS (600) each, and FUZZ_CALLS (50000) of all RPCs; keeps what they break
	@JOBS=$(JOBS) scripts/fuzz --seconds $(FUZZ_SECONDS) --calls $(FUZZ_CALLS)

torture: configure ## TORTURE_KILLS (1000) kills of a cluster, TORTURE_ROUNDS (20) of databases, TORTURE_BATCHES (2000) of random calls
	@cmake --build --preset default -j $(JOBS) --target torture_programs
	@scripts/torture --kills $(TORTURE_KILLS) --rounds $(TORTURE_ROUNDS) --batches $(TORTURE_BATCHES) $(if $(TORTURE_SEED),--seed $(TORTURE_SEED))

soak: configure ## a cluster under steady load for SOAK_SECONDS (3600): memory, file descriptors and latencies over time
	@cmake --build --preset default -j $(JOBS) --target cluster_programs
	@tests/soak/run_soak.py $(BUILD) --seconds $(SOAK_SECONDS)

simulate: configure ## goes through HISTORIES (100000) from SEED (1) on, on a disk that loses what was not synced
	@cmake --build --preset default -j $(JOBS) --target simulate
	@$(BUILD)/tests/simulate --histories $(HISTORIES) --seed $(SEED) --processes $(JOBS)

bench: configure ## measures against rivals (BENCH=validate: one family); writes build/bench/bench.json and bench.html
	@cmake --build --preset default -j $(JOBS) --target bench_programs
	@tests/bench/run_bench.py $(BENCH)

scale: configure ## sends a nation (SCALE_ORGANS=160000, SCALE_YEARS=3) through the services and measures; SCALE_KEEP=1 keeps the data
	@cmake --build --preset default -j $(JOBS) --target scale_programs
	@tests/scale/run_scale.py --organs $(SCALE_ORGANS) --years $(SCALE_YEARS) $(if $(SCALE_KEEP),--keep)

images: programs ## builds an image of each program without a daemon (as root), into build/images
	@deploy/images/build

bundle: images ## packs images, manifests and checksums for a closed network, into build/bundle (SIGN_KEY=FILE signs)
	@deploy/bundle/build

check: build ## format, layering, proto lint, what the last release understands, error reasons
	@scripts/check

format: install ## formats C++, protos and TypeScript
	@git ls-files '*.h' '*.cc' | xargs clang-format -i
	@npx --no-install buf format proto -w
	@npx --no-install biome check --write

manifests: ## renders the overlays of deploy/kustomize into deploy/rendered (kubectl 1.27 or newer)
	@scripts/manifests

golden: build ## rewrites the golden files from what the code now does
	@NIANBAO_UPDATE_GOLDEN=1 ctest --preset default -L golden

clean: ## removes the build folder
	rm -rf $(BUILD)
