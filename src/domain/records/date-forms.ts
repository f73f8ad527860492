import type { ResolvedColumns } from '../mapping/mapping.ts';

/**
 * In which ways a column writes its days. A column that does it in two has been put together from two lists, or
 * typed by hand, and then day and month may have changed places without any cell being impossible.
 */
const FORMS: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'ÅÅÅÅ-MM-DD', pattern: /^\d{4}-\d{2}-\d{2}/u },
  { name: 'ÅÅÅÅ/MM/DD', pattern: /^\d{4}\/\d{2}\/\d{2}/u },
  { name: 'ÅÅÅÅ.MM.DD', pattern: /^\d{4}\.\d{2}\.\d{2}/u },
  { name: 'ÅÅÅÅMMDD', pattern: /^\d{8}(?!\d)/u },
  { name: 'ÅÅMMDD', pattern: /^\d{2}[-/.]?\d{2}[-/.]?\d{2}(?!\d)/u },
  { name: 'dag eller månad först', pattern: /^\d{1,2}[-/. ]\s*\d{1,2}[-/. ]\s*\d{4}(?!\d)/u },
  { name: 'månaden i ord', pattern: /^\d{1,2}[. ]\s*\p{L}{3,9}\.?\s\s*\d{4}(?!\d)/u },
];
const ISO = 0;
const HYPHEN = '-'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);

interface ColumnForms {
  readonly index: number;
  readonly header: string;
  /** By form: how many cells, and the first row of them. */
  readonly cells: number[];
  readonly firstRows: number[];
}

export interface DateFormsWatch {
  /** Looks at the date columns of one row of data. */
  readonly look: (row: number, cells: readonly string[]) => void;
  /** The columns with days in more than one form, and what to say of each. */
  readonly mixed: () => readonly { readonly header: string; readonly detail: string }[];
}

/** Watches a list's columns of days. Called for every row: days as they should be cost two comparisons. */
export function watchDateForms({ columns }: ResolvedColumns): DateFormsWatch {
  const watched: readonly ColumnForms[] = columns
    .filter(({ field }) => field.type === 'date' || field.type === 'instant')
    .map(({ index, header }) => ({
      index,
      header,
      cells: FORMS.map(() => 0),
      firstRows: FORMS.map(() => 0),
    }));

  const count = ({ cells, firstRows }: ColumnForms, form: number, row: number): void => {
    if (cells[form] === 0) firstRows[form] = row;
    cells[form] = (cells[form] ?? 0) + 1;
  };

  return {
    look(row, cells) {
      for (const column of watched) {
        const text = cells[column.index];
        if (text === undefined || text === '') continue;
        if (text.charCodeAt(4) === HYPHEN && text.charCodeAt(7) === HYPHEN && text.charCodeAt(0) <= NINE) {
          count(column, ISO, row);
          continue;
        }
        const form = FORMS.findIndex(({ pattern }) => pattern.test(text.trim()));
        if (form >= 0) count(column, form, row);
      }
    },
    mixed() {
      return watched.flatMap(({ header, cells, firstRows }) => {
        const forms = FORMS.map(({ name }, form) => ({
          name,
          count: cells[form] ?? 0,
          row: firstRows[form] ?? 0,
        }))
          .filter((form) => form.count > 0)
          .toSorted((a, b) => b.count - a.count || a.row - b.row);
        if (forms.length < 2) return [];
        return [
          {
            header,
            detail: forms
              .map(({ name, count: times, row }) => `${name}: ${times}, först rad ${row}`)
              .join('; '),
          },
        ];
      });
    },
  };
}
