# migracode: one file, GNU make, no configure.  `make help` lists the targets.
# prefix, DESTDIR, CC, CFLAGS, CPPFLAGS, LDFLAGS, LDLIBS belong to the user and are only appended to.

prefix ?= /usr/local
CC = gcc
CFLAGS ?= -O2 -g
VARIANT ?= release
VERSION := 0.1.0

B := build/$(VARIANT)
PACKAGES := libcjson libpcre2-8 libseccomp libutf8proc libsodium sqlite3 gumbo yaml-0.1 zlib
# Loaded at first use (ext/late.h), so built with their headers only.
LATE_PACKAGES := libgit2 libxml-2.0 libcurl libpq libcrypto libarchive cairo pango pangocairo \
	libqpdf libqrencode lcms2
HAVE_PACKAGES := $(shell pkg-config --exists $(PACKAGES) $(LATE_PACKAGES) 2>/dev/null && echo yes)
soname = $(shell objdump -p $$(pkg-config --variable=libdir $1)/$2 | sed -n 's/^ *SONAME *//p')
ifeq ($(HAVE_PACKAGES),yes)
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) $(LATE_PACKAGES))
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES)) -lm
SONAMES := -DMC_GIT2_SONAME='"$(call soname,libgit2,libgit2.so)"' -DMC_XML_SONAME='"$(call soname,libxml-2.0,libxml2.so)"' \
	-DMC_CURL_SONAME='"$(call soname,libcurl,libcurl.so)"' -DMC_PQ_SONAME='"$(call soname,libpq,libpq.so)"' \
	-DMC_CRYPTO_SONAME='"$(call soname,libcrypto,libcrypto.so)"' \
	-DMC_ARCHIVE_SONAME='"$(call soname,libarchive,libarchive.so)"' -DMC_CAIRO_SONAME='"$(call soname,cairo,libcairo.so)"' \
	-DMC_PANGO_SONAME='"$(call soname,pango,libpango-1.0.so)"' -DMC_PANGOCAIRO_SONAME='"$(call soname,pangocairo,libpangocairo-1.0.so)"' \
	-DMC_GOBJECT_SONAME='"$(call soname,gobject-2.0,libgobject-2.0.so)"' -DMC_QPDF_SONAME='"$(call soname,libqpdf,libqpdf.so)"' \
	-DMC_QRENCODE_SONAME='"$(call soname,libqrencode,libqrencode.so)"' -DMC_LCMS_SONAME='"$(call soname,lcms2,liblcms2.so)"'
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wundef -Wvla -Wformat=2 -Wswitch-enum $(if $(filter 1,$(WERROR)),-Werror)
HARDENING := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer,-D_FORTIFY_SOURCE=2) \
	-fstack-protector-strong -fPIE
OUR_CPPFLAGS := -D_GNU_SOURCE -Ilib -I. -DMC_VERSION='"$(VERSION)"' -DMC_PREFIX='"$(prefix)"' \
	$(SONAMES) $(PACKAGE_CFLAGS)
OUR_CFLAGS := -std=c17 -MMD -MP -include lib/base/banned.h $(WARNINGS) $(HARDENING)
OUR_LDFLAGS := -pie -Wl,-z,relro,-z,now $(if $(SAN),-fsanitize=$(SAN))
# Commands are shown short; V=1 shows them whole.
SHOW = $(if $(V),,@echo "  $1" && )
COMPILE = $(CC) $(OUR_CPPFLAGS) $(CPPFLAGS) $(OUR_CFLAGS) $(CFLAGS)
LINK = $(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS)

LIB_OBJECTS := $(patsubst %.c,$B/%.o,$(sort $(wildcard lib/*/*.c)))
CMD_OBJECTS := $(patsubst %.c,$B/%.o,$(sort $(wildcard cmd/*.c cmd/*/*.c))) $B/cmd/table.o
UNIT_TESTS := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/*_test.c)))
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c))))
REPLAYS := $(addprefix $B/fuzz/,$(FUZZERS))
CATALOGUES := $(patsubst po/%.po,build/share/locale/%/LC_MESSAGES/migracode.mo,$(sort $(wildcard po/*.po)))

all: build/migracode $(CATALOGUES)

# The program always ends up as build/migracode, whatever the variant.
build/migracode: $B/migracode FORCE
	@ln -f $< $@

$B/migracode: $(CMD_OBJECTS) $B/libmigracode.a
	$(call SHOW,link $@)$(LINK) -o $@ $^ $(PACKAGE_LIBS) $(LDLIBS)

$B/libmigracode.a: $(LIB_OBJECTS) $B/objects
	@rm -f $@
	@$(AR) rcs $@ $(LIB_OBJECTS)

# Changes when a file comes or goes, so that the archive forgets what is gone.
$B/objects: FORCE
	@mkdir -p $(@D)
	@echo '$(LIB_OBJECTS)' | cmp -s - $@ || echo '$(LIB_OBJECTS)' >$@

# Another compiler, prefix or set of flags makes everything anew: objects never mix.
$B/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(COMPILE) $(LINK))' | cmp -s - $@ || printf '%s\n' '$(subst ','\'',$(COMPILE) $(LINK))' >$@

$B/%.o: %.c $B/flags
	@mkdir -p $(@D)
	$(call SHOW,compile $<)$(COMPILE) -c -o $@ $<

# The table of subcommands is made from the names of the files in cmd/.
$B/cmd/table.c: $(sort $(wildcard cmd/*.c)) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "cli/cmd.h"'; \
	   names=$$(ls cmd | sed -n 's/\.c$$//p' | grep -vx main | tr - _); \
	   for n in $$names; do echo "extern const struct mc_cmd mc_cmd_$$n;"; done; \
	   echo 'const struct mc_cmd *const mc_commands[] = {'; \
	   for n in $$names; do echo "	&mc_cmd_$$n,"; done; echo '	NULL,'; echo '};'; } >$@

$B/cmd/table.o: $B/cmd/table.c $B/flags
	$(call SHOW,compile $<)$(COMPILE) -c -o $@ $<

$B/unit/%: tests/unit/%.c $B/libmigracode.a
	@mkdir -p $(@D)
	$(call SHOW,test program $@)$(COMPILE) -Itests/unit -o $@ $< $B/libmigracode.a $(OUR_LDFLAGS) $(LDFLAGS) -lcmocka $(PACKAGE_LIBS) $(LDLIBS)

# Makes the pages that are looked at in a browser; like the program, whatever the variant.
build/sheet_page: $B/e2e/sheet_page FORCE
	@ln -f $< $@

# Prints certificates of nobody, to be looked at.
build/certificate_sample: $B/e2e/certificate_sample FORCE
	@ln -f $< $@

# Signs certificates of a school that does not exist.
build/badge_files: $B/e2e/badge_files FORCE
	@ln -f $< $@

# Writes the forms of documents that are signed, to be compared with those of other programs.
build/linked: $B/e2e/linked FORCE
	@ln -f $< $@

$B/e2e/%: tests/e2e/%.c $B/libmigracode.a
	@mkdir -p $(@D)
	$(call SHOW,test program $@)$(COMPILE) -o $@ $< $B/libmigracode.a $(OUR_LDFLAGS) $(LDFLAGS) $(PACKAGE_LIBS) $(LDLIBS)

build/share/locale/%/LC_MESSAGES/migracode.mo: po/%.po
	@mkdir -p $(@D)
	$(call SHOW,catalogue $@)msgfmt --check -o $@ $<

# One run of everything, on a bare machine too: installs what is missing, builds, tests.
test: setup-test
	@$(MAKE) --no-print-directory check

check: all $(UNIT_TESTS) $(REPLAYS) build/sheet_page build/certificate_sample build/badge_files build/linked build/node_modules
	@tests/run.sh build/logs $(UNIT_TESTS) $(REPLAYS) tests/layers.sh tests/docs.sh $(wildcard tests/e2e/*.t)

demo: setup
	@$(MAKE) --no-print-directory all
	@tests/demo.sh build/demo

setup:
	@tests/setup.sh build

setup-test:
	@tests/setup.sh test

# Readers that are not ours, for the tests of schemas and formats; without the registry those tests are skipped.
build/node_modules: tests/package.json tests/package-lock.json
	@mkdir -p build
	@cp $^ build/
	@cd build && { npm ci --silent --no-audit --no-fund || echo "npm cannot install: some tests will be skipped"; } && \
		mkdir -p node_modules && touch node_modules

# Replays the corpus of a fuzz target without libFuzzer.
$B/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c $B/libmigracode.a
	@mkdir -p $(@D)
	$(call SHOW,test program $@)$(COMPILE) -o $@ $< tests/fuzz/replay.c $B/libmigracode.a $(OUR_LDFLAGS) $(LDFLAGS) $(PACKAGE_LIBS) $(LDLIBS)

# Fuzzes every reader for FUZZ_SECONDS each, with sanitizers.
FUZZ_SECONDS ?= 60
fuzz:
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang SAN=address,undefined CFLAGS="-O1 -g -fsanitize=fuzzer-no-link" \
		$(addprefix fuzz-,$(FUZZERS))

fuzz-%: tests/fuzz/%.c $B/libmigracode.a
	@mkdir -p $B/fuzz/corpus-$*
	$(COMPILE) -fsanitize=fuzzer -o $B/fuzz/$*-fuzzer $< $B/libmigracode.a $(OUR_LDFLAGS) $(LDFLAGS) $(PACKAGE_LIBS)
	$B/fuzz/$*-fuzzer -max_total_time=$(FUZZ_SECONDS) -timeout=10 -max_len=65536 -artifact_prefix=$B/fuzz/$*- \
		-print_final_stats=1 $B/fuzz/corpus-$* tests/corpus/fuzz-$*

# What is freed and kept would count against the memory that readers of repositories may use.
san:
	@ASAN_OPTIONS=$${ASAN_OPTIONS:-quarantine_size_mb=16} LSAN_OPTIONS=suppressions=$(CURDIR)/tests/lsan.supp:print_suppressions=0 $(MAKE) --no-print-directory VARIANT=san SAN=address,undefined CFLAGS="-O1 -g" check

valgrind:
	@$(MAKE) --no-print-directory all $(UNIT_TESTS)
	@tests/valgrind.sh $(UNIT_TESTS)

# BENCH_RUNS=5 for a quick look; 20 rounds otherwise. BENCH_ONLY=records; BENCH_EVENTS=3000000 for a million enrolments.
bench: all $B/bench/sandbox_bench $B/bench/floor $B/bench/timeit $B/bench/report_bench $B/bench/reader_bench \
	$B/bench/seal_bench $B/bench/records_fill $B/bench/credential_bench
	@tests/bench/run.sh $B/bench

# The floor must not pay for libraries that it does not use.
$B/bench/%: tests/bench/%.c $B/libmigracode.a
	@mkdir -p $(@D)
	$(call SHOW,benchmark $@)$(COMPILE) -o $@ $< $B/libmigracode.a $(OUR_LDFLAGS) -Wl,--as-needed $(LDFLAGS) $(PACKAGE_LIBS) $(LDLIBS)

FORMATTED := $(wildcard lib/*/*.[ch] cmd/*.c cmd/*/*.[ch] tests/unit/*.[ch] tests/e2e/*.c tests/fuzz/*.c tests/bench/*.c)
format:
	clang-format -i $(FORMATTED)

# Everything that reads the code without running it; -j reads several files at a time.
TIDY := $(addprefix tidy-,$(wildcard lib/*/*.c cmd/*.c cmd/*/*.c))
lint: check-headers $(TIDY)
	@clang-format --dry-run -Werror $(FORMATTED)
	@shellcheck tests/*.sh tests/e2e/*.sh tests/bench/*.sh .ci/run

# What goes to stderr only counts what .clang-tidy leaves out.
$(TIDY): tidy-%: %
	$(call SHOW,tidy $<)clang-tidy --quiet $< -- -std=c17 $(OUR_CPPFLAGS) -include lib/base/banned.h 2>/dev/null

check-headers:
	@for h in lib/*/*.h; do echo "#include \"$${h#lib/}\"" | \
		$(CC) $(OUR_CPPFLAGS) -std=c17 -include lib/base/banned.h $(WARNINGS) -fsyntax-only -x c - || exit 1; done

# The translators' file: every message of the program.
po/migracode.pot: $(wildcard lib/*/*.[ch] cmd/*.c cmd/*/*.c)
	xgettext --from-code=UTF-8 --keyword=_ --keyword=N_ --keyword=NP_:1,2 --sort-by-file --add-location=file \
		--package-name=migracode --add-comments=TRANSLATORS -o $@ $^

MAN_PAGES = $(wildcard man/*.[1-8])
install: all
	install -d $(DESTDIR)$(prefix)/bin $(DESTDIR)$(prefix)/share/migracode $(DESTDIR)$(prefix)/share/man/man1 \
		$(DESTDIR)$(prefix)/share/bash-completion/completions
	install -m 755 build/migracode $(DESTDIR)$(prefix)/bin/migracode
	cp -R --no-preserve=ownership templates curricula $(DESTDIR)$(prefix)/share/migracode/
	install -d $(DESTDIR)$(prefix)/share/migracode/schema
	install -m 644 man/*.schema.json $(DESTDIR)$(prefix)/share/migracode/schema/
	for page in $(MAN_PAGES); do install -D -m 644 $$page $(DESTDIR)$(prefix)/share/man/man$${page##*.}/$${page##*/}; done
	build/migracode help --list | while read -r name; do LC_ALL=C.UTF-8 build/migracode help --man --lang en $$name \
		>"$(DESTDIR)$(prefix)/share/man/man1/migracode-$$(echo $$name | tr ' ' -).1"; done
	build/migracode completion bash >$(DESTDIR)$(prefix)/share/bash-completion/completions/migracode
	for mo in $(CATALOGUES); do install -D -m 644 $$mo $(DESTDIR)$(prefix)/$${mo#build/}; done

uninstall:
	rm -rf $(DESTDIR)$(prefix)/bin/migracode $(DESTDIR)$(prefix)/share/migracode \
		$(DESTDIR)$(prefix)/share/bash-completion/completions/migracode
	rm -f $(DESTDIR)$(prefix)/share/man/man1/migracode*.1 $(DESTDIR)$(prefix)/share/man/man[57]/migracode-* \
		$(DESTDIR)$(prefix)/share/locale/*/LC_MESSAGES/migracode.mo

clean:
	rm -rf build

help:
	@echo "demo       set up, build, and show the main job"
	@echo "test       set up, build, and run every test"
	@echo "all check install uninstall clean format lint san valgrind fuzz bench"

-include $(wildcard $B/*/*.d $B/*/*/*.d)

.PHONY: all test check demo setup setup-test install uninstall clean help format lint check-headers san valgrind fuzz bench \
	$(TIDY)
.DELETE_ON_ERROR:
.PRECIOUS: $B/%.o
FORCE:
