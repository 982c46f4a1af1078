#!/usr/bin/env bash
# A delegate is invited by her coordinator, makes a passkey on the signing origin and is accredited with it: in Chromium
# with a virtual authenticator, and with ssh-keygen without script.
set -euo pipefail

here=${COMITY_TESTS:?}/browser
tmp=${TMPDIR:?}
"${COMITY:?}" demo --dir "$tmp/demo" --forum "$here/../../forums/cica" --host 127.0.0.1 --port 0 \
	>"$tmp/demo.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
address='' sign=''
for _ in $(seq 300); do
	sign=$(sed -n 's!^Acts are signed on \(http://[^/]*\)/.*!\1!p' "$tmp/demo.log")
	address=$(sed -n 's!^Serving on \(http://[^/]*\)/.*!\1!p' "$tmp/demo.log")
	[[ -z $sign ]] || break
	sleep 0.1
done
if [[ -z $sign ]]; then
	printf 'Bail out! the server does not start: %s\n' "$(tail -n 1 "$tmp/demo.log")"
	exit 1
fi
node "$here/enrol.mjs" "$address" "$sign" "$COMITY" "$tmp"
