#!/usr/bin/env bash
# Disks as they may be after the machine stopped: 300 of them, 3,000 in the long form.
set -euo pipefail
# shellcheck source=tests/fault/env.sh
. "${COMITY_SOURCE:?}/tests/fault/env.sh"
"$programs/fault-disk" "$memory" "$([[ -n ${COMITY_LONG:-} ]] && echo 3000 || echo 300)"
