#!/usr/bin/env bash
# Pages that renew themselves, in Chromium: what changes appears, what is in use stays.
set -euo pipefail

here=${COMITY_TESTS:?}/browser
tmp=${TMPDIR:?}
cp -r "$here/../../forums/cica" "$tmp/forum"
sed -i 's/"min_s": 432000/"min_s": 1/' "$tmp/forum/charter.json"
"${COMITY:?}" demo --dir "$tmp/demo" --forum "$tmp/forum" --host 127.0.0.1 --port 0 >"$tmp/demo.log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true' EXIT
address=''
for _ in $(seq 300); do
	address=$(sed -n 's!^Serving on \(http://[^/]*\)/.*!\1!p' "$tmp/demo.log")
	[[ -z $address ]] || break
	sleep 0.1
done
if [[ -z $address ]]; then
	printf 'Bail out! the server does not start: %s\n' "$(tail -n 1 "$tmp/demo.log")"
	exit 1
fi
node "$here/live.mjs" "$address" "$COMITY" "$tmp/desk"
