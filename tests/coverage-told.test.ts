import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyWorld } from './helpers/bad-input.ts';
import { overgang, type World } from './helpers/cli.ts';
import { writeSmallList } from './helpers/small-lists.ts';

const HEADERS =
  'SIP-id;Personnummer;Namn;Kommun;Samordningsansvarig enhet;Samordningsansvar;Planform;Status;Fas;Startad;Senast ändrad;Samtycke;Skyddade personuppgifter';
const KOMMUNER = ['Ånge', 'Sundsvall', 'Timrå', 'Kramfors'];

interface Sip {
  readonly at: number;
  readonly kommun?: string;
  readonly isProtected?: boolean;
}
const SIPS: readonly Sip[] = Array.from({ length: 200 }, (_none, at) => ({ at }));
const rowOf = ({ at, kommun, isProtected }: Sip): string =>
  `SIP-${at};;;${kommun ?? KOMMUNER[at % 4] ?? ''};Enheten;${at % 3 === 0 ? 'Kommun' : 'Primärvård'};SIP;Pågående;Genomförande;2025-03-04;2025-08-20;Ja;${isProtected === true ? 'Ja' : 'Nej'}`;

interface Place {
  readonly kommun: string | null;
  readonly part: string | null;
  readonly open: number;
  readonly inList: number;
  readonly rest?: true;
}
interface Taken {
  readonly gone: number;
  readonly goneUnexplained: readonly Place[];
  readonly held: { readonly signs: readonly string[]; readonly missing: readonly Place[] } | null;
}

let world: World;
beforeEach(async () => {
  world = await emptyWorld();
});

async function run(day: string, sips: readonly Sip[], ...more: readonly string[]): Promise<string> {
  const file = `sip-${day}.csv`;
  writeFileSync(join(world.cwd, file), [HEADERS, ...sips.map(rowOf), ''].join('\n'));
  return (await overgang(['import', file, '--as-of', '2025-10-20', ...more], world)).stdout;
}
const take = async (day: string, sips: readonly Sip[], ...more: readonly string[]): Promise<Taken> =>
  (JSON.parse(await run(day, sips, '--json', ...more)) as { files: [Taken] }).files[0];

const lackingIn = (places: readonly Place[]): number =>
  places.reduce((sum, { open, inList }) => sum + open - inList, 0);
/** One in so many is gone, with no regard to kommun or part. */
const without = (oneIn: number, sips = SIPS): readonly Sip[] => sips.filter(({ at }) => at % oneIn !== 1);

describe('what a list of a remembered definition lacks', () => {
  beforeEach(async () => {
    await take('2025-08-18', SIPS);
    await take('2025-08-25', SIPS.slice(1), '--whole');
    await take('2025-09-01', SIPS.slice(2));
  });

  it('is told by kommun and part, where nothing but the list explains it', async () => {
    const left = SIPS.slice(2).filter(({ at }) => ![40, 81, 122].includes(at));
    expect(await take('2025-09-08', left)).toMatchObject({
      gone: 3,
      held: null,
      goneUnexplained: [
        { kommun: '2260', part: 'primarvard', open: 33, inList: 32 },
        { kommun: '2262', part: 'primarvard', open: 33, inList: 32 },
        { kommun: '2281', part: 'kommun', open: 16, inList: 15 },
      ],
    });
    expect(await run('2025-09-15', left.slice(0, -1))).toMatch(
      /Utan annan förklaring än listan:\n\s+Kramfors, Primärvård: 1 av \d+ borta/u,
    );
  });

  it('is not told of where somebody has attested it closed', async () => {
    for (const id of ['SIP-40', 'SIP-81'])
      await overgang(
        ['mark', id, 'closed-in-prator', '--on', '2025-09-02', '--note', 'x', '--as-of', '2025-10-20'],
        world,
      );
    const taken = await take(
      '2025-09-08',
      SIPS.slice(2).filter(({ at }) => ![40, 81, 122].includes(at)),
    );
    expect([taken.held, lackingIn(taken.goneUnexplained)]).toEqual([null, 1]);
  });

  it('holds the list where it is far more than ever before, and is taken in with a word', async () => {
    const cut = without(7, SIPS.slice(2));
    const { held } = await take('2025-09-08', cut);
    expect([held?.signs, lackingIn(held?.missing ?? [])]).toEqual([['more-than-before'], 198 - cut.length]);
    expect(await take('2025-09-08', cut, '--whole')).toMatchObject({ held: null, gone: 198 - cut.length });
    // So much has gone once: a tenth more is nothing new.
    expect(await take('2025-09-15', without(13, cut))).toMatchObject({ held: null });
  });

  it('is not held while SIPs are moved: most go then', async () => {
    expect(await take('2025-10-03', without(7, SIPS.slice(2)))).toMatchObject({ held: null });
  });
});

describe('what a list of vårdtillfällen lacks', () => {
  it('is not held against what such lists lacked before: they end as patients leave', async () => {
    const stays = SIPS.slice(100).map(({ at }) => ({
      Vårdtillfälle: `VT-${at}`,
      Personnummer: '',
      Kommun: KOMMUNER[at % 4] ?? '',
    }));
    const held: unknown[] = [];
    for (const [day, left] of [
      ['2025-08-18', stays],
      ['2025-08-25', stays.slice(1)],
      ['2025-09-01', stays.slice(2)],
      ['2025-09-08', stays.slice(2).filter((_stay, at) => at % 6 !== 1)],
    ] as const) {
      const file = writeSmallList(world, 'vardtillfalle', day, left);
      const word = day === '2025-08-25' ? ['--whole'] : [];
      const { stdout } = await overgang(['import', file, '--json', '--as-of', day, ...word], world);
      held.push((JSON.parse(stdout) as { files: [Taken] }).files[0].held);
    }
    expect(held).toEqual([null, null, null, null]);
  });
});

describe('where a protected person is lacking', () => {
  const all = [...SIPS, { at: 900, kommun: 'Härnösand', isProtected: true }];

  it('no message says in which kommun, neither held nor taken in', async () => {
    await take('2025-09-15', all);
    const { held } = await take('2025-09-22', SIPS.slice(1));
    expect(held?.missing).toEqual([{ kommun: null, part: null, open: 201, inList: 199, rest: true }]);
    const shown = await run('2025-09-22', SIPS.slice(1));
    expect(shown).toContain('Övriga kommuner och parter: 2 av 201 saknas');
    expect(shown).not.toContain('Härnösand');
    const taken = await run('2025-09-22', SIPS.slice(1), '--whole');
    expect(taken).toContain('Övriga kommuner och parter: 2 av 201 borta');
    expect(taken).not.toContain('Härnösand');
  });

  it('places with five others lacking are told of, and the sums are right', async () => {
    await take('2025-09-15', all);
    const left = SIPS.filter(({ at }) => at % 4 !== 1 || at > 60);
    const { held } = await take('2025-09-22', left);
    expect(held?.missing).toEqual([
      { kommun: '2281', part: 'kommun', open: 16, inList: 11 },
      { kommun: '2281', part: 'primarvard', open: 34, inList: 24 },
      { kommun: null, part: null, open: 151, inList: 150, rest: true },
    ]);
    expect(lackingIn(held?.missing ?? [])).toBe(201 - left.length);
  });
});
