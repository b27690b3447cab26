# SPDX-License-Identifier: MIT
print("none")
