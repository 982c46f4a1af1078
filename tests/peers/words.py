#!/usr/bin/env python3
"""A second tokeniser, written from docs/format/words.md: it shares only the table with Comity.

  words.py check      cuts the texts of tests/vectors/words.tsv and says where it differs
  words.py make N     N lines for that file, of texts that are hard to cut
"""
import bisect
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / 'tests/vectors/words.tsv'
TABLE = [int(number, 16) for number in re.findall(
    r'0x[0-9a-f]{8}', (ROOT / 'src/text/sign_table.inc').read_text(encoding='utf-8'))]
FIRSTS = [number >> 8 for number in TABLE]
KINDS = ('other space mark joiner letter hebrew quote mid-both mid-letters mid-digits digit low-line '
         'alone flag double-quote').split()
LETTERS, DIGITS = ('letter', 'hebrew'), ('digit',)
RUN = LETTERS + DIGITS
MARKS = ('mark', 'joiner')
MID = {LETTERS: ('mid-letters', 'mid-both', 'quote'), DIGITS: ('mid-digits', 'mid-both', 'quote')}
MARKS_MAX, SYMBOL_BYTES_MAX = 16, 64
HARD = ('aB7/.- ,\'":_(éЯא״\u05b8\u0600ا\u064e١٬\u06dd\u0915\u093f\u094d\u0d4e\u0e01\u0e33가ᄀ\u200d'
        '\u200f’かカ约々\ufe0f❤👨ℹ🇰🇿\u0301\xa0')


def sign(char):
    return TABLE[bisect.bisect_right(FIRSTS, ord(char)) - 1] & 0xff


def kind(char):
    return KINDS[sign(char) & 0x0f]


def is_picture(char):
    return sign(char) & 0x10 != 0


def is_prepend(char):
    return sign(char) & 0x20 != 0


def is_atom(char):
    return kind(char) in RUN and not is_prepend(char)


def chain_end(text, at):
    while True:
        if at < len(text) and is_atom(text[at]):
            at += 1
        elif (at + 1 < len(text) and is_atom(text[at + 1]) and
              (text[at] in '/.' or (text[at] == '-' and kind(text[at + 1]) == 'digit'))):
            at += 2
        else:
            return at


def within_symbols(text):
    """The positions before which no word ends, because a symbol goes on."""
    within, at = set(), 0
    while at < len(text):
        if not is_atom(text[at]):
            at += 1
            continue
        end = chain_end(text, at + 1)
        chain = text[at:end]
        if ('/' in chain and any(kind(char) == 'digit' for char in chain) and
                len(chain.encode()) <= SYMBOL_BYTES_MAX):
            within.update(range(at + 1, end))
        at = end
    return within


def following(text, at):
    """The kind of what follows the character at `at`, over not too many marks."""
    end = at + 1
    while end < len(text) and kind(text[end]) in MARKS:
        end += 1
    return kind(text[end]) if end < len(text) and end - at - 1 <= MARKS_MAX else 'other'


def run_goes_on(last, before, here, after):
    """Rules 8 to 11."""
    if 'low-line' in (last, here):
        return {last, here} <= {*RUN, 'low-line'}
    if last in RUN and here in RUN:
        return True
    for ends, mids in MID.items():
        if here in mids and last in ends and after in ends:
            return True
        if last in mids and before in ends and here in ends:
            return True
    if last == 'hebrew' and (here == 'quote' or (here == 'double-quote' and after == 'hebrew')):
        return True
    return last == 'double-quote' and before == here == 'hebrew'


def goes_on(text, start, at, within):
    """Does the word that begins at `start` go on with the character at `at`?"""
    near, here = text[at - 1], kind(text[at])
    if is_prepend(near) or kind(near) == 'space':
        return True
    if here == 'space':
        return False
    if here in MARKS or (kind(near) == 'joiner' and is_picture(text[at])):
        return True
    bases = [i for i in range(start, at) if kind(text[i]) not in MARKS]
    if at - 1 - (bases[-1] if bases else start - 1) > MARKS_MAX:
        return False
    last = kind(text[bases[-1]]) if bases else 'other'
    before = kind(text[bases[-2]]) if len(bases) > 1 else 'other'
    if at in within or last == here == 'flag':
        return True
    return run_goes_on(last, before, here, following(text, at))


def cut(text):
    words, start, within = [], 0, within_symbols(text)
    for at in range(1, len(text)):
        if not goes_on(text, start, at, within):
            words.append(text[start:at])
            start = at
    return words + [text[start:]] if text else words


def text_words(text):
    """The words of a text without white space at its ends; the first is held as if behind a space."""
    return cut(' ' + text) if text else []


def text_of(words):
    """The text of these words."""
    text = ''.join(words)
    return text[next((i for i, char in enumerate(text) if kind(char) != 'space'), len(text)):]


def make(count):
    source = random.Random(20160427)
    for _ in range(count):
        if source.random() < 0.3:
            text = ''.join(source.choice('a7/.-B/7 ') for _ in range(source.randrange(1, 90)))
        else:
            text = ''.join(source.choice(HARD) * source.choice([1] * 12 + [16, 17])
                           for _ in range(source.randrange(1, 14)))
        if not text.startswith('#'):
            print('\t'.join(cut(text)))


def check():
    lines = VECTORS.read_text(encoding='utf-8').split('\n')[:-1]
    wrong = [line for line in lines
             if not line.startswith('#') and cut(line.replace('\t', '')) != line.split('\t')]
    trimmed = [line.replace('\t', '') for line in lines if not line.startswith('#')]
    wrong += [text for text in trimmed
              if text and 'space' not in (kind(text[0]), kind(text[-1])) and
              text_of(text_words(text)) != text]
    for line in wrong:
        print(ascii(line), ascii(cut(line.replace('\t', ''))))
    print(f'{len(lines)} lines, {len(wrong)} wrong')
    return len(wrong) > 0


if __name__ == '__main__':
    if sys.argv[1:] == ['check']:
        sys.exit(check())
    elif len(sys.argv) == 3 and sys.argv[1] == 'make':
        make(int(sys.argv[2]))
    else:
        sys.exit(__doc__)
