#!/usr/bin/env python3
"""Draws web/static/land.svg, the silhouette under the map of parties: land2svg.py LAND.json >land.svg

LAND.json is land-110m.json of the npm package world-atlas 2 (TopoJSON of Natural Earth, which is in
the public domain). The frame is that of src/view/places.h. Land only: no border is drawn.
"""
import json
import sys

WEST, NORTH, EAST, SOUTH = -100.0, 76.0, 180.0, -44.0
WIDTH, HEIGHT = 2296, 1200
SMALLEST = 12  # square units; smaller islands are dust at this scale


def arcs_of(topology):
    scale, move = topology['transform']['scale'], topology['transform']['translate']
    for arc in topology['arcs']:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        yield points


def rings_of(topology):
    arcs = list(arcs_of(topology))
    for geometry in topology['objects']['land']['geometries']:
        polygons = geometry['arcs'] if geometry['type'] == 'MultiPolygon' else [geometry['arcs']]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = []
            for index in ring:
                arc = arcs[index] if index >= 0 else arcs[~index][::-1]
                points += arc[1:] if points else arc
            yield points


def unwrap(points):
    """Longitudes without the jump at the date line; what then lies beyond the frame is clipped."""
    turn, before = 0, points[0][0]
    for x, y in points:
        if abs(x - before) > 180:
            turn += 360 if x < before else -360
        before = x
        yield x + turn, y


def project(point):
    return (point[0] - WEST) * WIDTH / (EAST - WEST), (NORTH - point[1]) * HEIGHT / (NORTH - SOUTH)


def clip(points, axis, limit, keeps_greater):
    """Sutherland and Hodgman, one edge of the frame."""
    kept = []
    for a, b in zip(points, points[1:] + points[:1]):
        a_in, b_in = ((p[axis] >= limit) == keeps_greater or p[axis] == limit for p in (a, b))
        if a_in:
            kept.append(a)
        if a_in != b_in:
            part = (limit - a[axis]) / (b[axis] - a[axis])
            kept.append(tuple(a[i] + part * (b[i] - a[i]) for i in (0, 1)))
    return kept


def area(points):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1]))) / 2


def path_of(points):
    rounded = []
    for x, y in points:
        point = (round(x), round(y))
        if not rounded or rounded[-1] != point:
            rounded.append(point)
    if rounded[0] == rounded[-1]:
        rounded.pop()
    if len(rounded) < 3 or area(rounded) < SMALLEST:
        return ''
    steps = (f'{b[0] - a[0]} {b[1] - a[1]}' for a, b in zip(rounded, rounded[1:]))
    return f'M{rounded[0][0]} {rounded[0][1]}l{" ".join(steps)}z'.replace(' -', '-')


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding='utf-8') as source:
        topology = json.load(source)
    paths = []
    for ring, turn in ((ring, turn) for ring in rings_of(topology) for turn in (-360, 0, 360)):
        points = [project((x + turn, y)) for x, y in unwrap(ring)]
        for axis, limit, keeps_greater in ((0, 0, True), (0, WIDTH, False), (1, 0, True), (1, HEIGHT, False)):
            points = clip(points, axis, limit, keeps_greater) if points else points
        if points:
            paths.append(path_of(points))
    print('<!-- Made by tools/land2svg.py from Natural Earth 1:110m land (public domain), by way of the npm\n'
          '     package world-atlas 2.0.2. No border is drawn. One grey serves light and dark pages. -->\n'
          f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">\n'
          f'<path fill="#7a848c" fill-opacity=".28" d="{"".join(paths)}"/>\n</svg>')


if __name__ == '__main__':
    main()
