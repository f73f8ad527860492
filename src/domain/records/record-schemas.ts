import { kindOf, type Field, type FieldType, type Kind, type KindName } from '../kinds/kinds.ts';
import { TERMS } from '../kinds/terms.ts';
import { ANY_SYSTEMS, kindLabel } from '../profile/fill-text.ts';
import type { Profile } from '../profile/profile-schema.ts';

const INSTANT = String.raw`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$`;
const KOMMUN_CODE = String.raw`^\d{4}$`;

/** How each type of column is told: in words, as JSON Schema, as Table Schema (for CSV). */
interface TypeInSchemas {
  readonly words: string;
  readonly json: object;
  readonly table: object;
}

const text = (words: string): TypeInSchemas => ({
  words,
  json: { type: 'string' },
  table: { type: 'string' },
});
const patterned = (words: string, pattern: string): TypeInSchemas => ({
  words,
  json: { type: 'string', pattern },
  table: { type: 'string', constraints: { pattern } },
});

export const FIELD_TYPES: Readonly<Record<FieldType, TypeInSchemas>> = {
  id: text('id i källsystemet'),
  person: text('personnummer, samordningsnummer eller reservnummer, som det står i listan'),
  name: text('namn'),
  text: text('text'),
  kommun: patterned('kommunkod (SCB)', KOMMUN_CODE),
  unit: text('enhet'),
  units: text('enheter, med semikolon mellan'),
  hsa: text('HSA-id'),
  term: text('kod'),
  date: { words: 'dag (ÅÅÅÅ-MM-DD)', json: { type: 'string', format: 'date' }, table: { type: 'date' } },
  instant: patterned('dag med eller utan klockslag (ÅÅÅÅ-MM-DD eller ÅÅÅÅ-MM-DDTHH:MM, svensk tid)', INSTANT),
  flag: {
    words: 'ja eller nej (1 eller 0)',
    json: { type: 'integer', enum: [1, 0] },
    table: { type: 'boolean', trueValues: ['1'], falseValues: ['0'] },
  },
};

/** The codes of a column with a closed vocabulary, each with what people read. */
export function codesOf({ type, terms }: Field): readonly (readonly [code: string, label: string])[] {
  if (type !== 'term' || terms === undefined) return [];
  return Object.entries(TERMS[terms]).map(([code, { label }]) => [code, label] as const);
}

function description(field: Field): string {
  const codes = codesOf(field).map(([code, label]) => `${code} = ${label}`);
  return codes.length === 0 ? FIELD_TYPES[field.type].words : codes.join(', ');
}

/** JSON Schema of one record: every column is there, and null where the list said nothing that could be understood. */
export function recordSchema(
  name: KindName,
  names: Pick<Profile, 'source' | 'target'> = ANY_SYSTEMS,
): object {
  const { fields, identifiedBy }: Kind = kindOf(name);
  const property = (field: Field): object => {
    const codes = codesOf(field).map(([code]) => code);
    const value = codes.length === 0 ? FIELD_TYPES[field.type].json : { type: 'string', enum: codes };
    return {
      title: field.label,
      description: description(field),
      ...(field.name === identifiedBy ? value : orNull(value)),
    };
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${name}: en post ur en lista med ${kindLabel(name, names)}`,
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.name, property(field)])),
    required: fields.map((field) => field.name),
    additionalProperties: false,
  };
}

function orNull(schema: object): object {
  return {
    ...schema,
    ...('type' in schema && { type: [schema.type, 'null'] }),
    ...('enum' in schema && Array.isArray(schema.enum) && { enum: [...(schema.enum as unknown[]), null] }),
  };
}

/** Table Schema (Frictionless) of the kind as CSV with canonical columns; an empty cell says nothing. */
export function tableSchema(name: KindName): object {
  const { fields, identifiedBy }: Kind = kindOf(name);
  return {
    $schema: 'https://datapackage.org/profiles/2.0/tableschema.json',
    fields: fields.map((field) => {
      const codes = codesOf(field).map(([code]) => code);
      const { constraints, ...type } = FIELD_TYPES[field.type].table as { readonly constraints?: object };
      const all = {
        ...(field.name === identifiedBy && { required: true }),
        ...constraints,
        ...(codes.length > 0 && { enum: codes }),
      };
      return {
        name: field.name,
        title: field.label,
        description: description(field),
        ...type,
        ...(Object.keys(all).length > 0 && { constraints: all }),
      };
    }),
    missingValues: [''],
  };
}
