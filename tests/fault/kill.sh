#!/usr/bin/env bash
# The server is killed at random moments under load: 40 times, 1,000 times in the long form.
set -euo pipefail
# shellcheck source=tests/fault/env.sh
. "${COMITY_SOURCE:?}/tests/fault/env.sh"
"$programs/fault-kill" "${TMPDIR:?}/forum" "$([[ -n ${COMITY_LONG:-} ]] && echo 1000 || echo 40)"
