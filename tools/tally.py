#!/usr/bin/env python3
"""Turns what a suite left behind into one list of TAP lines, so that ./test can count cases.

  tally.py meson BUILD        the last `meson test` of a build folder
  tally.py script LOG STATUS  the output of a script, and how it ended

Nothing is lost: a test program that crashed, stopped early or said nothing is a failed case.
"""
import json
import pathlib
import re
import sys

TAP = re.compile(r'^(not )?ok\b\s*(\d+)?\s*(?:-\s*)?(.*)$')
PLAN = re.compile(r'^1\.\.(\d+)')


def tap_cases(text):
    """(passed, name, skipped) for each TAP line; and what is wrong with the whole."""
    cases, planned, wrong = [], None, None
    for line in text.splitlines():
        plan = PLAN.match(line)
        if plan:
            planned = int(plan.group(1))
        if line.startswith('Bail out!'):
            wrong = line
        found = TAP.match(line)
        if not found:
            continue
        name, _, directive = found.group(3).partition('#')
        skipped = directive.strip().upper().startswith('SKIP')
        cases.append((not found.group(1), name.strip() or 'case', skipped))
    if wrong is None and planned is not None and planned != len(cases):
        wrong = f'{planned} cases planned, {len(cases)} reported'
    if wrong is None and not cases:
        wrong = 'reported no case'
    return cases, wrong


def show(passed, name, skipped=False, why=''):
    print(f"{'' if passed else 'not '}ok - {name}{' # SKIP ' + why if skipped else ''}")


def show_run(label, text, ended_well, ending):
    cases, wrong = tap_cases(text)
    for passed, name, skipped in cases:
        show(passed, f'{label}: {name}', skipped)
    if wrong:
        show(False, f'{label}: {wrong}')
    elif not ended_well and all(passed for passed, _, _ in cases):
        show(False, f'{label}: {ending}')


def meson(build):
    log = pathlib.Path(build, 'meson-logs', 'testlog.json')
    if not log.exists():
        show(False, f'{build}: meson test left no log')
        return
    for line in log.read_text().splitlines():
        test = json.loads(line)
        name, result = test['name'].split(' / ')[-1], test['result']
        if result == 'SKIP':
            show(True, name, True)
            continue
        text = test.get('stdout', '')
        if PLAN.search(text.lstrip()) or TAP.search(text.lstrip()):
            show_run(name, text, result == 'OK', f'{result}, status {test.get("returncode")}')
        else:
            show(result == 'OK', name)


def script(log, status):
    text = pathlib.Path(log).read_text(errors='replace')
    label = pathlib.Path(log).stem
    ending = 'took too long' if status == '124' else f'ended with status {status}'
    show_run(label, text, status == '0', ending)


if __name__ == '__main__':
    if len(sys.argv) == 3 and sys.argv[1] == 'meson':
        meson(sys.argv[2])
    elif len(sys.argv) == 4 and sys.argv[1] == 'script':
        script(sys.argv[2], sys.argv[3])
    else:
        sys.exit(__doc__)
