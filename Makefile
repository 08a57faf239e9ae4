# The half-dozen commands of CONTRIBUTING.md.
.PHONY: dev test lint score bench docs
PYTHON = .venv/bin/python

dev:
	python3 -m venv .venv
	$(PYTHON) -m pip install --quiet --upgrade pip
	$(PYTHON) -m pip install --quiet --constraint constraints.txt --editable '.[dev]'

test:
	$(PYTHON) -m pytest

lint:
	.venv/bin/ruff check src tests
	.venv/bin/mypy src/sourcecheck
	.venv/bin/lint-imports

score:
	.venv/bin/sourcecheck evaluate ../shared/gold/dev.jsonl

bench:
	$(PYTHON) benchmarks/speed.py

docs:
	.venv/bin/sourcecheck rules book -o docs/rules
