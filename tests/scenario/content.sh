#!/usr/bin/env bash
# Content beside the record: brought once an act commits to it, given to those who may see it, erased by an act, and
# what comity verify says of it.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

demo=$TMPDIR/demo
officer=secretariat/officer-1
demo_make "$demo"
server_start serve "$demo"
commit() { # FILE TYPE: sets members, salt, name
	"$COMITY" commitment "$1" --type "$2" >"$TMPDIR/committed" || return 1
	members=$(sed -n 's/^content  //p' "$TMPDIR/committed")
	salt=$(sed -n 's/^salt  //p' "$TMPDIR/committed")
	name=$(jq -r .sha256 <<<"$members")
}
status() { curl -s -D "$TMPDIR/head" -o "$TMPDIR/body" -w '%{http_code}' "$url/$1" "${@:2}"; }
head_has() { grep -qi -- "^$1"$'\r*$' "$TMPDIR/head"; }
issue() { # SYMBOL MEMBERS: a document whose bytes are committed to
	content '{"class": "document", "symbol": "'"$1"'", "texts": [{"content": '"$2"', "lang": "en"}],
		"title": {"en": "A paper"}}'
	act_do document.issue "$officer"
}

# 1. What is for everybody.
printf '%%PDF-1.4 a paper\n' >"$TMPDIR/paper"
commit "$TMPDIR/paper" application/pdf
answers "nothing is kept that no act commits to" 1 'no act commits' \
	"$COMITY" content put "$url" "$TMPDIR/paper" --salt "$salt"
holds "an officer issues a document by its commitment" issue "CICA/SOC/$(date -u +%Y)/ST/1" "$members"
same "until it is brought it is withheld" "$(status "content/$name")" 404
answers "other bytes are not kept" 1 'no act commits' \
	"$COMITY" content put "$url" <(printf 'another') --salt "$salt"
holds "it is brought" "$COMITY" content put "$url" "$TMPDIR/paper" --salt "$salt"
holds "and once more" "$COMITY" content put "$url" "$TMPDIR/paper" --salt "$salt"
same "everybody gets it" "$(status "content/$name") $(cmp "$TMPDIR/body" "$TMPDIR/paper" && echo same)" "200 same"
holds "as an attachment" head_has 'Content-Disposition: attachment; filename=".*"'
holds "that runs nothing" head_has 'Content-Security-Policy: sandbox'
holds "of the type that the act says" head_has 'Content-Type: application/pdf'
holds "and no other" head_has 'X-Content-Type-Options: nosniff'
holds "with its salt" head_has "Comity-Salt: $salt"
same "salt and bytes hash to the commitment" "$(curl -s "$url/content/$name/salted" | sha256sum | cut -d' ' -f1)" "$name"
holds "the command fetches and checks it" "$COMITY" content get "$url" "$name" --to "$TMPDIR/fetched"
same "and has the same bytes" "$(cmp "$TMPDIR/fetched" "$TMPDIR/paper" && echo same)" same
answers "the record verifies, with its content" 0 '1 committed to: 1 here and as committed, 0 withheld, 0 erased' \
	"$COMITY" verify "$demo"
answers "a folder's content is listed" 0 "^$name  entry [0-9]+  [0-9]+ bytes  secretariat  public  here" \
	"$COMITY" content list "$demo"
printf '<html><script>alert(1)</script>' >"$TMPDIR/page"
commit "$TMPDIR/page" text/html
issue "CICA/SOC/$(date -u +%Y)/ST/2" "$members" >/dev/null
"$COMITY" content put "$url" "$TMPDIR/page" --salt "$salt" >/dev/null
same "what a browser would run is told as bytes" "$(status "content/$name") $(head_has \
	'Content-Type: application/octet-stream' && echo bytes)" "200 bytes"
same "no address of content is anything else" "$(status content/x) $(status "content/${name:1}") $(status "content/$name/x")" \
	"404 404 404"
same "a body without salt is none" "$(status content --data-binary short)" 400
same "another site's page brings nothing" "$(status content -H 'Sec-Fetch-Site: cross-site' --data-binary @"$TMPDIR/page")" 403
head -c 1100000 /dev/zero >"$TMPDIR/long"
same "what is too long is refused" "$(status content --data-binary @"$TMPDIR/long")" 413

# 2. What is not for everybody.
printf 'The note verbale of a delegation.\n' >"$TMPDIR/letter"
commit "$TMPDIR/letter" text/plain
convene() {
	content '{"body": "soc", "code": "private", "from": "'"$(date -u -d '+200 days' +%F)"'", "mode": "online",
		"opens": '"$(date -u -d '+200 days' +%s000)"', "title": {"en": "Meeting"}}'
	act_do meeting.convene "$officer"
}
announce() {
	content '{"meeting": "private", "members": [{"person": '"$members"', "role": "head"}]}'
	act_do delegation.announce kz/coordinator
}
holds "a meeting is convened" convene
holds "a party announces a person by commitment" announce
private=$entry
holds "what is not for everybody is brought the same way" "$COMITY" content put "$url" "$TMPDIR/letter" --salt "$salt"
same "and given to nobody who is not known" "$(status "content/$name") $(status "content/$name/salted")" "403 403"
same "nor does the answer hold any of it" "$(grep -c verbale "$TMPDIR/body")" 0
model "the page of contents says whom it is for" contents \
	"next((c['distribution'], c['state'], c.get('address', '')) for c in d['contents'] if c['sha256'] == '$name')" "('named', 'here', '')"
model "the page of the act names it" "record/$private" "[c['sha256'] for c in d['contents']]" "['$name']"
content '{"content": "'"$name"'", "distribution": "public", "entry": '"$private"'}'
answers "another party does not open it" 1 'content-not-yours' act_do content.distribute tr/delegate-1
holds "who brought it does" act_do content.distribute kz/delegate-1
same "then everybody gets it" "$(status "content/$name")" 200

# 3. Erasure.
content '{"content": "'"$name"'", "entry": '"$private"', "ground": "The person asked for it.", "rule": "Law on personal data, article 9."}'
answers "one officer has nothing erased" 1 'content-not-yours' act_do content.erase "$officer"
holds "the party's coordinator does" act_do content.erase kz/coordinator
erased=$entry
gone() {
	local i
	for ((i = 0; i < 50; i++)); do
		[[ -e $demo/content/$name ]] || return 0
		sleep 0.1
	done
	return 1
}
holds "salt and bytes go from the store" gone
same "nobody gets it" "$(status "content/$name") $(grep -c "Erased by entry $erased" "$TMPDIR/body")" "410 1"
answers "it cannot be brought back" 1 "erased by entry $erased" "$COMITY" content put "$url" "$TMPDIR/letter" --salt "$salt"
model "pages say who had it erased, and on which rule" contents "next((c['eraser'], c['rule'], c['erased_entry']) \
for c in d['contents'] if c['sha256'] == '$name')" "('kz/coordinator', 'Law on personal data, article 9.', $erased)"
same "in words, in both languages" "$(curl -s "$url/en/record/$private" | grep -c 'Erased by') $(curl -s "$url/ru/contents" |
	grep -c 'Стёрто: ')" "1 1"
answers "everything else still verifies" 0 '3 committed to: 2 here and as committed, 0 withheld, 1 erased' \
	"$COMITY" verify "$demo"
holds "over the network too" "$COMITY" verify "$url" --key "$(curl -sf "$url/log/key")"

# 4. What is found.
{ printf %s "$salt" | xxd -r -p; cat "$TMPDIR/letter"; } >"$demo/content/$name"
answers "a false claim of erasure is found" 1 "$name, of entry $private, is still there: entry $erased had it erased" \
	"$COMITY" verify "$demo"
server_stop TERM
server_start serve "$demo"
holds "a server deletes what was erased before it started" gone
first=$(find "$demo/content" -type f -printf '%f\n' | sort | head -n 1)
printf x >>"$demo/content/$first"
answers "other bytes than were committed to are found" 1 'E_CONTENT: content .*: these are other bytes' \
	"$COMITY" verify "$demo"
same "and are given to nobody" "$(status "content/$first")" 503
rm "$demo/content/$first"
answers "what is gone without an act is withheld" 0 '1 here and as committed, 1 withheld, 1 erased' \
	"$COMITY" verify "$demo"
script_end
