"""The second fold's acts of negotiated texts: effects as docs/format/acts.md tells them."""
import hashlib
import json

import choices
import words

NEVER = 2**64 - 1
ABSENT = -2**63
KINDS = 'title heading formula recital paragraph point annex cell note'.split()
STATUSES = 'open ad-ref agreed'.split()
TRANSLATIONS = 'missing machine draft revised final'.split()
OPS = 'new delete alternative move'.split()
ATTRIBUTIONS = 'names groups none'.split()
TEXT_STATES = 'tabled open finished abandoned'.split()
LIVE, WITHDRAWN, DONE, LOST = range(4)
OPEN, MADE, CLOSED = range(3)


def hash_of(text):
    return hashlib.sha256(text.encode()).digest()


def unit_cut(text):
    """The first word is held as if a space stood before it; a text of no words has none."""
    return tuple(words.cut(' ' + text)) if text else ()


def text_of(cut):
    """Without the white space before the first word."""
    text = ''.join(cut)
    at = 0
    while at < len(text) and words.kind(text[at]) == 'space':
        at += 1
    return text[at:]


def named_choice(base, proposals, act):
    """The choice over the act's words, and its proposal's alternative there."""
    for choice in choices.walk(choices.consolidate(base, proposals)):
        if (choice.lo, choice.hi) != (act['from'], act['to']):
            continue
        if 'proposal' not in act:
            return choice, choices.KEEP
        if choice.alt_of(act['proposal']) is not choices.KEEP:
            return choice, choice.alt_of(act['proposal'])
    raise ValueError('there is no such choice')


class Texts:
    """A part of fold.Forum."""

    def negotiated(self, act, name='text'):
        return self.find('instrument', 'code', act[name])

    def rows_of(self, table, code):
        return [row for row in self.tables[table] if row['text'] == code]

    def unit(self, code, name):
        return next(row for row in self.rows_of('instrument_unit', code) if row['id'] == name)

    def proposal(self, act):
        return self.rows_of('instrument_proposal', act['text'])[act['proposal'] - 1]

    def unit_add(self, text, place, **members):
        row = {'text': text['code'], 'label': '', 'parent': '', 'status': 0, 'gone': False,
               'pending': [], 'conditional': [], 'entry': self.index, 'agreed': NEVER,
               'translations': [], 'past': [], 'locks': []}
        row.update(members, hash=hash_of(members['words']))
        text['order'].insert(place, len(self.tables['instrument_unit']))
        self.tables['instrument_unit'].append(row)

    def units_add(self, text, units):
        for unit in units:
            self.unit_add(text, len(text['order']), id=unit['id'], label=unit.get('label', ''),
                          parent=unit.get('parent', ''), kind=KINDS.index(unit['kind']),
                          words=unit['text'])

    def text_table(self, act):
        party = act['by'].split('/')[0]
        is_officer = party == 'secretariat'
        text = {'code': act['code'], 'body': act['body'], 'meeting': act.get('meeting', ''),
                'lang': act['lang'], 'party': '' if is_officer else party, 'title': act['title'],
                'state': 0, 'entry': self.index, 'ended': NEVER,
                'ended_at': ABSENT, 'adopted': NEVER, 'adopted_revision': 0, 'order': [], 'revisions': [],
                'opened': NEVER, 'first': [],
                'authentic': list(act.get('authentic', self.authentic())), 'waivers': [], 'corrections': [],
                'packages': [], 'attribution': 0, 'exclusive': False, 'groups': [], 'order_of_alternatives': []}
        self.tables['instrument'].append(text)
        self.units_add(text, act.get('units', []))

    def authentic(self):
        languages = json.loads(self.head['charter'])['languages']
        return languages.get('authentic', []) if isinstance(languages, dict) else []

    def text_waive(self, act):
        self.negotiated(act)['waivers'].append({'revision': act['revision'], 'lang': act['lang'],
                                                'entry': self.index})

    def text_add(self, act):
        self.units_add(self.negotiated(act), act['units'])

    def text_open(self, act):
        text = self.negotiated(act)
        text.update(state=TEXT_STATES.index('open'), opened=self.index, first=list(text['order']))

    def text_propose(self, act):
        edits = [{'unit': edit['unit'], 'base': bytes.fromhex(edit['hash']), 'from': edit['from'],
                  'to': edit['to'], 'words': edit.get('words', '')} for edit in act.get('edits', [])]
        changes = [{'op': OPS.index(change['op']), 'state': OPEN,
                    'kind': KINDS.index(change.get('kind', 'title')) if change.get('kind') in KINDS else 0,
                    'unit': change['unit'], 'after': change.get('after', ''),
                    'label': change.get('label', ''), 'parent': change.get('parent', ''), 'words': change.get('text', '')} for change in act.get('changes', [])]
        self.tables['instrument_proposal'].append({
            'text': act['text'], 'party': self.speaker_of(act), 'by': act['by'], 'lang': act['lang'],
            'rationale': act.get('rationale', ''),
            'number': len(self.rows_of('instrument_proposal', act['text'])) + 1, 'state': LIVE,
            'must_confirm': False, 'entry': self.index, 'ended': NEVER, 'carried': NEVER,
            'cosponsors': list(act.get('cosponsors', [])), 'edits': edits, 'changes': changes})

    def text_cosponsor(self, act):
        self.proposal(act)['cosponsors'].append(self.speaker_of(act))

    def text_withdraw(self, act):
        self.proposal(act).update(state=WITHDRAWN, ended=self.index)

    def text_take(self, act):
        self.proposal(act).update(state=LIVE, ended=NEVER, party=self.speaker_of(act), by=act['by'],
                                  cosponsors=[])

    def text_confirm(self, act):
        self.proposal(act)['must_confirm'] = False

    def text_position(self, act):
        row = {'text': act['text'], 'party': self.speaker_of(act), 'unit': act.get('unit', ''),
               'stance': act['stance'], 'package': act.get('package', ''), 'proposal': act.get('proposal', 0),
               'conditional': list(act.get('conditional', [])), 'entry': self.index,
               'at': self.heard_at(act), 'paper': 'paper' in act}
        for place, other in enumerate(self.tables['instrument_position']):
            if all(other[name] == row[name] for name in ('text', 'party', 'proposal', 'unit', 'package')):
                if other['at'] <= row['at']:
                    self.tables['instrument_position'][place] = row
                return
        self.tables['instrument_position'].append(row)

    def settle(self, proposal):
        is_open = proposal['edits'] or any(change['state'] == OPEN for change in proposal['changes'])
        if proposal['state'] == LIVE and not is_open:
            proposal.update(state=DONE, ended=self.index)

    def text_accept(self, act):
        unit = self.unit(act['text'], act['unit'])
        base = unit_cut(unit['words'])
        living = [proposal for proposal in self.rows_of('instrument_proposal', act['text'])
                  if proposal['state'] == LIVE and
                  any(edit['unit'] == unit['id'] for edit in proposal['edits'])]
        sent = [(proposal['number'], [(edit['from'], edit['to'], tuple(words.cut(edit['words'])))
                                      for edit in proposal['edits'] if edit['unit'] == unit['id']])
                for proposal in living]
        choice, alternative = named_choice(base, sent, act)
        new_base, accepted = choices.accept(base, sent, choice, alternative, act['others'])
        carried = {one.number: (one.edits, one.fate == choices.CONFIRM) for one in accepted}
        text = text_of(new_base)
        for lock in unit['locks']:
            if lock['from'] >= choice.hi:
                lock.update({end: lock[end] + len(new_base) - len(base) for end in ('from', 'to')})
        unit['past'].append({'words': unit['words'], 'until': self.index})
        unit.update(words=text, hash=hash_of(text), entry=self.index, status=0, agreed=NEVER,
                    pending=[], conditional=[])
        for proposal in living:
            edits, must_confirm = carried[proposal['number']]
            place = next(at for at, edit in enumerate(proposal['edits']) if edit['unit'] == unit['id'])
            others = [edit for edit in proposal['edits'] if edit['unit'] != unit['id']]
            fresh = [{'unit': unit['id'], 'base': unit['hash'], 'from': low, 'to': high,
                      'words': ''.join(put)} for low, high, put in edits]
            proposal['edits'] = others[:place] + fresh + others[place:]
            proposal['must_confirm'] = proposal['must_confirm'] or must_confirm
            self.settle(proposal)

    def place_after(self, text, name):
        order = [self.tables['instrument_unit'][row]['id'] for row in text['order']]
        return order.index(name) + 1 if name in order else 0

    def orphan(self, text, name):
        for proposal in self.rows_of('instrument_proposal', text['code']):
            kept = [edit for edit in proposal['edits'] if edit['unit'] != name]
            proposal['must_confirm'] = proposal['must_confirm'] or 0 < len(kept) < len(proposal['edits'])
            proposal['edits'] = kept
            for change in proposal['changes']:
                if change['state'] == OPEN and OPS[change['op']] != 'new' and change['unit'] == name:
                    change['state'] = CLOSED
            self.settle(proposal)

    def text_restructure(self, act):
        text, proposal = self.negotiated(act), self.proposal(act)
        change = proposal['changes'][act['change'] - 1]
        change['state'] = CLOSED if act.get('closes') else MADE
        if not act.get('closes'):
            self.change_make(text, change)
        self.settle(proposal)

    def replace(self, text, change):
        """All words of a unit give way; who had edits there keeps its reading, over all of them."""
        unit = self.unit(text['code'], change['unit'])
        base, made = unit_cut(unit['words']), unit_cut(change['words'])
        unit['past'].append({'words': unit['words'], 'until': self.index})
        unit.update(words=change['words'], hash=hash_of(change['words']), entry=self.index, status=0,
                    agreed=NEVER, pending=[], conditional=[])
        for proposal in self.rows_of('instrument_proposal', text['code']):
            mine = [edit for edit in proposal['edits'] if edit['unit'] == unit['id']]
            if proposal['state'] == LIVE and mine:
                place = proposal['edits'].index(mine[0])
                others = [edit for edit in proposal['edits'] if edit['unit'] != unit['id']]
                reading = choices.apply(base, [(edit['from'], edit['to'], tuple(words.cut(edit['words'])))
                                               for edit in mine])
                fresh = [{'unit': unit['id'], 'base': unit['hash'], 'from': 0, 'to': len(made),
                          'words': ''.join(reading)}] if reading != made else []
                proposal['edits'] = others[:place] + fresh + others[place:]
                proposal['must_confirm'] = proposal['must_confirm'] or bool(fresh)
            for other in proposal['changes']:
                if (proposal['state'] == LIVE and other['state'] == OPEN and OPS[other['op']] == 'alternative' and
                        other['unit'] == unit['id'] and other['words'] == unit['words']):
                    other['state'] = MADE
            self.settle(proposal)

    def change_make(self, text, change):
        if OPS[change['op']] == 'alternative':
            return self.replace(text, change)
        if OPS[change['op']] == 'new':
            self.unit_add(text, self.place_after(text, change['after']), id=change['unit'],
                          kind=change['kind'], label=change['label'], parent=change['parent'],
                          words=change['words'])
            return
        row = text['order'].pop(self.place_after(text, change['unit']) - 1)
        if OPS[change['op']] == 'delete':
            self.tables['instrument_unit'][row]['gone'] = True
            self.orphan(text, change['unit'])
        else:
            text['order'].insert(self.place_after(text, change['after']), row)

    def text_agree(self, act):
        for name in act['units']:
            self.unit(act['text'], name).update(
                status=STATUSES.index(act['level']), agreed=self.index,
                pending=list(act.get('pending', [])), conditional=list(act.get('conditional', [])))

    def sent(self, code, name):
        """What lives on a unit: numbers and edits."""
        found = {}
        for proposal in self.rows_of('instrument_proposal', code):
            edits = [(edit['from'], edit['to'], tuple(words.cut(edit['words'])))
                     for edit in proposal['edits'] if edit['unit'] == name]
            if proposal['state'] == LIVE and edits:
                found[proposal['number']] = edits
        return found

    def wording_put(self, unit, text):
        if unit['words'] != text:
            unit['past'].append({'words': unit['words'], 'until': self.index})
        unit.update(words=text, hash=hash_of(text), entry=self.index, status=0, agreed=NEVER,
                    pending=[], conditional=[])

    def proposals_carry(self, code, names, carried, behind):
        """`carried`: by number, (unit, edits) of the units, and whether it must be confirmed."""
        for proposal in self.rows_of('instrument_proposal', code):
            if proposal['number'] in carried:
                parts, must_confirm = carried[proposal['number']]
                place = next(at for at, edit in enumerate(proposal['edits']) if edit['unit'] in names)
                others = [edit for edit in proposal['edits'] if edit['unit'] not in names]
                fresh = [{'unit': unit['id'], 'base': unit['hash'], 'from': low, 'to': high,
                          'words': ''.join(put)} for unit, edits in parts for low, high, put in edits]
                proposal['edits'] = others[:place] + fresh + others[place:]
                proposal['must_confirm'] = proposal['must_confirm'] or must_confirm
            for change in proposal['changes']:
                if change['state'] != OPEN or proposal['state'] != LIVE:
                    continue
                if OPS[change['op']] != 'new' and change['unit'] == names[0]:
                    proposal['must_confirm'] = True
                if change['after'] == behind[0]:
                    change['after'] = behind[1]
            self.settle(proposal)

    def children_move(self, code, name, other):
        for row in self.negotiated({'text': code})['order']:
            unit = self.tables['instrument_unit'][row]
            if unit['parent'] == name:
                unit['parent'] = other

    def text_split(self, act):
        code, at, text = act['text'], act['at'], self.negotiated(act)
        unit, sent = self.unit(code, act['unit']), self.sent(code, act['unit'])
        base = unit_cut(unit['words'])
        self.children_move(code, unit['id'], act['into'])
        self.unit_add(text, self.place_after(text, unit['id']), id=act['into'], kind=unit['kind'],
                      label=act.get('label', ''), parent=unit['parent'], words=text_of(base[at:]))
        into = self.unit(code, act['into'])
        self.wording_put(unit, text_of(base[:at]))
        into['locks'] = [{'from': lock['from'] - at, 'to': lock['to'] - at, 'entry': lock['entry']}
                         for lock in unit['locks'] if lock['to'] > at]
        unit['locks'] = [lock for lock in unit['locks'] if lock['to'] <= at]
        bases, carried = (base[:at], unit_cut(into['words'])), {}
        for number, edits in sent.items():
            first = [(low, min(high, at), put) for low, high, put in edits
                     if high <= at or low < at]
            second = [(max(low, at) - at, high - at, put if low >= at else ()) for low, high, put in edits
                      if high > at]
            confirms = any(low == high == at or (low < at < high and put) for low, high, put in edits)
            carried[number] = ([(unit, choices.normal(bases[0], first)),
                                (into, choices.normal(bases[1], second))], confirms)
        self.proposals_carry(code, (unit['id'], into['id']), carried, (unit['id'], into['id']))

    def text_join(self, act):
        code, text = act['text'], self.negotiated(act)
        unit, other = self.unit(code, act['unit']), self.unit(code, act['other'])
        sent = self.sent(code, unit['id']), self.sent(code, other['id'])
        seam = len(unit_cut(unit['words']))
        base = unit_cut(unit['words']) + unit_cut(other['words'])
        self.children_move(code, other['id'], unit['id'])
        text['order'].pop(self.place_after(text, other['id']) - 1)
        other['gone'] = True
        self.wording_put(unit, text_of(base))
        unit['locks'] += [{'from': lock['from'] + seam, 'to': lock['to'] + seam, 'entry': lock['entry']}
                          for lock in other['locks']]
        other['locks'], carried = [], {}
        for number in {**sent[0], **sent[1]}:
            edits = sent[0].get(number, []) + [(low + seam, high + seam, put)
                                               for low, high, put in sent[1].get(number, [])]
            normal = choices.normal(base, edits)
            carried[number] = ([(unit, normal)], len(normal) != len(edits))
        self.proposals_carry(code, (unit['id'], other['id']), carried, (other['id'], unit['id']))

    def text_package(self, act):
        packages = self.negotiated(act)['packages']
        row = {'code': act['package'], 'title': act.get('title', {}), 'units': act.get('units', []),
               'numbers': [one['proposal'] for one in act.get('proposals', [])], 'entry': self.index}
        for place, other in enumerate(packages):
            if other['code'] == row['code']:
                packages[place] = row
                return
        packages.append(row)

    def text_arrange(self, act):
        self.negotiated(act).update(
            exclusive=act.get('exclusive', False),
            attribution=ATTRIBUTIONS.index(act['attribution']), groups=act.get('groups', []),
            order_of_alternatives=act.get('order', []))

    def text_lock(self, act):
        locks = self.unit(act['text'], act['unit'])['locks']
        locks.append({'from': act['from'], 'to': act['to'], 'entry': self.index})
        locks.sort(key=lambda lock: lock['from'])

    def text_reopen(self, act):
        unit = self.unit(act['text'], act['unit'])
        if 'from' in act:
            unit['locks'] = [lock for lock in unit['locks'] if lock['from'] != act['from']]
            return
        unit.update(status=0, agreed=NEVER, pending=[], conditional=[])

    def text_revise(self, act):
        text = self.negotiated(act)
        text['revisions'].append({'symbol': act['symbol'], 'hash': self.units_hash(text),
                                  'entry': self.index, 'at': self.now, 'order': list(text['order'])})

    def units_hash(self, text):
        whole = hashlib.sha256()
        for row in text['order']:
            unit = self.tables['instrument_unit'][row]
            whole.update(unit['id'].encode() + b'\0' + unit['hash'])
        return whole.digest()

    def text_correct(self, act):
        text = self.negotiated(act)
        changes = act.get('changes', [])
        is_moved = any(change['op'] != 'relabel' for change in changes)
        row = {'symbol': act['symbol'], 'langs': [one['lang'] for one in act['languages']],
               'hash': self.units_hash(text), 'entry': self.index, 'at': self.now,
               'order': list(text['order']) if is_moved else [], 'parts': []}
        for one in act['languages']:
            for name in dict.fromkeys(edit['unit'] for edit in one.get('edits', [])):
                run = [(edit['from'], edit['to'], tuple(words.cut(edit.get('words', ''))))
                       for edit in one['edits'] if edit['unit'] == name]
                self.wording_correct(text, row, self.unit(act['text'], name), one['lang'], run)
        for change in changes:
            self.unit_correct(text, row, change)
        text['corrections'].append(row)

    def before_keep(self, row, unit, lang, text):
        if all((part['unit'], part['lang']) != (unit['id'], lang) for part in row['parts']):
            row['parts'].append({'unit': unit['id'], 'lang': lang, 'words': text,
                                 **{name: unit[name] for name in ('label', 'parent', 'kind')}})

    def wording_correct(self, text, row, unit, lang, run):
        is_base = lang == text['lang']
        translation = next((one for one in unit['translations'] if one['lang'] == lang), None)
        before = unit['words'] if is_base else translation['words']
        base = unit_cut(before)
        after = text_of(choices.apply(base, choices.normal(base, run)))
        self.before_keep(row, unit, lang, before)
        if not is_base:
            translation['words'] = after
            return
        unit['past'].append({'words': before, 'until': self.index})
        for other in unit['translations']:
            if other['from'] == unit['hash']:
                other['from'] = hash_of(after)
        unit.update(words=after, hash=hash_of(after), entry=self.index, locks=[])

    def unit_correct(self, text, row, change):
        op, name = change['op'], change['unit']
        named = {'label': change.get('label', ''), 'parent': change.get('parent', '')}
        if op == 'relabel':
            unit = self.unit(text['code'], name)
            self.before_keep(row, unit, text['lang'], unit['words'])
            unit.update(kind=KINDS.index(change['kind']), **named)
        elif op == 'new':
            self.unit_add(text, self.place_after(text, change.get('after', '')), id=name,
                          kind=KINDS.index(change['kind']), words=change['text'],
                          status=STATUSES.index('agreed'), agreed=self.index, **named)
        else:
            moved = text['order'].pop(self.place_after(text, name) - 1)
            if op == 'delete':
                self.tables['instrument_unit'][moved]['gone'] = True
            else:
                text['order'].insert(self.place_after(text, change.get('after', '')), moved)

    def text_translate(self, act):
        unit = self.unit(act['text'], act['unit'])
        row = {'lang': act['lang'], 'words': act['words'], 'from': bytes.fromhex(act['from']),
               'state': TRANSLATIONS.index(act['state']), 'entry': self.index}
        for place, other in enumerate(unit['translations']):
            if other['lang'] == act['lang']:
                unit['translations'][place] = row
                return
        unit['translations'].append(row)

    def text_close(self, act):
        self.negotiated(act).update(state=TEXT_STATES.index(act['outcome']), ended=self.index,
                                    ended_at=self.now)

    # What decisions and silences make of a text
    def text_adopt(self, code, revision):
        text = self.find('instrument', 'code', code)
        if text is None:
            return
        if TEXT_STATES[text['state']] == 'open':
            text.update(state=TEXT_STATES.index('finished'), ended=self.index, ended_at=self.now)
        text.update(adopted=self.index, adopted_revision=revision)

    def text_release(self, code, adopted):
        """The adoption at that entry was undone: a negotiation that it ended goes on."""
        text = self.find('instrument', 'code', code)
        if text is None or text['adopted'] != adopted:
            return
        if text['ended'] == adopted:
            text.update(state=TEXT_STATES.index('open'), ended=NEVER, ended_at=ABSENT)
        text.update(adopted=NEVER, adopted_revision=0)

    def proposal_made(self, code, entry):
        return next(row for row in self.rows_of('instrument_proposal', code) if row['entry'] == entry)

    def proposal_decide(self, code, entry, is_carried):
        proposal = self.proposal_made(code, entry)
        proposal.update({'carried': self.index} if is_carried else
                        {'state': LOST, 'ended': self.index})
