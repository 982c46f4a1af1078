# shellcheck shell=bash disable=SC2154 # url and sent are the script's
# Sourced after script.sh by scripts that put texts under silence at a running server ($url).
content() { printf '%s\n' "$1" >"$TMPDIR/content.json"; }
# act_do KIND SIGNER...: composed from $TMPDIR/content.json by the first, signed by all, sent; sets id
# and entry. A signer is a handle, or HANDLE=FILE of another key than the forum's own for it.
act_do() {
	local kind=$1 act=$TMPDIR/act signer handle key
	shift
	local -a with=()
	for signer in "${@:2}"; do with+=(--with "${signer%%=*}"); done
	"$COMITY" act new "$kind" "$TMPDIR/content.json" --by "${1%%=*}" "${with[@]}" --from "$url" \
		>"$act" || return 1
	# shellcheck disable=SC2034 # the scripts use both
	id=$(sha256sum <"$act" | cut -d' ' -f1)
	for signer; do
		handle=${signer%%=*}
		key=$(demo_key "$handle")
		[[ $signer != *=* ]] || key=${signer#*=}
		"$COMITY" act sign "$act" --as "$handle" --key "$key" || return 1
	done
	"$COMITY" act submit "$act" --to "$url" || return 1
	# shellcheck disable=SC2034
	entry=$(sed -n 's/^index //p' "$act.receipt")
}
silence_parts() { PYTHONDONTWRITEBYTECODE=1 python3 "$COMITY_SOURCE/tests/lib/silences.py" "$@"; }
# silence_put CODE EXPIRES CHAIR [MEMBERS]: a text of two languages, for the senior officials; sets hash.
silence_put() {
	content '{"body": "soc", "code": "'"$1"'", "expires": '"$2"', "matter": "text", "texts": [
		{"lang": "en", "text": "The text '"$1"'.\n", "title": "A text"}, {"lang": "ru", "text": "Текст '"$1"'."}],
		"title": {"en": "A text", "ru": "Текст"}'"${4:+, $4}"'}'
	hash=$(silence_parts hash "$TMPDIR/content.json")
	act_do silence.propose "$3"
}
# about CODE [MEMBERS]: the content of an act about this silence.
about() { content '{"silence": "'"$1"'"'"${2:+, $2}"'}'; }
# silence_run CODE CHAIR: consented to, and circulated to all of $sent.
silence_run() {
	about "$1"
	act_do silence.consent "$2" || return 1
	about "$1" '"sent": '"$sent"
	act_do silence.circulate secretariat/officer-2
}
# voice KIND: members of a break or statement of the text with $hash.
voice() { printf '"hash": "%s", "kind": "%s"' "$hash" "$1"; }
paper() { # PARTY ARRIVED
	printf '"paper": {"arrived": %s, "channel": "note", "evidence": {"len": 4, "sha256": "%s",
		"type": "application/pdf"}, "party": "%s"}' "$2" "$hash" "$1"
}
