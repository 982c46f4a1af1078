#!/usr/bin/env python3
"""Compiles gettext catalogues into the C tables of src/view/messages.c.

  po2c.py enum OUT en.po ru.po ...     MESSAGE_FRONT_TITLE, ...
  po2c.py table OUT en.po ru.po ...    ROW("front.title", { T("...") }, { T("...") })

A msgid is the message's name; the English catalogue gives the order. A message that is missing,
empty or of another shape in one of the catalogues ends the build. Places are {1}..{9} and {1g}.
"""
import ast
import re
import sys


def entries(path):
    """name -> list of forms, in the order of the file."""
    found, name, plural, forms, into = {}, None, False, {}, None
    lines = open(path, encoding='utf-8').read().split('\n') + ['msgid ""']
    for number, line in enumerate(lines, 1):
        line = line.strip()
        if not line or line.startswith('#'):
            continue
        match = re.match(r'(msgid|msgid_plural|msgstr(?:\[(\d)\])?)\s+(".*")$', line)
        if match is None:
            if not line.startswith('"') or into is None:
                sys.exit(f'{path}:{number}: not understood: {line}')
            if into == 'name':
                name += ast.literal_eval(line)
            elif into != 'plural':
                forms[into] += ast.literal_eval(line)
            continue
        word, index, text = match.group(1), match.group(2), ast.literal_eval(match.group(3))
        if word == 'msgid':
            if name:
                if name in found:
                    sys.exit(f'{path}:{number}: {name} stands twice')
                found[name] = [forms[form] for form in sorted(forms)]
            name, forms, plural, into = text, {}, False, 'name'
        elif word == 'msgid_plural':
            plural, into = True, 'plural'
        else:
            into = int(index or 0)
            forms[into] = text
    return found


def places(text):
    return sorted(set(re.findall(r'\{(\d)g?\}', text)))


def check(catalogues, paths):
    faults = []
    first = catalogues[0]
    for path, catalogue in zip(paths, catalogues):
        faults += [f'{path}: {name} is missing' for name in first if name not in catalogue]
        faults += [f'{path}: {name} is unknown to {paths[0]}' for name in catalogue if name not in first]
        for name, forms in catalogue.items():
            if any(not form for form in forms):
                faults.append(f'{path}: {name} is empty')
            if re.search(r'\{(?!\dg?\})', ''.join(forms)):
                faults.append(f'{path}: {name} has a place that is none')
            if name in first and any(places(form) != places(first[name][-1]) for form in forms):
                faults.append(f'{path}: {name} has other places than in {paths[0]}')
            if name in first and (len(forms) > 1) != (len(first[name]) > 1):
                faults.append(f'{path}: {name} is plural in one language only')
    return faults


def c_name(name):
    return 'MESSAGE_' + re.sub(r'[^A-Z0-9]', '_', name.upper())


def c_text(text):
    return 'T("' + text.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n') + '")'


def main():
    if len(sys.argv) < 4 or sys.argv[1] not in ('enum', 'table'):
        sys.exit(__doc__)
    paths = sys.argv[3:]
    catalogues = [entries(path) for path in paths]
    faults = check(catalogues, paths)
    if faults:
        sys.exit('\n'.join(faults))
    with open(sys.argv[2], 'w', encoding='utf-8') as out:
        out.write('/* Made by tools/po2c.py from po/. */\n')
        for name in catalogues[0]:
            if sys.argv[1] == 'enum':
                out.write(c_name(name) + ',\n')
                continue
            languages = ('{ ' + ', '.join(map(c_text, catalogue[name])) + ' }' for catalogue in catalogues)
            out.write(f'ROW("{name}", {", ".join(languages)})\n')


if __name__ == '__main__':
    main()
