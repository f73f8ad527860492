import { z } from 'zod';
import { faultText } from '../profile/parse-profile.ts';
import { KINDS, KIND_NAMES, kindOf, type Field } from '../kinds/kinds.ts';
import { DAY_ORDERS, headersOf, MAPPED_ENCODINGS, type ColumnSource, type Mapping } from './mapping.ts';
import { TERMS } from '../kinds/terms.ts';

/**
 * A mapping file (contract): `{ "kind": "sip", "columns": { "sip_id": "SIP-id", "kommun": ["Kommun", "Hemkommun"] },
 * "values": { "part": { "Primärvård": "primarvard" } }, "sheet": "Blad1" }`.
 */
const columnSource = z.union([
  z.string().min(1),
  z.array(z.string().min(1)),
  z.strictObject({ join: z.array(z.string().min(1)).min(2), with: z.string().optional() }),
  z.strictObject({ constant: z.string().min(1) }),
  z.strictObject({ from: z.enum(['sheet', 'file']) }),
]);

export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    kind: z.enum(KIND_NAMES as [keyof typeof KINDS, ...(keyof typeof KINDS)[]]),
    columns: z.record(z.string(), columnSource).default({}),
    values: z.record(z.string(), z.record(z.string(), z.string())).default({}),
    sheet: z.string().min(1).optional(),
    sheets: z.array(z.string().min(1)).min(1).optional(),
    nothing: z.array(z.string().min(1)).optional(),
    dayOrder: z.enum(DAY_ORDERS).optional(),
    encoding: z.enum(MAPPED_ENCODINGS).optional(),
  })
  .superRefine(({ kind, columns, values, sheet, sheets }, check) => {
    if (sheet !== undefined && sheets !== undefined)
      check.addIssue({
        code: 'custom',
        path: ['sheets'],
        message: 'står bredvid sheet: skriv bara en av dem',
      });
    const fields = new Map(kindOf(kind).fields.map((field) => [field.name, field]));
    for (const part of ['columns', 'values'] as const) {
      for (const name of Object.keys(part === 'columns' ? columns : values)) {
        if (!fields.has(name)) {
          check.addIssue({
            code: 'custom',
            path: [part, name],
            message: `okänd kolumn; ${kind} har ${[...fields.keys()].join(', ')}`,
          });
        }
      }
    }
    const { identifiedBy } = kindOf(kind);
    for (const [name, source] of Object.entries(columns)) {
      const message = faultOfSource(fields.get(name), source);
      if (message !== null) check.addIssue({ code: 'custom', path: ['columns', name], message });
    }
    const identifying = columns[identifiedBy];
    if (identifying !== undefined && headersOf(identifying).length === 0) {
      check.addIssue({
        code: 'custom',
        path: ['columns', identifiedBy],
        message: 'ska peka ut en rubrik: utan den hör ingen rad till ett ärende',
      });
    }
    for (const [name, spellings] of Object.entries(values)) {
      const field = fields.get(name);
      if (field === undefined || field.type === 'kommun') continue;
      const codes = field.terms === undefined ? [] : Object.keys(TERMS[field.terms]);
      for (const [text, code] of Object.entries(spellings)) {
        if (!codes.includes(code)) {
          check.addIssue({
            code: 'custom',
            path: ['values', name, text],
            message: codes.length === 0 ? 'kolumnen har inga koder' : `ska vara ${codes.join(', ')}`,
          });
        }
      }
    }
  });

/** What a column can not be made of; null where nothing is wrong. */
function faultOfSource(field: Field | undefined, source: ColumnSource): string | null {
  if (field === undefined || typeof source === 'string') return null;
  if ('from' in source && field.type !== 'kommun') return 'bara kommun kan stå i bladets eller filens namn';
  if (!('constant' in source)) return null;
  if (field.type === 'id' || field.type === 'person' || field.type === 'name')
    return 'kan inte vara samma för alla rader';
  const codes = field.terms === undefined ? [] : Object.keys(TERMS[field.terms]);
  return codes.length > 0 && !codes.includes(source.constant) ? `ska vara ${codes.join(', ')}` : null;
}

export function parseMapping(
  raw: unknown,
): { readonly mapping: Mapping } | { readonly faults: readonly string[] } {
  const parsed = mappingSchema.safeParse(raw, { reportInput: true });
  return parsed.success ? { mapping: parsed.data } : { faults: parsed.error.issues.flatMap(faultText) };
}
