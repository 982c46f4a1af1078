#!/usr/bin/env bash
# Allocations of the server fail: some of them, each of them in the long form.
set -euo pipefail
# shellcheck source=tests/fault/env.sh
. "${COMITY_SOURCE:?}/tests/fault/env.sh"
"$programs/fault-memory" "$memory" "$([[ -n ${COMITY_LONG:-} ]] && echo 0 || echo 120)"
