#!/usr/bin/env bash
# The search over the example forum: the comment of 27 April 2016 and what else the record holds is found by
# readers in both languages; the index keeps up with acts, survives being killed, and is built anew at will.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

dir=$TMPDIR/demo
server_start demo --dir "$dir" --forum "$COMITY_SOURCE/forums/cica"
ask() { # LANGUAGE PARAMETER=VALUE ...: the data of the answer
	local lang=$1 options=()
	shift
	for pair in "$@"; do options+=(--data-urlencode "$pair"); done
	curl -sfG "${options[@]}" "$url/api/$lang/search" | jq .data
}
ready() {
	for _ in $(seq 100); do
		[[ $(curl -s -o /dev/null -w '%{http_code}' "$url/en/search.atom?q=asia") == 200 ]] && return
		sleep 0.05
	done
	return 1
}
holds "the index is built while the server serves" ready

finds() { # NOUN CODE LANGUAGE PARAMETER=VALUE ...
	local noun=$1 code=$2 lang=$3
	shift 3
	ask "$lang" "$@" | jq -e --arg noun "$noun" --arg code "$code" \
		'any(.hits[]; .noun == $noun and .code == $code)'
}
comment=press-comment-2016-04-27
# Of its Russian version the record holds what it names, not the text.
holds "the press comment is found in Russian" finds release $comment ru q='Лига арабских государств' noun=release
holds "by another form of its words" finds release $comment ru q='"лиги арабского государства"' language=ru
holds "meetings are found by «меры доверия»" finds meeting soc-2022-12-14 ru q='«меры доверия»' noun=meeting
holds "and in English" finds release $comment en q='confidence building measures' noun=release
holds "by a phrase" finds release $comment en q='"Information and Press Department"' language=en
holds "by beginnings" finds release $comment en q='confid* particip*' language=en
holds "by either of two words" finds release $comment en q='nosuchword OR Lavrov' noun=release
same "and not where a word of it is excluded" \
	"$(ask en q='Lavrov -confidence' noun=release | jq "[.hits[] | select(.code == \"$comment\")] | length")" 0
holds "by its month" finds release $comment en noun=release from=2016-04 until=2016-04
same "not by the year before" "$(ask en noun=release from=2015 until=2015 | jq .total)" 0
holds "a party is found by its name" finds party kz ru q=Казахстан
holds "without accents" finds party tr en q=turkiye
holds "a measure is found by what it says" finds measure human-plan-2007.human.2 en q='"joint archaeology"' noun=measure
holds "a plan by its title" finds plan sme-2016-2018 ru q='развитие предпринимательства' noun=plan
holds "an activity by its title, year and state" finds activity 2022-green-city en q=green noun=activity kind=announced from=2022 until=2022
holds "what was promised, in Russian too" finds undertaking counter-terrorism-plan ru q=план noun=undertaking
holds "an agreement by the other side" finds agreement sco-mou ru q='меморандум ШОС' noun=agreement
holds "a relation by its kind" finds relation unga-observer en q='"general assembly"' noun=relation kind=observer
holds "the text of an institution" finds institution-text "$(sqlite3 "$dir/tables.sqlite" \
	"SELECT entry FROM institution_texts WHERE institution = 'business-council'")" en q='outcome of the founding assembly' noun=institution-text
same "counts by noun add up" "$(ask en q=conference | jq '([.nouns[].count] | add) == .total')" true
same "what is found is marked" \
	"$(ask ru q='"меры доверия"' language=ru noun=meeting | jq -r '.hits[0].snippet[1]')" 'мер доверия'
same "an item says how to cite it" "$(ask en q='"press comment" OR Lavrov' noun=release |
	jq -r '.hits[0] | .cite | test("Record .*, entry [0-9]+, act [0-9a-f]{64}\\.$")')" true
act=$(ask en q=Lavrov noun=release | jq -r '.hits[0] | "\(.entry) \(.act)"')
holds "by the act's own id" grep -q "${act#* }" <(curl -sf "$url/en/record/${act% *}")
holds "a page of it is HTML" grep -q '<mark>' <(curl -sfG --data-urlencode q=confidence "$url/en/search")
holds "a search box stands on every page" grep -q 'role="search" action="/ru/search"' <(curl -sf "$url/ru/parties")
same "what cannot be searched for is 400" \
	"$(curl -s -o /dev/null -w '%{http_code} ' "$url/en/search?q=-x" "$url/en/search?q=%22" "$url/en/search?from=x" \
		"$url/en/search.atom" | tr -d '\n' | grep -o '[0-9]\{3\} $')" '400 '
curl -sfG --data-urlencode q='"cica"' "$url/en/search.atom" >"$TMPDIR/feed" 2>"$script_out"
holds "a search can be subscribed to" xmllint --noout "$TMPDIR/feed"
holds "with an entry for each item" grep -q '<entry>' "$TMPDIR/feed"

# An act, and the index a moment later.
follow() { # CODE KIND [WORD=TEXT ...]
	python3 "$COMITY_SOURCE/tests/lib/offered.py" "$url" "$COMITY" "$TMPDIR/desk" "$@"
}
found_soon() { # WORD
	for _ in $(seq 100); do
		[[ $(ask en q="$1" | jq .total) -gt 0 ]] && return
		sleep 0.05
	done
	return 1
}
same "a word that was never said is not found" "$(ask en q=quicksilver | jq .total)" 0
holds "a text is put under silence" follow plan silence.propose SECONDS=864000 TEXT="On quicksilver." TITLE=Plan
holds "and found a moment later" found_soon quicksilver
holds "as a silence" finds silence plan en q=quicksilver

# The examples of the manual, each of which finds something or nothing, and is no error.
python3 -c "
import re, sqlite3, sys
db = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True)
blocks = re.findall(r'\`\`\`sql\n(.*?)\`\`\`', open(sys.argv[2]).read(), re.S)
for statement in ';'.join(blocks).split(';'):
    db.execute(statement).fetchall()
print(len(blocks) > 4)" "$dir/tables.sqlite" "$COMITY_SOURCE/docs/sql.md" >"$script_out" 2>&1
same "the examples of docs/sql.md are questions that the tables answer" "$(cat "$script_out")" True

# What is found has a page, a place on it, and a name for what it is.
sqlite3 "$dir/tables.sqlite" 'SELECT DISTINCT address FROM items' >"$TMPDIR/addresses"
sed 's/#.*//' "$TMPDIR/addresses" | sort -u | sed "s|^|url = $url/en/|; s|$|\noutput = /dev/null|" >"$TMPDIR/pages"
same "every item leads to a page" \
	"$(curl -s -K "$TMPDIR/pages" -w '%{http_code} %{url}\n' | grep -v '^200 ')" ''
missing=''
while IFS='#' read -r page place; do
	[[ $page == "${last-}" ]] || curl -sf "$url/en/$page" >"$TMPDIR/page"
	last=$page
	grep -q "id=\"$place\"" "$TMPDIR/page" || missing+="$page#$place "
done < <(grep '#' "$TMPDIR/addresses" | sort)
same "and to the place on it" "$missing" ''
same "every noun and each of its kinds has words in both languages" "$(for lang in en ru; do
	for noun in $(sqlite3 "$dir/tables.sqlite" "SELECT DISTINCT noun FROM items WHERE noun <> 'act'"); do
		ask $lang noun="$noun" | jq -r --arg lang $lang \
			'(.nouns + .kinds)[] | select(.name.lang != $lang) | .code'
	done
done)" ''

digest() { sqlite3 "$1" .dump | grep -v 'search_\|sqlite_stat' | sort | sha256sum; }
holds "the tables can be read by others meanwhile" sqlite3 "$dir/tables.sqlite" 'SELECT count(*) FROM acts'
holds "and be built apart" "$COMITY" rebuild "$dir" --out "$TMPDIR/apart.sqlite"
same "to the same rows" "$(digest "$dir/tables.sqlite")" "$(digest "$TMPDIR/apart.sqlite")"
answers "not over those of a running server" 1 'another process' "$COMITY" rebuild "$dir"
answers "they are searched from the command line" 0 "$comment" \
	"$COMITY" search 'confidence building measures' --from "$dir" --noun release
answers "which says when there is nothing" 1 '^0 found' "$COMITY" search nosuchword --from "$dir"
same "and speaks JSON" "$("$COMITY" search quicksilver --from "$TMPDIR/apart.sqlite" --json | jq -r '.[0].noun')" silence
answers "a query that is none is told so" 1 'only what must not' "$COMITY" search --from "$dir" -- -x

# Asked of its server, the same is found; who asks for more than a page is given it page by page.
for query in 'confidence measures' 'меры доверия' '"press comment" OR Lavrov'; do
	same "a server is asked from the command line: $query" \
		"$("$COMITY" search "$query" --from "$url" --max 60 --json | jq -c '[.[] | [.noun, .code, .lang, .day, .title, .snippet, .entry]]')" \
		"$("$COMITY" search "$query" --from "$dir" --max 60 --json | jq -c '[.[] | [.noun, .code, .lang, .day, .title, .snippet, .entry]]')"
done
answers "with filters" 0 'en/activities/2022-green-city' \
	"$COMITY" search green --from "$url/" --noun activity --kind announced --party cn --since 2022 --until 2022-12 --lang en
answers "which says when there is nothing" 1 '^0 found' "$COMITY" search nosuchword --from "$url"
answers "a query that is none is not sent" 1 'only what must not' "$COMITY" search --from "$url" -- -x
answers "a server that is none of ours is told" 1 'no answer of a forum' "$COMITY" search x --from "$url/static/../healthz?"

# The years of what was found, each a link to it.
curl -sfG --data-urlencode q=conference "$url/en/search" >"$TMPDIR/page"
read -r year count < <(grep -oE 'until=[0-9]{4}">[0-9]{4}</a> \([0-9]+\)' "$TMPDIR/page" | sed 's/.*">//; s/<\/a> (/ /; s/)//' | head -n1)
holds "the page tells in which years" test "${year:-0}" -gt 1990
same "a year's count is what its link finds" "$(ask en q=conference from="$year" until="$year" | jq .total)" "$count"

# Files of the tables.
curl -sf "$url/tables/parties.csv" >"$TMPDIR/parties.csv" 2>"$script_out"
same "a table as CSV is what the database says" \
	"$(python3 -c 'import csv, sys; print(list(csv.reader(open(sys.argv[1], newline="")))[1:])' "$TMPDIR/parties.csv")" \
	"$(sqlite3 -csv "$dir/tables.sqlite" 'SELECT * FROM parties ORDER BY state_row' |
		python3 -c 'import csv, sys; print(list(csv.reader(sys.stdin)))')"
curl -sf "$url/tables/meetings.xlsx" -o "$TMPDIR/meetings.xlsx"
python3 "$COMITY_SOURCE/tests/lib/sheet.py" "$TMPDIR/meetings.xlsx" >"$TMPDIR/meetings.csv" 2>"$script_out"
same "a table as a spreadsheet has the same rows, its days as dates" \
	"$(tr -d '\r' <"$TMPDIR/meetings.csv")" "$(curl -sf "$url/tables/meetings.csv" | tr -d '\r')"
curl -sf "$url/tables/acts.xlsx?skip=100" -o "$TMPDIR/acts.xlsx"
same "and instants to the millisecond" \
	"$(python3 "$COMITY_SOURCE/tests/lib/sheet.py" "$TMPDIR/acts.xlsx" | sed -n 2p | cut -d, -f6 | cut -c1-17)" \
	"$(sqlite3 "$dir/tables.sqlite" 'SELECT substr(received, 1, 17) FROM acts WHERE state_row = 100')"
rows=$(curl -sf "$url/tables/acts.csv?skip=5" | python3 -c 'import csv, sys; print(len(list(csv.reader(sys.stdin))))')
same "rows may be passed over" "$rows" "$(($(sqlite3 "$dir/tables.sqlite" 'SELECT count(*) FROM acts') - 4))"
holds "the page of tables leads to them" grep -q '"/tables/objections.xlsx"' <(curl -sf "$url/ru/tables")
same "what is no table is not found" \
	"$(curl -s -o /dev/null -w '%{http_code}' "$url/tables/sqlite_master.csv")" 404

# Killed while it follows, and while it builds.
server_stop KILL
for round in 1 2 3; do
	((round == 2)) && rm -f "$dir"/tables.sqlite*
	"$COMITY" demo --dir "$dir" --forum "$COMITY_SOURCE/forums/cica" --port 0 >"$TMPDIR/round" 2>&1 &
	pid=$!
	sleep "0.0$((round * 2))"
	kill -KILL $pid
	wait $pid 2>/dev/null
done
server_start demo --dir "$dir" --forum "$COMITY_SOURCE/forums/cica"
holds "after a kill the index is there again" ready
server_stop TERM
holds "a rebuild agrees with it" "$COMITY" rebuild "$dir" --out "$TMPDIR/again.sqlite"
same "row by row" "$(digest "$dir/tables.sqlite")" "$(digest "$TMPDIR/again.sqlite")"
echo garbage >"$dir/tables.sqlite"
server_start demo --dir "$dir" --forum "$COMITY_SOURCE/forums/cica"
holds "a damaged file is built anew" ready
same "to the same rows" "$(digest "$dir/tables.sqlite")" "$(digest "$TMPDIR/again.sqlite")"
script_end
