# Two commands are all that a newcomer needs: `make run` and `make test`. The steps themselves are in xtask/.

# Outside the checkout, so that a clean checkout on the same machine builds on what is there.
export CARGO_TARGET_DIR ?= $(HOME)/.cache/clausewise/target

XTASK = cargo xtask

.PHONY: help run test build dev bench tools

help:
	@echo "make run    builds Clausewise and serves it on http://127.0.0.1:3000"
	@echo "make test   checks everything; ends with a line: N passed, N failed"
	@echo "make build  leaves the one executable that a server needs: dist/clausewise"
	@echo "make dev    serves a debug build, and builds again on every change"
	@echo "make bench  measures the release build"

run dev build bench: tools
	@$(XTASK) $@

test: tools
	@command -v npm >/dev/null || { echo "npm is missing; the browser tests need it. Get Node.js 20 or newer from https://nodejs.org"; exit 1; }
	@$(XTASK) test

tools:
	@command -v cargo >/dev/null || { echo "cargo is missing. Get Rust 1.95 or newer with rustup, from https://rustup.rs"; exit 1; }
	@command -v rustup >/dev/null || { echo "rustup is missing; it adds the wasm target. Get it from https://rustup.rs"; exit 1; }
	@command -v cc >/dev/null || { echo "The C compiler cc is missing. Get it with: apt-get install gcc"; exit 1; }
