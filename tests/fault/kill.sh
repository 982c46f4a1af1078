#!/usr/bin/env bash
# The server is killed at random moments under load: 40 times, 1,000 times in the long form.
set -euo pipefail
exec "${COMITY_BUILD:?}/tests/fault/fault-kill" "${TMPDIR:?}/forum" "${KILLS:-$([[ -n ${COMITY_LONG:-} ]] && echo 1000 || echo 40)}"
