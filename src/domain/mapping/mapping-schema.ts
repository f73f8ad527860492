import { z } from 'zod';
import { faultText } from '../profile/parse-profile.ts';
import { KINDS, KIND_NAMES, kindOf } from '../kinds/kinds.ts';
import type { Mapping } from './mapping.ts';
import { TERMS } from '../kinds/terms.ts';

/**
 * A mapping file (contract): `{ "kind": "sip", "columns": { "sip_id": "SIP-id", "kommun": ["Kommun", "Hemkommun"] },
 * "values": { "part": { "Primärvård": "primarvard" } }, "sheet": "Blad1" }`.
 */
export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    kind: z.enum(KIND_NAMES as [keyof typeof KINDS, ...(keyof typeof KINDS)[]]),
    columns: z.record(z.string(), z.union([z.string().min(1), z.array(z.string().min(1))])).default({}),
    values: z.record(z.string(), z.record(z.string(), z.string())).default({}),
    sheet: z.string().min(1).optional(),
  })
  .superRefine(({ kind, columns, values }, check) => {
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
    if (Array.isArray(columns[identifiedBy]) && columns[identifiedBy].length === 0) {
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

export function parseMapping(
  raw: unknown,
): { readonly mapping: Mapping } | { readonly faults: readonly string[] } {
  const parsed = mappingSchema.safeParse(raw, { reportInput: true });
  return parsed.success ? { mapping: parsed.data } : { faults: parsed.error.issues.flatMap(faultText) };
}
