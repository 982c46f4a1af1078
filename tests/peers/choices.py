#!/usr/bin/env python3
"""Edits, choices and acceptance once more, written from docs/format/choices.md: it shares nothing.

Words are strings, or whatever can be compared; texts are sequences of them. An edit is (lo, hi, words),
a proposal (number, edits). No work grows faster than with the square of what comes in.

  choices.py check              the cases of tests/corpus/text/consolidation-cases.json
  choices.py against PROGRAM N  the cases that tests/unit/text/trees.c writes, TAP
"""
import json
import os
import pathlib
import subprocess
import sys
from collections import namedtuple

ROOT = pathlib.Path(__file__).resolve().parents[2]
CASES = ROOT / 'tests/corpus/text/consolidation-cases.json'
KEEP = None
LEAVE, CLOSE, BESIDE = 'leave', 'close', 'beside'
FOLLOWS, SATISFIED, CONFIRM, CLOSED = 'follows', 'satisfied', 'confirm', 'closed'
WORDS_MAX, EDITS_MAX, PIECES_MAX, READINGS_MAX = 262144, 262144, 2097152, 8388608

Piece = namedtuple('Piece', 'lo hi owner text')
Accepted = namedtuple('Accepted', 'number edits fate')


class Refused(Exception):
    """Edits that are not as they must be, or more than the limits allow."""


class Choice:
    def __init__(self, lo, hi, alts, up):
        self.lo, self.hi, self.up = lo, hi, up
        self.alts = alts    # (text, numbers), as alternatives stand
        self.kids = []

    def alt_of(self, number):
        return next((i for i, (_, by) in enumerate(self.alts) if number in by), KEEP)


# Edits


def normal(base, sent):
    runs, end = [], 0
    for lo, hi, text in sent:
        if not end <= lo <= hi <= len(base):
            raise Refused(f'edit of words {lo} to {hi}')
        if runs and lo == end:
            first, _, before = runs.pop()
            runs.append((first, hi, before + tuple(text)))
        else:
            runs.append((lo, hi, tuple(text)))
        end = hi
    return [(lo, hi, text) for lo, hi, text in runs if tuple(base[lo:hi]) != text]


def apply(base, edits):
    text, at = [], 0
    for lo, hi, words in edits:
        text += [*base[at:lo], *words]
        at = hi
    return (*text, *base[at:])


def edits_over(edits, lo, hi):
    """Those that touch [lo, hi), cut to it."""
    if lo == hi:
        return [edit for edit in edits if edit[0] == edit[1] == lo]
    over = [edit for edit in edits if edit[0] < hi and edit[1] > lo]
    assert all(lo <= first and end <= hi or not text for first, end, text in over)
    return [(max(first, lo), min(end, hi), text) for first, end, text in over]


def reading(base, edits, lo, hi):
    within = [(first - lo, end - lo, text) for first, end, text in edits_over(edits, lo, hi)]
    return apply(base[lo:hi], within)


# Consolidation


def crosses(one, two):
    return one.lo < two.lo < one.hi < two.hi or two.lo < one.lo < two.hi < one.hi


def is_insertion(piece):
    return piece.lo == piece.hi


def outward(pieces):
    """Ranges in the order of their first word, those around others first."""
    return sorted((p for p in pieces if not is_insertion(p)), key=lambda p: (p.lo, -p.hi, p.owner))


def clusters(ranges):
    """Lists of ranges that are equal or cross, directly or through others; `ranges` as of outward.

    Clusters that a later range may still cross lie in each other, the innermost last. A range that
    crosses none of that one's stays inside it, and so crosses nothing around it.
    """
    closed, still = [], []
    for piece in ranges:
        if still and (still[-1][-1].lo, still[-1][-1].hi) == (piece.lo, piece.hi):
            still[-1].append(piece)
            continue
        own = []
        while still:
            if all(other.hi <= piece.lo for other in still[-1]):
                closed.append(still.pop())
            elif any(crosses(other, piece) for other in still[-1]):
                own = still.pop() + own
            else:
                break
        still.append(own + [piece])
    return closed + still


def pieces_of(proposals):
    pieces = [Piece(lo, hi, number, tuple(text))
              for number, edits in proposals.items() for lo, hi, text in edits]
    ranges = outward(pieces)
    ends = sorted({gap for piece in ranges for gap in (piece.lo, piece.hi)})
    crossing = {(p.lo, p.hi) for cluster in clusters(ranges)
                if len({(p.lo, p.hi) for p in cluster}) > 1 for p in cluster}
    cut = [piece for piece in pieces if is_insertion(piece)]
    for piece in ranges:
        if piece.text or (piece.lo, piece.hi) not in crossing:
            cut.append(piece)
            continue
        gaps = [gap for gap in ends if piece.lo <= gap <= piece.hi]
        cut += [piece._replace(lo=lo, hi=hi) for lo, hi in zip(gaps, gaps[1:])]
    count = sum(not is_insertion(piece) for piece in cut)
    if count > max(len(ranges), PIECES_MAX):
        raise Refused('too many pieces')
    return cut


def alternatives(texts):
    """From the text of each number."""
    found = {}
    for number in sorted(texts):
        found.setdefault(tuple(texts[number]), []).append(number)
    return list(found.items())


def hulls(pieces):
    """What each outermost hull of a level is made of: lo, hi, its clusters."""
    whole = {}
    for cluster in clusters(outward(pieces)):
        hull = min(p.lo for p in cluster), max(p.hi for p in cluster)
        whole.setdefault(hull, []).append(cluster)
    end = 0
    for lo, hi in sorted(whole, key=lambda hull: (hull[0], -hull[1])):
        if lo >= end:
            yield lo, hi, whole[lo, hi]
            end = hi


def is_plain(choice):
    return (choice.lo < choice.hi and not choice.kids and len(choice.alts) == 1 and
            not choice.alts[0][0])


def joined(level):
    made = []
    for choice in level:
        before = made[-1] if made else None
        if (before and before.hi == choice.lo and is_plain(before) and is_plain(choice) and
                before.alts == choice.alts):
            before.hi = choice.hi
        else:
            made.append(choice)
    return made


class Consolidation:
    def __init__(self, base, proposals):
        self.base, self.proposals = base, proposals
        self.read = 0   # words of readings
        self.top = []
        levels = [(self.top, None, pieces_of(proposals))]
        order = []
        while levels:
            level, up, pieces = levels.pop()
            order.append(level)
            for choice, inside in self.choices_of(pieces, up):
                level.append(choice)
                if inside:
                    levels.append((choice.kids, choice, inside))
        for level in reversed(order):
            level[:] = joined(level)

    def choices_of(self, pieces, up):
        """The choices of a level, and for each the pieces of its kids."""
        found, covered = [], []
        for lo, hi, parts in hulls(pieces):
            texts = self.texts_of(lo, hi, parts)
            inside = [p for p in pieces if p.owner not in texts and
                      (lo < p.lo < hi if is_insertion(p) else lo <= p.lo and p.hi <= hi)]
            found.append((Choice(lo, hi, alternatives(texts), up), inside))
            covered.append((lo, hi))
        inner = {gap for lo, hi in covered for gap in range(lo + 1, hi)}
        at = {}
        for piece in pieces:
            if is_insertion(piece) and piece.lo not in inner:
                at.setdefault(piece.lo, {})[piece.owner] = piece.text
        found += [(Choice(gap, gap, alternatives(texts), up), []) for gap, texts in at.items()]
        return sorted(found, key=lambda one: (one[0].lo, one[0].hi))

    def texts_of(self, lo, hi, parts):
        pieces = [piece for cluster in parts for piece in cluster]
        if all((piece.lo, piece.hi) == (lo, hi) for piece in pieces):
            return {piece.owner: piece.text for piece in pieces}
        texts = {number: reading(self.base, self.proposals[number], lo, hi)
                 for number in {piece.owner for piece in pieces}}
        self.read += sum(map(len, texts.values()))
        if self.read > READINGS_MAX:
            raise Refused('readings of crossing proposals are too long')
        return texts


def consolidate(base, proposals):
    """The choices at the top, of proposals in normal form."""
    first = {}
    for number, edits in proposals:
        first.setdefault(number, edits)
    if (len(base) > WORDS_MAX or len(proposals) > EDITS_MAX or
            sum(len(edits) for _, edits in proposals) > EDITS_MAX):
        raise Refused('too many words, proposals or edits')
    return Consolidation(base, first).top


def walk(choices):
    """Every choice, in reading order, each before its kids."""
    todo = list(reversed(choices))
    while todo:
        choice = todo.pop()
        yield choice
        todo += reversed(choice.kids)


def resolve(base, choices, pick):
    text, todo = [], [(0, len(base), choices)]
    while todo:
        lo, hi, left = todo.pop()
        if not left:
            text += base[lo:hi]
            continue
        first, alt = left[0], pick(left[0])
        text += base[lo:first.lo]
        todo.append((first.hi, hi, left[1:]))
        if alt is KEEP:
            todo.append((first.lo, first.hi, first.kids))
        else:
            text += first.alts[alt][0]
    return tuple(text)


def party_reading(base, choices, numbers):
    """The text as a party behind these proposals reads it, and the choices it is to be asked at."""
    numbers, asks = set(numbers), []

    def backed(choice):
        return [i for i, (_, by) in enumerate(choice.alts) if numbers & set(by)]

    def outermost(choice):
        around = None
        while choice:
            around = choice if backed(choice) else around
            choice = choice.up
        return around

    for choice in walk(choices):
        out = outermost(choice) if backed(choice) else None
        if out and (out is not choice or len(backed(choice)) > 1) and out not in asks:
            asks.append(out)
    return resolve(base, choices, lambda c: (backed(c) or [KEEP])[0]), asks


# Acceptance


class Acceptance:
    def __init__(self, base, choice, alt, others):
        assert others != BESIDE or choice.lo == choice.hi
        self.base, self.choice, self.alt, self.others = base, choice, alt, others
        self.made, self.grown, self.read = tuple(base), 0, 0
        if alt is not KEEP:
            text = choice.alts[alt][0]
            self.made = apply(base, [(choice.lo, choice.hi, text)])
            self.grown = len(text) - (choice.hi - choice.lo)

    def around(self, number):
        """The choice, of this and those around it, at which the proposal has an alternative."""
        at = self.choice
        while at and at.alt_of(number) is KEEP:
            at = at.up
        return at

    def carry(self, number, edits):
        at = self.around(number)
        hull = at or self.choice
        if self.alt is KEEP and (at is not self.choice or self.others != CLOSE):
            return Accepted(number, edits, FOLLOWS)
        if self.alt is not KEEP and not edits_over(edits, hull.lo, hull.hi):
            return Accepted(number, self.carried(edits, hull, []), FOLLOWS)
        own = reading(self.base, edits, hull.lo, hull.hi)
        self.read += len(own)
        if self.read > READINGS_MAX:
            raise Refused('the readings that proposals keep are too long together')
        fate, put = self.fate(number, hull, own)
        return Accepted(number, self.carried(edits, hull, put), fate)

    def fate(self, number, hull, own):
        end = hull.hi + self.grown
        if own == self.made[hull.lo:end]:
            return SATISFIED, []
        if self.alt is not KEEP and (hull is not self.choice or self.others == LEAVE):
            return CONFIRM, [(hull.lo, end, own)]
        if self.others == CLOSE:
            return CLOSED, []
        gap = hull.lo if self.choice.alt_of(number) < self.alt else end
        return FOLLOWS, [(gap, gap, own)]

    def carried(self, edits, hull, put):
        is_gap = hull.lo == hull.hi
        edits = [e for e in edits if not (is_gap and e[0] == e[1] == hull.lo)]
        before = [e for e in edits if e[1] <= hull.lo]
        before += [(lo, hull.lo, text) for lo, hi, text in edits if lo < hull.lo < hi]
        behind = [(hull.hi, hi, text) for lo, hi, text in edits if lo < hull.hi < hi]
        behind += [e for e in edits if e[0] >= hull.hi]
        return normal(self.made, before + put + [(lo + self.grown, hi + self.grown, text)
                                                 for lo, hi, text in behind])


def accept(base, proposals, node, alt, others):
    """The new base, and what becomes of each proposal; `alt` is a number or KEEP."""
    acceptance = Acceptance(base, node, alt, others)
    return acceptance.made, [acceptance.carry(number, edits) for number, edits in proposals]


# Against cases


def rendered(base, choices, separator, names):
    """The text in brackets, as the cases' `conventions` say."""
    line, fresh = [], True

    def put(word, opens=False):
        nonlocal fresh
        line.append(word if fresh else separator + word)
        fresh = opens

    def close(choice):
        nonlocal fresh
        if choice.lo < choice.hi:
            line.append(']')
            fresh = False
        alts = [(text, ', '.join(names[number] for number in by)) for text, by in choice.alts]
        line.extend(f'{{del: {by}}}' for text, by in alts if not text)
        for text, by in alts:
            if text:
                put('[', opens=True)
                for word in text:
                    put(word)
                line.append(f']{{{by}}}')
                fresh = False

    todo = [(0, len(base), choices, None)]
    while todo:
        lo, hi, left, ends = todo.pop()
        for word in base[lo:left[0].lo if left else hi]:
            put(word)
        if not left:
            if ends:
                close(ends)
            continue
        first = left[0]
        todo += [(first.hi, hi, left[1:], ends), (first.lo, first.hi, first.kids, first)]
        if first.lo < first.hi:
            put('[', opens=True)
    return ''.join(line)


def case_faults(case):
    base, separator = tuple(case['base']), case['separator']
    names = {p['id']: p['by'] for p in case['proposals']}
    proposals = [(p['id'], normal(base, [(e['from'], e['to'], e['text']) for e in p['edits']]))
                 for p in case['proposals']]
    choices = consolidate(base, proposals)
    if rendered(base, choices, separator, names) != case['rendered']:
        yield 'rendered ' + rendered(base, choices, separator, names)
    if separator.join(resolve(base, choices, lambda choice: KEEP)) != case['keep_all']:
        yield 'kept'
    for number, edits in proposals:
        text = resolve(base, choices, lambda choice: choice.alt_of(number))
        if text != apply(base, edits) or separator.join(text) != case['readings'][names[number]]:
            yield f'read by {names[number]}'


def check():
    cases = json.loads(CASES.read_text(encoding='utf-8'))['cases']
    faults = [f'{case["name"]}: {fault}' for case in cases for fault in case_faults(case)]
    print(*faults, f'{len(cases)} cases, {len(faults)} faults', sep='\n')
    return len(cases) < 60 or len(faults) > 0


def plain(edits):
    return [[lo, hi, list(text)] for lo, hi, text in edits]


def tree(choices):
    return [[c.lo, c.hi, [[list(text), list(by)] for text, by in c.alts], tree(c.kids)]
            for c in choices]


def given(edits):
    return [(lo, hi, tuple(text)) for lo, hi, text in edits]


def normal_or_none(base, sent):
    try:
        return plain(normal(base, sent))
    except Refused:
        return None


def unit_faults(unit, tally):
    """What one line of the program says otherwise."""
    base = tuple(unit['base'])
    proposals = [(number, normal(base, given(sent))) for number, sent, _ in unit['proposals']]
    if [plain(edits) for _, edits in proposals] != [want for _, _, want in unit['proposals']]:
        yield 'normal form'
    sent, want = unit['sent']
    if normal_or_none(base, given(sent)) != want:
        yield f'the normal form of {sent}'
    choices = consolidate(base, proposals)
    if tree(choices) != unit['choices']:
        yield f'choices {tree(choices)}'
        return
    nodes = list(walk(choices))
    for numbers, text, asks in unit['parties']:
        own, asked = party_reading(base, choices, numbers)
        if list(own) != text or [nodes.index(choice) for choice in asked] != asks:
            yield f'the reading of {numbers}'
    for at, alt, others, made, fates in unit['accepted']:
        alt = KEEP if alt < 0 else alt
        new, carried = accept(base, proposals, nodes[at], alt, others)
        if list(new) != made or [[n, fate, plain(edits)] for n, edits, fate in carried] != fates:
            yield f'acceptance {at} {alt} {others}: {new} {carried}'
        for one in carried:
            tally[others, one.fate] = tally.get((others, one.fate), 0) + 1
        tally['nested' if nodes[at].up else 'top'] += 1


def against(program, count):
    count *= 25 if os.environ.get('COMITY_LONG') else 1
    made = subprocess.Popen([program, str(count)], stdout=subprocess.PIPE, encoding='utf-8')
    faults, lines, tally = [], 0, {'top': 0, 'nested': 0}
    for lines, line in enumerate(made.stdout, 1):
        faults += [f'unit {lines - 1}: {fault}' for fault in unit_faults(json.loads(line), tally)]
    print('1..2')
    print(*(f'# {fault}'[:300] for fault in faults[:20]), sep='\n', end='\n' if faults else '')
    print(f'# {lines} units, {tally["top"]} choices made at the top and {tally["nested"]} inside others')
    good = made.wait() == 0 and lines == count and not faults
    print('ok' if good else 'not ok', '1 - choices and what acceptance makes of proposals are the same')
    fates = {(others, fate) for others in (LEAVE, CLOSE, BESIDE) for fate in (FOLLOWS, SATISFIED)}
    fates |= {(LEAVE, CONFIRM), (CLOSE, CONFIRM), (CLOSE, CLOSED)}
    print('ok' if fates <= set(tally) and tally['nested'] else 'not ok', '2 - every fate is among them')


if __name__ == '__main__':
    if sys.argv[1:] == ['check']:
        sys.exit(check())
    elif len(sys.argv) == 4 and sys.argv[1] == 'against':
        against(sys.argv[2], int(sys.argv[3]))
    else:
        sys.exit(__doc__)
