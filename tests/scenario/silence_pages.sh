#!/usr/bin/env bash
# A text under silence from its proposal to its number, by the command lines that its page offers and
# nothing else; one that is broken; and what feed, calendar and desks say of them.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

# The example's charter wants five days; nobody waits that long for a test.
cp -r "$COMITY_SOURCE/forums/cica" "$TMPDIR/forum"
sed -i 's/"min_s": 432000/"min_s": 1/' "$TMPDIR/forum/charter.json"
server_start demo --dir "$TMPDIR/demo" --forum "$TMPDIR/forum"
follow() { # CODE KIND [WORD=TEXT ...]
	python3 "$COMITY_SOURCE/tests/lib/offered.py" "$url" "$COMITY" "$TMPDIR/desk" "$@"
}
state() { curl -sf "$url/api/en/silences/$1" | python3 -c 'import json, sys
print(json.load(sys.stdin)["data"]["silence"]["state"])'; }
count() { curl -sf "$url/$1" | grep -c -- "$2" || true; }

same "no silence is invented for the example" "$(count en/silences 'No silence is running')" 1
holds "the Chair puts a text under silence" follow plan silence.propose SECONDS=20 TEXT="A plan." \
	TITLE=Plan
answers "nobody breaks it before its use is agreed" 3 'not offered' follow plan silence.break
holds "the Chair records that nobody objected to silence" follow plan silence.consent
holds "an officer sends it to all" follow plan silence.circulate
same "then silence runs" "$(state plan)" running
same "the front page says so" "$(count en/ 'href="/en/silences/plan"')" 1
same "the calendar has its expiry" "$(count en/calendar.ics '^SUMMARY:Silence expires: Plan')" 1
same "the desk of a member shows it" "$(count en/parties/tr/desk 'silences/plan"')" 1
same "the desk of an observer does not" "$(count en/parties/id/desk 'silences/plan"')" 0
holds "a delegation attaches a reservation" follow plan silence.attach HANDLE=tr/delegate-1 \
	TEXT="As we read it."
answers "officers cannot attest before the instant" 1 'silence-running' follow plan silence.attest
# Until the instant that the page names.
sleep "$(curl -sf "$url/api/en/silences/plan" | python3 -c 'import datetime, json, sys
at = json.load(sys.stdin)["data"]["silence"]["expires"].replace("Z", "+00:00")
left = datetime.datetime.fromisoformat(at) - datetime.datetime.now(datetime.timezone.utc)
print(max(0, left.total_seconds() + 0.5))')"
answers "what comes at the instant or later is recorded as late" 0 'objection-late' \
	follow plan silence.break HANDLE=kz/delegate-1
same "and breaks nothing" "$(state plan)" running
holds "two officers attest that nothing else arrived" follow plan silence.attest
same "that adopts nothing yet" "$(state plan)" expired
same "the feed has nothing yet" "$(count en/feed.atom 'silences/plan"')" 0
holds "the Chair notifies all" follow plan silence.notify
same "then it is adopted" "$(state plan)" adopted
same "and in the feed" "$(count en/feed.atom 'silences/plan"')" 1
holds "the Chair announces it" follow plan silence.announce MEETING=summit-4
holds "an officer gives it its number" follow plan silence.issue SYMBOL=TEST/1
same "then it is issued" "$(state plan)" issued

holds "another text is put under silence" follow other silence.propose SECONDS=3600 TEXT=Text TITLE=Other
holds "its use is agreed" follow other silence.consent
holds "it is sent" follow other silence.circulate
holds "a delegation breaks the silence" follow other silence.break HANDLE=in/delegate-2
same "then it is broken" "$(state other)" broken
answers "officers cannot attest it any more" 3 'not offered' follow other silence.attest
holds "the Chair notifies all that it is not adopted" follow other silence.notify
same "then it is not adopted" "$(state other)" not-adopted

# Whoever holds a key of a party cannot act without the party's seeing it.
echoed() { # PARTY: whether the newest act in its feed is the break
	local i
	for ((i = 0; i < 50; i++)); do
		curl -sf "$url/en/parties/$1/acts.atom" >"$TMPDIR/echo" && xmllint --noout "$TMPDIR/echo" &&
			sed -n '/<entry>/,/<\/entry>/p' "$TMPDIR/echo" | sed '/<\/entry>/q' |
			grep -q 'category term="silence.break"' && return
		sleep 0.1
	done
	return 1
}
holds "what was signed with a party's key is in the party's feed" echoed in
same "with who signed, and with which key" \
	"$(grep -c "<summary>in/delegate-2 $(ssh-keygen -lf <(ssh-keygen -yf "$(demo_key in/delegate-2)") |
	cut -d' ' -f2)</summary>" "$TMPDIR/echo")" 1
same "not in that of another" "$(count ru/parties/tj/acts.atom in/delegate-2)" 0
same "nobody's feed is not there" "$(curl -s -o /dev/null -w '%{http_code}' "$url/en/parties/nobody/acts.atom")" 404
same "the party's page has its address" "$(count ru/parties/in 'href="/ru/parties/in/acts.atom"')" 1

# What the page says of rechecking the text.
page=$(curl -sf "$url/en/silences/plan")
hash=$(curl -sf "$url/api/en/silences/plan" | python3 -c 'import json, sys
print(json.load(sys.stdin)["data"]["hash"])')
recheck() { python3 -c 'import html, re, sys
found = [html.unescape(one) for one in re.findall(r"<pre[^>]*>(.*?)</pre>", sys.stdin.read(), re.S)]
print(next(one for one in found if "hashlib" in one).replace("ADDRESS", sys.argv[1]))' "$url" \
	<<<"$page" | bash; }
same "the page's own way to recheck the text leads to its hash" "$(recheck)" "$hash"
holds "the whole record verifies" "$COMITY" verify "$url" --key "$(curl -sf "$url/log/key")"
script_end
