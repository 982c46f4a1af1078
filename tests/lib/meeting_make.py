#!/usr/bin/env python3
"""A meeting under way at a demonstration forum that is served, so that its pages have something to show.

usage: meeting_make.py ADDRESS BINARY FOLDER

The chair is Azerbaijan's, as the data of CICA have it now; the notice is waived. One text is put and
objected to, one is tabled; a delegation speaks, another waits. Two forms are adopted and answered.
"""
import datetime
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'peers'))
import fold_meeting

ADDRESS, BINARY, FOLDER = sys.argv[1:4]
MEETING, CHAIR, OFFICER = 'example-meeting', 'az/delegate-1', 'secretariat/officer-1'


def answer(path):
    with urllib.request.urlopen(f'{ADDRESS}/api/en/{path}') as got:
        return json.load(got)['data']


def comity(*arguments, out=None):
    return subprocess.run([BINARY, *arguments], check=True, stdout=out or subprocess.PIPE,
                          stderr=subprocess.STDOUT if out is None else None)


def path_of(name):
    return os.path.join(FOLDER, name)


def does(kind, signers, /, **content):
    """Composes, signs and sends an act; its index."""
    with open(path_of('content.json'), 'w', encoding='utf-8') as file:
        json.dump(content, file)
    with open(path_of('act'), 'wb') as file:
        more = [word for other in signers[1:] for word in ('--with', other)]
        comity('act', 'new', kind, path_of('content.json'), '--by', signers[0], *more, '--from',
               ADDRESS, out=file)
    for signer in signers:
        key = path_of(signer.replace('/', '-'))
        if not os.path.exists(key):
            with open(os.open(key, os.O_CREAT | os.O_WRONLY, 0o600), 'wb') as file:
                comity('key', 'demo', signer, out=file)
        comity('act', 'sign', path_of('act'), '--as', signer, '--key', key)
    comity('act', 'submit', path_of('act'), '--to', ADDRESS)
    with open(path_of('act.receipt'), encoding='utf-8') as file:
        return next(int(line.split()[1]) for line in file if line.startswith('index '))


def texts_of(words):
    return [{'lang': 'en', 'text': words}, {'lang': 'ru', 'text': f'Текст: {words}'}]


def convene():
    opens = time.time() + 2
    day = datetime.datetime.fromtimestamp(opens, datetime.timezone.utc).strftime('%Y-%m-%d')
    names = {'en': 'Example meeting of the senior officials',
             'ru': 'Пример заседания старших должностных лиц'}
    does('meeting.convene', [OFFICER, CHAIR], body='soc', code=MEETING, mode='both', title=names,
         opens=int(opens * 1000), waiver='An example.', **{'from': day},
         agenda=[{'id': 'texts', 'number': '1', 'title': {'en': 'Texts', 'ru': 'Тексты'}}])
    does('delegation.announce', ['kz/coordinator'], meeting=MEETING,
         members=[{'handle': 'kz/delegate-1', 'role': 'head'}])
    time.sleep(max(0, opens + 0.1 - time.time()))
    does('meeting.open', [CHAIR], meeting=MEETING, present=['az', 'cn', 'in', 'kz', 'tr', 'uz'])
    does('agenda.adopt', [CHAIR], meeting=MEETING)
    return day


def speak(day):
    where = {'item': 'texts', 'meeting': MEETING}
    for party in 'kz', 'tr', 'uz':
        does('speaker.ask', [f'{party}/delegate-1'], list='speakers', **where)
    does('speaker.call', [CHAIR], list='speakers', party='kz', **where)
    said = does('statement.deliver', ['kz/delegate-1'], texts=texts_of('The words.'), spoken=True,
                **where)
    does('speaker.end', [CHAIR], meeting=MEETING)
    does('speaker.call', [CHAIR], list='speakers', party='tr', **where)
    does('document.issue', [OFFICER], meeting=MEETING, statement=said, title={'en': 'A statement'},
         symbol=f'CICA/SOC/{day[:4]}/ST/1', **{'class': 'document'})
    does('journal.add', [OFFICER], day=day, meeting=MEETING,
         text={'en': 'The meeting rose for a minute.', 'ru': 'Заседание прервалось на минуту.'})


def decide():
    does('decision.table', ['uz/delegate-1'], body='soc', code='example-tabled', matter='text',
         meeting=MEETING, texts=texts_of('Another text.'), title={'en': 'Another text'})
    code, texts = 'example-text', texts_of('The text that is put.')
    does('decision.table', ['kz/delegate-1'], body='soc', code=code, matter='text',
         meeting=MEETING, texts=texts, title={'en': 'A text', 'ru': 'Текст'})
    offered = next(item for item in answer(f'decisions/{code}')['next']
                   if item['act_kind'] == 'decision.circulate')
    does('decision.circulate', [OFFICER], **json.loads(offered['content']))
    does('decision.waive', [CHAIR], decision=code, ground='An example.')
    does('decision.consider', [CHAIR], decision=code, item='texts', meeting=MEETING)
    frozen = fold_meeting.frozen_hash(texts).hex()
    does('decision.call', [CHAIR], decision=code, hash=frozen)
    does('objection.file', ['in/delegate-1'], decision=code, hash=frozen,
         ground='We need an hour.')
    does('point.raise', ['tr/delegate-1'], decision=code, kind='order', meeting=MEETING)


def negotiate():
    """A text with brackets: two words compete, one of them is to go, a translation is there."""
    words = 'Member States shall cooperate closely and regularly.'
    frozen = hashlib.sha256(words.encode()).hexdigest()
    does('text.table', ['uz/delegate-1'], body='soc', code='example-draft', lang='en',
         title={'en': 'A draft', 'ru': 'Проект'}, units=[
             {'id': 'pp1', 'kind': 'recital', 'label': 'PP1', 'text': 'Having met in Baku,'},
             {'id': 'op1', 'kind': 'paragraph', 'label': '1.', 'text': words}])
    does('text.open', [CHAIR], text='example-draft')
    for party, first, last, other in ('kz', 2, 3, ' should'), ('cn', 2, 3, ' should'), ('kg', 2, 3, ' may'):
        does('text.propose', [f'{party}/delegate-1'], lang='en', text='example-draft', edits=[
            {'from': first, 'hash': frozen, 'to': last, 'unit': 'op1', 'words': other}])
    does('text.position', ['tr/delegate-1'], proposal=1, stance='can-accept', text='example-draft')
    does('text.translate', [OFFICER], lang='ru', state='draft', text='example-draft', unit='op1',
         words='Государства-члены тесно и регулярно сотрудничают.', **{'from': frozen})


def answer_forms():
    """A form of each period; a return with fields for some only, supplemented; one that is nil."""
    year = datetime.datetime.now(datetime.timezone.utc).year
    fields = [
        {'code': 'changes', 'kind': 'text', 'visibility': 'public', 'required': True,
         'basis': 'An example.', 'label': {'en': 'What has changed', 'ru': 'Что изменилось'}},
        {'code': 'people', 'kind': 'number', 'unit': 'thousand', 'visibility': 'public',
         'label': {'en': 'How many people', 'ru': 'Сколько человек'}},
        {'code': 'invites', 'kind': 'yes-no', 'visibility': 'public',
         'label': {'en': 'Are observers invited?', 'ru': 'Приглашены ли наблюдатели?'}},
        {'code': 'kind', 'kind': 'choice', 'visibility': 'public',
         'label': {'en': 'Of what kind', 'ru': 'Какого рода'},
         'items': [{'code': 'exercise', 'label': {'en': 'exercise', 'ru': 'учения'}},
                   {'code': 'visit', 'label': {'en': 'visit', 'ru': 'посещение'}}]},
        {'code': 'list', 'kind': 'table', 'visibility': 'public',
         'label': {'en': 'Exercises of the year', 'ru': 'Учения за год'},
         'items': [{'code': 'name', 'label': {'en': 'Name', 'ru': 'Название'}},
                   {'code': 'place', 'label': {'en': 'Place', 'ru': 'Место'}},
                   {'code': 'days', 'label': {'en': 'Days', 'ru': 'Дней'}}]},
        {'code': 'units', 'kind': 'number', 'visibility': 'members',
         'label': {'en': 'How many units', 'ru': 'Сколько частей'}},
        {'code': 'contact', 'kind': 'text', 'visibility': 'named', 'parties': ['tr', 'uz'],
         'label': {'en': 'Whom to ask', 'ru': 'К кому обращаться'}},
    ]
    shared = {'sources': ['https://example.org/form'], 'version': 1}
    does('form.adopt', [OFFICER], code='example-exchange', period='year', due_month=12, due_day=15,
         dimension='military-political', fields=fields,
         title={'en': 'Example exchange of the year', 'ru': 'Пример ежегодного обмена'}, **shared)
    does('form.adopt', [OFFICER], code='example-event', period='event', due_s=864000,
         fields=fields[:1], title={'en': 'Example after an event', 'ru': 'Пример после события'}, **shared)
    content = {'len': 12, 'sha256': hashlib.sha256(b'x' * 44).hexdigest(), 'type': 'text/plain'}
    filed = does('return.file', ['kz/delegate-1'], form='example-exchange', version=1, year=year, values=[
        {'code': 'changes', 'text': 'Nothing but the names.\n\nThey are in the list.'},
        {'code': 'people', 'text': '12.5'}, {'code': 'invites', 'text': 'yes'},
        {'code': 'kind', 'text': 'exercise'},
        {'code': 'list', 'text': 'Example one\tAlmaty\t3\nПример два\tАстана\t5'},
        {'code': 'units', 'content': content}])
    does('return.supplement', ['kz/delegate-1'], **{'return': filed}, values=[
        {'code': 'list', 'text': 'Example three\tAktau\t1'}, {'code': 'contact', 'content': content}])
    inquire(filed, content)
    does('return.nil', ['tr/delegate-1'], form='example-exchange', version=1, year=year - 1)
    does('return.nil', ['uz/delegate-1'], form='example-event', version=1,
         event=datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%d'))


def inquire(filed, content):
    """A question about the return, clarified, answered and acknowledged; one about the form waits."""
    asked = does('inquiry.ask', ['tr/delegate-1'], form='example-exchange', to=['kz'], **{'return': filed},
                 text={'en': 'Where were the exercises held?', 'ru': 'Где проходили учения?'})
    does('inquiry.clarify', ['tr/delegate-1'], inquiry=asked, content=content)
    answered = does('inquiry.answer', ['kz/delegate-1'], inquiry=asked,
                    text={'en': 'In the places of the list.', 'ru': 'В местах, названных в списке.'})
    for entry in filed, answered:
        does('inquiry.acknowledge', ['tr/delegate-1'], entry=entry)
    does('inquiry.ask', ['kz/delegate-1'], form='example-exchange', to=['cn', 'in'],
         text={'en': 'Is the list useful?', 'ru': 'Полезен ли список?'})
    does('form.remind', [OFFICER], form='example-exchange', to=['cn', 'in'],
         year=datetime.datetime.now(datetime.timezone.utc).year, note='The form is short.')


def main():
    os.makedirs(FOLDER, exist_ok=True)
    try:
        speak(convene())
        decide()
        negotiate()
        answer_forms()
    except subprocess.CalledProcessError as failed:
        sys.exit(f'{failed}: {(failed.stdout or b"").decode()}')


if __name__ == '__main__':
    main()
