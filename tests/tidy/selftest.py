#!/usr/bin/env python3
"""Plants one violation of each rule in a small clean tree: tools/tidy.py must find it and no other."""
import pathlib
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / 'tools'))
import tidy  # noqa: E402

CLEAN = {
    'src/base/str.h': '/* Text. */\n#ifndef BASE_STR_H\n#define BASE_STR_H\n#include <stddef.h>\n#endif\n',
    'src/base/str.c': '#include "base/str.h"\n\n#include <string.h>\n\nint str_zero(void)\n{\n\treturn 0;\n}\n',
    'src/rules/party.h': '/* Parties. */\n#ifndef RULES_PARTY_H\n#define RULES_PARTY_H\n'
                         '#include "base/str.h"\n#endif\n',
    'src/view/html.c': '#include "base/str.h"\n\nconst char tag[] = "<div class=\\"a\\">";\n',
    'src/store/query.c': 'const char sql[] = "SELECT code FROM meeting WHERE code = $1";\n',
    'src/web/http.c': '#include <sys/socket.h>\n\n/* A // inside a comment, and "// in a string", are none. */\n'
                      'const char *url = "http://example.org";\n',
}


def nested(levels):
    opening = ''.join('\t' * (i + 1) + 'if (a)\n' for i in range(levels))
    return 'int f(int a)\n{\n' + opening + '\t' * (levels + 1) + 'a++;\n\treturn a;\n}\n'


def lines(count):
    return 'int f(int a)\n{\n' + '\ta++;\n' * (count - 4) + '\treturn a;\n}\n'


CASES = [
    ('layers', 'rules may not include store', 'src/rules/a.c', '#include "store/query.h"\n'),
    ('layers', 'web may not include store', 'src/web/a.c', '#include "store/query.h"\n'),
    ('layers', 'base may include nothing of ours', 'src/base/a.c', '#include "proof/x.h"\n'),
    ('layers', 'a new folder needs a layer', 'src/util/a.c', 'int a;\n'),
    ('own-header', 'its own header comes later', 'src/rules/party.c',
     '#include "base/str.h"\n#include "rules/party.h"\n'),
    ('own-header', 'a header without its folder', 'src/rules/a.c', '#include "party.h"\n'),
    ('system-header', 'the clock in the core', 'src/rules/a.c', '#include <time.h>\n'),
    ('system-header', 'files in the core', 'src/text/a.c', '#include <stdio.h>\n'),
    ('system-header', 'the network below service', 'src/record/a.c', '#include <sys/socket.h>\n'),
    ('banned-call', 'strcpy', 'src/web/a.c', 'void f(char *a)\n{\n\tstrcpy(a, "x");\n}\n'),
    ('banned-call', 'after else', 'src/web/a.c', 'void f(int a)\n{\n\tif (a)\n\t\ta = 1;\n\telse system("x");\n}\n'),
    ('banned-call', 'returned', 'src/view/a.c', 'int f(void)\n{\n\treturn atoi("1");\n}\n'),
    ('banned-call', 'malloc in the core', 'src/rules/a.c', 'void *f(void)\n{\n\treturn malloc(1);\n}\n'),
    ('banned-call', 'the clock in the core', 'src/rules/a.c', 'long f(void)\n{\n\treturn time(0);\n}\n'),
    ('banned-call', 'printf in the core', 'src/text/a.c', 'void f(void)\n{\n\t(void)printf("x");\n}\n'),
    ('sql', 'in service', 'src/service/a.c', 'const char *q = "SELECT a, b FROM party ORDER BY a";\n'),
    ('sql', 'an insertion', 'src/web/a.c', 'const char *q = "INSERT INTO party (code) VALUES ($1)";\n'),
    ('markup', 'in web', 'src/web/a.c', 'const char *m = "<p class=\\"x\\">no</p>";\n'),
    ('markup', 'in cli', 'src/cli/a.c', 'const char *m = "<table>";\n'),
    ('line-comment', 'at an end', 'src/rules/a.c', 'int a; // no\n'),
    ('contract', 'a header without words', 'src/rules/a.h', '#ifndef A_H\n#define A_H\n#endif\n'),
    ('contract', 'a header without guard', 'src/rules/a.h', '/* A. */\nint a;\n'),
    ('function-length', '71 lines', 'src/rules/a.c', lines(71)),
    ('nesting', 'four levels without braces', 'src/rules/a.c', nested(4)),
    ('nesting', 'four levels with a switch', 'src/rules/a.c',
     'int f(int a)\n{\n\tfor (;;) {\n\t\tswitch (a) {\n\t\tcase 1:\n\t\t\tif (a) {\n\t\t\t\twhile (a)\n'
     '\t\t\t\t\ta--;\n\t\t\t}\n\t\t}\n\t}\n}\n'),
    ('parameters', 'six', 'src/rules/a.c', 'int f(int a, int b, int c, int d, int e, int g)\n{\n\treturn a;\n}\n'),
    ('file-length', '801 lines', 'src/rules/a.c', 'int a;\n' * 801),
    ('file-length', 'a header of 301 lines', 'src/rules/a.h',
     '/* A. */\n#ifndef A_H\n#define A_H\n' + 'int a;\n' * 297 + '#endif\n'),
    ('line-width', '111 columns', 'src/rules/a.c', '/* ' + 'a' * 108 + '\n*/\n'),
    ('line-width', 'tabs count eight', 'src/rules/a.c', '\t\t/* ' + 'a' * 89 + ' */\n'),
    ('line-width', 'a blank end', 'src/rules/a.c', 'int a; \n'),
    ('unfinished', 'in code', 'src/rules/a.c', 'int a; /* TO' 'DO: later */\n'),
    ('unfinished', 'in documents', 'docs/a.md', 'FIX' 'ME\n'),
    ('exception', 'without a reason', 'src/rules/a.c', '/* tidy:allow nesting: */\nint a;\n'),
    ('exception', 'of no rule', 'src/rules/a.c', '/* tidy:allow beauty: none needed */\nint a;\n'),
]

ALLOWED = [
    ('70 lines', 'src/rules/a.c', lines(70)),
    ('three levels', 'src/rules/a.c', nested(3)),
    ('else if adds no level', 'src/rules/a.c',
     'int f(int a)\n{\n\tif (a)\n\t\ta = 1;\n' + '\telse if (a)\n\t\ta = 2;\n' * 9 + '\treturn a;\n}\n'),
    ('a table in braces adds no level', 'src/rules/a.c',
     'int f(int a)\n{\n\tstatic const int t[1][1][1][1][1] = { { { { { 1 } } } } };\n\treturn t[0][0][0][0][a];\n}\n'),
    ('five parameters and the rest', 'src/rules/a.c',
     'int f(int (*a)(int, int), int b, int c, int d, int e, ...)\n{\n\treturn b;\n}\n'),
    ('members called like a banned call', 'src/rules/a.c',
     'int f(struct s *s)\n{\n\treturn s->open(s) + s->v.read(s) + log_open(s);\n}\n'),
    ('words like SQL', 'src/rules/a.c', 'const char *a = "select a delegate from the list";\n'),
    ('signs like markup', 'src/cli/a.c', 'const char *a = "usage: comity act <file> where a < b";\n'),
]


def tree_make(folder, files):
    for name, text in files.items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def found_in(files):
    with tempfile.TemporaryDirectory() as folder:
        tree_make(folder, {**CLEAN, **files})
        return tidy.check(folder)


def cases():
    wrong, let = found_in({})
    yield 'a clean tree has nothing', not wrong and not let, wrong
    for rule, what, path, text in CASES:
        wrong, _ = found_in({path: text})
        found = {violation.rule for violation in wrong}
        yield f'{rule}: {what} is found, and nothing else', found == {rule}, wrong
    for what, path, text in ALLOWED:
        wrong, _ = found_in({path: text})
        yield f'{what}: nothing is found', not wrong, wrong
    wrong, _ = found_in({'src/rules/a.h': '/* A. */\n#ifndef A_H\n#define A_H\n#include "rules/b.h"\n#endif\n',
                         'src/rules/b.h': '/* B. */\n#ifndef B_H\n#define B_H\n#include "rules/a.h"\n#endif\n'})
    yield 'cycle: two headers that include each other', {v.rule for v in wrong} == {'cycle'}, wrong
    wrong, let = found_in({'src/rules/a.c': '/* tidy:allow function-length: a list\n * of steps */\n' + lines(80)})
    yield 'an exception with a reason is let through and counted', not wrong and len(let) == 1, wrong
    wrong, _ = found_in({'src/rules/a.c': '/* tidy:allow nesting: not this rule */\n' + lines(80)})
    yield 'an exception of another rule does not help', len(wrong) == 1, wrong
    wrong, let = found_in({'src/web/a.c': '\n' * 9 + '/* tidy:allow file-length: one table */\n' + 'int a;\n' * 900})
    yield 'a file is excused wherever it says so', not wrong and len(let) == 1, wrong


def main():
    failed = count = 0
    for count, (name, passed, wrong) in enumerate(cases(), 1):
        print(f"{'' if passed else 'not '}ok {count} - {name}")
        for violation in [] if passed else wrong or ['nothing was found']:
            print(f'# {violation}')
        failed += not passed
    print(f'1..{count}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
