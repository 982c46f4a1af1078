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
REMARKS_MAX = 20  # lines shown for one failed case; the log has all


def tap_cases(text):
    """(passed, name, skipped, remarks) for each TAP line; and what is wrong with the whole."""
    cases, planned, wrong = [], None, None
    for line in text.splitlines():
        if line.startswith('#') and cases and not cases[-1][0]:
            cases[-1][3].append(line)
        plan = PLAN.match(line)
        if plan:
            planned = int(plan.group(1))
        if line.startswith('Bail out!'):
            wrong = line
        found = TAP.match(line)
        if not found:
            continue
        name, _, directive = found.group(3).partition('#')
        directive = directive.strip()
        skipped = directive[4:].strip() or 'no reason given' if directive.upper().startswith('SKIP') else ''
        cases.append((not found.group(1), name.strip() or 'case', skipped, []))
    if wrong is None and planned is not None and planned != len(cases):
        wrong = f'{planned} cases planned, {len(cases)} reported'
    if wrong is None and not cases:
        wrong = 'reported no case'
    return cases, wrong


def show(passed, name, skipped=''):
    print(f"{'' if passed else 'not '}ok - {name}{' # SKIP ' + skipped if skipped else ''}")


def show_run(label, text, ended_well, ending):
    cases, wrong = tap_cases(text)
    for passed, name, skipped, remarks in cases:
        show(passed, f'{label}: {name}', skipped)
        for remark in remarks[:REMARKS_MAX]:
            print(remark)
    if wrong:
        show(False, f'{label}: {wrong}')
    elif not ended_well and all(case[0] for case in cases):
        show(False, f'{label}: {ending}')


def meson(build):
    logs = list(pathlib.Path(build, 'meson-logs').glob('testlog*.json'))  # a wrapper adds its name
    if not logs:
        show(False, 'meson test left no log')
        return
    for line in logs[0].read_text().splitlines():
        test = json.loads(line)
        name, result = test['name'].split(' / ')[-1], test['result']
        if result == 'SKIP':
            show(True, name, 'status 77')
            continue
        text = test.get('stdout', '')
        if PLAN.search(text.lstrip()) or TAP.search(text.lstrip()):
            show_run(name, text, result == 'OK', f'{result}, status {test.get("returncode")}')
        else:
            show(result == 'OK', name)
        if result != 'OK':
            for line in test.get('stderr', '').splitlines()[-REMARKS_MAX:]:
                print(f'# {line.lstrip("# ")}')


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
