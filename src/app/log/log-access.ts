import { nameOfRegister } from '../../register/engine/register-name.ts';
import { referenceCode, type ReferenceKind } from '../../domain/identity/reference-code.ts';
import type { KindName } from '../../domain/kinds/kinds.ts';
import type { ShownData } from '../../domain/log/shown.ts';
import { caseWithNumber } from '../../register/cases/cases.ts';
import { logShown, type Writer } from '../../register/log/events.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { openRegister, type Register } from '../../register/file/register.ts';
import { asRegisterFault, UnusableRegister } from '../../register/engine/unusable-register.ts';
import { ledgerRow, sourceWithNumber } from '../../register/lists/sources.ts';
import { dayOfDoing } from '../guards/day-to-come.ts';
import { UserError } from '../../text/errors.ts';

/** What a command is about to show: however it knows the cases. */
export interface Access {
  readonly command: string;
  readonly references?: readonly string[];
  readonly cases?: readonly { readonly kind: KindName; readonly caseNo: number }[];
  readonly rows?: readonly { readonly sourceNo: number; readonly row: number }[];
  readonly files?: readonly string[];
}

const LETTERS: Partial<Record<KindName, ReferenceKind>> = {
  sip: 'S',
  vardtillfalle: 'V',
  patient: 'P',
  meddelande: 'M',
};

/**
 * Writes down who is shown which cases, before they are shown; nothing where there are none. A register that was
 * opened to read is opened once more, to write this alone.
 *
 * Source: HSLF-FS 2016:40, 4 kap. 9 §: whoever takes part of what is known of a patient leaves a trace.
 *
 * @throws UserError where it can not be written down: then it is not shown either
 */
export function logAccess(
  register: Register,
  access: Access,
  { asOf, writer }: { readonly asOf: string; readonly writer: Writer },
): void {
  const data = shownData(register.db, access);
  if (data.references.length + data.rows.length + data.files.length === 0) return;
  const write = ({ db }: Register): void => {
    const effectiveOn = dayOfDoing(register, { asOf, writer });
    logShown(db, writer, { effectiveOn, data });
  };
  if (register.use === 'write') write(register);
  else withWritable(register, write);
}

/** A file that may only be read, or somebody who may only look. */
const NOT_WRITABLE: readonly string[] = ['REGISTER_READ_ONLY', 'SERVER_RIGHT_MISSING'];

function withWritable({ path, environment }: Register, write: (register: Register) => void): void {
  try {
    const register = openRegister(path, 'write', environment);
    try {
      write(register);
    } finally {
      register.close();
    }
  } catch (error) {
    const fault = asRegisterFault(error, path);
    const isReadOnly = fault instanceof UnusableRegister && NOT_WRITABLE.includes(fault.code);
    throw isReadOnly ? new UserError('ACCESS_NOT_LOGGED', { file: nameOfRegister(path) }) : error;
  }
}

/** The access as the log keeps it: each case once, in the order in which it is shown. */
export function shownData(db: Engine, access: Access): ShownData {
  const references = new Set(access.references);
  const rows = new Set<string>();
  const add = (kind: KindName, caseNo: number): void => {
    const letter = LETTERS[kind];
    if (letter !== undefined) references.add(referenceCode(letter, caseNo));
    // A list of units is about nobody.
    else if (kind !== 'enhet') {
      const found = caseWithNumber(db, kind, caseNo);
      if (found !== undefined) rows.add(`${found.source_no}:${found.row}`);
    }
  };
  for (const { kind, caseNo } of access.cases ?? []) add(kind, caseNo);
  for (const { sourceNo, row } of access.rows ?? []) {
    const kind = sourceWithNumber(db, sourceNo)?.kind;
    const caseNo = ledgerRow(db, sourceNo, row)?.caseNo ?? null;
    if (kind !== undefined && caseNo !== null) add(kind, caseNo);
    else if (kind !== 'enhet') rows.add(`${sourceNo}:${row}`);
  }
  return {
    command: access.command,
    references: [...references],
    rows: [...rows],
    files: access.files ?? [],
  };
}
