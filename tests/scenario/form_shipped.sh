#!/usr/bin/env bash
# The forms that the example forums bring as data: each is answered whole, on its page, by one script that knows
# neither. What is for some only is committed to, and the record verifies.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

year=$(date -u +%Y)
# An answer to every field of the form, by its kind, as a browser sends them; committed ones as the command makes them.
cat >"$TMPDIR/answer.py" <<'EOF'
import json
import subprocess
import sys
import urllib.parse
import urllib.request
address, form, party, year, binary, folder = sys.argv[1:]


def page(path, data=None):
    with urllib.request.urlopen(f'{address}/api/en/{path}', data) as got:
        return json.load(got)['data']


def answer_of(field):
    options = [option['code'] for option in field.get('options', ())]
    text = {'text': 'Words.', 'number': '12.5', 'date': '2026-01', 'yes-no': 'yes', 'document': 'Bytes.',
            'choice': options[0] if options else None, 'table': ' | '.join(options)}[field['field_kind']]
    if field['visibility'] == 'public' and field['field_kind'] != 'document':
        return text
    with open(f'{folder}/answer', 'w', encoding='utf-8') as file:
        file.write(text.ljust(256))
    return subprocess.run([binary, 'commitment', f'{folder}/answer', '--type', 'text/plain'], check=True,
                          stdout=subprocess.PIPE, text=True).stdout.split('\n')[0]


fields = page(f'forms/{form}')['fields']
body = {'op': 'file', 'for': party, 'year': year, **{f'f.{one["code"]}': answer_of(one) for one in fields}}
filled = page(f'forms/{form}/fill', urllib.parse.urlencode(body).encode())
for finding in filled['findings']:
    print(finding, file=sys.stderr)
print(filled['staged']['act'], end='')
EOF

# shipped FORUM FORM PARTY DUE LEVELS LANGUAGES
shipped() {
	local forum=$1 form=$2 party=$3 demo=$TMPDIR/$1 entry
	demo_facts=$COMITY_SOURCE/forums/$forum
	demo_make "$demo"
	server_start demo --dir "$demo" --forum "$demo_facts"
	model "$forum: its form is there, due when its data say" forms \
		"[(f['code'], f['period'], f.get('due')) for f in d['forms']]" "[('$form', 'year', $4)]"
	model "$forum: fields of every level" "forms/$form" "sorted({f['visibility'] for f in d['fields']})" "$5"
	model "$forum: what is of a source says so, or the form that it is arranged" "forms/$form" \
		"all(f.get('basis') for f in d['fields'] if f['visibility'] != 'named')" True
	holds "$forum: every field is answered on the page" bash -c "python3 '$TMPDIR/answer.py' '$url' '$form' '$party' \
		'$year' '$COMITY' '$TMPDIR' >'$TMPDIR/act'"
	holds "$forum: the act that the page made is signed and sent" bash -c "'$COMITY' act sign '$TMPDIR/act' \
		--as $party/delegate-1 --key '$(demo_key "$party/delegate-1")' && '$COMITY' act submit '$TMPDIR/act' --to '$url'"
	entry=$(sed -n 's/^index //p' "$TMPDIR/act.receipt")
	model "$forum: the return has an answer in each, committed where it is for some" "returns/$entry" \
		"{(v['is_answered'], 'content' in v) == (True, v['visibility'] != 'public' or
		v['field_kind'] == 'document') for v in d['values']}" "{True}"
	server_stop TERM
	holds "$forum: the record verifies" "$COMITY" verify "$demo"
}
shipped cica military-political kz None "['members', 'named', 'public']"
shipped associations yearly-exchange fishers "'$year-12-15'" "['members', 'named', 'public']"
script_end
