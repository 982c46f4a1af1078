#!/usr/bin/env bash
# POST /acts: one act and batches, receipts, refusals, the same act again, both languages. TAP.
set -uo pipefail
tmp=${TMPDIR:-/tmp}
comity=${COMITY:?the program}
base='' failed=0

check() { # check NAME COMMAND...
	local name=$1
	shift
	if "$@"; then
		printf 'ok - %s\n' "$name"
	else
		printf 'not ok - %s\n' "$name"
		failed=1
	fi
}

serve() {
	: >"$tmp/out"
	"$comity" demo --dir "$tmp/demo" --forum "${COMITY_SOURCE:-.}/forums/cica" --port 0 >"$tmp/out" 2>"$tmp/err" &
	server=$!
	for _ in $(seq 300); do
		base=$(sed -n 's!^Serving on \(http://[^/]*\)/.*!\1!p' "$tmp/out")
		[[ -z $base ]] || return 0
		sleep 0.1
	done
	printf 'Bail out! the server does not start: %s\n' "$(tail -n 3 "$tmp/err")"
	exit 1
}
trap 'kill "$server" 2>/dev/null' EXIT
serve

# status FILE TYPE [path, curl's options]: lodges the file; the answer is in $tmp/body.
status() {
	local file=$1 type=$2 path=${3:-/acts}
	: >"$tmp/body"
	curl -s -m 30 -D "$tmp/head" -o "$tmp/body" -w '%{http_code}' -H "Content-Type: $type" \
		"${@:4}" --data-binary "@$file" "$base$path"
}
text='text/plain; charset=utf-8'
member() { # member NAME [line]: of the answer's JSON
	python3 -c 'import json,sys
value = json.loads(open(sys.argv[1]).read().split("\n")[int(sys.argv[3])]).get(sys.argv[2])
print(json.dumps(value) if isinstance(value, (list, dict)) else value)' "$tmp/body" "$1" "${2:-0}"
}

sign() { # sign FILE HANDLE: with the key that the demonstration gives this role
	local key=$tmp/key-${2//\//-}
	[[ -s $key ]] || { "$comity" key demo "$2" >"$key" && chmod 600 "$key"; }
	"$comity" act sign --as "$2" --key "$key" "$1" >/dev/null
}
release() { # release NAME: a signed submission by kz's delegate, in $tmp/NAME
	printf '{"code":"%s","issued":"2016-04-28","issuer":{"en":"A ministry"},"kind":"comment","party":"kz","versions":[{"lang":"en","text":"%s","title":"%s"}]}' \
		"$1" "A text." "A title" >"$tmp/$1.json"
	"$comity" act new --by kz/delegate-1 --from "$base" release.publish "$tmp/$1.json" >"$tmp/$1" &&
		sign "$tmp/$1" kz/delegate-1
}
u16() { printf '%b' "\\x$(printf %02x $(($1 / 256)))\\x$(printf %02x $(($1 % 256)))"; }
batch() { # batch FILE...: on stdout
	local file
	for file; do
		u16 "$(stat -c %s "$file")"
		cat "$file"
	done
}

one() {
	release first || { echo "# cannot sign: $(tail -n 2 "$tmp/err")"; return 1; }
	[[ $(status "$tmp/first" "$text") == 200 ]] || { sed 's/^/# /' "$tmp/body"; return 1; }
	index=$(member index) received=$(member received) id=$(member id)
	[[ $index -gt 0 && $received -gt 1000000000000 ]] || return 1
	[[ $id == $(head -c -0 "$tmp/first" | sed -n 1,3p | sha256sum | cut -d' ' -f1) ]]
}
receipt() { # the receipt is of the entry that the log has at this index
	member receipt >"$tmp/first.receipt"
	sed -n 1p "$tmp/first.receipt" | grep -qx 'c2sp.org/tlog-proof@v1' || return 1
	grep -qx "index $index" "$tmp/first.receipt" || return 1
	local size
	size=$(sed -n '/^$/,$p' "$tmp/first.receipt" | sed -n 3p)
	((index < size))
}
shown() {
	curl -s -o "$tmp/body" -w '%{http_code}' "$base/en/releases/first" | grep -q 200 || { echo '# the release'; return 1; }
	curl -s -o "$tmp/body" "$base/en/record/$index"
	grep -q "$id" "$tmp/body" || { echo '# the act'; return 1; }
	[[ $(curl -s "$base/log/checkpoint" | sed -n 2p) -gt $index ]]
}
again() {
	[[ $(status "$tmp/first" "$text") == 200 ]] || return 1
	[[ $(member index) == "$index" && $(member received) == "$received" ]]
}
durable() {
	release second && [[ $(status "$tmp/second" "$text" '/acts?wait=durable') == 200 ]] || return 1
	[[ $(member receipt) == None && $(member index) -gt $index ]]
}
check 'a signed act is recorded and answered with its place and time' one
check 'its receipt is for that place' receipt
check 'it stands on the pages and in the log at once' shown
check 'the same act again has the same place and time' again
check 'who does not wait for the signature gets no receipt' durable

forged() { # one changed byte of the text: the signature is not of this act
	sed 's/A text\./A text!/' "$tmp/second" >"$tmp/forged"
	[[ $(status "$tmp/forged" "$text") == 403 && $(member error) == E_SIG && $(member line) == 5 ]]
}
form() {
	printf 'nonsense' >"$tmp/nonsense"
	[[ $(status "$tmp/nonsense" "$text") == 400 && $(member error) == E_* ]] || return 1
	: >"$tmp/empty"
	[[ $(status "$tmp/empty" "$text") == 400 ]] || return 1
	head -c 61424 /dev/zero | tr '\0' 'a' >"$tmp/long"
	[[ $(status "$tmp/long" "$text") == 413 && $(member error) == E_SIZE ]]
}
rules() { # a release whose code is used: the finding in the reader's language
	release third || return 1
	printf '{"code":"first","issued":"2016-04-28","issuer":{"en":"M"},"kind":"comment","party":"kz","versions":[{"lang":"en","text":"Another."}]}' >"$tmp/used.json"
	"$comity" act new --by kz/delegate-1 --from "$base" release.publish "$tmp/used.json" >"$tmp/used" &&
		sign "$tmp/used" kz/delegate-1 || return 1
	[[ $(status "$tmp/used" "$text" /acts -H 'Accept-Language: ru') == 422 ]] || return 1
	member findings | grep -q '"finding": "code-used"' || return 1
	grep -q 'Этот код уже занят' "$tmp/body" || return 1
	[[ $(status "$tmp/used" "$text") == 422 ]] && grep -q 'This code belongs' "$tmp/body"
}
types() {
	[[ $(status "$tmp/third" application/json) == 415 ]] || return 1
	[[ $(status "$tmp/third" 'text/plain; charset=latin-1') == 415 ]] || return 1
	[[ $(status "$tmp/third" "$text" /acts -H 'Content-Encoding: gzip') == 415 ]] || return 1
	[[ $(status "$tmp/third" "$text" '/acts?wait=never') == 400 ]] || return 1
	[[ $(status "$tmp/third" "$text" /acts -H 'Sec-Fetch-Site: cross-site') == 403 ]]
}
check 'a changed act is refused for its signature' forged
check 'what is no act is refused for its form' form
check 'what the rules refuse is explained in the language asked for' rules
check 'other types, encodings, sites and waits are refused' types

batches() {
	release fourth && release fifth || return 1
	batch "$tmp/third" "$tmp/forged" "$tmp/fourth" "$tmp/first" "$tmp/fifth" >"$tmp/batch"
	[[ $(status "$tmp/batch" application/octet-stream) == 200 ]] || return 1
	[[ $(wc -l <"$tmp/body") == 5 ]] || return 1
	[[ $(member error 1) == E_SIG && $(member index 3) == "$index" ]] || return 1
	local third fourth fifth
	third=$(member index 0) fourth=$(member index 2) fifth=$(member index 4)
	((index < third && third < fourth && fourth < fifth))
}
broken_batches() {
	local n
	n=$(stat -c %s "$tmp/batch")
	head -c $((n - 1)) "$tmp/batch" >"$tmp/cut"
	[[ $(status "$tmp/cut" application/octet-stream) == 400 ]] || return 1
	[[ $(status "$tmp/empty" application/octet-stream) == 400 ]] || return 1
	for _ in $(seq 257); do printf '\0\1a'; done >"$tmp/many"
	[[ $(status "$tmp/many" application/octet-stream) == 400 ]] || return 1
	head -c 1048577 /dev/zero >"$tmp/huge"
	[[ $(status "$tmp/huge" application/octet-stream) == 413 ]]
}
kept() { # after a restart everything acknowledged is there, and is still the same
	kill -TERM "$server"
	wait "$server" || return 1
	serve
	[[ $(status "$tmp/first" "$text") == 200 && $(member index) == "$index" && $(member received) == "$received" ]]
}
check 'acts of a batch succeed and fail one by one, in order' batches
check 'a batch that is cut, empty or too large is refused as a whole' broken_batches
check 'what was acknowledged outlives the server' kept
exit $failed
