#!/usr/bin/env bash
# Bits of the record's files are flipped: 200, 5,000 in the long form.
set -euo pipefail
# shellcheck source=tests/fault/env.sh
. "${COMITY_SOURCE:?}/tests/fault/env.sh"
"$programs/fault-bits" "$memory" "$([[ -n ${COMITY_LONG:-} ]] && echo 5000 || echo 200)"
