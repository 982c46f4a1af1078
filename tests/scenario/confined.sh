#!/usr/bin/env bash
# The serving process: what it has given up once it serves, in every thread; what it still does; and what
# it tells a service manager.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

demo=$TMPDIR/demo
demo_make "$demo"
server_start serve "$demo"
# A build with a sanitizer is never confined.
if grep -q '^Seccomp:	0$' "/proc/$server_pid/status" &&
	[[ $(nm "$COMITY" 2>"$script_out" | grep -c '__[at]san_init') -gt 0 ]]; then
	yes "a build with a sanitizer is not confined # SKIP it is one"
	script_end
	exit
fi
# each FIELD: what all threads have.
each() { sed -n "s/^$1:[[:space:]]*//p" /proc/"$server_pid"/task/*/status | sort -u | tr '\n' ' '; }
same "no thread of it gets new privileges" "$(each NoNewPrivs)" '1 '
same "system calls of every thread are filtered" "$(each Seccomp)" '2 '
holds "there are several" test "$(find "/proc/$server_pid/task" -mindepth 1 -maxdepth 1 | wc -l)" -gt 2
starter=$(pgrep -P "$server_pid")
same "one process beside it starts others" "$(wc -w <<<"$starter")" 1
answers "which has no file of the record open" 1 '' grep -qF "$demo" <(ls -l "/proc/$starter/fd")
# key_found PID: is the log's key, as its file has it, in that process's memory?
key_found() {
	python3 - "$1" "$demo/log.key" <<'PY'
import re, sys
key = open(sys.argv[2]).read().strip().encode()[-40:]
found = False
with open(f'/proc/{sys.argv[1]}/mem', 'rb') as memory:
    for line in open(f'/proc/{sys.argv[1]}/maps'):
        start, end, mode = re.match(r'(\w+)-(\w+) (\S+)', line).groups()
        start, end = int(start, 16), int(end, 16)
        if not mode.startswith('rw') or end - start > 1 << 28:
            continue
        memory.seek(start)
        try:
            found |= key in memory.read(end - start)
        except OSError:
            continue
print(found)
PY
}
same "and never had the key" "$(key_found "$starter")" False
same "which would be found where it is" "$(key_found "$server_pid")" True
same "pages are served" "$(curl -s -o "$TMPDIR/body" -w '%{http_code}' "$url/en/")" 200
# audit LANG: what is not well, of those points that do not hang on this machine.
audit() {
	curl -s "$url/api/$1/audit" | python3 -c "
import json, sys
points = json.load(sys.stdin)['data']['points']
print(*(p['point'] for p in points if not p.get('is_well') and p['point'] in ('keys', 'sandbox', 'tls', 'clock')))"
}
same "the server's own page says what is not well: it has no https address" "$(audit en)" tls
answers "the command says the same, and that not all is well" 1 '^! tls ' "$COMITY" audit "$url"
answers "also in Russian" 1 '^! tls .*прокси' "$COMITY" audit "$url/" --lang ru
answers "there is no other language" 2 'en or ru' "$COMITY" audit "$url" --lang fr
answers "an address where no server is tells nothing" 1 '^comity: ' "$COMITY" audit "$url/en"
server_stop TERM
answers "it ends in order" 1 '' pgrep -f "serve $demo"
holds "and its record verifies" "$COMITY" verify "$demo"
# gone PID: so is one that has ended and waits for its parent.
gone() { ! grep -q '^State:[[:space:]]*[^ZX]' "/proc/$1/status" 2>/dev/null; }
holds "the other process ends with it" gone "$starter"

server_start serve "$demo"
starter=$(pgrep -P "$server_pid")
server_stop KILL
for _ in $(seq 50); do gone "$starter" && break; sleep 0.1; done
holds "also when it is killed" gone "$starter"

server_start serve "$demo" --unconfined
same "without the sandbox, when told so" "$(each Seccomp)" '0 '
same "and says so itself" "$(audit ru)" 'sandbox tls'
server_stop TERM
server_start demo --dir "$demo" --forum "$COMITY_SOURCE/forums/cica"
same "keys of demonstration are named as such" "$(audit en)" 'keys tls'
server_stop TERM

# ---- a service manager ----
export NOTIFY_SOCKET=$TMPDIR/notify WATCHDOG_USEC=1000000
python3 - "$NOTIFY_SOCKET" >"$TMPDIR/told" <<'PY' &
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
while True:
    text = s.recv(4096).decode()
    print(text, flush=True)
    if text == 'STOPPING=1':
        break
PY
manager=$!
for _ in $(seq 50); do [[ -S $NOTIFY_SOCKET ]] && break; sleep 0.1; done
server_start serve "$demo"
sleep 3
server_stop TERM
wait "$manager"
same "it says when it is ready" "$(head -n 1 "$TMPDIR/told")" READY=1
holds "that it is alive, more often than it must" test "$(grep -c '^WATCHDOG=1$' "$TMPDIR/told")" -ge 3
same "and when it stops" "$(tail -n 1 "$TMPDIR/told")" STOPPING=1
unset WATCHDOG_USEC
NOTIFY_SOCKET=$TMPDIR/nobody
server_start serve "$demo"
same "a manager that is gone is no reason not to serve" \
	"$(curl -s -o "$TMPDIR/body" -w '%{http_code}' "$url/healthz")" 200
server_stop TERM

# ---- its unit ----
unit=$TMPDIR/comity.service
sed "s|@bindir@|$(dirname "$COMITY")|" "$COMITY_SOURCE/packaging/comity.service.in" >"$unit"
if command -v systemd-analyze >"$script_out"; then
	answers "systemd knows every word of the unit" 1 '' grep -E 'nknown|nvalid|ignor|Failed to parse' \
		<(systemd-analyze verify "$unit" 2>&1)
	holds "and finds it exposed at 1.5 of 10 at most" \
		systemd-analyze security --offline=true --threshold=15 --no-pager "$unit"
else
	yes "systemd judges the unit # SKIP systemd-analyze is not installed"
fi
script_end
