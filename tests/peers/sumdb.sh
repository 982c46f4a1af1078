#!/usr/bin/env bash
# Go's checksum database and OpenSSL verify a log over HTTP, and refuse a changed one.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

sumdb=$TMPDIR/sumdb
if ! GO111MODULE=off GOPATH=/usr/share/gocode GOFLAGS='' go build -o "$sumdb" \
	"$COMITY_SOURCE/tests/peers/sumdb/sumdb.go" >"$script_out" 2>&1; then
	give_up "the program over golang.org/x/mod builds"
fi
demo=$TMPDIR/demo
demo_make "$demo"
size=$(sed -n 2p "$demo/record/checkpoint")
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
vkey=$(curl -sf "$url/log/key")
old=$("$sumdb" tree "$url/log" "$vkey" 2>"$script_out") || old=''
same "sumdb verifies checkpoint, tiles and the inclusion of every entry" "${old%% *}" "$size"

# The note's signature with OpenSSL: key and signature are base64, after a type and a key id.
note_openssl() { # NOTE VKEY
	local text=$TMPDIR/note.text der=$TMPDIR/note.der sig=$TMPDIR/note.sig
	sed '/^$/,$d' "$1" >"$text"
	{
		printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'
		cut -d+ -f3- <<<"$2" | base64 -d | tail -c 32
	} >"$der"
	grep '^— ' "$1" | head -n 1 | cut -d' ' -f3 | base64 -d | tail -c 64 >"$sig"
	openssl pkeyutl -verify -pubin -keyform DER -inkey "$der" -rawin -in "$text" -sigfile "$sig"
}
curl -sf "$url/log/checkpoint" >"$TMPDIR/note"
holds "openssl pkeyutl verifies the checkpoint's signature" note_openssl "$TMPDIR/note" "$vkey"
sed "2s/$size/$((size - 1))/" "$TMPDIR/note" >"$TMPDIR/note.other"
answers "openssl refuses a checkpoint of another size" 1 'Failure' \
	note_openssl "$TMPDIR/note.other" "$vkey"

# Growth: more acts, then consistency between the sizes; each receipt holds for its entry.
publish() { # CODE
	printf '{"code":"%s","issued":"2026-03-01","issuer":{"en":"The Ministry"},"kind":"statement",
"party":"kz","versions":[{"lang":"en","text":"It stands."}]}' "$1" >"$TMPDIR/content.json"
	"$COMITY" act new release.publish "$TMPDIR/content.json" --by kz/delegate-1 --from "$url" \
		>"$TMPDIR/act.$1" &&
		"$COMITY" act sign "$TMPDIR/act.$1" --key "$(demo_key kz/delegate-1)" &&
		"$COMITY" act submit "$TMPDIR/act.$1" --to "$url"
}
wrong='' before=$old
for ((i = 1; i <= 12; i++)); do
	publish "statement-$i" >"$script_out" 2>&1 || wrong+=" act-$i"
	# shellcheck disable=SC2086 # size and root are two words
	now=$("$sumdb" grown "$url/log" "$vkey" $before 2>>"$script_out") || wrong+=" step-$i"
	# shellcheck disable=SC2086
	"$sumdb" grown "$url/log" "$vkey" $old >/dev/null 2>>"$script_out" || wrong+=" all-$i"
	"$COMITY" act show $((size - 1 + i)) --from "$url" >"$TMPDIR/entry" 2>>"$script_out"
	"$sumdb" receipt "$TMPDIR/act.statement-$i.receipt" "$TMPDIR/entry" "$vkey" \
		>>"$script_out" 2>&1 || wrong+=" receipt-$i"
	before=$now
done
same "sumdb proves each size consistent with the one before and with the first" "$wrong" ""
same "the log has grown by the twelve acts" "${now%% *}" $((size + 12))
holds "sumdb verifies the grown log whole" "$sumdb" tree "$url/log" "$vkey"
answers "a receipt does not hold for another entry" 1 'tlog|invalid' \
	"$sumdb" receipt "$TMPDIR/act.statement-1.receipt" "$TMPDIR/entry" "$vkey"
answers "a root that never was is no earlier size of the log" 1 '' \
	"$sumdb" grown "$url/log" "$vkey" "$size" "${now##* }"
server_stop TERM

# The export, served by another server; then with one bit changed in a tile or a bundle.
"$COMITY" export "$demo" "$TMPDIR/site/log" >"$script_out" 2>&1 || give_up "the log is exported"
site_start() {
	python3 -u -m http.server --bind 127.0.0.1 --directory "$TMPDIR/site" 0 \
		>"$TMPDIR/site.out" 2>/dev/null &
	server_pid=$!
	for ((i = 0; i < 100; i++)); do
		url=$(sed -n 's|.*(\(http://[^/]*\)/).*|\1|p' "$TMPDIR/site.out")
		[[ -z $url ]] || return 0
		sleep 0.1
	done
	give_up "a server of files starts" "$TMPDIR/site.out"
}
site_start
holds "sumdb verifies the exported files behind another server" "$sumdb" tree "$url/log" "$vkey"
survived='' tried=0
while read -r file; do
	bytes=$(stat -c %s "$file")
	for at in 0 $((bytes / 2)) $((bytes - 1)); do
		cp "$file" "$TMPDIR/kept"
		python3 - "$file" "$at" <<'PY'
import sys
data = bytearray(open(sys.argv[1], 'rb').read())
data[int(sys.argv[2])] ^= 0x10
open(sys.argv[1], 'wb').write(data)
PY
		tried=$((tried + 1))
		! "$sumdb" tree "$url/log" "$vkey" >/dev/null 2>&1 || survived+=" $file:$at"
		mv "$TMPDIR/kept" "$file"
	done
done < <(find "$TMPDIR/site/log/tile" "$TMPDIR/site/log/checkpoint" -type f | sort)
same "a bit changed in any exported file is refused ($tried tries)" "$survived" ""
holds "put right again, the files verify" "$sumdb" tree "$url/log" "$vkey"
script_end
