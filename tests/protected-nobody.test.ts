import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { csvText, emptyWorld, sipText, takeIn } from './helpers/bad-input.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { changeSealed, rowsOf } from './helpers/database.ts';
import { handOutLists } from './helpers/filled-lists.ts';
import { importList } from './helpers/small-lists.ts';

/**
 * A row that says that its person is protected, whose number says nothing: it is told as it is, and whoever may be that
 * person stands on no list but those of the designated handlers.
 */
const AS_OF = '2025-09-29';
const PATIENTS = ['Personnummer', 'Namn', 'Kommun', 'Boendeform', 'Skyddade personuppgifter'];
const patients = (...rows: readonly (readonly string[])[]): string =>
  csvText([
    PATIENTS,
    ...rows.map(([id = '', name = '', kommun = '', isProtected = 'Nej']) => [
      id,
      name,
      kommun,
      'Ordinärt boende',
      isProtected,
    ]),
  ]);
const OTHERS = [
  ['19380612-9809', 'Lars Ek', 'Timrå'],
  ['19410315-9812', 'Märta Sjödin', 'Ånge'],
] as const;
/** Åsa Öberg of Härnösand has a SIP under 19280628-9829; one of the name lives elsewhere. */
const SIPS = sipText([
  { Personnummer: '19280628-9829' },
  { Personnummer: '19290505-9800', Namn: 'Öberg, Åsa' },
  { Personnummer: '19330707-9818', Kommun: 'Timrå' },
]);

const DAMAGED = ['1,92806E+11', '19280628-9820', '280628+9829', 'Pnr 19280628-9829', '', '########'];

let world: World;
beforeEach(async () => {
  world = await emptyWorld();
});

const takePatients = (id: string, more: { readonly name?: string; readonly isProtected?: string } = {}) =>
  takeIn(patients(...OTHERS, [id, 'ÅSA ÖBERG', 'Härnösand', more.isProtected ?? 'Ja']), {
    world,
    name: more.name ?? 'patienter-2025-09-15.csv',
  });
const takeSips = () => takeIn(SIPS, { world });
const classes = (): readonly string[] =>
  rowsOf<{ class: string }>(world, 'SELECT class FROM sip ORDER BY case_no').map((row) => row.class);
const inbox = async () =>
  (
    await overgangJson<{ items: readonly { kind: string; references: readonly string[] }[] }>(
      ['inbox', '--as-of', AS_OF],
      world,
    )
  ).items
    .filter(({ kind }) => kind === 'protected-unknown')
    .flatMap(({ references }) => references);

describe.each(DAMAGED)('a protected person whose number is %j', (id) => {
  it.each(['first', 'last'])(
    'is kept apart with whoever has the name, and told: patients %s',
    async (order) => {
      const take =
        order === 'first' ? [() => takePatients(id), takeSips] : [takeSips, () => takePatients(id)];
      const attempts = [];
      for (const one of take) attempts.push(await one());
      expect(attempts.flatMap(({ file }) => file.findings.map(({ code }) => code))).toContain(
        'PROTECTED_PERSON_UNKNOWN',
      );
      expect(classes()).toEqual(['protected', 'protected', 'move-outside-vardtillfalle']);
      expect(await inbox()).toHaveLength(1);
      const lists = await handOutLists(world, AS_OF, 'ut', '--format', 'csv');
      const naming = lists.filter(({ path }) => /Öberg[^\n]*19(?:28|29)/u.test(readFileSync(path, 'utf8')));
      expect(naming.filter(({ step }) => !step.startsWith('skyddade'))).toEqual([]);
    },
  );
});

describe('whoever may be a protected person', () => {
  it('is explained as that, not as one who is', async () => {
    await takePatients(DAMAGED[0] ?? '');
    await takeSips();
    const { rule } = await overgangJson<{ rule: { code: string } }>(
      ['explain', 'SIP-2', '--as-of', AS_OF],
      world,
    );
    expect(rule.code).toBe('SIP_PROTECTED_PERHAPS');
  });

  it('is free again when a later list says who it was', async () => {
    await takePatients(DAMAGED[0] ?? '');
    await takeSips();
    await takePatients('19280628-9829', { name: 'patienter-2025-09-20.csv' });
    expect(classes()).toEqual(['protected', 'move-outside-vardtillfalle', 'move-outside-vardtillfalle']);
    expect(await inbox()).toEqual([]);
  });

  it('is free again when the list is set aside', async () => {
    await takeSips();
    await takePatients(DAMAGED[0] ?? '');
    await overgangDone(['undo', 'I-0002', '--yes', '--as-of', AS_OF], world);
    expect(new Set(classes())).toEqual(new Set(['move-outside-vardtillfalle']));
  });

  it('is nobody where the row says that nobody is protected', async () => {
    await takePatients(DAMAGED[0] ?? '', { isProtected: 'Nej' });
    await takeSips();
    expect(new Set(classes())).toEqual(new Set(['move-outside-vardtillfalle']));
    expect(await inbox()).toEqual([]);
  });
});

describe('a person who knows that it is another', () => {
  const FREE = 'move-outside-vardtillfalle';
  const decide = (id: string, ...more: readonly string[]) =>
    overgang(
      ['decide', id, '--as', 'not-protected', '--reason', 'Annan adress', '--by', 'Samordnaren', ...more],
      world,
    );
  beforeEach(async () => {
    await takePatients(DAMAGED[0] ?? '');
    await takeSips();
  });

  it('decides so: all cases of the person are free, and of nobody else; it is explained and logged', async () => {
    const { code, stdout } = await decide('SIP-2', '--as-of', AS_OF);
    expect([code, stdout]).toEqual([0, expect.stringContaining('beslutas som not-protected')]);
    expect(classes()).toEqual(['protected', FREE, FREE]);
    const explained = await overgang(['explain', 'SIP-2', '--as-of', AS_OF], world);
    expect(explained.stdout.replaceAll(/\s+/gu, ' ')).toContain(
      'personen är inte den skyddade med samma namn. Annan adress',
    );
    expect((await overgang(['log'], world)).stdout).toContain('Beslut att det inte är');
    // What nobody can tell is still asked about.
    expect(await inbox()).toHaveLength(1);
  });

  it('is heard through later lists, as long as it is the same person', async () => {
    await decide('SIP-2', '--as-of', AS_OF);
    await takePatients(DAMAGED[0] ?? '', { name: 'patienter-2025-09-20.csv' });
    expect(classes()[1]).toBe(FREE);
    await takeIn(sipText([{}, { Personnummer: '19410315-9812' }, { Kommun: 'Timrå' }]), {
      world,
      name: 'sip-2025-09-22.csv',
    });
    expect(classes()[1]).toBe('protected');
    const { stdout } = await overgang(['explain', 'SIP-2', '--as-of', AS_OF], world);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('gäller inte längre');
  });

  it.each([
    ['another number', [DAMAGED[2] ?? '']],
    ['the same number once more', [DAMAGED[0] ?? '', DAMAGED[0] ?? '']],
  ])('is asked again where a later list has another of the name: %s', async (_which, numbers) => {
    await decide('SIP-2', '--as-of', AS_OF);
    const others = numbers.map((number) => [number, 'ÅSA ÖBERG', 'Härnösand', 'Ja']);
    await takeIn(patients(...OTHERS, ...others), { world, name: 'patienter-2025-09-20.csv' });
    expect(classes()).toEqual(['protected', 'protected', FREE]);
    const { stdout } = await overgang(['explain', 'SIP-2', '--as-of', AS_OF], world);
    expect(stdout.replaceAll(/\s+/gu, ' ')).toContain('en annan rad säger sedan dess');
    // Who knows of that one, too, says so.
    await decide('SIP-2', '--as-of', AS_OF);
    expect(classes()[1]).toBe(FREE);
  });

  it('is asked again where another list, too, has one of the name; and not once that is set aside', async () => {
    await decide('SIP-2', '--as-of', AS_OF);
    const row = { Namn: 'Åsa Öberg', Personnummer: '1,92806E+11', 'Skyddade personuppgifter': 'Ja' };
    await takeIn(sipText([{}, { Personnummer: '19290505-9800' }, { Kommun: 'Timrå' }, row]), {
      world,
      name: 'sip-2025-09-22.csv',
    });
    expect(classes()[1]).toBe('protected');
    await overgangDone(['undo', 'I-0003', '--yes', '--as-of', AS_OF], world);
    expect(classes()[1]).toBe(FREE);
  });

  it('is heard as long as the protected case is the same, in whatever list it stands', async () => {
    const row = { Namn: 'Åsa Öberg', Personnummer: '1,92806E+11', 'Skyddade personuppgifter': 'Ja' };
    const sips = sipText([{}, { Personnummer: '19290505-9800' }, { Kommun: 'Timrå' }, row]);
    await takeIn(sips, { world, name: 'sip-2025-09-22.csv' });
    await decide('SIP-2', '--as-of', AS_OF);
    expect(classes()[1]).toBe(FREE);
    await takeIn(sips.replace('2025-03-04', '2025-09-20'), { world, name: 'sip-2025-09-25.csv' });
    expect(classes()[1]).toBe(FREE);
  });

  it('says so of a vårdtillfälle as well', async () => {
    await importList(world, 'vardtillfalle', '2025-09-20', [
      { Personnummer: '19290505-9800', Namn: 'Åsa Öberg', Kommun: 'Härnösand' },
    ]);
    const { code } = await decide('VT-1', '--as-of', AS_OF);
    expect([code, classes().map((one) => one === 'protected')]).toEqual([0, [true, false, false]]);
  });

  it('is asked again where the list that it rests on is set aside', async () => {
    await takeIn(SIPS, { world, name: 'sip-2025-09-22.csv' });
    await decide('SIP-2', '--as-of', AS_OF);
    expect(classes()[1]).toBe(FREE);
    await overgangDone(['undo', 'I-0003', '--yes', '--as-of', AS_OF], world);
    expect(classes()[1]).toBe('protected');
  });

  it('is heard through later lists where it says nothing of whom it was held against, as older words do', async () => {
    await decide('SIP-2', '--as-of', AS_OF);
    changeSealed(world, `UPDATE event SET data = replace(data, ',"namesakes":[[1,4]]', '')`);
    expect(rowsOf(world, "SELECT 1 FROM event WHERE data LIKE '%namesakes%'")).toEqual([]);
    const others = [DAMAGED[0] ?? '', DAMAGED[2] ?? ''].map((id) => [id, 'ÅSA ÖBERG', 'Härnösand', 'Ja']);
    await takeIn(patients(...OTHERS, ...others), { world, name: 'patienter-2025-09-20.csv' });
    expect(classes()[1]).toBe(FREE);
  });

  it('is not heard against a list that says so of the person', async () => {
    await decide('SIP-2', '--as-of', AS_OF);
    await takeIn(
      patients(
        ...OTHERS,
        [DAMAGED[1] ?? '', 'ÅSA ÖBERG', 'Härnösand', 'Ja'],
        ['19290505-9800', 'Åsa Öberg', 'Härnösand', 'Ja'],
      ),
      {
        world,
        name: 'patienter-2025-09-20.csv',
      },
    );
    expect(classes()[1]).toBe('protected');
  });

  it('can be undone, and the undoing too; a trial writes nothing', async () => {
    await decide('SIP-2', '--as-of', AS_OF, '--dry-run');
    expect(classes()[1]).toBe('protected');
    await decide('SIP-2', '--as-of', AS_OF);
    await overgangDone(['undo', '--yes', '--as-of', AS_OF], world);
    expect(classes()[1]).toBe('protected');
    const undone = rowsOf<{ seq: number }>(world, "SELECT max(seq) AS seq FROM event WHERE type = 'undone'");
    await overgangDone(['undo', String(undone[0]?.seq), '--yes', '--as-of', AS_OF], world);
    expect(classes()[1]).toBe(FREE);
  });

  it('is asked for nothing where nobody may be meant, or a list says so', async () => {
    await takePatients('19280628-9829', { name: 'patienter-2025-09-20.csv' });
    for (const id of ['SIP-1', 'SIP-3']) {
      const { code, stderr } = await decide(id, '--as-of', AS_OF);
      expect([code, stderr]).toEqual([2, expect.stringContaining('kanske är en skyddad person')]);
    }
  });
});

describe('a row that becomes no case, and says who it is', () => {
  it('protects the person by the number: without an id, or contradicted by another row', async () => {
    const row = { Namn: 'Lars Ek', Kommun: 'Timrå', Personnummer: '19380612-9809' };
    await takeIn(
      sipText([
        { ...row, 'SIP-id': '', 'Skyddade personuppgifter': 'Ja' },
        { Personnummer: '19410315-9812', 'SIP-id': 'SIP-9', 'Skyddade personuppgifter': 'Ja' },
        { 'SIP-id': 'SIP-9' },
      ]),
      { world },
    );
    await takeIn(patients(...OTHERS), { world, name: 'patienter-2025-09-20.csv' });
    const lists = await handOutLists(world, AS_OF, 'ut', '--format', 'csv');
    const naming = lists.filter(({ path }) => /L Ek|M Sjödin/u.test(readFileSync(path, 'utf8')));
    expect(naming.filter(({ step }) => !step.startsWith('skyddade'))).toEqual([]);
  });
});
