# `make help` lists the targets. Set-up leaves its marks in .venv and .Rlib and is repeated when what it read has changed.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON_BIN := .venv/bin/python
SYSTEM := .Rlib/.system
VENV := .venv/.requirements
PACKAGE := .Rlib/.package
PEER := .peer/.requirements
NATIVE := python/hornpipe/native/native.so
SOURCES := $(shell find DESCRIPTION NAMESPACE configure R inst python man demo data -type f -not -path '*/__pycache__/*' 2>/dev/null)

export RETICULATE_PYTHON := $(CURDIR)/.venv/bin/python
export R_LIBS := $(CURDIR)/.Rlib
export PYTHONPATH := $(CURDIR)/python
export PYTHONDONTWRITEBYTECODE := 1
export KERAS_BACKEND := torch

.PHONY: help setup demo test test-python test-r rgen docs check page lint bench parity clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

setup: $(PACKAGE) ## R, .venv and the R package in .Rlib, as far as they are missing
	@echo "setup: ready"

demo: setup ## train on Fashion-MNIST from R, save, and load in a second R process
	Rscript demo/fashion_mnist.R build/demo

test: setup ## every test, Python and R
	@tools/tests/run.sh python r

test-python: $(VENV) $(NATIVE) ## the tests of the Python core only
	@tools/tests/run.sh python

test-r: setup ## the tests of the R package only
	@tools/tests/run.sh r

rgen: $(VENV) ## write R/gen-*.R and _pkgdown.yml from the Python signatures
	$(PYTHON_BIN) -m tools.rgen

docs: $(SYSTEM) rgen ## write man/ and NAMESPACE
	Rscript tools/docs/roxygen.R

check: setup ## R CMD check of the built package
	tools/check/r-cmd-check.sh

page: setup ## the live page of metrics in headless Chromium (needs chromium and chromedriver)
	$(PYTHON_BIN) tools/check/metrics_page.py

lint: $(VENV) ## ruff over the Python code
	$(PYTHON_BIN) -m ruff check python tests tools

bench: setup ## the tables of benchmarks/
	set -e; for script in benchmarks/*.py; do $(PYTHON_BIN) $$script; done

parity: $(VENV) $(PEER) $(NATIVE) ## compare with real Keras in an environment of its own
	HORNPIPE_PEER=$(CURDIR)/.peer/bin/python $(PYTHON_BIN) -m pytest -q tests/parity

clean: ## remove what set-up and checks made
	rm -rf .venv .Rlib .peer build $(NATIVE)

$(SYSTEM): tools/setup/system.sh tools/setup/r-packages.txt
	@tools/setup/system.sh
	@mkdir -p $(@D) && touch $@

$(VENV): requirements.txt tools/setup/environment.sh tools/setup/python.sh
	@tools/setup/environment.sh .venv requirements.txt
	@touch $@

$(PEER): requirements-peer.txt tools/setup/environment.sh tools/setup/python.sh
	@tools/setup/environment.sh .peer requirements-peer.txt
	@touch $@

# Where there is no C compiler this makes nothing and says so; the package then does not wait for it.
$(NATIVE): $(wildcard python/hornpipe/native/*.c) python/hornpipe/native/build.sh
	@python/hornpipe/native/build.sh

$(PACKAGE): $(SYSTEM) $(VENV) $(SOURCES) tools/setup/package.sh | $(NATIVE)
	@tools/setup/package.sh .Rlib
	@touch $@
