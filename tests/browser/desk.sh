#!/usr/bin/env bash
# The drafting desk and the screen of the room, in Chromium: by keyboard alone an act of each sort is staged,
# shown and taken; signed and sent by the command line, it appears on the screen of the room.
set -euo pipefail

here=${COMITY_TESTS:?}/browser
tmp=${TMPDIR:?}
"${COMITY:?}" demo --dir "$tmp/demo" --forum "$here/../../forums/cica" --host 127.0.0.1 --port 0 \
	>"$tmp/demo.log" 2>&1 &
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
python3 "$here/../lib/meeting_make.py" "$address" "$COMITY" "$tmp/meeting" >"$tmp/meeting.log" 2>&1 ||
	{ printf 'Bail out! the meeting: %s\n' "$(tail -n 1 "$tmp/meeting.log")"; exit 1; }
node "$here/desk.mjs" "$address" "$COMITY" "$tmp" "$server"
