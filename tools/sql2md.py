#!/usr/bin/env python3
"""Writes the tables of docs/sql.md from src/project/tables_*.def.

usage: sql2md.py [--check]    --check: changes nothing, prints what is not current, status 1
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / 'docs/sql.md'
BEGIN, END = '<!-- tables: tools/sql2md.py -->\n', '<!-- end of the tables -->\n'
FILES = ['forum', 'registry', 'meeting', 'decision', 'text', 'measure', 'form', 'agreement',
         'content', 'search']
TABLE = re.compile(r'TABLE\((\w+), (\w+), [^,]+, [^,]+, (\w+),\s*"(.*?)"\)')
COLUMN = re.compile(r'\tCOLUMN\((\w+), (\w+), .*, "(.*?)"\)$')
ROW = ('state_row', 'NUMBER', 'row of the state that it follows from')
NTH = ('nth', 'NUMBER', 'place among the rows that follow from it, from 0')
SOURCE = ('source', 'TEXT', 'table of the state, or `charter`, `acts`')
ID = ('id', 'NUMBER', 'number of the item, greater for later entries')
KEYS = {'HEAD': [], 'ROW': [ROW], 'LIST': [ROW, NTH], 'DIGEST': [SOURCE, ROW],
        'SHARED': [SOURCE, ROW, NTH], 'WORDS': [ID], 'ITEM': [ID, SOURCE, ROW]}
TYPES = {'TEXT': 'text', 'NUMBER': 'number', 'ENTRY': 'entry', 'FLAG': 'flag', 'DATE': 'date',
         'MOMENT': 'moment', 'HASH': 'hash', 'LIST': 'list', 'BLOB': 'base64'}


def tables():
    for name in FILES:
        path = ROOT / f'src/project/tables_{name}.def'
        for line in path.read_text().splitlines():
            if line.startswith('TABLE('):
                table, source, key, what = TABLE.match(line).groups()
                columns = list(KEYS[key])
            elif line.startswith('\tCOLUMN('):
                kind, column, says = COLUMN.match(line).groups()
                columns.append((column, kind, says))
            elif line == 'END':
                yield table, source, what, columns


def written():
    for table, source, what, columns in tables():
        yield f'### `{table}`\n\n{what}.\n\n| column | type | is |\n|---|---|---|\n'
        for name, kind, says in columns:
            yield f'| `{name}` | {TYPES[kind]} | {says} |\n'
        yield '\n'


def current():
    text = PAGE.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return text, before + BEGIN + '\n' + ''.join(written()) + END + after


def stale():
    text, should = current()
    if text != should:
        yield 'docs/sql.md: a table differs from src/project/ (tools/sql2md.py)'


def main():
    if '--check' in sys.argv:
        wrong = list(stale())
        print('\n'.join(wrong))
        sys.exit(1 if wrong else 0)
    PAGE.write_text(current()[1])


if __name__ == '__main__':
    main()
