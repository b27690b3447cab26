# SPDX-License-Identifier: MIT
# Becomes yes(1). Expected: error, output.
exec yes contained
