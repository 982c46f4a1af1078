"""The second fold's acts of confidence-building measures: effects as docs/format/acts.md tells them."""
import datetime
import json

from state import ABSENT

NEVER = 2**64 - 1
DAY_MS = 86400000
NOTHING = {'entry': NEVER, 'basis': '', 'note': '', 'sources': [], 'meeting': ''}
STATES = 'proposed planned announced held cancelled merged'.split()
WHATS = 'plan move merge cancel hold'.split()


def last_day(date):
    """Days since 1970 of the last day of a date that may be cut."""
    year, month, day, _ = date
    if day:
        return (datetime.date(year, month, day) - datetime.date(1970, 1, 1)).days
    after = (year + 1, 1) if month in (0, 12) else (year, month + 1)
    return (datetime.date(*after, 1) - datetime.date(1970, 1, 1)).days - 1


class Measures:
    """A part of fold.Forum."""

    def dimension_of(self, act):
        if 'area' in act:
            return self.find('area', 'code', act['area'])['dimension']
        return act.get('dimension', '')

    def texts_of(self, act, *names):
        return {name: act.get(name, '') for name in names}

    def dates_of(self, act, **names):
        return {field: self.date_of(act.get(member)) for field, member in names.items()}

    def author_party(self, act):
        party = act['by'].split('/')[0]
        return '' if party == 'secretariat' else party

    # The catalogue
    def catalogue_adopt(self, act):
        self.tables['catalogue'].append({
            'code': act['code'], 'kind': act['kind'], 'decision': act.get('decision', ''),
            'title': act['title'], 'start': self.date_of(act.get('from')),
            'replaces': act.get('replaces', []), 'evidence': self.evidence(act)})

    def catalogue_add(self, act):
        shared = {'catalogue': act.get('catalogue', ''), 'evidence': self.evidence(act)}
        for area in act.get('areas', []):
            self.tables['area'].append({
                'code': area['code'], 'dimension': area['dimension'], 'names': area['name'],
                'start': self.date_of(area.get('from')), **shared})
        for measure in act.get('measures', []):
            self.tables['measure'].append({
                'code': measure['code'], 'dimension': measure['dimension'],
                **self.texts_of(measure, 'area', 'section', 'label'), 'text': measure['text'],
                **shared})

    # Who coordinates
    def area_coordinate(self, act):
        span = self.dates_of(act, start='from', seen_by='seen_by', until='until', gone_by='gone_by')
        if not act.get('sources') and not span['start'] and not span['seen_by']:
            span['start'] = self.day_of(self.heard_at(act))
        self.tables['coordination'].append({
            'area': act.get('area', ''), 'dimension': self.dimension_of(act), 'party': act['party'],
            'role': act['role'], 'span': span, 'released': NEVER, 'evidence': self.evidence(act),
            'ending': dict(NOTHING)})

    def area_release(self, act):
        for row in reversed(self.tables['coordination']):
            is_open = not row['span']['until'] and not row['span']['gone_by']
            is_it = all(row[name] == act.get(name, '') for name in ('area', 'party', 'role'))
            if is_open and is_it and ('area' in act or row['dimension'] == act['dimension']):
                row['span'].update(self.dates_of(act, until='until', gone_by='gone_by'))
                if 'until' not in act and 'gone_by' not in act:
                    row['span']['until'] = self.day_of(self.heard_at(act))
                row.update(released=self.index, ending=self.evidence(act))
                return
        raise ValueError('nobody to release')

    # Plans
    def plan_propose(self, act):
        self.tables['plan'].append({
            'code': act['code'], 'kind': act['kind'], 'dimension': self.dimension_of(act),
            'area': act.get('area', ''),
            'drafted_by': act.get('drafted_by', '') or self.author_party(act),
            **self.texts_of(act, 'under', 'catalogue'), 'title': act['title'],
            **self.dates_of(act, start='from', until='until'), 'state': 'proposed', 'at': self.now,
            'evidence': self.evidence(act), 'facts': []})

    def plan_step(self, act):
        plan = self.find('plan', 'code', act['plan'])
        body = act.get('body', '')
        if not body and 'decision' in act:
            body = self.find('decision', 'code', act['decision'])['body']
        plan['facts'].append({'to': act['to'], 'body': body, 'decision': act.get('decision', ''),
                              'on': self.date_of(act.get('on')), 'at': self.now,
                              'evidence': self.evidence(act)})
        plan['state'] = act['to']

    # Activities
    def activity_propose(self, act):
        self.tables['activity'].append({
            'code': act['code'], 'dimension': self.dimension_of(act),
            **self.texts_of(act, 'area', 'institution', 'role', 'mode', 'offset'), 'into': '',
            'host': act.get('host', '') or self.author_party(act),
            **{name: act.get(name, []) for name in ('plans', 'measures', 'languages')},
            'title': act['title'],
            **{name: act.get(name, {}) for name in ('host_body', 'place', 'audience')},
            'participation': {}, **self.dates_of(act, start='from', until='until'),
            'year': act.get('year', ABSENT), 'tentative': act.get('tentative', False), 'state': 0,
            'at': self.now, 'evidence': self.evidence(act), 'steps': []})

    def activity_step(self, act, what):
        activity = self.find('activity', 'code', act['activity'])
        step = {'what': WHATS.index(what), 'to': activity['state'], 'was_from': activity['start'],
                'was_until': activity['until'], 'start': activity['start'],
                'until': activity['until'], 'offset': activity['offset'], 'plan': '', 'into': '',
                'was_place': activity['place'], 'at': self.now, 'evidence': self.evidence(act)}
        activity['steps'].append(step)
        return activity, step

    def activity_state(self, activity, step, state):
        activity['state'] = step['to'] = STATES.index(state)

    def activity_dates(self, activity, step, act):
        for row in (activity, step):
            row.update(self.dates_of(act, start='from', until='until'), offset=act.get('offset', ''))

    def activity_plan(self, act):
        activity, step = self.activity_step(act, 'plan')
        step['plan'] = act.get('plan', '')
        self.activity_state(activity, step, act['stage'])
        if step['plan']:
            activity['plans'] = sorted({*activity['plans'], step['plan']})

    def activity_move(self, act):
        activity, step = self.activity_step(act, 'move')
        self.activity_dates(activity, step, act)
        activity['place'] = act.get('place', activity['place'])

    def activity_merge(self, act):
        activity, step = self.activity_step(act, 'merge')
        activity['into'] = step['into'] = act['into']
        self.activity_state(activity, step, 'merged')

    def activity_cancel(self, act):
        activity, step = self.activity_step(act, 'cancel')
        self.activity_state(activity, step, 'cancelled')

    def activity_hold(self, act):
        activity, step = self.activity_step(act, 'hold')
        if 'from' in act:
            self.activity_dates(activity, step, act)
        activity['place'] = act.get('place', activity['place'])
        activity['participation'] = act.get('participation', {})
        self.activity_state(activity, step, 'held')

    # Reports
    def is_late(self, act, activity):
        after = json.loads(self.head['charter']).get('measures', {}).get('report_s')
        if activity is None:
            last = (act['year'], 0, 0, -1)
        elif activity['state'] == STATES.index('held'):
            last = activity['until'] or activity['start']
        else:
            last = None
        if after is None or last is None:
            return False
        return self.heard_at(act) >= (last_day(last) + 1) * DAY_MS + 1000 * after

    def report_row(self, act, **members):
        self.tables['report'].append({
            'paper': 'paper' in act, 'at': self.heard_at(act),
            'documents': len(act.get('documents', [])), 'languages': sorted(act.get('text', {})),
            'evidence': self.evidence(act), **members})

    def report_file(self, act):
        activity = self.find('activity', 'code', act['activity']) if 'activity' in act else None
        if activity is None:
            of = {'activity': '', 'area': act.get('area', ''), 'dimension': self.dimension_of(act),
                  'party': self.speaker_of(act)}
        else:
            of = {'activity': activity['code'], 'area': activity['area'],
                  'dimension': activity['dimension'], 'party': activity['host']}
        self.report_row(act, **of, year=act.get('year', ABSENT), nil=act.get('nil', False),
                        late=self.is_late(act, activity), of=NEVER)

    def report_supplement(self, act):
        first = next(row for row in self.tables['report'] if row['evidence']['entry'] == act['report'])
        of = {name: first[name] for name in ('activity', 'area', 'dimension', 'party', 'year')}
        self.report_row(act, **of, nil=False, late=False, of=act['report'])

    # Reviews, undertakings
    def review_open(self, act):
        self.tables['review'].append({
            'code': act['code'], 'dimension': act['dimension'], 'body': act['body'],
            'start': self.date_of(act.get('from')), 'until': None, 'closed': NEVER, 'outcome': {},
            'evidence': self.evidence(act), 'ending': dict(NOTHING)})

    def review_close(self, act):
        self.find('review', 'code', act['review']).update(
            until=self.date_of(act.get('until')), closed=self.index, outcome=act.get('outcome', {}),
            ending=self.evidence(act))

    def undertaking_record(self, act):
        self.tables['undertaking'].append({
            'code': act['code'],
            **self.texts_of(act, 'text', 'unit', 'release', 'document', 'paragraph', 'area'),
            'dimension': self.dimension_of(act), 'words': act['words'],
            'on': self.date_of(act.get('on')), 'evidence': self.evidence(act), 'fulfilments': []})

    def undertaking_fulfil(self, act):
        self.find('undertaking', 'code', act['undertaking'])['fulfilments'].append({
            **self.texts_of(act, 'plan', 'activity'), 'on': self.date_of(act.get('on')),
            'evidence': self.evidence(act)})
