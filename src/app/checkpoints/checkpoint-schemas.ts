import { checkpointFileSchema } from '../../domain/checkpoints/checkpoint-schema.ts';
import { isKeptWithoutPersons } from '../../domain/checkpoints/pseudonymised.ts';
import { KIND_NAMES, kindOf } from '../../domain/kinds/kinds.ts';
import { recordSchema, tableSchema } from '../../domain/records/record-schemas.ts';
import { EXTRA_COLUMNS, stateColumns } from './checkpoint-state.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** The schemas laid beside the state files: for each kind its record (JSON Schema) and its table (Table Schema). */
export function stateSchemas(
  isPseudonymised: boolean,
  names: Pick<Profile, 'source' | 'target'>,
): {
  readonly files: readonly (readonly [name: string, text: string])[];
  readonly statement: string;
} {
  const files = KIND_NAMES.flatMap((kind) => {
    const columns = stateColumns(kind, isPseudonymised);
    const canonical = new Set(
      kindOf(kind)
        .fields.filter((field) => !isPseudonymised || isKeptWithoutPersons(field))
        .map(({ name }) => name),
    );
    const extra = columns.filter((name) => !canonical.has(name)) as (keyof typeof EXTRA_COLUMNS)[];
    const record = recordSchema(kind, names) as {
      readonly properties: Readonly<Record<string, object>>;
      readonly required: readonly string[];
    };
    const table = tableSchema(kind) as { readonly fields: readonly { readonly name: string }[] };
    const properties = Object.fromEntries([
      ...Object.entries(record.properties).filter(([name]) => canonical.has(name)),
      ...extra.map((name) => [
        name,
        { description: EXTRA_COLUMNS[name], type: ['string', 'integer', 'null'] },
      ]),
    ]) as Record<string, object>;
    return [
      [`${kind}.schema.json`, json({ ...record, properties, required: columns })],
      [
        `${kind}.table.json`,
        json({
          ...table,
          fields: [
            ...table.fields.filter(({ name }) => canonical.has(name)),
            ...extra.map((name) => ({ name, description: EXTRA_COLUMNS[name], type: 'any' })),
          ],
        }),
      ],
    ] as const;
  });
  return { files, statement: json(checkpointFileSchema()) };
}
