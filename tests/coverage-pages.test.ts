import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyWorld } from './helpers/bad-input.ts';
import { overgangJson, type World } from './helpers/cli.ts';

const KINDS = {
  sip: {
    headers: 'SIP-id;Kommun;Samordningsansvar;Planform;Status;Fas;Startad;Samtycke;Skyddade personuppgifter',
    row: (at: number) => `SIP-${at};Timrå;Kommun;SIP;Pågående;Genomförande;2025-03-04;Ja;Nej`,
  },
  vardtillfalle: {
    headers: 'Vårdtillfälle;Kommun;Vårdenhet;Vårdform;Inskriven;Status;Samtycke;Skyddade personuppgifter',
    row: (at: number) => `VT${at};Timrå;Medicin;Somatik;2025-09-14;Inskriven;Ja;Nej`,
  },
} as const;

let world: World;
beforeEach(async () => {
  world = await emptyWorld();
});

interface Taken {
  readonly gone: number;
  readonly held: unknown;
  readonly findings: readonly { readonly code: string }[];
}
const take = async (...args: readonly string[]): Promise<Taken> => {
  const { files } = await overgangJson<{ files: readonly Taken[] }>(
    ['import', ...args, '--as-of', '2025-10-05'],
    world,
  );
  const last = files.at(-1);
  if (last === undefined) throw new Error('no file');
  return last;
};
const isWaiting = ({ gone, held, findings }: Taken): boolean =>
  gone === 0 && held === null && findings.some(({ code }) => code === 'LIST_WAITS_FOR_OTHERS');

/** Writes page 1, 2 or 3 of sixty cases as of a day: twenty a page, without some. */
function page(
  kind: keyof typeof KINDS,
  nameOf: (page: number, day: string) => string,
  no: number,
  day: string,
  without: readonly number[] = [],
): string {
  const { headers, row } = KINDS[kind];
  const cases = Array.from({ length: 20 }, (_none, at) => (no - 1) * 20 + at).filter(
    (at) => !without.includes(at),
  );
  const name = nameOf(no, day);
  writeFileSync(join(world.cwd, name), [headers, ...cases.map(row), ''].join('\n'));
  return name;
}

const ROMAN = ['', 'I', 'II', 'III'];
const NAMES: readonly (readonly [string, (page: number, day: string) => string])[] = [
  ['sidaN', (no, day) => `lista-sida${no}-${day}.csv`],
  ['_sidaN', (no, day) => `lista_sida${no}_${day}.csv`],
  ['Sida N av 3', (no, day) => `Sida ${no} av 3 ${day}.csv`],
  ['Nof3', (no, day) => `lista ${no}of3 ${day}.csv`],
  ['(N)', (no, day) => `lista ${day} (${no}).csv`],
  ['vN', (no, day) => `lista-v${no}-${day}.csv`],
  ['roman', (no, day) => `lista-del-${ROMAN[no] ?? ''}-${day}.csv`],
  ['a counter of a program', (no, day) => `lista-${day}-10000000000${no}.csv`],
  ['times of the day', (no, day) => `lista-${day}-073${no}.csv`],
];

describe.each(['sip', 'vardtillfalle'] as const)('pages of a list of %s that were called whole', (kind) => {
  it.each(NAMES)('together, by names with %s: wait for each other the next time', async (_mark, nameOf) => {
    await take(...[1, 2, 3].map((no) => page(kind, nameOf, no, '2025-09-15')), '--whole');
    const next = [1, 2, 3].map((no) => page(kind, nameOf, no, '2025-09-22', [3, 31]));
    expect(isWaiting(await take(next[2] ?? ''))).toBe(true);
    expect(isWaiting(await take(next[0] ?? ''))).toBe(true);
    expect(await take(next[1] ?? '')).toMatchObject({ held: null, gone: 2 });
  });

  it.each(NAMES)('one by one, by names with %s: wait for each other the next time', async (_mark, nameOf) => {
    for (const no of [1, 2, 3])
      expect(await take(page(kind, nameOf, no, '2025-09-15'), '--whole')).toMatchObject({ gone: 0 });
    expect(isWaiting(await take(page(kind, nameOf, 1, '2025-09-22')))).toBe(true);
  });
});

it('the first page taken out twice is not the first page and the second', async () => {
  const nameOf = (no: number, day: string): string => `lista ${day} (${no}).csv`;
  await take(...[1, 2, 3].map((no) => page('sip', nameOf, no, '2025-09-15')), '--whole');
  await take(page('sip', nameOf, 1, '2025-09-22', [4]), page('sip', nameOf, 2, '2025-09-22'));
  const again = page('sip', () => 'lista 2025-09-22 (7).csv', 1, '2025-09-22');
  expect(isWaiting(await take(again))).toBe(true);
});

it('a list that is whole by itself is so when it is saved a second time', async () => {
  await take(
    page('sip', (_no, day) => `lista ${day}.csv`, 1, '2025-09-15'),
    '--whole',
  );
  const next = page('sip', (_no, day) => `lista ${day} (1).csv`, 1, '2025-09-22', [3]);
  expect(await take(next)).toMatchObject({ held: null, gone: 1 });
});
