#!/usr/bin/env bash
# Every system call on the record fails once, every write is once cut short. Long: each act alone.
set -euo pipefail
# shellcheck source=tests/fault/env.sh
. "${COMITY_SOURCE:?}/tests/fault/env.sh"
"$programs/fault-calls" "$memory" "$([[ -n ${COMITY_LONG:-} ]] && echo 1 || echo 6)"
