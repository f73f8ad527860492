import { formOfId } from '../identity/case-id.ts';

/** So many ids must have a form before another one is worth telling, and before a form may be quoted. */
const ENOUGH = 20;
/** Fewer will do where the others have another word in them, or none. */
const ENOUGH_OF_WORD = 3;
const wordOf = (form: string): string => /^\p{L}*/u.exec(form)?.[0] ?? '';

export interface IdFormsWatch {
  /** @param isMisfit whether the row does not fit the columns that it stands under */
  readonly look: (row: number, id: string, isMisfit: boolean) => void;
  /** What to say of ids that do not look as the others; null where all do, or no form is that of nearly all. */
  readonly odd: () => string | null;
  /**
   * The first row that is of another list: no row with an id of its form fits the columns, and others do. Null where
   * there is none.
   */
  readonly ofOtherList: () => number | null;
}

interface Counted {
  count: number;
  misfits: number;
  readonly firstRow: number;
}

/** Watches the forms of a list's ids: SIP-240001 and SIP-9 have one, VT88001 another. Figures do not matter. */
export function watchIdForms(): IdFormsWatch {
  const forms = new Map<string, Counted>();
  let known: { readonly form: string; readonly counted: Counted } | null = null;
  return {
    look(row, id, isMisfit) {
      if (known !== null && hasForm(id, known.form)) {
        known.counted.count += 1;
        if (isMisfit) known.counted.misfits += 1;
        return;
      }
      const form = formOfId(id);
      let counted = forms.get(form);
      if (counted === undefined) forms.set(form, (counted = { count: 0, misfits: 0, firstRow: row }));
      counted.count += 1;
      if (isMisfit) counted.misfits += 1;
      known = { form, counted };
    },
    ofOtherList() {
      const all = [...forms.values()];
      if (all.every(({ count, misfits }) => count === misfits)) return null;
      const other = all.filter(({ count, misfits }) => count === misfits).map(({ firstRow }) => firstRow);
      return other.length === 0 ? null : Math.min(...other);
    },
    odd() {
      const [first, ...others] = [...forms].toSorted(([, a], [, b]) => b.count - a.count);
      if (first === undefined) return null;
      const usual = first[1].count;
      const odd = others.reduce((sum, [, { count }]) => sum + count, 0);
      const isRare = usual >= ENOUGH && odd * 10 <= usual;
      const isOtherWord =
        usual >= ENOUGH_OF_WORD && odd < usual && others.every(([form]) => wordOf(form) !== wordOf(first[0]));
      if (odd === 0 || !(isRare || isOtherWord)) return null;
      const rows = others.map(([, { firstRow }]) => firstRow).sort((a, b) => a - b);
      return `${odd} av ${usual + odd}, först rad ${rows.slice(0, 5).join(', ')}`;
    },
  };
}

/** Whether an id has a form, without making the form of it: this is asked of every row. */
function hasForm(id: string, form: string): boolean {
  let at = 0;
  let wasDigit = false;
  for (let index = 0; index < id.length; index += 1) {
    const unit = id.charCodeAt(index);
    const isDigit = unit >= ZERO && unit <= NINE;
    if (isDigit && wasDigit) continue;
    wasDigit = isDigit;
    if (form.charCodeAt(at) !== (isDigit ? NINE : unit)) return false;
    at += 1;
  }
  return at === form.length;
}

const ZERO = '0'.charCodeAt(0);
const NINE = '9'.charCodeAt(0);
