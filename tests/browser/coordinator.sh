#!/usr/bin/env bash
# The coordinator's desk in Chromium without script: acts that limit, disavow and dismiss go from its forms to the
# signing origin, are signed with ssh-keygen, and change who may act.
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
python3 "$here/../lib/meeting_make.py" "$address" "$COMITY" "$tmp/meeting" >"$tmp/meeting.log" 2>&1 ||
	{ printf 'Bail out! the meeting: %s\n' "$(tail -n 1 "$tmp/meeting.log")"; exit 1; }
node "$here/coordinator.mjs" "$address" "$sign" "$COMITY" "$tmp"
