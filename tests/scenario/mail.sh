#!/usr/bin/env bash
# Notices by mail, through msmtp to a server on this machine: who is told of what and in which language,
# in order and whole though the server is busy, ours is killed, or one address is refused.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"
# shellcheck source=tests/lib/silence.sh
. "$COMITY_SOURCE/tests/lib/silence.sh"

if ! command -v msmtp >/dev/null; then
	yes "msmtp is not here # SKIP"
	script_end
	exit
fi
demo=$TMPDIR/demo
mails=$TMPDIR/mails
officer=secretariat/officer-1
export PYTHONDONTWRITEBYTECODE=1
sink() { python3 "$COMITY_SOURCE/tests/lib/smtp_sink.py" "$@"; }
# Not by the function: its shell would be ended, and the server left.
python3 "$COMITY_SOURCE/tests/lib/smtp_sink.py" serve "$mails" >"$TMPDIR/port" &
sink_pid=$!
trap 'server_stop TERM; kill "$sink_pid" 2>/dev/null' EXIT
for ((i = 0; i < 100; i++)); do
	[[ ! -s $TMPDIR/port ]] || break
	sleep 0.1
done

demo_make "$demo"
cat >"$TMPDIR/told" <<'TOLD'
# PARTY ADDRESS [LANGUAGE] [OFFSET]
kz mission-kz@example.net ru +05:00
tr mission-tr@example.net
secretariat office@example.org en
TOLD
start() {
	server_start serve "$demo" --url https://forum.example --mail-from forum@example.org \
		--mail-to "$TMPDIR/told" --sendmail \
		"msmtp --host=127.0.0.1 --port=$(<"$TMPDIR/port") --read-envelope-from -t"
}
number() { curl -s "$url/metrics" | sed -n "s/^comity_mail_$1 //p"; }
# until_is NAME AT_LEAST: waits for a counter.
until_is() {
	local i
	for ((i = 0; i < 300; i++)); do
		(($(number "$1") < $2)) || return 0
		sleep 0.1
	done
	return 1
}
does() { # KIND SIGNER CONTENT
	content "$3"
	act_do "$1" "$2" >"$script_out" 2>&1 || { no "$1 by $2"; script_end; exit 1; }
}
day() { date -u -d "+$1 days" +%F; }
at() { date -u -d "$(day "$1") 09:00:00" +%s000; }
convene() { # CODE TITLE
	does meeting.convene "$officer" '{"body": "soc", "code": "'"$1"'", "from": "'"$(day 200)"'", "mode": "online",
		"opens": '"$(at 200)"', "title": {"en": "'"$2"'", "ru": "'"$2"' по-русски"}}'
}
judged() { sink judge "$mails"; }

for wrong in "--mail-from a@example.org" "--sendmail msmtp" "--url forum.example" \
	"--url https://forum.example/ --sendmail msmtp --mail-from a@b --mail-to $TMPDIR/told"; do
	# shellcheck disable=SC2086 # several words
	answers "half of it is no way to serve: ${wrong%% *} ..." 2 'comity serve' "$COMITY" serve "$demo" $wrong
done
printf 'kz nobody\n' >"$TMPDIR/bad"
answers "a line that names no address is shown" 1 'bad:1' "$COMITY" serve "$demo" --port 0 \
	--url https://forum.example --mail-from a@example.org --mail-to "$TMPDIR/bad" --sendmail msmtp
answers "an address that could carry more is none" 1 'no address' "$COMITY" serve "$demo" --port 0 \
	--url https://forum.example --mail-from $'a@example.org\nBcc: b@example.org' --mail-to "$TMPDIR/told" \
	--sendmail msmtp

start
sleep 1
same "nothing is mailed of what was there before" "$(number sent_total) $(number behind_entries)" "0 0"
convene one 'Meeting'
holds "a meeting that is convened is told to all three" until_is sent_total 3
does meeting.move "$officer" '{"from": "'"$(day 201)"'", "ground": "A hall is not free.", "meeting": "one",
	"opens": '"$(at 201)"'}'
does meeting.cancel "$officer" '{"ground": "No quorum is expected.", "meeting": "one"}'
holds "so are its moving and its cancelling" until_is sent_total 9
holds "every message is as it should be, says Python's parser" judged
same "one after the other, each in the language of who gets it" "$(cut -d' ' -f1,2 <"$script_out" | uniq -c |
	sed 's/^ *//' | tr '\n' ';')" "$(for i in 1 2 3; do
	printf '1 mission-kz@example.net ru;1 mission-tr@example.net en;1 office@example.org en;'; done)"
same "the subject says it in Russian" "$(sed -n 7p "$script_out")" \
	"mission-kz@example.net ru СВМДА: Заседание отменено: Meeting по-русски"
sink text "$mails" 4 >"$script_out"
same "the text has the page" "$(sed -n 's/^Страница: //p' "$script_out")" https://forum.example/ru/meetings/one
same "the time, in UTC and on the reader's clock" "$(grep -c '09:00:00.UTC = .*14:00 (UTC+05:00)$' \
	"$script_out")" 1
same "and the ground" "$(sed -n 's/^Основание: //p' "$script_out")" "A hall is not free."

does text.table kz/delegate-1 '{"body": "soc", "code": "echoed", "lang": "en",
	"title": {"en": "A draft"}, "units": [{"id": "op1", "kind": "paragraph", "label": "1.", "text": "Words."}]}'
holds "what a party's key signed is told to that party" until_is sent_total 10
judged >"$script_out"
same "and to nobody else" "$(sed -n '10p' "$script_out")" \
	"mission-kz@example.net ru СВМДА: Ключами вашего участника подписан акт: text.table"
sink text "$mails" 10 >"$script_out"
same "with the handle that signed" "$(grep -c 'kz/delegate-1\.\?$' "$script_out")" 1

# A calendar follows the same acts.
curl -s "$url/en/calendar.ics?body=soc" >"$TMPDIR/calendar"
same "the calendar has the meeting cancelled, at its second change" "$(tr -d '\r' <"$TMPDIR/calendar" |
	sed -n '/^STATUS:CANCELLED/p;/^SEQUENCE:2/p' | sort | tr '\n' ' ')" "SEQUENCE:2 STATUS:CANCELLED "
for feed in feed decisions documents; do
	curl -s "$url/ru/$feed.atom" >"$TMPDIR/$feed"
	holds "$feed.atom is XML" xmllint --noout "$TMPDIR/$feed"
done
same "feeds have whole addresses" "$(grep -c 'href="/' "$TMPDIR/feed")" 0

: >"$mails/busy"
convene two 'Second'
convene three 'Third'
holds "while the mail server is busy it is tried again" until_is retried_total 2
same "and nothing behind it passes" "$(number sent_total)" 10
rm "$mails/busy"
holds "then all comes" until_is sent_total 16
same "in order" "$(judged | sed -n '11,16p' | grep -o 'Second\|Third' | tr '\n' ' ')" \
	"Second Second Second Third Third Third "

: >"$mails/busy"
convene four 'Fourth'
holds "a notice waits" until_is retried_total 1
server_stop KILL
rm "$mails/busy"
start
holds "a server that was killed goes on where it was" until_is sent_total 3
server_stop TERM
start
sleep 1
same "one that was ended sends nothing twice" "$(number sent_total)" 0
# The message that was under way when ours was killed may have arrived, and come again.
same "each was told of the fourth" "$(judged | grep Fourth | sort -u | wc -l)" 3
same "under a name that shows a repetition" "$(cat "$mails"/*.eml | tr -d '\r' | sed -n 's/^Message-ID: //p' |
	sort -u | wc -l)" "$(((3 + 2 + 1) * 2 + 1))"

sed -i 's/^tr .*/tr refused@example.net/' "$TMPDIR/told"
convene five 'Fifth =?utf-8?q?x?=, <b@c>;'
holds "an address that is refused is given up" until_is failed_total 1
holds "the next gets its message" until_is sent_total 2
same "a title is a title" "$(judged | tail -n 1 | grep -o 'Fifth.*')" 'Fifth =?utf-8?q?x?=, <b@c>;'
same "what is logged names no address" "$(grep -c '@' "$TMPDIR/server.err")" 0
same "the log says what happened" "$(grep -c 'is given up' "$TMPDIR/server.err")" 1
script_end
