#!/usr/bin/env bash
# The commands that the pages print, as people paste them: OpenSSH, Go's own packages, this program.
set -uo pipefail

address=http://127.0.0.1:${COMITY_PORT:-18432}
cd "${TMPDIR:?}" && : "${COMITY_TESTS:?}" || exit 1
"${COMITY:?}" demo --dir demo --forum "$COMITY_TESTS/../forums/cica" --host 127.0.0.1 --port "${COMITY_PORT:-18432}" >demo.log 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null' EXIT
for _ in $(seq 150); do
	curl -sf -o front "$address/en/" && break
	sleep 0.2
done

# pre PATH WORDS: the first preformatted text of a page that begins with the words.
pre() {
	curl -sf "$address$1" | python3 -c '
import html, re, sys
for text in re.findall(r"<pre[^>]*>(.*?)</pre>", sys.stdin.read(), re.S):
    text = html.unescape(text)
    if text.startswith(sys.argv[1]):
        print(text, end="")
        break' "$2"
}

count=0
case_is() { # NAME STATUS
	count=$((count + 1))
	if (($2)); then echo "not ok $count - $1"; else echo "ok $count - $1"; fi
}

good() { # PATH WORDS: ssh-keygen says that the act's signature is good
	pre "$1" "$2" | sed "s|ADDRESS|$address|" >ssh.sh && bash -e ssh.sh >ssh.log 2>&1 && grep -q '^Good "comity-act-v1"' ssh.log
}
good /en/record/0 'curl -s'
case_is "ssh-keygen verifies the founding act as its page says" $?
good /ru/record/30 'cat >'
case_is "ssh-keygen verifies an accreditation as its page says" $?
sed -i 's/comity\/act\/v1/comity\/act\/v2/' ssh.sh
bash -e ssh.sh >ssh.log 2>&1
case_is "ssh-keygen refuses the act with one digit changed" $((! $?))

# As printed, without a word changed: Debian's golang-go with golang-golang-x-mod-dev, and no network.
export GOCACHE=$PWD/go GOFLAGS='' GOPROXY=off
unset GO111MODULE GOPATH
pre /en/verify 'package main' >receipt.go
pre /en/verify 'act=' | sed "s|ADDRESS|$address|" >go.sh
bash -e go.sh >go.log 2>&1 && grep -q '^entry 0 is in' go.log
case_is "Go's packages verify a receipt as the page says" $?
sed -i 's/^index 0/index 1/' receipt
sed '/curl/d' go.sh | bash -e >go.log 2>&1
case_is "Go's packages refuse the receipt for another place" $((! $?))

pre /ru/verify 'comity verify' | sed "s|ADDRESS|$address|; s|^comity|\"\$COMITY\"|" >all.sh
bash -e all.sh >all.log 2>&1
case_is "comity verify accepts the whole record as the page says" $?
sed -i 's/--forum 0/--forum x/; s/--forum [1-9a-f]/--forum 0/; s/--forum x/--forum 1/' all.sh
bash -e all.sh >all.log 2>&1
case_is "comity verify refuses it as another forum's" $((! $?))
echo "1..$count"
