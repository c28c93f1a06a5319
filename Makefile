# What a person types. `make demo` and `make test` are all a new machine needs; the rest is for daily work.
.PHONY: help install demo test lint format lock messages screenshots themes lighthouse
.DEFAULT_GOAL := help

help:
	@echo "make demo     install everything, load Sluiswaarde and serve it on 127.0.0.1:8000 (PORT=8001 make demo)"
	@echo "make test     install everything and run every check and test, browser tests included"
	@echo "make install  put the environment in .venv"
	@echo "make lint     the checks of make test without the tests"
	@echo "make format   put code and templates in the house's layout"
	@echo "make messages  collect the texts for translation in locale/, and count what is left"
	@echo "make screenshots  take those of the README anew, from a served demo"
	@echo "make themes   show that served demo in the themes of others, fetched with npm"
	@echo "make lighthouse  measure the main pages of that served demo (needs Node and npm)"
	@echo "make lock     work out requirements/*.txt anew from requirements/*.in"

install:
	@bin/install

demo:
	@bin/demo

test:
	@bin/test

lint: install
	@bin/lint

format: install
	@.venv/bin/ruff check --quiet --fix .; .venv/bin/ruff format .

lock: install
	@bin/lock

messages: install
	@.venv/bin/python bin/messages.py

# Needs a demo that is served (make demo) in another window.
screenshots: install
	@CHROMIUM=$$(bin/browser --install) .venv/bin/python bin/screenshots.py

themes: install
	@CHROMIUM=$$(bin/browser --install) .venv/bin/python bin/themes.py

lighthouse: install
	@CHROMIUM=$$(bin/browser --install) .venv/bin/python bin/lighthouse.py
