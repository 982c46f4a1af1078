#!/usr/bin/env bash
# A form filled in by Chromium: an answer that is not for everybody is committed to in the page, saved with its
# salt, and never sent; the act that comes of it is signed by the command line. Without script the form does the
# same with what `comity commitment` prints.
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
node "$here/form.mjs" "$address" "$COMITY" "$tmp"
