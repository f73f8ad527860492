import { basename } from 'node:path';
import {
  compareTotals,
  type SipCell,
  type TotalsComparison,
} from '../../domain/reconciliation/compare-totals.ts';
import { parseControlTotals, type ControlTotals } from '../../domain/reconciliation/control-totals.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { openTable, type RawRow, type ReaderProcess } from '../../files/reading/open-table.ts';
import { casesAsOf } from '../../register/cases/cases.ts';
import { casesOnLists } from '../../register/cases/reconciliation.ts';
import type { Register } from '../../register/file/register.ts';
import { refuseNamedPerson } from '../guards/refuse-named-person.ts';
import { UserError } from '../../text/errors.ts';
import { asFileError } from '../lists/recognise-list.ts';
import { takeStatus, WHOLE_REGION } from '../cases/take-status.ts';

/** More rows than any table of sums has: a list of cases was given by mistake. */
const MOST_ROWS = 200;

/**
 * Reads a file of control totals.
 *
 * @throws UserError where it can not be read, or is no such table
 */
export async function loadControlTotals(
  path: string,
  profile: Profile,
  readerProcess: ReaderProcess,
): Promise<ControlTotals> {
  refuseNamedPerson(path);
  const rows: RawRow[] = [];
  try {
    const table = await openTable(path, { readerProcess });
    for await (const batch of table.batches()) {
      rows.push(...batch);
      if (rows.length > MOST_ROWS) throw new UserError('TOTALS_NOT_A_TABLE', { file: basename(path) });
    }
  } catch (error) {
    throw asFileError(error, path);
  }
  const parsed = parseControlTotals(rows, profile);
  if ('fault' in parsed) throw new UserError(parsed.fault, { file: basename(path) });
  return parsed.totals;
}

/** Control totals against the SIPs of the register that are open on a day. */
export function compareWithRegister(
  register: Register,
  totals: ControlTotals,
  asOf: string,
): TotalsComparison {
  const { matrix } = takeStatus(register, asOf, WHOLE_REGION).sips;
  return compareTotals(
    totals,
    matrix.map(({ part, kommun, open }) => ({ part, kommun, cases: open })),
  );
}

/** Control totals against the ongoing SIPs of some lists of one day, each case counted once. */
export function compareWithLists(
  { db }: Register,
  totals: ControlTotals,
  lists: { readonly exportedOn: string; readonly sourceNos: readonly number[] },
): TotalsComparison {
  const onList = casesOnLists(db, lists.sourceNos);
  const counts = new Map<string, SipCell>();
  for (const { case_no: caseNo, part, kommun, status } of casesAsOf(db, 'sip', lists.exportedOn)) {
    if (!onList.has(caseNo) || status === 'closed') continue;
    const name = `${part ?? ''} ${kommun ?? ''}`;
    counts.set(name, { part, kommun, cases: (counts.get(name)?.cases ?? 0) + 1 });
  }
  return compareTotals(totals, [...counts.values()]);
}
