import { some } from '../../domain/words/counted.ts';
import type { Remarked } from '../../domain/fates/list-remarks.ts';
import { kindOf, type KindName } from '../../domain/kinds/kinds.ts';
import type { ResolvedColumns } from '../../domain/mapping/mapping.ts';
import { watchDateForms } from '../../domain/records/date-forms.ts';
import { watchDitto } from '../../domain/records/ditto-protection.ts';
import { watchIdForms } from '../../domain/records/id-forms.ts';
import type { RecordRead } from '../../domain/records/record-reader.ts';
import { foreignTeller, misfitTeller } from '../../domain/records/row-of-other-list.ts';
import { kommunSpellings } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { identityReaderOfAnyYear } from '../../domain/identity/identity-of-any-year.ts';
import { isUsable } from '../../domain/identity/person-identity.ts';
import { fold } from '../../domain/words/fold.ts';
import { watchMarks } from '../../domain/records/mark-columns.ts';
import { columnLetters } from '../../files/reading/table.ts';
import type { Register } from '../../register/file/register.ts';
import { UserError } from '../../text/errors.ts';
import { idColumnOf } from './plain-rows-of-list.ts';
import type { RecognisedList } from './recognise-list.ts';
import { watchFileName } from './watch-file-name.ts';

/** Kinds whose cases have an id of the system. */
const CASE_ID_KINDS: readonly KindName[] = ['sip', 'vardtillfalle', 'meddelande'];

export interface ColumnsWatch {
  readonly look: (row: number, cells: readonly string[], record: RecordRead) => void;
  /** A cell of the column says that there is nothing. */
  readonly onStandIn: (header: string) => void;
  /** What to say of the columns as wholes. */
  readonly remarks: () => readonly Remarked[];
}

/**
 * Watches what only shows when a column is seen whole: days and ids in several forms, words that stand for nothing.
 *
 * @throws UserError by `look`, where the file is called as one of its persons; and by `remarks`, where rows are of another
 * list, or a column says something under a header that may be of protection, and nobody has said what it means
 */
export function watchColumns(register: Register, list: RecognisedList, file: string): ColumnsWatch {
  const { columns, mapping } = list;
  const fileName = watchFileName(register, list, file);
  const marks = watchMarks(columns, mapping);
  const ditto = watchDitto(columns);
  const dateForms = watchDateForms(columns);
  const isMisfit = misfitTeller(columns);
  const idForms = CASE_ID_KINDS.includes(columns.kind) ? watchIdForms() : null;
  const foreign = idForms === null ? watchForeign(columns, register.profile) : null;
  const standIns = new Map<string, number>();
  const ofColumn = (code: Remarked['code'], column: string | null, detail: string): Remarked => ({
    code,
    row: null,
    column,
    detail,
  });
  return {
    look(row, cells, record) {
      fileName?.(cells);
      dateForms.look(row, cells);
      marks.look(cells);
      ditto.look(cells);
      foreign?.look(row, cells, record);
      // One whose id can not be shown is told as that.
      const { key, notUnderstood } = record;
      if (key === null || idForms === null || hasUnreadId(columns.kind, notUnderstood)) return;
      idForms.look(row, key, isMisfit(record));
    },
    onStandIn(header) {
      standIns.set(header, (standIns.get(header) ?? 0) + 1);
    },
    remarks() {
      const other = idForms?.ofOtherList() ?? foreign?.first() ?? null;
      if (other !== null) throw new UserError('LIST_HAS_OTHER_ROWS', { file, row: other });
      const odd = idForms?.odd() ?? null;
      const grouped = ditto.found();
      if (grouped !== null) throw new UserError('PROTECTION_GROUPED', { file, header: grouped });
      refuseNearProtection(columns.kind, marks.mayProtect(), file);
      return [
        ...dateForms.mixed().map(({ header, detail }) => ofColumn('DATE_FORMS_MIXED', header, detail)),
        ...(odd === null ? [] : [ofColumn('ID_FORM_DIFFERS', idColumnOf(columns)?.header ?? null, odd)]),
        ...marks
          .found()
          .map(({ header, index, detail }) =>
            ofColumn('COLUMN_OF_MARKS', header ?? columnLetters(index + 1), detail),
          ),
        ...[...standIns].map(([header, count]) => ofColumn('STAND_IN_WORDS', header, some(count, 'cell'))),
      ];
    },
  };
}

/** A list that can keep who is protected is asked which column says it; another must be without. */
function refuseNearProtection(kind: KindName, headers: readonly string[], file: string): void {
  const [header] = headers;
  if (header === undefined) return;
  if (!kindOf(kind).fields.some(({ name }) => name === 'is_protected'))
    throw new UserError('LIST_WITH_PROTECTED', { file, header });
  const columns = headers.map((one) => `”${one}” (Skyddade personuppgifter?)`).join(', ');
  throw new UserError('COLUMNS_UNREAD', { file, columns });
}

/** Watches for rows of another list where no id tells them. Where no row fits, it is the columns that are wrong. */
function watchForeign(
  columns: ResolvedColumns,
  profile: Profile,
): { readonly look: ColumnsWatch['look']; readonly first: () => number | null } {
  const readIdentity = identityReaderOfAnyYear();
  const kommuner = kommunSpellings(profile);
  const isForeign = foreignTeller(columns, {
    isPerson: (text) => isUsable(readIdentity(text)),
    isKommun: (text) => kommuner.has(fold(text)),
  });
  let first: number | null = null;
  let fitting = 0;
  return {
    look(row, cells, record) {
      if (record.notUnderstood === null && record.key !== null) fitting += 1;
      else if (!isForeign(cells, record)) fitting += 1;
      else first ??= row;
    },
    first: () => (fitting > 0 ? first : null),
  };
}

/** Whether a row that can not be identified has told why already: something stands where its id should. */
export function hasUnreadId(kind: KindName, unread: Readonly<Record<string, string>> | null): boolean {
  return unread?.[kindOf(kind).identifiedBy] !== undefined;
}
