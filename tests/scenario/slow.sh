#!/usr/bin/env bash
# Clients that are slow, many and greedy: a thousand connections that send and read as little as they may, for
# some seconds (minutes in the long form), and what others notice of it; which pace of a body is enough; what is
# refused at once; and how many connections one address may have.
# shellcheck source=tests/lib/script.sh
. "$COMITY_SOURCE/tests/lib/script.sh"

# What a program has said, with its cases among ours.
taps_count() {
	cat "$TMPDIR/taps"
	script_cases=$((script_cases + $(grep -cE '^(not )?ok' "$TMPDIR/taps")))
	script_failed=$((script_failed + $(grep -c '^not ok' "$TMPDIR/taps")))
	tail -n 1 "$TMPDIR/taps" | grep -qE '^(not )?ok' || no "it comes to its end"
}
demo=$TMPDIR/demo
demo_make "$demo"
server_start serve "$demo"
python3 - "${url##*:}" "$([[ -n ${COMITY_LONG:-} ]] && echo 180 || echo 14)" >"$TMPDIR/taps" <<'PY'
import resource
import socket
import sys
import time

PORT, SECONDS = int(sys.argv[1]), int(sys.argv[2])
SLOW = 1000
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4096) if most > 0 else 4096, most))
failed = False


def check(name, right, remark=''):
    global failed
    failed |= not right
    print(f"{'ok' if right else 'not ok'} - {name}", flush=True)
    if not right:
        print(f'# {remark}')


def connect():
    peer = socket.create_connection(('127.0.0.1', PORT), timeout=30)
    peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return peer


class Slow:
    """One that begins, and then sends a byte a second: a head, a body, or requests whose answers it leaves."""

    begins = (b'GET /en/ HTTP/1.1\r\nHost: a\r\nX: ',
              b'POST /acts HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 60000\r\n\r\n',
              b'GET /log/tile/entries/000 HTTP/1.1\r\nHost: a\r\n\r\n' * 5)

    def __init__(self, number):
        self.begin = self.begins[number % 3]
        self.byte = (b'a', b'a', b'')[number % 3]
        self.open()

    def open(self):
        self.peer = connect()
        self.peer.sendall(self.begin)
        self.peer.setblocking(False)

    def go_on(self):
        try:
            self.peer.send(self.byte)
        except BlockingIOError:
            pass
        except OSError:  # it was given up: here it is again
            self.peer.close()
            self.open()
            return 1
        return 0


def asked(path):
    start = time.monotonic()
    with connect() as peer:
        peer.sendall(b'GET ' + path + b' HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
        data = b''
        while part := peer.recv(65536):
            data += part
    return data.startswith(b'HTTP/1.1 200 '), time.monotonic() - start


slow = [Slow(i) for i in range(SLOW)]
end, took, wrong, again, turn = time.monotonic() + SECONDS, [], 0, 0, 0
while time.monotonic() < end:
    for path in (b'/en/', b'/healthz', b'/api/parties', b'/log/checkpoint'):
        right, seconds = asked(path)
        wrong += not right
        took.append(seconds)
    for one in slow[turn * 100:turn * 100 + 100]:
        again += one.go_on()
    turn = (turn + 1) % (SLOW // 100)
    time.sleep(0.05)
took.sort()
p99 = took[len(took) * 99 // 100]
print(f'# {len(took)} requests beside {SLOW} slow ones: median {took[len(took) // 2] * 1000:.1f} ms, '
      f'p99 {p99 * 1000:.1f} ms; {again} came again')
check('beside a thousand slow connections every request is answered', wrong == 0, f'{wrong} were not')
check('and 99 of 100 within a second', p99 < 1, f'p99 {p99}')
check('those that are too slow are given up', again > 0)
for one in slow:
    one.peer.close()

# Ten seconds, and a second for each KiB that has come: 4 KiB a second goes on for longer than ten.
with connect() as peer:
    peer.sendall(b'POST /acts HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 49152\r\n\r\n')
    start = time.monotonic()
    for _ in range(12):
        peer.sendall(b'a' * 4096)
        time.sleep(1)
    answer = peer.recv(4096)
    check('a body of four kilobytes a second is waited for', answer.startswith(b'HTTP/1.1 400 ') and
          time.monotonic() - start > 11, answer[:60])
with connect() as peer:
    peer.sendall(b'POST /acts HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 49152\r\n\r\n')
    peer.settimeout(14)
    start = time.monotonic()
    answer = peer.recv(4096)
    check('one that does not come is not', answer.startswith(b'HTTP/1.1 408 ') and
          9 < time.monotonic() - start < 13, answer[:60])
sys.exit(failed)
PY
taps_count
for method in TRACE CONNECT PUT DELETE; do
	same "$method is not for anybody" \
		"$(curl -s -o "$TMPDIR/body" -w '%{http_code}' -X "$method" "$url/en/")" 405
done
same "a parameter that stands twice is refused" \
	"$(curl -s -o "$TMPDIR/body" -w '%{http_code}' "$url/en/parties?on=2016-04-28&on=2017-01-01")" 400
same "and a control character" "$(curl -s -o "$TMPDIR/body" -w '%{http_code}' "$url/en/search?q=a%00b")" 400
same "a compressed body is refused" "$(curl -s -o "$TMPDIR/body" -w '%{http_code}' -H 'Content-Encoding: gzip' \
	-H 'Content-Type: text/plain' --data-binary a "$url/acts")" 415
server_stop TERM

# ---- one address ----
server_start serve "$demo" --host 0.0.0.0
python3 - "${url##*:}" >"$TMPDIR/taps" <<'PY'
import resource
import socket
import sys

PORT = int(sys.argv[1])
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 4096) if most > 0 else 4096, most))
ASK = b'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'


def connect(address):
    peer = socket.create_connection(('127.0.0.1', PORT), timeout=30, source_address=(address, 0))
    peer.sendall(ASK)
    return peer, peer.recv(4096)


failed = False


def check(name, right):
    global failed
    failed |= not right
    print(f"{'ok' if right else 'not ok'} - {name}", flush=True)


held = [connect('127.0.0.1') for _ in range(512)]
check('one address has 512 connections', all(a.startswith(b'HTTP/1.1 200 ') for _, a in held))
_, answer = connect('127.0.0.1')
check('one more is told to come later', answer.startswith(b'HTTP/1.1 429 ') and b'Retry-After: ' in answer)
_, answer = connect('127.0.0.2')
check('another address is served', answer.startswith(b'HTTP/1.1 200 '))
for peer, _ in held[:10]:
    peer.shutdown(socket.SHUT_RDWR)
    peer.close()
later = []
for _ in range(50):
    peer, answer = connect('127.0.0.1')
    later.append(peer)
    if answer.startswith(b'HTTP/1.1 200 '):
        break
check('what is given back is given again', answer.startswith(b'HTTP/1.1 200 '))
sys.exit(failed)
PY
taps_count
script_end
