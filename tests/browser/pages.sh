#!/usr/bin/env bash
# The demonstration forum in Chromium: accessible, readable at 320 pixels, verified in the page.
set -euo pipefail

here=${COMITY_TESTS:?}/browser
tmp=${TMPDIR:?}
"${COMITY:?}" demo --dir "$tmp/demo" --forum "$here/../../forums/cica" --host 127.0.0.1 \
	--port "${COMITY_PORT:-0}" >"$tmp/demo.log" 2>&1 &
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
# The example has no silence; what its pages offer begins one that runs, and one that is broken.
follow() {
	python3 "$here/../lib/offered.py" "$address" "$COMITY" "$tmp/desk" "$@" >"$tmp/follow.log" 2>&1 ||
		{ printf 'Bail out! %s: %s\n' "$*" "$(tail -n 1 "$tmp/follow.log")"; exit 1; }
}
for code in running broken; do
	follow $code silence.propose TITLE="A text that is $code" TEXT="Its words."
	follow $code silence.consent
	follow $code silence.circulate
	follow $code silence.attach HANDLE=tr/delegate-1 TEXT="As we read it."
done
follow broken silence.break HANDLE=in/delegate-1
# Nor has it a meeting that is under way.
python3 "$here/../lib/meeting_make.py" "$address" "${COMITY:?}" "$tmp/meeting" >"$tmp/meeting.log" 2>&1 ||
	{ printf 'Bail out! the meeting: %s\n' "$(tail -n 1 "$tmp/meeting.log")"; exit 1; }
node "$here/pages.mjs" "$address" "$here/../../src/web/routes.def" "$here/../vectors"
