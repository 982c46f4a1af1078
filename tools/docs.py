#!/usr/bin/env python3
"""Checks what is written for people: links, manual pages, scripts, translations, published ids.

TAP on stdout, one case a rule.
"""
import collections
import pathlib
import re
import subprocess
import sys

import kinds2md
import sql2md
import tidy

ROOT = pathlib.Path(__file__).resolve().parent.parent
LINK = re.compile(r'\[[^\]]*\]\(([^)\s]+)\)')
SKIPPED = {'build', 'node_modules', '.git'}


def files(pattern):
    for path in sorted(ROOT.rglob(pattern)):
        inside = path.relative_to(ROOT).parts
        if path.is_file() and not SKIPPED & set(inside) and not inside[0].startswith('build'):
            yield path


def name(path):
    return path.relative_to(ROOT).as_posix()


def output(*command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def anchors(path):
    """The names that GitHub gives the headings of a document."""
    for line in path.read_text().splitlines():
        if line.startswith('#'):
            heading = re.sub(r'[^\w\- ]', '', line.lstrip('#').strip().lower())
            yield heading.replace(' ', '-')


def links_broken():
    for path in files('*.md'):
        text = re.sub(r'```.*?```|`[^`\n]*`', '', path.read_text(), flags=re.S)
        for target in LINK.findall(text):
            if re.match(r'[a-z]+:', target):
                continue
            where, _, anchor = target.partition('#')
            found = path if not where else (path.parent / where)
            if not found.exists():
                yield f'{name(path)}: {target} does not exist'
            elif anchor and found.suffix == '.md' and anchor not in set(anchors(found)):
                yield f'{name(path)}: {target} has no such heading'


def manuals_wrong():
    for path in files('*.[1-8]'):
        _, text = output('mandoc', '-T', 'lint', '-W', 'warning', str(path))
        yield from text.splitlines()


def scripts_wrong():
    scripts = [path for path in files('*') if 'corpus' not in path.parts and is_shell(path)]
    if scripts:
        # SC2317: scripts of tests name the functions that are to hold, which it takes for dead code.
        _, text = output('shellcheck', '-x', '-e', 'SC2317', '-f', 'gcc', *map(str, scripts))
        yield from text.replace(f'{ROOT}/', '').splitlines()


def is_shell(path):
    if path.suffix == '.sh':
        return True
    with path.open('rb') as file:
        return re.match(rb'#!.*\b(sh|bash)\b', file.readline(80)) is not None


def python_wrong():
    for path in files('*.py'):
        try:
            compile(path.read_text(), name(path), 'exec')
        except SyntaxError as wrong:
            yield f'{name(path)}: {wrong}'


def translations_wrong():
    for path in files('*.po'):
        status, text = output('msgfmt', '--check', '--statistics', '-o', '/dev/null', str(path))
        if status or 'untranslated' in text or 'fuzzy' in text:
            yield f'{name(path)}: {text}'


def words_of(folder):
    return ' '.join(path.read_text() for path in files('*.md') if name(path).startswith(folder))


def faults_missing():
    """Every fault that base/fault.h publishes is explained in docs/format."""
    header = ROOT / 'src/base/fault.h'
    known = words_of('docs/format')
    for fault in re.findall(r'^\s*X\((\w+), \d+, "', header.read_text(), re.M):
        if f'E_{fault}' not in known:
            yield f'E_{fault} is not in docs/format'


def findings_missing():
    """Every rule that a finding cites stands in docs/rules.md, and so does its id."""
    table, rules = ROOT / 'src/rules/findings.def', ROOT / 'docs/rules.md'
    if not table.exists():
        return
    if not rules.exists():
        yield 'docs/rules.md does not exist'
        return
    known = rules.read_text()
    row = re.compile(r'X\(\s*(\w+)\s*,\s*"([a-z0-9-]+)"\s*,\s*\w+\s*,\s*"([^"]+)"')
    for _, published, rule in row.findall(table.read_text()):
        if not re.search(r'(?<![\w-])' + re.escape(rule) + r'(?![\w-])', known):
            yield f'{published}: rule {rule} is not in docs/rules.md'
        if published not in known:
            yield f'{published} is not in docs/rules.md'


def addresses_missing():
    """Every address that the server answers stands in docs/api.md."""
    known = (ROOT / 'docs/api.md').read_text()
    table = (ROOT / 'src/web/routes.def').read_text()
    for kind, path in re.findall(r'^(PAGE|FIXED)\(\w+, (?:\w+, )?"([^"]*)"', table, re.M):
        plain = re.sub(r'^/(en|ru)/', '/{lang}/', path) if kind == 'FIXED' else f'/{{lang}}/{path}'
        forms = plain.replace('/record/{code}', '/record/{index}'), plain.rstrip('*')
        if not any(f'`{form}' in known for form in forms):
            yield f'{plain} is not in docs/api.md'


def addresses_doubled():
    """No address stands in two rows of one table of docs/api.md."""
    for table in re.split(r'\n\n', (ROOT / 'docs/api.md').read_text()):
        rows = re.findall(r'^\| (`/[^|]*`) \|', table, re.M)
        counts = collections.Counter(address for row in rows for address in re.findall(r'`([^`]+)`', row))
        for address, count in counts.items():
            if count > 1:
                yield f'docs/api.md: {address} stands in {count} rows'


def layers_differ():
    """The table of ARCHITECTURE.md says of each folder what tools/tidy.py lets it include."""
    said = {}
    for folder, may in re.findall(r'^\| `(\w+)/` \|[^|]*\| ([^|]*) \|$', (ROOT / 'ARCHITECTURE.md').read_text(), re.M):
        said[folder] = [] if may == 'nothing of ours' else may.split()
    for folder in sorted(set(said) | set(tidy.LAYERS)):
        if folder not in tidy.LAYERS:
            yield f'ARCHITECTURE.md: {folder}/ is not in LAYERS of tools/tidy.py'
        elif folder not in said:
            yield f'ARCHITECTURE.md: {folder}/ is missing'
        elif sorted(said[folder]) != sorted(tidy.LAYERS[folder].split()):
            yield f'ARCHITECTURE.md: {folder}/ may include {tidy.LAYERS[folder]}, says tools/tidy.py'


def places_missing():
    """Every file that docs/asvs.md gives as the answer to a row is there."""
    for place in re.findall(r'`((?:src|tests|tools|packaging)/[^`]+)`', (ROOT / 'docs/asvs.md').read_text()):
        if not (ROOT / place).exists():
            yield f'docs/asvs.md: {place} does not exist'


RULES = [
    ('links within the documents lead somewhere', links_broken),
    ('manual pages are clean under mandoc', manuals_wrong),
    ('scripts are clean under shellcheck', scripts_wrong),
    ('Python tools are well formed', python_wrong),
    ('translations are complete', translations_wrong),
    ('every fault is documented', faults_missing),
    ('every finding is documented', findings_missing),
    ('every kind of act is documented with its members', kinds2md.stale),
    ('every address is documented', addresses_missing),
    ('and in one place', addresses_doubled),
    ('layers are told as they are held', layers_differ),
    ('every table and column is documented', sql2md.stale),
    ('places that docs/asvs.md names are there', places_missing),
]


def main():
    failed = False
    print(f'1..{len(RULES)}')
    for number, (rule, wrong) in enumerate(RULES, 1):
        lines = list(wrong())
        failed |= bool(lines)
        print(f"{'not ' if lines else ''}ok {number} - {rule}")
        for line in lines:
            print(f'# {line}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
