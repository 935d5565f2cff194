# `make run` and `make test` do all the set-up themselves; see README.md.
.DEFAULT_GOAL := help
.PHONY: help run test bench format corpus translations clean setup-run setup-test

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup-run ## the program on the sample news
	@scripts/run

test: setup-test ## lint, types, tests, coverage
	@scripts/test $(ARGS)

bench: setup-test ## the bars of speed and memory, as tables; ARGS=view for one of them
	@OMP_NUM_THREADS=1 QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.benchmarks $(ARGS)

format: setup-test ## the code as the formatter wants it
	@.venv/bin/ruff check --quiet --fix
	@.venv/bin/ruff format --quiet

corpus: setup-test ## a seeded corpus for load tests: DOCUMENTS=10000 OUT=build/corpus.jsonl
	@mkdir -p build
	@.venv/bin/python datasets/generate.py $(or $(OUT),build/corpus.jsonl) --documents $(or $(DOCUMENTS),10000)

translations: setup-test ## new strings into resources/i18n, translations into what Qt loads
	@scripts/translations

clean: ## removes what was built, the environment too
	rm -rf .venv build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis

setup-run:
	@scripts/setup run

setup-test:
	@scripts/setup test
