import { basename } from 'node:path';
import type { Lock } from '../../domain/checkpoints/lock.ts';
import { noFates, type FateCounts } from '../../domain/fates/fates.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import { FINDINGS, type Finding } from '../../domain/validation/finding-catalogue.ts';
import type { Register } from '../../register/file/register.ts';
import { eventsOfType, eventWriter } from '../../register/log/events.ts';
import { headOfReport, type ImportReport, type ImportRequest } from './import-report.ts';
import { plainRowsOf } from './plain-rows-of-list.ts';
import type { RecognisedList } from './recognise-list.ts';

const HELD = 'import-held';

/** What a held list is known by: the same one is noted once for each lock. */
interface HeldData {
  readonly file: string;
  readonly sha256: string;
  readonly kind: KindName;
  readonly exportedOn: string;
  readonly rows: number;
  readonly checkpoint: string;
}

/**
 * Reads a list that the lock keeps out: every row is accounted for, and nothing of it is kept but that it came. It is
 * no source, so that a later list makes no case gone by it, and goes in as any other once the register is unlocked.
 */
export async function holdLockedList(
  register: Register,
  request: ImportRequest,
  list: RecognisedList,
  lock: Lock,
): Promise<ImportReport> {
  const { db, profile } = register;
  const { exportedOn } = list;
  const { rows, fates } = await countRows(register, request, list);
  const { kind } = list.columns;
  const { sha256 } = list.table.facts;
  const file = basename(request.path);
  const data: HeldData = { file, sha256, kind, exportedOn, rows, checkpoint: lock.checkpoint };
  const isSame = ({ data: noted }: { readonly data: string }): boolean => {
    const before = JSON.parse(noted) as HeldData;
    return before.sha256 === sha256 && before.kind === kind && before.exportedOn === exportedOn;
  };
  if (!eventsOfType(db, HELD).some((event) => event.seq > lock.seq && isSame(event)))
    eventWriter(db, request.writer)({ type: HELD, effectiveOn: exportedOn, data });
  const finding: Finding = {
    code: 'LIST_AFTER_READ_ONLY',
    severity: FINDINGS.LIST_AFTER_READ_ONLY.severity,
    row: null,
    column: null,
    detail: `uttag ${exportedOn}, ${profile.source} i läsläge sedan ${lock.since} enligt ${lock.checkpoint}`,
  };
  return {
    ...headOfReport(register.profile, request, list),
    sourceNo: 0,
    rows,
    fates,
    findings: [{ code: finding.code, severity: finding.severity, column: null, count: 1, first: [finding] }],
    gone: 0,
    alreadyImportedAt: null,
    heldBy: lock,
    mending: null,
  };
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
    onProgress?.(rows);
  }
  return { rows, fates };
}
