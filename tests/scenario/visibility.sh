#!/usr/bin/env bash
# Who can find what: a form with every kind of field at every level of visibility is answered at a served forum, and
# every page, its JSON, the feeds, the search, the exports, the tables, the log and the files are asked for each
# answer. There is nobody whom the forum shows more than others: what is for some only is in nothing that it has, and
# whoever was given answer and salt checks them.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

demo=$TMPDIR/demo cells=$TMPDIR/cells
matrix=$COMITY_SOURCE/tests/lib/visibility.py
mkdir -p "$cells"
demo_make "$demo"
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
holds "the form and its answers are generated" python3 "$matrix" make "$cells" "$(date -u +%Y)"
cp "$cells/form.json" "$TMPDIR/content.json"
holds "a form of all kinds and levels is adopted" act_do form.adopt secretariat/officer-1
cp "$cells/return.json" "$TMPDIR/content.json"
holds "a party answers all of it" act_do return.file kz/delegate-1
return=$(sed -n 's/^index //p' "$TMPDIR/act.receipt")
cp "$cells/question.json" "$TMPDIR/content.json"
holds "and asks what only those whom it asks may read" act_do inquiry.ask kz/delegate-1

# A field that is for some takes no words, whatever its kind; one that is for everybody no commitment.
for kind in text number date yes-no choice table; do
	for level in members named public; do
		python3 - "$cells" "$kind-$level" >"$TMPDIR/content.json" <<'EOF'
import json, pathlib, sys
folder, code = pathlib.Path(sys.argv[1]), sys.argv[2]
filed = json.loads((folder / 'return.json').read_text())
filed['year'] -= 1
whole = {value['code']: value for value in filed['values']}
open_one = code.replace('-members', '-public').replace('-named', '-public')
wrong = {'code': code, 'content': whole[code.replace('-public', '-members')]['content']} \
    if code.endswith('-public') else {'code': code, 'text': whole[open_one]['text']}
filed['values'] = [wrong if value['code'] == code else value for value in filed['values']]
print(json.dumps(filed))
EOF
		wanted='field-visibility'
		[[ $level != public ]] || wanted='field-type'
		answers "$kind, $level: the other way is refused" 1 "$wanted" act_do return.file kz/delegate-1
	done
done

# Surface by level: all of what is for everybody, nothing of the rest.
"$COMITY" rebuild "$demo" >/dev/null 2>&1 || true
python3 "$matrix" look "$cells" "$url" "$demo" "$return" kz tr cn >"$TMPDIR/looked" 2>"$TMPDIR/look.log" ||
	give_up "everything can be asked" "$TMPDIR/look.log"
while read -r surface level found of; do
	wanted=0
	if [[ $level == public ]]; then
		[[ $surface != feeds ]] || continue # they tell that something came, and need not tell what
		wanted=$of
	fi
	same "$surface: $found of $of answers that are $level" "$found" "$wanted"
done <"$TMPDIR/looked"
same "every surface was asked" "$(cut -d' ' -f1 "$TMPDIR/looked" | sort -u | tr '\n' ' ')" \
	"exports feeds files json log pages projection search "

# Who holds answer and salt, and who holds less.
for sha256 in "$cells"/*.sha256; do
	code=$(basename "$sha256" .sha256)
	opening=("$cells/$code.answer" --check "$(<"$sha256")")
	holds "$code: whoever was given answer and salt checks them" "$COMITY" commitment "${opening[@]}" \
		--salt "$(<"$cells/$code.salt")"
	answers "$code: the answer with another salt shows nothing" 1 'is not what was committed to' \
		"$COMITY" commitment "${opening[@]}" --salt "$(printf '%064d' 1)"
done
server_stop TERM
holds "the record verifies" "$COMITY" verify "$demo"
script_end
