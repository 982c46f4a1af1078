#!/usr/bin/env python3
"""Parts of acts of the silence procedure, for the scripts of tests.

usage: silences.py hash CONTENT    the hash of the texts that a content of silence.propose puts
       silences.py sent DUMP       deliveries to all parties of a state, as JSON
"""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'peers'))
import fold_meeting
import state


def deliveries(dump):
    parties = state.dump_read(dump)[1]['party']
    return [{'channels': ['mail', 'note'], 'party': party['code']} for party in parties
            if party['category'] != 'none']


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in ('hash', 'sent'):
        sys.exit(__doc__)
    data = pathlib.Path(sys.argv[2]).read_bytes()
    if sys.argv[1] == 'hash':
        print(fold_meeting.frozen_hash(json.loads(data)['texts']).hex())
    else:
        print(json.dumps(deliveries(data)))


if __name__ == '__main__':
    main()
