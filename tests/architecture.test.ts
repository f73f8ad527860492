import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');

type Arrows = ReadonlySet<string>;
const arrow = (from: string, to: string): string => `${from} → ${to}`;

/** The arrows of a mermaid picture: `a["b, c"] --> d & e --> f`; a label names the rooms that a node stands for. */
function drawn(picture: string): Arrows {
  const arrows = new Set<string>();
  const members = new Map<string, readonly string[]>();
  for (const [, name = '', label = ''] of picture.matchAll(/(\w+)\["([^"]+)"\]/gu))
    members.set(name, label.split(/, |<br\/>/u));
  for (const line of picture.split('\n').filter((text) => text.includes('-->'))) {
    const groups = line.split('-->').map((group) =>
      group
        .replaceAll(/\["[^"]+"\]/gu, '')
        .trim()
        .split(' & '),
    );
    for (const [at, group] of groups.slice(1).entries())
      for (const from of groups[at] ?? []) for (const to of group) arrows.add(arrow(from, to));
  }
  return new Set(
    [...arrows].flatMap((one) => {
      const [from = '', to = ''] = one.split(' → ');
      return (members.get(from) ?? [from]).flatMap((a) => (members.get(to) ?? [to]).map((b) => arrow(a, b)));
    }),
  );
}

/** Which rooms of a folder import which; tests are no part of the picture. */
function imported(folder: string): Arrows {
  const arrows = new Set<string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.endsWith('.ts') || /\.test|test-help|for-tests/u.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    for (const [, spec = ''] of readFileSync(path, 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+)'/gu)) {
      const [from = '', to = ''] = [path, resolve(dirname(path), spec)].map(
        (file) => relative(folder, file).split(sep)[0],
      );
      if (from !== to && to !== '..' && !from.endsWith('.ts')) arrows.add(arrow(from, to));
    }
  }
  return arrows;
}

/** Everything that can be reached by following the arrows. */
function reached(arrows: Arrows): Arrows {
  const all = new Set(arrows);
  for (let size = -1; size !== all.size;) {
    size = all.size;
    for (const one of [...all])
      for (const other of [...all]) {
        const [from = '', by] = one.split(' → ');
        const [via, to = ''] = other.split(' → ');
        if (by === via) all.add(arrow(from, to));
      }
  }
  return all;
}

const missing = (arrows: Arrows, from: Arrows): readonly string[] =>
  [...arrows].filter((one) => !from.has(one));
const turned = (arrows: Arrows): Arrows =>
  new Set([...arrows].map((one) => one.split(' → ').reverse().join(' → ')));
const pictures = [...page.matchAll(/```mermaid\n(.*?)```/gsu)].map(([, picture = '']) => picture);

describe('the picture of the house in architecture.md', () => {
  const house = drawn(pictures[1] ?? '');
  const imports = imported(join(root, 'src'));

  it('has every import between rooms, and no circle', () => {
    // What `text` knows by type, and that commands open a register, is told beside the picture.
    const told = ['text → files', 'text → register', 'cli → register', 'cli → files'];
    expect(missing(imports, reached(house)).filter((one) => !told.includes(one))).toEqual([]);
    expect([...reached(house)].filter((one) => turned(new Set([one])).has(one))).toEqual([]);
  });

  it('has no arrow that is no import', () => {
    expect(missing(house, imports)).toEqual([]);
  });
});

describe("the picture of the domain's rooms", () => {
  const domain = turned(drawn(pictures[2] ?? ''));
  const imports = imported(join(root, 'src/domain'));
  const BASE = ['calendar', 'words', 'kinds', 'identity'];

  it('has every import between rooms, and no circle', () => {
    const isWithinBase = (one: string): boolean => one.split(' → ').every((room) => BASE.includes(room));
    expect(missing(imports, reached(domain)).filter((one) => !isWithinBase(one))).toEqual([]);
    expect([...reached(domain)].filter((one) => turned(new Set([one])).has(one))).toEqual([]);
  });

  it('has no arrow that is no import', () => {
    const isToBase = (one: string): boolean => BASE.includes(one.split(' → ')[1] ?? '');
    expect(missing(domain, imports).filter((one) => !isToBase(one))).toEqual([]);
  });
});
