#!/usr/bin/env python3
"""Plays a host who owns the log key and cheats: appends an entry that the rules refuse to a record on
disk, and signs the larger tree. docs/format/storage.md and notes.md say how; nothing of ours is used.

  forge.py DIR SUBMISSION [RECEIVED]      DIR holds log.key and record/
  forge.py --damage COMITY DIR FILE TRIES PATTERN     flips bits of a file of the record; prints those
                                          that `comity verify` does not find, or whose file or entry
                                          it does not name
"""
import base64
import hashlib
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile

SLOT_BYTES = 8192


def sha256(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 if crc & 1 else 0)
    return crc ^ 0xffffffff


def root_of(leaves):
    if len(leaves) == 1:
        return leaves[0]
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b'\1', root_of(leaves[:k]), root_of(leaves[k:]))


def entries_of(data):
    at = 0
    while at + 2 <= len(data) and data[at:at + 2] != b'\0\0':
        n = int.from_bytes(data[at:at + 2], 'big')
        yield data[at + 2:at + 2 + n]
        at += 2 + n


def ed25519_sign(seed, message):
    """By openssl, which wants files."""
    with tempfile.TemporaryDirectory() as folder:
        key, text = pathlib.Path(folder, 'key'), pathlib.Path(folder, 'text')
        key.write_bytes(bytes.fromhex('302e020100300506032b657004220420') + seed)
        text.write_bytes(message)
        return subprocess.run(['openssl', 'pkeyutl', '-sign', '-inkey', key, '-keyform', 'DER',
                               '-rawin', '-in', text], check=True, capture_output=True).stdout


def checkpoint_of(key_text, size, root):
    name, key_id, key = key_text.removeprefix('PRIVATE+KEY+').split('+', 2)
    text = f'{name}\n{size}\n{base64.b64encode(root).decode()}\n'.encode()
    signature = bytes.fromhex(key_id) + ed25519_sign(base64.b64decode(key)[1:], text)
    return text + f'\n— {name} {base64.b64encode(signature).decode()}\n'.encode()


def slot_half(sequence, note):
    head = b'CMSLOT1\n' + struct.pack('>QI', sequence, len(note)) + note
    head += bytes(SLOT_BYTES - 32 - len(head))
    return head + sha256(head)


def forge(folder, submission, received):
    record = folder / 'record'
    data = (record / 'entries.0000.dat').read_bytes()
    entries = list(entries_of(data))
    data = b''.join(struct.pack('>H', len(e)) + e for e in entries)
    last = int(entries[-1].split(b'\n', 1)[0])
    received = last + 1000 if received is None else int(received)
    entry = str(received).encode() + b'\n' + submission
    group = struct.pack('>H', len(entry)) + entry
    entries.append(entry)
    root = root_of([sha256(b'\0', e) for e in entries])
    commit = struct.pack('>QQ32sIQ', len(entries), len(data) + len(group), root, crc32c(group), received)
    (record / 'entries.0000.dat').write_bytes(data + group)
    with open(record / 'commit.log', 'ab') as log:
        log.write(commit + struct.pack('>I', crc32c(commit)))
    note = checkpoint_of((folder / 'log.key').read_text().strip(), len(entries), root)
    (record / 'checkpoint').write_bytes(note)
    slot = (record / 'signed.slot').read_bytes()
    sequence = 1 + max(struct.unpack_from('>Q', slot, k * SLOT_BYTES + 8)[0] for k in range(2))
    halves = [slot[:SLOT_BYTES], slot[SLOT_BYTES:]]
    halves[sequence % 2] = slot_half(sequence, note)
    (record / 'signed.slot').write_bytes(halves[0] + halves[1])
    for derived in list(record.glob('level*.dat')) + [record / 'offsets.dat']:
        derived.unlink()


def damage(comity, folder, name, tries, pattern):
    """Flips one random bit of a file, again and again; prints what verify did not find or not name."""
    path = folder / 'record' / name
    whole = path.read_bytes()
    chance = random.Random(f'{name} {os.environ.get("COMITY_SEED", 7)}')
    for _ in range(tries):
        data = bytearray(whole)
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        data[at] ^= 1 << bit
        path.write_bytes(data)
        done = subprocess.run([comity, 'verify', folder], capture_output=True, text=True, check=False)
        said = done.stdout + done.stderr
        if done.returncode != 1 or not re.search(pattern, said, re.M):
            print(f'byte {at} bit {bit}: status {done.returncode}: {said.splitlines()[:1]}')
    path.write_bytes(whole)


if __name__ == '__main__':
    if sys.argv[1] == '--damage':
        damage(sys.argv[2], pathlib.Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]), sys.argv[6])
    else:
        forge(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]).read_bytes(),
              sys.argv[3] if len(sys.argv) > 3 else None)
