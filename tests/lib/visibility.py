#!/usr/bin/env python3
"""Every kind of field with every level of visibility, and where each answer can be found.

usage: visibility.py make FOLDER YEAR          a form and a return on it as members of acts, and the openings
       visibility.py look FOLDER ADDRESS DIRECTORY RETURN PARTY...
                                              SURFACE LEVEL FOUND OF, a line each

Each answer that can hold one has a mark of its own, which stands nowhere else. `look` asks a server for all
that leads to the return, and reads the files of its folder, with the marks as they are and as programs write
them: in hexadecimal digits, percent-encoded, in base64 at each of its three places, without blanks.
"""
import base64
import hashlib
import io
import json
import os
import pathlib
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import zipfile

KINDS = 'text', 'number', 'date', 'yes-no', 'choice', 'table', 'document'
LEVELS = 'public', 'members', 'named'
NAMED = ['tr', 'uz']
FORM = 'matrix'
PAGES_MAX = 400
TILE = 256


def mark_of(kind, level):
    """A word, or digits, that a text of this kind may hold; nothing where it may hold no such thing."""
    word = hashlib.sha256(f'{kind} {level}'.encode()).hexdigest()
    if kind in ('text', 'table', 'document'):
        return 'zq' + word[:14]
    if kind == 'number':
        return '7' + str(int(word[:12], 16))[:11]
    if kind == 'date':
        return f'187{LEVELS.index(level)}-03-1{LEVELS.index(level)}'
    return None


def answer_of(kind, level):
    mark = mark_of(kind, level)
    return {'text': f'Words {mark}.', 'number': mark, 'date': mark, 'yes-no': 'yes', 'choice': 'one',
            'table': f'{mark}\tb', 'document': f'Bytes {mark}'}[kind]


def cells():
    return [(f'{kind}-{level}', kind, level) for kind in KINDS for level in LEVELS]


def is_open(kind, level):
    return level == 'public' and kind != 'document'


def field_of(code, kind, level):
    field = {'code': code, 'kind': kind, 'visibility': level, 'label': {'en': f'A {kind}', 'ru': f'Поле {code}'}}
    if kind in ('choice', 'table'):
        field['items'] = [{'code': one, 'label': {'en': one}} for one in ('one', 'two')]
    if level == 'named':
        field['parties'] = NAMED
    return field


def commitment_of(folder, code, answer):
    """As its author makes it: 32 bytes of salt and the answer, which both stay here."""
    salt = os.urandom(32)
    (folder / f'{code}.answer').write_bytes(answer)
    (folder / f'{code}.salt').write_text(salt.hex(), encoding='ascii')
    digest = hashlib.sha256(salt + answer).hexdigest()
    (folder / f'{code}.sha256').write_text(digest, encoding='ascii')
    return {'len': len(answer), 'sha256': digest, 'type': 'text/plain'}


def make(folder, year):
    fields, values = [], []
    for code, kind, level in cells():
        fields.append(field_of(code, kind, level))
        answer = answer_of(kind, level)
        values.append({'code': code, 'text': answer} if is_open(kind, level) else
                      {'code': code, 'content': commitment_of(folder, code, answer.encode())})
    form = {'code': FORM, 'period': 'year', 'version': 1, 'title': {'en': 'Matrix', 'ru': 'Матрица'},
            'sources': ['https://example.org/form'], 'dimension': 'military-political', 'fields': fields}
    filed = {'form': FORM, 'version': 1, 'year': int(year), 'values': values}
    asked = {'form': FORM, 'to': NAMED, 'content': commitment_of(folder, 'question', b'Words zqquestion0000')}
    for name, content in ('form', form), ('return', filed), ('question', asked):
        (folder / f'{name}.json').write_text(json.dumps(content), encoding='utf-8')


def written(mark):
    """The mark as programs write it."""
    raw = mark.encode()
    ways = {raw, raw.hex().encode(), raw.hex().upper().encode(),
            ''.join(f'%{byte:02x}' for byte in raw).encode(), ''.join(f'%{byte:02X}' for byte in raw).encode()}
    for shift in range(3):
        # The characters that depend on nothing but the mark.
        whole = base64.b64encode(b'x' * shift + raw + b'xx')
        first = -(-shift * 8 // 6)
        ways.add(whole[first:(shift + len(raw)) * 8 // 6])
    return ways


def marks():
    """(level, mark): the committed ones of public documents are a level of their own."""
    found = []
    for _, kind, level in cells():
        if mark_of(kind, level):
            found.append((level if level != 'public' or is_open(kind, level) else 'committed', mark_of(kind, level)))
    return found + [('question', 'zqquestion0000')]


def get(address):
    request = urllib.request.Request(address, headers={'Accept-Encoding': 'identity'})
    try:
        with urllib.request.urlopen(request) as got:
            return got.read()
    except urllib.error.HTTPError as refused:
        return refused.read()


def unpacked(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as parts:
        return b'\n'.join(parts.read(name) for name in parts.namelist())


def pages(base, entry, parties):
    """The pages that could show the return, and what they link to that names it, its form or its party."""
    first = [f'/forms/{FORM}', '/forms', f'/forms/{FORM}/fill?for=kz&of={entry}', '/returns', f'/returns/{entry}',
             f'/record/{entry}', '/record', '/secretariat', '/tables', '/audit', '/parties/kz', '/measures']
    first += [f'/parties/{party}/desk' for party in parties]
    todo = [f'/{lang}{path}' for lang in ('en', 'ru') for path in first]
    seen = set(todo)
    while todo and len(seen) < PAGES_MAX:
        path = todo.pop()
        page = get(base + path)
        yield path, page
        for link in re.findall(rb'href="(/(?:en|ru)/[^"#]*)', page):
            link = link.decode().replace('&amp;', '&')
            names = f'/{FORM}' in link or f'={FORM}' in link or link.endswith(f'/{entry}') or '=kz' in link
            if names and link not in seen:
                seen.add(link)
                todo.append(link)


def surfaces(base, directory, entry, parties):
    """(surface, bytes); of each there are several."""
    for path, page in pages(base, entry, parties):
        yield 'pages', page
        yield 'json', get(f'{base}/api{path}')
    for lang in 'en', 'ru':
        for feed in ('feed.atom', 'decisions.atom', 'documents.atom', 'calendar.ics', 'parties/kz/acts.atom'):
            yield 'feeds', get(f'{base}/{lang}/{feed}')
        for _, mark in marks():
            for where in 'search', 'search.atom':
                # What was asked for stands in the answer: it is taken out.
                asked = urllib.parse.quote(f'"{mark}"')
                found = get(f'{base}/{lang}/{where}?q={asked}')
                yield 'search', b'found ' + mark.encode() if b'/returns/' in found else b''
    for table in sorted(set(re.findall(r'/tables/\w+\.\w+', get(f'{base}/en/tables').decode()))):
        whole = get(base + table)
        yield 'exports', whole if table.endswith('.csv') else unpacked(whole)
    size = int(get(f'{base}/log/checkpoint').split(b'\n')[1])
    for tile in range(size // TILE):
        yield 'log', get(f'{base}/log/tile/entries/{tile:03d}')
    yield 'log', get(f'{base}/log/tile/entries/{size // TILE:03d}.p/{size % TILE}')
    for path in pathlib.Path(directory).rglob('*'):
        if path.is_file():
            yield ('projection' if path.name.startswith('tables.sqlite') else 'files'), path.read_bytes()


def look(folder, base, directory, entry, *parties):
    ways = [(level, written(mark)) for level, mark in marks()]
    levels = sorted({level for level, _ in ways})
    total = {level: sum(one == level for one, _ in ways) for level in levels}
    found, asked = {}, {}
    for surface, text in surfaces(base, directory, int(entry), parties):
        asked[surface] = asked.get(surface, 0) + 1
        for at, (_, each) in enumerate(ways):
            if any(way in text for way in each):
                found.setdefault(surface, set()).add(at)
    (folder / 'asked.json').write_text(json.dumps(asked), encoding='utf-8')
    for surface in sorted(asked):
        for level in levels:
            count = sum(ways[at][0] == level for at in found.get(surface, ()))
            print(surface, level, count, total[level])


def main():
    folder = pathlib.Path(sys.argv[2])
    if sys.argv[1] == 'make':
        make(folder, sys.argv[3])
    else:
        look(folder, *sys.argv[3:])


if __name__ == '__main__':
    main()
