import { formOfId } from '../identity/case-id.ts';

/** So many ids must have a form before another one is worth telling, and before a form may be quoted. */
const ENOUGH = 20;

export interface IdFormsWatch {
  readonly look: (row: number, id: string) => void;
  /** What to say of ids that do not look as the others; null where all do, or no form is that of nearly all. */
  readonly odd: () => string | null;
}

/** Watches the forms of a list's ids: SIP-240001 and SIP-9 have one, VT88001 another. Figures do not matter. */
export function watchIdForms(): IdFormsWatch {
  const forms = new Map<string, { count: number; readonly firstRow: number }>();
  let known: { readonly form: string; readonly counted: { count: number } } | null = null;
  return {
    look(row, id) {
      if (known !== null && hasForm(id, known.form)) {
        known.counted.count += 1;
        return;
      }
      const form = formOfId(id);
      let counted = forms.get(form);
      if (counted === undefined) forms.set(form, (counted = { count: 0, firstRow: row }));
      counted.count += 1;
      known = { form, counted };
    },
    odd() {
      const counted = [...forms.values()].toSorted((a, b) => b.count - a.count);
      const usual = counted[0]?.count ?? 0;
      const others = counted.slice(1);
      const odd = others.reduce((sum, { count }) => sum + count, 0);
      if (usual < ENOUGH || odd === 0 || odd * 10 > usual) return null;
      const rows = others.map(({ firstRow }) => firstRow).sort((a, b) => a - b);
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
