#!/usr/bin/env python3
"""Random histories, folded a second time: every row and the root must be the program's.

usage: histories.py GENERATOR COUNT      TAP; GENERATOR is tests/unit/rules/history.c, built
"""
import json
import os
import subprocess
import sys

import fold
import state

KINDS = 147  # of acts; each must be in some history


def framed(stream):
    size = int.from_bytes(stream.read(4), 'big')
    return stream.read(size)


def history_check(stream, kinds):
    entries = list(iter(lambda: framed(stream), b''))
    head, tables, root = state.dump_read(framed(stream))
    forum = fold.Forum(head['origin'])
    for index, entry in enumerate(entries):
        forum.apply(index, entry)
        kinds.add(json.loads(entry.split(b'\n')[3])['act'])
    found = list(fold.differences(forum, head, tables))
    if root != framed(stream):
        found.append('state root: another one')
    return len(entries), found


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    count = int(sys.argv[2]) * (20 if os.environ.get('COMITY_LONG') else 1)
    made = subprocess.Popen([sys.argv[1], str(count)], stdout=subprocess.PIPE)
    acts, wrong, kinds = 0, [], set()
    for number in range(count):
        size, found = history_check(made.stdout, kinds)
        acts += size
        wrong += [f'history {number}, {what}' for what in found]
    print('1..2')
    print(*(f'# {line}'[:300] for line in wrong[:20]), sep='\n', end='\n' if wrong else '')
    print(f'# {count} histories, {acts} acts of {len(kinds)} kinds')
    good = made.wait() == 0 and not wrong
    print('ok' if good else 'not ok', '1 - a second fold gives every row and root of the histories')
    print('ok' if len(kinds) == KINDS else 'not ok', '2 - every kind of act is among them')


if __name__ == '__main__':
    main()
