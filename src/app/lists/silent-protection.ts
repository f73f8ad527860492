import { kindOf, type FactValue } from '../../domain/kinds/kinds.ts';
import { isSilentOnProtection } from '../../domain/kinds/protection.ts';
import { fold } from '../../domain/words/fold.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import { protectionChangeOf } from '../../domain/fates/protection-change.ts';
import type { MetCase } from '../../domain/fates/row-fate.ts';
import { releasedText } from '../../documents/kit/held-text.ts';
import type { RemarkOnRow } from './import-report.ts';
import type { RecognisedList } from './recognise-list.ts';

type ProtectionList = Pick<RecognisedList, 'columns' | 'head' | 'headerRow' | 'mapping' | 'mending'> & {
  readonly table: Pick<RecognisedList['table'], 'batches'>;
};

/**
 * Whether a list has a column of protection in which no row says anything: none but empty cells and dashes. Such a list
 * says nothing of protection, as one that lacks the column, so that what is known stays.
 */
export async function isProtectionSilent(list: ProtectionList): Promise<boolean> {
  const { columns, head, headerRow, mapping, mending, table } = list;
  const own = columns.columns.find(({ field }) => field.name === 'is_protected');
  if (own === undefined || own.made !== undefined) return false;
  const explained = new Set(Object.keys(mapping?.values['is_protected'] ?? {}).map(fold));
  const places = [own, ...columns.alsoProtecting].map(({ index }) => index);
  const speaks = ({ row, cells }: { readonly row: number; readonly cells: readonly string[] }): boolean =>
    row > headerRow &&
    places.some((index) => {
      const cell = cells[index] ?? '';
      const text = mending === null ? cell : releasedText(cell);
      return !isSilentOnProtection(text) || (text !== '' && explained.has(fold(text)));
    });
  if (head.some(speaks)) return false;
  for await (const batch of table.batches()) if (batch.some(speaks)) return false;
  return true;
}

/** Positions of the columns that a list says nothing of: those it does not have, and protection where it is silent. */
export function absentColumns({ kind, missing }: ProtectionList['columns'], isSilent: boolean): number[] {
  return kindOf(kind).fields.flatMap((field, at) =>
    missing.includes(field) || (isSilent && field.name === 'is_protected') ? [at] : [],
  );
}

/** What a list does to the protection of persons that lists before it called protected. */
export interface ProtectionWatch {
  /** A row's record, of which a list that says nothing of protection says nothing. */
  readonly heard: (record: RecordRead) => RecordRead;
  /** Shown each row's case as it is taken in, where an earlier list had it. */
  readonly look: (row: number, met: MetCase | null) => void;
  /** Told once all rows are in. */
  readonly tell: () => void;
}

export function watchProtection(
  { columns }: Pick<ProtectionList, 'columns'>,
  isSilent: boolean,
  remark: RemarkOnRow,
): ProtectionWatch {
  const at = kindOf(columns.kind).fields.findIndex(({ name }) => name === 'is_protected');
  const header = columns.columns.find(({ field }) => field.name === 'is_protected')?.header ?? null;
  let stays = 0;
  return {
    heard(record) {
      if (!isSilent || record.values[at] === 1) return record;
      return {
        ...record,
        values: record.values.map((value, index): FactValue => (index === at ? null : value)),
      };
    },
    look(row, met) {
      if (at < 0 || met === null) return;
      const change = protectionChangeOf(met.before[at] ?? null, met.after[at] ?? null);
      if (change === 'lifted') remark('PROTECTION_LIFTED', row, header, null);
      else if (change === 'stays') stays += 1;
    },
    tell() {
      if (isSilent && stays > 0) remark('PROTECTION_COLUMN_SILENT', null, header, String(stays));
    },
  };
}
