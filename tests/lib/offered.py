#!/usr/bin/env python3
"""Follows what a page offers: takes its command lines and runs them.

  offered.py ADDRESS BINARY FOLDER CODE KIND [WORD=TEXT ...]

KIND silence.propose begins one; another is looked up on the page of the silence CODE, or of the seat
CODE, as meetings/MEETING/seat?party=PARTY, or of another page CODE, as returns/12, with its threads. WORD is one
that the page leaves to be written, as HANDLE; SECONDS is how long a new silence is to run. Exit
status 3: the page does not offer it.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request


def answer(address, path):
    with urllib.request.urlopen(f'{address}/api/en/{path}') as got:
        return json.load(got)['data']


def commands_of(address, code, kind):
    if kind == 'silence.propose':
        return answer(address, 'silences')['begin']['commands']
    page = answer(address, code) if '/' in code or code == 'secretariat' else answer(address, f'silences/{code}')
    page = page.get('conduct', page)
    threads = [thread for name in ('inquiries', 'asked', 'forms') for thread in page.get(name, ())]
    for place in [page, *threads]:
        for item in place.get('next', ()):
            if item['act_kind'] == kind:
                return item['commands']
    return None


def main():
    address, binary, folder, code, kind = sys.argv[1:6]
    words = dict(word.split('=', 1) for word in sys.argv[6:])
    commands = commands_of(address, code, kind)
    if commands is None:
        print(f'{kind} is not offered for {code}')
        return 3
    if 'SECONDS' in words:
        commands = re.sub(r'\+60\+\d+', '+' + words.pop('SECONDS'), commands)
    for word, text in {'ADDRESS': address, 'CODE': code, **words}.items():
        commands = re.sub(rf'\b{word}\b', lambda found, text=text: text, commands)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, 'bin'))
    os.symlink(os.path.abspath(binary), os.path.join(folder, 'bin', 'comity'))
    path = os.path.join(os.path.abspath(folder), 'bin') + ':' + os.environ['PATH']
    ran = subprocess.run(['bash', '-e', '-c', commands], cwd=folder, env={**os.environ, 'PATH': path},
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    print(ran.stdout, end='')
    return ran.returncode


if __name__ == '__main__':
    sys.exit(main())
