import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { overgang, overgangJson, type World } from './helpers/cli.ts';
import { filledCopy, handOutLists, openList } from './helpers/filled-lists.ts';
import { statesOfOrders } from './helpers/orders.ts';
import { PATIENCE } from './helpers/memory.ts';
import { emptyRegister } from './helpers/sip-lists.ts';
import { importList } from './helpers/small-lists.ts';
import { workbookReader } from './helpers/workbook-reader.ts';

let readerProcess: NonNullable<World['readerProcess']>;
let world: World;

beforeAll(async () => {
  readerProcess = await workbookReader();
});
beforeEach(async () => {
  world = { ...(await emptyRegister()), readerProcess };
  await importList(world, 'enhet', '2025-09-15', [
    { Enhet: 'Medicinavdelning 2', Enhetstyp: 'vårdavdelning somatik', 'Huvudman/verksamhet': 'Slutenvård' },
    {},
  ]);
});

type Answer = Readonly<Record<string, string | Date>>;

/** Fills in every row of the lists of some steps, by step. */
async function filled(day: string, answers: Readonly<Record<string, Answer>>): Promise<readonly string[]> {
  const files: string[] = [];
  for (const [at, { path, step }] of (await handOutLists(world, day, 'ut')).entries()) {
    const answer = answers[step];
    if (answer === undefined) continue;
    const { tokens } = await openList(path);
    const copy = join(world.cwd, `svar-${String(at)}-${step}.xlsx`);
    files.push(await filledCopy(path, copy, Object.fromEntries(tokens.map((token) => [token, answer]))));
  }
  return files;
}

/** All that people look at: the figures, each gate, what waits for a person, the class and rule of each case, each list. */
async function stateOn(of: World, day: string, ids: readonly string[]): Promise<unknown> {
  const at = ['--as-of', day];
  const { stdout } = await overgang(['readiness', '--json', ...at], of);
  const { gates } = JSON.parse(stdout) as { gates: readonly { id: string; value: number | null }[] };
  const { items } = await overgangJson<{ items: readonly { kind: string; step: string }[] }>(
    ['inbox', ...at],
    of,
  );
  const classes = [];
  for (const id of ids) {
    const { class: name, rule } = await overgangJson<{ class: string; rule: { code: string } }>(
      ['explain', id, ...at],
      of,
    );
    classes.push([id, name, rule.code]);
  }
  return [
    await overgangJson(['status', ...at], of),
    gates.map(({ id, value }) => [id, value]),
    items.map(({ kind, step }) => `${kind} ${step}`).sort(),
    classes,
    (await handOutLists(of, day, 'igen', '--format', 'csv')).map(({ step, rows }) => [step, rows]),
  ];
}

describe('lists of a scenario lead to one state, in every order of their coming back', () => {
  it(
    'of patients whose boende or kommun nobody knows, and of one who is to be registered',
    async () => {
      const day = '2025-09-20';
      await importList(world, 'patient', '2025-09-15', [
        { Boendeform: 'Korttidsboende' },
        { who: 'ulla', Kommun: '' },
        { who: 'rune' },
      ]);
      const files = await filled(day, {
        '1': { 'Registrerad i Lifecare SP': new Date(day) },
        'beslut-patienter': { 'Registrerad i Lifecare SP': new Date(day), Status: 'Klar' },
      });
      expect(files).toHaveLength(3);
      const states = await statesOfOrders(world, files, day, (copy) => stateOn(copy, day, []));
      expect(states).toHaveLength(1);
      expect(states[0]).toContain('["steg-1-registrerade",0]');
    },
    PATIENCE,
  );

  it(
    'of a patient whose kommun or hälsocentral the target does not reach: reserv instead of steps 2–4',
    async () => {
      const day = '2025-10-01';
      await importList(world, 'vardtillfalle', '2025-09-30', [
        { Kommun: 'Umeå' },
        { Vårdtillfälle: 'VT-2', who: 'eva', Hälsocentral: 'Hälsocentralen i Umeå' },
      ]);
      await importList(world, 'meddelande', '2025-09-30', []);
      const files = await filled(day, {
        '2-somatik': { 'Registrerad i Lifecare SP': new Date(day) },
        '4a': { 'Frågor besvarade': 'Ja' },
        '5': { Status: 'Pågår' },
        reserv: { Status: 'Klar' },
      });
      expect(files).toHaveLength(4);
      const states = await statesOfOrders(world, files, day, (copy) => stateOn(copy, day, ['VT-1', 'VT-2']));
      expect(states).toHaveLength(1);
      expect(states[0]).toContain('["steg-2-startade",0]');
    },
    PATIENCE,
  );

  it(
    'of a SIP whose meeting was held within the bound, and of one that nothing has happened to',
    async () => {
      const day = '2025-10-03';
      await importList(world, 'sip', '2025-09-29', [
        { Startad: '2023-01-02', 'Senast ändrad': '2023-03-04', Möte: '2025-09-28' },
        { 'SIP-id': 'SIP-2', who: 'eva', Startad: '2023-01-02', 'Senast ändrad': '2023-03-04' },
        { 'SIP-id': 'SIP-3', who: 'ulla', Samordningsansvar: '' },
      ]);
      const files = await filled(day, {
        '6': { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date(day) },
        stada: { 'Avslutad i Prator': new Date(day) },
        beslut: { Status: 'Behöver hjälp' },
      });
      expect(files).toHaveLength(3);
      const ids = ['SIP-1', 'SIP-2', 'SIP-3'];
      const states = await statesOfOrders(world, files, day, (copy) => stateOn(copy, day, ids));
      expect(states).toHaveLength(1);
      expect(states[0]).toContain('"SIP-3","needs-decision"');
    },
    PATIENCE,
  );

  it(
    'of what was begun in Prator after the start in Lifecare SP',
    async () => {
      const day = '2025-10-08';
      await importList(world, 'vardtillfalle', day, [{ Inskriven: '2025-09-30 00:01' }]);
      await importList(world, 'sip', day, [{ 'SIP-id': 'SIP-1', who: 'ulla', Startad: '2025-10-02' }]);
      await importList(world, 'meddelande', day, []);
      const files = await filled(day, {
        '2-somatik': { 'Registrerad i Lifecare SP': new Date(day) },
        '6': { 'Alla parter klara': 'Ja', 'Avslutad i Prator': new Date(day) },
        'fel-system-vardtillfallen': { Status: 'Klar' },
        'fel-system-sip': { Status: 'Behöver hjälp' },
      });
      expect(files).toHaveLength(4);
      const states = await statesOfOrders(world, files, day, (copy) => stateOn(copy, day, ['VT-1', 'SIP-1']));
      expect(states).toHaveLength(1);
      expect(states[0]).toContain('SIP_ATTESTED_CLOSED');
    },
    PATIENCE,
  );
});
