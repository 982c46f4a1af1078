#!/usr/bin/env python3
"""Turns forums/places.csv into the table of src/view/places.c: places2c.py OUT PLACES.csv"""
import csv
import sys


def hundredths(text):
    whole, _, part = text.lstrip('-').partition('.')
    value = int(whole) * 100 + int((part + '00')[:2])
    return -value if text.startswith('-') else value


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[2], encoding='utf-8', newline='') as source:
        rows = list(csv.DictReader(source))
    codes = [row['code'] for row in rows]
    if codes != sorted(set(codes)):
        sys.exit(f'{sys.argv[2]}: codes are not in order, each once')
    with open(sys.argv[1], 'w', encoding='utf-8') as out:
        out.write('/* Made by tools/places2c.py from forums/places.csv. */\n')
        for row in rows:
            lat, lon = hundredths(row['lat']), hundredths(row['lon'])
            if not (-9000 <= lat <= 9000 and -18000 <= lon <= 18000):
                sys.exit(f'{sys.argv[2]}: {row["code"]} is nowhere')
            out.write(f'P("{row["code"]}", {lat}, {lon})\n')


if __name__ == '__main__':
    main()
