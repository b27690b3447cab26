# SPDX-License-Identifier: MIT
# A build step that leaves no room and no way to put the tests back. Expected: error, build (disk): never our failure.
rm -rf tests
mkdir -m 000 .built-tests-0 .built-private-0
ln -s / private
printf 'echo wrong\n' >run.sh
for n in 1 2 3; do cat /dev/zero >big$n 2>/dev/null; done
chmod 000 .
