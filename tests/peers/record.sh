#!/usr/bin/env bash
# A record's files and its state, read by programs written from docs/format alone: record.py and
# state.py compute every leaf, root and state root anew, fold.py makes the state from the entries.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

peers=$COMITY_SOURCE/tests/peers
demo=$TMPDIR/demo

member() { # NAME: of `comity state --json`
	"$COMITY" state --json "$demo" |
		python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}
dump_make() {
	rm -f "$TMPDIR/dump"
	"$COMITY" state "$demo" --dump "$TMPDIR/dump" >"$script_out" 2>&1
}
state_cases() { # WHEN
	dump_make || give_up "the state is dumped ($1)"
	python3 "$peers/state.py" dump "$TMPDIR/dump" >"$TMPDIR/state" 2>&1
	same "the state root of the dump is the program's ($1)" \
		"$(sed -n 's/^state //p' "$TMPDIR/state")" "$(member state)"
	same "the tree's root of the files is the program's ($1)" \
		"$(python3 "$peers/record.py" "$demo/record" 2>&1 | sed -n 's/^root //p')" "$(member root)"
}

# 1. The example forum.
demo_make "$demo"
state_cases "example forum"
cp "$TMPDIR/dump" "$TMPDIR/dump-before"

# 2. Acts of every kind, so that no table stays empty.
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"

key_member() { # FILE...: the member "keys" of those key files
	local file keys=''
	for file; do
		keys+=${keys:+, }'{"key": "'$("$COMITY" key show "$file.pub" | sed -n 's/^key *//p')'"}'
	done
	printf '"keys": [%s]' "$keys"
}
keyset() { # KEY NEXT
	printf '{%s, "next": ["%s"], "threshold": 1}' "$(key_member "$1")" \
		"$("$COMITY" key show "$2.pub" | sed -n 's/^digest *//p')"
}
new=$TMPDIR/new
mkdir "$new"
for name in officer further kz-1 kz-2 kz-3 tr-1 tr-2; do
	ssh-keygen -q -t ed25519 -N '' -f "$new/$name"
done
both=(secretariat/officer-1 secretariat/officer-2)

# Delegates, and what they publish.
release() {
	content '{"code": "'"$1"'", "issued": "2026-03", "kind": "statement", "party": "kz",
		"issuer": {"en": "Ministry"}, "versions": [{"lang": "ru", "title": "Заявление"},
		{"lang": "en", "title": "A statement", "text": "It \"stands\".\n"}]}'
}
for verb in confirm disavow; do
	release "statement-$verb"
	holds "a delegate publishes" act_do release.publish kz/delegate-1
	content '{"entry": '"$entry"', "id": "'"$id"'"}'
	holds "her coordinator does $verb" act_do "act.$verb" kz/coordinator
done
content '{"release": "statement-confirm", "version": {"lang": "kk", "text": "Мәтін."}}'
holds "a version follows" act_do release.version kz/delegate-1
content '{"delegate": "kz/delegate-2", '"$(key_member "$new/further")"'}'
holds "another delegate gets a further key" act_do delegate.key kz/coordinator \
	"kz/delegate-2=$new/further"
content '{"delegate": "kz/delegate-2", "until": 4102444800000}'
holds "her time is limited" act_do delegate.limit kz/coordinator
content '{"delegate": "kz/delegate-2", "until": 4102444800001}'
holds "and extended" act_do delegate.extend kz/coordinator
content '{"delegate": "kz/delegate-1", "since": 1}'
holds "the first is dismissed, her acts are challenged" act_do delegate.dismiss kz/coordinator

# Silences, under a charter that lets them end soon: one goes all the way, one is broken and a break
# comes to light too late, one is declined, one withdrawn.
python3 -c 'import json, sys
charter = json.load(sys.stdin)
charter["silence"].update(min_s=0, extend_left_s=0)
print(json.dumps({"charter": charter}))' <"$COMITY_SOURCE/forums/cica/charter.json" \
	>"$TMPDIR/content.json"
holds "a charter lets silences be short" act_do charter.adopt "${both[@]}"
dump_make || give_up "the state is dumped before the silences"
sent=$(silence_parts sent "$TMPDIR/dump")
now_ms() { date +%s%3N; }
expires=$(($(now_ms) + 12000))
holds "a text is put under silence" silence_put s-1 "$expires" az/delegate-1
first=$hash
holds "it runs" silence_run s-1 az/delegate-1
about s-1 '"hash": "'"$first"'", "kind": "reservation", "texts": [{"lang": "en", "text": "We reserve."}]'
holds "a party reserves its position" act_do silence.attach kg/delegate-1
about s-1 '"expires": '"$((expires + 500))"
holds "it is extended" act_do silence.extend az/delegate-1
holds "another text is put" silence_put s-2 "$expires" az/delegate-1
about s-2
holds "a party declines its silence" act_do silence.decline kg/delegate-2
holds "a third" silence_put s-3 "$expires" az/delegate-1
about s-3
holds "is withdrawn" act_do silence.withdraw az/delegate-1
while (($(now_ms) < expires + 500)); do sleep 0.1; done
holds "a fourth is put" silence_put s-4 $(($(now_ms) + 60000)) az/delegate-1
holds "and runs" silence_run s-4 az/delegate-1
about s-4 '"hash": "'"$hash"'", "kind": "objection"'
holds "and is broken" act_do silence.break uz/delegate-1
about s-4 '"outcome": "not-adopted"'
holds "of which the chair tells" act_do silence.notify az/delegate-1
about s-4 '"ground": "A mistake in the text."'
holds "it is declared void" act_do silence.void az/delegate-1
about s-1 '"channels": ["mail", "note"]'
holds "two officers attest that the first expired unbroken" act_do silence.attest "${both[@]}"
about s-1 '"outcome": "adopted"'
holds "the chair notifies" act_do silence.notify az/delegate-1
about s-1 '"hash": "'"$first"'", "kind": "objection", '"$(paper uz "$((expires - 1))")"
holds "a break on paper comes to light" act_do silence.break "${both[@]}"
about s-1 '"meeting": "soc-50"'
holds "it is announced" act_do silence.announce az/delegate-1
about s-1 '"symbol": "TEST/DEC/1"'
holds "and issued" act_do silence.issue secretariat/officer-1

# Officers, the charter, parties.
content '{'"$(key_member "$new/officer")"', "officer": "secretariat/officer-9"}'
holds "one officer names another: the act waits" \
	act_do officer.name secretariat/officer-1 "secretariat/officer-9=$new/officer"
content '{"id": "'"$id"'"}'
holds "a second officer assents" act_do act.assent secretariat/officer-2
content '{"officer": "secretariat/officer-9"}'
holds "two officers end the new one" act_do officer.end "${both[@]}"
charter() { # REGISTRY: the forum's own charter with this one
	python3 -c 'import json, sys
charter = json.load(sys.stdin)
charter["registry"] = json.loads(sys.argv[1])
print(json.dumps({"charter": charter}))' "$1" <"$COMITY_SOURCE/forums/cica/charter.json" \
		>"$TMPDIR/content.json"
}
charter '{"q_recover_min": 3, "recover_wait_s": 0}'
holds "a charter is adopted under which recoveries do not wait" act_do charter.adopt "${both[@]}"
content '{"ground": "a decision", "party": "tr"}'
holds "a party is suspended" act_do party.suspend "${both[@]}"
content '{"from": "2100", "party": "tr"}'
holds "and restored" act_do party.restore "${both[@]}"

# Lost keys: one recovery ripens, one is contested and settled; then a rotation.
dump_make || give_up "the state is dumped while the forum is served"
mapfile -t others < <(cd "$peers" && PYTHONDONTWRITEBYTECODE=1 python3 - "$TMPDIR/dump" <<'PY'
import pathlib
import sys
import state
tables = state.dump_read(pathlib.Path(sys.argv[1]).read_bytes())[1]
codes = sorted(party['code'] for party in tables['party'] if party['category'] != 'none')
print(*[code + '/coordinator' for code in codes if code not in ('kz', 'tr')], sep='\n')
PY
)
recovery() { # PARTY KEYSET
	content '{"coordinator": '"$2"', "evidence": {"len": 3, "sha256":
		"'"$(printf note | sha256sum | cut -d' ' -f1)"'", "type": "application/pdf"}, "party": "'"$1"'"}'
}
recovery tr "$(keyset "$new/tr-1" "$new/tr-2")"
holds "sixteen coordinators begin to recover a party's keys" act_do party.recover "${others[@]:0:16}"
content '{"id": "'"$id"'"}'
holds "another assents: that is a third" act_do act.assent "${others[16]}"
recovery kz "$(keyset "$new/kz-1" "$new/kz-2")"
holds "sixteen recover another's: the first one ripens" act_do party.recover "${others[@]:0:16}"
recovering=$id
charter '{}'
holds "the charter has them wait again" act_do charter.adopt "${both[@]}"
content '{"id": "'"$recovering"'"}'
holds "another assents" act_do act.assent "${others[16]}"
content '{"ground": "by mistake", "party": "kz"}'
holds "its present key contests" act_do party.contest kz/coordinator
content '{"grant": true, "party": "kz"}'
holds "sixteen begin to settle it" act_do party.settle "${others[@]:0:16}"
content '{"id": "'"$id"'"}'
holds "sixteen more" act_do act.assent "${others[@]:16:16}"
holds "the rest of two thirds" act_do act.assent "${others[@]:32:8}"
content '{"coordinator": '"$(keyset "$new/kz-2" "$new/kz-3")"', "party": "kz"}'
holds "the recovered keys are rotated by the next" act_do party.rotate "kz/coordinator=$new/kz-2"
server_stop TERM

state_cases "acts of every kind"
empty=$(sed -n 's/^\([a-z_]*\) 0$/\1/p' "$TMPDIR/state" | tr '\n' ' ')
same "no table is empty but those of meetings, decisions, reports, returns and boards, which random histories fill" \
	"$empty" "tenure conduct document decision ballot report filing institution_seat inquiry "
holds "the program verifies the same record" "$COMITY" verify "$demo"
answers "the entries, folded as acts.md tells it, give the same rows" 0 '' \
	python3 "$peers/fold.py" "$demo/record" "$TMPDIR/dump"
kinds=$(sed -n 's/^kinds //p' "$script_out")
answers "and not those of another state" 1 '^size: ' \
	python3 "$peers/fold.py" "$demo/record" "$TMPDIR/dump-before"
# Random histories make those of meetings, and of silences under other charters.
rare='"silence\.(retract|hold|resume|vote|internal)"'
# No source tells who sits on a board.
of_measures=$(grep -oh 'KIND_[A-Z_]*' "$COMITY_SOURCE/src/cli/founding_measures.c" \
	"$COMITY_SOURCE/src/cli/founding_agreements.c" | grep -v INSTITUTION_SEAT | sort -u | wc -l)
of_texts=$(grep -oE '"kind": "(text|form)\.[a-z]+"' "$COMITY_SOURCE/forums/cica/data/texts.json" | sort -u | wc -l)
same "every kind of act was among them, but those of meetings" "$kinds" \
	"$((of_measures + of_texts + $(sed '/"office.assume"/,$d' "$COMITY_SOURCE/src/codec/kinds.h" | grep -vE "$rare" |
		grep -c '^	X([A-Z_]*, "[a-z.]*", ')))"

# 3. What both must notice. A flipped bit of a dump is either no dump or another state.
cat >"$TMPDIR/flip.py" <<'PY'
import pathlib
import sys
sys.path.insert(0, sys.argv[1])
import record
import state


def survived(data, step, holds):
    return [at for at in range(0, len(data), step)
            if holds(data[:at] + bytes([data[at] ^ 1 << at % 8]) + data[at + 1:])]


def refused(action, *arguments):
    try:
        return action(*arguments)
    except (state.Bad, OSError, ValueError, IndexError):
        return None


def file_survived(name):
    def holds(data):
        path.write_bytes(data)
        return refused(record.record_read, folder) is not None
    path = folder / name
    whole = path.read_bytes()
    found = survived(whole, len(whole) // 13 + 1, holds)
    path.write_bytes(whole)
    return found


def root_stays(data):
    got = refused(state.dump_read, data)
    return got is not None and got[2] == root


dump, folder = pathlib.Path(sys.argv[2]).read_bytes(), pathlib.Path(sys.argv[3])
root = state.dump_read(dump)[2]
record.record_read(folder)
print('dump', *survived(dump, len(dump) // 97 + 1, root_stays))
for name in 'entries.0000.dat', 'commit.log', 'level0.dat', 'level1.dat', 'offsets.dat':
    print(name, *file_survived(name))
PY
PYTHONDONTWRITEBYTECODE=1 python3 "$TMPDIR/flip.py" "$peers" "$TMPDIR/dump" "$demo/record" \
	>"$TMPDIR/flipped" 2>"$script_out" || give_up "bits are flipped"
while read -r file survivors; do
	same "a flipped bit is noticed wherever it is: $file" "$survivors" ""
done <"$TMPDIR/flipped"

# 4. A snapshot, which only larger records have: the benchmarks make one.
name="a snapshot names the roots of the entries and of its own state"
if ninja -C "${COMITY_BUILD:-none}" bench/bench-engine >"$script_out" 2>&1; then
	"$COMITY_BUILD/bench/bench-engine" "$TMPDIR/large" 3000 snapshot >"$script_out" 2>&1
	python3 "$peers/record.py" "$TMPDIR/large/record" >"$script_out" 2>&1
	tree=$(sed -n 's/^root //p' "$script_out")
	python3 "$peers/state.py" snapshot "$TMPDIR/large/record/snapshot.3000" >"$script_out" 2>&1
	same "$name" "$(sed -n 's/^tree //p; s/^state //p' "$script_out")" \
		"$tree"$'\n'"$("$COMITY" state "$TMPDIR/large" | sed -n 's/^state *//p')"
else
	yes "$name # SKIP bench/bench-engine cannot be built here"
fi
script_end
