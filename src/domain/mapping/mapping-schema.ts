import { z } from 'zod';
import { faultText } from '../profile/parse-profile.ts';
import { KINDS, KIND_NAMES, kindOf, type Field } from '../kinds/kinds.ts';
import { DAY_ORDERS, headersOf, MAPPED_ENCODINGS, type ColumnSource, type Mapping } from './mapping.ts';
import { protects } from '../kinds/protection.ts';
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
  .superRefine((mapping, check) => {
    for (const { path, message } of faultsOf(mapping)) check.addIssue({ code: 'custom', path, message });
  });

interface Fault {
  readonly path: string[];
  readonly message: string;
}

/** What a mapping says that its kind has no place for. */
function faultsOf({ kind, columns, values, sheet, sheets }: Mapping): readonly Fault[] {
  const { fields, identifiedBy } = kindOf(kind);
  const fieldOf = (name: string): Field | undefined => fields.find((field) => field.name === name);
  const unknown = (part: string, names: readonly string[]): readonly Fault[] =>
    names
      .filter((name) => fieldOf(name) === undefined)
      .map((name) => ({
        path: [part, name],
        message: `okänd kolumn; ${kind} har ${fields.map((field) => field.name).join(', ')}`,
      }));
  const identifying = columns[identifiedBy];
  return [
    ...(sheet !== undefined && sheets !== undefined
      ? [{ path: ['sheets'], message: 'står bredvid sheet: skriv bara en av dem' }]
      : []),
    ...unknown('columns', Object.keys(columns)),
    ...unknown('values', Object.keys(values)),
    ...Object.entries(columns).flatMap(([name, source]) => {
      const message = faultOfSource(fieldOf(name), source);
      return message === null ? [] : [{ path: ['columns', name], message }];
    }),
    ...(identifying !== undefined && headersOf(identifying).length === 0
      ? [
          {
            path: ['columns', identifiedBy],
            message: 'ska peka ut en rubrik: utan den hör ingen rad till ett ärende',
          },
        ]
      : []),
    ...Object.entries(values).flatMap(([name, spellings]) => faultsOfValues(fieldOf(name), name, spellings)),
  ];
}

function faultsOfValues(
  field: Field | undefined,
  name: string,
  spellings: Readonly<Record<string, string>>,
): readonly Fault[] {
  if (field === undefined || field.type === 'kommun') return [];
  const codes = field.terms === undefined ? [] : Object.keys(TERMS[field.terms]);
  return Object.entries(spellings)
    .filter(([, code]) => !codes.includes(code))
    .map(([text]) => ({
      path: ['values', name, text],
      message: codes.length === 0 ? 'kolumnen har inga koder' : `ska vara ${codes.join(', ')}`,
    }));
}

/** What a column can not be made of; null where nothing is wrong. */
function faultOfSource(field: Field | undefined, source: ColumnSource): string | null {
  if (field === undefined || typeof source === 'string') return null;
  if ('from' in source && field.type !== 'kommun' && field.name !== 'status')
    return 'bara kommun och status kan stå i bladets eller filens namn';
  if (!('constant' in source)) return null;
  if (field.type === 'id' || field.type === 'person' || field.type === 'name')
    return 'kan inte vara samma för alla rader';
  // Protection fails closed: that nobody is protected is said of each person, by the list.
  if (field.name === 'is_protected' && !protects(source.constant))
    return 'att ingen är skyddad kan inte sägas om alla rader på en gång: peka ut kolumnen som säger det';
  const codes = field.terms === undefined ? [] : Object.keys(TERMS[field.terms]);
  return codes.length > 0 && !codes.includes(source.constant) ? `ska vara ${codes.join(', ')}` : null;
}

export function parseMapping(
  raw: unknown,
): { readonly mapping: Mapping } | { readonly faults: readonly string[] } {
  const parsed = mappingSchema.safeParse(raw, { reportInput: true });
  return parsed.success ? { mapping: parsed.data } : { faults: parsed.error.issues.flatMap(faultText) };
}
