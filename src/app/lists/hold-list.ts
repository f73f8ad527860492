import { basename } from 'node:path';
import type { Lock } from '../../domain/checkpoints/lock.ts';
import { PLAIN_HOLD, WAYS_FOR_DAY, type HeldList } from '../../domain/coverage/held-list.ts';
import { noFates, type FateCounts } from '../../domain/fates/fates.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { FINDINGS, type FindingGroup, type SystemNames } from '../../domain/validation/finding-catalogue.ts';
import type { Register } from '../../register/file/register.ts';
import { eventsOfType, eventWriter } from '../../register/log/events.ts';
import { headOfReport, type ImportReport, type ImportRequest } from './import-report.ts';
import { plainRowsOf } from './plain-rows-of-list.ts';
import type { RecognisedList } from './recognise-list.ts';

/** Why a list's day keeps it out; null where it does not. */
export function dayHold(
  { asOf }: ImportRequest,
  { exportedOn, dayUnclear }: RecognisedList,
): HeldList | null {
  const held = (code: HeldList['code'], detail: string): HeldList => ({
    ...PLAIN_HOLD,
    code,
    detail,
    ways: WAYS_FOR_DAY,
  });
  if (dayUnclear !== null) return held('LIST_DAY_UNCLEAR', dayUnclear);
  return exportedOn > asOf ? held('LIST_FROM_THE_FUTURE', `${exportedOn}, efter ${asOf}`) : null;
}

/** What the report of a held list says besides the list itself: every row accounted for, and none taken in. */
export function heldReport(
  systems: SystemNames,
  request: ImportRequest,
  list: RecognisedList,
  held: HeldList,
  { rows, fates }: { readonly rows: number; readonly fates: FateCounts },
  findings: readonly FindingGroup[] = [],
): ImportReport {
  const { code, detail } = held;
  const { severity } = FINDINGS[code];
  const finding = { code, severity, row: null, column: null, detail };
  return {
    ...headOfReport(systems, request, list),
    sourceNo: 0,
    rows,
    fates,
    findings: [{ code, severity, column: null, count: 1, first: [finding] }, ...findings],
    gone: 0,
    goneUnexplained: [],
    waitsFor: 0,
    perKommun: [],
    alreadyImportedAt: null,
    held,
    mending: null,
  };
}

/** The fates of rows that were looked at and not taken in. */
export function asExcluded(fates: FateCounts): FateCounts {
  const { new: added, changed, unchanged, duplicate, rejected, excluded, blank, title, footer } = fates;
  return {
    ...noFates(),
    excluded: added + changed + unchanged + duplicate + rejected + excluded,
    blank,
    title,
    footer,
  };
}

/** Reads a list and takes nothing of it in: every row is accounted for. */
export async function holdList(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  held: HeldList,
): Promise<ImportReport> {
  return heldReport(register.profile, request, list, held, await countRows(register, request, list));
}

const HELD = 'import-held';

/** What a locked-out list is known by: the same one is noted once for each lock. */
interface HeldData {
  readonly file: string;
  readonly sha256: string;
  readonly kind: KindName;
  readonly exportedOn: string;
  readonly rows: number;
  readonly checkpoint: string;
}

/**
 * Reads a list that the lock keeps out; nothing of it is kept but that it came. It is no source, so that a later list
 * makes no case gone by it, and goes in as any other once the register is unlocked.
 */
export async function holdLockedList(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  lock: Lock,
): Promise<ImportReport> {
  const { db, profile } = register;
  const { exportedOn } = list;
  const counted = await countRows(register, request, list);
  const { kind } = list.columns;
  const { sha256 } = list.table.facts;
  const file = basename(request.path);
  const data: HeldData = { file, sha256, kind, exportedOn, rows: counted.rows, checkpoint: lock.checkpoint };
  const isSame = ({ data: noted }: { readonly data: string }): boolean => {
    const before = JSON.parse(noted) as HeldData;
    return before.sha256 === sha256 && before.kind === kind && before.exportedOn === exportedOn;
  };
  if (!eventsOfType(db, HELD).some((event) => event.seq > lock.seq && isSame(event)))
    eventWriter(db, request.writer)({ type: HELD, effectiveOn: exportedOn, data });
  const held: HeldList = {
    code: 'LIST_AFTER_READ_ONLY',
    detail: `uttag ${exportedOn}, ${profile.source} i läsläge sedan ${lock.since} enligt ${lock.checkpoint}`,
    missing: [],
    signs: [],
    ways: [
      {
        option: 'checkpoint unlock --by NAMN --reason SKÄL',
        text: 'Är läsläget fel: häv det, och läs in listan igen.',
      },
    ],
    lock: { checkpoint: lock.checkpoint, since: lock.since },
  };
  return heldReport(profile, request, list, held, counted);
}

/** Every row with its fate, where none is taken in. */
async function countRows(
  { profile }: Register,
  { onProgress }: ImportRequest,
  list: RecognisedList,
): Promise<{ readonly rows: number; readonly fates: FateCounts }> {
  const fates = noFates();
  const plainRow = plainRowsOf(list, profile);
  let rows = 0;
  for await (const batch of list.table.batches()) {
    for (const { row, cells } of batch) {
      rows += 1;
      fates[plainRow(row, cells)?.fate ?? 'excluded'] += 1;
    }
    onProgress?.(rows, list.table.facts.rows);
  }
  return { rows, fates };
}
