"""The second fold's content outside the record: effects as docs/format/acts.md tells them."""
from fold_measure import NEVER
from state import ABSENT

DISTRIBUTIONS = 'public members named'.split()
PAPERS = {'return.file', 'return.supplement', 'inquiry.ask', 'inquiry.clarify', 'inquiry.answer'}
PERSONS = {'delegate.accredit', 'delegation.announce'}


def commitments(value, around=None):
    """(commitment, what contains it), in the order of the members."""
    if isinstance(value, list):
        for item in value:
            yield from commitments(item, around)
    elif isinstance(value, dict) and set(value) == {'len', 'sha256', 'type'}:
        yield value, around
    elif isinstance(value, dict):
        for name in sorted(value):
            yield from commitments(value[name], value)


class Contents:
    """A part of fold.Forum."""

    def content_of(self, sha256):
        return self.find('content', 'sha256', bytes.fromhex(sha256))

    def content_distribution(self, act, around):
        """(who may see it, named parties), by where it stands."""
        kind = act['act']
        if kind in ('return.file', 'return.supplement') and 'code' in around:
            of = act
            if kind == 'return.supplement':
                of = next(row for row in self.tables['filing'] if row['entry'] == act['return'])
            form = next(row for row in self.tables['form']
                        if (row['code'], row['version']) == (of['form'], of['version']))
            field = next(field for field in form['fields'] if field['code'] == around['code'])
            return field['visibility'], field['parties']
        if kind == 'inquiry.ask' and around is act:
            return 2, act['to']
        if kind in ('inquiry.clarify', 'inquiry.answer') and around is act:
            question = next(row for row in self.tables['inquiry'] if row['entry'] == act['inquiry'])
            asks = [] if question['party'] in question['to'] else [question['party']]
            return 2, question['to'] + asks
        if kind == 'document.issue':
            word = act.get('distribution', 'public')
            return (0 if word == 'public' else 1 if word.startswith('members') else 2), []
        if kind in PERSONS:
            return 2, []
        # a document: one language of it, or a paper of a meeting; evidence stands in a paper
        if ('lang' in around or 'title' in around) and around is not act:
            return 0, []
        return 1, []

    def contents_add(self, act):
        for commitment, around in commitments(act):
            if self.content_of(commitment['sha256']) is not None:
                continue
            distribution, parties = self.content_distribution(act, around)
            party = act['by'].partition('/')[0]
            if act['act'] in PAPERS and 'paper' in act:
                party = act['paper']['party']
            self.tables['content'].append({
                'sha256': bytes.fromhex(commitment['sha256']), 'len': commitment['len'],
                'type': commitment['type'], 'party': party, 'distribution': distribution,
                'parties': parties, 'entry': self.index, 'erased': NEVER, 'erased_at': ABSENT,
                'eraser': '', 'ground': '', 'rule': ''})

    def content_distribute(self, act):
        self.content_of(act['content']).update(
            distribution=DISTRIBUTIONS.index(act['distribution']), parties=act.get('parties', []))

    def content_erase(self, act):
        self.content_of(act['content']).update(
            erased=self.index, erased_at=self.now, eraser=act['by'], ground=act['ground'],
            rule=act['rule'])
