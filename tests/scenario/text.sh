#!/usr/bin/env bash
# A negotiated text at a served forum: a draft is tabled and opened, delegations propose other words, two of
# them meet, the chair takes one into the text, the other is carried over and confirmed, and all is agreed.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

demo=$TMPDIR/demo
chair=az/delegate-1
demo_make "$demo"
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
# model SENTENCE PYTHON-EXPRESSION EXPECTED [AS]: of the text's page as JSON, `d` being its data.
model() {
	curl -sf "$url/api/texts/draft${4:+?as=$4}" >"$TMPDIR/json" || printf '{"data":{}}' >"$TMPDIR/json"
	same "$1" "$(python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
u = {unit['id']: unit for unit in d.get('units', [])}
print($2)" "$TMPDIR/json" 2>&1)" "$3"
}
# proposes HANDLE UNIT WORDS: sets entry.
proposes() {
	printf '%s\n' "$3" >"$TMPDIR/words"
	"$COMITY" text propose draft "$2" "$TMPDIR/words" --from "$url" >"$TMPDIR/content.json" || return 1
	act_do text.propose "$1"
}
# staged PYTHON-EXPRESSION CURL-ARGUMENT...: of what the desk stages, `d` being its data.
staged() {
	local expression=$1
	shift
	curl -sf "$url/api/en/texts/draft/desk" "$@" | python3 -c "
import json, sys
d = json.load(sys.stdin)['data']
print($expression)"
}
# desk_status CURL-ARGUMENT...
desk_status() { curl -s -o /dev/null -w '%{http_code}' "$url/en/texts/draft/desk" "$@"; }
hash_of() { # UNIT
	curl -sf "$url/api/texts/draft" | python3 -c "
import json, sys
print(next(u['hash'] for u in json.load(sys.stdin)['data']['units'] if u['id'] == '$1'))"
}

paris=$COMITY_SOURCE/tests/corpus/text/unfccc-2015-12-09-draft-agreement.md
answers "a document is read as units, and its brackets are told" 0 'pairs of brackets' \
	"$COMITY" text import "$paris" --markdown --code paris --body soc --title "A draft of 2015"
"$COMITY" text import "$paris" --markdown --code paris --body soc >"$TMPDIR/content.json" 2>"$TMPDIR/report"
parts=$(sed -n 's/.* in \([0-9]*\) acts.*/\1/p' "$TMPDIR/report")
holds "it is tabled" act_do text.table secretariat/officer-1
for ((part = 1; part < parts; part++)); do
	"$COMITY" text import "$paris" --markdown --code paris --body soc --part "$part" \
		>"$TMPDIR/content.json" 2>/dev/null
	act_do text.add secretariat/officer-1 || break
done
same "in as many acts as it takes" "$part" "$parts"
answers "there is no part behind the last" 2 "there are $parts parts" \
	"$COMITY" text import "$paris" --markdown --code paris --body soc --part "$parts"
holds "its page is there" grep -q 'global average temperature' <(curl -sf "$url/en/texts/paris")

# Another language version of a draft: one and one becomes an act, what does not pair is told.
treaty=$COMITY_SOURCE/tests/corpus/text/bbnj-2023-articles-1-20
version() { # FILE OPTION...
	"$COMITY" text import "$1" --translates treaty --lang ru --from "$url" "${@:2}" \
		>"$TMPDIR/content.json" 2>"$TMPDIR/report"
}
parts=1
for ((part = 0; part < parts; part++)); do
	"$COMITY" text import "$treaty-en.txt" --code treaty --body soc --part "$part" \
		>"$TMPDIR/content.json" 2>"$TMPDIR/report"
	parts=$(sed -n 's/.* in \([0-9]*\) acts.*/\1/p' "$TMPDIR/report")
	act_do "text.$([[ $part == 0 ]] && echo table || echo add)" secretariat/officer-1 >"$script_out" 2>&1 || break
done
answers "a treaty in Russian pairs with the English draft, unit by unit" 0 \
	'^191 units, 191 paragraphs: 191 translations, each an act$' \
	bash -c '"$@" >/dev/null' - "$COMITY" text import "$treaty-ru.txt" --translates treaty --lang ru --from "$url"
same "and nothing else is to be said" "$(wc -l <"$script_out")" 1
done_parts=0
for part in 0 4 21 190; do
	version "$treaty-ru.txt" --part "$part" --state revised && act_do text.translate secretariat/officer-1 \
		>"$script_out" 2>&1 && done_parts=$((done_parts + 1))
done
same "each is an act that the Secretariat files" "$done_parts" 4
same "the translation stands at its unit" "$(curl -sf "$url/api/texts/treaty" | python3 -c "
import json, sys
for u in json.load(sys.stdin)['data']['units']:
    for t in u['translations']:
        print(u['words'][:14], '|', t['text'][:11], '|', t['state'], t['is_stale'])")" \
	"AGREEMENT UNDE | СОГЛАШЕНИЕ  | revised False
Article 1 | Статья 1 | revised False
General object | Общая цель  | revised False
$(sed -n 's/^\(.\{14\}\).*/\1/p' <(tail -n 1 "$treaty-en.txt" | sed 's/^[0-9a-z().]* //')) | $(
	sed -n 's/^\(.\{11\}\).*/\1/p' <(tail -n 1 "$treaty-ru.txt" | sed 's/^[0-9a-z().]* //')) | revised False"
# A paragraph is left out, and two run together.
sed '/^7\. «Оценка/,+1d' "$treaty-ru.txt" | python3 -c "
import sys
print(sys.stdin.read().replace('\n\n3. «Биотехнология', ' «Биотехнология', 1), end='')" >"$TMPDIR/other.txt"
version "$TMPDIR/other.txt"
same "what does not pair is named, and the rest pairs" "$(cat "$TMPDIR/report")" \
	"191 units, 189 paragraphs: 188 translations, each an act
units u8 and u9: one paragraph there, line 13
unit u13: nothing there"
answers "there is no part behind the last" 2 'there are [0-9]* parts, from 0' "$COMITY" text import \
	"$treaty-ru.txt" --translates treaty --lang ru --from "$url" --part 191
answers "the language of negotiation is no translation" 1 'negotiated in this language' \
	"$COMITY" text import "$treaty-en.txt" --translates treaty --lang en --from "$url"
answers "a server is needed" 2 'needs --from and --lang' \
	"$COMITY" text import "$treaty-ru.txt" --translates treaty --lang ru

content '{"body": "soc", "code": "draft", "lang": "en", "title": {"en": "A draft", "ru": "Проект"}, "units": [
	{"id": "pp1", "kind": "recital", "label": "PP1", "text": "Having met in Beijing,"},
	{"id": "op1", "kind": "paragraph", "label": "1.", "text": "Member States shall cooperate closely and regularly."}]}'
holds "a delegation tables a draft" act_do text.table uz/delegate-1
content '{"text": "draft"}'
answers "only the chair opens it" 1 'not-the-chair' act_do text.open uz/delegate-1
printf 'Member States should cooperate.\n' >"$TMPDIR/words"
"$COMITY" text propose draft op1 "$TMPDIR/words" --from "$url" >"$TMPDIR/content.json"
answers "nothing is proposed before it is open" 1 'step-does-not-follow' act_do text.propose kz/delegate-1
content '{"text": "draft"}'
holds "the chair opens it" act_do text.open "$chair"
same "its words are printed to be changed" "$("$COMITY" text words draft op1 --from "$url")" \
	"Member States shall cooperate closely and regularly."
answers "of a unit that is not there there are none" 1 "no unit 'op9'" \
	"$COMITY" text words draft op9 --from "$url"
answers "the same words are no proposal" 1 'says what the unit says already' \
	bash -c "printf 'Member States shall cooperate closely and regularly.' >\"\$2/same\" &&
		\"\$1\" text propose draft op1 \"\$2/same\" --from \"\$3\"" - "$COMITY" "$TMPDIR" "$url"
holds "Kazakhstan proposes another word" proposes kz/delegate-1 op1 \
	"Member States should cooperate closely and regularly."
holds "Kyrgyzstan proposes a third, and fewer" proposes kg/delegate-1 op1 \
	"Member States may cooperate regularly."
holds "China stands behind the first word by the same wording" proposes cn/delegate-1 op1 \
	"Member States should cooperate closely and regularly."
model "brackets show who proposes what" "u['op1']['brackets']" \
	"Member States [shall] [should]{KZ, CN} [may]{KG} cooperate [closely and]{del: KG} regularly."
model "a party reads its own text" "u['op1']['reading']" "Member States may cooperate regularly." kg
model "and everybody else the text as it stands" "u['op1']['reading']" \
	"Member States shall cooperate closely and regularly." jp
content '{"from": 2, "hash": "'"$(hash_of op1)"'", "others": "leave", "proposal": 1, "text": "draft", "to": 3, "unit": "op1"}'
answers "a delegation takes nothing into the text" 1 'not-the-chair' act_do text.accept kz/delegate-1
holds "the chair takes a word into the text" act_do text.accept "$chair"
answers "not twice: the words are others now" 1 'base-stale' act_do text.accept "$chair"
model "the text has it, the third word stays in brackets" "u['op1']['brackets']" \
	"Member States [should] [may]{KG} cooperate [closely and]{del: KG} regularly."
model "who had what was taken is done, who keeps another reading must confirm" \
	"[(p['state'], p.get('must_confirm', False)) for p in d['proposals']]" \
	"[('done', False), ('live', True), ('done', False)]"
content '{"proposal": 2, "text": "draft"}'
answers "nobody else confirms it" 1 'not-the-author' act_do text.confirm kz/delegate-1
holds "its author confirms it" act_do text.confirm kg/delegate-1
desk=(--data id=op1 --data op=insert --data for=Tajikistan --data first=5 --data-urlencode "words=always")
same "the desk shows a paragraph as one more act would leave it" \
	"$(staged "d['staged']['unit']['brackets']" "${desk[@]}")" \
	"Member States [should] [may]{KG} cooperate [always]{TJ} [closely and]{del: KG} regularly."
same "while it is as it was" "$(staged "d['unit']['brackets']" "${desk[@]}")" \
	"Member States [should] [may]{KG} cooperate [closely and]{del: KG} regularly."
same "and says what the record would say" \
	"$(staged "[f['id'] for f in d['staged']['findings']]" --data op=agreed --data id=op1)" "['brackets-open']"
same "an agreement ad referendum says who is still to agree, and on what it depends" \
	"$(staged "d['staged']['content']" --data op=ad-ref --data id=pp1 --data 'pending=Kazakhstan,in' --data depends=1.)" \
	'{"conditional":["op1"],"level":"ad-ref","pending":["in","kz"],"text":"draft","units":["pp1"]}'
same "who is not named is asked for" "$(staged "d['problem'][:28]" --data op=support --data id=op1)" \
	"Say for which delegation: it"
same "a form's line breaks are blanks" "$(staged "d['staged']['unit']['choices'][1]['alternatives'][0]['words']" \
	"${desk[@]:0:8}" --data 'words=always%0D%0Aand')" "always and"
same "the desk takes a form, not a document" "$(desk_status -H 'Content-Type: text/plain' -d 'op=delete')" 400
same "of a length that has an end" \
	"$(head -c 200000 /dev/zero | tr '\0' a | desk_status --data-binary @-)" 413
same "and nothing else of the kind" "$(desk_status -X PUT)" 405
same "a page without a form takes none" \
	"$(curl -s -o /dev/null -w '%{http_code}' "$url/en/texts/draft/room" -d 'id=op1')" 405
staged "d['staged']['act']" "${desk[@]}" | sed '$d' >"$TMPDIR/act"
holds "what it gives is ready to be signed" "$COMITY" act sign "$TMPDIR/act" --as tj/delegate-1 \
	--key "$(demo_key tj/delegate-1)"
holds "and the record takes it" "$COMITY" act submit "$TMPDIR/act" --to "$url"
index=$(sed -n 's/^index //p' "$TMPDIR/act.receipt")
curl -sf "$url/api/en/texts/draft?since=$index" >"$TMPDIR/json"
same "what changed since is told by unit" "$(python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
print([(c['unit'], [a['index'] for a in c['acts']]) for c in d['changed']])" "$TMPDIR/json")" "[('op1', [$index])]"
same "the room follows it" "$(curl -sf "$url/api/en/texts/draft/room" | python3 -c "
import json, sys
d = json.load(sys.stdin)['data']
print(d['unit']['id'], d['proposal'], d['brackets'])")" "op1 4 3"
content '{"proposal": 4, "text": "draft"}'
holds "it is withdrawn" act_do text.withdraw tj/delegate-1
content '{"level": "agreed", "text": "draft", "units": ["pp1"]}'
holds "the recital is agreed" act_do text.agree "$chair"
answers "an agreed unit takes no proposal" 1 'unit-is-agreed' proposes kg/delegate-1 pp1 "Having met,"
content '{"level": "agreed", "text": "draft", "units": ["op1"]}'
answers "what has brackets is not agreed" 1 'brackets-open' act_do text.agree "$chair"
content '{"proposal": 2, "text": "draft"}'
holds "the last proposal is withdrawn" act_do text.withdraw kg/delegate-1
model "and leaves no trace in the text" "u['op1']['brackets']" \
	"Member States should cooperate closely and regularly."
content '{"from": "'"$(hash_of op1)"'", "lang": "ru", "state": "final", "text": "draft", "unit": "op1",
	"words": "Государства-члены должны сотрудничать тесно и регулярно."}'
holds "the Secretariat translates it" act_do text.translate secretariat/officer-1
content '{"level": "agreed", "text": "draft", "units": ["op1"]}'
holds "it is agreed" act_do text.agree "$chair"
content '{"symbol": "CICA/SOC/DRAFT/1/Rev.1", "text": "draft"}'
holds "a revision is issued under a symbol" act_do text.revise secretariat/officer-1
content '{"outcome": "finished", "text": "draft"}'
holds "and the text is agreed as a whole" act_do text.close "$chair"
for lang in en ru; do
	curl -sf "$url/$lang/texts/draft?second=ru" >"$TMPDIR/page"
	holds "its page is there ($lang)" grep -q 'Member States should cooperate' "$TMPDIR/page"
	holds "with the translation ($lang)" grep -q 'Государства-члены должны' "$TMPDIR/page"
	holds "and it is on the list ($lang)" grep -q 'texts/draft' <(curl -sf "$url/$lang/texts")
done
# of PAGE SENTENCE PYTHON-EXPRESSION EXPECTED: `d` being the data of that page of the text as JSON.
of() {
	curl -sf "$url/api/texts/draft/$1" >"$TMPDIR/json" || printf '{"data":{}}' >"$TMPDIR/json"
	same "$2" "$(python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
print($3)" "$TMPDIR/json" 2>&1)" "$4"
}
of compare "nothing has changed since the revision" "[(r['unit'], r['kind']) for r in d['rows']]" \
	"[('pp1', 'same'), ('op1', 'same')]"
of 'compare?from=0' "since it was opened a word has" \
	"[(r['unit'], r['old_words'], r['new_words']) for r in d['rows'] if r['kind'] == 'changed']" \
	"[('op1', 'Member States shall cooperate closely and regularly.', 'Member States should cooperate closely and regularly.')]"
of 'compare?from=0&to=1' "and in the revision" "d['changed'], d['same'], [v.get('symbol') for v in d['versions']]" \
	"1 1 [None, 'CICA/SOC/DRAFT/1/Rev.1']"
of 'compare?from=1&to=0' "backwards, too" "[r['new_words'] for r in d['rows'] if r['kind'] == 'changed']" \
	"['Member States shall cooperate closely and regularly.']"
of 'concordance?from=0' "the concordance tells what became of every proposal" \
	"[(p['number'], p['party'], p['fate']) for p in d['proposals']]" \
	"[(1, 'kz', 'settled'), (2, 'kg', 'withdrawn'), (3, 'cn', 'settled'), (4, 'tj', 'withdrawn')]"
of 'concordance?from=0' "and which were on a paragraph" \
	"[(u['unit'], u['kind'], u.get('proposals', '')) for u in d['units']]" \
	"[('pp1', 'same', ''), ('op1', 'changed', '1,2,3,4')]"
for wrong in 404:compare?from=2 400:compare?to=x 404:concordance?from=9; do
	same "${wrong#*:} is ${wrong%%:*}" \
		"$(curl -s -o "$TMPDIR/body" -w '%{http_code}' "$url/en/texts/draft/${wrong#*:}")" "${wrong%%:*}"
done
for lang in en ru; do
	holds "the comparison is a page ($lang)" grep -q '<del>.*shall' <(curl -sf "$url/$lang/texts/draft/compare?from=0")
	holds "and the concordance ($lang)" grep -q '1,2,3' <(curl -sf "$url/$lang/texts/draft/concordance?from=0")
done
holds "a text that is not open has nothing to compare with" grep -q 'class="none"' \
	<(curl -sf "$url/en/texts/paris/compare")
holds "a unit has its own page" grep -q 'Member States should' <(curl -sf "$url/en/texts/draft/unit?id=op1")
holds "a reader of Russian has the translation beside it unasked" \
	grep -q 'Государства-члены должны' <(curl -sf "$url/ru/texts/draft")
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"
rm -f "$TMPDIR/dump"
"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
holds "and a second fold makes the same state of it" \
	python3 "$COMITY_SOURCE/tests/peers/fold.py" "$demo/record" "$TMPDIR/dump"
script_end
