#!/usr/bin/env bash
# A year of information at a served forum: a form is adopted, filled in on the page and sent as the act that the
# page made; one party has nothing to tell, one tells on paper, one supplements; who said nothing is one from whom
# no information was received. What is not for everybody is nowhere but in the hands of its author.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

demo=$TMPDIR/demo
officer=secretariat/officer-1
# A forum that has adopted no form yet.
demo_facts=$TMPDIR/forum
cp -R "$COMITY_SOURCE/forums/cica" "$TMPDIR/forum"
rm "$TMPDIR/forum/data/texts.json"
demo_make "$demo"
server_start demo --dir "$demo" --forum "$TMPDIR/forum"
year=$(date -u +%Y)
secret='twelve units at 4f1c9d77b2'

model "before any form is adopted the page says so" forms "d['forms']" "[]"
answers "a form that is not there has no page" 22 '404' curl -sSf "$url/en/forms/exchange"
answers "nor can it be filled in" 22 '404' curl -sSf "$url/en/forms/exchange/fill"

# adopt VERSION MORE: the form, with one field for everybody, one for parties, one for two of them.
adopt() {
	content '{"code": "exchange", "dimension": "military-political", "due_day": 31, "due_month": 12, "period": "year",
		"sources": ["https://example.org/form"], "title": {"en": "Exchange", "ru": "Обмен"}, "version": '"$1"',
		"fields": ['"${2:-}"'
		{"code": "changes", "kind": "text", "label": {"en": "Changes"}, "required": true, "visibility": "public"},
		{"code": "people", "kind": "number", "label": {"en": "People"}, "visibility": "public"},
		{"code": "units", "kind": "text", "label": {"en": "Units"}, "visibility": "members"},
		{"code": "contact", "kind": "text", "label": {"en": "Contact"}, "parties": ["tr", "uz"],
		"visibility": "named"}]}'
	act_do form.adopt $officer
}
content '{"code": "exchange", "period": "year", "title": {"en": "Exchange"}, "version": 1, "fields": [
	{"code": "changes", "kind": "text", "label": {"en": "Changes"}, "visibility": "public"}]}'
answers "a form needs a ground" 1 source-missing act_do form.adopt $officer
holds "the Secretariat records the form" adopt 1
model "it is due at the end of the year, and nobody is late" "forms/exchange" \
	"(d['form']['due'], d['form']['received'], {c['state'] for r in d['rows'] for c in r['cells']})" \
	"('$year-12-31', 0, {'open'})"

# fill JSON-OR-HTML ARGUMENTS: what the page makes of a form's body.
fill() {
	local where=$1 argument
	shift
	local -a fields=()
	for argument; do fields+=(--data-urlencode "$argument"); done
	curl -sS -X POST "$url/$where/forms/exchange/fill" "${fields[@]}" >"$TMPDIR/filled"
}
# filled PYTHON: of the answer.
filled() { python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
print($1)" "$TMPDIR/filled"; }
# sent HANDLE: the act that the page made, signed and sent.
sent() {
	filled "d['staged']['act'], end=''" >"$TMPDIR/act" || return 1
	"$COMITY" act sign "$TMPDIR/act" --as "$1" --key "$(demo_key "$1")" || return 1
	"$COMITY" act submit "$TMPDIR/act" --to "$url" || return 1
	entry=$(sed -n 's/^index //p' "$TMPDIR/act.receipt")
}

fill api/en op=file for=kz "year=$year" people=none 'f.people=twelve' "f.units=$secret"
same "each mistake is said at its field, and nothing else is asked for" "$(filled "sorted(
	(f['place'], f.get('id', '-')) for f in d['findings'])")" \
	"[('changes', 'field-missing'), ('people', 'field-type'), ('units', '-')]"
same "what was typed comes back" "$(filled "[f['value'] for f in d['fields'] if 'value' in f]")" \
	"['twelve', '$secret']"
same "and there is no act yet" "$(filled "'staged' in d")" "False"
fill ru op=file for=kz "year=$year" 'f.people=<b>' "f.changes=$(printf 'One.\r\nTwo.')"
holds "the same page in Russian keeps two lines in their field" grep -q "^Two.</textarea>" "$TMPDIR/filled"
answers "and what was typed stays text" 1 '' grep -qF 'value="<b>"' "$TMPDIR/filled"

# The answer is committed to where it is written.
printf '%-256s' "$secret" >"$TMPDIR/units"
"$COMITY" commitment "$TMPDIR/units" --type text/plain >"$TMPDIR/committed"
committed=$(sed -n 's/^content  //p' "$TMPDIR/committed")
salt=$(sed -n 's/^salt  //p' "$TMPDIR/committed")
fill api/en op=file for=kz "year=$year" "f.changes=$(printf 'One.\r\n\r\nTwo.')" f.people=12.5 \
	"f.units=content  $committed"
same "a form that is filled in well is an act with nothing against it" \
	"$(filled "(d['findings'], d['staged']['act_kind'], d['staged']['by'])")" "([], 'return.file', 'kz/delegate-1')"
holds "which is signed and sent as it is" sent kz/delegate-1
return=$entry
model "the return has its answers" "returns/$return" \
	"[(v['code'], v.get('text', '-'), 'content' in v) for v in d['values']]" \
	"[('changes', 'One.\n\nTwo.', False), ('people', '12.5', False), ('units', '-', True), ('contact', '-', False)]"
model "and its place in the table" forms/exchange \
	"[(r['party'], r['cells'][-1]['entry']) for r in d['rows'] if r['cells'][-1]['state'] == 'filed']" "[('kz', $return)]"
told=$(python3 -c "import json, sys; print([v for v in json.load(open(sys.argv[1]))['data']['values']
	if v['code'] == 'units'][0]['content']['sha256'])" <(curl -sS "$url/api/en/returns/$return"))
holds "whoever is given answer and salt checks them against it" "$COMITY" commitment "$TMPDIR/units" \
	--salt "$salt" --check "$told"
printf '%-256s' "another answer" >"$TMPDIR/other"
answers "and sees when it is another answer" 1 'is not what was committed to' "$COMITY" commitment \
	"$TMPDIR/other" --salt "$salt" --check "$told"

fill api/en op=file for=kz "year=$year" f.changes=More.
same "a second return for the year is refused; what is to be added is a supplement" \
	"$(filled "[f['id'] for f in d['findings']]")" "['step-does-not-follow']"
fill api/en op=supplement "of=$return" for=kz f.people=13
holds "a supplement is filled in and sent" sent kz/delegate-1
model "and stands beside the return, which is as it was" "returns/$return" \
	"([v.get('text') for v in d['values']][1], [v['text'] for s in d['supplements'] for v in s['values']])" \
	"('12.5', ['13'])"
fill api/en op=supplement "of=$return" for=tr f.people=14
same "nobody supplements the return of another" "$(filled "[f['id'] for f in d['findings']]")" \
	"['return-of-other-party']"
fill api/en op=nil for=tr "year=$year"
holds "another party has nothing to tell" sent tr/delegate-1
fill api/en op=forward for=tr "year=$year"
same "nothing before it can be rolled forward" "$(filled "len(d['findings']) > 0 and 'staged' not in d")" True
fill api/en op=nil for=uz "year=$((year - 1))"
same "what comes after its time is noted, and counts" "$(filled "[(f['id'], f['effect']) for f in d['findings']]")" \
	"[('return-late', 'note')]"
holds "so it is sent" sent uz/delegate-1
model "who told nothing is one from whom no information was received" "forms?year=$((year - 1))" \
	"[r['cells'][0]['state_name']['text'] for r in d['rows'] if r['party'] in ('cn', 'uz')]" \
	"['no information received', 'nothing to tell']"
model "last year's return of Uzbekistan is marked as late" "returns?party=uz" \
	"[(r['how'], r['is_late']) for r in d['returns']]" "[('nil', True)]"
holds "the word failed stands nowhere" bash -c "! curl -sS '$url/en/forms/exchange' '$url/en/forms' | grep -qi 'failed'"

# Questions, as threads; what waits on desks.
model "nothing waits for Kazakhstan, and for China a form" "parties/cn/desk" \
	"(d['asked'], [(f['form'], f['state']) for f in d['forms']])" "([], [('exchange', 'open')])"
content '{"form": "exchange", "return": '"$return"', "text": {"en": "Where are they?", "ru": "Где они?"}, "to": ["kz"]}'
holds "a party asks about the return" act_do inquiry.ask tr/delegate-1
question=$(sed -n 's/^index //p' "$TMPDIR/act.receipt")
model "the question is on the desk of whom it was put to, with what may follow" "parties/kz/desk" \
	"[(q['question']['entry'], q['awaited'], [n['act_kind'] for n in q['next']]) for q in d['asked']]" \
	"[($question, 1, ['inquiry.answer', 'inquiry.clarify', 'inquiry.acknowledge'])]"
model "and on that of the Secretariat" secretariat "[q['question']['entry'] for q in d['asked']]" "[$question]"
# follow CODE KIND [WORD=TEXT...]: what the desk offers, run as it stands there.
follow() { python3 "$COMITY_SOURCE/tests/lib/offered.py" "$url" "$COMITY" "$TMPDIR/offered" "$@"; }
holds "what the desk offers is run as it is: the answer" follow parties/kz/desk inquiry.answer TEXT="In the list."
holds "what the page of the return offers too: it is acknowledged" follow "returns/$return" inquiry.acknowledge \
	HANDLE=tr/delegate-1
model "the thread has both, and nothing waits" "returns/$return" \
	"([(q['to'][0]['has_answered'], [(w['step'], w['words']['text']) for w in q['words']]) for q in d['inquiries']],
	[p['code'] for p in d['acknowledged']])" "([(True, [('answer', 'In the list.')])], ['tr'])"
model "the desk is empty again" "parties/kz/desk" "(d['asked'], d['forms'])" "([], [])"
holds "the Secretariat's list offers a reminder of those from which nothing came" follow secretariat form.remind \
	NOTE="The form is short."
model "the form's page has it" forms/exchange "[(r['note'], 'cn' in [p['code'] for p in r['to']],
	'kz' in [p['code'] for p in r['to']]) for r in d['reminders']]" "[('The form is short.', True, False)]"
answers "who has answered is not reminded" 3 'is not offered' follow parties/kz/desk form.remind

# The next version is what is asked from then on.
holds "the form gets another version" adopt 2 \
	'{"code": "new", "kind": "yes-no", "label": {"en": "New"}, "required": true, "visibility": "public"},'
model "the page shows its fields, the return those on which it was made" forms/exchange \
	"(d['version'], [f['code'] for f in d['fields']][0], len(d['versions']))" "(2, 'new', 2)"
model "the older version is still to be read" "forms/exchange?version=1" \
	"[f['code'] for f in d['fields']]" "['changes', 'people', 'units', 'contact']"
fill api/en op=supplement "of=$return" for=kz f.new=yes f.people=15
same "a supplement is on the version of its return" "$(filled "(d['version'], d['staged']['content'])")" \
	"(1, '{\"return\":$return,\"values\":[{\"code\":\"people\",\"text\":\"15\"}]}')"

# The secret is in no page, feed or file, in whatever way one asks.
curl -sS "$url/en/returns/$return" "$url/ru/returns/$return" "$url/api/en/returns/$return" "$url/en/forms/exchange" \
	"$url/api/en/forms/exchange" "$url/en/returns" "$url/en/record/$return" "$url/api/en/record/$return" \
	"$url/en/feed.atom" "$url/en/search?q=twelve" "$url/log/tile/entries/000" >"$TMPDIR/all" 2>/dev/null
answers "what is not for everybody is on no page, feed or tile" 1 '' grep -aqF 4f1c9d77b2 "$TMPDIR/all"
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"

# As tables, and in the search: what everybody may see, and of the rest that there is an answer.
holds "tables are built of it" "$COMITY" rebuild "$demo"
same "they have what is for everybody, and of the rest the commitment" "$(sqlite3 "$demo/tables.sqlite" \
	"SELECT field, coalesce(text, '-'), coalesce(sha256, '-') FROM return_values WHERE party = 'kz' AND field <> 'changes'
	ORDER BY entry, nth" | tr '\n' ' ')" "people|12.5|- units|-|$told people|13|- "
same "and who answered how" \
	"$(sqlite3 "$demo/tables.sqlite" "SELECT party, how, is_late FROM returns ORDER BY entry" | tr '\n' ' ')" \
	"kz|filed|0 kz|supplement|0 tr|nil|0 uz|nil|1 "
answers "an answer is found, and leads to its return" 0 "/returns/$return " \
	"$COMITY" search two --from "$demo" --noun return --party kz
answers "so is the form, by what it asks" 0 '/forms/exchange\?version=2' \
	"$COMITY" search '"people" contact' --from "$demo" --noun form
answers "what is not for everybody is not found" 1 '^0 found' "$COMITY" search '"twelve units"' --from "$demo"
answers "and holds it nowhere" 1 '' grep -raqF 4f1c9d77b2 "$demo"
script_end
