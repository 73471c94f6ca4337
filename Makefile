# `make` lists the targets; `make check` does what CI does.
.DEFAULT_GOAL := help
GO ?= go
FUZZTIME ?= 10s
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: all build test race lint fuzz bench docs golden generate new-rule new-format check clean help

all: build test lint ## build, test and lint

build: ## build ./wsdoctor, one static binary
	CGO_ENABLED=0 $(GO) build -trimpath -o wsdoctor ./cmd/wsdoctor

test: ## run all tests
	$(GO) test ./...

race: ## run all tests under the race detector (needs a C compiler)
	$(GO) test -race ./...

lint: ## vet, format and staticcheck
	$(GO) vet ./...
	test -z "$$(gofmt -l cmd internal parsers rules)" || { gofmt -l cmd internal parsers rules; exit 1; }
	$(GO) run $(STATICCHECK) ./...
	$(GO) run ./cmd/wsdoctor rules lint

fuzz: ## run every fuzz target for FUZZTIME each (make fuzz FUZZTIME=1m)
	for pkg in $$($(GO) list ./...); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg || exit 1; \
	  done; done

bench: ## run all benchmarks once
	$(GO) test -run '^$$' -bench . -benchtime 1s ./...

generate: ## write the generated tables and pages anew
	$(GO) generate ./...

docs: generate ## write the generated pages, and the outputs shown in README.md and CONTRIBUTING.md
	$(GO) test ./cmd/wsdoctor -run TestReadme -update

golden: ## write what golden tests expect anew; read the diff before you commit it
	$(GO) test ./internal/report ./internal/diagnose ./cmd/wsdoctor -update

new-rule: ## start a cause: make new-rule CAUSE=my-cause
	@test -n "$(CAUSE)" || { echo 'usage: make new-rule CAUSE=my-cause'; exit 2; }
	@test ! -e rules/causes/$(CAUSE).yaml || { echo 'rules/causes/$(CAUSE).yaml is there already'; exit 2; }
	$(GO) run ./cmd/wsdoctor rules new $(CAUSE) > rules/causes/$(CAUSE).yaml
	@echo 'fill in rules/causes/$(CAUSE).yaml, then: make docs test'

new-format: ## start a format: make new-format NAME=my-log
	@test -n "$(NAME)" || { echo 'usage: make new-format NAME=my-log'; exit 2; }
	$(GO) run ./internal/newformat -name $(NAME)
	@echo 'then: make docs test'

check: ## what CI runs
	.ci/run

clean: ## remove what was built
	rm -f wsdoctor
	$(GO) clean -testcache -fuzzcache

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
