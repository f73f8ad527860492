import { z } from 'zod';

/**
 * What `overgang readiness --json` writes, for those who read it: published as `schemas/readiness.schema.json`. A test
 * holds every report to it.
 */
const day = z.iso.date();
const count = z.int().min(0);
const kommun = z.string().nullable();
const scope = z.strictObject({
  kommun: kommun
    .optional()
    .describe('SCB-kod; null = utan kommun; för utomstående flera koder med plus emellan för en grupp'),
  part: z.string().nullable().optional(),
  unit: z.string().nullable().optional(),
  step: z.string().optional(),
});
const systemProgress = z
  .strictObject({
    planned: count,
    done: count,
    sips: z
      .strictObject({ moved: count, ended: count, unknown: count })
      .optional()
      .describe('Av de klara SIP:arna: flyttade, avslutade utan att flyttas, och de som ingen vet'),
  })
  .nullable();

export const readinessSchema = z.strictObject({
  asOf: day,
  ready: z.boolean().describe('Alla blockerande villkor är uppfyllda eller släpps igenom med undantag'),
  verdict: z.enum(['ready', 'ready-with-waivers', 'not-ready']),
  title: z.string(),
  source: z.string(),
  target: z.string(),
  watermark: z.string().nullable(),
  head: z.strictObject({
    seq: count.nullable().describe('null för utomstående'),
    hash: z.string().regex(/^[0-9a-f]{64}$/u),
  }),
  isPublic: z
    .boolean()
    .describe('För utomstående: tal är avrundade till femtal, och små tal utelämnade (null)'),
  lists: z.array(
    z.strictObject({
      kind: z.string(),
      label: z.string(),
      exportedOn: day.nullable(),
      ageDays: z.int().nullable(),
    }),
  ),
  since: z
    .strictObject({ day, listOn: day })
    .nullable()
    .describe('Dagen som tabellen "since" jämför med, och uttaget som gällde då'),
  gates: z.array(
    z.strictObject({
      id: z.string(),
      milestone: z.string(),
      title: z.string(),
      dueOn: day,
      severity: z.enum(['blocking', 'warning']),
      ok: z.boolean(),
      value: count.nullable().describe('null = går inte att mäta, eller utelämnat'),
      isWithheld: z.literal(true).optional().describe('Mätt, och utelämnat för utomstående'),
      threshold: count,
      unit: z.string(),
      cohort: z.string().nullable().describe('overgang readiness --rows COHORT visar ärendena'),
      scope: scope.optional().describe('Bara enheten, där enheter går över en och en'),
      reasons: z.array(z.strictObject({ text: z.string(), command: z.string().nullable() })),
      waiver: z
        .strictObject({
          seq: count,
          gate: z.string(),
          reason: z.string(),
          by: z.string(),
          until: day,
          expired: z.boolean(),
        })
        .nullable(),
    }),
  ),
  tables: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      caption: z.string(),
      rowHeader: z.string(),
      columns: z.array(z.strictObject({ label: z.string(), cohort: z.string().nullable() })),
      rows: z.array(
        z.strictObject({
          label: z.string(),
          scope,
          values: z.array(z.int().nullable()),
          isTotal: z.boolean(),
          level: z.int().min(0).max(2),
        }),
      ),
    }),
  ),
  day: z
    .looseObject({
      time: z.string().nullable(),
      behind: z.array(
        z.looseObject({ label: z.string(), urgency: z.enum(['late', 'today', 'help', 'far']) }),
      ),
      today: z.array(z.looseObject({ milestone: z.string() })),
      decisions: z.array(z.looseObject({ what: z.string() })),
      unticked: z.array(z.looseObject({ milestone: z.string(), dueOn: day })),
    })
    .nullable()
    .describe('Första sidan: vem som ligger efter, i dag och i morgon, beslut; null för utomstående'),
  forecast: z.strictObject({
    method: z.array(z.string()),
    scopes: z.array(
      z.looseObject({
        label: z.string(),
        kommun: kommun.optional().describe('saknas för hela regionen'),
        remaining: count,
        points: z.array(z.strictObject({ day, open: count, attestedClosed: count, isList: z.boolean() })),
        pace: z
          .looseObject({
            recent: z.number().describe('Stängda per arbetsdag, de senaste dagarna väger mest'),
            best: z.number().describe('De bästa fem arbetsdagarna i rad'),
            median: z.number(),
            low: z.number(),
            intervals: count,
            workingDays: count,
          })
          .nullable(),
        certainty: z.enum(['too-little-data', 'low', 'medium', 'high']),
        certaintyText: z.string(),
        measuredOn: day.nullable().describe('Senaste mätningen, som räkningen börjar från'),
        optimisticOn: day.nullable().describe('Alla stängda i ett av tio utfall'),
        medianOn: day.nullable(),
        pessimisticOn: day.nullable(),
        deadlines: z.array(
          z.looseObject({
            id: z.enum(['sipWindowEnds', 'allSipsClosed', 'readOnly']),
            day,
            workingDaysLeft: z.int(),
            neededPace: z.number().nullable(),
            chance: z.number().nullable().describe('Att alla är stängda då, till närmaste 5 procent'),
            verdict: z.enum(['done', 'reached', 'likely', 'uncertain', 'unlikely', 'missed', 'unknown']),
          }),
        ),
      }),
    ),
  }),
  timeline: z.array(
    z.strictObject({
      id: z.string(),
      step: z.string().nullable(),
      title: z.string(),
      from: day,
      to: day,
      owners: z.array(z.string()),
      state: z.enum(['ahead', 'running', 'done', 'late', 'past']),
      days: z.int(),
      progress: systemProgress,
      places: z
        .array(z.strictObject({ kommun, unit: z.string().nullable(), doneOn: day.nullable() }))
        .optional()
        .describe('Där milstolpen prickas av; saknas för den som listor visar'),
    }),
  ),
});
