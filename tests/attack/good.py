# SPDX-License-Identifier: MIT
# No attack: must pass beside all the others.
print("contained")
