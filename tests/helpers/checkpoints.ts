import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finishBag } from '../../src/files/bag/write-bag.ts';
import { overgang, overgangDone, type World } from './cli.ts';
import { newFolder } from './folder.ts';
import { REGION, SIP_OCTOBER, VARDTILLFALLEN_OCTOBER } from './lists.ts';
import { importLists, regionRegister } from './region.ts';
import { emptyRegister, importSips, PNR } from './sip-lists.ts';

/** The played region, to the day of read-only and the day of archiving. */
export const READ_ONLY = '2025-10-16';
export const ARCHIVE = '2025-10-23';

export const hasTool = (name: string, ...args: readonly string[]): boolean => {
  try {
    execFileSync(name, args, { stdio: 'ignore' });
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ENOENT');
  }
};

/** Closed by hand on the day before: the last one. */
export const CLOSER = 'systemförvaltaren';

/** All parties are done: without it nobody can say that a SIP which is to be moved is closed. */
async function moved(world: World, id: string): Promise<void> {
  const mark = ['mark', id, 'sip-moved', '--note', 'alla parter klara', '--on', '2025-10-15'];
  await overgangDone([...mark, '--as-of', READ_ONLY], world);
}

/** A register with all lists, a SIP closed by hand, and the two checkpoints `lasl` and `arkiv`. */
export async function checkpointedRegion(): Promise<World & { readonly lastClosed: string }> {
  const world = await regionRegister();
  await importLists(world, [SIP_OCTOBER, VARDTILLFALLEN_OCTOBER], READ_ONLY);
  const lastClosed = /SIP-\d+/u.exec(readFileSync(join(REGION, SIP_OCTOBER), 'latin1'))?.[0] ?? '';
  await moved(world, lastClosed);
  await overgangDone(
    [
      ...['mark', lastClosed, 'closed-in-prator', '--note', 'avslutad vid genomgång', '--on', '2025-10-15'],
      ...['--by', CLOSER, '--as-of', READ_ONLY],
    ],
    world,
  );
  await overgangDone(
    [...createArgs('read-only', 'lasl', READ_ONLY), '--at', '2025-10-16T17:00', '--sources', REGION],
    {
      ...world,
      now: '2025-10-16T15:05:00.000Z',
    },
  );
  await overgangDone(createArgs('archive', 'arkiv', ARCHIVE), { ...world, now: '2025-10-23T08:00:00.000Z' });
  return { ...world, lastClosed };
}

/** A register with few cases and the checkpoint `lasl`: small enough to be harmed in every way. */
export async function smallCheckpoint(): Promise<World & { readonly lastClosed: string }> {
  const world = await emptyRegister();
  const write = (name: string, lines: readonly string[]): string => {
    writeFileSync(join(world.cwd, name), `${lines.join('\n')}\n`);
    return name;
  };
  const enheter = write('enheter.csv', [
    'Enhet;Enhetstyp;Kommun;Huvudman/verksamhet',
    'Hälsocentralen Granen;Hälsocentral;Timrå;Primärvård',
    'Hälsocentralen Tallen;Hälsocentral;Ånge;Primärvård',
    'Hemvården;Hemtjänst;Timrå;Kommun',
  ]);
  const patienter = write('prator-patienter-2025-09-15.csv', [
    'Personnummer;Namn;Kommun;Boendeform',
    ...Object.values(PNR).map((number) => `${number};"Nordström; Märta";Timrå;Särskilt boende`),
  ]);
  await overgangDone(['import', enheter, patienter, '--as-of', '2025-09-15'], world);
  const ids = Array.from({ length: 12 }, (_, at) => `SIP-${100 + at}`);
  await importSips(
    world,
    '2025-09-15',
    ids.map((id) => ({ id, pnr: PNR.eva })),
  );
  await importSips(
    world,
    '2025-10-08',
    ids.slice(2).map((id) => ({ id, pnr: PNR.eva })),
  );
  const lastClosed = 'SIP-105';
  await moved(world, lastClosed);
  await overgangDone(
    [
      ...['mark', lastClosed, 'closed-in-prator', '--note', 'avslutad vid genomgång', '--on', '2025-10-15'],
      ...['--by', CLOSER, '--as-of', READ_ONLY],
    ],
    world,
  );
  await overgangDone([...createArgs('read-only', 'lasl', READ_ONLY), '--sources', '.'], {
    ...world,
    now: '2025-10-16T15:05:00.000Z',
  });
  return { ...world, lastClosed };
}

export function createArgs(kind: string, folder: string, asOf: string): readonly string[] {
  return [
    ...['checkpoint', 'create', '--kind', kind, '--by', 'Eva Exempel', '--role', 'systemförvaltare'],
    ...['--statement', 'Prator är satt i läsläge', '-o', folder, '--as-of', asOf],
  ];
}

export interface Verdict {
  readonly ok: boolean;
  readonly problems: readonly { readonly what: string; readonly where: string; readonly code: string }[];
  readonly warnings: readonly { readonly where: string; readonly code: string }[];
}

export async function verdictOn(world: World, ...folders: readonly string[]): Promise<Verdict> {
  const { code, stdout, stderr } = await overgang(['checkpoint', 'verify', ...folders, '--json'], world);
  if (stdout === '') throw new Error(stderr);
  const verdict = JSON.parse(stdout) as Verdict;
  if (verdict.ok !== (code === 0)) throw new Error(`exit ${code} with ok ${String(verdict.ok)}`);
  return verdict;
}

/** A copy of a bag, to be harmed. */
export function copyOfBag(folder: string): string {
  const copy = join(newFolder(), 'kopia');
  cpSync(folder, copy, { recursive: true });
  return copy;
}

/** What a checkpoint is told to have where one of its files is gone, and where that is made a link. */
export async function toldWithout(
  world: World,
  folder: string,
  path: string,
): Promise<Readonly<Record<'gone' | 'linked', Verdict['problems']>>> {
  const harmed = copyOfBag(folder);
  rmSync(join(harmed, path));
  const gone = (await verdictOn(world, harmed)).problems;
  symlinkSync(join(folder, path), join(harmed, path));
  return { gone, linked: (await verdictOn(world, harmed)).problems };
}

/** Makes the manifests anew over whatever the folder holds now: what somebody who rewrites everything would do. */
export async function resealed(folder: string): Promise<void> {
  const info = readFileSync(join(folder, 'bag-info.txt'), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('Payload-Oxum'))
    .map((line): [string, string] => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  for (const name of ['bag-info.txt', 'bagit.txt', 'manifest-sha512.txt', 'tagmanifest-sha512.txt'])
    rmSync(join(folder, name), { force: true });
  await finishBag(folder, info);
}
