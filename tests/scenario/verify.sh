#!/usr/bin/env bash
# `comity verify` says yes to a good record wherever it lies, and no to every damage and every breach
# of the rules, and says where.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

forge=$COMITY_SOURCE/tests/scenario/forge.py
demo=$TMPDIR/demo
demo_make "$demo"

act_make() { # FILE HANDLE CODE [BASE]
	printf '{"code":"%s","issued":"2026-03-01","issuer":{"en":"A ministry"},"kind":"statement",
"party":"kz","versions":[{"lang":"en","text":"It stands."}]}' "$3" >"$TMPDIR/content.json"
	local -a from=(--from "$demo")
	[[ -z ${4:-} ]] || from=(--origin "${vkey%%+*}" --base "$4")
	"$COMITY" act new release.publish "$TMPDIR/content.json" --by "$2" "${from[@]}" >"$1" &&
		"$COMITY" act sign "$1" --key "$(demo_key "$2")" >/dev/null
}

# Yes: a folder, a server, files behind any web server; all three name the same root and state.
answers "a record on this machine verifies" 0 '^Verified: 545 entries' "$COMITY" verify "$demo"
cp "$script_out" "$TMPDIR/verified"
answers "so does its folder without the log's key" 0 '^Verified: 545 entries' \
	"$COMITY" verify "$demo/record"
server_start serve "$demo"
vkey=$(curl -sf "$url/log/key")
answers "so does a record over the network" 0 '^Verified: 545 entries' "$COMITY" verify "$url"
answers "and under a key that one knows" 0 '^Verified: 545 entries' \
	"$COMITY" verify --key "$vkey" "$url"
answers "and while it is being served" 0 '^Verified: 545 entries' "$COMITY" verify "$demo"
forum=$(sed -n 's/^ *forum *//p' "$TMPDIR/verified")
answers "and as the forum that one knows" 0 '^Verified: 545 entries' \
	"$COMITY" verify --forum "$forum" "$url"
answers "not under another key" 1 'E_LOG_SIG' \
	"$COMITY" verify --key "$("$COMITY" init "$TMPDIR/other" --origin "${vkey%%+*}")" "$url"
answers "not as another forum" 1 'another forum' \
	"$COMITY" verify --forum "${forum//[0-9]/a}" "$url"
server_stop TERM
"$COMITY" export "$demo" "$TMPDIR/site/log" >"$script_out" 2>&1 || give_up "the log is exported"
python3 -u -m http.server --bind 127.0.0.1 --directory "$TMPDIR/site" 0 \
	>"$TMPDIR/site.out" 2>/dev/null &
server_pid=$!
for ((i = 0; i < 100; i++)); do
	url=$(sed -n 's|.*(\(http://[^/]*\)/).*|\1|p' "$TMPDIR/site.out")
	[[ -z $url ]] || break
	sleep 0.1
done
answers "so does an export behind another web server" 0 '^Verified: 545 entries' \
	"$COMITY" verify "$url"
same "root, state and forum are the same there" "$(grep -E '^ +(root|state|forum)' "$script_out")" \
	"$(grep -E '^ +(root|state|forum)' "$TMPDIR/verified")"
site=$url
server_keep=$server_pid server_pid=''
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
cp -r "$demo" "$TMPDIR/short"
act_make "$TMPDIR/more" kz/delegate-2 one-more
"$COMITY" act submit "$TMPDIR/more" --to "$url" >"$script_out" 2>&1
holds "an export is brought up to date in its place" "$COMITY" export "$demo" "$TMPDIR/site/log"
server_stop TERM
server_pid=$server_keep url=$site
answers "and verifies as before" 0 '^Verified: 546 entries' "$COMITY" verify "$url"
answers "another log is not exported into it" 1 "is another log's" \
	"$COMITY" export "$TMPDIR/other" "$TMPDIR/site/log"
last=$TMPDIR/site/log/tile/entries/002.p/34
cp "$last" "$TMPDIR/kept"
printf '\0\1x' >>"$last"
answers "a bundle with more in it than it should have does not" 1 'E_BUNDLE' "$COMITY" verify "$url"
mv "$TMPDIR/kept" "$last"
printf '\033]0;all is well\007\377\n' >"$TMPDIR/site/log/key"
"$COMITY" act show 5 --from "$url" >"$TMPDIR/said" 2>&1
holds "what a server sends cannot write on the terminal" grep -qx \
	'comity: "?]0;all is well??" is no verifier key' "$TMPDIR/said"
printf '%s' "$vkey" >"$TMPDIR/site/log/key"
rm -rf "$demo"
mv "$TMPDIR/short" "$demo"
answers "the files verify without any server" 0 '^Verified: 546 entries' \
	"$COMITY" verify --key "$vkey" "$TMPDIR/site"
answers "an act's receipt is made from them" 0 'receipt holds: entry 5 ' bash -c "
	cd '$TMPDIR' && '$COMITY' act show 5 --from site/log --receipt five.receipt >five &&
	'$COMITY' proof --check five.receipt --entry five --key '$vkey'"
rm "$TMPDIR/site/log/tile/entries/000"
answers "without one of them they do not" 1 'tile/entries/000' "$COMITY" verify "$TMPDIR/site"
answers "an export without one of its files does not" 1 'tile/entries/000|E_BUNDLE' \
	"$COMITY" verify "$url"
server_stop TERM
answers "nor does a server that is not there" 1 'comity: .+' "$COMITY" verify "$url"
answers "nor a folder that is none" 1 'comity: .+' "$COMITY" verify "$TMPDIR/nowhere"

# JSON for programs.
json_reads() { # PYTHON-CONDITION COMMAND...
	local condition=$1
	shift
	"$@" >"$TMPDIR/json" 2>"$script_out"
	python3 -c "
import json, sys
j = json.load(open(sys.argv[1]))
sys.exit(0 if $condition else 1)" "$TMPDIR/json"
}
holds "--json of a good record is JSON, with size, root and state" json_reads \
	"j['verified'] is True and j['size'] == 545 and len(j['root']) == len(j['state']) == 64 \
and 'error' not in j" "$COMITY" verify --json "$demo"

# A bar on a terminal, and nothing of it elsewhere.
script -qec "$COMITY verify $demo" /dev/null >"$TMPDIR/terminal" 2>&1
holds "on a terminal there is a bar" grep -q '\[#.*100 %' "$TMPDIR/terminal"
"$COMITY" verify "$demo" >/dev/null 2>"$script_out"
same "elsewhere standard error stays empty" "$(cat "$script_out")" ""

# One bit, anywhere in any file of the record.
copy=$TMPDIR/copy
cp -r "$demo" "$copy"
damage_case() { # FILE TRIES PATTERN
	local tries=$(($2 * (${COMITY_LONG:+20} + 0) + $2))
	same "a changed bit in $1 is found and named ($tries tries)" \
		"$(python3 "$forge" --damage "$COMITY" "$copy" "$1" "$tries" "$3" 2>&1)" ""
}
damage_case entries.0000.dat 16 '^Entry [0-9]+ does not hold|E_SLOT|entries'
damage_case commit.log 8 'commit\.log|E_SLOT: a checkpoint of 545'
damage_case level0.dat 8 'level0\.dat'
damage_case level1.dat 4 'level1\.dat'
damage_case offsets.dat 4 'offsets\.dat'
damage_case signed.slot 8 'signed\.slot'
damage_case checkpoint 6 'checkpoint'
rm -rf "$copy"
cp -r "$demo" "$copy"
truncate -s -1 "$copy/record/entries.0000.dat"
answers "a record without its last byte does not verify" 1 'E_SLOT' "$COMITY" verify "$copy"
rm -rf "$copy"
cp -r "$demo" "$copy"
rm "$copy"/record/{level0.dat,level1.dat,offsets.dat,checkpoint}
answers "one without its derived files does" 0 '^Verified: 545 entries' "$COMITY" verify "$copy"
rm -rf "$copy"
cp -r "$demo" "$copy"
rm "$copy/record/signed.slot"
answers "a copy without its slot is read by its checkpoint" 0 '^Verified: 545 entries' "$COMITY" verify "$copy"
answers "an act is found in it" 0 '"act":' "$COMITY" act show 5 --from "$copy"
answers "and nothing may be written to it" 1 'E_SLOT: signed\.slot' "$COMITY" serve "$copy" --port 0
rm "$copy/record/checkpoint"
answers "without a checkpoint either it is not believed" 1 'E_SLOT: neither' "$COMITY" verify "$copy"

# A host who owns the log key and records what the rules refuse: the tree is right, and signed.
breach() { # SENTENCE PATTERN FILE [RECEIVED]
	local sentence=$1 pattern=$2
	rm -rf "$copy"
	cp -r "$demo" "$copy"
	shift 2
	if ! python3 "$forge" "$copy" "$@" >"$script_out" 2>&1; then
		no "$sentence"
		return
	fi
	answers "$sentence" 1 "$pattern" "$COMITY" verify "$copy"
}
act_make "$TMPDIR/good" kz/delegate-1 a-new-one
rm -rf "$copy"
cp -r "$demo" "$copy"
python3 "$forge" "$copy" "$TMPDIR/good" >"$script_out" 2>&1
answers "what the rules allow verifies, whoever appends and signs" 0 '^Verified: 546 entries' \
	"$COMITY" verify "$copy"
act_make "$TMPDIR/other-party" tr/delegate-1 another
breach "a delegate's act for another party is found" \
	'acts-for-other-party, rule 13\.6' "$TMPDIR/other-party"
same "with the entry, its kind and its author" "$(head -n 1 "$script_out")" \
	'Entry 545 does not hold: release.publish by tr/delegate-1.'
holds "--json names the error and where" json_reads \
	"j['verified'] is False and j['error'] == 'E_RULES' and j['size'] == 545" \
	"$COMITY" verify --json "$copy"
act_make "$TMPDIR/used" kz/delegate-1 press-comment-2016-04-27
breach "a code used twice is found" 'code-used, rule 13\.5' "$TMPDIR/used"
act_make "$TMPDIR/alone" kz/delegate-1 needless # which leaves its content
"$COMITY" act new release.publish "$TMPDIR/content.json" --by kz/delegate-1 --with tr/delegate-1 \
	--from "$demo" >"$TMPDIR/needless" 2>"$script_out"
"$COMITY" act sign "$TMPDIR/needless" --key "$(demo_key kz/delegate-1)" >>"$script_out" 2>&1
"$COMITY" act sign "$TMPDIR/needless" --as tr/delegate-1 --key "$(demo_key tr/delegate-1)" \
	>>"$script_out" 2>&1
breach "a signer without a part in it is found, and named" \
	'signer-needless, rule 13: .* tr/delegate-1$' "$TMPDIR/needless"
sed 's/kz\/delegate-1/kz\/delegate-9/' "$TMPDIR/good" >"$TMPDIR/nobody"
ssh-keygen -q -N '' -t ed25519 -f "$TMPDIR/stranger"
sed '/^$/,$d' "$TMPDIR/nobody" >"$TMPDIR/nobody.new"
"$COMITY" act sign "$TMPDIR/nobody.new" --key "$TMPDIR/stranger" >"$script_out" 2>&1
breach "a handle that nobody was given is found" 'handle-unknown, rule 13\.1' "$TMPDIR/nobody.new"
sed '3s/It stands/It falls/' "$TMPDIR/good" >"$TMPDIR/unsigned"
breach "a text that was never signed is found" 'E_SIG' "$TMPDIR/unsigned"
breach "a time before the entry before is found" 'E_TIME' "$TMPDIR/good" 1000
act_make "$TMPDIR/base" kz/delegate-1 based \
	"100:$(printf 'another log' | sha256sum | cut -d' ' -f1)"
breach "a base that the log never had is found" 'E_BASE' "$TMPDIR/base"
"$COMITY" act show 544 --from "$demo" | tail -n +2 >"$TMPDIR/again"
breach "an act recorded twice is found" 'E_DUPLICATE' "$TMPDIR/again"

# While acts come in.
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
for ((i = 0; i < 40; i++)); do
	act_make "$TMPDIR/act.$i" kz/delegate-1 "busy-$i"
done
(
	for ((i = 0; i < 40; i++)); do
		curl -s -H 'Content-Type: text/plain; charset=utf-8' --data-binary "@$TMPDIR/act.$i" \
			"$url/acts" >/dev/null
	done
	touch "$TMPDIR/sent"
) &
failures='' rounds=0
while [[ ! -e $TMPDIR/sent ]] && ((rounds < 100)); do
	rounds=$((rounds + 1))
	for where in "$demo" "$url"; do
		"$COMITY" verify "$where" >"$script_out" 2>&1 || failures+="$(head -n 1 "$script_out"); "
	done
done
same "a record verifies while acts come in, as folder and over the network ($rounds times)" \
	"$failures" ''
wait %2 2>/dev/null
answers "and when they are all there" 0 '^Verified: 585 entries' "$COMITY" verify "$url"
script_end
