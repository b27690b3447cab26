# SPDX-License-Identifier: MIT
# Connects with bash's own network files. Expected: pass: nothing answers.
bash -c 'exec 3<>/dev/tcp/127.0.0.1/@PORT@ && echo ESCAPED: connected' 2>/dev/null
bash -c 'echo x >/dev/udp/127.0.0.1/@PORT@ && echo ESCAPED: sent' 2>/dev/null
echo contained
