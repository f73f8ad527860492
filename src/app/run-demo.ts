import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { dressedFor, dressedKommuner } from '../demo/dressed-lists.ts';
import { generateRegion } from '../demo/region-lists.ts';
import { targetListsOf } from '../demo/target-lists.ts';
import type { Profile } from '../domain/profile/profile-schema.ts';
import { WHOLE } from '../domain/coverage/coverage.ts';
import type { Status } from '../domain/tracking/status.ts';
import { writeFileAtomically } from '../files/put/atomic-write.ts';
import type { ReaderProcess } from '../files/reading/open-table.ts';
import type { Writer } from '../register/log/events.ts';
import { openClassifier } from './cases/classifier.ts';
import { createRegisterWithProfile } from './create-register.ts';
import { handOut, type HandOutReport } from './worklists/hand-out.ts';
import { importList } from './lists/import-list.ts';
import type { ImportReport } from './lists/import-report.ts';
import { loadProfile } from './load-profile.ts';
import { takeReadiness } from './readiness/take-readiness.ts';
import { takeStatus, WHOLE_REGION } from './cases/take-status.ts';
import { writeReadiness } from './readiness/write-readiness.ts';
import { kindLabel } from '../domain/profile/fill-text.ts';

interface DemoRequest {
  /** A shipped profile's name, or a file. */
  readonly profile: string;
  readonly path: (written: string) => string;
  readonly folder: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly readerProcess: ReaderProcess;
  readonly inTurn: (
    tasks: readonly { readonly title: string; readonly run: () => Promise<string> }[],
  ) => Promise<void>;
  readonly line: (report: ImportReport & { readonly kindLabel: string }) => string;
}

interface Demo {
  readonly registerPath: string;
  /** The cut-over report, as a page. */
  readonly reportPath: string;
  readonly profile: Profile;
  /** One of the kommuner, to look at first. */
  readonly kommun: string;
  readonly status: Status;
  readonly handOut: HandOutReport;
  /** A case with something to explain. */
  readonly sipToExplain: string;
}

/** Control totals are compared, not taken in as a list of cases. */
const isCaseList = ({ fileName }: { readonly fileName: string }): boolean =>
  !fileName.startsWith('kontrollsummor');

/** Writes a fictional region's lists into a folder and goes the whole way with them. */
export async function writeDemo({
  profile: asked,
  path,
  folder,
  asOf,
  writer,
  readerProcess,
  inTurn,
  line,
}: DemoRequest): Promise<Demo> {
  const listFolder = join(folder, 'listor');
  const registerPath = join(folder, 'overgang.sqlite');
  await mkdir(listFolder, { recursive: true, mode: 0o700 });
  await rm(registerPath, { force: true });
  // Nobody in the demonstration is real: its lists say so.
  const profile: Profile = { ...(await loadProfile(asked, path)), environment: 'training' };
  const region = generateRegion();
  const lists = dressedFor(region.lists, profile);
  const ofTarget = targetListsOf(region, profile);
  for (const { fileName, bytes } of [...lists, ...ofTarget])
    await writeFileAtomically(join(listFolder, fileName), bytes, { force: true });

  const register = createRegisterWithProfile(registerPath, profile, writer, asOf);
  try {
    await inTurn(
      [...lists.filter(isCaseList), ...ofTarget.filter(({ takenOn }) => takenOn <= asOf)].map(
        ({ fileName }) => ({
          title: fileName,
          run: async () => {
            const report = await importList(register, {
              path: join(listFolder, fileName),
              kind: null,
              mapping: null,
              exportedOn: null,
              asOf,
              writer,
              readerProcess,
              word: {
                covers: WHOLE,
                isWhole: true,
                by: writer.by,
                reason: 'Demonstrationens listor är hela.',
              },
            });
            return line({ ...report, kindLabel: kindLabel(report.kind, profile) });
          },
        }),
      ),
    );
    const handedOut = await handOut(register, {
      folder: join(folder, 'arbetslistor'),
      steps: null,
      kommun: null,
      part: null,
      unit: null,
      formats: ['xlsx'],
      showsPersonnummer: false,
      asOf,
      writer,
      force: true,
      isDryRun: false,
    });
    const undecided = [...openClassifier(register, asOf).sips()].find(
      ({ classification }) => classification.also.length > 0,
    );
    const reportPath = join(folder, 'lagesrapport.html');
    const report = takeReadiness(register, asOf, { milestone: null, since: null, watermark: null });
    await writeReadiness(reportPath, report, 'html', { force: true });
    return {
      registerPath,
      reportPath,
      profile,
      kommun: dressedKommuner(profile).get('2281')?.name ?? '',
      status: takeStatus(register, asOf, WHOLE_REGION),
      handOut: handedOut,
      sipToExplain: undecided?.row.key ?? '',
    };
  } finally {
    register.close();
  }
}
