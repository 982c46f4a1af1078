#!/usr/bin/env bash
# A negotiated text leaves in other formats and comes back: a working copy is changed as a delegate does in
# Word, its report says what was tracked and what was not, the proposal of it is signed and recorded, and the
# brackets show it; translations come back in XLIFF; Akoma Ntoso is the schema's; and files that mean harm
# are refused by a process that can do none.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

demo=$TMPDIR/demo
chair=az/delegate-1
demo_make "$demo"
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
edit() { python3 "$COMITY_SOURCE/tests/lib/docx_edit.py" "$@"; }
comity_text() { "$COMITY" text "$@" --from "$url"; }
# brackets UNIT: as negotiators write them.
brackets() {
	curl -sf "$url/api/texts/draft" | python3 -c "
import json, sys
print(next((u['brackets'] for u in json.load(sys.stdin)['data']['units'] if u['id'] == '$1'), 'none'))"
}

content '{"body": "soc", "code": "draft", "lang": "en", "title": {"en": "A draft", "ru": "Проект"}, "units": [
	{"id": "pp1", "kind": "recital", "label": "PP1", "text": "Having met in Beijing,"},
	{"id": "op1", "kind": "paragraph", "label": "1.", "text": "Member States shall cooperate closely and regularly."},
	{"id": "op2", "kind": "paragraph", "label": "2.", "text": "The Secretariat shall report \"annually\"."},
	{"id": "op3", "kind": "paragraph", "label": "3.", "text": "This decision enters into force today."}]}'
act_do text.table uz/delegate-1 >"$script_out" 2>&1 || give_up "a draft is tabled"
content '{"text": "draft"}'
act_do text.open "$chair" >"$script_out" 2>&1 || give_up "it is opened"
printf 'Member States should cooperate closely and regularly.\n' >"$TMPDIR/words"
comity_text propose draft op1 "$TMPDIR/words" --rationale "It binds too much." >"$TMPDIR/content.json"
act_do text.propose kz/delegate-1 >"$script_out" 2>&1 || give_up "a word is proposed"

# ---- leaving ----
export_to() { comity_text export draft --format "$1" --out "$TMPDIR/draft.$1" "${@:2}"; }
holds "it leaves as Akoma Ntoso" export_to akn
holds "which is the schema's" xmllint --noout --schema "$COMITY_SOURCE/tests/schema/akn/akomantoso30.xsd" \
	"$TMPDIR/draft.akn"
holds "as plain text with brackets" export_to txt
holds "and who proposes what" grep -qF '[shall] [should]{KZ}' "$TMPDIR/draft.txt"
holds "as Markdown, clean" export_to md --clean
holds "without brackets" grep -qF 'States shall coop' "$TMPDIR/draft.md"
holds "as JSON" export_to json
holds "with the exact edits" python3 -c "
import json, sys
assert json.load(open(sys.argv[1]))['units'][1]['proposals'][0]['edits']" "$TMPDIR/draft.json"
holds "as Word's rolling text" export_to docx
unzip -p "$TMPDIR/draft.docx" word/document.xml | sed 's/<[^>]*>//g' >"$TMPDIR/words"
holds "with literal brackets" grep -qF '[shall]' "$TMPDIR/words"
answers "XLIFF wants to know the language" 1 '' comity_text export draft --format xliff
answers "a format that is none is refused" 2 'no format' comity_text export draft --format wpd
for form in akn.xml:application/akn+xml txt:text/plain copy.docx:application/vnd docx:application/vnd \
	'xliff?lang=ru:application/xliff+xml' md:text/markdown json:application/json; do
	curl -s -D "$TMPDIR/head" -o "$TMPDIR/body" "$url/texts/draft.${form%%:*}"
	holds "the server gives .${form%%[:?]*}, as what it is" grep -qi "^content-type: ${form#*:}" "$TMPDIR/head"
done
holds "as an attachment under its name" grep -qi 'disposition: attachment; filename="draft.json"' "$TMPDIR/head"
etag=$(sed -n 's/^[Ee][Tt]ag: //p' "$TMPDIR/head" | tr -d '\r')
same "what has not changed is not sent again" \
	"$(curl -s -o "$TMPDIR/body" -w '%{http_code}' -H "If-None-Match: $etag" "$url/texts/draft.json")" 304
for wrong in 404:none.docx 400:draft.akn.xml?lang=ru 400:draft.copy.docx?party=zz 400:draft.xliff \
	400:draft.md?form=strange; do
	same "/texts/${wrong#*:} is ${wrong%%:*}" \
		"$(curl -s -o "$TMPDIR/body" -w '%{http_code}' "$url/texts/${wrong#*:}")" "${wrong%%:*}"
done
"$COMITY" text export draft --from "$url" --format docx-copy --party kz --out "$TMPDIR/served.docx"
"$COMITY" text export draft --from "$demo" --format docx-copy --party kz --out "$TMPDIR/local.docx"
holds "a record and its server give the same working copy" cmp "$TMPDIR/served.docx" "$TMPDIR/local.docx"

# ---- coming back ----
mine=$TMPDIR/mine.docx
cp "$TMPDIR/served.docx" "$mine"
answers "a copy that nobody has touched proposes nothing" 1 'proposed already' \
	comity_text return draft "$mine" --party kz
edit "$mine" track ' closely and' '' , silent 'Secretariat shall' 'Secretariat may' , \
	silent '"annually"' '“annually”' , add op1 'Member States exchange views yearly.' , \
	comment op1 'One adverb is enough.' , delete op3 , bold pp1
comity_text return draft "$mine" --party kz >"$TMPDIR/content.json" 2>"$TMPDIR/report"
says() { holds "$1" grep -qE -- "$2" "$TMPDIR/report"; }
says "what was tracked is told" '\[-closely and-\]\{\+\+\}'
says "what was not tracked, too" '2\.: changed, not all of it tracked'
says "with the words" '\[-shall-\]\{\+may\+\}'
says "a new paragraph" 'new after 1\., tracked: Member States exchange views'
says "one that is deleted" '3\.: deleted, tracked'
says "a comment" 'comment on 1\..*One adverb is enough'
says "a change of format, ignored" 'PP1: a change of format: ignored'
says "Word's own quotation marks" 'only Word.s habits changed: ignored'
says "what waits for a word" 'say --untracked'
says "and what is proposed already" '1 changes are proposed already'
member() { python3 -c "
import json, sys
c = json.load(open(sys.argv[1]))
print($1)" "$TMPDIR/content.json"; }
same "only what was tracked and is new is proposed" \
	"$(member "[e['unit'] for e in c['edits']] + [(x['op'], x.get('after'), x['unit'][0]) for x in c['changes']]")" \
	"['op1', ('delete', None, 'o'), ('new', 'op1', 'n')]"
same "the comment is its rationale" "$(member "c['rationale']")" "1.: One adverb is enough."
holds "it is signed and recorded" act_do text.propose kz/delegate-1
same "and stands in brackets" "$(brackets op1)" \
	"Member States [shall] [should]{KZ} cooperate [closely and]{del: KZ} regularly."
comity_text return draft "$mine" --party kz --untracked >"$TMPDIR/content.json" 2>"$TMPDIR/report"
same "what was not tracked is proposed when it is meant, and nothing twice" \
	"$(member "[(e['unit'], e['words']) for e in c['edits']]")" "[('op2', ' may')]"
holds "it is recorded, too" act_do text.propose kz/delegate-1
answers "then nothing is left" 1 'nothing is to be proposed' \
	comity_text return draft "$mine" --party kz --untracked

# ---- in the browser ----
box=$url/api/en/texts/draft/word
post() { curl -s -o "$TMPDIR/body" -w '%{http_code}' "$@"; }
data() { python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
b = d.get('back', {})
print($1)" "$TMPDIR/body"; }
theirs=$TMPDIR/theirs.docx
curl -sf -o "$theirs" "$url/texts/draft.copy.docx?party=kg"
edit "$theirs" track ' today' ' tomorrow' , silent 'in Beijing' 'in Almaty'
same "the box takes a form" "$(post -F "file=@$theirs" -F party=kg "$box")" 200
same "and says the same" "$(data "[(u['unit'], u['is_untracked']) for u in b['units']]")" \
	"[('pp1', True), ('op3', False)]"
same "the act of what was tracked names who can sign" "$(data "[a['by'] for a in b['tracked_acts']]")" \
	"['kg/delegate-1']"
data "b['tracked_acts'][0]['content']" >"$TMPDIR/content.json"
holds "and is one that is recorded" act_do text.propose kg/delegate-1
same "that of everything stands apart" "$(data "len(b['all_acts'])")" 1
same "it takes the file itself" \
	"$(post -H 'Content-Type: application/octet-stream' --data-binary "@$theirs" "$box?party=kg")" 200
same "what was recorded meanwhile is not offered again" "$(data "len(b['tracked_acts']), b['known']")" "0 1"
for lang in en ru; do
	same "its page has a form ($lang)" "$(curl -s "$url/$lang/texts/draft/word" | grep -c 'type="file"')" 1
	same "and shows the report ($lang)" "$(post -F "file=@$theirs" -F party=kg "$url/$lang/texts/draft/word")" 200
	holds "side by side ($lang)" grep -q '<del>.*today' "$TMPDIR/body"
done
size=$(curl -s "$url/healthz")
same "no other site's page sends it" "$(post -H 'Sec-Fetch-Site: cross-site' -F "file=@$theirs" "$box")" 403
same "nothing but a form or a file" "$(post -H 'Content-Type: text/plain' --data-binary "@$theirs" "$box")" 400
same "of a text that is there" "$(post -F "file=@$theirs" "$url/api/en/texts/none/word")" 404
head -c 1200000 /dev/zero >"$TMPDIR/large"
same "not too large" "$(post -F "file=@$TMPDIR/large" "$box")" 413
for harm in bomb doctype; do
	curl -sf -o "$TMPDIR/harm.docx" "$url/texts/draft.copy.docx"
	edit "$TMPDIR/harm.docx" "$harm"
	same "a $harm is refused with a reason" "$(post -F "file=@$TMPDIR/harm.docx" "$box")" 400
	holds "which is told ($harm)" test -n "$(data "d['problem']")"
	answers "also on the command line ($harm)" 1 'comity: ' comity_text return draft "$TMPDIR/harm.docx"
done
same "and the server goes on as before" "$(curl -s "$url/healthz")" "$size"

# ---- the process that reads ----
answers_nothing() { printf garbage | "$COMITY" --read-a-file | grep -qa malformed; }
holds "it answers nothing that it cannot read" answers_nothing
mkfifo "$TMPDIR/errand"
"$COMITY" --read-a-file <"$TMPDIR/errand" > >(cat >"$TMPDIR/answer") &
reader=$!
exec 7>"$TMPDIR/errand"
for _ in $(seq 50); do # until it has given everything up
	grep -q '^Seccomp:.*2' "/proc/$reader/status" && break
	sleep 0.1
done
holds "before it reads a byte it is under a filter of system calls" grep -qE '^Seccomp:\s+2' "/proc/$reader/status"
holds "can gain no privileges" grep -qE '^NoNewPrivs:\s+1' "/proc/$reader/status"
holds "nor open a file" grep -qE '^Max open files +0 +0' "/proc/$reader/limits"
holds "nor write one" grep -qE '^Max file size +0 +0' "/proc/$reader/limits"
holds "nor start a process" grep -qE '^Max processes +0 +0' "/proc/$reader/limits"
holds "and has no more than seconds" grep -qE '^Max cpu time +10 +10' "/proc/$reader/limits"
exec 7>&-
wait "$reader"

# ---- translators ----
holds "it leaves as XLIFF" export_to xliff --lang ru
python3 - "$TMPDIR/draft.xliff" <<'PY'
import re, sys
text = open(sys.argv[1], encoding='utf-8').read()
russian = {'Having met in Beijing,': 'собравшись в Пекине,', 'This decision': 'Настоящее решение вступает в силу сегодня.'}
def fill(m):
    for source, target in russian.items():
        if source in m.group(0) and '<target>' not in m.group(0):
            return m.group(0).replace('</source>', '</source><target>%s</target>' % target)
    return m.group(0)
open(sys.argv[1], 'w', encoding='utf-8').write(
    re.sub(r'<segment id="base".*?</segment>', fill, text, flags=re.S))
PY
comity_text translate draft "$TMPDIR/draft.xliff" >"$TMPDIR/content.json" 2>"$TMPDIR/report"
says "translations come back" '2 translations into ru'
holds "one is recorded" act_do text.translate secretariat/officer-1
comity_text translate draft "$TMPDIR/draft.xliff" >"$TMPDIR/content.json" 2>"$TMPDIR/report"
says "and not again" 'pp1: it is recorded already'
holds "nor the next" act_do text.translate secretariat/officer-1
answers "then there is none" 1 '0 translations' comity_text translate draft "$TMPDIR/draft.xliff"
sed -i 's/Having met in Beijing,/Having met in Astana,/' "$TMPDIR/draft.xliff"
answers "one of other words is left out" 1 'not the one that was sent out' \
	comity_text translate draft "$TMPDIR/draft.xliff"
holds "the text leaves in Russian as Akoma Ntoso" export_to akn --lang ru
holds "with its words" grep -q 'Настоящее решение' "$TMPDIR/draft.akn"
holds "by the schema" xmllint --noout --schema "$COMITY_SOURCE/tests/schema/akn/akomantoso30.xsd" \
	"$TMPDIR/draft.akn"
export_to akn >"$script_out" 2>&1

# ---- documents as drafts ----
units() { python3 -c "
import json, sys
print([(u['kind'], u.get('label', '')) for u in json.load(open(sys.argv[1]))['units']])" "$1"; }
for form in akn docx-copy md; do
	export_to "$form" >"$script_out" 2>&1
	"$COMITY" text import "$TMPDIR/draft.$form" --code copy --body soc >"$TMPDIR/units.json" 2>"$script_out"
	same "$form comes in as the units of a draft" "$(units "$TMPDIR/units.json" | grep -c 'paragraph.*1\.')" 1
done

# ---- LibreOffice ----
if command -v soffice >/dev/null; then
	cp "$theirs" "$TMPDIR/through.docx"
	soffice "-env:UserInstallation=file://$TMPDIR/office" --headless --convert-to docx --outdir "$TMPDIR/office-out" \
		"$TMPDIR/through.docx" >"$script_out" 2>&1
	comity_text return draft "$TMPDIR/office-out/through.docx" --party kg >"$TMPDIR/content.json" 2>"$TMPDIR/report"
	says "through LibreOffice nothing is lost: tracked" '3\.: changed, tracked'
	says "and not tracked" 'PP1: changed, not all of it tracked'
	holds "LibreOffice makes a PDF of it" export_to pdf
	pdftotext "$TMPDIR/draft.pdf" "$TMPDIR/words" >"$script_out" 2>&1
	holds "with its brackets" grep -qF '[shall]' "$TMPDIR/words"
	holds "and an ODT" export_to odt
	"$COMITY" text import "$TMPDIR/draft.odt" --code copy --body soc >"$TMPDIR/units.json" 2>"$script_out"
	same "which comes in as a draft" "$(units "$TMPDIR/units.json" | grep -c paragraph)" 1
fi
mkdir -p "$TMPDIR/empty"
answers "without LibreOffice PDF says what is missing" 1 'needs LibreOffice' \
	env PATH="$TMPDIR/empty" "$COMITY" text export draft --from "$url" --format pdf
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"
script_end
