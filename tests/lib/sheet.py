#!/usr/bin/env python3
"""sheet.py FILE: the rows of a workbook's first sheet as CSV, dates by the formats of its styles.

Reads the parts of ISO/IEC 29500 as they stand, with nothing of ours.
"""
import csv
import datetime
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
LINKS = '{http://schemas.openxmlformats.org/package/2006/relationships}'
BOOK = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
EPOCH = datetime.datetime(1899, 12, 30)


def relations(book, part):
    folder, _, name = part.rpartition('/')
    path = f'{folder}/_rels/{name}.rels'.lstrip('/')
    return {one.get('Id'): (one.get('Type').rpartition('/')[2], one.get('Target'))
            for one in tree.fromstring(book.read(path)).iter(f'{LINKS}Relationship')}


def value(cell, formats):
    if cell.get('t') == 'inlineStr':
        return ''.join(text.text or '' for text in cell.iter(f'{MAIN}t'))
    found = cell.find(f'{MAIN}v')
    if found is None:
        return ''
    form = formats[int(cell.get('s', '0'))]
    if form is None:
        return str(int(found.text))
    at = EPOCH + datetime.timedelta(days=float(found.text))
    at = (at + datetime.timedelta(microseconds=500)).replace(microsecond=0)
    return at.strftime('%Y-%m-%d' if 'hh' not in form else '%Y-%m-%dT%H:%M:%S')


def main():
    with zipfile.ZipFile(sys.argv[1]) as book:
        assert book.testzip() is None
        for name in book.namelist():
            tree.fromstring(book.read(name))
        (workbook,) = [target for kind, target in relations(book, '').values() if kind == 'officeDocument']
        parts = relations(book, workbook)
        sheet = tree.fromstring(book.read(workbook)).find(f'{MAIN}sheets/{MAIN}sheet')
        path = 'xl/' + parts[sheet.get(f'{BOOK}id')][1]
        (styles,) = ['xl/' + target for kind, target in parts.values() if kind == 'styles']
        style = tree.fromstring(book.read(styles))
        own = {one.get('numFmtId'): one.get('formatCode') for one in style.iter(f'{MAIN}numFmt')}
        formats = [own.get(one.get('numFmtId')) for one in style.find(f'{MAIN}cellXfs')]
        out = csv.writer(sys.stdout)
        for row in tree.fromstring(book.read(path)).iter(f'{MAIN}row'):
            out.writerow(value(cell, formats) for cell in row)


if __name__ == '__main__':
    main()
