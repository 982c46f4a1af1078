#!/usr/bin/env python3
"""Looks into the archive of the pure folders: no I/O, clock, randomness, locale, mutable global.

  purity.py ARCHIVE [ALLOWLIST]      TAP on stdout

Every symbol that the archive needs from outside stands in tools/purity-allow.txt, with its reason;
nothing may stand in .data or .bss. The negative control plants both in a copy and must find them.
"""
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# .data.rel.ro is const but for its addresses, and mapped read-only before main begins.
MUTABLE = set('bBdDcCsS')


def allowed_symbols(path):
    lines = (line.split('#')[0].strip() for line in path.read_text().splitlines())
    return {line for line in lines if line}


def symbols(archive):
    """(object, kind, name, section) of every symbol."""
    listing = subprocess.run(['nm', '--format=sysv', '--no-sort', str(archive)],
                             capture_output=True, text=True, check=True).stdout
    member = '?'
    for line in listing.splitlines():
        if line.startswith('Symbols from '):
            member = line.split('[')[-1].split(']')[0]
        fields = [field.strip() for field in line.split('|')]
        if len(fields) == 7 and fields[2]:
            yield member, fields[2], fields[0], fields[6]


def check(archive, allowed):
    """(symbols from outside that are not allowed, mutable objects, allowed but not needed)."""
    needed, defined, mutable = {}, set(), []
    for member, kind, name, section in symbols(archive):
        if kind in 'Uwv':
            needed.setdefault(name, member)
            continue
        if kind.isupper():
            defined.add(name)
        if kind in MUTABLE and not section.startswith('.data.rel.ro'):
            mutable.append(f'{member}: {name} in {section}')
    outside = {name: member for name, member in needed.items() if name not in defined}
    impure = sorted(f'{member}: {name}' for name, member in outside.items() if name not in allowed)
    return impure, sorted(mutable), sorted(allowed - set(outside))


def control(allowed):
    """Does the check see a clock, a counter, and a table of pointers that is not const?"""
    planted = ('#include <time.h>\nstatic int calls;\nconst char *names[] = { "a" };\n'
               'long now(void) { return ++calls + (long)time(0); }\n')
    with tempfile.TemporaryDirectory() as folder:
        source, archive = pathlib.Path(folder, 'p.c'), pathlib.Path(folder, 'p.a')
        source.write_text(planted)
        subprocess.run(['gcc', '-c', '-fPIE', '-o', f'{folder}/p.o', str(source)], check=True)
        subprocess.run(['ar', 'rc', str(archive), f'{folder}/p.o'], check=True)
        impure, mutable, _ = check(archive, allowed)
    return (any(name.endswith(': time') for name in impure),
            any(': calls in .bss' in name for name in mutable),
            any(': names in .data' in name for name in mutable))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    allowed = allowed_symbols(pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE / 'purity-allow.txt')
    impure, mutable, unused = check(sys.argv[1], allowed)
    clock, counter, table = control(allowed)
    results = [
        ('nothing is needed from outside but what is allowed', impure),
        ('nothing mutable stands in .data or .bss', mutable),
        ('a planted clock is found', [] if clock else ['time was not found']),
        ('a planted counter is found', [] if counter else ['calls was not found']),
        ('a planted table of pointers is found', [] if table else ['names was not found']),
    ]
    print(f'1..{len(results)}')
    for number, (name, wrong) in enumerate(results, 1):
        print(f"{'not ' if wrong else ''}ok {number} - {name}")
        for line in wrong:
            print(f'# {line}')
    if unused:
        print('# allowed and not needed: ' + ' '.join(unused))
    return 1 if impure or mutable or not (clock and counter and table) else 0


if __name__ == '__main__':
    sys.exit(main())
