#!/usr/bin/env python3
"""Writes the tables of members in docs/format/acts.md from src/codec/kinds.h and shapes_*.h.

usage: kinds2md.py [--check]    --check: changes nothing, prints what is not current, status 1

In the page a table stands between `<!-- members SHAPE -->` and `<!-- end -->`; a last column with
remarks is kept when the members stay the same.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / 'docs/format/acts.md'
MANUAL = ROOT / 'man/comity.1'
BLOCK = re.compile(r'(<!-- members (\w+) -->\n)(.*?)(<!-- end -->)', re.S)

WORDS = {
    'CODE': 'code', 'LANG': 'language tag', 'HANDLE': 'handle', 'DATE': 'date', 'MOMENT': 'moment',
    'BOOLEAN': '`true`', 'HASH': 'hash', 'RAW': 'object',
}
COUNTED = {'CODES': 'codes', 'LANGS': 'language tags', 'HANDLES': 'handles', 'TEXTS': 'texts', 'HASHES': 'hashes'}


def limits():
    text = (ROOT / 'src/base/limits.h').read_text()
    found = re.findall(r'^#define (\w+) (?:INT64_C\()?(\d+)\)?\b', text, re.M)
    return {name: int(value) for name, value in found}


def shapes():
    """The members of each shape: (type, name, need, limit, shape)."""
    headers = [ROOT / 'src/codec/kinds.h', *sorted((ROOT / 'src/codec').glob('shapes_*.h'))]
    text = '\n'.join(header.read_text() for header in headers).replace('\\\n', ' ')
    found = {}
    for name, body in re.findall(r'^#define SHAPE_(\w+)\(F\)(.*)$', text, re.M):
        found[name] = [(kind, json, need, limit, shape) for kind, json, need, limit, shape in
                       re.findall(r'F\((\w+), \w+, "(\w+)", (\w+), (\w+), (\w+)\)', body)]
    return found


def kinds():
    text = (ROOT / 'src/codec/kinds.h').read_text()
    return re.findall(r'X\(\w+, "([\w.]+)", (\w+)\)', text)


def type_text(member, numbers):
    kind, _, _, limit, shape = member
    top = numbers[limit] if limit in numbers else int(limit)
    if kind == 'OBJECT':
        return f'[{shape}](#{shape})'
    if kind == 'LIST':
        return f'1..{top} [{shape}](#{shape})'
    if kind == 'TEXT':
        return f'text, {top:,} bytes'
    if kind == 'BLOB':
        return f'key blob, {top:,} bytes'
    if kind == 'NAMES':
        return f'names, {top:,} bytes each'
    if kind == 'INTEGER':
        return f'0..{"2^53-1" if top == 2**53 - 1 else f"{top:,}"}'
    if kind in COUNTED:
        return f'1..{top} {COUNTED[kind]}'
    return WORDS[kind]


def remarks_of(block):
    """What people wrote in the last column, by member."""
    return dict(re.findall(r'^\| `(\w+)` \|[^|\n]*\|[^|\n]*\| (.*?) ?\|$', block, re.M))


def table(shape, members, numbers, remarks):
    lines = ['| member | is | | |', '|---|---|---|---|']
    for member in members[shape]:
        need = 'must' if member[2] == 'MUST' else ''
        remark = remarks.get(member[1], '')
        cells = [f'`{member[1]}`', type_text(member, numbers), need, remark]
        lines.append('| ' + ' | '.join(cells).replace('|  |', '| |') + ' |')
    return '\n'.join(lines).replace('  |', ' |') + '\n'


def wrong(text, members):
    """Kinds without a heading, shapes without a table, tables without a shape."""
    headings = set(re.findall(r'^### ([\w.]+)$', text, re.M))
    tables = [shape for _, shape, _, _ in BLOCK.findall(text)]
    yield from (f'{kind} has no heading' for kind, _ in kinds() if kind not in headings)
    yield from (f'{shape} has no table' for shape in members if shape not in tables)
    yield from (f'{shape} is no shape' for shape in tables if shape not in members)


def page(text, members):
    numbers = limits()

    def renew(block):
        begin, shape, body, end = block.groups()
        if shape not in members:
            return block.group(0)
        return begin + table(shape, members, numbers, remarks_of(body)) + end
    return BLOCK.sub(renew, text)


def stale():
    """What is wrong with the page, and which kinds the manual leaves out, as sentences."""
    members, text, manual = shapes(), PAGE.read_text(), MANUAL.read_text()
    yield from (f'docs/format/acts.md: {says}' for says in wrong(text, members))
    if page(text, members) != text:
        yield 'docs/format/acts.md: a table differs from src/codec/ (tools/kinds2md.py)'
    yield from (f'man/comity.1: {kind} is not named' for kind, _ in kinds()
                if not re.search(rf'(?<![\w.]){re.escape(kind)}(?![\w.])', manual))


def main():
    if sys.argv[1:] == ['--check']:
        found = list(stale())
    else:
        PAGE.write_text(page(PAGE.read_text(), shapes()))
        found = list(wrong(PAGE.read_text(), shapes()))
    print(*found, sep='\n', end='\n' if found else '')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
