import { z } from 'zod';
import { PARTS, TERMS, type TermSet } from '../kinds/terms.ts';
import { KINDS, kindOf, type KindName } from '../kinds/kinds.ts';
import { kommunFaults } from './kommun-faults.ts';
import { LATER_MEMBERS } from './later-members.ts';
import { FINDINGS } from '../validation/finding-catalogue.ts';

/**
 * The region profile: everything that differs between regions, as data. This schema is the only description
 * of it; `schemas/profile.schema.json` is generated from here. Other modules import the types alone, so that
 * commands which only use a profile already checked never load zod.
 */
const localDate = z.iso.date();
const localTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/u);
const code = z.string().regex(/^[a-z0-9-]+$/u);
const sentence = z.string().min(1);
const part = z.enum(PARTS as [string, ...string[]]);

const kommun = z.strictObject({
  /** SCB's four-digit code. */
  code: z.string().regex(/^\d{4}$/u),
  name: sentence,
  /** Spellings besides the code, the name, "X kommun", "Xs kommun" and "X kn", which are always understood. */
  aliases: z.array(sentence).default([]),
});

const partEntry = z.strictObject({
  code: part,
  /** One file per kommun, or one per unit, when worklists are handed out. */
  worklistPer: z.enum(['kommun', 'unit']),
  /** Which side of the regional border asks central IT for help, and how (seed 000, "Hjälp att kvittera"). */
  huvudman: z.enum(['kommun', 'region']),
  aliases: z.array(sentence).default([]),
});

const unitType = z.strictObject({
  name: sentence,
  part,
  aliases: z.array(sentence).default([]),
  /** The day from which units of the type work in the target system, where units switch one by one. */
  day: localDate.optional(),
  /** Why units of the type have no day: they are not connected to the target system. */
  notConnected: sentence.optional(),
});

/** How help with messages is asked for, on each side of the regional border (seed 000, "Hjälp att kvittera"). */
const support = z.strictObject({ name: sentence, region: sentence, kommun: sentence });

/** Where a profile does not say who helps: nobody else's help is guessed. */
const NOBODY_NAMED = {
  name: 'projektledningen',
  region: 'fråga till projektledningen',
  kommun: 'fråga till projektledningen',
} as const;

/** What everybody who works in the target system must know, on the lists of some steps or of all. */
const notice = z.strictObject({
  id: code,
  text: sentence,
  steps: z.union([z.literal('all'), z.array(code).min(1)]),
  source: sentence,
});

/** What a region does otherwise in one step of its plan. */
const stepOverride = z.strictObject({
  title: sentence.optional(),
  /** Whose list it is, where that is a name or a role in the kommun. */
  owner: sentence.optional(),
  /** Who does the work. */
  role: sentence.optional(),
  deadline: localDate.optional(),
  inTarget: z.array(sentence).optional(),
  inSource: z.array(sentence).optional(),
  traps: z.array(sentence).optional(),
  checklist: z.array(sentence).optional(),
  isOff: z.boolean().optional(),
});
const role = z.strictObject({ name: sentence, aliases: z.array(sentence).default([]) });

const milestone = z.strictObject({
  id: code,
  /** The step of the cut-over that is done here, where there is one. */
  step: code.nullable().default(null),
  title: sentence,
  from: localDate,
  fromTime: localTime.nullable().default(null),
  fromText: sentence.nullable().default(null),
  to: localDate,
  owners: z.array(sentence).min(1),
  /** No list proves it: a person ticks it off (`mark milestone`), once for the region, or for each kommun or unit. */
  ticked: z
    .strictObject({ per: z.enum(['region', 'kommun', 'unit']) })
    .nullable()
    .default(null),
  source: sentence,
});

const openQuestion = z.strictObject({
  id: code,
  question: sentence,
  /** The steps that it concerns: it stands on their lists. */
  steps: z.array(code).default([]),
  source: sentence,
});

const exception = z.strictObject({
  id: code,
  step: code,
  housing: z.enum(Object.keys(TERMS.housing) as [string, ...string[]]),
  exceptKommuner: z.array(z.string().regex(/^\d{4}$/u)),
  source: sentence,
});

const publicGroup = z.strictObject({
  name: sentence,
  kommuner: z.array(z.string().regex(/^\d{4}$/u)).min(2),
});

const perTermSet = z.partialRecord(
  z.enum(Object.keys(TERMS) as [TermSet, ...TermSet[]]),
  z.record(z.string(), z.string()),
);
const perKind = z.partialRecord(
  z.enum(Object.keys(KINDS) as [KindName, ...KindName[]]),
  z.record(z.string(), z.array(z.string())),
);

/** A kommun of the profile stands in one group at most. */
function groupFaults(
  groups: readonly z.infer<typeof publicGroup>[],
  codes: ReadonlySet<string>,
): readonly { readonly index: number; readonly message: string }[] {
  const grouped = new Set<string>();
  return groups.flatMap(({ kommuner }, index) =>
    kommuner.flatMap((code) => {
      const isTwice = grouped.has(code);
      grouped.add(code);
      if (!codes.has(code)) return [{ index, message: `${code} är ingen av profilens kommuner` }];
      return isTwice ? [{ index, message: `${code} står redan i en grupp` }] : [];
    }),
  );
}

export const profileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: code,
    title: sentence,
    /** SCB's two-digit county code. */
    lan: z.string().regex(/^\d{2}$/u),
    source: sentence,
    target: sentence,
    /** The cut-over that is followed: its steps, class rules and gates. */
    plan: code.default(LATER_MEMBERS.plan),
    /** What of the profile no source says: stands on every page. */
    invented: sentence.nullable().default(LATER_MEMBERS.invented),
    environment: z.enum(['production', 'acceptance', 'training']),
    kommuner: z.array(kommun).min(1),
    parts: z.array(partEntry).min(1),
    roles: z.array(role),
    unitTypes: z.array(unitType),
    milestones: z.array(milestone).min(1),
    /** The days that rules count with. The three closing deadlines stand side by side in the source: never one. */
    deadlines: z.strictObject({
      /** Last day on which a patient who becomes utskrivningsklar is finished in the source system. */
      lastReadyInSource: localDate,
      /** End of the work window for SIPs. */
      sipWindowEnds: localDate,
      /** All SIPs closed, ended or moved. */
      allSipsClosed: localDate,
      /** The source system is set read-only. */
      readOnly: localDate,
      /** Archiving begins. */
      archiving: localDate,
    }),
    rules: z.strictObject({
      /** Months without activity after which a SIP is proposed as not current. */
      inactivityMonths: z.int().min(1),
      /** From this day a patient finished in the source but still in hospital is listed as trapped (inferred). */
      trappedFrom: localDate,
    }),
    support: support.default(NOBODY_NAMED),
    notices: z.array(notice).default([]),
    /** By the step's id. */
    steps: z.record(code, stepOverride).default({}),
    /** The day from which a unit works in the target system, where units switch one by one; null = not connected. */
    unitDays: z.record(sentence, localDate.nullable()).default({}),
    exceptions: z.array(exception),
    openQuestions: z.array(openQuestion),
    /** Small kommuner that stand together in reports for outside readers; the same from the first report to the last. */
    publicGroups: z.array(publicGroup).default([]),
    /** Header spellings beyond the built-in ones: kind → column → spellings. */
    headers: perKind.default({}),
    /** Spellings of terms beyond the built-in ones: vocabulary → text → code. */
    terms: perTermSet.default({}),
    /** Severity of a finding where this region wants another: code → severity. */
    severities: z.record(z.string(), z.enum(['error', 'warning', 'info'])).default({}),
  })
  .superRefine((profile, check) => {
    const seen = new Set(profile.kommuner.map((entry) => entry.code));
    for (const { path, message } of kommunFaults(profile.kommuner))
      check.addIssue({ code: 'custom', path: [...path], message });
    profile.milestones.forEach((entry, index) => {
      if (entry.to < entry.from) {
        check.addIssue({
          code: 'custom',
          path: ['milestones', index, 'to'],
          message: `slutar ${entry.to}, före starten ${entry.from}`,
        });
      }
    });
    profile.exceptions.forEach((entry, index) => {
      for (const kommunCode of entry.exceptKommuner) {
        if (!seen.has(kommunCode)) {
          check.addIssue({
            code: 'custom',
            path: ['exceptions', index, 'exceptKommuner'],
            message: `${kommunCode} är ingen av profilens kommuner`,
          });
        }
      }
    });
    for (const { index, message } of groupFaults(profile.publicGroups, seen))
      check.addIssue({ code: 'custom', path: ['publicGroups', index, 'kommuner'], message });
    for (const [set, spellings] of Object.entries(profile.terms) as [TermSet, Record<string, string>][]) {
      const codes = Object.keys(TERMS[set]);
      for (const [text, code] of Object.entries(spellings)) {
        if (!codes.includes(code)) {
          check.addIssue({
            code: 'custom',
            path: ['terms', set, text],
            message: `ska vara ${codes.join(', ')}`,
          });
        }
      }
    }
    for (const [kind, columns] of Object.entries(profile.headers) as [KindName, object][]) {
      const names = kindOf(kind).fields.map(({ name }) => name);
      for (const column of Object.keys(columns)) {
        if (!names.includes(column)) {
          check.addIssue({
            code: 'custom',
            path: ['headers', kind, column],
            message: `okänd kolumn; ${kind} har ${names.join(', ')}`,
          });
        }
      }
    }
    for (const code of Object.keys(profile.severities)) {
      if (!Object.hasOwn(FINDINGS, code))
        check.addIssue({ code: 'custom', path: ['severities', code], message: 'okänd kod' });
    }
    if (profile.rules.trappedFrom > profile.deadlines.readOnly) {
      check.addIssue({
        code: 'custom',
        path: ['rules', 'trappedFrom'],
        message: `ligger efter läsläget ${profile.deadlines.readOnly}: ingen skulle räknas som fast före det`,
      });
    }
    const { lastReadyInSource, sipWindowEnds, allSipsClosed, readOnly, archiving } = profile.deadlines;
    const inOrder = [lastReadyInSource, sipWindowEnds, allSipsClosed, readOnly, archiving];
    if (inOrder.some((day, index) => day < (inOrder[index - 1] ?? ''))) {
      check.addIssue({
        code: 'custom',
        path: ['deadlines'],
        message:
          'dagarna ska stå i tidsordning: lastReadyInSource, sipWindowEnds, allSipsClosed, readOnly, archiving',
      });
    }
  });

export type Profile = z.infer<typeof profileSchema>;
export type Milestone = Profile['milestones'][number];
