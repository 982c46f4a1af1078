#!/usr/bin/env bash
# Server-sent events: what a reader hears when an act is recorded, what it missed, how many may listen,
# and how it ends.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

cp -r "$COMITY_SOURCE/forums/cica" "$TMPDIR/forum"
sed -i 's/"min_s": 432000/"min_s": 1/' "$TMPDIR/forum/charter.json"
server_start demo --dir "$TMPDIR/demo" --forum "$TMPDIR/forum"
follow() { # CODE KIND [WORD=TEXT ...]
	python3 "$COMITY_SOURCE/tests/lib/offered.py" "$url" "$COMITY" "$TMPDIR/desk" "$@"
}
listen() { # FILE ADDRESS [OPTION ...]
	local file=$1 address=$2
	shift 2
	curl -sN --max-time 60 "$@" "$url$address" >"$file" 2>/dev/null &
	for _ in $(seq 100); do
		grep -qs '^retry: 3000$' "$file" && return
		sleep 0.02
	done
}
until_in() { # FILE PATTERN: at most five seconds
	for _ in $(seq 250); do
		grep -qE -- "$2" "$1" && return
		sleep 0.02
	done
	cat "$1"
	return 1
}
changes() { grep -c '^event: change$' "$1" || true; }
metric() { curl -sf "$url/metrics" | sed -n "s/^$1 //p"; }
silent() { # FILE
	sleep 0.6
	[[ $(changes "$1") == 0 ]]
}
size=$(curl -sf "$url/log/checkpoint" | sed -n 2p)

head=$(curl -sN --max-time 0.3 -D - -o /dev/null "$url/events" || true)
holds "a stream is text/event-stream" grep -qi '^content-type: text/event-stream' <<<"$head"
holds "and is not kept by caches" grep -qi '^cache-control: no-store' <<<"$head"
same "HEAD is a head" "$(curl -sI -o /dev/null -w '%{http_code}' "$url/events")" 200
same "what is no noun is refused" "$(curl -s -o /dev/null -w '%{http_code}' "$url/events?noun=silence,x")" 400
same "what is no size is refused" "$(curl -s -o /dev/null -w '%{http_code}' "$url/events?since=x")" 400

listen "$TMPDIR/all" /events
listen "$TMPDIR/silence" '/events?noun=silence'
listen "$TMPDIR/other" '/events?noun=meeting,release'
holds "a reader is told where it begins" grep -q "^id: $size\$" "$TMPDIR/all"
holds "nothing happens" silent "$TMPDIR/all"
follow plan silence.propose SECONDS=3600 TEXT="A plan." TITLE=Plan >"$script_out" 2>&1 ||
	give_up "a text is put under silence"
size=$((size + 1))
holds "an act is heard of by who listens to all" until_in "$TMPDIR/all" '^event: change$'
holds "with the size of the record" grep -q "^id: $size\$" "$TMPDIR/all"
holds "and what it changed" grep -qE "^data: \{\"size\":$size,\"nouns\":\[[a-z\",]*\"silence\"[a-z\",]*\]\}\$" "$TMPDIR/all"
holds "also by who listens to its noun" until_in "$TMPDIR/silence" \
	"^data: \{\"size\":$size,\"nouns\":\[\"silence\"\]\}\$"
holds "not by who listens to others" silent "$TMPDIR/other"

listen "$TMPDIR/late" '/events?noun=silence' -H "Last-Event-ID: $((size - 1))"
holds "who comes back late hears at once what it missed" until_in "$TMPDIR/late" "^id: $size\$"
same "once" "$(changes "$TMPDIR/late")" 1
listen "$TMPDIR/page" "/events?noun=silence&since=$((size - 1))"
holds "so does a page that was made before" until_in "$TMPDIR/page" '^event: change$'
listen "$TMPDIR/current" '/events?noun=silence' -H "Last-Event-ID: $size"
holds "who has seen all hears nothing" silent "$TMPDIR/current"
listen "$TMPDIR/unconcerned" "/events?noun=meeting&since=$size"
holds "nor who is not concerned" silent "$TMPDIR/unconcerned"

# Several acts at once, then their events: never two within a quarter of a second.
python3 "$COMITY_SOURCE/tests/lib/listen.py" gaps "$url" >"$TMPDIR/gaps" &
gaps=$!
until_in "$TMPDIR/gaps" '^listening$'
for n in 1 2 3 4 5 6; do
	TMPDIR=$TMPDIR/$n follow "many-$n" silence.propose SECONDS=3600 TEXT="Text $n." TITLE=Many \
		>"$TMPDIR/many-$n" 2>&1 &
	makers[n]=$!
done
wait "${makers[@]}"
size=$((size + 6))
sleep 0.6
kill -INT "$gaps"
wait "$gaps"
holds "the last event has the last size" grep -q "^last $size\$" "$TMPDIR/gaps"
# The server leaves 250 ms between two; a reader that is late by itself may see them nearer.
holds "no two events come within 100 ms" grep -qE '^least ([1-9][0-9]{2,})$' "$TMPDIR/gaps"

before=$(metric comity_streams_open)
answers "as many listen as may, then 503 with Retry-After, and pages are still served" 0 '^all' \
	python3 "$COMITY_SOURCE/tests/lib/listen.py" many "$url" "$before"
sleep 0.5
same "who has gone is not counted" "$(metric comity_streams_open)" "$before"

began=$(date +%s%N)
kill -TERM "$server_pid"
wait "$server_pid"
status=$?
server_pid=''
same "the server ends although readers listen" "$status" 0
holds "at once" test $(($(date +%s%N) - began)) -lt 2000000000
script_end
