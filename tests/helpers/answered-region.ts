import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { overgangDone, overgangJson, type World } from './cli.ts';
import { registerPath } from './database.ts';
import { handOutLists, returnFiles } from './filled-lists.ts';
import { newFolder } from './folder.ts';
import { databaseOf } from './on-server.ts';
import { copyOf as copyOfShared, importLists, regionRegister } from './region.ts';
import { SIP_OCTOBER, VARDTILLFALLEN_OCTOBER } from './lists.ts';

const ANSWERED_ON = '2025-10-02';

/** A text may hold the delimiter. */
export const cellsOf = (line: string): string[] => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/u);

/** What is answered on the lists of a step, by the row's number: some rows done, some in need of help. */
const ANSWERS: Readonly<Record<string, (row: number) => Readonly<Record<string, string>>>> = {
  '1': (row) => (row % 2 === 0 ? { 'Registrerad i Lifecare SP': '2025-09-26' } : help(row)),
  '2-somatik': (row) => (row % 3 === 0 ? { 'Registrerad i Lifecare SP': '2025-09-30' } : help(row)),
  '3-primarvard': (row) => (row % 2 === 0 ? { 'Frågor besvarade': 'Ja' } : { Status: 'Inte aktuell' }),
  '4b': (row) =>
    row % 2 === 0
      ? {
          'Sjuksköterska har svarat': 'Ja',
          'Arbetsterapeut har svarat': 'Ej aktuellt',
          'Fysioterapeut har svarat': 'Ja',
        }
      : { 'Sjuksköterska har svarat': 'Ja' },
  '5': (row) => (row % 5 === 0 ? { 'Avslutad i Prator': ANSWERED_ON } : {}),
  '6': (row) => (row % 3 === 0 ? { 'Alla parter klara': 'Ja', 'Avslutad i Prator': ANSWERED_ON } : help(row)),
  stada: (row) => (row % 4 === 0 ? { 'Avslutad i Prator': '2025-10-01' } : {}),
  beslut: (row) => (row % 2 === 0 ? { Status: 'Klar' } : {}),
  kvittera: (row) => (row % 4 === 0 ? { Kvitterat: ANSWERED_ON } : help(row)),
};

function help(row: number): Readonly<Record<string, string>> {
  return row % 7 === 1 ? { Status: 'Behöver hjälp' } : {};
}

async function makeAnswered(): Promise<string> {
  const world = await regionRegister();
  // One kommun works ahead of the others.
  const lists = await handOutLists(world, ANSWERED_ON, 'ut', '--format', 'csv', '--kommun', 'Örnsköldsvik');
  const filled: string[] = [];
  for (const { step, paths } of lists) {
    const path = paths[0] ?? '';
    const answersOf = ANSWERS[step];
    if (answersOf === undefined) continue;
    const [header = '', ...rows] = readFileSync(path, 'utf8').trimEnd().split('\r\n');
    const headers = cellsOf(header);
    const written = rows.map((row, at) => {
      const cells = cellsOf(row);
      for (const [name, value] of Object.entries(answersOf(at))) {
        const column = headers.indexOf(`"${name}"`);
        if (column < 0) throw new Error(`${path}: no column ${name}`);
        cells[column] = value;
      }
      return cells.join(';');
    });
    writeFileSync(path, [header, ...written, ''].join('\r\n'));
    filled.push(path);
  }
  await returnFiles(world, ANSWERED_ON, ...filled);

  // The same list answered otherwise by somebody else: held until a person decides.
  const sixth = lists.find(({ step, rows }) => step === '6' && rows > 10)?.paths[0] ?? '';
  const contradicting = readFileSync(sixth, 'utf8').replaceAll(';Behöver hjälp;', ';Inte aktuell;');
  const copy = join(world.cwd, 'annan.csv');
  writeFileSync(copy, contradicting);
  await returnFiles(world, ANSWERED_ON, copy);

  const rows = async (cohort: string): Promise<readonly { readonly reference: string }[]> =>
    (
      await overgangJson<{ rows: readonly { readonly reference: string }[] }>(
        ['readiness', '--rows', cohort, '--as-of', ANSWERED_ON],
        world,
      )
    ).rows;
  const by = async (...args: string[]): Promise<void> => {
    await overgangDone([...args, '--as-of', '2025-10-03'], world);
  };
  const open = await rows('sip-open');
  const starting = await rows('step-2-left');
  for (const sip of open.slice(0, 2)) await by('mark', sip.reference, 'sip-moved', '--note', 'prov');
  await by('mark', open[0]?.reference ?? '', 'closed-in-prator', '--note', 'prov', '--on', '2025-10-03');
  await by(
    'mark',
    starting[0]?.reference ?? '',
    'registered-in-lifecare',
    '--note',
    'prov',
    '--on',
    '2025-10-03',
  );
  await by('decide', open[1]?.reference ?? '', '--as', 'closed', '--reason', 'prov');
  await by('decide', open[2]?.reference ?? '', '--as', 'needs-decision', '--reason', 'prov');
  return registerPath(world);
}

/**
 * A copy of the region's register of September, worked on: lists handed out and back, marks and decisions by hand. It is
 * worked on once a run.
 */
export const answeredRegion = (): Promise<World> => copyOfShared('answered.sqlite', makeAnswered);

async function makeOctober(): Promise<string> {
  const world = await answeredRegion();
  await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], '2025-10-08');
  return registerPath(world);
}

/** The same with the lists of 8 October. */
export const octoberRegion = (): Promise<World> => copyOfShared('october.sqlite', makeOctober);

export function copyOf(world: World): World {
  const folder = newFolder();
  copyFileSync(join(world.cwd, 'overgang.sqlite'), join(folder, 'overgang.sqlite'));
  databaseOf(join(folder, 'overgang.sqlite'));
  return { ...world, cwd: folder };
}
