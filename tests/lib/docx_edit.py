#!/usr/bin/env python3
"""What a delegate does in Word, done to a working copy: docx_edit.py FILE WHAT ARGUMENT... [, WHAT ...]

  track OLD NEW      the words OLD are replaced with changes tracked
  silent OLD NEW     the same without
  add UNIT TEXT      a paragraph behind that unit's, tracked
  slip UNIT TEXT     the same without
  delete UNIT        its paragraph goes, tracked
  comment UNIT TEXT  on its paragraph
  bold UNIT          a tracked change of format
  bomb               word/document.xml becomes one that unpacks to 400 MB
  doctype            it gets a document type declaration
"""
import re
import sys
import zipfile
from xml.sax.saxutils import escape, unescape

WHO = 'w:id="%d" w:author="Somebody" w:date="2026-01-01T00:00:00Z"'


class Copy:
    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as z:
            self.parts = {n: z.read(n) for n in z.namelist()}
        self.xml = self.parts['word/document.xml'].decode()
        self.next = 900

    def who(self):
        self.next += 1
        return WHO % self.next

    @staticmethod
    def run(text, tag='t'):
        return f'<w:r><w:{tag} xml:space="preserve">{escape(text)}</w:{tag}></w:r>' if text else ''

    def split(self, old, middle):
        """The run with OLD in it becomes what is before, `middle`, and what is behind."""
        for m in re.finditer(r'<w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r>', self.xml):
            text = unescape(m.group(1), {'&quot;': '"', '&apos;': "'"})
            at = text.find(old)
            if at < 0:
                continue
            self.xml = (self.xml[:m.start()] + self.run(text[:at]) + middle + self.run(text[at + len(old):]) +
                        self.xml[m.end():])
            return
        sys.exit(f'no run has "{old}"')

    def track(self, old, new):
        put = f'<w:ins {self.who()}>{self.run(new)}</w:ins>' if new else ''
        self.split(old, f'<w:del {self.who()}>{self.run(old, "delText")}</w:del>{put}')

    def silent(self, old, new):
        self.split(old, self.run(new))

    def paragraph(self, unit):
        for m in re.finditer(r'<w:p>.*?</w:p>', self.xml):
            if f'w:name="cm_{unit}"' in m.group(0):
                return m
        sys.exit(f'no paragraph is of {unit}')

    def add(self, unit, text):
        end = self.paragraph(unit).end()
        self.xml = (self.xml[:end] + f'<w:p><w:pPr><w:rPr><w:ins {self.who()}/></w:rPr></w:pPr>'
                    f'<w:ins {self.who()}>{self.run(text)}</w:ins></w:p>' + self.xml[end:])

    def slip(self, unit, text):
        end = self.paragraph(unit).end()
        self.xml = self.xml[:end] + f'<w:p>{self.run(text)}</w:p>' + self.xml[end:]

    def delete(self, unit):
        m = self.paragraph(unit)
        p = m.group(0)
        p = re.sub(r'(<w:pPr>.*?)(</w:pPr>)', rf'\1<w:rPr><w:del {self.who()}/></w:rPr>\2', p, count=1)
        head, body = p.split('</w:pPr>', 1)
        body = re.sub(r'<w:r>(?:(?!</w:r>).)*</w:r>',
                      lambda r: f'<w:del {self.who()}>' + r.group(0).replace('<w:t ', '<w:delText ')
                      .replace('</w:t>', '</w:delText>') + '</w:del>', body)
        self.xml = self.xml[:m.start()] + head + '</w:pPr>' + body + self.xml[m.end():]

    def comment(self, unit, text):
        name = 'word/comments.xml'
        if name not in self.parts:
            sys.exit('the copy has no comments yet')
        comments = self.parts[name].decode()
        number = max([int(n) for n in re.findall(r'w:id="(\d+)"', comments)], default=-1) + 1
        self.parts[name] = comments.replace('</w:comments>',
            f'<w:comment w:id="{number}" w:author="Somebody"><w:p>{self.run(text)}</w:p></w:comment>'
            '</w:comments>').encode()
        end = self.paragraph(unit).end() - len('</w:p>')
        self.xml = (self.xml[:end] + f'<w:r><w:commentReference w:id="{number}"/></w:r>' + self.xml[end:])

    def bold(self, unit):
        m = self.paragraph(unit)
        p = m.group(0).replace('<w:r><w:t ', f'<w:r><w:rPr><w:b/><w:rPrChange {self.who()}><w:rPr/>'
                               '</w:rPrChange></w:rPr><w:t ', 1)
        self.xml = self.xml[:m.start()] + p + self.xml[m.end():]

    def bomb(self):
        self.xml = self.xml.replace('</w:body>', '<w:p/>' * (400 << 20 >> 6) + ' ' * (16 << 20) + '</w:body>')

    def doctype(self):
        self.xml = self.xml.replace('?>', '?><!DOCTYPE w [<!ENTITY a "b">]>', 1)

    def save(self):
        self.parts['word/document.xml'] = self.xml.encode()
        with zipfile.ZipFile(self.path, 'w', zipfile.ZIP_DEFLATED) as z:
            for name, data in self.parts.items():
                z.writestr(name, data)


def main(argv):
    copy, words = Copy(argv[1]), argv[2:]
    while words:
        one = words[:words.index(',')] if ',' in words else words
        words = words[len(one) + 1:]
        getattr(copy, one[0])(*one[1:])
    copy.save()


main(sys.argv)
