"""The second fold's acts of offices, meetings, documents, decisions and votes: effects as
docs/format/acts.md tells them. Mixed into fold.Forum."""
import json

import record
from state import ABSENT

NEVER = 2**64 - 1
CONDUCT = 'convened open suspended closed cancelled'.split()
CREDENTIALS = 'announced submitted provisional accepted contested refused deferred'.split()
SPEAKER = 'asked speaking spoke passed withdrawn'.split()
POINT = 'raised ruled appealed upheld overruled'.split()
DECISION = ('tabled circulated eligible considered called objected held deferred vote gavelled registered '
            'issued not-adopted referred withdrawn lapsed').split()
BALLOT = 'open carried lost void'.split()
CHOICES = 'yes no abstain sealed'.split()
SILENCE_STATES = ('proposed consented running broken expired adopted announced issued not-adopted '
                  'withdrawn void vote held').split()
NO_INTEGER = ABSENT


def frozen_hash(texts):
    frozen = b''
    for text in texts:
        for part in text['lang'], text.get('title', ''), text['text']:
            frozen += len(part.encode()).to_bytes(4, 'big') + part.encode()
    return record.sha256(frozen)


def languages_of(texts):
    return [text['lang'] for text in texts]


def put_of(act):
    """What is put: whole words, or a revision of a negotiated text."""
    if 'negotiated' not in act:
        return {'hash': frozen_hash(act['texts']), 'languages': languages_of(act['texts']),
                'put_text': '', 'revision': 0}
    named = act['negotiated']
    return {'hash': bytes.fromhex(named['hash']), 'languages': [], 'put_text': named['text'],
            'revision': named['revision']}


class Meetings:
    # What the charter says
    def rule(self, *path, default=None):
        found = json.loads(self.head['charter'])
        for name in path:
            if not isinstance(found, dict) or name not in found:
                return default
            found = found[name]
        return found

    def rights(self, code):
        party = self.party(code)
        if party is None or party['suspended']:
            return []
        return next((category.get('rights', []) for category in self.rule('categories')
                     if category['id'] == party['category']), [])

    def counted(self, codes):
        return sum(bool({'object', 'vote'} & set(self.rights(code))) for code in codes)

    def quorum_holds(self, name, present):
        part = self.rule('conduct', 'quorum', name)
        if part is None:
            return True
        have = self.counted(present) * part['den']
        need = self.counted(party['code'] for party in self.tables['party']) * part['num']
        return have > need if 2 * part['num'] == part['den'] else have >= need

    def ladder(self, decision):
        steps = next(found['ladder'] for found in self.rule('decisions')
                     if (found['body'], found['matter']) == (decision['body'], decision['matter']))
        last = len(steps) - 1
        return [dict({'else': 'next' if at < last else 'not-adopted'}, **step)
                for at, step in enumerate(steps)]

    # Who speaks, and when
    def author(self, act):
        return self.actor(act['by'])['party']

    def speaker_of(self, act):
        return act['paper']['party'] if 'paper' in act else self.author(act)

    def heard_at(self, act):
        return act['paper']['arrived'] if 'paper' in act else self.now

    # Offices
    def tenure(self, office, party, how, meeting=''):
        self.tables['tenure'].append({'office': office, 'party': party, 'meeting': meeting, 'how': how,
                                      'entry': self.index, 'at': self.now})

    def office_assume(self, act):
        self.tenure(act['office'], self.author(act), 0)

    def office_hand(self, act):
        self.tenure(act['office'], act['party'], 1)

    def office_contest(self, act):
        self.tenure(act['office'], self.author(act), 2)

    def office_act(self, act):
        self.conduct(act)['acting'] = self.author(act)
        self.tenure('', self.author(act), 3, act['meeting'])

    # Meetings
    def conduct(self, act):
        return self.find('conduct', 'meeting', act['meeting'])

    def conduct_step(self, conduct, name):
        conduct['state'] = CONDUCT.index(name)
        conduct['steps'].append({'to': conduct['state'], 'entry': self.index, 'at': self.now})

    def conduct_mark(self, conduct, of):
        conduct['marks'].append({'of': of, 'entry': self.index, 'at': self.now})

    def items(self, items, adopted=False):
        return [{'id': item['id'], 'number': item.get('number', ''), 'title': item['title'],
                 'papers': item.get('papers', []), 'adopted': adopted, 'list_closed': False}
                for item in items]

    def meeting_convene(self, act):
        self.meeting_record(dict(act, status='convened', agenda=None))
        conduct = {
            'meeting': act['code'], 'body': act['body'], 'acting': '', 'state': 0,
            'opens': act['opens'], 'convened': self.index, 'like': act.get('like', ''),
            'notice_waived': 'waiver' in act, 'quorum_asked': False, 'agenda_adopted': False,
            'present': [], 'counted': NEVER, 'steps': [],
            'items': self.items(act.get('agenda', [])), 'delegations': [], 'speakers': [],
            'points': [], 'statements': [], 'notes': [], 'marks': []}
        self.tables['conduct'].append(conduct)
        self.conduct_step(conduct, 'convened')
        self.conduct_mark(conduct, 0)

    def meeting_move(self, act):
        meeting = self.find('meeting', 'code', act['meeting'])
        meeting['start'], meeting['until'] = self.date_of(act['from']), self.date_of(act.get('until'))
        meeting['place'] = act.get('place', meeting['place'])
        conduct = self.conduct(act)
        if conduct['opens'] != act['opens']:
            conduct['notice_waived'] = 'waiver' in act
        conduct['opens'] = act['opens']

    def meeting_status(self, act, status):
        self.find('meeting', 'code', act['meeting'])['status'] = status

    def meeting_cancel(self, act):
        self.meeting_status(act, 'cancelled')
        self.conduct_step(self.conduct(act), 'cancelled')

    def count_take(self, act):
        conduct = self.conduct(act)
        conduct.update(present=act['present'], counted=self.index, quorum_asked=False)
        self.conduct_mark(conduct, 1)
        return conduct

    def meeting_open(self, act):
        self.conduct_step(self.count_take(act), 'open')
        self.meeting_status(act, 'open')

    def meeting_count(self, act):
        conduct = self.count_take(act)
        if not self.quorum_holds('decide', conduct['present']):
            return
        for decision in self.tables['decision']:
            if decision['state'] == DECISION.index('held') and \
                    decision['meeting'] == act['meeting']:
                self.decision_step(decision, DECISION[decision['held_from']])

    def meeting_suspend(self, act):
        self.conduct_step(self.conduct(act), 'suspended')

    def meeting_resume(self, act):
        self.conduct_step(self.conduct(act), 'open')

    def meeting_close(self, act):
        self.conduct(act)['acting'] = ''
        self.conduct_step(self.conduct(act), 'closed')
        self.meeting_status(act, 'held')

    def quorum_ask(self, act):
        self.conduct(act)['quorum_asked'] = True
        for decision in self.tables['decision']:
            if DECISION[decision['state']] in ('considered', 'called', 'objected') and \
                    decision['item'] and decision['meeting'] == act['meeting']:
                decision['held_from'] = decision['state']
                self.decision_step(decision, 'held')

    def agenda_propose(self, act):
        conduct = self.conduct(act)
        conduct['items'] = [item for item in conduct['items'] if item['adopted']]
        conduct['items'] += self.items(act['items'])
        self.conduct_mark(conduct, 0)

    def agenda_adopt(self, act):
        conduct = self.conduct(act)
        closed = {item['id'] for item in conduct['items'] if item['adopted'] and item['list_closed']}
        if 'items' in act:
            items = self.items(act['items'])
        else:
            items = [item for item in conduct['items'] if not item['adopted']]
        conduct['items'] = [dict(item, adopted=True, list_closed=item['id'] in closed)
                            for item in items]
        conduct['agenda_adopted'] = True
        self.conduct_mark(conduct, 0)

    # Delegations
    def delegation(self, act, party):
        conduct = self.conduct(act)
        found = next((row for row in conduct['delegations'] if row['party'] == party), None)
        if found is None:
            found = {'party': party, 'credentials': 0, 'members': 0, 'handles': [],
                     'entry': self.index, 'credentials_entry': self.index, 'letter': False,
                     'accepted': False}
            conduct['delegations'].append(found)
        return found

    def delegation_announce(self, act):
        self.delegation(act, self.speaker_of(act)).update(
            members=len(act['members']), entry=self.index,
            handles=[member['handle'] for member in act['members'] if 'handle' in member])

    def credentials(self, act, party, state):
        row = self.delegation(act, party)
        row.update(credentials=CREDENTIALS.index(state), credentials_entry=self.index,
                   accepted=row['accepted'] or state == 'accepted')
        return row

    def credentials_submit(self, act):
        self.credentials(act, self.speaker_of(act), 'submitted')['letter'] = True

    def credentials_contest(self, act):
        self.credentials(act, act['party'], 'contested')

    def credentials_decide(self, act):
        for party in act['parties']:
            self.credentials(act, party, act['outcome'])

    # Speakers
    def asked(self, conduct, party, item, reply):
        return next(row for row in conduct['speakers'] if row['state'] == 0 and
                    (row['party'], row['item'], row['reply']) == (party, item, reply))

    def speaker_ask(self, act):
        self.conduct(act)['speakers'].append({
            'party': self.speaker_of(act), 'item': act['item'], 'role': act.get('role', ''),
            'reply': act['list'] == 'reply', 'state': 0, 'entry': self.index,
            'to': act.get('to', NEVER), 'called_entry': NEVER, 'asked': self.now, 'called': ABSENT, 'ended': ABSENT,
            'limit_s': NO_INTEGER})

    def speaker_withdraw(self, act):
        row = self.asked(self.conduct(act), self.speaker_of(act), act['item'],
                         act['list'] == 'reply')
        row.update(state=SPEAKER.index('withdrawn'), ended=self.now)

    def speaker_swap(self, act):
        rows = self.conduct(act)['speakers']
        places = [rows.index(self.asked(self.conduct(act), party, act['item'], False))
                  for party in (self.author(act), act['other'])]
        rows[places[0]], rows[places[1]] = rows[places[1]], rows[places[0]]

    def limit(self, conduct, row):
        if not row['reply']:
            return self.rule('conduct', 'speakers', 'limit_s', default=NO_INTEGER)
        limits = self.rule('conduct', 'reply', 'limits_s')
        if not limits:
            return NO_INTEGER
        before = conduct['speakers'][:conduct['speakers'].index(row)]
        round_of = sum(other['reply'] and other['state'] != SPEAKER.index('withdrawn') and
                       (other['party'], other['item']) == (row['party'], row['item'])
                       for other in before)
        return limits[min(round_of, len(limits) - 1)]

    def speaker_call(self, act):
        conduct = self.conduct(act)
        row = self.asked(conduct, act['party'], act['item'], act['list'] == 'reply')
        row['limit_s'] = self.limit(conduct, row)
        row.update(state=SPEAKER.index('speaking'), called=self.now, called_entry=self.index)

    def speaker_end(self, act):
        row = next(row for row in self.conduct(act)['speakers']
                   if row['state'] == SPEAKER.index('speaking'))
        row.update(state=SPEAKER.index('passed' if act.get('passed') else 'spoke'), ended=self.now)

    def list_set(self, act, closed):
        next(item for item in self.conduct(act)['items']
             if item['id'] == act['item'])['list_closed'] = closed

    def list_close(self, act):
        self.list_set(act, True)

    def list_reopen(self, act):
        self.list_set(act, False)

    def statement_deliver(self, act):
        self.conduct(act)['statements'].append({
            'party': self.speaker_of(act), 'item': act.get('item', ''), 'symbol': '',
            'spoken': act.get('spoken', False), 'entry': self.index, 'at': self.now})

    # Points, documents, the journal
    def point_raise(self, act):
        self.conduct(act)['points'].append({
            'party': self.speaker_of(act), 'kind': act['kind'], 'decision': act.get('decision', ''),
            'outcome': '', 'state': 0, 'entry': self.index, 'ruling': NEVER, 'at': self.now})

    def point(self, act, state):
        row = next(row for row in self.conduct(act)['points'] if row['entry'] == act['point'])
        row['state'] = POINT.index(state)
        return row

    def point_rule(self, act):
        self.point(act, 'ruled').update(outcome=act['outcome'], ruling=self.index)

    def point_appeal(self, act):
        self.point(act, 'appealed')

    def point_decide(self, act):
        self.point(act, 'overruled' if act['in_favour'] > act['against'] else 'upheld')

    def document_issue(self, act):
        self.tables['document'].append({
            'symbol': act['symbol'], 'class': act['class'], 'meeting': act.get('meeting', ''),
            'of': act.get('of', ''), 'suffix': act.get('suffix', ''),
            'distribution': act.get('distribution', ''), 'title': act['title'],
            'entry': self.index, 'statement': act.get('statement', NEVER), 'at': self.now,
            'langs': [{'lang': text['lang'], 'text': 'text' in text, 'content': 'content' in text}
                      for text in act.get('texts', [])]})
        if 'statement' in act:
            next(row for row in self.conduct(act)['statements']
                 if row['entry'] == act['statement'])['symbol'] = act['symbol']

    def journal_add(self, act):
        year, month, day, _ = self.date_of(act['day'])
        self.conduct(act)['notes'].append({'day': (year, month, day, -1),
                                           'symbol': act.get('symbol', ''), 'entry': self.index})

    journal_issue = journal_add

    # Decisions
    def decision(self, act):
        return self.find('decision', 'code', act['decision'])

    def decision_step(self, decision, name):
        decision['state'] = DECISION.index(name)
        decision['steps'].append({'to': decision['state'], 'entry': self.index, 'at': self.now})

    def decision_table(self, act):
        first = self.speaker_of(act)
        decision = {
            'code': act['code'], 'body': act['body'], 'matter': act['matter'],
            'meeting': act.get('meeting', ''), 'item': '', 'title': act['title'],
            **put_of(act), 'base': bytes.fromhex(act.get('revises', '00' * 32)),
            'sponsors': [first] + [one for one in act.get('sponsors', []) if one != first],
            'state': 0, 'step': 0, 'tabled': self.index, 'text_entry': self.index,
            'adopted': NEVER, 'circulated': ABSENT, 'called': ABSENT, 'adopted_at': ABSENT,
            'until': ABSENT, 'window_s': 0, 'notice_waived': False, 'contested': False,
            'held_from': 0, 'recipients': [], 'undelivered': [], 'interim': '', 'symbol': '',
            'referred_to': '', 'missing': [], 'steps': [], 'objections': [], 'amendments': [],
            'adrefs': [], 'dissents': [], 'contests': [], 'corrections': []}
        self.tables['decision'].append(decision)
        self.decision_step(decision, 'tabled')

    def decision_circulate(self, act):
        decision = self.decision(act)
        decision.update(
            recipients=[sent['party'] for sent in act['sent']], circulated=self.now,
            undelivered=[sent['party'] for sent in act.get('undelivered', [])],
            interim=act.get('symbol', ''))
        self.decision_step(decision, 'circulated')

    def decision_waive(self, act):
        self.decision(act)['notice_waived'] = True

    def decision_consider(self, act):
        decision = self.decision(act)
        decision.update(meeting=act['meeting'], item=act['item'])
        lapsed = decision['state'] == DECISION.index('lapsed')
        was = decision['held_from'] if lapsed else decision['state']
        self.decision_step(decision, 'vote' if was == DECISION.index('vote') else 'considered')

    def decision_ripen(self, act):
        self.decision_step(self.decision(act), 'eligible')

    def decision_lapse(self, act):
        decision = self.decision(act)
        is_vote = decision['state'] == DECISION.index('vote')
        decision['held_from'] = DECISION.index('vote' if is_vote else 'considered')
        self.decision_step(decision, 'lapsed')

    def decision_amend(self, act):
        self.decision(act)['amendments'].append({
            'party': self.speaker_of(act), 'entry': self.index, 'hash': frozen_hash(act['texts']),
            'languages': languages_of(act['texts']), 'taken': False})

    def decision_revise(self, act):
        decision = self.decision(act)
        decision.update(put_of(act), text_entry=self.index)
        for amendment in decision['amendments']:
            amendment['taken'] |= amendment['hash'] == decision['hash']
        for adref in decision['adrefs']:
            adref['ended'] = min(adref['ended'], self.index)

    def decision_adref(self, act):
        decision, party = self.decision(act), self.speaker_of(act)
        if act.get('ends'):
            next(row for row in decision['adrefs']
                 if row['party'] == party and row['ended'] == NEVER)['ended'] = self.index
        else:
            decision['adrefs'].append({'party': party, 'entry': self.index, 'ended': NEVER})

    def decision_call(self, act):
        decision = self.decision(act)
        step = self.ladder(decision)[decision['step']]
        decision.update(called=self.now,
                        window_s=max(30, act.get('window_s', 0), step.get('call_min_s', 0)))
        self.decision_step(decision, 'called')

    def left_out(self, decision, party):
        step = self.ladder(decision)[decision['step']]
        if step['method'] != 'minus-n':
            return False
        concerned = decision['code'].split('.')[0]
        return party == (concerned if step['excluded'] == 'party-concerned' else step['excluded'])

    def of_call(self, decision):
        """Objections of the last call: what follows consideration is one."""
        steps = decision['steps']
        call = max((step['entry'] for before, step in zip(steps, steps[1:])
                    if DECISION[before['to']] == 'considered' and DECISION[step['to']] == 'called'),
                   default=0)
        return [row for row in decision['objections']
                if row['entry'] > call and row['hash'] == decision['hash']]

    def put(self, decision):
        """Those of them that stand."""
        return [row for row in self.of_call(decision) if row['withdrawn'] == NEVER]

    def newest(self, decision, party):
        return next((row for row in reversed(self.of_call(decision)) if row['party'] == party), None)

    def standing(self, decision, party):
        return next((row for row in self.put(decision) if row['party'] == party), None)

    def follow(self, decision):
        stands = any(row['effect'] for row in self.put(decision))
        name = 'objected' if stands else 'called'
        if DECISION[decision['state']] == 'held':
            decision['held_from'] = DECISION.index(name)
        elif DECISION[decision['state']] != name:
            self.decision_step(decision, name)

    def objection_file(self, act):
        decision, speaker = self.decision(act), self.speaker_of(act)
        for via, party in [('', speaker)] + [(speaker, one) for one in act.get('on_behalf', [])]:
            if self.standing(decision, party) is None:
                decision['objections'].append({
                    'party': party, 'by': act['by'], 'via': via, 'at': self.heard_at(act),
                    'entry': self.index, 'withdrawn': NEVER, 'hash': decision['hash'],
                    'paper': 'paper' in act, 'effect': not self.left_out(decision, party)})
        self.follow(decision)

    def objection_withdraw(self, act):
        decision = self.decision(act)
        self.standing(decision, self.speaker_of(act))['withdrawn'] = self.index
        self.follow(decision)

    def adopt(self, decision):
        self.text_adopt(decision['put_text'], decision['revision'])
        decision.update(adopted=self.index, adopted_at=self.now)
        self.decision_step(decision, 'gavelled')

    def decision_gavel(self, act):
        self.adopt(self.decision(act))

    def decision_next(self, act):
        decision, to = self.decision(act), act['step']
        ladder = self.ladder(decision)
        if to == 'next':
            decision['step'] += 1
            method = ladder[decision['step']]['method']
            to = {'vote': 'vote', 'defer': 'defer', 'refer-up': 'refer-up'}.get(method, 'consider')
        elif to == 'return':
            decision['step'], to = 0, 'consider'
        elif to == 'vote':
            votes = [at for at, step in enumerate(ladder) if step['method'] == 'vote']
            later = [at for at in votes if at >= decision['step']]
            decision['step'] = (later or votes)[0]
        if to == 'defer':
            decision['until'] = self.now + 1000 * ladder[decision['step']].get('wait_s', 0)
        if to == 'refer-up':
            above = next(body for body in self.rule('bodies') if body['id'] == decision['body'])
            decision['referred_to'] = act.get('to', above.get('parent', ''))
        self.decision_step(decision, {'consider': 'considered', 'defer': 'deferred',
                                      'refer-up': 'referred'}.get(to, to))

    def decision_resume(self, act):
        decision = self.decision(act)
        ladder = self.ladder(decision)
        has_next = decision['step'] + 1 < len(ladder)
        decision['until'] = ABSENT
        decision['step'] += has_next
        is_vote = has_next and ladder[decision['step']]['method'] == 'vote'
        self.decision_step(decision, 'vote' if is_vote else 'considered')

    def decision_contest(self, act):
        decision = self.decision(act)
        decision['contests'].append({'party': self.speaker_of(act), 'entry': self.index,
                                     'settled': NEVER})
        decision['contested'] = True

    def decision_settle(self, act):
        decision = self.decision(act)
        for contest in decision['contests']:
            contest['settled'] = min(contest['settled'], self.index)
        decision['contested'] = False
        if act.get('reopen'):
            self.text_release(decision['put_text'], decision['adopted'])
            decision.update(adopted=NEVER, adopted_at=ABSENT)
            self.decision_step(decision, 'considered')

    def decision_register(self, act):
        self.decision(act)['symbol'] = act['symbol']
        self.decision_step(self.decision(act), 'registered')

    def decision_issue(self, act):
        self.decision(act)['missing'] = act.get('missing', [])
        self.decision_step(self.decision(act), 'issued')

    def decision_correct(self, act):
        self.decision(act)['corrections'].append(self.index)

    def decision_withdraw(self, act):
        self.decision_step(self.decision(act), 'withdrawn')

    def decision_take(self, act):
        decision = self.decision(act)
        decision['sponsors'] = [self.author(act)]
        sent = decision['circulated'] != ABSENT
        self.decision_step(decision, 'circulated' if sent else 'tabled')

    def dissent_file(self, act):
        self.decision(act)['dissents'].append({
            'kind': act['kind'], 'party': self.speaker_of(act), 'joint': act.get('joint', []),
            'paragraphs': act.get('paragraphs', []), 'entry': self.index,
            'at': self.heard_at(act), 'paper': 'paper' in act})

    # Votes
    def silence_vote(self, act):
        self.vote_call(act)
        self.step(self.silence(act), 'vote')

    def ballot(self, act):
        return self.find('ballot', 'entry', act['vote'])

    def vote_call(self, act):
        none = dict.fromkeys('yes no abstain sealed members present base num den'.split(), 0)
        visible = self.rule('voting', 'visible_before_close_s')
        self.tables['ballot'].append({
            'decision': act.get('decision', ''), 'silence': act.get('silence', ''),
            'entry': self.index, 'amendment': act.get('amendment', NEVER), 'closed': NEVER,
            'hash': bytes.fromhex(act['hash']), 'opened': self.now, 'closes': act['closes'],
            'shown': ABSENT if visible is None else act['closes'] - visible * 1000,
            'state': 0, 'votes': [], 'tally': dict(none, valid=False, carried=False),
            'text_before': 0, 'hash_before': bytes(32), 'languages_before': []})

    def vote_cast(self, act):
        votes, party = self.ballot(act)['votes'], self.speaker_of(act)
        vote = {'party': party, 'by': act['by'], 'choice': CHOICES.index(act.get('choice', 'sealed')),
                'seal': bytes.fromhex(act.get('seal', '00' * 32)), 'entry': self.index, 'at': self.heard_at(act), 'paper': 'paper' in act}
        for place, other in enumerate(votes):
            if other['party'] == party:
                votes[place] = other if other['at'] > vote['at'] else vote
                return
        votes.append(vote)

    def vote_open(self, act):
        for opening in act['openings']:
            for vote in self.ballot(act)['votes']:
                if vote['party'] == opening['party']:
                    vote['choice'] = CHOICES.index(opening['choice'])

    def vote_step(self, ballot):
        """The ladder's step whose majority counts, and the meeting of what is voted on."""
        if ballot['decision']:
            decision = self.find('decision', 'code', ballot['decision'])
            return self.ladder(decision)[decision['step']], decision['meeting']
        silence = self.find('silence', 'code', ballot['silence'])
        votes = [step for step in self.ladder(silence) if step['method'] == 'vote']
        return votes[0] if votes else {'method': ''}, silence['meeting']

    def tally(self, ballot):
        step, meeting = self.vote_step(ballot)
        roll = [CHOICES[vote['choice']] for vote in ballot['votes']]
        votes = [choice for choice in roll if choice != 'sealed']
        yes, no = votes.count('yes'), votes.count('no')
        members = sum('vote' in self.rights(party['code']) for party in self.tables['party'])
        conduct = self.find('conduct', 'meeting', meeting)
        present = sum('vote' in self.rights(code) for code in (conduct or {}).get('present', []))
        base = {'members': members, 'present': max(present, len(votes))}.get(
            self.rule('voting', 'base'), yes + no)
        part = self.rule('voting', 'majority')
        if step['method'] == 'vote':
            part = step.get('majority', part)
        part = part or {'num': 0, 'den': 0}
        have, need = yes * part['den'], base * part['num']
        holds = have > need if 2 * part['num'] == part['den'] else have >= need
        valid = self.rule('voting', 'valid_if') != 'majority-takes-part' or \
            2 * len(votes) > members
        return {'yes': yes, 'no': no, 'abstain': votes.count('abstain'),
                'sealed': roll.count('sealed'), 'members': members, 'present': present,
                'base': base, 'num': part['num'], 'den': part['den'], 'valid': valid,
                'carried': valid and yes > no and (holds or not part['den'])}

    def amendment(self, ballot, decision):
        return next(row for row in decision['amendments'] if row['entry'] == ballot['amendment'])

    def vote_close(self, act):
        ballot = self.ballot(act)
        decision = self.find('decision', 'code', ballot['decision'])
        tally = self.tally(ballot)
        carried = tally['carried']
        ballot.update(closed=self.index, state=BALLOT.index('carried' if carried else 'lost'),
                      tally=tally)
        if ballot['silence']:
            silence = self.find('silence', 'code', ballot['silence'])
            if SILENCE_STATES[silence['state']] == 'vote':
                self.step(silence, 'adopted' if carried else 'not-adopted')
            return
        ballot.update(text_before=decision['text_entry'], hash_before=decision['hash'],
                      languages_before=decision['languages'])
        if ballot['amendment'] != NEVER:
            if decision['put_text']:
                self.proposal_decide(decision['put_text'], ballot['amendment'], carried)
            elif carried:
                amendment = self.amendment(ballot, decision)
                amendment['taken'] = True
                decision.update(hash=amendment['hash'], languages=amendment['languages'],
                                text_entry=amendment['entry'])
        elif decision['state'] == DECISION.index('vote') and carried:
            self.adopt(decision)
        elif decision['state'] == DECISION.index('vote'):
            self.decision_step(decision, 'not-adopted')

    def ballot_abandon(self, ballot):
        ballot.update(closed=self.index, tally=self.tally(ballot), state=BALLOT.index('void'))

    def vote_void(self, act):
        ballot = self.ballot(act)
        was = BALLOT[ballot['state']]
        if was == 'open':
            self.ballot_abandon(ballot)
        ballot['state'] = BALLOT.index('void')
        silence = self.find('silence', 'code', ballot['silence'])
        if silence and SILENCE_STATES[silence['state']] == 'vote':
            self.step(silence, 'broken')
        if silence or was == 'open':
            return
        decision = self.find('decision', 'code', ballot['decision'])
        if ballot['amendment'] == NEVER:
            self.decision_step(decision, 'vote')
        elif decision['put_text']:
            self.proposal_made(decision['put_text'], ballot['amendment']).update(
                carried=NEVER, state=0, ended=NEVER)
        elif was == 'carried':
            self.amendment(ballot, decision)['taken'] = False
            decision.update(hash=ballot['hash_before'], text_entry=ballot['text_before'],
                            languages=ballot['languages_before'])
