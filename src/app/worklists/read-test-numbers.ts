import { basename } from 'node:path';
import { createIdentityReader } from '../../domain/identity/person-identity.ts';
import { readTestNumbers, type TestNumbers } from '../../domain/worklists/environment-guard.ts';
import { openTable, type ReaderProcess } from '../../files/reading/open-table.ts';
import { UserError } from '../../text/errors.ts';
import { asFileError } from '../lists/recognise-list.ts';

/**
 * Reads the user's list of test numbers. The numbers are held in memory alone: nothing of them is kept or logged.
 *
 * @throws UserError where the file can not be read, or holds no number
 */
export async function readTestNumbersFile(
  path: string,
  readerProcess: ReaderProcess,
  asOf: string,
): Promise<TestNumbers> {
  const file = basename(path);
  const rows: (readonly string[])[] = [];
  try {
    const table = await openTable(path, { readerProcess });
    for await (const batch of table.batches()) rows.push(...batch.map(({ cells }) => cells));
  } catch (error) {
    throw asFileError(error, file);
  }
  // Reserve numbers are no test numbers of Skatteverket's.
  const testNumbers = readTestNumbers(rows, createIdentityReader([], Number(asOf.slice(0, 4))));
  if (testNumbers.numbers === 0) throw new UserError('TEST_NUMBERS_MISSING', { file, rows: rows.length });
  return testNumbers;
}
