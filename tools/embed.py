#!/usr/bin/env python3
"""Makes a C table of the files that pages refer to: embed.py OUT.inc FILE...

A row is ASSET("name", "media type", "hash", bytes, size). ASSETS_VERSION is a hash over all of them:
pages put it into their links, so that the files can be cached for ever.
"""
import hashlib
import pathlib
import sys

TYPES = {
    '.css': 'text/css; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.svg': 'image/svg+xml',
    '.png': 'image/png',
    '.ico': 'image/x-icon',
    '.txt': 'text/plain; charset=utf-8',
    '.webmanifest': 'application/manifest+json',
}


def bytes_of(content):
    lines = []
    for at in range(0, len(content), 24):
        lines.append('\t' + ','.join(str(byte) for byte in content[at:at + 24]) + ',\n')
    return ''.join(lines) or '\t0,\n'


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    paths = sorted((pathlib.Path(name) for name in sys.argv[2:]), key=lambda path: path.name)
    everything = hashlib.sha256()
    rows, arrays = [], []
    for number, path in enumerate(paths):
        if path.suffix not in TYPES:
            sys.exit(f'{path}: what media type is {path.suffix or "this"}?')
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        everything.update(path.name.encode() + b'\0' + content)
        arrays.append(f'static const unsigned char asset_{number}[] = {{\n{bytes_of(content)}}};\n')
        rows.append(f'\tASSET("{path.name}", "{TYPES[path.suffix]}", "{digest[:16]}", asset_{number}, '
                    f'{len(content)}),\n')
    with open(sys.argv[1], 'w', encoding='utf-8') as out:
        out.write('/* Made by tools/embed.py. */\n')
        out.write(f'#define ASSETS_VERSION "{everything.hexdigest()[:12]}"\n')
        out.writelines(arrays)
        out.write('static const struct asset assets[] = {\n' + ''.join(rows) + '};\n')


if __name__ == '__main__':
    main()
