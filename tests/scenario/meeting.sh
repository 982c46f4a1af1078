#!/usr/bin/env bash
# Meetings and decisions at a served forum, on a clock that the script sets: Istanbul 2010 (a disputed
# text, and the chair's statement), the 5th ministerial of April 2016 from convening to declaration,
# Dushanbe 2019 (one member does not support named paragraphs), Astana 2022 (what had no consensus), and
# a dispute over an objection that was there before the gavel. Words that are not published are stood for.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"
# shellcheck source=tests/lib/clock.sh
. "$COMITY_SOURCE/tests/lib/clock.sh"

demo=$TMPDIR/demo
officer=secretariat/officer-1
# does KIND SIGNER CONTENT: an act that must be admitted; its place is in $entry.
does() {
	content "$3"
	act_do "$1" "$2" >"$script_out" 2>&1 || { no "$1 by $2"; script_end; exit 1; }
}
# refused SENTENCE FINDING KIND SIGNER CONTENT
refused() {
	content "$5"
	answers "$1" 1 "$2" act_do "$3" "$4"
}
# texts NAME: a text in both languages; sets hash.
texts() {
	texts='"texts": [{"lang": "en", "text": "'"$1"'"}, {"lang": "ru", "text": "'"$1"' по-русски"}]'
	content "{$texts}"
	hash=$(silence_parts hash "$TMPDIR/content.json")
}
present='"present": ["az", "cn", "il", "in", "kg", "kz", "tj", "tr", "uz"]'
# meeting_open CODE BODY DAY CHAIR TITLE: convened 20 working days before, opened, agenda adopted.
meeting_open() {
	clock "$(date -d "$3 - 30 days" '+%F 09:00:00')"
	does meeting.convene "$officer" '{"agenda": [{"id": "outcome", "number": "1", "title": {"en": "Outcome",
		"ru": "Итоги"}}], "body": "'"$2"'", "code": "'"$1"'", "from": "'"$3"'", "mode": "in-person",
		"opens": '"$(ms "$3 09:00:00")"', "title": {"en": "'"$5"'"}}'
	meeting=$1
}
meeting_begin() { # DAY CHAIR
	clock "$1 09:00:00"
	does meeting.open "$2" '{"meeting": "'"$meeting"'", '"$present"'}'
	does agenda.adopt "$2" '{"meeting": "'"$meeting"'"}'
}
# tabled CODE BODY SIGNER: a text for the meeting, sent to all.
tabled() {
	does decision.table "$3" '{"body": "'"$2"'", "code": "'"$1"'", "matter": "text", "meeting": "'"$meeting"'",
		'"$texts"', "title": {"en": "Declaration '"$1"'"}}'
	does decision.circulate "$officer" '{"decision": "'"$1"'", "sent": '"$sent"'}'
}
considered() { # CODE CHAIR
	does decision.consider "$2" '{"decision": "'"$1"'", "item": "outcome", "meeting": "'"$meeting"'"}'
}
called() { does decision.call "$2" '{"decision": "'"$1"'", "hash": "'"$hash"'"}'; }
put() { printf '{"decision": "%s", "hash": "%s"%s}' "$1" "$hash" "${2:+, $2}"; }
# state SENTENCE CODE STATE: as the page has it.
state() {
	same "$1" "$(curl -s "$url/api/en/decisions/$2" |
		python3 -c 'import json, sys; print(json.load(sys.stdin)["data"]["decision"]["state"])' 2>&1)" "$3"
}

# Of 2010 it is not known to the day who had the chair, who opens the example's text.
clock '2009-12-01 09:00:00'
COMITY=$then_run demo_make "$demo"
clock '2010-05-01 09:00:00'
COMITY=$then_run server_start demo --dir "$demo" --forum "$demo_facts"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1 || give_up "the state is dumped"
sent=$(silence_parts sent "$TMPDIR/dump")

# 1. Istanbul, 8 June 2010. The data know the year in which the chair changed and not the day, so that
# nobody presides until an officer records it.
chair=tr/delegate-1
refused "convening needs its notice" notice-running meeting.convene "$officer" '{"body": "summit", "code": "x",
	"from": "2010-05-03", "mode": "in-person", "opens": '"$(ms '2010-05-03 09:00:00')"', "title": {"en": "x"}}'
meeting_open istanbul-2010 summit 2010-06-08 "$chair" 'Third summit'
texts 'A declaration with disputed paragraphs.'
tabled istanbul summit kz/delegate-1
clock '2010-06-08 09:00:00'
refused "while the record knows no chair nobody opens" not-the-chair meeting.open "$chair" \
	'{"meeting": "istanbul-2010", '"$present"'}'
does office.term "$officer" '{"from": "2010-06-08", "office": "chair", "party": "tr", "until": "2014"}'
does office.assume "$chair" '{"office": "chair"}'
meeting_begin 2010-06-08 "$chair"
considered istanbul "$chair"
called istanbul "$chair"
does objection.file il/delegate-1 "$(put istanbul '"ground": "We do not join these paragraphs."')"
clock '2010-06-08 10:00:00'
refused "no gavel falls over an objection" objection-stands decision.gavel "$chair" "$(put istanbul)"
state "and the page shows that it stands" istanbul objected
does decision.next "$chair" '{"decision": "istanbul", "step": "return"}'
old=$hash
texts 'A declaration without them.'
does decision.revise "$chair" '{"decision": "istanbul", "hash": "'"$old"'", '"$texts"'}'
called istanbul "$chair"
clock '2010-06-08 10:01:00'
refused "nobody adopts but the chair" not-the-chair decision.gavel kz/delegate-1 "$(put istanbul)"
refused "nor another text than the one put" text-not-frozen decision.gavel "$chair" \
	'{"decision": "istanbul", "hash": "'"$old"'"}'
does decision.gavel "$chair" "$(put istanbul)"
does dissent.file "$chair" '{"decision": "istanbul", "kind": "chair-statement",
	"texts": [{"lang": "en", "text": "All member states, except one, ..."}]}'
does decision.register "$officer" '{"decision": "istanbul", "symbol": "CICA/SUMMIT/2010/DEC/1"}'
does decision.issue "$officer" '{"decision": "istanbul", '"$texts"'}'
state "the declaration stands, and beside it the chair's statement" istanbul issued
does meeting.close "$chair" '{"meeting": "istanbul-2010"}'

# 2. The ministers in Beijing, 27 and 28 April 2016.
chair=cn/delegate-1
meeting_open beijing-2016 ministers 2016-04-27 "$chair" 'Fifth meeting of the ministers'
texts 'We, the Ministers, adopt this declaration.'
tabled beijing ministers "$chair"
refused "nothing is considered before the meeting is open" meeting-not-open decision.consider "$chair" \
	'{"decision": "beijing", "item": "outcome", "meeting": "beijing-2016"}'
refused "moving a meeting needs its notice as convening does" notice-running meeting.move "$officer" \
	'{"from": "2016-03-30", "ground": "The hall is taken.", "meeting": "beijing-2016",
	"opens": '"$(ms '2016-03-30 09:00:00')"'}'
does meeting.move "$officer" '{"from": "2016-04-27", "ground": "The hall is taken.", "meeting": "beijing-2016",
	"opens": '"$(ms '2016-04-27 09:00:00')"', "place": {"en": "Beijing"}, "until": "2016-04-28"}'
holds "the seat of a delegation offers its announcement, signed by its coordinator, and it is admitted" \
	python3 "$COMITY_SOURCE/tests/lib/offered.py" "$url" "$COMITY" "$TMPDIR/seat" \
	'meetings/beijing-2016/seat?party=kz' delegation.announce
meeting_begin 2016-04-27 "$chair"
for party in kz tr uz; do
	does speaker.ask $party/delegate-1 '{"item": "outcome", "list": "speakers", "meeting": "beijing-2016"}'
done
refused "a delegation stands once on the list" already-on-list speaker.ask uz/delegate-1 \
	'{"item": "outcome", "list": "speakers", "meeting": "beijing-2016", "role": "delegation"}'
refused "and is called in its turn" out-of-order speaker.call "$chair" \
	'{"item": "outcome", "list": "speakers", "meeting": "beijing-2016", "party": "tr"}'
for party in kz tr uz; do
	does speaker.call "$chair" '{"item": "outcome", "list": "speakers", "meeting": "beijing-2016",
		"party": "'$party'"}'
	does statement.deliver $party/delegate-1 '{"item": "outcome", "meeting": "beijing-2016",
		"spoken": true, "texts": [{"lang": "en", "text": "The words of the delegation."}]}'
	statement=$entry
	does speaker.end "$chair" '{"meeting": "beijing-2016"}'
done
does document.issue "$officer" '{"class": "document", "meeting": "beijing-2016", "statement": '"$statement"',
	"symbol": "CICA/MINISTERS/2016/ST/1", "title": {"en": "A statement"}}'
clock '2016-04-28 09:30:00'
does agenda.propose "$officer" '{"items": [{"id": "outcome", "number": "1", "title": {"en": "Outcome"}},
	{"id": "other", "number": "2", "title": {"en": "Other business"}}], "meeting": "beijing-2016"}'
does agenda.adopt "$chair" '{"meeting": "beijing-2016"}'
does meeting.count "$chair" '{"meeting": "beijing-2016", "present": ["cn", "kz", "tj", "tr", "uz"]}'
clock '2016-04-28 10:00:00'
considered beijing "$chair"
called beijing "$chair"
refused "an observer has no objection" objection-no-right objection.file by/delegate-1 "$(put beijing)"
clock '2016-04-28 10:00:29'
refused "the register stays open for its time" window-running decision.gavel "$chair" "$(put beijing)"
does point.raise pk/delegate-1 '{"decision": "beijing", "kind": "order", "meeting": "beijing-2016",
	"text": "In which language is the authentic text?"}'
point=$entry
clock '2016-04-28 10:01:00'
refused "a point of order is ruled on first" point-of-order-open decision.gavel "$chair" "$(put beijing)"
does point.rule "$chair" '{"meeting": "beijing-2016", "outcome": "granted", "point": '"$point"',
	"ruling": "Both texts are."}'
does decision.gavel "$chair" "$(put beijing)"
does decision.register "$officer" '{"decision": "beijing", "symbol": "CICA/MINISTERS/2016/DEC/1"}'
refused "a number follows in its series" symbol-out-of-series document.issue "$officer" \
	'{"class": "document", "symbol": "CICA/MINISTERS/2016/ST/9", "title": {"en": "x"}}'
refused "every language is there, or said to be missing" languages-missing decision.issue "$officer" \
	'{"decision": "beijing", "texts": [{"lang": "en", "text": "We, the Ministers, adopt this declaration."}]}'
does decision.issue "$officer" '{"decision": "beijing", '"$texts"'}'
does journal.add "$officer" '{"day": "2016-04-28", "meeting": "beijing-2016",
	"text": {"en": "The ministers were received in the afternoon.", "ru": "Министров приняли во второй половине дня."}}'
does meeting.close "$chair" '{"meeting": "beijing-2016"}'
does journal.issue "$officer" '{"day": "2016-04-28", "meeting": "beijing-2016",
	"symbol": "CICA/MINISTERS/2016/JOUR/1"}'
state "the declaration of the ministers is issued" beijing issued
model "the journal of the first day has its agenda, its count, and who spoke in turn" \
	'meetings/beijing-2016/journal?day=2016-04-27' "[i['id'] for i in d['agenda']], \
[c['delegations'] for c in d['counts']], [s['party'] for s in d['speakers']], d['chair']" \
	"['outcome'] [9] ['kz', 'tr', 'uz'] cn"
model "that of the second day has its own" 'meetings/beijing-2016/journal?day=2016-04-28' \
	"[i['id'] for i in d['agenda']], [c['delegations'] for c in d['counts']], \
[p['party_name']['text'] for p in d['counts'][0]['present']][:2], len(d['speakers'])" \
	"['outcome', 'other'] [5] ['China', 'Kazakhstan'] 0"
model "the ministers' page has the chair's record: who assumed when, by whose act" bodies/ministers \
	"[(r['how'], r['party'], r['by']) for r in d['chairs'] if r['how'] != 'scheduled' or r['party'] == 'tr']" \
	"[('assumed', 'tr', 'tr/delegate-1'), ('scheduled', 'tr', 'secretariat/officer-1'), ('scheduled', 'tr', 'secretariat/officer-1')]"
model "and when the next summit is due: four years after the last" 'bodies/summit?on=2010-06-09' \
	"d['body']['due']['due'], d['body']['due']['state']" '2014-06-08 later'

# 3. Dushanbe, 15 June 2019: adopted; one member does not support three paragraphs.
chair=tj/delegate-1
meeting_open dushanbe-2019 summit 2019-06-15 "$chair" 'Fifth summit'
texts 'We, the Heads, 1 to 30.'
tabled dushanbe summit "$chair"
meeting_begin 2019-06-15 "$chair"
considered dushanbe "$chair"
called dushanbe "$chair"
clock '2019-06-15 10:00:00'
does decision.gavel "$chair" "$(put dushanbe)"
refused "which paragraphs is said" ground-missing dissent.file in/delegate-1 '{"decision": "dushanbe",
	"kind": "disassociation", "texts": [{"lang": "en", "text": "Not these."}]}'
refused "these rules know no reservation" dissent-kind dissent.file in/delegate-1 '{"decision": "dushanbe",
	"kind": "reservation", "texts": [{"lang": "en", "text": "Not these."}]}'
does dissent.file in/delegate-1 '{"decision": "dushanbe", "kind": "disassociation",
	"paragraphs": ["17", "18", "19"], "texts": [{"lang": "en", "text": "These paragraphs we do not support."}]}'
same "the paragraphs stand on the decision's page, without that member" \
	"$(curl -s "$url/api/en/decisions/dushanbe" | python3 -c 'import json, sys
d = json.load(sys.stdin)["data"]["dissents"][0]
print(d["party"], *d["paragraphs"])')" 'in 17 18 19'
does decision.register "$officer" '{"decision": "dushanbe", "symbol": "CICA/SUMMIT/2019/DEC/1"}'
refused "and nothing is added once it has its number" dissent-late dissent.file kg/delegate-1 \
	'{"decision": "dushanbe", "kind": "opinion", "texts": [{"lang": "en", "text": "Late."}]}'
does meeting.close "$chair" '{"meeting": "dushanbe-2019"}'

# 4. Astana, October 2022: what had no consensus is said to have none. Before, the gavel that is disputed.
chair=kz/delegate-1
meeting_open astana-2022 summit 2022-10-13 "$chair" 'Sixth summit'
texts 'The Astana Statement.'
tabled astana summit "$chair"
meeting_begin 2022-10-13 "$chair"
considered astana "$chair"
called astana "$chair"
clock '2022-10-13 09:59:59'
does objection.file tr/delegate-1 "$(put astana '"ground": "We asked for the floor."')"
objected=$entry
clock '2022-10-13 10:00:00'
refused "an objection a second before is there when the gavel would fall" objection-stands \
	decision.gavel "$chair" "$(put astana)"
refused "nobody else takes it back" not-your-objection objection.withdraw uz/delegate-1 '{"decision": "astana"}'
does objection.withdraw tr/delegate-1 '{"decision": "astana"}'
does decision.gavel "$chair" "$(put astana)"
gavelled=$entry
same "the objection came before the gavel, with its withdrawal: the register shows it" \
	"$(curl -s "$url/api/en/decisions/astana" | python3 -c 'import json, sys
o = json.load(sys.stdin)["data"]["objections"][0]
print(o["entry"] < '"$gavelled"', o["is_withdrawn"], o["entry"] == '"$objected"')')" 'True True True'
refused "after the gavel there is nothing to object to" called-not-open objection.file in/delegate-1 \
	"$(put astana)"
does decision.contest in/delegate-1 '{"decision": "astana", "ground": "The floor was asked for before the gavel."}'
state "a contested gavel reverses nothing" astana gavelled
refused "but no number is given meanwhile" step-does-not-follow decision.register "$officer" \
	'{"decision": "astana", "symbol": "CICA/SUMMIT/2022/DEC/1"}'
refused "these rules know no reopening" reopening-not-allowed decision.settle "$chair" \
	'{"decision": "astana", "reopen": true, "ruling": "x"}'
does decision.settle "$chair" '{"decision": "astana", "ruling": "No request was on record at the gavel."}'
does dissent.file "$chair" '{"decision": "astana", "kind": "open-issues",
	"texts": [{"lang": "en", "text": "On these issues there was no consensus."}]}'
does decision.register "$officer" '{"decision": "astana", "symbol": "CICA/SUMMIT/2022/DEC/1"}'
does meeting.close "$chair" '{"meeting": "astana-2022"}'
refused "a closed meeting takes no more acts" meeting-closed decision.call "$chair" "$(put astana)"

holds "the whole record verifies" "$COMITY" verify "$url"
same "a short register is on one page; a further one does not exist, and no number is none" \
	"200 404 400" "$(for page in 1 2 x; do
		curl -s -o /dev/null -w '%{http_code} ' "$url/en/decisions/beijing?page=$page"
	done | sed 's/ $//')"
for page in decisions decisions/beijing decisions/istanbul meetings/beijing-2016; do
	for lang in en ru; do
		holds "/$lang/$page is there" curl -sf "$url/$lang/$page" -o /dev/null
	done
done
server_stop TERM
script_end
