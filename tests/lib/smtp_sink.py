#!/usr/bin/env python3
"""An SMTP server that keeps what it gets, and a judge of it.

  smtp_sink.py serve FOLDER      prints its port; messages go to FOLDER/N.eml in the order they came
  smtp_sink.py judge FOLDER      one line a message, in order: TO LANGUAGE SUBJECT; status 1: a fault
  smtp_sink.py text FOLDER N     the text of the N-th, decoded

While FOLDER/busy exists it takes nothing, for the time being (451); an address that begins with "refused"
it refuses for ever (550).
"""
import email
import email.policy
import email.utils
import pathlib
import re
import socketserver
import sys


class Sink(socketserver.StreamRequestHandler):
    def say(self, text):
        self.wfile.write(text.encode() + b'\r\n')

    def data(self):
        self.say('354 go on')
        lines = []
        while (line := self.rfile.readline()) not in (b'.\r\n', b''):
            lines.append(line[1:] if line.startswith(b'.') else line)
        number = len(list(self.server.folder.glob('*.eml'))) + 1
        part = self.server.folder / 'part'
        part.write_bytes(b''.join(lines))
        part.rename(self.server.folder / f'{number:04}.eml')
        self.say('250 kept')

    def recipient(self, line):
        if (self.server.folder / 'busy').exists():
            self.say('451 later')
        elif b'<refused' in line:
            self.say('550 nobody of that name')
        else:
            self.say('250 good')

    def handle(self):
        self.say('220 sink')
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b'RCPT':
                self.recipient(line)
            elif verb == b'DATA':
                self.data()
            elif verb == b'QUIT':
                self.say('221 bye')
                return
            else:
                self.say('250 sink')


class Server(socketserver.TCPServer):
    allow_reuse_address = True


def serve(folder):
    folder.mkdir(exist_ok=True)
    with Server(('127.0.0.1', 0), Sink) as server:
        server.folder = folder
        print(server.server_address[1], flush=True)
        server.serve_forever()


def faults_of(message, raw):
    """What is wrong with the form of a message."""
    want = {'From', 'To', 'Subject', 'Date', 'Message-ID', 'Auto-Submitted', 'MIME-Version', 'Content-Type',
            'Content-Language', 'Content-Transfer-Encoding'}
    extra = {'Received'}
    names = [name for name in message.keys() if name not in extra]
    if sorted(names) != sorted(want):
        yield f'fields {sorted(set(names) ^ want)}'
    if message.defects or any(value.defects for value in message.values()):
        yield f'defects {message.defects} {[value.defects for value in message.values()]}'
    if message['Auto-Submitted'] != 'auto-generated' or message.get_content_type() != 'text/plain':
        yield 'no automatic text'
    if not re.fullmatch(r'<entry-\d+\.(en|ru)\.[0-9a-f]{16}@example\.org>', message['Message-ID'].strip()):
        yield f'the name {message["Message-ID"]}'
    if email.utils.parsedate_to_datetime(message['Date']).utcoffset() is None:
        yield 'a date without a zone'
    if max(len(line) for line in raw.split(b'\r\n')) > 78 or not raw.isascii():
        yield 'a long line, or more than ASCII'


def messages(folder):
    for path in sorted(folder.glob('*.eml')):
        raw = path.read_bytes()
        yield raw, email.message_from_bytes(raw, policy=email.policy.SMTP)


def judge(folder):
    status = 0
    for raw, message in messages(folder):
        print(message['To'].addresses[0].addr_spec, message['Content-Language'], message['Subject'])
        for fault in faults_of(message, raw):
            print('FAULT', fault)
            status = 1
    return status


def main():
    folder = pathlib.Path(sys.argv[2])
    if sys.argv[1] == 'serve':
        serve(folder)
    elif sys.argv[1] == 'judge':
        return judge(folder)
    else:
        print(list(messages(folder))[int(sys.argv[3]) - 1][1].get_content().replace('\r', ''))
    return 0


if __name__ == '__main__':
    sys.exit(main())
