#!/usr/bin/env python3
"""What tools/tally.py counts: no case may be lost, whatever a test program does."""
import contextlib
import io
import json
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tools'))
import tally  # noqa: E402

# what a script wrote, its status, passed, failed, skipped
SCRIPTS = [
    ('all is well', '1..2\nok 1 - a\nok 2 - b\n', '0', (2, 0, 0)),
    ('a plan at the end, and none at all', 'ok 1 - a\nok - b\n', '0', (2, 0, 0)),
    ('one fails', 'ok 1 - a\nnot ok 2 - b\n', '1', (1, 1, 0)),
    ('one fails and the status hides it', 'not ok 1 - b\n', '0', (0, 1, 0)),
    ('stopped early', '1..3\nok 1 - a\n', '0', (1, 1, 0)),
    ('more than planned', '1..1\nok 1 - a\nok 2 - b\n', '0', (2, 1, 0)),
    ('died after its cases', '1..1\nok 1 - a\n', '139', (1, 1, 0)),
    ('took too long', 'ok 1 - a\n', '124', (1, 1, 0)),
    ('said nothing', '', '0', (0, 1, 0)),
    ('said something else', 'hello\n', '0', (0, 1, 0)),
    ('gave up', 'ok 1 - a\nBail out! no disk\n', '0', (1, 1, 0)),
    ('a skip', 'ok 1 - a # SKIP no browser\n', '0', (0, 0, 1)),
    ('words that only begin like TAP', 'okay\nnot okay\nok 1 - a\n', '0', (1, 0, 0)),
]

# result and output of a program that Meson ran, passed, failed, skipped
PROGRAMS = [
    ('cmocka passes', 'OK', '1..2\nok 1 - a\nok 2 - b\n# ok - group\n', (2, 0, 0)),
    ('cmocka fails', 'FAIL', '1..2\nok 1 - a\nnot ok 2 - b\n# 1 != 2\n# not ok - group\n', (1, 1, 0)),
    ('it crashed', 'ERROR', '1..2\nok 1 - a\n', (1, 1, 0)),
    ('it crashed before its first case', 'ERROR', '', (0, 1, 0)),
    ('a sanitizer spoke after the last case', 'ERROR', '1..1\nok 1 - a\n', (1, 1, 0)),
    ('it ran out of time', 'TIMEOUT', '1..2\nok 1 - a\n', (1, 1, 0)),
    ('it skipped itself', 'SKIP', '', (0, 0, 1)),
    ('it speaks no TAP and is content', 'OK', 'hello\n', (1, 0, 0)),
]


def counted(function, *arguments):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        function(*arguments)
    lines = out.getvalue().splitlines()
    skipped = sum(line.startswith('ok') and '# SKIP' in line for line in lines)
    passed = sum(line.startswith('ok') for line in lines) - skipped
    return passed, sum(line.startswith('not ok') for line in lines), skipped


def cases():
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder, 'script.log')
        for name, text, status, expected in SCRIPTS:
            log.write_text(text)
            yield f'a script: {name}', counted(tally.script, str(log), status), expected
        meson = pathlib.Path(folder, 'meson-logs', 'testlog.json')
        meson.parent.mkdir()
        for name, result, text, expected in PROGRAMS:
            meson.write_text(json.dumps({'name': 'comity / unit', 'result': result, 'stdout': text}) + '\n')
            yield f'a program: {name}', counted(tally.meson, folder), expected
        meson.unlink()
        yield 'no program ran at all', counted(tally.meson, folder), (0, 1, 0)


def main():
    failed = count = 0
    for count, (name, got, expected) in enumerate(cases(), 1):
        print(f"{'' if got == expected else 'not '}ok {count} - {name}")
        if got != expected:
            print(f'# passed, failed, skipped {got}, expected {expected}')
            failed += 1
    print(f'1..{count}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
