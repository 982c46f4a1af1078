#!/usr/bin/env python3
"""Holds the source to the rules that a machine can hold it to: layers, names of calls, sizes.

  tidy.py [ROOT]      TAP on stdout, one case a rule; violations as "# file:line: text"

An exception stands at the place, with its reason, and every run counts it:

  /* tidy:allow function-length: a table written as code */

on the line itself, in the comment before it, or, for file-length, anywhere in the file.
"""
import collections
import pathlib
import re
import subprocess
import sys

# Which folder of src/ may include which (the same as the table of ARCHITECTURE.md).
LAYERS = {
    'base': '',
    'proof': 'base',
    'codec': 'base',
    'text': 'base codec',
    'rules': 'base codec proof text',
    'view': 'base codec proof text rules project',
    'convert': 'base codec text view',
    'record': 'base codec proof',
    'project': 'base codec proof rules',
    'store': 'base codec record project',
    'service': 'base proof codec text rules convert record project',
    'web': 'base codec rules project view service',
    'mail': 'base codec rules view service',
    'cli': 'base codec text rules project view service',
    'sys': 'base service',
}
PURE = ('base', 'proof', 'codec', 'text', 'rules', 'project', 'view')
BELOW_SERVICE = PURE + ('record',)

FUNCTION_LINES_MAX, NESTING_MAX, PARAMETERS_MAX = 70, 3, 5
FILE_LINES_MAX, HEADER_LINES_MAX = 800, 300
COLUMNS_MAX = 110  # clang-format breaks code at 100; a comment may end its word

PURE_HEADERS = {'stdarg.h', 'stdbool.h', 'stddef.h', 'stdint.h', 'string.h', 'limits.h', 'inttypes.h'}
# (files, headers): what a folder's files may take from the system beyond PURE_HEADERS.
SYSTEM_HEADERS = [
    ('base/arena.c', {'stdlib.h'}),
    ('base/fmt.c', {'stdio.h'}),
    ('proof/', {'sodium.h', 'openssl/'}),
    ('record/', {'pthread.h', 'stdatomic.h', 'stdlib.h'}),
    ('service/', {'pthread.h', 'stdatomic.h', 'stdlib.h', 'errno.h'}),
    ('service/canon.c', {'jansson.h', 'stdlib.h'}),
]
EDGES = ('convert', 'store', 'sys', 'web', 'mail', 'cli')  # and main.c: any header

# calls, what to use instead, where they are allowed all the same ('' is nowhere)
BANNED = [
    ('strcpy strcat strncpy strncat stpcpy gets sprintf vsprintf', 'buf_put, fmt_into', ''),
    ('strtok strtok_r strsep', 'str_cut', ''),
    ('atoi atol atoll atof strtol strtoll strtoul strtoull strtod strtof', 'dec_decode', ''),
    ('scanf sscanf fscanf vsscanf', 'the parsers of base/', ''),
    ('asprintf vasprintf strdup strndup', 'buf_fmt, str_copy', ''),
    ('alloca', 'an arena', ''),
    ('setjmp longjmp sigsetjmp siglongjmp', 'enum rc', ''),
    ('localtime localtime_r gmtime gmtime_r mktime timegm strftime ctime asctime', 'moment_parts', ''),
    ('setlocale newlocale uselocale', 'nothing: the locale is never set', ''),
    ('rand srand random srandom drand48', 'the entropy that service/ declares', ''),
    ('system popen vfork', 'posix_spawn with a list of arguments', ''),
    ('tmpnam tempnam mktemp', 'mkdtemp, mkostemp', ''),
    ('signal', 'sigaction', ''),
    ('assert', 'cm_assert', ''),
    ('bcopy bzero index rindex', 'memcpy, memset, memchr', ''),
    ('printf fprintf vfprintf dprintf vprintf snprintf vsnprintf', 'buf_fmt, fmt_into',
     'base/fmt.c sys/ mail/ cli/ main.c'),
    ('malloc calloc realloc free reallocarray', 'an arena',
     'base/arena.c convert/ store/ service/ web/ mail/ cli/ sys/ main.c'),
    ('time gettimeofday clock_gettime clock nanosleep usleep sleep', 'the entry\'s time, or the clock '
     'that service/ declares', 'sys/ cli/ store/ web/ mail/ convert/'),
    ('getrandom getentropy randombytes_buf RAND_bytes', 'the entropy that service/ declares', 'sys/ cli/'),
    ('getenv secure_getenv setenv', 'an argument', 'sys/ cli/ main.c'),
    ('open openat fopen read write pread pwrite socket connect', 'the store, a struct of functions',
     'convert/ store/ sys/ web/ mail/ cli/ main.c'),
    ('pthread_exit pthread_cancel', 'a flag the thread looks at', ''),
]

SQL = re.compile(r'\b(SELECT\s.+\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|'
                 r'CREATE\s+(VIRTUAL\s+|UNIQUE\s+)?(TABLE|INDEX|VIEW|TRIGGER)\s|PRAGMA\s+\w+)')
MARKUP = re.compile(r'</?(html|head|body|div|span|p|a|ul|ol|li|dl|dt|dd|table|thead|tbody|tr|td|th|h[1-6]|'
                    r'form|input|button|select|option|label|img|script|style|link|meta|br|hr|section|nav|'
                    r'main|article|aside|header|footer|title|em|strong|ins|del|svg|pre|code)(\s[^>]*)?/?>?',
                    re.I)
MARKUP_SURE = re.compile(r'</\w|<\w+\s+\w+=|<(div|span|ul|li|table|tr|td|br|html|body|h[1-6])>', re.I)
UNFINISHED = re.compile(r'\b(FIX' r'ME|TO' r'DO|XX' r'X|HA' r'CK)\b')
ALLOW = re.compile(r'/\*\s*tidy:allow ([a-z-]+): *(\S.*?)\s*\*/', re.S)

RULES = {
    'layers': 'a folder includes only what its layer may',
    'cycle': 'no header includes itself, by whatever way',
    'own-header': 'a file includes its own header first, and headers by folder',
    'system-header': 'system headers stay where their effects belong',
    'banned-call': 'no call that has a better replacement',
    'sql': 'SQL stands in store/ only',
    'markup': 'markup stands in view/ only',
    'line-comment': 'comments are /* */',
    'contract': 'a header opens with its contract and guards itself',
    'function-length': f'functions have at most {FUNCTION_LINES_MAX} lines',
    'nesting': f'statements nest at most {NESTING_MAX} levels',
    'parameters': f'functions take at most {PARAMETERS_MAX} parameters',
    'file-length': f'files have at most {FILE_LINES_MAX} lines, headers {HEADER_LINES_MAX}',
    'line-width': f'lines have at most {COLUMNS_MAX} columns and no blank end',
    'unfinished': 'nothing is marked as left to do',
    'exception': 'every exception names a rule and its reason',
}

Violation = collections.namedtuple('Violation', 'rule path line text')


class Source:
    """One C file: its text, and the same with comments, or comments and literals, blanked."""

    TOKEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)

    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding='utf-8', errors='replace')
        self.literals, self.line_comments = [], []
        self.code = self.TOKEN.sub(self._blank, self.text)
        self.lines = self.text.split('\n')
        self.code_lines = self.code.split('\n')
        inside = self.path.split('/')
        self.in_src = inside[0] == 'src'
        self.folder = inside[1] if self.in_src and len(inside) > 2 else ''
        self.name = '/'.join(inside[1:]) if self.in_src else self.path

    def _blank(self, found):
        token = found.group(0)
        line = self.text.count('\n', 0, found.start()) + 1
        if token.startswith('//'):
            self.line_comments.append(line)
        elif token[0] == '"':
            self.literals.append((line, token[1:-1]))
            start = self.text.rfind('\n', 0, found.start()) + 1
            if re.match(r'\s*#\s*include\b', self.text[start:found.start()]):
                return token
        keep = token[0] if token[0] in '"\'' else ' '
        return keep + re.sub(r'[^\n]', ' ', token[1:-1]) + keep

    def includes(self):
        for number, line in enumerate(self.code_lines, 1):
            found = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
            if found:
                yield number, found.group(1) == '"', found.group(2)

    def allows(self, rule, line):
        """Is there an exception for the rule at the line, or in the comment that ends before it?"""
        for found in ALLOW.finditer(self.text):
            if found.group(1) != rule:
                continue
            first = self.text.count('\n', 0, found.start()) + 1
            last = self.text.count('\n', 0, found.end()) + 1
            if rule == 'file-length' or first <= line <= last + 1:
                return True
        return False


def layer_checks(source):
    allowed = LAYERS.get(source.folder, '').split() + [source.folder]
    for line, is_ours, name in source.includes():
        if not is_ours:
            continue
        if '/' not in name:
            yield 'own-header', line, f'"{name}" does not name its folder'
        elif source.in_src and source.folder and name.split('/')[0] not in allowed:
            yield 'layers', line, f'{source.folder}/ may not include "{name}"'
    if source.in_src and source.folder and source.folder not in LAYERS:
        yield 'layers', 1, f'{source.folder}/ has no layer'


def own_header_check(source, names):
    own = source.name[:-2] + '.h'
    if not source.in_src or not source.name.endswith('.c') or own not in names:
        return
    first = next(source.includes(), None)
    if first is None or first[2] != own:
        yield 'own-header', first[0] if first else 1, f'"{own}" comes first'


def header_allowed(name, header):
    for where, headers in SYSTEM_HEADERS:
        if name == where or (where.endswith('/') and name.startswith(where)):
            if any(header == one or (one.endswith('/') and header.startswith(one)) for one in headers):
                return True
    return False


def system_header_checks(source):
    if not source.in_src or source.folder in EDGES or not source.folder:
        return
    for line, is_ours, header in source.includes():
        if is_ours or header in PURE_HEADERS or header_allowed(source.name, header):
            continue
        yield 'system-header', line, f'<{header}> is not for {source.name}'


def banned_checks(source):
    if not source.in_src:
        return
    for names, instead, allowed in BANNED:
        if any(source.name == one or (one.endswith('/') and source.name.startswith(one))
               for one in allowed.split()):
            continue
        call = re.compile(r'(?<![\w.>])(' + '|'.join(names.split()) + r')\s*\(')
        for number, line in enumerate(source.code_lines, 1):
            found = call.search(line)
            before = re.sub(r'\b(return|else|do)\b', '', line[:found.start()]) if found else ''
            # After a type it is a declaration, not a call.
            if found and not re.search(r'\w[\s*]+$', before):
                yield 'banned-call', number, f'{found.group(1)}(): use {instead}'


def literal_checks(source):
    if not source.in_src:
        return
    joined = collections.defaultdict(str)
    for line, text in source.literals:
        joined[line] += text
    for line, text in joined.items():
        if source.folder != 'store' and SQL.search(text + ' '):
            yield 'sql', line, f'SQL outside store/: "{text[:50]}"'
        if source.folder != 'view' and MARKUP.search(text) and MARKUP_SURE.search(text):
            yield 'markup', line, f'markup outside view/: "{text[:50]}"'


def form_checks(source):
    for line in source.line_comments:
        yield 'line-comment', line, '// marks what must not be committed'
    most = HEADER_LINES_MAX if source.path.endswith('.h') else FILE_LINES_MAX
    count = len(source.lines) - 1
    if count > most:
        yield 'file-length', 1, f'{count} lines'
    for number, line in enumerate(source.lines, 1):
        columns = len(line.expandtabs(8))
        if columns > COLUMNS_MAX:
            yield 'line-width', number, f'{columns} columns'
        if line != line.rstrip():
            yield 'line-width', number, 'ends in blanks'
    if source.in_src and source.path.endswith('.h'):
        if not source.text.startswith('/*'):
            yield 'contract', 1, 'no contract at its head'
        if not re.search(r'^#ifndef \w+_H$', source.text, re.M) and 'pragma once' not in source.text:
            yield 'contract', 1, 'no include guard'


class Body:
    """Walks the statements of one function and finds how deep they nest."""

    def __init__(self, code):
        self.tokens = re.findall(r'\w+|[^\s\w]', re.sub(r'^[ \t]*#.*?(?<!\\)$', '', code, flags=re.M | re.S))
        self.at, self.deepest = 0, 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ''

    def balanced(self):
        """Skips a bracket and all up to its partner."""
        depth = 0
        while self.at < len(self.tokens):
            token = self.tokens[self.at]
            self.at += 1
            depth += (token in '([{') - (token in ')]}')
            if depth == 0:
                return

    def simple(self):
        while self.at < len(self.tokens) and self.peek() not in (';', '}'):
            if self.peek() in '([{':
                self.balanced()
            else:
                self.at += 1
        if self.peek() == ';':
            self.at += 1

    def block(self, level):
        self.at += 1
        while self.at < len(self.tokens) and self.peek() != '}':
            self.statement(level)
        self.at += 1

    def nested(self, level):
        self.deepest = max(self.deepest, level)
        self.statement(level)

    def choice(self, level):
        self.at += 1
        self.balanced()
        self.nested(level + 1)
        if self.peek() != 'else':
            return
        self.at += 1
        if self.peek() == 'if':
            self.choice(level)
        else:
            self.nested(level + 1)

    def statement(self, level):
        token = self.peek()
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else ''
        if token == '{':
            self.block(level)
        elif token == 'if':
            self.choice(level)
        elif token in ('for', 'while', 'switch'):
            self.at += 1
            self.balanced()
            self.nested(level + 1)
        elif token == 'do':
            self.at += 1
            self.nested(level + 1)
            self.simple()
        elif token in ('case', 'default') or (following == ':' and re.match(r'[A-Za-z_]', token)):
            while self.at < len(self.tokens) and self.peek() != ':':
                self.at += 1
            self.at += 1
        else:
            self.simple()


def functions_of(root, sources):
    """(path, name, first line, last line, signature) of every function, from universal-ctags."""
    paths = [source.path for source in sources]
    if not paths:
        return
    listing = subprocess.run(
        ['ctags', '--language-force=C', '-x', '--kinds-C=f', '--_xformat=%F\t%N\t%n\t%e\t%S', '-L', '-'],
        input='\n'.join(paths), cwd=root, capture_output=True, text=True, check=True).stdout
    for line in listing.splitlines():
        path, name, first, last, signature = line.split('\t')
        if last.isdigit():
            yield path, name, int(first), int(last), signature


def parameters_count(signature):
    inner = signature.strip()[1:-1].strip()
    if inner in ('', 'void'):
        return 0
    depth, count = 0, 1
    for character in inner:
        depth += (character in '([') - (character in ')]')
        count += character == ',' and depth == 0
    return count - inner.endswith('...')


def function_checks(source, name, first, last, signature):
    if last - first + 1 > FUNCTION_LINES_MAX:
        yield 'function-length', first, f'{name} has {last - first + 1} lines'
    count = parameters_count(signature)
    if count > PARAMETERS_MAX:
        yield 'parameters', first, f'{name} takes {count}'
    code = '\n'.join(source.code_lines[first - 1:last])
    opening = code.find('{')
    if opening < 0:
        return
    body = Body(code[opening:])
    body.statement(0)
    if body.deepest > NESTING_MAX:
        yield 'nesting', first, f'{name} nests {body.deepest} levels'


def cycle_checks(sources):
    graph = {source.name: [name for _, ours, name in source.includes() if ours]
             for source in sources if source.in_src and source.name.endswith('.h')}
    done, reported = set(), set()
    for start in sorted(graph):
        stack = [(start, (start,))]
        while stack:
            name, way = stack.pop()
            for following in graph.get(name, []):
                if following in way:
                    cycle = way[way.index(following):]
                    if frozenset(cycle) not in reported:
                        reported.add(frozenset(cycle))
                        yield f'src/{name}', ' -> '.join(cycle + (following,))
                elif (start, following) not in done:
                    done.add((start, following))
                    stack.append((following, way + (following,)))


def unfinished_checks(root):
    for folder in ('src', 'tests', 'tools', 'web', 'docs', 'man', 'po', 'forums', 'bench'):
        for path in sorted((root / folder).rglob('*')):
            inside = path.relative_to(root).as_posix()
            if not path.is_file() or set(path.parts) & {'node_modules', '__pycache__', 'vectors', 'corpus'}:
                continue
            content = path.read_bytes()
            if b'\0' in content:
                continue
            for number, line in enumerate(content.decode(errors='replace').split('\n'), 1):
                if UNFINISHED.search(line):
                    yield Violation('unfinished', inside, number, line.strip()[:60])


def sources_of(root):
    for folder in ('src', 'tests', 'bench'):
        for path in sorted((root / folder).rglob('*.[ch]')):
            if 'node_modules' not in path.parts:
                yield Source(root, path)


def violations_of(root, sources):
    names = {source.name for source in sources}
    by_path = {source.path: source for source in sources}
    for source in sources:
        for checks in (layer_checks(source), own_header_check(source, names), system_header_checks(source),
                       banned_checks(source), literal_checks(source), form_checks(source)):
            for rule, line, text in checks:
                yield Violation(rule, source.path, line, text)
    for path, *function in functions_of(root, sources):
        for rule, line, text in function_checks(by_path[path], *function):
            yield Violation(rule, path, line, text)
    for path, text in cycle_checks(sources):
        yield Violation('cycle', path, 1, text)
    yield from unfinished_checks(root)
    for source in sources:
        for line, text in enumerate(source.lines, 1):
            if 'tidy:allow' in text:
                found = ALLOW.search('\n'.join(source.lines[line - 1:line + 4]))
                if not found or found.group(1) not in RULES:
                    yield Violation('exception', source.path, line, text.strip())


def check(root):
    """(violations, exceptions): what is wrong below root, and what is let through with a reason."""
    root = pathlib.Path(root).resolve()
    sources = list(sources_of(root))
    by_path = {source.path: source for source in sources}
    wrong, let = [], []
    for violation in violations_of(root, sources):
        source = by_path.get(violation.path)
        allowed = source is not None and source.allows(violation.rule, violation.line)
        (let if allowed else wrong).append(violation)
    return wrong, let


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).parent.parent)
    wrong, let = check(root)
    print(f'1..{len(RULES)}')
    for number, (rule, meaning) in enumerate(RULES.items(), 1):
        mine = [violation for violation in wrong if violation.rule == rule]
        print(f"{'not ' if mine else ''}ok {number} - {rule}: {meaning}")
        for violation in mine:
            print(f'# {violation.path}:{violation.line}: {rule}: {violation.text}')
    counts = collections.Counter(violation.rule for violation in let)
    print('# exceptions: ' + (', '.join(f'{count} {rule}' for rule, count in sorted(counts.items())) or 'none'))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
