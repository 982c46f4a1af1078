#!/usr/bin/env bash
# OpenSSH alone verifies every act of the record, and its keys can act.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

command -v ssh-keygen >/dev/null || give_up "ssh-keygen is installed"
demo=$TMPDIR/demo
demo_make "$demo"
size=$("$COMITY" state --json "$demo" | python3 -c 'import json,sys; print(json.load(sys.stdin)["size"])')

# Verifies each signature in the folder by the command that `act show` printed.
folder_verify() {
	local folder=$1 line
	while read -r line; do
		bash -c "$line" >>"$folder/said" 2>&1 || return 1
		signatures=$((signatures + 1))
	done <"$folder/commands"
	[[ -s $folder/commands ]]
}

# 1. Every act, by the files that `comity act show --sshsig` writes.
signatures=0 bad=''
: >"$script_out"
for ((i = 0; i < size; i++)); do
	folder=$TMPDIR/acts/$i
	mkdir -p "$TMPDIR/acts"
	"$COMITY" act show "$i" --from "$demo" --sshsig "$folder" >"$TMPDIR/commands" 2>>"$script_out" &&
		mv "$TMPDIR/commands" "$folder/commands" && folder_verify "$folder" || bad+=" $i"
done
same "ssh-keygen verifies every act of the record ($size)" "$bad" ""
founding=$(wc -l <"$TMPDIR/acts/0/commands")
same "the founding act has the signatures of all three officers" "$founding" 3
if ((signatures >= size + 2)); then
	yes "every line of signature is verified, co-signers' too ($signatures)"
else
	no "every line of signature is verified, co-signers' too"
fi

# 2. A changed byte, another act's signature, another signer's name, another namespace: no.
verify_by_hand() { # FOLDER HANDLE [NAMESPACE]
	ssh-keygen -Y verify -f "$1/allowed_signers" -I "$2" -n "${3:-comity-act-v1}" \
		-s "$1/act.1.sig" <"$1/act"
}
author_of() { sed -n 's/.*"by":"\([^"]*\)".*/\1/p' "$1/act"; }
byte_flip() { # FILE OFFSET
	python3 - "$1" "$2" <<'PY'
import sys
path, at = sys.argv[1], int(sys.argv[2])
with open(path, 'r+b') as f:
    f.seek(at)
    byte = f.read(1)[0]
    f.seek(at)
    f.write(bytes([byte ^ 1]))
PY
}
copy=$TMPDIR/changed survived=''
bytes=$(stat -c %s "$TMPDIR/acts/9/act")
author=$(author_of "$TMPDIR/acts/9")
for ((at = 0; at < bytes; at += 1 + bytes / 40)); do
	rm -rf "$copy"
	cp -r "$TMPDIR/acts/9" "$copy"
	byte_flip "$copy/act" "$at"
	! verify_by_hand "$copy" "$author" >/dev/null 2>&1 || survived+=" $at"
done
same "an act with one bit changed, wherever, does not verify" "$survived" ""
rm -rf "$copy"
cp -r "$TMPDIR/acts/9" "$copy"
cp "$TMPDIR/acts/8/act" "$copy/act"
answers "the signature of one act does not verify another" 255 'incorrect signature|not verify' \
	verify_by_hand "$copy" "$author"
answers "nor under another signer's name" 255 '' verify_by_hand "$TMPDIR/acts/9" kz/delegate-2
answers "nor in another namespace" 255 '' verify_by_hand "$TMPDIR/acts/9" "$author" git

# 3. By hand, with nothing of ours: docs/format/acts.md. The signers come from the server.
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
curl -sf "$url/allowed_signers" >"$TMPDIR/allowed_signers"
recipe() {
	"$COMITY" act show "$1" --from "$url" >"$TMPDIR/entry" || return 1
	(
		cd "$TMPDIR" || exit 1
		sed -n 2,4p entry >act
		{
			echo '-----BEGIN SSH SIGNATURE-----'
			sed -n 6p entry | cut -d' ' -f2
			echo '-----END SSH SIGNATURE-----'
		} >act.sig
		ssh-keygen -Y verify -f allowed_signers -I "$(sed -n 6p entry | cut -d' ' -f1)" \
			-n comity-act-v1 -s act.sig <act
	)
}
wrong=''
for ((i = 0; i < size; i += 17)); do
	recipe "$i" >>"$script_out" 2>&1 || wrong+=" $i"
done
same "the recipe of sed, cut and ssh-keygen verifies acts over the network" "$wrong" ""

# 4. Keys that ssh-keygen made, accredited as further delegates, publish releases.
key_type_case() { # NAME HANDLE ssh-keygen-options...
	local name=$1 handle=$2 dir=$TMPDIR/$1
	shift 2
	mkdir -p "$dir"
	ssh-keygen -q -N '' -C "$name" -f "$dir/key" "$@" || return 1
	local blob
	blob=$("$COMITY" key show "$dir/key.pub" | sed -n 's/^key *//p')
	printf '{"delegate":"%s","keys":[{"key":"%s"}],"powers":["publish"]}' "$handle" "$blob" \
		>"$dir/accredit.json"
	"$COMITY" act new delegate.accredit "$dir/accredit.json" --by kz/coordinator \
		--with "$handle" --from "$url" >"$dir/accredit" &&
		"$COMITY" act sign "$dir/accredit" --key "$(demo_key kz/coordinator)" &&
		"$COMITY" act sign "$dir/accredit" --as "$handle" --key "$dir/key" &&
		"$COMITY" act submit "$dir/accredit" --to "$url" || return 1
	cat >"$dir/release.json" <<JSON
{"code": "statement-$name", "issued": "2026-03-01", "kind": "statement", "party": "kz",
 "issuer": {"en": "Ministry of Foreign Affairs"},
 "versions": [{"lang": "en", "title": "A statement signed with $name", "text": "It stands."}]}
JSON
	"$COMITY" act new release.publish "$dir/release.json" --by "$handle" --from "$url" \
		>"$dir/release" &&
		"$COMITY" act sign "$dir/release" --key "$dir/key" &&
		"$COMITY" act check "$dir/release" &&
		"$COMITY" act submit "$dir/release" --to "$url" || return 1
	curl -sf "$url/allowed_signers" >"$TMPDIR/allowed_signers" &&
		recipe "$(sed -n 's/^index //p' "$dir/release.receipt")" || return 1
	curl -sf "$url/api/releases/statement-$name" | grep -q "signed with $name"
}
holds "a key of type ed25519 is accredited and publishes" \
	key_type_case ed25519 kz/delegate-11 -t ed25519
holds "the server names the new key to ssh-keygen" \
	grep -q '^kz/delegate-11 namespaces="comity-act-v1" ssh-ed25519 ' "$TMPDIR/allowed_signers"
holds "a key of type ecdsa-p256 is accredited and publishes" \
	key_type_case ecdsa kz/delegate-12 -t ecdsa -b 256
holds "a key of type rsa is accredited and publishes" \
	key_type_case rsa kz/delegate-13 -t rsa -b 3072
answers "a key of type ecdsa-p384 is refused, by name" 1 'E_KEY_TYPE' \
	key_type_case p384 kz/delegate-14 -t ecdsa -b 384
server_stop TERM
holds "the record with keys of every type verifies" "$COMITY" verify "$demo"
script_end
