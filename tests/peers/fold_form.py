"""The second fold's acts of forms and returns: effects as docs/format/acts.md tells them."""
from fold_measure import DAY_MS, NEVER, last_day
from state import ABSENT

KINDS = 'text number date yes-no choice table document'.split()
VISIBILITIES = 'public members named'.split()
PERIODS = 'year once event'.split()
HOWS = 'filed nil rolled-forward supplement'.split()
STEPS = 'question clarification answer acknowledgement reminder'.split()


class Forms:
    """A part of fold.Forum."""

    def form_adopt(self, act):
        self.tables['form'].append({
            **self.texts_of(act, 'code', 'area'), 'dimension': self.dimension_of(act),
            **self.texts_of(act, 'decision'), 'version': act['version'], 'title': act['title'],
            'period': PERIODS.index(act['period']),
            **{name: act.get(name, ABSENT) for name in ('due_month', 'due_day', 'due_s')},
            'due_on': self.date_of(act.get('due_on')), 'measures': act.get('measures', []),
            'evidence': self.evidence(act), 'fields': [self.field_of(f) for f in act['fields']]})

    def field_of(self, field):
        return {
            **self.texts_of(field, 'code', 'unit', 'basis'), 'label': field['label'],
            'kind': KINDS.index(field['kind']),
            'visibility': VISIBILITIES.index(field['visibility']),
            'required': field.get('required', False), 'parties': field.get('parties', []),
            'items': [{'code': item['code'], 'label': item['label']}
                      for item in field.get('items', [])]}

    def is_return_late(self, act):
        form = [row for row in self.tables['form'] if row['code'] == act['form']][-1]
        period, more = PERIODS[form['period']], 0
        if period == 'year':
            last = (act['year'], form['due_month'], form['due_day'], -1)
            last = None if form['due_day'] == ABSENT else last
        elif period == 'once':
            last = form['due_on']
        else:
            last, more = self.date_of(act['event']), 1000 * form['due_s']
            last = None if form['due_s'] == ABSENT else last
        return last is not None and self.heard_at(act) >= (last_day(last) + 1) * DAY_MS + more

    def filing_row(self, act, how, **members):
        row = {
            'form': act.get('form'), 'party': '', 'version': act.get('version'),
            'year': act.get('year', ABSENT), 'event': self.date_of(act.get('event')),
            'how': HOWS.index(how), 'late': False, 'paper': 'paper' in act, 'of': NEVER,
            'at': self.heard_at(act), 'entry': self.index,
            'fields': [value['code'] for value in act.get('values', [])]}
        row.update(members)
        self.tables['filing'].append(row)

    def return_first(self, act, how, **members):
        self.filing_row(act, how, party=self.speaker_of(act), late=self.is_return_late(act), **members)

    def return_file(self, act):
        self.return_first(act, 'filed')

    def return_nil(self, act):
        self.return_first(act, 'nil')

    def return_forward(self, act):
        self.return_first(act, 'rolled-forward', of=act['return'])

    def return_supplement(self, act):
        first = next(row for row in self.tables['filing'] if row['entry'] == act['return'])
        of = {name: first[name] for name in ('form', 'party', 'version', 'year', 'event')}
        self.filing_row(act, 'supplement', of=act['return'], **of)

    # Inquiries
    def inquiry_row(self, act, step, **members):
        row = {
            'step': STEPS.index(step), 'form': '', 'party': self.speaker_of(act), 'to': [],
            'of': NEVER, 'year': ABSENT, 'due': ABSENT, 'open': 'text' in act, 'late': False,
            'paper': 'paper' in act, 'at': self.heard_at(act), 'entry': self.index}
        row.update(members)
        self.tables['inquiry'].append(row)

    def inquiry_ask(self, act):
        self.inquiry_row(act, 'question', form=act['form'], to=act['to'],
                         of=act.get('return', NEVER), due=act.get('due', ABSENT))

    def question_of(self, act):
        return next(row for row in self.tables['inquiry'] if row['entry'] == act['inquiry'])

    def inquiry_clarify(self, act):
        self.inquiry_row(act, 'clarification', form=self.question_of(act)['form'], of=act['inquiry'])

    def inquiry_answer(self, act):
        question = self.question_of(act)
        late = question['due'] != ABSENT and self.heard_at(act) > question['due']
        self.inquiry_row(act, 'answer', form=question['form'], of=act['inquiry'], late=late)

    def inquiry_acknowledge(self, act):
        self.inquiry_row(act, 'acknowledgement', of=act['entry'])

    def form_remind(self, act):
        self.inquiry_row(act, 'reminder', form=act['form'], party='', to=act['to'],
                         year=act.get('year', ABSENT), open=True)
