# SPDX-License-Identifier: MIT
echo none
