#!/usr/bin/env python3
"""A second reader of the state's canonical form, written from docs/format/state.md alone.

usage: state.py dump FILE       reads a dump to its last byte; prints the state root and the counts
       state.py snapshot FILE   the same of a record's snapshot.SIZE, whose own root and CRC must fit
"""
import hashlib
import sys

LINE = b'comity/state/v1\n'
CHUNK_ROWS = 64
ABSENT = -2**63
SILENCE_STATES = 13
TENURES, CONDUCT_STATES, CREDENTIALS, SPEAKER_STATES, POINT_STATES = 4, 5, 7, 5, 5
DECISION_STATES, BALLOT_STATES, CHOICES, MARKS = 16, 4, 4, 2


class Bad(Exception):
    """What is not in the canonical form."""


def need(holds, says):
    if not holds:
        raise Bad(says)


def sha256(*parts):
    return hashlib.sha256(b''.join(parts)).digest()


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        need(count <= len(self.data) - self.at, f'ends at byte {self.at}')
        self.at += count
        return self.data[self.at - count:self.at]

    def uint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7f) << shift
            if byte < 0x80:
                need(byte != 0 or shift == 0, f'a number before byte {self.at} is not minimal')
                need(value < 2**64, f'a number before byte {self.at} has more than 64 bits')
                return value
            shift += 7
            need(shift < 70, f'a number before byte {self.at} is too long')

    def int(self):
        value = self.uint()
        return -(value + 1) // 2 if value & 1 else value // 2

    moment = int

    def bool(self):
        value = self.uint()
        need(value <= 1, f'no truth value before byte {self.at}')
        return value == 1

    def blob(self):
        return self.take(self.uint())

    def text(self):
        try:
            return self.blob().decode()
        except UnicodeDecodeError as wrong:
            raise Bad(f'no UTF-8 before byte {self.at}') from wrong

    def hash(self):
        return self.take(32)

    def date(self):
        packed = self.uint()
        year, month, day = packed >> 20, packed >> 16 & 15, packed >> 11 & 31
        minute = (packed & 0x7ff) - 1
        need(year <= 9999 and month <= 12 and minute < 1440, f'no date before byte {self.at}')
        if year == 0:
            need(packed == 0, f'no date before byte {self.at}')
            return None
        need(month or not day, f'a day without month before byte {self.at}')
        need(day or minute < 0, f'a minute without day before byte {self.at}')
        return year, month, day, minute

    def list(self, item):
        return [item() for _ in range(self.uint())]

    def texts(self):
        return self.list(self.text)

    def names(self):
        pairs = self.list(lambda: (self.text(), self.text()))
        tags = [tag.encode() for tag, _ in pairs]
        need(tags == sorted(set(tags)), f'languages do not ascend before byte {self.at}')
        return dict(pairs)

    def fields(self, **readers):
        return {name: read() for name, read in readers.items()}

    # Shared pieces
    def span(self):
        return self.fields(start=self.date, seen_by=self.date, until=self.date, gone_by=self.date)

    def evidence(self):
        return self.fields(entry=self.uint, basis=self.text, note=self.text, sources=self.texts,
                           meeting=self.text)

    def key(self):
        key = self.fields(blob=self.blob, type=self.uint, origin=self.text, uv=self.bool,
                          since=self.uint, ended=self.uint)
        need(key['type'] < 5, f'no type of key before byte {self.at}')
        return key

    def facet(self):
        return self.fields(code=self.text, party=self.text, printed=self.text, names=self.names)

    # Rows
    def party(self):
        return self.fields(code=self.text, kind=self.text, category=self.text, suspended=self.bool,
                           contested=self.bool, entry=self.uint,
                           statuses=lambda: self.list(self.status),
                           names=lambda: self.list(self.party_name))

    def status(self):
        return self.fields(category=self.text, span=self.span, evidence=self.evidence,
                           suspension=self.bool)

    def party_name(self):
        return self.fields(names=self.names, variant=self.bool, span=self.span,
                           evidence=self.evidence)

    def actor(self):
        actor = self.fields(
            handle=self.text, party=self.text, role=self.uint, ended=self.bool,
            ended_at=self.moment, challenged_since=self.moment, valid_from=self.moment,
            until=self.moment, powers=self.texts, bodies=self.texts, meetings=self.texts,
            rank=self.text, accredited=self.uint, ended_entry=self.uint,
            keys=lambda: self.list(self.key), threshold=self.uint,
            next=lambda: self.list(self.hash))
        need(actor['role'] < 3, f'no role before byte {self.at}')
        return actor

    def recovery(self):
        return self.fields(party=self.text, entry=self.uint, ripens_at=self.moment,
                           contested=self.bool, open=self.bool, threshold=self.uint,
                           keys=lambda: self.list(self.key), next=lambda: self.list(self.hash))

    def waiting(self):
        return self.fields(id=self.hash, entry=self.uint, have=self.uint, need=self.uint,
                           done=self.bool, line=self.text,
                           signers=lambda: self.list(lambda: (self.text(), self.blob())))

    def delegate_act(self):
        return self.fields(entry=self.uint, received=self.moment, id=self.hash, actor=self.uint)

    def mark(self):
        return self.fields(entry=self.uint, disavowed=self.bool, confirmed=self.bool,
                           challenged=self.bool, by=self.uint)

    def body_name(self):
        return self.fields(body=self.text, names=self.names, span=self.span, evidence=self.evidence)

    def term(self):
        return self.fields(office=self.text, party=self.text, start=self.date, until=self.date,
                           planned_until=self.date, evidence=self.evidence)

    def paper(self):
        paper = self.fields(kind=self.text, symbol=self.text, title=self.names, held=self.bool)
        if paper['held']:
            paper.update(self.fields(len=self.int, sha256=self.hash, type=self.text))
        return paper

    def meeting(self):
        return self.fields(code=self.text, body=self.text, chair=self.text, date_basis=self.text,
                           mode=self.text, status=self.text, number=self.int, title=self.names,
                           place=self.names, start=self.date, until=self.date,
                           papers=lambda: self.list(self.paper), evidence=self.evidence)

    def institution(self):
        return self.fields(code=self.text, kind=self.text, initiated_by=self.text,
                           names=self.names, founded=self.date, evidence=self.evidence)

    def release(self):
        release = self.fields(
            code=self.text, kind=self.text, meeting=self.text, party=self.text, issued=self.date,
            issuer=self.names, organisations=lambda: self.list(self.facet),
            topics=lambda: self.list(self.facet), versions=lambda: self.list(self.version),
            entry=self.uint)
        langs = [version['lang'].encode() for version in release['versions']]
        need(langs == sorted(set(langs)), f'versions do not ascend before byte {self.at}')
        return release

    def version(self):
        return self.fields(lang=self.text, title=self.text, has_text=self.bool, entry=self.uint)

    def voice(self):
        return self.fields(party=self.text, by=self.text, kind=self.text, at=self.moment,
                           entry=self.uint, retracted=self.uint, paper=self.bool,
                           late=self.bool)

    def step(self):
        step = self.fields(to=self.uint, entry=self.uint, at=self.moment)
        need(step['to'] < SILENCE_STATES, f'no state of a silence before byte {self.at}')
        return step

    def silence(self):
        silence = self.fields(
            code=self.text, body=self.text, matter=self.text, meeting=self.text,
            predecessor=self.text, title=self.names, hash=self.hash, languages=self.texts,
            put_text=self.text, revision=self.uint, state=self.uint, expires=self.moment, proposed=self.uint, internal=self.uint, recipients=self.texts,
            undelivered=self.texts, symbol=self.text, contested=self.bool, declined=self.bool,
            steps=lambda: self.list(self.step), breaks=lambda: self.list(self.voice),
            statements=lambda: self.list(self.voice), expiries=lambda: self.list(self.moment))
        need(silence['steps'], f'a silence that nobody proposed before byte {self.at}')
        need(silence['state'] < SILENCE_STATES, f'no state of a silence before byte {self.at}')
        return silence

    # Meetings and decisions
    def word(self, count):
        def read():
            value = self.uint()
            need(value < count, f'no word {value} of {count} before byte {self.at}')
            return value
        return read

    def steps(self, states):
        steps = self.list(lambda: self.fields(to=self.word(states), entry=self.uint,
                                              at=self.moment))
        need(steps, f'nothing began before byte {self.at}')
        return steps

    def tenure(self):
        return self.fields(office=self.text, party=self.text, meeting=self.text, how=self.word(TENURES),
                           entry=self.uint, at=self.moment)

    def conduct(self):
        return self.fields(
            meeting=self.text, body=self.text, acting=self.text, state=self.word(CONDUCT_STATES),
            opens=self.moment, convened=self.uint, like=self.text, notice_waived=self.bool,
            quorum_asked=self.bool, agenda_adopted=self.bool, present=self.texts,
            counted=self.uint, steps=lambda: self.steps(CONDUCT_STATES),
            items=lambda: self.list(self.item), delegations=lambda: self.list(self.delegation),
            speakers=lambda: self.list(self.speaker), points=lambda: self.list(self.point),
            statements=lambda: self.list(self.statement), notes=lambda: self.list(self.note),
            marks=lambda: self.list(self.conduct_mark))

    def item(self):
        return self.fields(id=self.text, number=self.text, title=self.names, papers=self.texts,
                           adopted=self.bool, list_closed=self.bool)

    def delegation(self):
        return self.fields(party=self.text, credentials=self.word(CREDENTIALS),
                           members=self.uint, handles=self.texts, entry=self.uint,
                           credentials_entry=self.uint, letter=self.bool, accepted=self.bool)

    def speaker(self):
        return self.fields(party=self.text, item=self.text, role=self.text, reply=self.bool,
                           state=self.word(SPEAKER_STATES), entry=self.uint, to=self.uint,
                           called_entry=self.uint,
                           asked=self.moment, called=self.moment, ended=self.moment,
                           limit_s=self.int)

    def conduct_mark(self):
        return self.fields(of=self.word(MARKS), entry=self.uint, at=self.moment)

    def point(self):
        return self.fields(party=self.text, kind=self.text, decision=self.text,
                           outcome=self.text, state=self.word(POINT_STATES), entry=self.uint,
                           ruling=self.uint, at=self.moment)

    def statement(self):
        return self.fields(party=self.text, item=self.text, symbol=self.text, spoken=self.bool,
                           entry=self.uint, at=self.moment)

    def note(self):
        return self.fields(day=self.date, symbol=self.text, entry=self.uint)

    def document(self):
        return self.fields(symbol=self.text, **{'class': self.text}, meeting=self.text,
                           of=self.text, suffix=self.text, distribution=self.text,
                           title=self.names, entry=self.uint, statement=self.uint, at=self.moment,
                           langs=lambda: self.list(self.document_lang))

    def document_lang(self):
        return self.fields(lang=self.text, text=self.bool, content=self.bool)

    def decision(self):
        return self.fields(
            code=self.text, body=self.text, matter=self.text, meeting=self.text, item=self.text,
            title=self.names, hash=self.hash, base=self.hash, languages=self.texts,
            put_text=self.text, revision=self.uint, sponsors=self.texts, state=self.word(DECISION_STATES), step=self.uint,
            tabled=self.uint, text_entry=self.uint, adopted=self.uint, circulated=self.moment,
            called=self.moment, adopted_at=self.moment, until=self.moment, window_s=self.int,
            notice_waived=self.bool, contested=self.bool, held_from=self.word(DECISION_STATES),
            recipients=self.texts, undelivered=self.texts, interim=self.text, symbol=self.text,
            referred_to=self.text, missing=self.texts, steps=lambda: self.steps(DECISION_STATES),
            objections=lambda: self.list(self.objection),
            amendments=lambda: self.list(self.amendment), adrefs=lambda: self.list(self.adref),
            dissents=lambda: self.list(self.dissent), contests=lambda: self.list(self.contest),
            corrections=lambda: self.list(self.uint))

    def objection(self):
        return self.fields(party=self.text, by=self.text, via=self.text, at=self.moment,
                           entry=self.uint, withdrawn=self.uint, hash=self.hash, paper=self.bool,
                           effect=self.bool)

    def amendment(self):
        return self.fields(party=self.text, entry=self.uint, hash=self.hash,
                           languages=self.texts, taken=self.bool)

    def adref(self):
        return self.fields(party=self.text, entry=self.uint, ended=self.uint)

    def dissent(self):
        return self.fields(kind=self.text, party=self.text, joint=self.texts,
                           paragraphs=self.texts, entry=self.uint, at=self.moment,
                           paper=self.bool)

    def contest(self):
        return self.fields(party=self.text, entry=self.uint, settled=self.uint)

    def ballot(self):
        return self.fields(decision=self.text, silence=self.text, entry=self.uint, amendment=self.uint,
                           closed=self.uint, hash=self.hash, opened=self.moment,
                           closes=self.moment, shown=self.moment, state=self.word(BALLOT_STATES),
                           votes=lambda: self.list(self.vote), tally=self.tally,
                           text_before=self.uint, hash_before=self.hash,
                           languages_before=self.texts)

    def tally(self):
        return self.fields(yes=self.uint, no=self.uint, abstain=self.uint, sealed=self.uint, members=self.uint,
                           present=self.uint, base=self.uint, num=self.int, den=self.int,
                           valid=self.bool, carried=self.bool)

    def vote(self):
        return self.fields(party=self.text, by=self.text, choice=self.word(CHOICES), seal=self.hash,
                           entry=self.uint, at=self.moment, paper=self.bool)

    # Negotiated texts
    def instrument(self):
        return self.fields(code=self.text, body=self.text, meeting=self.text, lang=self.text,
                           party=self.text, title=self.names, state=self.word(4),
                           entry=self.uint, ended=self.uint, ended_at=self.moment, adopted=self.uint,
                           adopted_revision=self.uint, order=lambda: self.list(self.uint),
                           revisions=lambda: self.list(self.revision), opened=self.uint,
                           first=lambda: self.list(self.uint), authentic=self.texts,
                           waivers=lambda: self.list(self.waiver),
                           corrections=lambda: self.list(self.correction),
                           packages=lambda: self.list(self.package),
                           attribution=self.word(3), exclusive=self.bool,
                           groups=lambda: self.list(self.group),
                           order_of_alternatives=self.texts)

    def package(self):
        return self.fields(code=self.text, title=self.names, units=self.texts,
                           numbers=lambda: self.list(self.uint), entry=self.uint)

    def group(self):
        return self.fields(name=self.text, parties=self.texts)

    def correction(self):
        return self.fields(symbol=self.text, langs=self.texts, hash=self.hash, entry=self.uint,
                           at=self.moment, order=lambda: self.list(self.uint),
                           parts=lambda: self.list(self.before))

    def before(self):
        return self.fields(unit=self.text, lang=self.text, words=self.text, label=self.text,
                           parent=self.text, kind=self.word(9))

    def waiver(self):
        return self.fields(revision=self.uint, lang=self.text, entry=self.uint)

    def revision(self):
        return self.fields(symbol=self.text, hash=self.hash, entry=self.uint, at=self.moment,
                           order=lambda: self.list(self.uint))

    def instrument_unit(self):
        return self.fields(text=self.text, id=self.text, label=self.text, parent=self.text,
                           kind=self.word(9), words=self.text, hash=self.hash, status=self.word(3),
                           gone=self.bool, pending=self.texts, conditional=self.texts,
                           entry=self.uint, agreed=self.uint,
                           translations=lambda: self.list(self.translation),
                           past=lambda: self.list(self.past),
                           locks=lambda: self.list(self.lock))

    def lock(self):
        return self.fields(**{'from': self.uint}, to=self.uint, entry=self.uint)

    def past(self):
        return self.fields(words=self.text, until=self.uint)

    def translation(self):
        return self.fields(lang=self.text, words=self.text, **{'from': self.hash},
                           state=self.word(5), entry=self.uint)

    def instrument_proposal(self):
        return self.fields(text=self.text, party=self.text, by=self.text, lang=self.text,
                           rationale=self.text, number=self.uint, state=self.word(4),
                           must_confirm=self.bool, entry=self.uint, ended=self.uint,
                           carried=self.uint,
                           cosponsors=self.texts, edits=lambda: self.list(self.edit),
                           changes=lambda: self.list(self.change))

    def edit(self):
        return self.fields(unit=self.text, base=self.hash, **{'from': self.uint}, to=self.uint,
                           words=self.text)

    def change(self):
        return self.fields(op=self.word(4), state=self.word(3), kind=self.word(9), unit=self.text,
                           after=self.text, label=self.text, parent=self.text, words=self.text)

    def instrument_position(self):
        return self.fields(text=self.text, party=self.text, unit=self.text, stance=self.text,
                           package=self.text, proposal=self.uint, conditional=self.texts, entry=self.uint,
                           at=self.moment, paper=self.bool)

    # Confidence-building measures
    def catalogue(self):
        return self.fields(code=self.text, kind=self.text, decision=self.text, title=self.names,
                           start=self.date, replaces=self.texts, evidence=self.evidence)

    def area(self):
        return self.fields(code=self.text, dimension=self.text, catalogue=self.text,
                           names=self.names, start=self.date, evidence=self.evidence)

    def measure(self):
        return self.fields(code=self.text, catalogue=self.text, dimension=self.text,
                           area=self.text, section=self.text, label=self.text, text=self.names,
                           evidence=self.evidence)

    def coordination(self):
        return self.fields(area=self.text, dimension=self.text, party=self.text, role=self.text,
                           span=self.span, released=self.uint, evidence=self.evidence,
                           ending=self.evidence)

    def plan(self):
        return self.fields(code=self.text, kind=self.text, dimension=self.text, area=self.text,
                           drafted_by=self.text, under=self.text, catalogue=self.text,
                           title=self.names, start=self.date, until=self.date, state=self.text,
                           at=self.moment, evidence=self.evidence,
                           facts=lambda: self.list(self.plan_fact))

    def plan_fact(self):
        return self.fields(to=self.text, body=self.text, decision=self.text, on=self.date,
                           at=self.moment, evidence=self.evidence)

    def activity(self):
        return self.fields(code=self.text, dimension=self.text, area=self.text,
                           institution=self.text, host=self.text, role=self.text, mode=self.text,
                           offset=self.text, into=self.text, plans=self.texts, measures=self.texts,
                           languages=self.texts, title=self.names, host_body=self.names,
                           place=self.names, audience=self.names, participation=self.names,
                           start=self.date, until=self.date, year=self.int, tentative=self.bool,
                           state=self.word(6), at=self.moment, evidence=self.evidence,
                           steps=lambda: self.list(self.activity_step))

    def activity_step(self):
        return self.fields(what=self.word(5), to=self.word(6), was_from=self.date,
                           was_until=self.date, start=self.date, until=self.date, offset=self.text,
                           plan=self.text, into=self.text, was_place=self.names, at=self.moment,
                           evidence=self.evidence)

    def report(self):
        return self.fields(activity=self.text, area=self.text, dimension=self.text,
                           party=self.text, year=self.int, nil=self.bool, late=self.bool,
                           paper=self.bool, of=self.uint, at=self.moment, documents=self.uint,
                           languages=self.texts, evidence=self.evidence)

    def review(self):
        return self.fields(code=self.text, dimension=self.text, body=self.text, start=self.date,
                           until=self.date, closed=self.uint, outcome=self.names,
                           evidence=self.evidence, ending=self.evidence)

    def undertaking(self):
        return self.fields(code=self.text, text=self.text, unit=self.text, release=self.text,
                           document=self.text, paragraph=self.text, area=self.text,
                           dimension=self.text, words=self.names, on=self.date,
                           evidence=self.evidence,
                           fulfilments=lambda: self.list(self.fulfilment))

    def fulfilment(self):
        return self.fields(plan=self.text, activity=self.text, on=self.date, evidence=self.evidence)

    # Forms and returns
    def form(self):
        return self.fields(code=self.text, area=self.text, dimension=self.text, decision=self.text,
                           version=self.int, title=self.names, period=self.word(3),
                           due_month=self.int, due_day=self.int, due_s=self.int, due_on=self.date,
                           measures=self.texts, evidence=self.evidence,
                           fields=lambda: self.list(self.form_field))

    def form_field(self):
        return self.fields(code=self.text, unit=self.text, basis=self.text, label=self.names,
                           kind=self.word(7), visibility=self.word(3), required=self.bool,
                           parties=self.texts, items=lambda: self.list(self.form_item))

    def form_item(self):
        return self.fields(code=self.text, label=self.names)

    def filing(self):
        return self.fields(form=self.text, party=self.text, version=self.int, year=self.int,
                           event=self.date, how=self.word(4), late=self.bool, paper=self.bool,
                           of=self.uint, at=self.moment, entry=self.uint, fields=self.texts)

    def inquiry(self):
        return self.fields(step=self.word(5), form=self.text, party=self.text, to=self.texts,
                           of=self.uint, year=self.int, due=self.moment, open=self.bool,
                           late=self.bool, paper=self.bool, at=self.moment, entry=self.uint)

    # Agreements, relations, institutions
    def agreement(self):
        return self.fields(code=self.text, kind=self.text, party=self.text, decision=self.text,
                           counterpart=self.names, title=self.names, needs=self.int,
                           delay_days=self.int, state=self.word(11), evidence=self.evidence,
                           steps=lambda: self.list(self.agreement_step),
                           deposits=lambda: self.list(self.agreement_deposit))

    def agreement_step(self):
        return self.fields(to=self.word(11), amends=self.bool, on=self.date, seen_by=self.date,
                           body=self.text, decision=self.text, by=self.text, text=self.text,
                           revision=self.int, place=self.names, signatories=self.names,
                           documents=self.uint, evidence=self.evidence)

    def agreement_deposit(self):
        return self.fields(party=self.text, kind=self.text, decision=self.text, on=self.date,
                           documents=self.uint, evidence=self.evidence)

    def relation(self):
        return self.fields(code=self.text, kind=self.text, direction=self.text, party=self.text,
                           agreement=self.text, decision=self.text, counterpart=self.names,
                           title=self.names, span=self.span, ended=self.uint,
                           evidence=self.evidence, ending=self.evidence)

    def institution_text(self):
        return self.fields(institution=self.text, kind=self.text, body=self.text,
                           decision=self.text, title=self.names, on=self.date,
                           documents=self.uint, evidence=self.evidence)

    def institution_seat(self):
        return self.fields(institution=self.text, party=self.text, role=self.text,
                           decision=self.text, span=self.span, vacated=self.uint,
                           evidence=self.evidence, ending=self.evidence)

    def content(self):
        return self.fields(sha256=self.hash, len=self.int, type=self.text, party=self.text,
                           distribution=self.word(3), parties=self.texts, entry=self.uint,
                           erased=self.uint, erased_at=self.moment, eraser=self.text,
                           ground=self.text, rule=self.text)

    def head(self):
        return self.fields(origin=self.text, size=self.uint, now=self.moment, id=self.hash,
                           charter=self.text, officers_threshold=self.uint,
                           parties_threshold=self.uint, key_types=self.uint, log_key=self.text,
                           domains=self.texts, witnesses=self.texts)


TABLES = ('party actor recovery waiting delegate_act mark body_name term meeting institution '
          'release silence tenure conduct document decision ballot instrument instrument_unit '
          'instrument_proposal instrument_position catalogue area measure coordination plan '
          'activity report review undertaking form filing agreement relation '
          'institution_text institution_seat inquiry content').split()


def table_read(reader, noun):
    """The rows, and the part of the root that the table gives."""
    rows, hashes, begin = [], [], 0
    count = reader.uint()
    for number in range(count):
        if number % CHUNK_ROWS == 0:
            begin = reader.at
        rows.append(getattr(reader, noun)())
        if number % CHUNK_ROWS == CHUNK_ROWS - 1 or number == count - 1:
            hashes.append(sha256(reader.data[begin:reader.at]))
    return rows, sha256(count.to_bytes(8, 'big'), *hashes)


def dump_read(data):
    """(head, tables, root) of a dump."""
    reader = Reader(data)
    need(reader.take(len(LINE)) == LINE, 'no version line')
    head = reader.head()
    parts, tables = [sha256(data[len(LINE):reader.at])], {}
    for noun in TABLES:
        tables[noun], part = table_read(reader, noun)
        parts.append(part)
    need(reader.at == len(data), f'bytes follow the last table at {reader.at}')
    for act in tables['delegate_act']:
        need(act['actor'] < len(tables['actor']), 'an act of nobody')
    return head, tables, sha256(LINE, *parts)


def crc32c(data):
    table = []
    for value in range(256):
        for _ in range(8):
            value = value >> 1 ^ (0x82f63b78 if value & 1 else 0)
        table.append(value)
    crc = 0xffffffff
    for byte in data:
        crc = table[(crc ^ byte) & 0xff] ^ crc >> 8
    return crc ^ 0xffffffff


def snapshot_read(data):
    """(size, root of the tree, dump) of a snapshot; checks everything it says of itself."""
    need(data[:8] == b'CMSNAP1\n', 'no snapshot')
    need(crc32c(data[:-4]) == int.from_bytes(data[-4:], 'big'), 'the CRC differs')
    reader = Reader(data[:-4])
    reader.take(8)
    size = int.from_bytes(reader.take(8), 'big')
    root = reader.take(32)
    received = int.from_bytes(reader.take(8), 'big')
    state = reader.take(32)
    reader.take(40 * int.from_bytes(reader.take(4), 'big'))
    ids = reader.take(40 * size)
    dump = reader.data[reader.at:]
    head, _, found = dump_read(dump)
    need(found == state, 'the state root differs from the one it names')
    need(head['size'] == size, 'the state is of another size')
    need(head['now'] == received == int.from_bytes(ids[-8:], 'big'), 'the times differ')
    need(head['id'] == ids[:32], "the founding act's id differs")
    return size, root, dump


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ('dump', 'snapshot'):
        sys.exit(__doc__)
    with open(sys.argv[2], 'rb') as file:
        data = file.read()
    try:
        if sys.argv[1] == 'snapshot':
            _, tree, data = snapshot_read(data)
            print(f'tree {tree.hex()}')
        head, tables, root = dump_read(data)
    except Bad as wrong:
        sys.exit(f'{sys.argv[2]}: {wrong}')
    print(f"state {root.hex()}\nsize {head['size']}\norigin {head['origin']}")
    for noun in TABLES:
        print(f'{noun} {len(tables[noun])}')


if __name__ == '__main__':
    main()
