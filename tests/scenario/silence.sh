#!/usr/bin/env bash
# The silence procedure at a served forum, on a clock that the script sets: two weeks pass in a moment,
# and a second before the expiry is told from a second after it.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"
# shellcheck source=tests/lib/clock.sh
. "$COMITY_SOURCE/tests/lib/clock.sh"

demo=$TMPDIR/demo
both=(secretariat/officer-1 secretariat/officer-2)
chair=kz/delegate-1 # from October 2022 to December 2024
serve() { COMITY=$then_run server_start demo --dir "$demo" --forum "$demo_facts"; }
# in_state SENTENCE CODE STATE [EXPRESSION VALUE]: as a second reader of the state has it.
in_state() {
	rm -f "$TMPDIR/dump"
	"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
	same "$1" "$(cd "$COMITY_SOURCE/tests/peers" && PYTHONDONTWRITEBYTECODE=1 python3 -c '
import pathlib, sys, fold, state
rows = state.dump_read(pathlib.Path(sys.argv[1]).read_bytes())[1]["silence"]
s = next(row for row in rows if row["code"] == sys.argv[2])
print(fold.SILENCE_STATES[s["state"]], eval(sys.argv[3]))' "$TMPDIR/dump" "$2" "${4:-None}" 2>&1)" \
		"$3 ${5:-None}"
}

clock '2024-06-20 09:00:00'
COMITY=$then_run demo_make "$demo"
serve
rm -f "$TMPDIR/dump"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1 || give_up "the state is dumped"
sent=$(silence_parts sent "$TMPDIR/dump")

# 1. CICA's own: on 27 June 2024 senior officials approved a text on the environment subject to two weeks
# of silence. Its words are not published; these stand for them.
clock '2024-06-27 12:00:00'
expires=$(ms '2024-07-11 12:00:00')
holds "the chair puts the text for two weeks" silence_put environment "$expires" "$chair" \
	'"meeting": "soc-2024-06-27", "precondition": "Approved in the meeting, subject to silence."'
about environment '"sent": '"$sent"
answers "it is not circulated before the meeting has consented" 1 'step-does-not-follow' \
	act_do silence.circulate secretariat/officer-2
holds "the meeting consents and the Secretariat circulates it" silence_run environment "$chair"
clock '2024-07-04 08:00:00'
about environment "$(voice interpretation)"', "texts": [{"lang": "en", "text": "As we understand it."}]'
holds "a party interprets it without breaking" act_do silence.attach tr/delegate-1
clock '2024-07-11 11:59:59'
about environment '"channels": ["mail", "note", "telephone"]'
answers "a second before the expiry nothing is attested" 1 'silence-running' \
	act_do silence.attest "${both[@]}"
clock '2024-07-11 12:00:00'
answers "one officer does not attest" 1 'channels-not-attested' act_do silence.attest "${both[0]}"
about environment '"outcome": "adopted"'
answers "the chair does not adopt what is not attested" 1 'silence-not-expired' \
	act_do silence.notify "$chair"
about environment '"channels": ["mail", "note", "telephone"]'
holds "at the expiry two officers attest" act_do silence.attest "${both[@]}"
about environment '"outcome": "adopted"'
answers "nobody but the chair notifies" 1 'not-the-chair' act_do silence.notify az/delegate-1
holds "the chair notifies all" act_do silence.notify "$chair"
about environment '"symbol": "CICA/SOC/2024/DEC/1"'
answers "it is not issued before it is announced" 1 'step-does-not-follow' \
	act_do silence.issue secretariat/officer-1
server_stop TERM
clock '2024-12-03 10:00:00'
serve
about environment '"meeting": "soc-2024-12-03"'
holds "after a restart the chair announces it at the next meeting" act_do silence.announce "$chair"
about environment '"symbol": "CICA/SOC/2024/DEC/1"'
holds "and it is issued" act_do silence.issue secretariat/officer-1
in_state "it is issued, with the interpretation" environment issued \
	'(s["symbol"], len(s["statements"]), len(s["breaks"]))' "('CICA/SOC/2024/DEC/1', 1, 0)"

# 2. As the OSCE's Permanent Council has it: an objection or an amendment breaks, strictly before.
clock '2024-12-04 09:00:00'
python3 -c 'import json, sys
charter = json.load(sys.stdin)
charter["silence"] = {"breaks_on": ["objection", "amendment"], "compare": "strictly-before",
    "on_break": "not-adopted", "on_expiry": "adopted", "start_needs_consent": True}
print(json.dumps({"charter": charter}))' <"$COMITY_SOURCE/forums/cica/charter.json" \
	>"$TMPDIR/content.json"
holds "the forum adopts such rules" act_do charter.adopt "${both[@]}"
expires=$(ms '2024-12-09 15:00:00')
holds "a text is put" silence_put first "$expires" "$chair"
holds "and runs" silence_run first "$chair"
clock '2024-12-09 14:59:59'
about first "$(voice comment)"
answers "a comment breaks nothing here" 1 'break-kind' act_do silence.break uz/delegate-1
about first "$(voice objection), $(paper jp "$(ms '2024-12-09 14:00:00')")"
answers "nor does an observer" 1 'objection-no-right' act_do silence.break "${both[@]}"
about first "$(voice amendment)"
holds "a second before the expiry an amendment does" act_do silence.break uz/delegate-1
in_state "the silence is broken" first broken '[v["party"] for v in s["breaks"]]' "['uz']"
clock '2024-12-09 15:00:01'
about first '"channels": ["mail"]'
answers "what is broken does not expire unbroken" 1 'break-on-record' act_do silence.attest "${both[@]}"
about first '"outcome": "not-adopted"'
holds "the chair notifies that it is not adopted" act_do silence.notify "$chair"

expires=$(ms '2024-12-12 15:00:00')
holds "another wording is another silence" silence_put second "$expires" "$chair" '"predecessor": "first"'
holds "which runs" silence_run second "$chair"
clock '2024-12-12 15:00:01'
about second "$(voice objection)"
answers "a second after the expiry an objection is late" 0 'objection-late' \
	act_do silence.break uz/delegate-1
in_state "it is recorded and has no effect" second running \
	'[(v["party"], v["late"]) for v in s["breaks"]]' "[('uz', True)]"
about second '"channels": ["mail"]'
holds "the silence expired unbroken" act_do silence.attest "${both[@]}"
about second '"outcome": "adopted"'
holds "and the text is adopted" act_do silence.notify "$chair"
clock '2024-12-13 09:00:00'
about second "$(voice objection), $(paper mn $((expires - 1)))"
holds "a note that came a millisecond before the expiry comes to light" \
	act_do silence.break "${both[@]}"
in_state "it flags the adoption and reverses nothing" second adopted 's["contested"]' True
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"
rm -f "$TMPDIR/dump"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
holds "and a second fold makes the same state of it" \
	python3 "$COMITY_SOURCE/tests/peers/fold.py" "$demo/record" "$TMPDIR/dump"
script_end
