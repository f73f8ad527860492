import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Profile } from '../src/domain/profile/profile-schema.ts';
import { cellsOf } from './helpers/answered-region.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { copyRegister } from './helpers/database.ts';
import { handOutLists } from './helpers/filled-lists.ts';
import { newFolder } from './helpers/folder.ts';
import { movedProfile } from './helpers/moved-profile.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';

const DAY = '2025-10-03';

interface Said {
  readonly lists: readonly {
    readonly step: string;
    readonly owner: string;
    readonly hasOtherPlan: boolean;
    readonly isRenamed: boolean;
    readonly newOwner: string | null;
    readonly rowsIn: number;
    readonly rowsOut: number;
    readonly rowsChanged: number;
  }[];
  readonly firstLists: readonly {
    readonly owner: string;
    readonly rowsIn: number;
    readonly rowsOut: number;
  }[];
  readonly warnings: readonly string[];
  readonly decision: {
    readonly told: readonly { readonly who: string; readonly firstOf: readonly string[] }[];
  };
}

interface Found {
  readonly step: string;
  /** What people read of it, but for its number and its mark. */
  readonly page: string;
  readonly rows: ReadonlyMap<string, string>;
}

/** What stands in the files of a hand-out, by their names. */
async function handedOut(world: World, folder: string): Promise<ReadonlyMap<string, Found>> {
  const lists = await handOutLists(world, DAY, folder, '--format', 'csv,html');
  return new Map(
    lists.map(({ step, paths }) => {
      const [csv = '', html = ''] = [...paths].toSorted();
      const [header = '', ...lines] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
      const names = cellsOf(header.replace(/^\uFEFF/u, ''));
      const rows = lines.map((line) => {
        const cells = cellsOf(line).map((cell, at) => `${names[at] ?? ''}=${cell}`);
        const own = cells.filter((cell) => !/^"?(?:Lista|Underlag)"?=/u.test(cell));
        return [own.find((cell) => /^"?Referens/u.test(cell)) ?? '', own.join(';')] as const;
      });
      const page = readFileSync(html, 'utf8').replaceAll(/A[LS]-\d+|[0-9a-f]{16}/gu, '');
      return [relative(join(world.cwd, folder), csv), { step, page, rows: new Map(rows) }];
    }),
  );
}

const sipsOf = ({ milestones }: Profile, to: string): Profile['milestones'] =>
  milestones.map((one) => (one.id === 'steg-6' ? { ...one, to } : one));

const PER_KOMMUN = { primarvard: 'kommun' } as Readonly<Record<string, 'kommun'>>;

/** Changes of a profile, and what of the lists is then otherwise. */
const CHANGES: readonly (readonly [what: string, (profile: Profile) => Partial<Profile>])[] = [
  [
    'a kommun renamed',
    ({ kommuner }) => ({
      kommuner: kommuner.map((one) => (one.code === '2262' ? { ...one, name: 'Timrå köping' } : one)),
    }),
  ],
  ['an owner renamed', () => ({ steps: { '4a': { owner: 'LSS-handläggare' } } })],
  ['a day that a cell rests on', (profile) => ({ milestones: sipsOf(profile, '2025-10-14') })],
  ['a text taken away', () => ({ steps: { '6': { inTarget: [] } } })],
  ['another environment', () => ({ environment: 'training' })],
  [
    'the source read-only already',
    ({ deadlines }) => ({
      deadlines: { ...deadlines, sipWindowEnds: DAY, allSipsClosed: DAY, readOnly: DAY },
      rules: { inactivityMonths: 12, trappedFrom: DAY },
    }),
  ],
  [
    'lists for other owners',
    ({ parts }) => ({
      parts: parts.map((one) => ({ ...one, worklistPer: PER_KOMMUN[one.code] ?? one.worklistPer })),
    }),
  ],
];

describe('what apply says of the lists is what follows', () => {
  let before: World;
  let was: ReadonlyMap<string, Found>;
  let profile: Profile;

  beforeAll(async () => {
    before = await emptyRegister();
    profile = await movedProfile(0);
    const whole = ['2025-09-30', [{}]] as const;
    await importList(before, 'enhet', '2025-09-30', [
      { Enhet: 'Medicinavdelning 2', Enhetstyp: 'vårdavdelning', 'Huvudman/verksamhet': 'Slutenvård' },
      {},
    ]);
    await importList(before, 'meddelande', '2025-09-30', []);
    await importList(before, 'patient', ...whole);
    await importList(before, 'vardtillfalle', ...whole);
    await importList(before, 'sip', '2025-09-30', [
      { 'SIP-id': 'SIP-1', who: 'ulla', Möte: '2025-10-13' },
      { 'SIP-id': 'SIP-2', who: 'eva', Samordningsansvar: 'Kommun' },
      { 'SIP-id': 'SIP-3', who: 'rune', Kommun: '' },
    ]);
    was = await handedOut(before, 'ut');
  });

  it.each(CHANGES)('%s', async (_what, change) => {
    const world: World = { cwd: newFolder() };
    copyRegister(before, world);
    const name = 'andrad.json';
    writeFileSync(join(world.cwd, name), JSON.stringify({ ...profile, ...change(profile) }));
    const asOf = ['--as-of', DAY];
    const shown = await overgangJson<Said>(['profile', 'apply', name, '-n', ...asOf], world);
    const said = await overgangJson<Said>(['profile', 'apply', name, '--yes', ...asOf], world);
    expect({ ...said, seq: null }).toEqual({ ...shown, seq: null });
    const is = await handedOut(world, 'ut');

    const followed = [...was].flatMap(([path, list]) => {
      const now = is.get(path);
      const isSame =
        now?.page === list.page &&
        JSON.stringify([...now.rows].toSorted()) === JSON.stringify([...list.rows].toSorted());
      return isSame ? [] : [list.step];
    });
    expect(followed.length).toBeGreaterThan(0);
    expect(said.lists.map(({ step }) => step).toSorted()).toEqual(followed.toSorted());

    // Every row that goes from a list comes to another: no class has changed.
    const sum = (of: readonly { readonly rowsIn: number; readonly rowsOut: number }[]): number =>
      of.reduce((total, { rowsIn, rowsOut }) => total + rowsIn - rowsOut, 0);
    expect(sum([...said.lists, ...said.firstLists])).toBe(0);
    // Whoever gets a list that they have not had is told.
    const begins = new Set(
      said.decision.told.flatMap(({ who, firstOf }) => (firstOf.length > 0 ? [who] : [])),
    );
    expect(begins).toEqual(
      new Set([
        ...said.lists.flatMap(({ newOwner }) => newOwner ?? []),
        ...said.firstLists.flatMap(({ owner, rowsIn }) => (rowsIn > 0 ? [owner] : [])),
      ]),
    );

    await overgangJson(['profile', 'apply', 'vasternorrland-2025', '--yes', ...asOf], world);
    expect(await handedOut(world, 'ater')).toEqual(was);
  });
});

describe('a kommun', () => {
  const RAGUNDA = { code: '2303', name: 'Ragunda', aliases: [] };

  it('that was typed in by mistake is taken out again, and one that something is of is not', async () => {
    const world = await emptyRegister();
    const { kommuner, ...profile } = await movedProfile(0);
    const apply = async (own: Profile['kommuner']): Promise<readonly [number, string]> => {
      writeFileSync(join(world.cwd, 'kommuner.json'), JSON.stringify({ ...profile, kommuner: own }));
      const { code, stderr } = await overgang(
        ['profile', 'apply', 'kommuner.json', '--yes', '--as-of', DAY],
        world,
      );
      return [code, stderr];
    };
    const more = [...kommuner, RAGUNDA];
    expect(await apply(more)).toEqual([0, '']);
    expect(await apply(kommuner)).toEqual([0, '']);

    expect((await apply(more))[0]).toBe(0);
    await importList(world, 'sip', '2025-09-30', [{ Kommun: 'Ragunda' }]);
    expect(await apply(kommuner)).toEqual([2, expect.stringContaining('kommuner: 2303 saknas')]);
    // What an earlier list said still stands as of its day.
    await importList(world, 'sip', '2025-10-01', [{}]);
    expect((await apply(kommuner))[0]).toBe(2);
  });

  it('takes no name that another one’s cases have had', async () => {
    const world = await emptyRegister();
    await importList(world, 'sip', '2025-09-30', [{ Kommun: 'Timrå' }]);
    const { kommuner, ...profile } = await movedProfile(0);
    const swapped = kommuner.map((one) => {
      const name = { '2260': 'Timrå', '2262': 'Ånge' }[one.code];
      return name === undefined ? one : { ...one, name, aliases: [] };
    });
    writeFileSync(join(world.cwd, 'byt.json'), JSON.stringify({ ...profile, kommuner: swapped }));
    const { code, stderr } = await overgang(['profile', 'apply', 'byt.json', '--yes', '--as-of', DAY], world);
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('kommuner[2260].name: ”Timrå” har varit 2262'),
    ]);
  });

  it('that a milestone is ticked for is not taken out', async () => {
    const world = await emptyRegister();
    const profile = await movedProfile(0);
    writeFileSync(
      join(world.cwd, 'fler.json'),
      JSON.stringify({ ...profile, kommuner: [...profile.kommuner, RAGUNDA] }),
    );
    const asOf = ['--as-of', DAY];
    await overgangJson(['profile', 'apply', 'fler.json', '--yes', ...asOf], world);
    await overgangJson(
      ['mark', 'milestone', 'personal', '--kommun', 'Ragunda', '--by', 'Prov', ...asOf],
      world,
    );
    const back = ['profile', 'apply', 'vasternorrland-2025', '--yes', ...asOf];
    expect((await overgang(back, world)).code).toBe(2);
  });
});

describe('units that begin one by one', () => {
  interface Units {
    readonly unitDays: readonly {
      readonly unit: string;
      readonly from: string | null;
      readonly to: string | null;
    }[];
    readonly gates: readonly { readonly title: string }[];
    readonly decision: { readonly kind: string; readonly told: readonly { readonly who: string }[] };
  }

  it('are told that they begin later, by their own day or by that of their type, with the gate that is theirs', async () => {
    const world: World = { cwd: newFolder() };
    await overgangJson(['init', '--profile', 'stockholm-enhetsvis'], world);
    const [ward, centre] = ['Medicinavdelning Albatross', 'Hälsocentralen Granen'];
    await importList(world, 'enhet', '2025-09-15', [
      { Enhet: ward, Enhetstyp: 'vårdavdelning somatik', 'Huvudman/verksamhet': 'Slutenvård' },
      { Enhet: centre },
    ]);
    const profile = await overgangJson<Profile>(['profile', 'show', 'stockholm-enhetsvis'], world);
    const later = {
      ...profile,
      unitDays: { ...profile.unitDays, [ward]: '2025-10-01' },
      unitTypes: profile.unitTypes.map((one) =>
        one.name === 'hälsocentral' ? { ...one, day: '2025-10-07' } : one,
      ),
    };
    writeFileSync(join(world.cwd, 'senare.json'), JSON.stringify(later));
    const applied = async (day: string): Promise<Units> =>
      overgangJson(['profile', 'apply', 'senare.json', '-n', '--as-of', day], world);
    const said = await applied('2025-09-19');
    expect(said.unitDays).toEqual([
      { unit: centre, from: '2025-10-06', to: '2025-10-07' },
      { unit: ward, from: '2025-09-22', to: '2025-10-01' },
    ]);
    expect(said.decision.kind).toBe('put-off');
    expect(said.decision.told.map(({ who }) => who)).toEqual([centre, ward]);
    expect(said.gates.map(({ title }) => title)).toContainEqual(
      expect.stringContaining(`${ward}, från 2025-10-01`),
    );
    expect((await applied('2025-09-22')).decision.kind).toBe('stopped');
    const { stdout } = await overgang(
      ['profile', 'apply', 'senare.json', '-n', '--as-of', '2025-09-22'],
      world,
    );
    const text = stdout.replaceAll(/\s+/gu, ' ');
    expect(text).toContain('Enheters start stoppas mitt i arbetet och skjuts upp');
    expect(text).toContain(`${ward} börjar i Lifecare SP: 2025-09-22 blir 2025-10-01`);
  });
});
