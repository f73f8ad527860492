import { PARTS } from '../kinds/terms.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { goLiveOn } from './go-live.ts';
import { moveWindow, planOf, type Plan, type Step } from './plan.ts';

/** A rule on what the days, and other members, of a profile must not say against each other. */
interface DayRule {
  /** Whether it can be meant: then it is told, and else refused. */
  readonly isTold: boolean;
  /** `path: what is wrong`, in Swedish. */
  readonly find: (profile: Profile, plan: Plan) => readonly string[];
}

/** Work in the source system cannot be planned once it is read-only (domain §7). */
const worksInSource = ({ inSource }: Step): boolean => inSource.length > 0;

/** Where the day stands that a step begins. */
const beginsAt = ({ milestone }: Step): string => `milestones[${milestone ?? ''}].from`;

const once = (lines: readonly string[]): readonly string[] => [...new Set(lines)];

/** The rules, read by everything that takes in a profile. To add one: one entry. */
const RULES = {
  /** A step's own last day, where its system can no longer be written by then. */
  endsAfterReadOnly: {
    isTold: false,
    find: ({ steps: own, deadlines: { readOnly }, source }, { steps }) =>
      steps.filter(worksInSource).flatMap(({ id }) => {
        const deadline = own[id]?.deadline;
        return deadline === undefined || deadline <= readOnly
          ? []
          : [
              `steps.${id}.deadline: ${deadline} ligger efter läsläget ${readOnly}, och steget görs i ${source}`,
            ];
      }),
  },
  /** A step that is to be done before it begins. */
  endsBeforeItBegins: {
    isTold: false,
    find: ({ steps: own }, { steps }) =>
      once(
        steps.flatMap((step) => {
          const { id, beginsOn, deadline } = step;
          if (beginsOn === null || beginsOn <= deadline) return [];
          return own[id]?.deadline === undefined
            ? [`${beginsAt(step)}: steget ${id} börjar ${beginsOn}, efter sin sista dag ${deadline}`]
            : [`steps.${id}.deadline: ${deadline} ligger före steget börjar ${beginsOn}`];
        }),
      ),
  },
  /** Work that begins, or a start in the target, when nothing can be done in the source any more. */
  beginsAfterReadOnly: {
    isTold: false,
    find: (profile, { steps }) => {
      const { readOnly } = profile.deadlines;
      const starts = [goLiveOn(profile, 'vardtillfalle'), moveWindow(profile)?.from ?? null];
      return once(
        steps.flatMap((step) => {
          const { beginsOn } = step;
          if (beginsOn === null || beginsOn <= readOnly) return [];
          return worksInSource(step) || starts.includes(beginsOn)
            ? [`${beginsAt(step)}: ${beginsOn} ligger efter läsläget ${readOnly}`]
            : [];
        }),
      );
    },
  },
  /** A milestone of a step done in the source that goes on after it is read-only. */
  goesOnAfterReadOnly: {
    isTold: true,
    find: ({ milestones, deadlines: { readOnly }, source }, { steps }) =>
      milestones.flatMap(({ id, from, to }) => {
        const step = steps.filter(worksInSource).find(({ milestone }) => milestone === id);
        return step === undefined || to <= readOnly || from > readOnly
          ? []
          : [
              `milestones[${id}].to: ${to} ligger efter läsläget ${readOnly}, och steget ${step.id} görs i ${source}`,
            ];
      }),
  },
  /** One day that stands in two places: gates and lists count by the one, the timeline shows the other. */
  twoDaysOfOne: {
    isTold: true,
    find: ({ milestones, deadlines }, { gates }) =>
      once(
        gates.flatMap(({ milestone, due }) => {
          const to = milestones.find(({ id }) => id === milestone)?.to;
          return due === undefined || to === undefined || to === deadlines[due]
            ? []
            : [
                `milestones[${milestone}].to: ${to}, men deadlines.${due}, som villkor och listor räknar med, är ${deadlines[due]}`,
              ];
        }),
      ),
  },
  /** Who becomes ready on some days would be finished in the source, and has been begun in the target. */
  readyAfterStart: {
    isTold: true,
    find: (profile) => {
      const { lastReadyInSource } = profile.deadlines;
      const start = goLiveOn(profile, 'vardtillfalle');
      return start === null || lastReadyInSource < start
        ? []
        : [
            `deadlines.lastReadyInSource: ${lastReadyInSource} ligger inte före starten ${start}: de som blir utskrivningsklara däremellan avslutas i ${profile.source} fast de är påbörjade i ${profile.target}`,
          ];
    },
  },
  /** A unit that begins when the source is read-only, or when all its cases should be closed. */
  unitBeginsLate: {
    isTold: true,
    find: (profile, { switchesByUnit, gates }) => {
      if (!switchesByUnit) return [];
      const closed = gates.flatMap((gate) =>
        'counts' in gate && gate.perUnit === true
          ? (profile.milestones.find(({ id }) => id === gate.milestone)?.to ?? [])
          : [],
      );
      const last = [...closed, profile.deadlines.readOnly].sort()[0] ?? '';
      return unitDaysOf(profile).flatMap(({ path, day }) =>
        day <= last
          ? []
          : [`${path}: ${day} ligger efter ${last}, då ärendena i ${profile.source} ska vara avslutade`],
      );
    },
  },
  /** Days of units, where all units begin on one day. */
  unitDaysUnused: {
    isTold: true,
    find: (profile, { switchesByUnit, name }) =>
      switchesByUnit
        ? []
        : unitDaysOf(profile).map(
            ({ path }) => `${path}: har ingen verkan, för i planen ${name} börjar alla enheter samma dag`,
          ),
  },
  /** A part without an entry: nobody has said whose its lists are. */
  partMissing: {
    isTold: true,
    find: ({ parts }) =>
      PARTS.filter((part) => !parts.some(({ code }) => code === part)).map(
        (part) => `parts: ”${part}” saknas: dess listor görs per kommun, och ingen är sagd ge dess hjälp`,
      ),
  },
  /** Of two entries called the same one would be without effect. */
  twice: {
    isTold: false,
    find: (profile) =>
      LISTS.flatMap(({ name, called }) => {
        const names = called(profile);
        return [...new Set(names.filter((one, at) => names.indexOf(one) !== at))].map(
          (one) => `${name}: ”${one}” står två gånger`,
        );
      }),
  },
  /**
   * What a milestone is called by on the timeline: "4" is step 4, or both of 4a and 4b; "2" the steps 2-somatik and
   * 2-psykiatri. Nothing else rests on it.
   */
  unknownStep: {
    isTold: true,
    find: ({ milestones }, { name, steps, off }) =>
      milestones.flatMap(({ id, step }) =>
        step === null || [...steps, ...off].some((one) => one.id === step || isPartOf(one.id, step))
          ? []
          : [`milestones[${id}].step: planen ${name} har inget steg ”${step}”, som tidslinjen skulle visa`],
      ),
  },
} as const satisfies Readonly<Record<string, DayRule>>;

const isPartOf = (id: string, step: string): boolean =>
  id.startsWith(step) && !/^\d/u.test(id.slice(step.length));

/** The lists of a profile whose entries are known by a name of their own. */
const LISTS: readonly { readonly name: string; readonly called: (profile: Profile) => readonly string[] }[] =
  [
    { name: 'milestones', called: ({ milestones }) => milestones.map(({ id }) => id) },
    { name: 'parts', called: ({ parts }) => parts.map(({ code }) => code) },
    { name: 'unitTypes', called: ({ unitTypes }) => unitTypes.map(({ name }) => name) },
    { name: 'roles', called: ({ roles }) => roles.map(({ name }) => name) },
    { name: 'notices', called: ({ notices }) => notices.map(({ id }) => id) },
    { name: 'exceptions', called: ({ exceptions }) => exceptions.map(({ id }) => id) },
    { name: 'openQuestions', called: ({ openQuestions }) => openQuestions.map(({ id }) => id) },
    { name: 'publicGroups', called: ({ publicGroups }) => publicGroups.map(({ name }) => name) },
  ];

function unitDaysOf({
  unitDays,
  unitTypes,
}: Profile): readonly { readonly path: string; readonly day: string }[] {
  return [
    ...unitTypes.flatMap(({ name, day }) =>
      day === undefined ? [] : [{ path: `unitTypes[${name}].day`, day }],
    ),
    ...Object.entries(unitDays).flatMap(([unit, day]) =>
      day === null ? [] : [{ path: `unitDays.${unit}`, day }],
    ),
  ];
}

const found = (profile: Profile, isTold: boolean): readonly string[] =>
  Object.values<DayRule>(RULES).flatMap((rule) =>
    rule.isTold === isTold ? rule.find(profile, planOf(profile)) : [],
  );

/** What cannot be meant, of a profile that is otherwise without fault: it is refused. */
export const dayFaults = (profile: Profile): readonly string[] => found(profile, false);

/** What can be meant, and is told to who takes the profile in. */
export const dayWarnings = (profile: Profile): readonly string[] => found(profile, true);
