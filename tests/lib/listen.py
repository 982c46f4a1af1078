#!/usr/bin/env python3
"""Readers of /events.

  listen.py gaps URL          one reader: until SIGINT; then `last SIZE` and `least MS` between two events
  listen.py many URL OPEN     opens streams until one is refused; OPEN are there already
"""
import http.client
import re
import resource
import select
import signal
import socket
import sys
import time
from urllib.parse import urlsplit

STREAMS_MAX = 6144 # SSE_STREAMS_MAX


def ask(where, path):
    one = socket.create_connection((where.hostname, where.port))
    one.sendall(f'GET {path} HTTP/1.1\r\nHost: a\r\n\r\n'.encode())
    return one


def gaps(where):
    stream = ask(where, '/events')
    times, text, ended = [], b'', []
    signal.signal(signal.SIGINT, lambda number, frame: ended.append(True))
    while b'retry: 3000' not in text:
        text += stream.recv(65536)
    print('listening', flush=True)
    while not ended:
        if not select.select([stream], [], [], 0.02)[0]:
            continue
        some = stream.recv(65536)
        times += [time.monotonic()] * some.count(b'event: change')
        text += some
    sizes = re.findall(rb'"size":(\d+)', text)
    print('last', sizes[-1].decode() if sizes else 'none')
    least = [round((b - a) * 1000) for a, b in zip(times, times[1:])]
    print('least', min(least, default='none'))


def many(where, there):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < STREAMS_MAX + 300:
        print('all of it left out: the system gives too few descriptors')
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    streams, answer = [], b''
    while len(streams) <= STREAMS_MAX:
        stream = ask(where, '/events?noun=silence')
        answer = stream.recv(4096)
        if not answer.startswith(b'HTTP/1.1 200'):
            break
        streams.append(stream)
    assert answer.startswith(b'HTTP/1.1 503'), answer
    assert b'\r\nRetry-After: ' in answer, answer
    assert len(streams) + there == STREAMS_MAX, (len(streams), there)
    page = http.client.HTTPConnection(where.hostname, where.port)
    page.request('GET', '/en/')
    assert page.getresponse().status == 200
    print('all', len(streams))


if __name__ == '__main__':
    if sys.argv[1] == 'gaps':
        gaps(urlsplit(sys.argv[2]))
    else:
        many(urlsplit(sys.argv[2]), int(sys.argv[3]))
