"""The second fold's acts of agreements, relations and institutions: effects as docs/format/acts.md tells."""
import datetime

from fold_measure import DAY_MS, NEVER, NOTHING, last_day
from state import ABSENT

STATES = ('none proposed studied negotiated approved signed in-force suspended superseded ended '
          'dropped').split()
LAST_OF_ALL = last_day((9999, 12, 31, -1))


class Agreements:
    """A part of fold.Forum."""

    def agreement_record(self, act):
        self.tables['agreement'].append({
            'code': act['code'], 'kind': act['kind'], **self.texts_of(act, 'party', 'decision'),
            'counterpart': act.get('counterpart', {}), 'title': act['title'],
            'needs': act.get('needs', ABSENT), 'delay_days': act.get('delay_days', ABSENT),
            'state': 0, 'evidence': self.evidence(act), 'steps': [], 'deposits': []})

    def body_of_decision(self, act):
        if 'body' not in act and 'decision' in act:
            return self.find('decision', 'code', act['decision'])['body']
        return act.get('body', '')

    def agreement_step(self, act):
        agreement = self.find('agreement', 'code', act['agreement'])
        amends = act['to'] == 'amended'
        if not amends:
            agreement['state'] = STATES.index(act['to'])
        agreement['steps'].append({
            'to': agreement['state'], 'amends': amends,
            **self.dates_of(act, on='on', seen_by='seen_by'), 'body': self.body_of_decision(act),
            'decision': act.get('decision', ''), 'by': act.get('by_agreement', ''),
            'text': act.get('text', ''), 'revision': act.get('revision', ABSENT),
            'place': act.get('place', {}), 'signatories': act.get('signatories', {}),
            'documents': len(act.get('documents', [])), 'evidence': self.evidence(act)})

    def entry_into_force(self, agreement):
        days = [deposit['on'] for deposit in agreement['deposits']]
        if None in days:
            return None
        delay = 0 if agreement['delay_days'] == ABSENT else agreement['delay_days']
        day = max(map(last_day, days)) + delay
        if day > LAST_OF_ALL:
            return None
        date = datetime.date(1970, 1, 1) + datetime.timedelta(days=day)
        return date.year, date.month, date.day, -1

    def agreement_deposit(self, act):
        agreement = self.find('agreement', 'code', act['agreement'])
        on = self.date_of(act.get('on'))
        if on is None and not act.get('sources'):
            on = self.day_of(self.now // DAY_MS * DAY_MS)
        agreement['deposits'].append({
            'party': act['party'], 'kind': act['kind'], 'decision': act.get('decision', ''),
            'on': on, 'documents': len(act.get('documents', [])), 'evidence': self.evidence(act)})
        is_enough = len(agreement['deposits']) == agreement['needs']
        if is_enough and agreement['state'] == STATES.index('signed'):
            agreement['state'] = STATES.index('in-force')
            agreement['steps'].append({
                'to': agreement['state'], 'amends': False, 'on': self.entry_into_force(agreement),
                'seen_by': None, **self.texts_of({}, 'body', 'decision', 'by', 'text'),
                'revision': ABSENT, 'place': {}, 'signatories': {}, 'documents': 0,
                'evidence': self.evidence(act)})

    def span_of(self, act):
        return self.dates_of(act, start='from', seen_by='seen_by', until='until', gone_by='gone_by')

    def span_end(self, row, act, ended):
        row['span'].update(self.dates_of(act, until='until', gone_by='gone_by'))
        row.update({ended: self.index, 'ending': self.evidence(act)})

    def relation_record(self, act):
        self.tables['relation'].append({
            'code': act['code'], 'kind': act['kind'], 'direction': act['direction'],
            **self.texts_of(act, 'party', 'agreement', 'decision'),
            'counterpart': act.get('counterpart', {}), 'title': act.get('title', {}),
            'span': self.span_of(act), 'ended': NEVER, 'evidence': self.evidence(act),
            'ending': dict(NOTHING)})

    def relation_end(self, act):
        self.span_end(self.find('relation', 'code', act['relation']), act, 'ended')

    def institution_text(self, act):
        self.tables['institution_text'].append({
            'institution': act['institution'], 'kind': act['kind'],
            'body': self.body_of_decision(act), 'decision': act.get('decision', ''),
            'title': act['title'], 'on': self.date_of(act.get('on')),
            'documents': len(act.get('documents', [])), 'evidence': self.evidence(act)})

    def institution_seat(self, act):
        self.tables['institution_seat'].append({
            **self.texts_of(act, 'institution', 'party', 'role', 'decision'),
            'span': self.span_of(act), 'vacated': NEVER, 'evidence': self.evidence(act),
            'ending': dict(NOTHING)})

    def institution_vacate(self, act):
        for row in reversed(self.tables['institution_seat']):
            is_open = not row['span']['until'] and not row['span']['gone_by']
            if is_open and all(row[name] == act[name] for name in ('institution', 'party', 'role')):
                self.span_end(row, act, 'vacated')
                return
        raise ValueError('nobody to vacate')
