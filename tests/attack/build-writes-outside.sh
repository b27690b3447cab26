# SPDX-License-Identifier: MIT
# A build step that writes over specs, system and other submissions, and leaves a process. Expected: pass, all in vain.
for place in "@EXERCISE@" "@EXERCISE@/private" "@SUBMISSIONS@" "@SUBMISSIONS@/good-0" "$HOME" /usr/local/bin /etc /var/tmp \
	/tmp /root /dev/shm /run; do
	touch "$place/escaped-@MARK@" 2>/dev/null
	rm -rf "$place/secret.txt" "$place/main.c" 2>/dev/null
done
(setsid sh -c "sleep 60; :" @MARK@ </dev/null >/dev/null 2>&1 &)
printf '#!/bin/sh\necho contained\n' >run.sh
