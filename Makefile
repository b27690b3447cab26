# migracode: one file, GNU make, no configure.  `make help` lists the targets.
# prefix, DESTDIR, CC, CFLAGS, CPPFLAGS, LDFLAGS, LDLIBS belong to the user and are only appended to.

prefix ?= /usr/local
CC = gcc
CFLAGS ?= -O2 -g
VARIANT ?= release
VERSION := 0.1.0

B := build/$(VARIANT)
PACKAGES := libcjson libpcre2-8 libseccomp libutf8proc libsodium
HAVE_PACKAGES := $(shell pkg-config --exists $(PACKAGES) libgit2 2>/dev/null && echo yes)
ifeq ($(HAVE_PACKAGES),yes)
PACKAGE_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) libgit2)
PACKAGE_LIBS := $(shell pkg-config --libs $(PACKAGES))
GIT2_SONAME := $(shell objdump -p $$(pkg-config --variable=libdir libgit2)/libgit2.so | sed -n 's/^ *SONAME *//p')
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wundef -Wvla -Wformat=2 -Wswitch-enum $(if $(filter 1,$(WERROR)),-Werror)
HARDENING := $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all -fno-omit-frame-pointer,-D_FORTIFY_SOURCE=2) \
	-fstack-protector-strong -fPIE
OUR_CPPFLAGS := -D_GNU_SOURCE -Ilib -I. -DMC_VERSION='"$(VERSION)"' -DMC_PREFIX='"$(prefix)"' \
	-DMC_GIT2_SONAME='"$(GIT2_SONAME)"' $(PACKAGE_CFLAGS)
OUR_CFLAGS := -std=c17 -MMD -MP -include lib/base/banned.h $(WARNINGS) $(HARDENING)
OUR_LDFLAGS := -pie -Wl,-z,relro,-z,now $(if $(SAN),-fsanitize=$(SAN))
COMPILE = $(CC) $(OUR_CPPFLAGS) $(CPPFLAGS) $(OUR_CFLAGS) $(CFLAGS)
LINK = $(CC) $(OUR_LDFLAGS) $(CFLAGS) $(LDFLAGS)

LIB_OBJECTS := $(patsubst %.c,$B/%.o,$(sort $(wildcard lib/*/*.c)))
CMD_OBJECTS := $(patsubst %.c,$B/%.o,$(sort $(wildcard cmd/*.c))) $B/cmd/table.o
UNIT_TESTS := $(patsubst tests/unit/%.c,$B/unit/%,$(sort $(wildcard tests/unit/*_test.c)))
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(sort $(filter-out tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c))))
CATALOGUES := $(patsubst po/%.po,build/share/locale/%/LC_MESSAGES/migracode.mo,$(sort $(wildcard po/*.po)))

all: build/migracode $(CATALOGUES)

# The program always ends up as build/migracode, whatever the variant.
build/migracode: $B/migracode
	@ln -f $< $@

$B/migracode: $(CMD_OBJECTS) $B/libmigracode.a
	$(LINK) -o $@ $^ $(PACKAGE_LIBS) $(LDLIBS)

$B/libmigracode.a: $(LIB_OBJECTS)
	@rm -f $@
	@$(AR) rcs $@ $^

$B/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

# The table of subcommands is made from the names of the files in cmd/.
$B/cmd/table.c: $(sort $(wildcard cmd/*.c)) Makefile
	@mkdir -p $(@D)
	@{ echo '#include "cli/cmd.h"'; \
	   names=$$(ls cmd | sed -n 's/\.c$$//p' | grep -vx main | tr - _); \
	   for n in $$names; do echo "extern const struct mc_cmd mc_cmd_$$n;"; done; \
	   echo 'const struct mc_cmd *const mc_commands[] = {'; \
	   for n in $$names; do echo "	&mc_cmd_$$n,"; done; echo '	NULL,'; echo '};'; } >$@

$B/cmd/table.o: $B/cmd/table.c
	$(COMPILE) -c -o $@ $<

$B/unit/%: tests/unit/%.c tests/unit/check.h $B/libmigracode.a
	@mkdir -p $(@D)
	$(COMPILE) -Itests/unit -o $@ $< $B/libmigracode.a $(OUR_LDFLAGS) $(LDFLAGS) -lcmocka $(PACKAGE_LIBS) $(LDLIBS)

$B/bench/%: tests/bench/%.c $B/libmigracode.a
	@mkdir -p $(@D)
	$(COMPILE) -o $@ $< $B/libmigracode.a $(OUR_LDFLAGS) $(LDFLAGS) $(PACKAGE_LIBS) $(LDLIBS)

build/share/locale/%/LC_MESSAGES/migracode.mo: po/%.po
	@mkdir -p $(@D)
	msgfmt --check -o $@ $<

clean:
	rm -rf build

-include $(LIB_OBJECTS:.o=.d) $(CMD_OBJECTS:.o=.d)

.PHONY: all clean
.DELETE_ON_ERROR:
.SECONDARY:
