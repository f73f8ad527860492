import { z } from 'zod';
import { FATES } from '../fates/fates.ts';
import { KIND_NAMES, type KindName } from '../kinds/kinds.ts';
import { CHECKPOINT_FORMAT, CHECKPOINT_KINDS, type CheckpointKind } from './checkpoint.ts';

/**
 * What a checkpoint states: the data of its event, and with the event's place in the log the file kontrollpunkt.json.
 * This schema is the only description of it; `schemas/checkpoint.schema.json` is generated from here.
 */
const day = z.iso.date();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const sha512 = z.string().regex(/^[0-9a-f]{128}$/u);
const count = z.int().min(0);
const text = z.string().min(1);
const id = z.string().regex(/^K-\d{4,}$/u);
const kommun = z
  .string()
  .regex(/^\d{4}$/u)
  .nullable();
const head = z.strictObject({ seq: count, hash: sha256 });

const caseCounts = z.strictObject({
  open: count,
  closed: count,
  classes: z.record(z.string(), count).describe('antal per klass'),
});

const openException = z.strictObject({
  reference: text,
  kind: z.enum(['sip', 'vardtillfalle']),
  id: text,
  class: text,
  rule: text,
  kommun: kommun.describe('SCB-kod; null när den är okänd, och för skyddade personuppgifter'),
  part: z.string().nullable(),
  unit: z.string().nullable(),
});

const datedAhead = z.strictObject({
  seq: count.nullable().describe('händelsens nummer i loggen; null för en lista'),
  sourceNo: count.nullable().describe('listans nummer; null för en händelse'),
  effectiveOn: day,
});

const lateAnswer = z.strictObject({
  seq: count.describe('händelsens nummer i loggen'),
  reference: text,
  on: day.nullable().describe('dagen då det gjordes'),
  returnedOn: day,
});

const source = z.strictObject({
  sourceNo: count,
  kind: z.enum(KIND_NAMES as [KindName, ...KindName[]]),
  fileName: text,
  exportedOn: day.nullable().describe('uttagsdagen; null för listor utan dag'),
  importedAt: z.iso.datetime(),
  sha256,
  rows: count,
  fates: z.record(z.enum(FATES), count),
});

const waiver = z.strictObject({
  seq: count,
  gate: text,
  reason: text,
  by: text,
  until: day,
});

const gate = z.strictObject({
  id: text,
  milestone: text,
  title: text,
  dueOn: day,
  cohort: z.string().nullable().describe('de ärenden som räknas, för "readiness --rows"'),
  severity: z.enum(['blocking', 'warning']),
  ok: z.boolean(),
  value: z.number().nullable(),
  threshold: z.number(),
  unit: text,
  reasons: z.array(z.strictObject({ text, command: z.string().nullable() })),
  waiver: waiver.nullable(),
});

const checkpointData = z.strictObject({
  format: z.literal(CHECKPOINT_FORMAT),
  checkpoint: id,
  kind: z.enum(Object.keys(CHECKPOINT_KINDS) as [CheckpointKind, ...CheckpointKind[]]),
  isPseudonymised: z.boolean(),
  region: text,
  source: text.describe('systemet som lämnas'),
  target: text,
  environment: text,
  effectiveAt: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$/u)
    .describe('svensk tid'),
  effectiveOn: day,
  by: text.describe('den som intygar, som det skrevs'),
  role: z.string().nullable(),
  statement: text,
  counts: z.strictObject({
    sips: caseCounts.extend({
      closedByWord: count.describe('stängda enligt intyg eller beslut; den senaste listan har dem öppna'),
      closedAs: z
        .strictObject({ moved: count, ended: count, unknown: count })
        .optional()
        .describe('de stängda: kända som flyttade, avslutade utan att flyttas, och de som ingen vet'),
      matrix: z.array(z.strictObject({ part: z.string().nullable(), kommun, open: count, closed: count })),
    }),
    vardtillfallen: caseCounts,
    messages: z.strictObject({ unacknowledged: count }),
  }),
  openExceptions: z.array(openException),
  datedAhead: z
    .array(datedAhead)
    .optional()
    .describe('det som gällde från en dag som inte hade kommit: det räknas inte i siffrorna'),
  lateAnswers: z
    .array(lateAnswer)
    .optional()
    .describe('gjort i systemet som lämnas före läsläget, intygat efter; sedan kontrollpunkten före'),
  gates: z.array(gate),
  stateHash: sha256,
  sources: z.array(source),
  headBefore: head.describe('händelsen före kontrollpunkten'),
  previous: z
    .strictObject({ checkpoint: id, seq: count, hash: sha256, manifestSha512: sha512.nullable() })
    .nullable()
    .describe('kontrollpunkten före'),
});

export const checkpointSchema = checkpointData.extend({
  event: z
    .strictObject({ seq: count, recordedAt: z.iso.datetime(), recordedBy: text, hash: sha256 })
    .describe('kontrollpunktens händelse i loggen'),
});

export type CheckpointData = z.infer<typeof checkpointData>;
export type CheckpointStatement = z.infer<typeof checkpointSchema>;
export type LateAnswer = z.infer<typeof lateAnswer>;
export type DatedAhead = z.infer<typeof datedAhead>;
export type OpenException = z.infer<typeof openException>;

/** Published, and laid in every bag. */
export function checkpointFileSchema(): object {
  const { $schema, ...rest } = z.toJSONSchema(checkpointSchema);
  return { $schema, title: 'Kontrollpunkt ur overgang', ...rest };
}
