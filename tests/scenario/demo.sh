#!/usr/bin/env bash
# The example forum says what the sources say, keeps everything over restarts and crashes, and its
# state is one and the same however it is come by.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

facts=$COMITY_SOURCE/forums/cica
demo=$TMPDIR/demo

# The first making, killed again and again, goes on where it stopped.
interrupted=0
made_once() {
	"$COMITY" demo --dir "$demo" --forum "$facts" --only-make &
	local made=$! killer status=0
	(sleep 0.2 && kill -KILL "$made") &
	killer=$!
	wait "$made" || status=$? # the process itself: timeout would end before it, and before its lock
	kill "$killer" 2>/dev/null
	return $status
}
for ((i = 0; i < 20; i++)); do
	(made_once) >"$script_out" 2>/dev/null && break
	interrupted=$((interrupted + 1))
done
answers "a making that was killed goes on where it stopped ($interrupted times)" 0 \
	'545 acts, in' "$COMITY" demo --dir "$demo" --forum "$facts" --only-make
answers "and the record verifies" 0 '^Verified: 545 entries' "$COMITY" verify "$demo"

# On a terminal, as people see it: the last that the bar says.
script -qec "$COMITY demo --dir $TMPDIR/seen --forum $facts --only-make" /dev/null >"$TMPDIR/terminal" 2>&1
same "the bar measures by as many acts as there are" \
	"$(tr '\r' '\n' <"$TMPDIR/terminal" | grep -ao '[0-9]* of [0-9]*' | tail -n 1)" '545 of 545'

server_start demo --dir "$demo" --forum "$facts"
api() { curl -sf "$url/api/$1" >"$TMPDIR/json"; }
# ask SENTENCE PATH PYTHON-EXPRESSION EXPECTED: of the model, `d` being its data.
ask() {
	api "$2" || printf '{"data":{}}' >"$TMPDIR/json"
	same "$1" "$(python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
print($3)" "$TMPDIR/json" 2>&1)" "$4"
}
counts="[[len(g['parties']) for g in d['groups'] if (g['category'], g['kind']) == w] for w in \
(('member', 'state'), ('observer', 'state'), ('observer', 'organisation'))]"
ask "on 28 April 2016 there are 26 members, 8 observer states, 4 observer organisations" \
	'parties?on=2016-04-28' "$counts" '[[26], [8], [4]]'
ask "on 31 December 2025 there are 28, 10 and 5" 'parties?on=2025-12-31' "$counts" '[[28], [10], [5]]'
ask "the front page counts the same on the day of the comment" 'en/?on=2016-04-28' \
	"[c['count'] for c in d['counts'] if c['category'] in ('member', 'observer')]" '[26, 8, 4]'
listed="sorted(p['code'] for g in d['groups'] if g['category'] == 'member' for p in g['parties']) == \
sorted(m['code'] for m in json.load(open('$facts/data/press-comment-2016-04-27.json'))\
['members_as_listed'])"
ask "the members of that day are those whom the comment lists" 'parties?on=2016-04-28' "$listed" True
ask "Turkey is Turkey in 2016" 'parties?on=2016-04-28' \
	"[p['name']['text'] for g in d['groups'] for p in g['parties'] if p['code'] == 'tr']" "['Turkey']"
ask "and Türkiye in 2025" 'parties?on=2025-12-31' \
	"[p['name']['text'] for g in d['groups'] for p in g['parties'] if p['code'] == 'tr']" "['Türkiye']"
ask "and Турция in Russian" 'ru/parties?on=2025-12-31' \
	"[p['name']['text'] for g in d['groups'] for p in g['parties'] if p['code'] == 'tr']" "['Турция']"
ask "China has the chair on that day" 'presidency?on=2016-04-28' \
	"[t['party'] for o in d['offices'] for t in o['terms'] if t['is_current']]" "['cn']"

# The press comment that the forum was conceived from.
comment=releases/press-comment-2016-04-27
text=$(cat "$facts/data/press-comment-2016-04-27.txt")
ask "the press comment stands word for word" "$comment" "d['versions'][0]['text']" "$text"
ask "with its date and hour" "$comment" "d['issued']" 2016-04-27T10:03
ask "its issuer" "$comment" "d['issuer']['text']" \
	'Information and Press Department, Ministry of Foreign Affairs of the Russian Federation'
ask "its two languages, the Russian text known and not held" "$comment" \
	"[(v['lang'], v['has_text']) for v in d['versions']]" "[('en', True), ('ru', False)]"
ask "every organisation that it names" "$comment" "sorted(o['code'] for o in d['organisations'])" \
	"['eco', 'iom', 'las', 'osce', 'sco', 'sco-rats', 'turkpa', 'un', 'unodc']"
ask "in the spelling in which it is printed" "$comment" \
	"[o['printed'] for o in d['organisations'] if o['code'] == 'eco']" \
	"['the Economic Cooperation Organisation']"
ask "it is found by organisation and month" \
	'releases?organisation=sco-rats&from=2016-04-01&until=2016-04-30' \
	"[r['code'] for r in d['releases']]" "['press-comment-2016-04-27']"
entry=$(python3 -c "
import json, sys
print(json.load(open(sys.argv[1]))['data']['versions'][0]['entry'])" <(curl -sf "$url/api/$comment"))
"$COMITY" act show "$entry" --from "$url" >"$TMPDIR/entry" 2>"$script_out"
same "and stands so in the signed entry" "$(python3 -c "
import json, sys
print(json.loads(open(sys.argv[1]).read().split('\n')[3])['versions'][0]['text'])" "$TMPDIR/entry")" "$text"

# The text under negotiation: everything that the model has stands in it, by acts of the delegations' keys.
draft=texts/ministers-5-draft
units="{u['id']: u for u in d['units']}"
# unit SENTENCE UNIT EXPRESSION EXPECTED: `u` being the unit.
unit() { ask "$1" "$draft" "(lambda u: $3)(${units}['$2'])" "$4"; }
ask "a draft is on the table, and says what it is" texts \
	"[(t['code'], t['state'], 'exercise' in t['title']['text']) for t in d['texts']]" \
	"[('ministers-5-draft', 'open', True)]"
unit "competing words share an alternative, and a choice lies in a deletion" pp3 "u['brackets'][40:245]" \
	" [extensive and continuous] [complex and profound]{KZ, MN} [far-reaching]{TH} changes; [the trend towards \
[multi-polarity] [a multipolar world]{UZ} and economic globalisation is gaining momentum;]{del: VN}"
unit "two insertions stand at one place" pp4 "[(c['from'] == c['to'], len(c['alternatives'])) for c in u['choices']]" \
	"[(True, 2)]"
unit "words were taken into the text" pp5 "u['words'][25:53]" 'Asian countries face similar'
unit "so the translation is of other words" pp5 "[t['is_stale'] for t in u['translations']]" '[True]'
unit "that of others is not" pp3 "[t['is_stale'] for t in u['translations']]" '[False]'
unit "one unit has no translation" op4a "u['translations']" '[]'
unit "a whole paragraph has an alternative" op2 "len(u['choices'][0]['words']) == len(u['words'])" True
unit "an agreed one has no brackets" pp1 "(u['status'], u['choices'])" "('agreed', [])"
unit "another is agreed ad referendum" pp2 "u['status']" ad-ref
ask "proposals stand, wait for their author, are done and withdrawn" "$draft" \
	"sorted({(p['state'], p['must_confirm']) for p in d['proposals']})" \
	"[('done', False), ('live', False), ('live', True), ('withdrawn', False)]"
ask "some have cosponsors, by their own act or another's" "$draft" \
	"[[c['code'] for c in p['cosponsors']] for p in d['proposals'] if p['number'] in (1, 6)]" \
	"[['kg'], ['ps']]"
ask "a party reads its own text" "$draft?as=tr" "${units}['op2']['reading'][:41]" \
	'We strongly condemn terrorism in all its '
for page in en ru; do
	curl -sf "$url/$page/$draft" >"$TMPDIR/page"
	holds "one may read that it is an exercise ($page)" grep -qE 'none is the position of any|не выражает позиции' \
		"$TMPDIR/page"
	holds "what is proposed in Russian stands so ($page)" grep -q 'Мы приветствуем план действий' "$TMPDIR/page"
	holds "and waits for its translation ($page)" grep -qE 'RU: text in русский|RU: текст, язык: русский' \
		"$TMPDIR/page"
	holds "a whole unit would be deleted, another moved ($page)" grep -qE 'PP8 here|PP8 сюда' "$TMPDIR/page"
done

# Restarts.
state_of() { "${2:-$COMITY}" state --json "$1" | python3 -c '
import json, sys
j = json.load(sys.stdin)
print(j["size"], j["root"], j["state"])'; }
before=$(state_of "$demo")
answers "a second writer is refused while the first serves" 1 'another process writes' \
	"$COMITY" serve "$demo" --port 0
"$COMITY" init "$TMPDIR/new" --origin forum.example.org/log >"$TMPDIR/vkey" 2>"$script_out"
answers "a port that is taken is refused" 1 "[Aa]ddress already in use" \
	"$COMITY" serve "$TMPDIR/new" --port "${url##*:}"
server_stop KILL
server_start demo --dir "$demo" --forum "$facts"
ask "after a kill -9 the comment stands as before" "$comment" "d['versions'][0]['text']" "$text"
server_stop TERM
same "size, root and state are the same after a restart" "$(state_of "$demo")" "$before"
rm -f "$demo"/record/level*.dat "$demo"/record/{offsets.dat,checkpoint} "$demo"/record/snapshot.*
server_start serve "$demo"
ask "without its derived files a record is served as before" "$comment" "d['issued']" 2016-04-27T10:03
server_stop TERM
same "and its state is the same" "$(state_of "$demo")" "$before"
same "the derived files are made again" "$(find "$demo/record" \
	\( -name level0.dat -o -name offsets.dat -o -name checkpoint \) | wc -l)" 3
holds "and verify" "$COMITY" verify "$demo"
answers "verify recomputes the same state" 0 "state +${before##* }" "$COMITY" verify "$demo"
copy=$TMPDIR/copy
mkdir -p "$copy/record"
cp "$demo/log.key" "$copy"
cp "$demo"/record/{entries.0000.dat,commit.log,signed.slot} "$copy/record"
"$COMITY" act show 5 --from "$demo" >"$TMPDIR/entry.5" 2>"$script_out"
rm "$copy/log.key"
same "so does a copy without the log's key" "$(state_of "$copy")" "$before"
same "and the record alone" "$(state_of "$copy/record")" "$before"
same "which can be read from" "$("$COMITY" act show 5 --from "$copy/record")" \
	"$(cat "$TMPDIR/entry.5")"
answers "and verified" 0 "state +${before##* }" "$COMITY" verify "$copy"
answers "but not served" 1 'log.key' "$COMITY" serve "$copy" --port 0
cp "$demo/log.key" "$copy"
same "a copy of the three true files has the same state" "$(state_of "$copy")" "$before"
other=${COMITY_BUILD%/*}/clang/comity
if [[ -x $other ]]; then
	same "the program as clang compiles it comes to the same state" "$(state_of "$copy" "$other")" "$before"
	"$other" state --dump "$TMPDIR/dump.clang" "$copy" >/dev/null 2>"$script_out"
	"$COMITY" state --dump "$TMPDIR/dump" "$demo" >/dev/null 2>>"$script_out"
	holds "byte for byte" cmp "$TMPDIR/dump" "$TMPDIR/dump.clang"
else
	yes "the program as clang compiles it comes to the same state # SKIP no build with clang here"
fi

# The command line: what is wrong with it is said, with status 2; help goes to standard output.
wrong() { # PATTERN ARGUMENTS...
	local pattern=$1
	shift
	answers "usage: comity $*" 2 "$pattern" "$COMITY" "$@"
}
wrong '^usage: comity COMMAND'
wrong 'there is no command "fly"' fly
wrong 'there is no option --fast' demo --fast
wrong '"more" is too much' demo more
wrong '--port must be a number up to 65535' demo --port eighty
wrong '--port must be a number' serve x --port 65536
wrong '--port needs a value' demo --port
wrong 'DIR is missing' serve
wrong 'DIR\|URL is missing' verify
wrong '--json takes no value' verify --json=yes x
wrong '--origin is missing' init x
wrong 'neither show nor demo' key make x
wrong 'is no handle' key demo Nobody
wrong 'is not check' charter bless x
wrong '^usage: comity act SUBCOMMAND' act
wrong 'there is no subcommand "fly"' act fly
wrong '--by is missing' act new release.publish
wrong '--key is missing' act sign x
wrong '--to is missing' act submit x
wrong 'INDEX must be a number' act show first --from x
wrong 'INDEX and --from are needed' proof
silent=''
for command in demo charter init serve key act text vote commitment verify state proof export search audit \
	rebuild 'act new' 'act sign' 'act check' 'act submit' 'act show'; do
	# shellcheck disable=SC2086 # two words
	"$COMITY" $command --help >"$TMPDIR/help" 2>"$script_out" || silent+=" $command"
	grep -q "^usage: comity $command" "$TMPDIR/help" && [[ ! -s $script_out ]] || silent+=" $command"
done
same "every command has its help, on standard output" "$silent" ""
options_of() { grep -o -- '--[a-z][a-z-]*' | sort -u; }
same "the manual page has every option, and no other" \
	"$(mandoc -T utf8 "$COMITY_SOURCE/man/comity.1" | sed 's/.\x08//g' | options_of)" \
	"$(for command in '' demo init serve text vote commitment verify state proof export search audit \
		rebuild 'act new' 'act sign' 'act submit' 'act show' 'text words' 'text propose' 'text export' \
		'text return' 'text translate' 'text import'; do
		# shellcheck disable=SC2086 # two words
		"$COMITY" $command --help
		echo --help --version
	done | options_of)"
answers "what cannot be written is no success" 1 'standard output could not be written' \
	bash -c "\"\$1\" act show 5 --from \"\$2\" >/dev/full" - "$COMITY" "$demo"
answers "--version names the program" 0 '^comity [0-9]+\.[0-9]+\.[0-9]+$' "$COMITY" --version
answers "a folder that holds no forum is no forum" 1 'log.key' "$COMITY" serve "$TMPDIR" --port 0
holds "init prints the verifier key of the new log" grep -qx 'forum.example.org/log+[0-9a-f]*+A.*' "$TMPDIR/vkey"
answers "and makes no forum over a forum" 1 'exists already' \
	"$COMITY" init "$TMPDIR/new" --origin forum.example.org/log
answers "an empty record is said to be empty" 0 'empty' "$COMITY" verify "$TMPDIR/new"
same "nobody else can read the log's key" "$(stat -c %a "$TMPDIR/new/log.key")" 600
script_end
