#!/usr/bin/env python3
"""Makes the table of src/text/sign.c from the Unicode data: signs2c.py OUT [UNICODE_FOLDER]

The table is part of the format (docs/format/words.md): what it says of a character decides where
words end, and so what an edit replaces. It was made once, from Unicode 15.0 (Debian's package
unicode-data), and stands in the repository; the build never runs this. Another table needs another
number of the tokeniser.
"""
import pathlib
import sys

POINTS = 0x110000
SPACE, MARK, LETTER, HEBREW, NUMERIC, EXTEND, ALONE = 1, 2, 4, 5, 10, 11, 12
FLAG, PICTURE_BIT, PREPEND_BIT, ZWJ = 13, 0x10, 0x20, 3
OF_WORD_BREAK = {
    'Extend': MARK, 'Format': MARK, 'ZWJ': ZWJ, 'ALetter': LETTER, 'Hebrew_Letter': HEBREW,
    'Single_Quote': 6, 'Double_Quote': 14, 'MidNumLet': 7, 'MidLetter': 8, 'MidNum': 9,
    'Numeric': NUMERIC, 'ExtendNumLet': EXTEND, 'Regional_Indicator': FLAG,
}


def property_of(path, *wanted):
    """{code point: value} of a file of the Unicode Character Database, of these values or all."""
    found = {}
    for line in path.read_text(encoding='utf-8').split('\n'):
        fields = [field.strip() for field in line.partition('#')[0].split(';')]
        if len(fields) < 2 or (wanted and fields[1] not in wanted):
            continue
        first, _, last = fields[0].partition('..')
        for point in range(int(first, 16), int(last or first, 16) + 1):
            found[point] = fields[1]
    return found


def signs(root):
    word = property_of(root / 'auxiliary/WordBreakProperty.txt')
    grapheme = property_of(root / 'auxiliary/GraphemeBreakProperty.txt')
    space = property_of(root / 'PropList.txt', 'White_Space')
    picture = property_of(root / 'emoji/emoji-data.txt', 'Extended_Pictographic')
    category = property_of(root / 'extracted/DerivedGeneralCategory.txt')
    for point in range(POINTS):
        sign = OF_WORD_BREAK.get(word.get(point), 0)
        if sign == 0 and (category.get(point, 'Cn')[0] == 'L' or category.get(point) == 'Nl'):
            sign = ALONE
        if grapheme.get(point) in ('Extend', 'SpacingMark') and sign != ZWJ:
            sign = MARK
        if point in space:
            sign = SPACE
        if point in picture:
            sign |= PICTURE_BIT
        if grapheme.get(point) == 'Prepend':
            sign |= PREPEND_BIT
        yield sign


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[2] if len(sys.argv) == 3 else '/usr/share/unicode')
    version = (root / 'auxiliary/WordBreakProperty.txt').read_text(encoding='utf-8').split('\n')[0]
    if version != '# WordBreakProperty-15.0.0.txt':
        sys.exit(f'not the data of Unicode 15.0: {version}')
    ranges, before = [], None
    for point, sign in enumerate(signs(root)):
        if sign != before:
            ranges.append(f'0x{point << 8 | sign:08x}')
            before = sign
    with open(sys.argv[1], 'w', encoding='utf-8') as out:
        out.write('/* Made by tools/signs2c.py from Unicode 15.0; never to be changed. Each number is the\n'
                  ' * first code point of a range, and in its lowest byte the sign of that range. */\n')
        for at in range(0, len(ranges), 8):
            out.write(', '.join(ranges[at:at + 8]) + ',\n')


if __name__ == '__main__':
    main()
