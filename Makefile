# Everything here works from nothing but git, Python 3.11+, a C compiler and a package index; each step is kept once it is done.

PYTHON ?= python3
BUILD := .build
BIN := .venv/bin
PIP := $(BIN)/python -m pip
LLAMA := 0.3.36
TORCH := 2.13.0
MODELS := lfm2-2.6b-exp multilingual-e5-small
TEST_MODELS := smollm2-135m-instruct multilingual-e5-small
PARALLEL := -n auto --dist loadfile
QUESTION := Combien de litres d'eau faut-il verser dans la pompe K240 avant le premier démarrage ?

.PHONY: help demo install quick test offline-test lint types imports check eval format wheelhouse lock clean
.DELETE_ON_ERROR:

help: ## Show the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: install ## Install, get the models, index the sample library and ask it a question.
	@echo "==> models"
	@$(BIN)/ragassist models pull $(MODELS)
	@echo "==> indexing the sample library: ten papers of a workshop in eight languages"
	@$(BIN)/python tests/sample/make.py $(BUILD)/sample > /dev/null
	@$(BIN)/ragassist index --library sample $(BUILD)/sample
	@echo "==> a question in French; the answer stands in a German manual"
	@echo "    $(QUESTION)"
	@$(BIN)/ragassist ask --library sample --seed 1 "$(QUESTION)"
	@echo
	@echo "==> your own documents:"
	@echo "    $(BIN)/ragassist index FOLDER      index a folder"
	@echo "    $(BIN)/ragassist ask \"QUESTION\"    ask it"
	@echo "    $(BIN)/ragassist                   open the terminal UI (chat --library sample: look around here)"

# Tests start hundreds of processes of the program; where no bytecode is written, each would compile all of its modules.
quick test offline-test: export PYTHONDONTWRITEBYTECODE :=

quick: install ## Lint, and run the tests that need no model, no other process and no screen.
	@$(BIN)/ruff check .
	@$(BIN)/python -m pytest -q -m "not slow" $(PARALLEL)

test: install ## Run all tests, with the network closed.
	@$(BIN)/ragassist models pull $(TEST_MODELS)
	@$(BIN)/python -m pytest $(PARALLEL)

offline-test: install ## Run all tests where there is no network but a loopback of their own (Linux).
	@$(BIN)/ragassist models pull $(TEST_MODELS)
	@if [ "$$(id -u)" = 0 ]; then apart=; else apart='--map-current-user --keep-caps'; fi; \
		unshare $$apart --net $(BIN)/python tests/without_network.py $(PARALLEL)

check: lint types imports test ## Lint, types, import contract and tests.

lint: install
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: install
	@$(BIN)/mypy
	@$(BIN)/mypy --platform darwin
	@$(BIN)/mypy --platform win32
	@$(BIN)/mypy --explicit-package-bases tests bench

imports: install
	@$(BIN)/lint-imports

format: install ## Format the code.
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

eval: install ## Measure search and answers on the sample library (about ten minutes).
	@$(BIN)/ragassist models pull $(MODELS)
	@$(BIN)/python -m bench.sample_answers

wheelhouse: $(BUILD)/llama $(BUILD)/torch.txt ## Put all wheels into ./wheelhouse, for a machine without a network (docs/install.md).
	@echo "==> gathering wheels"
	@mkdir -p wheelhouse && cp $(BUILD)/wheels/*.whl wheelhouse/
	@$(PIP) wheel -q --progress-bar on -w wheelhouse --find-links wheelhouse -c $(BUILD)/torch.txt . 2>/dev/null \
		|| $(PIP) wheel -q --progress-bar on -w wheelhouse --find-links wheelhouse -c $(BUILD)/torch.txt \
			--extra-index-url https://download.pytorch.org/whl/cpu .
	@du -sh wheelhouse

lock: install ## Write requirements.lock: the installed versions, each with the sha256 of its file.
	@$(BIN)/python .ci/lock.py $(BUILD)

clean: ## Remove what was built here; models and libraries stay.
	rm -rf .venv $(BUILD)

# Installing

install: $(BUILD)/installed

$(BUILD)/installed: pyproject.toml $(BUILD)/torch $(BUILD)/llama
	@echo "==> installing ragassist"
	@$(BIN)/python .ci/packages.py install -e '.[dev]'
	@touch $@

$(BUILD)/venv:
	@echo "==> making .venv"
	@mkdir -p $(BUILD)
	@$(PYTHON) -m venv .venv
	@$(PIP) install -q --upgrade 'pip>=25.1' setuptools
	@touch $@

$(BUILD)/torch.txt: $(BUILD)/torch
	@$(PIP) freeze | grep '^torch==' > $@

# The CPU build of torch: on Linux the plain name brings gigabytes of CUDA; .ci/packages.py says where it is looked for.
$(BUILD)/torch: $(BUILD)/venv
	@echo "==> installing torch for the CPU"
	@$(BIN)/python .ci/packages.py torch $(TORCH)
	@touch $@

# llama.cpp is compiled once, in a build folder that stays: an interrupted build goes on where it was. CMAKE_ARGS chooses a
# backend for a GPU (docs/install.md); the compiler is told of it by the environment. CMake's cache would keep the backend of an
# earlier build, so another choice begins in an empty folder.
export CMAKE_ARGS
$(BUILD)/llama: $(BUILD)/venv $(BUILD)/llama-src/pyproject.toml $(if $(CMAKE_ARGS),$(BUILD)/cmake-args) | $(BUILD)/build-tools
	@echo "==> compiling llama.cpp (about five minutes on two cores)"
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(PIP) wheel -v --no-deps --no-build-isolation -w $(BUILD)/wheels \
		-C build-dir=$(CURDIR)/$(BUILD)/llama-build $(BUILD)/llama-src > $(BUILD)/llama.log 2>&1 & \
	pid=$$!; $(BIN)/python .ci/ninja_bar.py $(BUILD)/llama.log $$pid; wait $$pid \
		|| { grep -m 3 -A 4 -E 'CMake Error|: (fatal )?error: ' $(BUILD)/llama.log || tail -n 20 $(BUILD)/llama.log; \
			echo "llama.cpp did not compile: is a C++ compiler installed, and for a GPU what docs/install.md names? See $(BUILD)/llama.log"; exit 1; }
	@$(PIP) install -q --no-deps --force-reinstall $(BUILD)/wheels/llama_cpp_python-$(LLAMA)-*.whl
	@touch $@

$(BUILD)/build-tools: $(BUILD)/venv
	@$(PIP) install -q scikit-build-core cmake ninja
	@touch $@

$(BUILD)/cmake-args: FORCE
	@mkdir -p $(BUILD)
	@printf '%s\n' "$$CMAKE_ARGS" | cmp -s - $@ || { rm -rf $(BUILD)/llama-build; printf '%s\n' "$$CMAKE_ARGS" > $@; }

FORCE:

# Even to fetch a source, pip runs its build backend, which wants CMake: `--no-binary :all:` would compile that from source, too.
$(BUILD)/llama-src/pyproject.toml: $(BUILD)/venv | $(BUILD)/build-tools
	@echo "==> fetching llama.cpp's source"
	@$(PIP) download -q --progress-bar on --no-deps --no-build-isolation --no-binary llama-cpp-python -d $(BUILD)/sdist 'llama-cpp-python==$(LLAMA)'
	@rm -rf $(BUILD)/llama-src && mkdir -p $(BUILD)/llama-src
	@tar -xzf $(BUILD)/sdist/llama_cpp_python-$(LLAMA).tar.gz -C $(BUILD)/llama-src --strip-components 1
	@touch $@
