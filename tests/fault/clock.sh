#!/usr/bin/env bash
# The clock runs backwards and jumps.
set -euo pipefail
# shellcheck source=tests/fault/env.sh
. "${COMITY_SOURCE:?}/tests/fault/env.sh"
"$programs/fault-clock" "$memory" "$([[ -n ${COMITY_LONG:-} ]] && echo 200 || echo 10)"
