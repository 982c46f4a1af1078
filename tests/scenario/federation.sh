#!/usr/bin/env bash
# The second example forum: found by its name, and on its pages nothing of the first; and what
# "comity charter check" says of the charters that ship and of broken ones.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

cd "$COMITY_SOURCE" || give_up "the source is there"
export XDG_DATA_HOME=$TMPDIR/data
answers "a forum is made by its name" 0 '74 acts, in' "$COMITY" demo --forum associations --only-make
same "in a folder of its own" "$(ls "$XDG_DATA_HOME/comity")" demo-associations
answers "the same by its folder" 0 'The example forum.*74 acts' \
	"$COMITY" demo --forum forums/associations/ --only-make
answers "a forum that is not there is named" 1 'nothing/charter.json' \
	"$COMITY" demo --forum nothing --only-make
answers "its record verifies" 0 '^Verified: 74 entries' \
	"$COMITY" verify "$XDG_DATA_HOME/comity/demo-associations"

server_start demo --forum associations
# ask SENTENCE PATH PYTHON-EXPRESSION EXPECTED: of the model, `d` being its data.
ask() {
	curl -sf "$url/api/$2" >"$TMPDIR/json" || printf '{"data":{}}' >"$TMPDIR/json"
	same "$1" "$(python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
print($3)" "$TMPDIR/json" 2>&1)" "$4"
}
members="[[p['code'] for p in g['parties']] for g in d['groups'] if g['category'] == 'member']"
ask "in 2016 six associations are members" 'parties?on=2016-01-01' "len(${members}[0])" 6
ask "in 2025 seven, one having left, one suspended for its dues" 'parties?on=2025-06-01' \
	"sorted(${members}[0])" \
	"['bird-watchers', 'ferry-crews', 'fishers', 'gardeners', 'lower-farmers', 'upper-farmers', 'well-keepers']"
ask "three offices have a holder on the day of the charter" 'presidency?on=2025-06-01' \
	"sorted((o['code'], t['party']) for o in d['offices'] for t in o['terms'] if t['is_current'])" \
	"[('chair', 'fishers'), ('president', 'well-keepers'), ('vice-president', 'lower-farmers')]"
ask "the charter has its languages" charter "d['languages']" "['en', 'fr', 'es']"
ask "a party is named in all of them" parties/fishers "sorted(d['names'][0]['names'])" \
	"['en', 'es', 'fr', 'ru']"
ask "a text is negotiated in it, by its own delegations" texts/statement-2 \
	"d['units'][1]['brackets'][-56:]" 'a [year] [month]{LOWER-FARMERS} [season]{UPPER-FARMERS}.'

# What people read.
has() { # SENTENCE PATH PATTERN
	holds "$1" grep -q -- "$3" <(curl -sf "$url/$2")
}
has "its name is on the English page" en/ 'Federation of River Associations'
has "and on the Russian one" ru/ 'Федерация речных объединений'
has "a release says in which languages it exists" en/releases 'français'
has "its founding text stands word for word" en/releases/founding-statement \
	'Water that one of us takes is missed by another'
has "a text without words in a language falls back on one that has them" ru/releases 'On weirs that fish can pass'
has "meetings are translated where the tables are" ru/meetings 'Четвёртый конгресс'
wrong=''
for lang in en ru; do
	for page in '' parties bodies meetings presidency institutions releases record charter findings \
		decisions silences parties/fishers parties/school meetings/congress-4; do
		body=$(curl -sf "$url/$lang/$page") || wrong+=" $lang/$page:absent"
		grep -qiE 'CICA|СВМДА|Kazakhstan|foreign minister' <<<"$body" && wrong+=" $lang/$page:cica"
		grep -q "<html lang=\"$lang\"" <<<"$body" || wrong+=" $lang/$page:language"
	done
done
same "every page is there in both languages of the interface, and knows nothing of the first example" \
	"$wrong" ""
server_stop TERM

# The rules, looked at before they are anybody's.
for charter in forums/*/charter.json forums/presets/*.json; do
	answers "$charter is valid" 0 'a charter of epoch 1' "$COMITY" charter check "$charter"
done
broken=$TMPDIR/broken.json
line_of() { grep -n -- "$1" "$broken" | head -n 1 | cut -d: -f1; }
sed 's/"level": "specialised"/"level": "salon"/; s/"when": "end-of-item"/"when": "never"/' \
	forums/associations/charter.json >"$broken"
answers "a broken word is refused by its line" 1 \
	"^$broken:$(line_of '"salon"'): /bodies/2/level: charter-invalid" "$COMITY" charter check "$broken"
answers "and so is the next" 1 "^$broken:$(line_of '"never"'): /conduct/reply/when: charter-invalid" \
	"$COMITY" charter check "$broken"
sed 's/"selection": "schedule", *//; s/"selection": "schedule",$/"was": "schedule",/' \
	forums/associations/charter.json >"$broken"
answers "what is missing is told by the line of what should hold it" 1 '/offices/2/selection: charter-invalid' \
	"$COMITY" charter check "$broken"
printf '{\n "id": "x",\n "epoch": 1.5\n}\n' >"$broken"
answers "what no act can hold is refused by its line" 1 "broken.json:3: '/epoch'" \
	"$COMITY" charter check "$broken"
printf '{\n "id": "x"\n "epoch": 1\n}\n' >"$broken"
answers "and so is what is no JSON" 1 'broken.json:3:' "$COMITY" charter check "$broken"
answers "a file that is not there" 1 'No such file' "$COMITY" charter check "$TMPDIR/none.json"
script_end
