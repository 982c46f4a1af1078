#!/usr/bin/env bash
# A forum of one's own, from nothing: its log, its founding, its officers, a party whose coordinator
# has two keys and changes them; everything by the command line and ssh-keygen.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

home=$TMPDIR/home keys=$TMPDIR/keys
mkdir -p "$keys"
vkey=$("$COMITY" init "$home" --origin forum.example.org/log) || give_up "init makes a log"
server_start serve "$home"

# key_of NAME: its base64 for acts; the key is made the first time.
key_of() {
	[[ -f $keys/$1 ]] || ssh-keygen -q -N '' -t "${2:-ed25519}" -C "$1" -f "$keys/$1"
	cut -d' ' -f2 "$keys/$1.pub"
}
digest_of() {
	key_of "$1" >/dev/null
	"$COMITY" key show "$keys/$1.pub" | sed -n 's/^digest *//p'
}
# act NAME KIND CONTENT HANDLE:KEY...: composed, signed by each, and sent. The first is the author.
act() {
	local file=$TMPDIR/$1 kind=$2 signer
	printf '%s' "$3" >"$file.json"
	shift 3
	local -a with=()
	for signer in "${@:2}"; do
		with+=(--with "${signer%%:*}")
	done
	"$COMITY" act new "$kind" "$file.json" --by "${1%%:*}" "${with[@]}" --from "$url" --key "$vkey" \
		>"$file" || return 3
	for signer in "$@"; do
		"$COMITY" act sign "$file" --as "${signer%%:*}" --key "$keys/${signer##*:}" || return 3
	done
	"$COMITY" act submit "$file" --to "$url" --key "$vkey"
}
accepted() { # SENTENCE and the act
	local sentence=$1
	shift
	answers "$sentence" 0 'The receipt holds' act act "$@"
}
refused() { # SENTENCE FINDING and the act
	local sentence=$1 finding=$2
	shift 2
	answers "$sentence: $finding" 1 "^  $finding \(rule" act act "$@"
}

officers=''
for number in 1 2 3; do
	officers+="${officers:+,}{\"handle\":\"secretariat/officer-$number\",\"keys\":[{\"key\":\"$(key_of o$number)\"}]}"
done
charter=$(python3 -c '
import json, sys
charter = json.load(open(sys.argv[1]))
print(json.dumps(charter, ensure_ascii=False))' "$COMITY_SOURCE/forums/cica/charter.json")
founding() { # LOG THRESHOLD
	printf '{"charter":%s,"log":"%s","officers":[%s],"officers_threshold":%s,
"types":["ssh-ed25519","ecdsa-sha2-nistp256"]}' "$charter" "$1" "$officers" "$2"
}
o1=secretariat/officer-1:o1 o2=secretariat/officer-2:o2 o3=secretariat/officer-3:o3

# Before and at the founding.
key_of stranger >/dev/null
release='{"code":"first","issued":"2026-03-01","issuer":{"en":"The Secretariat"},"kind":"statement",
"versions":[{"lang":"en","text":"The forum is founded."}]}'
refused "nobody acts before the founding" handle-unknown release.publish "$release" "$o1"
refused "a founding names this log" log-key-invalid forum.found \
	"$(founding "$("$COMITY" init "$TMPDIR/other" --origin other.example.org/log)" 2)" "$o1" "$o2" "$o3"
refused "no threshold above the number of officers" threshold-impossible forum.found \
	"$(founding "$vkey" 9)" "$o1" "$o2" "$o3"
refused "fewer officers than they themselves demand found nothing" threshold-missing forum.found \
	"$(founding "$vkey" 2)" "$o1"
whole=$charter charter=${charter/'"categories"'/'"categorie"'}
refused "a charter that breaks its form is no charter" charter-invalid forum.found \
	"$(founding "$vkey" 2)" "$o1" "$o2" "$o3"
charter=$whole
accepted "three officers found the forum" forum.found "$(founding "$vkey" 2)" "$o1" "$o2" "$o3"
refused "it is founded once" already-founded forum.found "$(founding "$vkey" 1)" "$o1" "$o2" "$o3"
accepted "an officer publishes for the forum" release.publish "$release" "$o1"

# A party, whose coordinator has two keys and needs both.
keyset() { # KEYS NEXT THRESHOLD, names separated by spaces
	local name list='' next=''
	for name in $1; do list+="${list:+,}{\"key\":\"$(key_of "$name")\"}"; done
	next=$(for name in $2; do digest_of "$name"; done | sort | sed 's/.*/"&"/' | paste -sd,)
	printf '{"keys":[%s],"next":[%s],"threshold":%s}' "$list" "$next" "$3"
}
party() { # CODE KEYSET
	printf '{"category":"member","code":"%s","coordinator":%s,"from":"2026-01-01","kind":"state",
"names":{"en":"A coastal state"}}' "$1" "$2"
}
ka=aa/coordinator:ka kb=aa/coordinator:kb na=aa/coordinator:na nb=aa/coordinator:nb
set1=$(keyset 'ka kb' 'na nb' 2)
refused "one officer's key does not count twice" key-used party.admit \
	"$(party aa "$(keyset 'o1 kb' 'na nb' 2)")" "$o1" "$o2"
accepted "two officers admit a party" party.admit "$(party aa "$set1")" "$o1" "$o2"
accreditation() { # HANDLE KEY
	printf '{"delegate":"%s","keys":[{"key":"%s"}],"powers":["publish"]}' "$1" "$(key_of "$2")"
}
d1=aa/delegate-1:d1
content=$(accreditation aa/delegate-1 d1)
refused "the Secretariat accredits nobody" secretariat-cannot-accredit delegate.accredit \
	"$content" "$o1" "$d1" "$o2"
refused "a party needs its coordinator" coordinator-only delegate.accredit "$content" "$d1"
accepted "both keys of the coordinator accredit a delegate" delegate.accredit "$content" \
	"$ka" "$kb" "$d1"
own='{"code":"of-the-state","issued":"2026-03-02","issuer":{"en":"The Ministry"},"kind":"statement",
"party":"aa","versions":[{"lang":"en","text":"We are glad."}]}'
accepted "she publishes for her state" release.publish "$own" "$d1"

# The coordinator's keys change to those that were committed before.
refused "other keys than those committed do not take over" rotation-needs-next-key party.rotate \
	"{\"coordinator\":$(keyset 'xa xb' 'ya yb' 2),\"party\":\"aa\"}" \
	aa/coordinator:xa aa/coordinator:xb
rotation="{\"coordinator\":$(keyset 'na nb' 'ya yb' 2),\"party\":\"aa\"}"
accepted "the keys committed as next take over" party.rotate "$rotation" "$na" "$nb"
content=$(accreditation aa/delegate-2 d2)
refused "the old keys act no more" key-not-accredited delegate.accredit "$content" \
	"$ka" "$kb" aa/delegate-2:d2
accepted "the new ones do" delegate.accredit "$content" "$na" "$nb" aa/delegate-2:d2
accepted "what was signed before stays: the delegate still acts" release.publish \
	"${own/of-the-state/again}" "$d1"
accepted "she is dismissed by the new keys" delegate.dismiss '{"delegate":"aa/delegate-1"}' \
	"$na" "$nb"
refused "and acts no more" handle-dismissed release.publish "${own/of-the-state/late}" "$d1"

# The Secretariat's own officers.
key_of o4 >/dev/null
accepted "two officers name a fourth, who signs too" officer.name \
	"{\"keys\":[{\"key\":\"$(key_of o4)\"}],\"officer\":\"secretariat/officer-4\"}" \
	"$o1" "$o2" secretariat/officer-4:o4
accepted "an officer's term ends" officer.end \
	'{"ground":"Her term is over.","officer":"secretariat/officer-1"}' "$o2" "$o3"
refused "after that she acts no more" handle-dismissed release.publish \
	"${release/first/second}" "$o1"

# All of it holds for whoever comes later.
state=$("$COMITY" state --json "$home")
answers "the record verifies under the key that init printed" 0 '^Verified: 11 entries' \
	"$COMITY" verify --key "$vkey" "$url"
server_stop KILL
answers "and after a kill -9" 0 '^Verified: 11 entries' "$COMITY" verify "$home"
server_start serve "$home"
server_stop TERM
same "with the same state" "$("$COMITY" state --json "$home")" "$state"
script_end
