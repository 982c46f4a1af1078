#!/usr/bin/env bash
# The demonstration forum in Chromium: accessible, readable at 320 pixels, verified in the page.
set -euo pipefail

here=${COMITY_TESTS:?}/browser
"${COMITY:?}" demo --dir "${TMPDIR:?}/demo" --forum "$here/../../forums/cica" --host 127.0.0.1 --port "${COMITY_PORT:-18431}" \
	>"$TMPDIR/demo.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
for _ in $(seq 150); do
	curl -sf -o "$TMPDIR/front" "http://127.0.0.1:${COMITY_PORT:-18431}/en/" && break
	sleep 0.2
done
node "$here/pages.mjs" "http://127.0.0.1:${COMITY_PORT:-18431}"
