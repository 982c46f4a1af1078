#!/usr/bin/env bash
# What browsers never send: ambiguous requests, slow senders, readers that do not read, many peers. TAP.
set -uo pipefail
tmp=${TMPDIR:-/tmp}
comity=${COMITY:?the program}
"$comity" demo --dir "$tmp/demo" --forum "${COMITY_SOURCE:-.}/forums/cica" --port 0 >"$tmp/out" 2>"$tmp/err" &
server=$!
trap 'kill "$server" 2>/dev/null' EXIT
port=''
for _ in $(seq 300); do
	port=$(sed -n 's!^Serving on http://[^/]*:\([0-9]*\)/.*!\1!p' "$tmp/out")
	[[ -z $port ]] || break
	sleep 0.1
done
if [[ -z $port ]]; then
	printf 'Bail out! the server does not start: %s\n' "$(tail -n 3 "$tmp/err")"
	exit 1
fi
python3 - "$port" <<'PY'
import re
import socket
import struct
import sys
import threading
import time

PORT = int(sys.argv[1])
failed = False


def connect(timeout=25, buffer=None):
    peer = socket.socket()
    if buffer:
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    peer.settimeout(timeout)
    peer.connect(('127.0.0.1', PORT))
    return peer


def read_all(peer):
    parts = []
    while True:
        part = peer.recv(65536)
        if not part:
            return b''.join(parts)
        parts.append(part)


def said(data):
    """Everything the server says to these bytes, until it closes."""
    with connect() as peer:
        peer.sendall(data)
        peer.shutdown(socket.SHUT_WR)
        return read_all(peer)


def statuses(answer):
    return [int(status) for status in re.findall(rb'HTTP/1\.1 (\d\d\d) ', answer)]


def check(name, works):
    global failed
    try:
        right = works()
    except Exception as problem:  # a closed or silent connection is a failed case, not a crash
        print(f'# {problem!r}')
        right = False
    failed |= not right
    print(f"{'ok' if right else 'not ok'} - {name}", flush=True)


HOST = b'Host: a\r\n'
NEXT = b'GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n'


def ambiguous():
    acts = b'POST /acts HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n'
    cases = [
        (acts + b'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400),
        (acts + b'Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc', 400),
        (acts + b'Content-Length: 3, 3\r\n\r\nabc', 400),
        (acts + b'Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 411),
        (acts + b'Transfer-Encoding: identity\r\n\r\n', 501),
        (acts + b'\r\nabc', 411),
        (acts + b'Content-Length : 3\r\n\r\nabc', 400),
        (b'GET / HTTP/1.1\nHost: a\n\n', 400),
        (b'GET / HTTP/1.1\r\nHost: a\r\n\x00: b\r\n\r\n', 400),
        (b'GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n', 400),
        (b'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n', 400),
        (b'GET / HTTP/1.1\r\n\r\n', 400),
        (b'GET / HTTP/3.0\r\nHost: a\r\n\r\n', 505),
        (b'\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n', 400),
        (b'GET /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd', 413),
        (b'POST /en/ HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd', 405),
        (b'PUT /acts HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd', 405),
        (b'PATCH /en/nope HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nabcd', 404),
        (b'DELETE /log/key HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nabcd', 405),
        (b'PUT /en/texts/draft/word HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\nabcd', 405),
        (b'GET /' + b'a' * 5000 + b' HTTP/1.1\r\n' + HOST + b'\r\n', 414),
        (b'GET / HTTP/1.1\r\n' + HOST + b'X: ' + b'a' * 17000 + b'\r\n\r\n', 431),
        (b'GET / HTTP/1.1\r\n' + HOST + b'X: y\r\n' * 64 + b'\r\n', 431),
    ]
    for data, status in cases:
        answer = said(data + NEXT)
        if statuses(answer) != [status] or b'\r\nConnection: close\r\n' not in answer:
            print(f'# {data[:60]!r}: {statuses(answer)}')
            return False
    return True


def pipelined():
    get = b'GET /en/parties HTTP/1.1\r\nHost: a\r\n\r\n'
    head = b'HEAD /en/parties HTTP/1.1\r\nHost: a\r\n\r\n'
    missing = b'GET /nope HTTP/1.1\r\nHost: a\r\n\r\n'
    return statuses(said((get + head + missing) * 100)) == [200, 200, 404] * 100


def byte_by_byte():
    with connect() as peer:
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for at in range(len(NEXT)):
            peer.sendall(NEXT[at:at + 1])
        peer.shutdown(socket.SHUT_WR)
        return statuses(read_all(peer)) == [200]


def slow_head():
    """A byte a second keeps nobody's connection open: the answer is 408 after ten seconds."""
    start = time.monotonic()
    with connect() as peer:
        for byte in b'GET / HTTP/1.1\r\nHost: a\r\nX: and so on':
            try:
                peer.sendall(bytes([byte]))
                peer.settimeout(0.7)
                answer = peer.recv(4096)
                return statuses(answer) == [408] and 9 < time.monotonic() - start < 13
            except TimeoutError:
                continue
    return False


def idle():
    with connect() as peer:
        peer.sendall(NEXT)
        peer.recv(4096)
        start = time.monotonic()
        return peer.recv(4096) == b'' and 13 < time.monotonic() - start < 18


def unread():
    """Who asks for much and reads nothing costs one buffer and hinders nobody."""
    peers = [connect(buffer=4096) for _ in range(50)]
    for peer in peers:
        peer.sendall(b'GET /log/tile/entries/000 HTTP/1.1\r\nHost: a\r\n\r\n' * 20)
    start = time.monotonic()
    for _ in range(50):
        if statuses(said(NEXT)) != [200]:
            return False
    took = time.monotonic() - start
    whole = read_all_of(peers[0], 20)
    for peer in peers:
        peer.close()
    return took < 5 and whole


def read_all_of(peer, count):
    data = b''
    peer.shutdown(socket.SHUT_WR)
    data = read_all(peer)
    bodies = data.split(b'HTTP/1.1 200 OK\r\n')[1:]
    return len(bodies) == count and len(set(body.split(b'\r\n\r\n', 1)[1] for body in bodies)) == 1


def resets():
    for _ in range(200):
        peer = connect()
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
        peer.sendall(b'GET /log/tile/entries/000 HTTP/1.1\r\nHost: a\r\n\r\n' * 5)
        peer.close()
    return statuses(said(NEXT)) == [200]


def many():
    """A thousand open connections, all of which still get an answer."""
    peers = [connect() for _ in range(900)]
    for peer in peers:
        peer.sendall(NEXT)
    right = all(statuses(peer.recv(4096)) == [200] for peer in peers)
    for peer in peers:
        peer.close()
    return right


def refused_body():
    """A body that is too large is refused at its head, and the refusal arrives."""
    with connect() as peer:
        peer.sendall(b'POST /acts HTTP/1.1\r\nHost: a\r\nContent-Type: application/octet-stream\r\n'
                     b'Content-Length: 3000000\r\n\r\n')
        try:
            for _ in range(46):
                peer.sendall(b'a' * 65536)
        except ConnectionError:
            pass
        return statuses(read_all(peer)) == [413]


def expectation():
    with connect() as peer:
        peer.sendall(b'POST /acts HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n'
                     b'Expect: 100-continue\r\n\r\n')
        first = peer.recv(4096)
        peer.sendall(b'abcd')
        peer.shutdown(socket.SHUT_WR)
        return first == b'HTTP/1.1 100 Continue\r\n\r\n' and statuses(read_all(peer)) == [400]


slow = []
for name, works in (('a head that comes too slowly is given up', slow_head),
                    ('a connection that asks for nothing is closed', idle)):
    thread = threading.Thread(target=check, args=(name, works))
    thread.start()
    slow.append(thread)
check('what two servers could read differently is refused and nothing after it is read', ambiguous)
check('pipelined requests are answered in their order', pipelined)
check('a request may come byte by byte', byte_by_byte)
check('readers that do not read hinder nobody, and get all of it when they do', unread)
check('connections that are reset harm nobody', resets)
check('nine hundred connections at once are served', many)
check('a refusal reaches the sender of too large a body', refused_body)
check('a body that waits for leave gets it', expectation)
for thread in slow:
    thread.join()
check('the server is well after all this', lambda: statuses(said(NEXT)) == [200])
sys.exit(failed)
PY
