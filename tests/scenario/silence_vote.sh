#!/usr/bin/env bash
# A silence that falls into a vote, as the General Assembly had it in its 75th session: a request for a vote
# breaks it, the votes are sealed until 300 seconds before the close, and a majority of the members must
# have taken part. In the second example forum, on a clock that the script sets.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"
# shellcheck source=tests/lib/clock.sh
. "$COMITY_SOURCE/tests/lib/clock.sh"

demo=$TMPDIR/demo
forum=$COMITY_SOURCE/forums/associations
chair=fishers/delegate-1 # of the council in 2025
officer=secretariat/officer-1
clock '2025-06-02 09:00:00'
COMITY=$then_run "$then_run" demo --forum "$forum" --dir "$demo" --only-make >"$script_out" 2>&1 ||
	give_up "the forum is made"
COMITY=$then_run server_start demo --dir "$demo" --forum "$forum"
rm -f "$TMPDIR/dump"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1 || give_up "the state is dumped"
sent=$(silence_parts sent "$TMPDIR/dump")
# model SENTENCE PYTHON-EXPRESSION EXPECTED: of the silence's page as JSON, `d` being its data.
model() {
	curl -sf "$url/api/silences/$code" >"$TMPDIR/json" || printf '{"data":{}}' >"$TMPDIR/json"
	same "$1" "$(python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
print($2)" "$TMPDIR/json" 2>&1)" "$3"
}

python3 -c 'import json, sys
charter = json.load(sys.stdin)
charter["voting"]["visible_before_close_s"] = 300
print(json.dumps({"charter": charter}))' <"$forum/charter.json" >"$TMPDIR/content.json"
holds "the forum adopts the rule of the roll" act_do charter.adopt "$officer" secretariat/officer-2

code=weirs
content '{"body": "council", "code": "'$code'", "expires": '"$(ms '2025-06-16 12:00:00')"', "matter": "measure",
	"texts": [{"lang": "en", "text": "Weirs are opened at night."}], "title": {"en": "On weirs"}}'
hash=$(silence_parts hash "$TMPDIR/content.json")
holds "the chair puts a measure under silence" act_do silence.propose "$chair"
about $code '"sent": '"$sent"
holds "it is circulated at once: no consent is asked for" act_do silence.circulate "$officer"
about $code '"closes": '"$(ms '2025-06-17 13:00:00')"', "hash": "'"$hash"'"'
answers "there is no vote while nobody has broken it" 1 'step-does-not-follow' \
	act_do silence.vote "$officer"
clock '2025-06-16 11:59:59'
about $code "$(voice request-for-vote)"
holds "a second before the expiry a member asks for a vote" act_do silence.break gardeners/delegate-1
about $code '"outcome": "not-adopted"'
answers "the chair cannot end it there" 1 'vote-decides' act_do silence.notify "$chair"
about $code '"closes": '"$(ms '2025-06-17 13:00:00')"', "hash": "'"$hash"'"'
holds "the Secretariat calls the vote" act_do silence.vote "$officer"
vote=$entry

# vote_seal PARTY CHOICE: sets seal, and salt_PARTY.
vote_seal() {
	local out
	out=$("$COMITY" vote seal "$vote" "$1" "$2") || return 1
	seal=$(sed -n 's/^seal *//p' <<<"$out")
	printf -v "salt_${1//-/_}" '%s' "$(sed -n 's/^salt *//p' <<<"$out")"
}
# cast PARTY CHOICE: sealed.
cast() {
	vote_seal "$1" "$2"
	content '{"seal": "'"$seal"'", "vote": '"$vote"'}'
	act_do vote.cast "$1/delegate-1"
}
# opening PARTY CHOICE
opening() {
	local salt=salt_${1//-/_}
	printf '{"choice": "%s", "party": "%s", "salt": "%s"}' "$2" "$1" "${!salt}"
}
clock '2025-06-17 09:00:00'
content '{"choice": "yes", "vote": '"$vote"'}'
answers "no vote is open before the roll is shown" 1 'vote-seal' act_do vote.cast fishers/delegate-1
holds "a member votes, sealed" cast fishers yes
holds "another one" cast ferry-crews yes
holds "and one against" cast gardeners no
holds "and one that nobody will open" cast upper-farmers no
model "the roll says who voted, and not how" \
	"[(v['party'], v['choice']) for v in d['ballots'][0]['votes']]" \
	"[('ferry-crews', 'sealed'), ('fishers', 'sealed'), ('gardeners', 'sealed'), ('upper-farmers', 'sealed')]"
content '{"openings": ['"$(opening fishers yes)"'], "vote": '"$vote"'}'
answers "nothing is opened before its time" 1 'opening-not-due' act_do vote.open "$officer"
clock '2025-06-17 12:55:00'
content '{"openings": ['"$(opening fishers no)"'], "vote": '"$vote"'}'
answers "nor is anything opened as it was not sealed" 1 'opening-wrong' act_do vote.open "$officer"
content '{"openings": ['"$(opening fishers yes)"', '"$(opening ferry-crews yes)"'], "vote": '"$vote"'}'
holds "300 seconds before the close an officer opens what was entrusted" act_do vote.open "$officer"
content '{"openings": ['"$(opening gardeners no)"'], "vote": '"$vote"'}'
answers "another member's vote is not for a member to open" 1 'opening-not-yours' \
	act_do vote.open fishers/delegate-1
holds "a member opens its own" act_do vote.open gardeners/delegate-1
content '{"choice": "yes", "vote": '"$vote"'}'
holds "from now on votes are open" act_do vote.cast lower-farmers/delegate-1
content '{"vote": '"$vote"'}'
answers "it is not closed before its time" 1 'vote-running' act_do vote.close "$chair"
clock '2025-06-17 13:00:00'
content '{"choice": "no", "vote": '"$vote"'}'
answers "at the close a vote is late" 1 'vote-not-open' act_do vote.cast ferry-crews/delegate-1
content '{"vote": '"$vote"'}'
holds "the chair closes the vote" act_do vote.close "$chair"
model "carried by three to one; what nobody opened was not cast" \
	"[d['ballots'][0][name] for name in ('state', 'yes', 'no', 'sealed')], d['silence']['state']" \
	"['carried', 3, 1, 1] adopted"
holds "the page says so in English" grep -q 'sealed vote is not opened' <(curl -sf "$url/en/silences/$code")
holds "and in Russian" grep -q 'запечатанный голос не раскрыт' <(curl -sf "$url/ru/silences/$code")

# The same with too few votes: lost, however they were cast.
code=nets
content '{"body": "council", "code": "'$code'", "expires": '"$(ms '2025-07-01 12:00:00')"', "matter": "measure",
	"texts": [{"lang": "en", "text": "Nets are marked."}], "title": {"en": "On nets"}}'
hash=$(silence_parts hash "$TMPDIR/content.json")
holds "another measure is put" act_do silence.propose "$chair"
about $code '"sent": '"$sent"
holds "and circulated" act_do silence.circulate "$officer"
about $code "$(voice objection)"
holds "a member objects" act_do silence.break gardeners/delegate-1
about $code '"closes": '"$(ms '2025-06-17 15:00:00')"', "hash": "'"$hash"'"'
holds "it comes to a vote" act_do silence.vote "$chair"
vote=$entry
clock '2025-06-17 14:56:00'
content '{"choice": "yes", "vote": '"$vote"'}'
holds "one member votes for it" act_do vote.cast fishers/delegate-1
clock '2025-06-17 15:00:00'
content '{"vote": '"$vote"'}'
holds "the vote is closed" act_do vote.close "$officer"
model "one vote of six is not enough" "d['ballots'][0]['is_valid'], d['silence']['state']" \
	"False not-adopted"
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"
rm -f "$TMPDIR/dump"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
holds "and a second fold makes the same state of it" \
	python3 "$COMITY_SOURCE/tests/peers/fold.py" "$demo/record" "$TMPDIR/dump"
script_end
