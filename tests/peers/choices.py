"""A second consolidation, written from docs/format/choices.md: what proposals on one base leave open, and
what acceptance makes of it. Words are strings; edits are (low, high, words)."""


class Choice:
    def __init__(self, low, high, up=None):
        self.low, self.high, self.up = low, high, up
        self.alts = []  # [words, numbers of proposals]
        self.kids = []

    def alt_of(self, number):
        return next((at for at, alt in enumerate(self.alts) if number in alt[1]), None)

    def add(self, number, words):
        if self.alt_of(number) is not None:
            return
        for alt in self.alts:
            if alt[0] == words:
                alt[1].append(number)
                return
        self.alts.append([words, [number]])


def normal(base, edits):
    """Ascending edits: what touches is joined, what changes nothing is dropped."""
    joined = []
    for low, high, words in edits:
        if joined and joined[-1][1] == low:
            joined[-1] = (joined[-1][0], high, joined[-1][2] + words)
        else:
            joined.append((low, high, words))
    return [(low, high, words) for low, high, words in joined if base[low:high] != words]


def applied(base, edits):
    text, at = [], 0
    for low, high, words in edits:
        text += base[at:low] + words
        at = high
    return text + base[at:]


def is_inside(edit, low, high):
    if low == high:
        return edit[0] == edit[1] == low
    return edit[0] < high and edit[1] > low


def reading(base, edits, low, high):
    text, at = [], low
    for edit in edits:
        if is_inside(edit, low, high):
            text += base[at:max(at, edit[0])] + edit[2]
            at = min(edit[1], high)
    return text + base[at:high]


def crosses(one, two):
    return one[0] < two[0] < one[1] < two[1] or two[0] < one[0] < two[1] < one[1]


def pieces_of(proposals):
    """Deletions that cross another range are cut at every end of a range in them."""
    every = [(low, high, words, number) for number, edits in sorted(proposals.items())
             for low, high, words in edits]
    ranges = [piece for piece in every if piece[0] < piece[1]]
    pieces = []
    for low, high, words, number in every:
        cuts = []
        if low < high and not words and any(crosses((low, high), other) for other in ranges):
            cuts = sorted({end for other in ranges for end in other[:2] if low < end < high})
        ends = [low] + cuts + [high]
        pieces += [(ends[at], ends[at + 1], words, number) for at in range(len(ends) - 1)]
    return pieces


def hulls_of(pieces):
    """Of ranges that are equal or cross, directly or through others: [low, high, pieces]."""
    hulls = []
    for piece in (piece for piece in pieces if piece[0] < piece[1]):
        met = [hull for hull in hulls if any(
            crosses(piece, other) or piece[:2] == other[:2] for other in hull)]
        for hull in met:
            hulls.remove(hull)
        hulls.append([piece] + [other for hull in met for other in hull])
    return [(min(p[0] for p in hull), max(p[1] for p in hull), hull) for hull in hulls]


def is_joined(before, here):
    return (before.high == here.low and before.low < before.high and here.low < here.high and
            not before.kids and not here.kids and len(before.alts) == len(here.alts) == 1 and
            not before.alts[0][0] and not here.alts[0][0] and before.alts[0][1] == here.alts[0][1])


def put(choices, choice):
    if choices and is_joined(choices[-1], choice):
        choices[-1].high = choice.high
    else:
        choices.append(choice)


def level(base, proposals, pieces, up):
    choices, open_to = [], 0
    hulls = hulls_of(pieces)
    for gap in range(len(base) + 1) if pieces else ():
        if gap < open_to:
            continue
        insertion = Choice(gap, gap, up)
        for low, high, words, number in pieces:
            if low == high == gap:
                insertion.add(number, words)
        if insertion.alts:
            put(choices, insertion)
        high = max((hull[1] for hull in hulls if hull[0] == gap), default=gap)
        if high == gap:
            continue
        choice = Choice(gap, high, up)
        members = [piece for low, end, hull in hulls if (low, end) == (gap, high) for piece in hull]
        for piece in sorted(members, key=lambda piece: (piece[3], piece[0])):
            is_whole = piece[:2] == (gap, high)
            choice.add(piece[3], piece[2] if is_whole else reading(base, proposals[piece[3]], gap, high))
        within = [piece for piece in pieces if choice.alt_of(piece[3]) is None and
                  (gap <= piece[0] and piece[1] <= high if piece[0] < piece[1]
                   else gap < piece[0] and piece[1] < high)]
        choice.kids = level(base, proposals, within, choice)
        put(choices, choice)
        open_to = high
    return choices


def consolidate(base, proposals):
    """`proposals`: edits in normal form by number."""
    return level(base, proposals, pieces_of(proposals), None)


def walk(choices):
    for choice in choices:
        yield choice
        yield from walk(choice.kids)


def parties_of(choice):
    """By number the innermost of this choice and those around it that has an alternative of it."""
    found = {}
    while choice is not None:
        for alt in choice.alts:
            for number in alt[1]:
                found.setdefault(number, choice)
        choice = choice.up
    return found


def accept(base, proposals, at, alt, others):
    """The new base, and by number (edits, fate). `alt`: None keeps the words."""
    low, high, text = (at.high, at.high, []) if alt is None else (at.low, at.high, at.alts[alt][0])
    made = base if alt is None else base[:low] + text + base[high:]
    parties = parties_of(at)

    def shift(gap):
        return gap - high + low + len(text)

    def carry(edits, hull, own):
        kept, gap = [], hull.low == hull.high
        rest = list(edits)
        while rest and rest[0][0] <= hull.low:
            first = rest[0]
            if first[1] > hull.low or (gap and first[0] == first[1] == hull.low):
                break
            kept.append(rest.pop(0))
        if rest and rest[0][0] < hull.low:
            kept.append((rest[0][0], hull.low, rest[0][2]))
        if own is not None:
            kept.append(own)
        for begin, end, words in rest:
            dropped = begin == end == hull.low if gap else begin < hull.high and end <= hull.high
            if not dropped:
                kept.append((shift(max(begin, hull.high)), shift(end), words))
        return normal(made, kept)

    carried = {}
    for number, edits in proposals.items():
        hull = parties.get(number, at)
        if alt is None and (parties.get(number) is not at or others != 'close'):
            carried[number] = (edits, 'follows')
            continue
        if alt is not None and not any(is_inside(edit, hull.low, hull.high) for edit in edits):
            carried[number] = (carry(edits, hull, None), 'follows')
            continue
        own = reading(base, edits, hull.low, hull.high)
        end = shift(hull.high)
        if own == made[hull.low:end]:
            fate = 'satisfied'
        elif hull is not at or others == 'leave':
            fate = 'confirm'
        else:
            fate = 'closed' if others == 'close' else 'follows'
        edit = (hull.low, end, own)
        if fate == 'follows':
            place = hull.low if at.alt_of(number) < alt else end
            edit = (place, place, own)
        carried[number] = (carry(edits, hull, edit if fate in ('confirm', 'follows') else None), fate)
    return made, carried


def accept_at(base, proposals, low, high, number, others):
    """The choice over these words, and the alternative of this proposal, as text.accept names them."""
    for choice in walk(consolidate(base, proposals)):
        if (choice.low, choice.high) != (low, high):
            continue
        alt = None if number is None else choice.alt_of(number)
        if number is None or alt is not None:
            made, carried = accept(base, proposals, choice, alt, others)
            return made, {key: (edits, fate == 'confirm') for key, (edits, fate) in carried.items()}
    raise ValueError('there is no such choice')
