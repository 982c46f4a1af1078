#!/usr/bin/env bash
# An act from its composing to its receipt, on three machines that share nothing but the act file;
# and everything that is refused, each by its name, with nothing lost.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

desk=$TMPDIR/desk token=$TMPDIR/token post=$TMPDIR/post demo=$TMPDIR/demo
mkdir -p "$desk" "$token" "$post"
demo_make "$demo"
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
vkey=$(curl -sf "$url/log/key")
size_now() { curl -sf "$url/healthz" | sed 's/.*"published":\([0-9]*\).*/\1/'; }

# Nothing of this machine but the program, and no network where the kernel lets us take it away.
alone=(env -i "PATH=$PATH" "TMPDIR=$TMPDIR" LC_ALL=C.UTF-8)
if unshare -rn true 2>/dev/null; then
	alone+=(unshare -rn)
fi

content_put() { # FILE CODE TITLE
	cat >"$1" <<JSON
{
  "code": "$2",
  "issued": "2026-03-01",
  "issuer": { "ru": "Министерство иностранных дел", "en": "Ministry of Foreign Affairs" },
  "kind": "statement",
  "party": "kz",
  "versions": [{ "lang": "en", "title": "$3", "text": "One.\n\nTwo." }]
}
JSON
}

# The desk: keeps the log's key and a checkpoint from the day before.
content_put "$desk/content.json" from-three-machines "Three machines"
printf '%s\n' "$vkey" >"$desk/log-key"
curl -sf "$url/log/checkpoint" >"$desk/checkpoint"
compose_alone() {
	local key
	key=$(<"$desk/log-key")
	# shellcheck disable=SC2094 # "act" is a word of the command, and then a file
	(cd "$desk" && "${alone[@]}" "$COMITY" act new release.publish content.json \
		--by kz/delegate-1 --checkpoint checkpoint --key "$key" >act)
}
holds "an act is composed without network, on a checkpoint that was kept" compose_alone
same "it stands on that checkpoint" "$(sed -n 's/.*"base":{[^}]*"size":\([0-9]*\)}.*/\1/p' "$desk/act")" \
	"$(sed -n 2p "$desk/checkpoint")"
answers "a checkpoint under another key is no base" 1 E_LOG_SIG "$COMITY" act new release.publish \
	"$desk/content.json" --by kz/delegate-1 --checkpoint "$desk/checkpoint" \
	--key "$("$COMITY" init "$TMPDIR/other" --origin "${vkey%%+*}")"

# The machine with the key: sees the act file only.
cp "$desk/act" "$token/act"
cp "$(demo_key kz/delegate-1)" "$token/key"
answers "what is not signed yet is not complete" 1 'kz/delegate-1 +not yet' \
	"$COMITY" act check "$token/act"
sign_alone() { (cd "$token" && "${alone[@]}" "$COMITY" act sign act --key key); }
holds "it is signed without network" sign_alone
rm "$token/key"
answers "whoever gets it sees who signed" 0 'kz/delegate-1 +signed SHA256:' \
	"$COMITY" act check "$token/act"

# The machine with the network.
cp "$token/act" "$post/act"
answers "it is sent, and its receipt holds" 0 'Recorded as entry 545\. The receipt holds' \
	"$COMITY" act submit "$post/act" --to "$url" --key "$vkey"
cp "$post"/act.* "$desk"
receipt_alone() {
	(cd "$desk" && "${alone[@]}" "$COMITY" proof --check act.receipt --entry act.entry \
		--key "$(cat log-key)")
}
answers "the author checks the receipt at her desk, without network" 0 'receipt holds: entry 545' \
	receipt_alone
"$COMITY" act show 545 --from "$url" >"$TMPDIR/entry" 2>/dev/null
holds "the entry that was kept is the one in the record" cmp "$TMPDIR/entry" "$desk/act.entry"
sed 's/Two\./Too./' "$desk/act.entry" >"$TMPDIR/entry.other"
answers "the receipt does not hold for another text" 1 E_PROOF "$COMITY" proof \
	--check "$desk/act.receipt" --entry "$TMPDIR/entry.other" --key "$vkey"
answers "what was published can be read" 0 'Three machines' curl -sf "$url/en/releases/from-three-machines"

# The same act again, and again with another signature of the same key.
answers "the same act again has the same place" 0 'Recorded as entry 545' \
	"$COMITY" act submit "$post/act" --to "$url"
answers "and is noted as a duplicate" 0 'duplicate \(rule all\)' \
	"$COMITY" act submit "$post/act" --to "$url"
holds "it has the same time" cmp "$post/act.entry" "$desk/act.entry"
same "and the record has not grown" "$(size_now)" 546

# act_make FILE HANDLE KEY KIND CONTENT [more options]: composed and signed.
act_make() {
	local file=$1 handle=$2 key=$3 kind=$4 content=$5
	shift 5
	printf '%s' "$content" >"$file.json"
	"$COMITY" act new "$kind" "$file.json" --by "$handle" --from "$url" "$@" >"$file" &&
		"$COMITY" act sign "$file" --key "$key"
}
send() { "$COMITY" act submit "$1" --to "$url"; }

# Two officers sign apart: the second assents to what waits.
one=$TMPDIR/admit two=$TMPDIR/assent
admission='{"category":"observer","code":"zz","kind":"organisation",
	"names":{"en":"A further organisation"},"from":"2026-02-01"}'
act_make "$one" secretariat/officer-1 "$(demo_key secretariat/officer-1)" party.admit "$admission" \
	>"$script_out" 2>&1 || give_up "an officer signs an admission"
answers "an admission by one officer waits for another" 0 'waits-for-others' send "$one"
answers "the party is not there yet" 22 '' curl -sf "$url/api/parties/zz"
id=$("$COMITY" act check "$one" | sed -n 's/^id *//p')
same "the id is the SHA-256 of the three lines" "$id" \
	"$(sed '/^$/,$d' "$one" | sha256sum | cut -d' ' -f1)"
act_make "$two" secretariat/officer-2 "$(demo_key secretariat/officer-2)" act.assent "{\"id\":\"$id\"}" \
	>"$script_out" 2>&1 || give_up "another officer assents"
answers "the other officer's assent completes it" 0 'Recorded as entry 547' send "$two"
answers "now the party is there" 0 'A further organisation' curl -sf "$url/api/parties/zz"
act_make "$two" secretariat/officer-3 "$(demo_key secretariat/officer-3)" act.assent "{\"id\":\"$id\"}" \
	>"$script_out" 2>&1
answers "a third assent comes too late, and is told so" 1 'act-settled \(rule 13\)' send "$two"

# What is refused, each by name.
before=$(size_now)
sed 's/from-three-machines/from-four-machines/; s/Two\./Three./' "$post/act" >"$TMPDIR/changed"
answers "a text changed after signing is refused" 1 'Refused: E_SIG \(status 403\)' send "$TMPDIR/changed"
answers "and found by its reader before" 1 'kz/delegate-1 +E_SIG' "$COMITY" act check "$TMPDIR/changed"
python3 - "$TMPDIR/changed" "$post/act" "$TMPDIR/forged" <<'PY'
import base64, sys
text = open(sys.argv[1]).read()
head, _, line = text.rpartition('\n\n')
handle, blob = line.split()
raw = bytearray(base64.b64decode(blob))
raw[-1] ^= 1
open(sys.argv[3], 'w').write(f'{head}\n\n{handle} {base64.b64encode(raw).decode()}\n')
PY
answers "a signature with a changed bit is refused" 1 'E_SIG' send "$TMPDIR/forged"
ssh-keygen -q -N '' -t ed25519 -f "$TMPDIR/stranger"
release='{"code":"never","issued":"2026-03-01","issuer":{"en":"A ministry"},"kind":"statement",
	"party":"kz","versions":[{"lang":"en","text":"Never."}]}'
refused() { # SENTENCE PATTERN HANDLE KEY KIND CONTENT [options]
	local sentence=$1 pattern=$2
	shift 2
	if ! act_make "$TMPDIR/refused" "$@" >"$script_out" 2>&1; then
		no "$sentence"
		return
	fi
	answers "$sentence" 1 "$pattern" send "$TMPDIR/refused"
}
refused "a stranger's key cannot act for a delegate" 'key-not-accredited \(rule 13\.1\)' \
	kz/delegate-1 "$TMPDIR/stranger" release.publish "$release"
refused "nobody acts under a handle that was never accredited" 'handle-unknown \(rule 13\.1\)' \
	kz/delegate-77 "$TMPDIR/stranger" release.publish "$release"
refused "a delegate does not publish for another party" 'acts-for-other-party \(rule 13\.6\)' \
	tr/delegate-1 "$(demo_key tr/delegate-1)" release.publish "$release"
refused "a delegate does not admit parties" 'officer-only \(rule 13\)' \
	kz/delegate-1 "$(demo_key kz/delegate-1)" party.admit \
	'{"category":"observer","code":"yy","kind":"organisation","names":{"en":"Another"}}'
refused "a coordinator does not publish" 'power-missing \(rule 13\)' \
	kz/coordinator "$(demo_key kz/coordinator)" release.publish "$release"
limited='{"delegate":"kz/delegate-5","keys":[{"key":"'$("$COMITY" key show "$TMPDIR/stranger.pub" |
	sed -n 's/^key *//p')'"}],"powers":["speak"]}'
limited_make() {
	printf '%s' "$limited" >"$TMPDIR/limited.json"
	"$COMITY" act new delegate.accredit "$TMPDIR/limited.json" --by kz/coordinator \
		--with kz/delegate-5 --from "$url" >"$TMPDIR/limited" &&
		"$COMITY" act sign "$TMPDIR/limited" --key "$(demo_key kz/coordinator)" &&
		"$COMITY" act sign "$TMPDIR/limited" --as kz/delegate-5 --key "$TMPDIR/stranger" &&
		send "$TMPDIR/limited"
}
holds "a delegate is accredited who may speak only" limited_make
refused "she does not publish" 'power-missing \(rule 13\)' \
	kz/delegate-5 "$TMPDIR/stranger" release.publish "$release"
refused "a code is used once" 'code-used \(rule 13\.5\)' kz/delegate-1 "$(demo_key kz/delegate-1)" \
	release.publish "${release/never/from-three-machines}"
dismissal='{"delegate":"kz/delegate-2","ground":"Her term is over."}'
dismiss() {
	act_make "$TMPDIR/dismiss" kz/coordinator "$(demo_key kz/coordinator)" delegate.dismiss \
		"$dismissal" && send "$TMPDIR/dismiss"
}
holds "a coordinator dismisses a delegate" dismiss
refused "a dismissed delegate acts no more" 'handle-dismissed \(rule 13\.1\)' \
	kz/delegate-2 "$(demo_key kz/delegate-2)" release.publish "$release"
same "in all this only accreditation and dismissal were recorded" "$(size_now)" $((before + 2))

# Bases and origins that are not this log's.
based() { # FILE ORIGIN BASE
	printf '%s' "$release" >"$1.json"
	"$COMITY" act new release.publish "$1.json" --by kz/delegate-1 --origin "$2" --base "$3" >"$1" &&
		"$COMITY" act sign "$1" --key "$(demo_key kz/delegate-1)"
}
other_root=$(printf 'another log' | sha256sum | cut -d' ' -f1)
based "$TMPDIR/base" "${vkey%%+*}" "100:$other_root" >"$script_out" 2>&1
answers "a base that this log never had is refused" 1 'Refused: E_BASE \(status 409\)' send "$TMPDIR/base"
based "$TMPDIR/base" "${vkey%%+*}" "100000:$other_root" >"$script_out" 2>&1
answers "so is one beyond its end" 1 'Refused: E_BASE \(status 409\)' send "$TMPDIR/base"
based "$TMPDIR/base" forum.example.org/log "100:$other_root" >"$script_out" 2>&1
answers "an act for another log is refused" 1 'Refused: E_ACT_ORIGIN \(status 400\)' send "$TMPDIR/base"
evidence=$(find "$demo/record/evidence" -type f | wc -l)
same "what may prove a fork is kept as evidence" "$((evidence > 0))" 1

# Bytes that are no act.
raw() { # FILE [TYPE]
	curl -s -w '\n%{http_code}\n' -H "Content-Type: ${2:-text/plain; charset=utf-8}" \
		--data-binary "@$1" "$url/acts"
}
raw_refused() { # SENTENCE ERROR STATUS, the bytes on standard input
	cat >"$TMPDIR/raw"
	raw "$TMPDIR/raw" >"$TMPDIR/answer"
	if grep -q "\"error\":\"$2\"" "$TMPDIR/answer" && tail -n 1 "$TMPDIR/answer" | grep -qx "$3"; then
		yes "$1: $2"
	else
		no "$1: $2" "$TMPDIR/answer"
	fi
}
good=$post/act
raw_refused "white space in the JSON" E_JSON_SYNTAX 400 < <(sed '3s/,/, /' "$good")
raw_refused "members out of order" E_JSON_ORDER 400 \
	< <(sed '3s/"code":"[^"]*",\("issued":"[^"]*"\)/\1,"code":"x"/' "$good")
raw_refused "a fraction" E_JSON_NUMBER 400 < <(sed '3s/"size":[0-9]*/"size":1.5/' "$good")
raw_refused "leading zeros" E_JSON_NUMBER 400 < <(sed '3s/"size":[0-9]*/"size":007/' "$good")
raw_refused "a key in capitals" E_JSON_KEY 400 < <(sed '3s/"code"/"Code"/' "$good")
raw_refused "an escape too many" E_JSON_STRING 400 \
	< <(sed '3s/Three machines/Three\\u0020machines/' "$good")
raw_refused "another version" E_ACT_VERSION 400 < <(sed '1s/v1/v2/' "$good")
raw_refused "no empty line" E_LAYOUT 400 < <(sed '4d' "$good")
raw_refused "a carriage return" E_BYTES 400 < <(sed '$s/$/\r/' "$good")
raw_refused "no act at all" E_LAYOUT 400 <<<'hello'
raw_refused "somebody else's name before the signature" E_SIGNERS 400 \
	< <(sed '$s/^[^ ]*/tr\/delegate-1/' "$good")
raw_refused "no signature" E_SIG_COUNT 400 < <(sed '5d' "$good")
raw_refused "a signature too many" E_SIGNERS 400 < <(sed '$p' "$good")
raw_refused "a line over 48 KiB" E_JSON_SIZE 400 \
	< <(sed "3s/Two\\./$(printf 'x%.0s' {1..49200})/" "$good")
raw_refused "more bytes than an act may have" E_SIZE 413 \
	< <(head -c 61424 /dev/zero | tr '\0' 'x')
head -c 3000000 /dev/zero | tr '\0' 'x' >"$TMPDIR/raw"
raw "$TMPDIR/raw" >"$TMPDIR/answer"
same "three megabytes are not even read" "$(tail -n 1 "$TMPDIR/answer")" 413
raw "$good" application/json >"$TMPDIR/answer"
same "another media type is refused" "$(tail -n 1 "$TMPDIR/answer")" 415

# What the tool itself tells before anything is sent.
answers "an act without all signatures is not sent" 1 'lacks 1 of 1 signatures' \
	"$COMITY" act submit "$desk/act" --to "$url"
answers "nobody signs twice" 1 'kz/delegate-1 has signed already' \
	"$COMITY" act sign "$post/act" --key "$(demo_key kz/delegate-1)"
answers "nobody signs who is not named" 1 'does not sign this act' \
	"$COMITY" act sign "$post/act" --as tr/delegate-1 --key "$(demo_key tr/delegate-1)"
answers "a member that the kind does not have is named" 1 'near: .*"colour"' "$COMITY" act new \
	release.publish <(printf '{"colour":"red"}') --by kz/delegate-1 --from "$url"
answers "no such kind" 2 'there is no kind "release.paint"' \
	"$COMITY" act new release.paint --by kz/delegate-1 --from "$url"
answers "a server that is not there" 1 'comity: .+' "$COMITY" act submit "$post/act" --to http://127.0.0.1:1
same "nothing of all this was recorded" "$(size_now)" $((before + 2))

# A server that lies: its answer is not believed, and nothing is kept of it.
liar=$TMPDIR/liar
mkdir -p "$liar"
cat >"$liar/serve.py" <<'PY'
import http.server, sys

class Liar(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers['Content-Length']))
        answer = open(sys.argv[1], 'rb').read()
        self.send_response(200)
        self.send_header('Content-Length', str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass

server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Liar)
print(server.server_port, flush=True)
server.serve_forever()
PY
python3 "$liar/serve.py" "$liar/answer" >"$liar/port" 2>"$script_out" &
liar_pid=$!
for ((i = 0; i < 100; i++)); do
	[[ ! -s $liar/port ]] || break
	sleep 0.1
done
lie() { # SENTENCE PATTERN, the answer on standard input
	cat >"$liar/answer"
	cp "$TMPDIR/dismiss" "$liar/act"
	answers "$1" 1 "$2" "$COMITY" act submit "$liar/act" --key "$vkey" \
		--to "http://127.0.0.1:$(cat "$liar/port")"
	[[ ! -e $liar/act.receipt && ! -e $liar/act.entry ]] || no "and keeps nothing of it"
}
lie "the receipt of another act is not believed" 'E_PROOF: the receipt does not hold' \
	< <(curl -s -H 'Content-Type: text/plain; charset=utf-8' --data-binary "@$post/act" "$url/acts")
lie "nor an answer without a receipt" 'holds no receipt' <<<'{"id":"0","index":5,"received":1}'
lie "nor one that is no JSON" 'not as Comity does' <<<'<html>OK</html>'
lie "nor an empty one" 'not as Comity does' </dev/null
lie "nor a receipt under a key of the server's own" 'E_LOG_SIG|E_PROOF|E_TLOG_PROOF|E_NOTE' < <(
	curl -s -H 'Content-Type: text/plain; charset=utf-8' --data-binary "@$TMPDIR/dismiss" \
		"$url/acts" | sed 's/127\.0\.0\.1/127.0.0.2/g'
)
kill "$liar_pid"
wait "$liar_pid" 2>/dev/null

# Nothing lost: the same acts, after the server was killed, and the whole record verified.
server_stop KILL
holds "after all that, and a kill -9, the record verifies" "$COMITY" verify "$demo"
server_start serve "$demo"
same "with every act in it" "$(size_now)" $((before + 2))
answers "and the first act still has its place" 0 'Recorded as entry 545' send "$post/act"
script_end
