#!/usr/bin/env bash
# Pages, their JSON, assets and the log over HTTP, as browsers and programs ask for them. TAP.
set -uo pipefail
tmp=${TMPDIR:-/tmp}
comity=${COMITY:?the program}
base='' failed=0

say() { # say STATUS NAME
	if (($1 == 0)); then
		printf 'ok - %s\n' "$2"
	else
		printf 'not ok - %s\n' "$2"
		failed=1
	fi
}
check() { # check NAME COMMAND...
	local name=$1
	shift
	"$@"
	say $? "$name"
}

"$comity" demo --dir "$tmp/demo" --forum "${COMITY_SOURCE:-.}/forums/cica" --port 0 >"$tmp/out" 2>"$tmp/err" &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
for _ in $(seq 300); do
	base=$(sed -n 's!^Serving on \(http://[^/]*\)/.*!\1!p' "$tmp/out")
	[[ -z $base ]] || break
	sleep 0.1
done
if [[ -z $base ]]; then
	printf 'Bail out! the server does not start: %s\n' "$(tail -n 3 "$tmp/err")"
	exit 1
fi

# status PATH [curl's options]: the status; the head is then in $tmp/head, the body in $tmp/body.
status() {
	local path=$1
	shift
	: >"$tmp/body"
	curl -s -m 20 -D "$tmp/head" -o "$tmp/body" -w '%{http_code}' "$@" "$base$path"
}
head_has() { grep -qi -- "^$1"$'\r*$' "$tmp/head"; }
head_value() { sed -n "s/^$1: \\(.*\\)\\r\$/\\1/ip" "$tmp/head" | head -n 1; }

pages=('' parties parties/kz parties/kz/desk silences bodies presidency meetings institutions releases
	releases/press-comment-2016-04-27 record record/0 verify charter findings)
every_page() {
	local page lang
	for lang in en ru; do
		for page in "${pages[@]}"; do
			[[ $(status "/$lang/$page") == 200 ]] || { echo "# /$lang/$page"; return 1; }
			head_has 'Content-Type: text/html; charset=utf-8' || return 1
			head_has "Content-Language: $lang" || return 1
			grep -q "<html lang=\"$lang\"" "$tmp/body" || { echo "# /$lang/$page"; return 1; }
		done
	done
}
every_model() {
	local page
	for page in "${pages[@]}"; do
		[[ $(status "/api/ru/$page") == 200 ]] || { echo "# /api/ru/$page"; return 1; }
		head_has 'Content-Type: application/json' || return 1
		python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); assert d["lang"]=="ru" and d["data"]' \
			"$tmp/body" || { echo "# /api/ru/$page"; return 1; }
	done
}
lang_parameter() {
	local one two
	[[ $(status '/api/parties?lang=ru') == 200 ]] && one=$(<"$tmp/body")
	[[ $(status '/api/ru/parties') == 200 ]] && two=$(<"$tmp/body")
	[[ -n $one && $one == "$two" ]]
}
root_language() {
	[[ $(status / -H 'Accept-Language: ru-RU,ru;q=0.9,en;q=0.8') == 302 ]] || return 1
	[[ $(head_value Location) == /ru/ ]] || return 1
	head_has 'Vary: Accept-Language' || return 1
	[[ $(status / -H 'Accept-Language: de, en;q=0.5, ru;q=0.25') == 302 && $(head_value Location) == /en/ ]] || return 1
	[[ $(status /) == 302 && $(head_value Location) == /en/ ]]
}
check 'every page answers in both languages' every_page
check 'every page is there as JSON' every_model
check 'the language of the API can be a parameter' lang_parameter
check 'the root leads to the language the browser asks for' root_language

slashes() {
	[[ $(status /en) == 301 && $(head_value Location) == /en/ ]] || return 1
	[[ $(status '/en/parties/?on=2014-05-21') == 301 && $(head_value Location) == '/en/parties?on=2014-05-21' ]]
}
missing() {
	local path
	for path in /nope /en/nope /de/ /en/parties/zz /en/record/99999999 /en/record/x /api/en/nope \
		/static/nope.css /static/../src/main.c /log/tile/0/0 /log/tile/0/x000/000 /log/tile/9/000 \
		/log/tile/0/000.p/256 /log/nope /en/releases/nope; do
		[[ $(status "$path" --path-as-is) == 404 ]] || { echo "# $path"; return 1; }
	done
}
malformed() {
	local path long
	long=$(head -c 2000 /dev/zero | tr '\0' '/')
	[[ $(status "/en/releases?topic=$long") == 400 ]] || return 1
	for path in '/en/?on=yesterday' '/en/?on=2014-02-30' '/en/?on=2014&on=2015' '/en/parties/%zz' \
		'/en/parties/%00' '/en/meetings?page=0' '/en/record?before=-1' '/en/releases?from=x'; do
		[[ $(status "$path") == 400 ]] || { echo "# $path"; return 1; }
		grep -q '<html lang="en"' "$tmp/body" || return 1
	done
}
methods() {
	[[ $(status /en/ -X POST -d '') == 405 ]] && head_has 'Allow: GET, HEAD' || return 1
	[[ $(status /en/ -X TRACE) == 405 ]] || return 1
	[[ $(status /log/checkpoint -X DELETE) == 405 ]] || return 1
	[[ $(status /en/ -X PUT -d body) == 405 ]] && head_has 'Allow: GET, HEAD' || return 1
	[[ $(status /acts -X PATCH -d body) == 405 ]] && head_has 'Allow: POST' || return 1
	[[ $(status /acts) == 405 ]] && head_has 'Allow: POST'
}
check 'an address with or without its last slash leads to the other' slashes
check 'what does not exist is not found' missing
check 'what cannot be read is said on a page' malformed
check 'methods that change nothing are the only ones of pages' methods

same_head() {
	[[ $(status /en/parties) == 200 ]] || return 1
	grep -vi '^Date:' "$tmp/head" >"$tmp/get"
	[[ $(status /en/parties -I) == 200 ]] || return 1
	cmp -s "$tmp/head" "$tmp/body" || return 1 # curl's body of HEAD is the head: nothing came after
	grep -vi '^Date:' "$tmp/head" | diff -q - "$tmp/get" >/dev/null
}
not_modified() {
	local tag path
	for path in /en/ /api/en/ /openapi.json /allowed_signers /static/style.css; do
		[[ $(status "$path") == 200 ]] || return 1
		tag=$(head_value ETag)
		[[ -n $tag ]] || { echo "# $path has no tag"; return 1; }
		[[ $(status "$path" -H "If-None-Match: \"x\", W/$tag") == 304 ]] || { echo "# $path"; return 1; }
		[[ ! -s $tmp/body && $(head_value ETag) == "$tag" ]] || return 1
		[[ $(status "$path" -H 'If-None-Match: "x"') == 200 ]] || return 1
	done
}
one_form() { # parameters in another order, unknown ones, an encoded letter: the same bytes
	[[ $(status '/en/releases?language=ru&kind=comment') == 200 ]] && cp "$tmp/body" "$tmp/one" || return 1
	[[ $(status '/en/releases?kind=c%6fmment&utm_source=x&language=ru&topic=') == 200 ]] || return 1
	cmp -s "$tmp/body" "$tmp/one"
}
pinned() {
	local path
	[[ $(status /en/) == 200 ]] || return 1
	path=$(grep -o '/static/style.css?v=[0-9a-f]*' "$tmp/body" | head -n 1)
	[[ -n $path && $(status "$path") == 200 ]] || return 1
	head_has 'Cache-Control: public, max-age=31536000, immutable' || return 1
	head_has 'Content-Type: text/css; charset=utf-8' || return 1
	[[ $(status '/static/style.css?v=old') == 200 ]] && head_has 'Cache-Control: no-cache'
}
check 'HEAD says what GET says, without the body' same_head
check 'what the client has already is not sent again' not_modified
check 'one page has one form, however its address is written' one_form
check 'assets are kept for ever only under the address that changes with them' pinned

headers() {
	local path
	for path in /en/ /nope /api/en/ /static/style.css /log/checkpoint /metrics /; do
		status "$path" >/dev/null
		head_has 'X-Content-Type-Options: nosniff' || { echo "# $path"; return 1; }
		head_has 'Referrer-Policy: same-origin' || return 1
		head_has 'Content-Security-Policy: default-src .none.; .*frame-ancestors .none.;.*' || return 1
		[[ $(grep -ci '^Cross-Origin-Resource-Policy' "$tmp/head") == 1 ]] || return 1
	done
}
log_headers() {
	[[ $(status /log/checkpoint) == 200 ]] || return 1
	head_has 'Content-Type: text/plain; charset=utf-8' && head_has 'Cache-Control: no-cache' || return 1
	[[ $(status /log/tile/0/000) == 200 && $(wc -c <"$tmp/body") == 8192 ]] || return 1
	head_has 'Content-Type: application/octet-stream' || return 1
	head_has 'Cache-Control: public, max-age=31536000, immutable' || return 1
	head_has 'Access-Control-Allow-Origin: \*'
}
log_verifies() { # every hash of tile 0/000 is the leaf hash of its entry
	[[ $(status /log/tile/entries/000) == 200 ]] && cp "$tmp/body" "$tmp/bundle" || return 1
	[[ $(status /log/tile/0/000) == 200 ]] || return 1
	python3 - "$tmp/bundle" "$tmp/body" <<'PY'
import hashlib, sys
bundle, tile = (open(name, 'rb').read() for name in sys.argv[1:])
at, leaves = 0, b''
while at < len(bundle):
    n = int.from_bytes(bundle[at:at + 2], 'big')
    leaves += hashlib.sha256(b'\0' + bundle[at + 2:at + 2 + n]).digest()
    at += 2 + n
assert leaves == tile and len(tile) == 8192
PY
}
partial() { # a tile of every width that the size allows
	local size width
	size=$(curl -s "$base/log/checkpoint" | sed -n 2p)
	for width in 1 $((size % 256)); do
		[[ $(status "/log/tile/0/$(printf %03d $((size / 256))).p/$width") == 200 ]] || return 1
		[[ $(wc -c <"$tmp/body") == $((32 * width)) ]] || return 1
	done
	[[ $(status "/log/tile/0/$(printf %03d $((size / 256))).p/$((size % 256 + 1))") == 404 ]]
}
metrics() {
	[[ $(status /metrics) == 200 ]] || return 1
	head_has 'Content-Type: text/plain; version=0.0.4; charset=utf-8' || return 1
	awk '/^# (HELP|TYPE) comity_[a-z_]+ ./ { next } /^comity_[a-z_]+ [0-9]+$/ { n++; next } { bad = 1 }
		END { exit bad || n < 10 }' "$tmp/body"
}
health() {
	[[ $(status /healthz) == 200 ]] &&
		python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); assert d["signed"]==d["published"]>0' "$tmp/body"
}
check 'every answer carries the headers that protect its readers' headers
check 'the log is served as tlog-tiles asks' log_headers
check 'the hashes of a tile are those of its bundle' log_verifies
check 'partial tiles are served up to the width that was signed' partial
check 'metrics are in the form that Prometheus reads' metrics
check 'the server says that it is well' health

openapi() { # every path of the description without a place to fill answers
	[[ $(status /openapi.json) == 200 ]] || return 1
	local path seconds
	while read -r path; do
		seconds=20
		[[ $path != /events ]] || seconds=3 # a stream does not end by itself
		[[ $(status "$path" -m "$seconds") == 200 ]] || { echo "# $path"; return 1; }
	done < <(python3 - "$tmp/body" <<'PY'
import json, sys
for path, verbs in json.load(open(sys.argv[1]))['paths'].items():
    path = path.replace('{lang}', 'en')
    if 'get' in verbs and '{' not in path:
        print(path)
PY
	)
}
ends() {
	kill -TERM "$server"
	wait "$server"
}
check 'what the description of the API names is there' openapi
check 'the server ends when it is told to' ends
exit $failed
