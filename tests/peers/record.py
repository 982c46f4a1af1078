#!/usr/bin/env python3
"""A second reader of a record's files, written from docs/format/storage.md, merkle.md and notes.md.

usage: record.py DIR    reads entries, commits, slot, checkpoint, levels and offsets of a record;
                        computes every leaf and root anew; prints size and root, or what is wrong

Signatures are not looked at: tests/vectors/check.py does that.
"""
import base64
import hashlib
import pathlib
import re
import sys

from state import Bad, crc32c, need, snapshot_read

SEGMENT_ENTRIES = 1 << 20
BUNDLE_ENTRIES = 256
HALF_BYTES = 8192


def sha256(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def leaf(entry):
    return sha256(b'\0', entry)


def node(left, right):
    return sha256(b'\1', left, right)


def root(leaves):
    """MTH by levels: pairs are folded, an odd one rises."""
    if not leaves:
        return sha256()
    while len(leaves) > 1:
        pairs = [node(*leaves[i:i + 2]) for i in range(0, len(leaves) - 1, 2)]
        leaves = pairs + leaves[len(leaves) // 2 * 2:]
    return leaves[0]


class Growing:
    """The roots of the perfect subtrees of a growing tree."""

    def __init__(self):
        self.size, self.at = 0, {}

    def push(self, one):
        height = 0
        while self.size >> height & 1:
            one = node(self.at[height], one)
            height += 1
        self.at[height] = one
        self.size += 1

    def root(self):
        found = None
        for height in range(64):
            if self.size >> height & 1:
                found = self.at[height] if found is None else node(self.at[height], found)
        return sha256() if found is None else found


def big(data):
    return int.from_bytes(data, 'big')


def entries_read(folder, count):
    """The first `count` entries, framed; and where each 256th lies in its file."""
    framed, offsets = [], []
    for number in range((count + SEGMENT_ENTRIES - 1) // SEGMENT_ENTRIES):
        data, at = (folder / f'entries.{number:04}.dat').read_bytes(), 0
        for index in range(number * SEGMENT_ENTRIES, min(count, (number + 1) * SEGMENT_ENTRIES)):
            if index % BUNDLE_ENTRIES == 0:
                offsets.append(at)
            length = big(data[at:at + 2])
            need(0 < length <= 61440 and at + 2 + length <= len(data), f'entry {index} breaks off')
            framed.append(data[at:at + 2 + length])
            at += 2 + length
        need(not any(data[at:]), f'entries.{number:04}.dat: something after the last entry')
    return framed, offsets


def commits_read(folder):
    data, commits = (folder / 'commit.log').read_bytes(), []
    for at in range(0, len(data) // 64 * 64, 64):
        record = data[at:at + 64]
        if big(record[60:]) != crc32c(record[:60]):
            need(not any(data[at:]), f'commit {len(commits)} does not hold')
            break
        commits.append({'size': big(record[:8]), 'bytes': big(record[8:16]),
                        'root': record[16:48], 'crc': big(record[48:52]),
                        'received': big(record[52:60])})
    return commits


def commits_check(commits, framed):
    tree, done, size_bytes, last = Growing(), 0, 0, 0
    for number, commit in enumerate(commits):
        group = framed[done:commit['size']]
        need(group, f'commit {number} adds nothing')
        for entry in group:
            tree.push(leaf(entry[2:]))
        received = [int(entry[2:].split(b'\n', 1)[0]) for entry in group]
        need([last] + received == sorted([last] + received), f'commit {number}: time goes back')
        data, last, done = b''.join(group), received[-1], commit['size']
        size_bytes += len(data)
        need(size_bytes == commit['bytes'], f'commit {number}: other bytes')
        need(crc32c(data) == commit['crc'], f'commit {number}: another CRC')
        need(last == commit['received'], f'commit {number}: another time')
        need(tree.root() == commit['root'], f'commit {number}: another root')
    return tree


def note_read(note):
    """(origin, size, root) of a checkpoint; its signatures are another's affair."""
    text, separator, lines = note.decode().rpartition('\n\n')
    need(separator and lines.startswith('\u2014 ') and lines.endswith('\n'), 'no signed note')
    origin, size, hashed = text.split('\n')[:3]
    need(re.fullmatch('0|[1-9][0-9]*', size), 'a checkpoint without a size')
    return origin, int(size), base64.b64decode(hashed, validate=True)


def slot_read(folder):
    """The note in the newest half that holds, or nothing when nothing was ever signed."""
    data, newest, note = (folder / 'signed.slot').read_bytes(), -1, None
    need(len(data) == 2 * HALF_BYTES, 'the slot has another length')
    for number in range(2):
        half = data[number * HALF_BYTES:(number + 1) * HALF_BYTES]
        sequence, count = big(half[8:16]), big(half[16:20])
        holds = half[:8] == b'CMSLOT1\n' and sha256(half[:-32]) == half[-32:]
        if holds and sequence % 2 == number and sequence > newest:
            newest, note = sequence, half[20:20 + count]
    need(note is not None, 'no half of the slot holds')
    return note


def levels_check(folder, leaves):
    """Level L has the roots of the full subtrees of 256^L entries."""
    for number in range(8):
        path = folder / f'level{number}.dat'
        if path.exists():
            need(path.read_bytes() == b''.join(leaves), f'level{number}.dat differs')
        leaves = [root(leaves[i:i + 256]) for i in range(0, len(leaves) // 256 * 256, 256)]


def record_read(folder):
    commits = commits_read(folder)
    size = commits[-1]['size'] if commits else 0
    framed, offsets = entries_read(folder, size)
    leaves = [leaf(entry[2:]) for entry in framed]
    need(commits_check(commits, framed).root() == root(leaves), 'two ways, two roots')
    levels_check(folder, leaves)
    marks = (folder / 'offsets.dat').read_bytes()
    need([big(marks[i:i + 8]) for i in range(0, len(marks), 8)] == offsets, 'offsets.dat differs')
    origins = {entry[2:].split(b'\n')[2].decode() for entry in framed}
    for note in filter(None, [slot_read(folder), (folder / 'checkpoint').read_bytes()]):
        origin, signed, hashed = note_read(note)
        need(signed <= size, 'more is signed than is there')
        need(hashed == root(leaves[:signed]), 'the checkpoint has another root')
        need(origins <= {origin}, 'an entry of another origin')
    for path in folder.glob('snapshot.*'):
        covered, tree, _ = snapshot_read(path.read_bytes())
        need(path.name == f'snapshot.{covered}', f'{path.name} is of {covered} entries')
        need(tree == root(leaves[:covered]), f'{path.name} is of another tree')
    return size, root(leaves)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        size, hashed = record_read(pathlib.Path(sys.argv[1]))
    except (Bad, OSError, ValueError) as wrong:
        sys.exit(f'{sys.argv[1]}: {wrong}')
    print(f'size {size}\nroot {hashed.hex()}')


if __name__ == '__main__':
    main()
