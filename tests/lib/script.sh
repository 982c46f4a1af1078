# shellcheck shell=bash
# Sourced by the scripts of tests/scenario and tests/peers, which ./test runs with COMITY (the
# binary), COMITY_SOURCE (the repository) and TMPDIR (private to the script) set. Results are TAP.
set -uo pipefail
: "${COMITY:?}" "${COMITY_SOURCE:?}" "${TMPDIR:?}"
export LC_ALL=C.UTF-8
script_out=$TMPDIR/output
script_cases=0
script_failed=0
server_pid=''
trap 'server_stop TERM' EXIT

# A case: the sentence, then what was said when it does not hold.
yes() {
	script_cases=$((script_cases + 1))
	printf 'ok - %s\n' "$1"
}
no() {
	script_cases=$((script_cases + 1))
	script_failed=$((script_failed + 1))
	printf 'not ok - %s\n' "$1"
	sed 's/^/# /' "${2:-$script_out}" | head -n 12
}
# holds SENTENCE COMMAND...: the command succeeds.
holds() {
	local sentence=$1
	shift
	if "$@" >"$script_out" 2>&1; then yes "$sentence"; else no "$sentence"; fi
}
# answers SENTENCE STATUS PATTERN COMMAND...: it ends with STATUS, and says what PATTERN (extended,
# of one line) finds; an empty pattern finds everything.
answers() {
	local sentence=$1 status=$2 pattern=$3 got=0
	shift 3
	"$@" >"$script_out" 2>&1 || got=$?
	if ((got == status)) && { [[ -z $pattern ]] || grep -qE -- "$pattern" "$script_out"; }; then
		yes "$sentence"
	else
		printf 'status %d, wanted %d and /%s/\n' "$got" "$status" "$pattern" >>"$script_out"
		no "$sentence"
	fi
}
# same SENTENCE A B: two texts are equal.
same() {
	if [[ $2 == "$3" ]]; then
		yes "$1"
	else
		printf '1: %s\n2: %s\n' "${2:0:400}" "${3:0:400}" >"$script_out"
		no "$1"
	fi
}
# How the script ends.
script_end() {
	printf '1..%d\n' "$script_cases"
	((script_failed == 0))
}
# What the rest needs did not work: one failed case, and the end.
give_up() {
	no "$1" "${2:-$script_out}"
	script_end
	exit 1
}

# demo_make DIR [BINARY]: the record of the example forum, from the facts in $demo_facts.
demo_facts=$COMITY_SOURCE/forums/cica
demo_make() {
	"${2:-$COMITY}" demo --dir "$1" --forum "$demo_facts" --only-make \
		>"$script_out" 2>&1 || give_up "the example forum is made"
}
# server_start COMMAND...: `comity demo` or `comity serve`, on a free port; sets `url`.
server_start() {
	local said=$TMPDIR/server.out i
	server_stop TERM
	: >"$said"
	"$COMITY" "$@" --port 0 >"$said" 2>"$TMPDIR/server.err" &
	server_pid=$!
	for ((i = 0; i < 300; i++)); do
		# shellcheck disable=SC2034 # the scripts use it
		url=$(sed -n 's|^Serving on \(http://[^/]*\)/.*|\1|p' "$said")
		[[ -z $url ]] || return 0
		kill -0 "$server_pid" 2>/dev/null || break
		sleep 0.1
	done
	give_up "the server starts" "$TMPDIR/server.err"
}
# server_stop SIGNAL
server_stop() {
	[[ -n $server_pid ]] || return 0
	kill "-$1" "$server_pid" 2>/dev/null
	wait "$server_pid" 2>/dev/null
	server_pid=''
}
# model SENTENCE ADDRESS PYTHON-EXPRESSION EXPECTED: of a page as JSON, `d` being its data.
model() {
	curl -sf "$url/api/en/$2" >"$TMPDIR/json" || printf '{"data":{}}' >"$TMPDIR/json"
	same "$1" "$(python3 -c "
import json, sys
d = json.load(open(sys.argv[1]))['data']
print($3)" "$TMPDIR/json" 2>&1)" "$4"
}
# demo_key HANDLE: the path of its private key, made when it is not there.
demo_key() {
	local file=$TMPDIR/keys/${1//\//-}
	mkdir -p "$TMPDIR/keys"
	if [[ ! -f $file ]]; then
		(umask 077 && "$COMITY" key demo "$1" >"$file")
	fi
	printf '%s' "$file"
}
