#!/usr/bin/env python3
"""A second fold: makes a forum's state from its entries as docs/format/acts.md tells the effects.

usage: fold.py RECORD DUMP    compares every row with the dump of the program's own state

Acts are taken as admitted: what the rules refuse is not looked at, who has agreed is counted.
"""
import base64
import datetime
import json
import pathlib
import sys

import fold_agreement
import fold_content
import fold_form
import fold_measure
import fold_meeting
import fold_text
import record
import state
from state import ABSENT

NEVER = 2**64 - 1
DAY_MS = 86400000
OFFICER, COORDINATOR, DELEGATE = range(3)
KEY_TYPES = ['ssh-ed25519', 'ecdsa-sha2-nistp256', 'ssh-rsa', 'sk-ssh-ed25519@openssh.com',
             'sk-ecdsa-sha2-nistp256@openssh.com']
SILENCE_STATES = fold_meeting.SILENCE_STATES
ADOPTED_STATES, PUT = ('gavelled', 'registered', 'issued'), ('called', 'objected')
TOWARDS = ('consented', 'running', 'expired', 'adopted', 'announced')
OFFICERS_AGREE = {'officer.name', 'officer.end'}
BOTH_AGREE = {'charter.adopt', 'party.admit', 'party.change', 'party.suspend', 'party.restore'}
PARTIES_AGREE = {'party.recover', 'party.settle'}


def ssh_string(data):
    size = int.from_bytes(data[:4], 'big')
    return data[4:4 + size], data[4 + size:]


def date_of(text):
    if text is None:
        return None
    day, _, clock = text.partition('T')
    year, month, day = ([int(part) for part in day.split('-')] + [0, 0])[:3]
    return year, month, day, int(clock[:2]) * 60 + int(clock[3:]) if clock else -1


def day_of(moment):
    day = datetime.date(1970, 1, 1) + datetime.timedelta(days=moment // DAY_MS)
    return day.year, day.month, day.day, -1


def span(act, *members):
    return {name: date_of(act.get(member)) for name, member in
            zip(('start', 'seen_by', 'until', 'gone_by'), members)}


def keys_of(keys, since):
    found = []
    for key in keys:
        blob = base64.b64decode(key['key'])
        found.append({'blob': blob, 'type': KEY_TYPES.index(ssh_string(blob)[0].decode()),
                      'origin': key.get('origin', ''), 'uv': key.get('uv', False), 'since': since,
                      'ended': NEVER})
    return found


class Forum(fold_meeting.Meetings, fold_text.Texts, fold_measure.Measures,
            fold_form.Forms, fold_agreement.Agreements, fold_content.Contents):
    date_of = staticmethod(date_of)
    day_of = staticmethod(day_of)

    def __init__(self, origin):
        self.head = {'origin': origin, 'size': 0, 'now': 0, 'id': bytes(32), 'charter': '',
                     'officers_threshold': 0, 'parties_threshold': 0, 'key_types': 0, 'log_key': '',
                     'domains': [], 'witnesses': []}
        self.tables = {noun: [] for noun in state.TABLES}

    # What stands where
    def find(self, noun, member, value):
        return next((row for row in self.tables[noun] if row[member] == value), None)

    def actor(self, handle):
        return self.find('actor', 'handle', handle)

    def party(self, code):
        return self.find('party', 'code', code)

    def registry(self, name, default):
        return json.loads(self.head['charter']).get('registry', {}).get(name, default)

    def evidence(self, act, basis='basis'):
        return {'entry': self.index, 'basis': act.get(basis, ''), 'note': act.get('note', ''),
                'sources': act.get('sources', []), 'meeting': act.get('meeting', '')}

    # Who has agreed
    def holder(self, handle, blob):
        actor = self.actor(handle)
        if actor is None or actor['ended'] or self.now < actor['valid_from']:
            return None
        if actor['until'] != ABSENT and self.now >= actor['until']:
            return None
        valid = any(key['blob'] == blob and key['ended'] == NEVER for key in actor['keys'])
        return actor if valid else None

    def counts(self, party, but):
        return (party['code'] != but and party['category'] != 'none' and not party['suspended'] and
                not party['contested'] and
                self.actor(party['code'] + '/coordinator')['threshold'] > 0)

    def parties_agreed(self, signers, but=''):
        agreed = 0
        for party in self.tables['party']:
            handle = party['code'] + '/coordinator'
            keys = sum(signer[0] == handle and self.holder(*signer) is not None for signer in signers)
            agreed += self.counts(party, but) and keys >= self.actor(handle)['threshold']
        return agreed

    def quorum(self, act, signers):
        kind = act['act']
        if kind in PARTIES_AGREE:
            others = sum(self.counts(party, act['party']) for party in self.tables['party'])
            part = others if kind == 'party.recover' else 2 * others
            return (self.parties_agreed(signers, act['party']),
                    max(self.registry('q_recover_min', 2), (part + 2) // 3))
        holders = [self.holder(*signer) for signer in signers]
        have = sum(holder is not None and holder['role'] == OFFICER for holder in holders)
        if kind in OFFICERS_AGREE:
            return have, self.head['officers_threshold']
        officers, parties = self.head['officers_threshold'], self.head['parties_threshold']
        return (min(have, officers) + min(self.parties_agreed(signers), parties),
                officers + parties)

    # An entry
    def apply(self, index, entry):
        lines = entry.decode().split('\n')
        self.index, self.now = index, int(lines[0])
        self.id = record.sha256('\n'.join(lines[1:4] + ['']).encode())
        self.signers = []
        for line in lines[5:-1]:
            handle, blob = line.split(' ')
            self.signers.append((handle, ssh_string(base64.b64decode(blob)[10:])[0]))
        act = json.loads(lines[3])
        self.ripen()
        if not self.waits(act, lines[3]):
            self.effect(act)
        self.contents_add(act)
        by = self.actor(act['by'])
        if by['role'] == DELEGATE:
            self.tables['delegate_act'].append({
                'entry': index, 'received': self.now, 'id': self.id,
                'actor': self.tables['actor'].index(by)})
        self.head['size'], self.head['now'] = index + 1, self.now

    def waits(self, act, line):
        if act['act'] not in OFFICERS_AGREE | BOTH_AGREE | PARTIES_AGREE:
            return False
        have, need = self.quorum(act, self.signers)
        has_room = need <= 16 and len(self.signers) < 16
        if not 0 < have < need or (act['act'] in PARTIES_AGREE and has_room):
            return False
        self.tables['waiting'].append({'id': self.id, 'entry': self.index, 'have': have,
                                       'need': need, 'done': False, 'line': line,
                                       'signers': list(self.signers)})
        return True

    def effect(self, act):
        getattr(self, act['act'].replace('.', '_'))(act)

    # Keys
    def actor_add(self, handle, role, keys, **more):
        self.tables['actor'].append({
            'handle': handle, 'party': handle.split('/')[0], 'role': role, 'ended': False,
            'ended_at': ABSENT, 'challenged_since': ABSENT, 'valid_from': ABSENT, 'until': ABSENT,
            'powers': [], 'bodies': [], 'meetings': [], 'rank': '', 'accredited': self.index,
            'ended_entry': NEVER, 'keys': keys_of(keys, self.index), 'threshold': 0, 'next': [],
            **more})

    def actor_end(self, actor):
        actor.update(ended=True, ended_at=self.now, ended_entry=self.index)

    def keys_replace(self, party, keys, threshold, following):
        coordinator = self.actor(party + '/coordinator')
        for key in coordinator['keys']:
            key['ended'] = min(key['ended'], self.index)
        coordinator['keys'] += [{**key, 'since': self.index} for key in keys]
        coordinator.update(threshold=threshold, next=following)

    def ripen(self):
        for row in self.tables['recovery']:
            if not row['open'] or row['contested'] or self.now <= row['ripens_at']:
                continue
            row['open'] = False
            self.keys_replace(row['party'], row['keys'], row['threshold'], row['next'])
            for actor in self.tables['actor']:
                if actor['role'] == DELEGATE and actor['party'] == row['party'] and not actor['ended']:
                    self.actor_end(actor)

    def recovery_open(self, party):
        return [row for row in self.tables['recovery'] if row['open'] and row['party'] == party]

    # Kinds: the founding
    def forum_found(self, act):
        self.head.update(
            id=self.id, charter=json.dumps(act['charter'], ensure_ascii=False, separators=(',', ':')),
            officers_threshold=act['officers_threshold'],
            parties_threshold=act.get('parties_threshold', 0), log_key=act['log'],
            key_types=sum(1 << KEY_TYPES.index(name) for name in set(act['types'])),
            domains=act.get('domains', []), witnesses=act.get('witnesses', []))
        for officer in act['officers']:
            self.actor_add(officer['handle'], OFFICER, officer['keys'])
        for party in act.get('parties', []):
            self.party_admit(party)

    def charter_adopt(self, act):
        self.head['charter'] = json.dumps(act['charter'], ensure_ascii=False, separators=(',', ':'))

    def officer_name(self, act):
        self.actor_add(act['officer'], OFFICER, act['keys'])

    def officer_end(self, act):
        self.actor_end(self.actor(act['officer']))

    # Parties
    def party_admit(self, act):
        status = {'category': act['category'], 'span': span(act, 'from', 'seen_by', '', ''),
                  'evidence': self.evidence(act), 'suspension': False}
        name = {'names': act['names'], 'variant': False, 'span': span({}, '', '', '', ''),
                'evidence': self.evidence({})}
        self.tables['party'].append({
            'code': act['code'], 'kind': act['kind'], 'category': act['category'],
            'suspended': False, 'contested': False, 'entry': self.index, 'statuses': [status],
            'names': [name]})
        keyset = act.get('coordinator', {})
        self.actor_add(act['code'] + '/coordinator', COORDINATOR, keyset.get('keys', []),
                       threshold=keyset.get('threshold', 0),
                       next=[bytes.fromhex(digest) for digest in keyset.get('next', [])])

    def party_change(self, act):
        party = self.party(act['party'])
        party['statuses'].append({
            'category': act['category'], 'span': span(act, 'from', 'seen_by', 'until', 'gone_by'),
            'evidence': self.evidence(act), 'suspension': False})
        has_end = 'until' in act or 'gone_by' in act
        party['category'] = 'none' if has_end else act['category']

    def party_rename(self, act):
        self.party(act['party'])['names'].append({
            'names': act['names'], 'variant': act['use'] == 'variant',
            'span': span(act, 'from', '', 'until', ''), 'evidence': self.evidence(act)})

    def party_suspend(self, act):
        party = self.party(act['party'])
        since = {**span(act, 'from', '', '', '')}
        since['start'] = since['start'] or day_of(self.now)
        party['statuses'].append({'category': '', 'span': since, 'suspension': True,
                                  'evidence': self.evidence(act, 'ground')})
        party['suspended'] = True

    def party_restore(self, act):
        party = self.party(act['party'])
        newest = [status for status in party['statuses'] if status['suspension']][-1]
        newest['span']['until'] = date_of(act.get('from')) or day_of(self.now)
        party['suspended'] = False

    def party_rotate(self, act):
        keyset = act['coordinator']
        self.keys_replace(act['party'], keys_of(keyset['keys'], self.index), keyset['threshold'],
                          [bytes.fromhex(digest) for digest in keyset['next']])
        for row in self.recovery_open(act['party']):
            row['open'] = False
        self.party(act['party'])['contested'] = False

    def party_recover(self, act):
        keyset = act['coordinator']
        self.tables['recovery'].append({
            'party': act['party'], 'entry': self.index, 'contested': False, 'open': True,
            'ripens_at': self.now + 1000 * self.registry('recover_wait_s', 604800),
            'threshold': keyset['threshold'], 'keys': keys_of(keyset['keys'], self.index),
            'next': [bytes.fromhex(digest) for digest in keyset['next']]})

    def party_contest(self, act):
        self.recovery_open(act['party'])[-1]['contested'] = True
        self.party(act['party'])['contested'] = True

    def party_settle(self, act):
        self.party(act['party'])['contested'] = False
        row = self.recovery_open(act['party'])[-1]
        if act.get('grant'):
            row.update(contested=False, ripens_at=self.now - 1)
            self.ripen()
        else:
            row['open'] = False

    # Delegates
    def delegate_accredit(self, act):
        self.actor_add(act['delegate'], DELEGATE, act['keys'], powers=act['powers'],
                       bodies=act.get('bodies', []), meetings=act.get('meetings', []),
                       rank=act.get('rank', ''), valid_from=act.get('from', ABSENT),
                       until=act.get('until', ABSENT))

    def delegate_limit(self, act):
        self.actor(act['delegate']).update(
            {name: act[name] for name in ('powers', 'bodies', 'until') if name in act})

    def delegate_extend(self, act):
        self.actor(act['delegate'])['until'] = act['until']

    def delegate_key(self, act):
        self.actor(act['delegate'])['keys'] += keys_of(act['keys'], self.index)

    def delegate_dismiss(self, act):
        actor = self.actor(act['delegate'])
        self.actor_end(actor)
        actor['challenged_since'] = act.get('since', ABSENT)
        if 'since' not in act:
            return
        row, doubted = self.tables['actor'].index(actor), set()
        for done in reversed(self.tables['delegate_act']):
            if done['actor'] == row and done['received'] >= act['since']:
                mark = self.mark(done['entry'], 'challenged')
                if not mark['confirmed'] and not mark['disavowed']:
                    doubted.add(done['entry'])
        self.doubt(doubted, actor['party'])

    # Acts about acts
    def mark(self, entry, what):
        row = self.find('mark', 'entry', entry)
        if row is None:
            row = {'entry': entry, 'disavowed': False, 'confirmed': False, 'challenged': False}
            self.tables['mark'].append(row)
        row.update({what: True, 'by': self.index})
        return row

    def doubt(self, entries, party):
        """Consents and gavels among them count no more, until the body settles it."""
        for decision in self.tables['decision']:
            withdrawn = [one for one in decision['objections'] if one['withdrawn'] in entries]
            state = fold_meeting.DECISION[decision['state']]
            if state in ADOPTED_STATES:
                if withdrawn or decision['adopted'] in entries:
                    decision['contests'].append({'party': party, 'entry': self.index, 'settled': NEVER})
                    decision['contested'] = True
            elif decision['state'] < fold_meeting.DECISION.index('gavelled'):
                for one in withdrawn:
                    if self.newest(decision, one['party']) is one:
                        one['withdrawn'] = NEVER
                        if state in PUT or (state == 'held' and
                                            fold_meeting.DECISION[decision['held_from']] in PUT):
                            self.follow(decision)
        for silence in self.tables['silence']:
            state = SILENCE_STATES[silence['state']]
            if not any(step['entry'] in entries and SILENCE_STATES[step['to']] in TOWARDS
                       for step in silence['steps']) or state not in TOWARDS + ('issued', 'held'):
                continue
            if state == 'consented':
                self.step(silence, 'proposed')
            else:
                silence['contested'] = True

    def act_confirm(self, act):
        self.mark(act['entry'], 'confirmed')

    def act_disavow(self, act):
        mark = self.mark(act['entry'], 'disavowed')
        done = self.find('delegate_act', 'entry', act['entry'])
        self.doubt(set() if mark['confirmed'] else {act['entry']},
                   self.tables['actor'][done['actor']]['party'])

    def act_assent(self, act):
        row = self.find('waiting', 'id', bytes.fromhex(act['id']))
        waiting = json.loads(row['line'])
        row['signers'] += self.signers
        row['have'], row['need'] = self.quorum(waiting, row['signers'])
        if row['have'] >= row['need']:
            row['done'] = True
            self.effect(waiting)

    # The register
    def body_rename(self, act):
        self.tables['body_name'].append({
            'body': act['body'], 'names': act['names'], 'span': span(act, 'from', '', 'until', ''),
            'evidence': self.evidence(act)})

    def office_term(self, act):
        self.tables['term'].append({
            'office': act['office'], 'party': act['party'], 'start': date_of(act['from']),
            'until': date_of(act.get('until')), 'planned_until': date_of(act.get('planned_until')),
            'evidence': self.evidence(act)})

    def meeting_record(self, act):
        papers = []
        for paper in act.get('documents', []):
            row = {'kind': paper.get('kind', ''), 'symbol': paper.get('symbol', ''),
                   'title': paper['title'], 'held': 'content' in paper}
            if row['held']:
                content = paper['content']
                row.update(len=content['len'], sha256=bytes.fromhex(content['sha256']),
                           type=content['type'])
            papers.append(row)
        texts = {name: act.get(name, '') for name in
                 ('code', 'body', 'chair', 'date_basis', 'mode', 'status')}
        self.tables['meeting'].append({
            **texts, 'number': act.get('number', ABSENT), 'title': act['title'],
            'place': act.get('place', {}), 'start': date_of(act.get('from')),
            'until': date_of(act.get('until')), 'papers': papers, 'evidence': self.evidence(act)})

    def institution_record(self, act):
        self.tables['institution'].append({
            'code': act['code'], 'kind': act['kind'], 'initiated_by': act.get('initiated_by', ''),
            'names': act['names'], 'founded': date_of(act.get('founded')),
            'evidence': self.evidence(act)})

    def release_publish(self, act):
        def facets(name):
            return [{'code': facet['code'], 'party': facet.get('party', ''),
                     'printed': facet.get('printed', ''), 'names': facet['names']}
                    for facet in act.get(name, [])]
        release = {
            'code': act['code'], 'kind': act['kind'], 'meeting': act.get('meeting', ''),
            'party': act.get('party', ''), 'issued': date_of(act['issued']), 'issuer': act['issuer'],
            'organisations': facets('organisations'), 'topics': facets('topics'), 'versions': [],
            'entry': self.index}
        self.tables['release'].append(release)
        for version in act['versions']:
            self.version_add(release, version)

    def release_version(self, act):
        self.version_add(self.find('release', 'code', act['release']), act['version'])

    def version_add(self, release, version):
        release['versions'].append({'lang': version['lang'], 'title': version.get('title', ''),
                                    'has_text': 'text' in version, 'entry': self.index})
        release['versions'].sort(key=lambda one: one['lang'].encode())


    # The silence procedure
    def silence(self, act):
        return self.find('silence', 'code', act['silence'])

    def step(self, silence, name):
        silence['state'] = SILENCE_STATES.index(name)
        silence['steps'].append({'to': silence['state'], 'entry': self.index, 'at': self.now})
        if name == 'adopted':
            self.text_adopt(silence['put_text'], silence['revision'])

    def voice(self, act):
        paper = act.get('paper')
        return {'party': paper['party'] if paper else act['by'].split('/')[0], 'by': act['by'],
                'kind': act['kind'], 'at': paper['arrived'] if paper else self.now,
                'entry': self.index, 'retracted': NEVER, 'paper': paper is not None, 'late': False}

    def silence_propose(self, act):
        silence = {
            'code': act['code'], 'body': act['body'], 'matter': act['matter'],
            'meeting': act.get('meeting', ''), 'predecessor': act.get('predecessor', ''),
            'title': act['title'], **fold_meeting.put_of(act), 'expires': act['expires'],
            'proposed': self.index, 'internal': NEVER, 'recipients': [], 'undelivered': [], 'symbol': '',
            'contested': False, 'declined': False, 'steps': [], 'breaks': [], 'statements': [],
            'expiries': [act['expires']]}
        self.tables['silence'].append(silence)
        self.step(silence, 'proposed')

    def silence_consent(self, act):
        self.step(self.silence(act), 'consented')

    def silence_decline(self, act):
        self.silence(act)['declined'] = True
        self.step(self.silence(act), 'withdrawn')

    def silence_circulate(self, act):
        silence = self.silence(act)
        silence['recipients'] = [sent['party'] for sent in act['sent']]
        silence['undelivered'] = [sent['party'] for sent in act.get('undelivered', [])]
        self.step(silence, 'running')

    def silence_break(self, act):
        silence, voice = self.silence(act), self.voice(act)
        held = SILENCE_STATES[silence['state']] == 'held'
        voice['late'] = not held and voice['at'] >= silence['expires']
        if any((other['party'], other['late'], other['retracted']) ==
               (voice['party'], voice['late'], NEVER) for other in silence['breaks']):
            return
        first = not any(not other['late'] and other['retracted'] == NEVER for other in silence['breaks'])
        silence['breaks'].append(voice)
        state_name = SILENCE_STATES[silence['state']]
        if voice['late']:
            return
        if state_name in ('consented', 'running', 'held'):
            self.step(silence, 'broken')
        elif first and state_name in ('expired', 'adopted', 'announced', 'issued'):
            silence['contested'] = True

    def silence_retract(self, act):
        silence, party = self.silence(act), self.speaker_of(act)
        for voice in silence['breaks']:
            if (voice['party'], voice['late'], voice['retracted']) == (party, False, NEVER):
                voice['retracted'] = self.index
        if not any(not voice['late'] and voice['retracted'] == NEVER for voice in silence['breaks']):
            self.step(silence, SILENCE_STATES[silence['steps'][-2]['to']])

    def silence_hold(self, act):
        self.step(self.silence(act), 'held')

    def silence_resume(self, act):
        silence = self.silence(act)
        held = self.now - silence['steps'][-1]['at']
        tolling = self.rule('silence', 'tolling_s')
        if (tolling is not None and held >= tolling * 1000) or self.now >= silence['expires']:
            silence['expires'] += held
            silence['expiries'].append(silence['expires'])
        self.step(silence, 'running')

    def silence_internal(self, act):
        self.silence(act)['internal'] = self.index

    def silence_attach(self, act):
        self.silence(act)['statements'].append(self.voice(act))

    def silence_extend(self, act):
        self.silence(act)['expires'] = act['expires']
        self.silence(act)['expiries'].append(act['expires'])

    def silence_withdraw(self, act):
        self.step(self.silence(act), 'withdrawn')

    def silence_attest(self, act):
        self.step(self.silence(act), 'expired')

    def silence_notify(self, act):
        self.step(self.silence(act), act['outcome'])

    def silence_announce(self, act):
        self.step(self.silence(act), 'announced')

    def silence_issue(self, act):
        self.silence(act)['symbol'] = act['symbol']
        self.step(self.silence(act), 'issued')

    def silence_void(self, act):
        for ballot in self.tables['ballot']:
            if ballot['silence'] == act['silence'] and ballot['state'] == 0:
                self.ballot_abandon(ballot)
        for step in self.silence(act)['steps']:
            if SILENCE_STATES[step['to']] == 'adopted':
                self.text_release(self.silence(act)['put_text'], step['entry'])
        self.step(self.silence(act), 'void')


def differences(forum, head, tables):
    for name in head:
        if head[name] != forum.head[name]:
            yield f'{name}: {forum.head[name]!r} here, {head[name]!r} there'
    for noun in state.TABLES:
        ours, theirs = forum.tables[noun], tables[noun]
        if len(ours) != len(theirs):
            yield f'{noun}: {len(ours)} rows here, {len(theirs)} there'
        for number, (mine, other) in enumerate(zip(ours, theirs)):
            for name in sorted(mine.keys() | other.keys()):
                if mine.get(name) != other.get(name):
                    yield f'{noun} {number}, {name}: {mine.get(name)!r} here, {other.get(name)!r} there'


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    commits = record.commits_read(folder)
    framed, _ = record.entries_read(folder, commits[-1]['size'] if commits else 0)
    head, tables, root = state.dump_read(pathlib.Path(sys.argv[2]).read_bytes())
    forum = Forum(head['origin'])
    kinds = set()
    for index, entry in enumerate(framed):
        forum.apply(index, entry[2:])
        kinds.add(json.loads(entry[2:].split(b'\n')[3])['act'])
    found = list(differences(forum, head, tables))
    print(*found[:20], sep='\n', end='\n' if found else '')
    print(f'state {root.hex()}\nkinds {len(kinds)}')
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
