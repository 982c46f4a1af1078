#!/usr/bin/env bash
# A record's files and its state, read by programs written from docs/format alone: state.py and
# record.py compute every leaf, root and state root anew.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

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

# 2. Acts that fill the tables that a peaceful forum leaves empty.
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"

# act_do KIND BY [WITH...]: composed from $TMPDIR/content.json, signed by all of them, sent; sets id.
act_do() {
	local kind=$1 by=$2 act=$TMPDIR/act signer
	shift 2
	local -a with=()
	for signer in "$@"; do with+=(--with "$signer"); done
	"$COMITY" act new "$kind" "$TMPDIR/content.json" --by "$by" "${with[@]}" --from "$url" \
		>"$act" || return 1
	id=$(sha256sum <"$act" | cut -d' ' -f1)
	for signer in "$by" "$@"; do
		"$COMITY" act sign "$act" --as "$signer" --key "$(demo_key "$signer")" || return 1
	done
	"$COMITY" act submit "$act" --to "$url"
}
content() { printf '%s\n' "$1" >"$TMPDIR/content.json"; }
release() {
	content '{"code": "'"$1"'", "issued": "2026-03", "kind": "statement", "party": "kz",
		"issuer": {"en": "Ministry"}, "versions": [{"lang": "ru", "title": "Заявление"},
		{"lang": "en", "title": "A statement", "text": "It \"stands\".\n"}]}'
}
key_blob() { "$COMITY" key show "$1" | sed -n 's/^key *//p'; }
digest() { "$COMITY" key show "$1" | sed -n 's/^digest *//p'; }

# The index that a receipt gives.
receipt_index() { sed -n 's/^index //p' "$TMPDIR/act.receipt"; }

for verb in confirm disavow; do
	release "statement-$verb"
	holds "a delegate publishes" act_do release.publish kz/delegate-1
	content '{"entry": '"$(receipt_index)"', "id": "'"$id"'"}'
	holds "her coordinator does $verb" act_do "act.$verb" kz/coordinator
done

mkdir "$TMPDIR/new"
for name in officer key next; do
	ssh-keygen -q -t ed25519 -N '' -f "$TMPDIR/new/$name"
done
ln -s ../new/officer "$TMPDIR/keys/secretariat-officer-9"
content '{"keys": [{"key": "'"$(key_blob "$TMPDIR/new/officer.pub")"'"}],
	"officer": "secretariat/officer-9"}'
holds "one officer names another: the act waits" \
	act_do officer.name secretariat/officer-1 secretariat/officer-9
content '{"id": "'"$id"'"}'
holds "a second officer assents" act_do act.assent secretariat/officer-2

content '{"coordinator": {"keys": [{"key": "'"$(key_blob "$TMPDIR/new/key.pub")"'"}],
	"next": ["'"$(digest "$TMPDIR/new/next.pub")"'"], "threshold": 1},
	"evidence": {"len": 3, "sha256": "'"$(printf note | sha256sum | cut -d' ' -f1)"'",
	"type": "application/pdf"}, "party": "kz"}'
mapfile -t others < <(cd "$peers" && PYTHONDONTWRITEBYTECODE=1 python3 - "$TMPDIR/dump" <<'PY'
import pathlib
import sys
import state
tables = state.dump_read(pathlib.Path(sys.argv[1]).read_bytes())[1]
codes = sorted(party['code'] for party in tables['party'] if party['category'] != 'none')
print(*[code + '/coordinator' for code in codes if code != 'kz'][:32], sep='\n')
PY
)
holds "sixteen coordinators begin to recover a party's keys" act_do party.recover "${others[@]:0:16}"
content '{"id": "'"$id"'"}'
holds "as many assent as a third needs" act_do act.assent "${others[@]:16:16}"
server_stop TERM

state_cases "every table used"
empty=$(sed -n 's/^\([a-z_]*\) 0$/\1/p' "$TMPDIR/state" | tr '\n' ' ')
same "no table is empty" "$empty" ""
holds "the program verifies the same record" "$COMITY" verify "$demo"

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
