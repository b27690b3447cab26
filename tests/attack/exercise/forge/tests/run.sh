# SPDX-License-Identifier: MIT
[ "$(sh run.sh)" = contained ]
