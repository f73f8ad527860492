import { kindOf } from '../../domain/kinds/kinds.ts';
import type { Taken } from '../../domain/fates/row-fate.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import {
  noteRowsOfNobody,
  PERSON_KINDS,
  type RowOfNobody,
} from '../../register/cases/unplaced-protection.ts';
import type { Register } from '../../register/file/register.ts';
import type { RecognisedList } from './recognise-list.ts';

/** Rows that say that their person is protected, and that no case tells: nothing else would remember it. */
interface RowsOfNobody {
  /** A row that names no case. */
  readonly refuse: (row: number, record: RecordRead) => void;
  /** A row that names one, which may be contradicted by another: then neither row wins. */
  readonly settle: (row: number, record: RecordRead, taken: Taken) => void;
}

export function openRowsOfNobody(
  { db }: Register,
  { columns: { kind } }: RecognisedList,
  sourceNo: number,
): RowsOfNobody {
  if (!PERSON_KINDS.some((one) => one === kind)) return { refuse: nothing, settle: nothing };
  const names = kindOf(kind).fields.map(({ name }) => name);
  const [protectedAt, nameAt, kommunAt] = ['is_protected', 'name', 'kommun'].map((name) =>
    names.indexOf(name),
  );
  const note = noteRowsOfNobody(db, sourceNo);
  const textAt = ({ values }: RecordRead, at = -1): string | null => {
    const value = values[at];
    return typeof value === 'string' ? value : null;
  };
  const protectedRow = (row: number, record: RecordRead): RowOfNobody | null =>
    record.values[protectedAt ?? -1] !== 1
      ? null
      : {
          row,
          personKey: record.personKey,
          identity: record.identity,
          name: textAt(record, nameAt),
          kommun: textAt(record, kommunAt),
        };
  /** Few persons are protected. */
  const settled = new Map<number, RowOfNobody>();
  return {
    refuse(row, record) {
      const found = protectedRow(row, record);
      if (found !== null) note(found);
    },
    settle(row, record, { fate, otherRow }) {
      const found = protectedRow(row, record);
      if (found !== null) settled.set(row, found);
      if (fate !== 'rejected') return;
      for (const at of [row, otherRow ?? row]) {
        const contradicted = settled.get(at);
        if (contradicted !== undefined) note(contradicted);
      }
    },
  };
}

const nothing = (): void => undefined;
