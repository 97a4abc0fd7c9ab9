# `make run` opens the shop, `make test` proves it; `make help` lists the rest.
SHELL := /bin/sh
BIN := .venv/bin
.DEFAULT_GOAL := help
.PHONY: help run test install install-dev chromium lint types imports texts format migrate messages bench shots resource reset doctor

help: ## List what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

run: install ## Start everything: database, Redis, front end, web, worker, beat
	@ZARRIN_FOLLOW_PARENT=1 exec $(BIN)/zarrin run

test: install-dev chromium lint types imports texts ## Check everything: style, types, layers, texts, then all tests
	@$(BIN)/python -m pytest --ignore tests/browser
	@exec $(BIN)/python -m pytest -n 0 tests/browser # by itself: a browser keeps an event loop of its own

lint: install-dev ## Check style
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: install-dev
	@$(BIN)/mypy

imports: install-dev
	@$(BIN)/lint-imports

texts: install-dev
	@$(BIN)/zarrin messages --check

format: install-dev ## Bring the sources into shape
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

migrate: install ## Bring the database to the newest revision
	@$(BIN)/zarrin migrate

messages: install ## Collect the texts to translate and compile the catalogues
	@$(BIN)/zarrin messages

bench: install-dev chromium ## Measure, ratios in one run; writes bench/results.json
	@exec $(BIN)/python -m bench

shots: install-dev chromium ## Photograph every page into shots/
	@exec $(BIN)/python -m tests.shots

resource: install ## Write a resource (name=warranty workspace=shop fields="number:series cover:money"), or list all
	@$(if $(name),$(BIN)/zarrin make "$(name)" --workspace "$(workspace)" --fields "$(fields)" --persian "$(persian)",$(BIN)/zarrin resources)

doctor: install ## Say what is up and what is not
	@$(BIN)/zarrin doctor

reset: install ## Empty the data folder, after asking
	@$(BIN)/zarrin reset

install:
	@sh requirements/install run

install-dev:
	@sh requirements/install dev

chromium:
	@sh requirements/chromium
