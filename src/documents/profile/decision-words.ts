import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import type { DecisionKind, MovedWork, ProfileDecision } from '../../domain/plan/profile-decision.ts';
import { fillNames } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { count, counted } from '../../domain/words/counted.ts';

// What people read of a changed profile, the same on the page and at the terminal.

export type Names = Pick<Profile, 'source' | 'target'>;

const HEADINGS: Readonly<Record<DecisionKind, (start: NonNullable<ProfileDecision['start']>) => string>> = {
  'put-off': ({ from, to }) => `Ingen start ${from}: övergången skjuts upp till ${to}`,
  stopped: ({ to }) => `Övergången stoppas mitt i arbetet och skjuts upp till ${to}`,
  'brought-forward': ({ to }) => `Övergången tidigareläggs till ${to}`,
  'taken-back': () => 'Tillbaka till en plan som har gällt förut',
  'other-days': () => 'Andra dagar i planen',
  'no-days': () => 'Ändrad profil',
};

/** The same where units start one by one. */
const UNIT_HEADINGS: Readonly<Partial<Record<DecisionKind, string>>> = {
  'put-off': 'Enheters start skjuts upp',
  stopped: 'Enheters start stoppas mitt i arbetet och skjuts upp',
  'brought-forward': 'Enheters start tidigareläggs',
};

const NO_START = { from: '', to: '' };
export const decisionHeading = ({ kind, start }: ProfileDecision): string =>
  (start === null ? UNIT_HEADINGS[kind] : undefined) ?? HEADINGS[kind](start ?? NO_START);

/** What is to be done in which system from now on, where the start has moved. */
export function untilThen({ kind, start }: ProfileDecision, { source, target }: Names): readonly string[] {
  if (kind !== 'put-off' && kind !== 'stopped') return [];
  return [
    start === null
      ? `De enheter som får en senare dag arbetar fram till den i ${source} som förut, och börjar inget nytt i ${target}.`
      : `Fram till ${start.to}: arbeta i ${source} som förut, och börja inget nytt i ${target}.`,
    ...(kind === 'stopped'
      ? [`Det som redan är påbörjat i ${target}: fortsätt inte på egen hand, vänta på de nya listorna.`]
      : []),
  ];
}

const DEADLINES: Readonly<Record<string, string>> = {
  lastReadyInSource: 'Sista dagen som utskrivningsklara avslutas i {source}',
  sipWindowEnds: 'Arbetsfönstret för SIP:ar slutar',
  allSipsClosed: 'Alla SIP:ar i {source} ska vara stängda',
  readOnly: '{source} blir skrivskyddat',
  archiving: 'Arkiveringen börjar',
};

/** What people call a day that the rules count by. */
export const deadlineText = (name: string, names: Names): string => fillNames(DEADLINES[name] ?? name, names);

const NO_DAY = 'ingen dag';

/** The days that move, by what people call them, in the order that they come. */
export function dayRows(
  { days, unitDays, decision: { told } }: ProfileConsequences,
  names: Names,
): readonly { readonly text: string; readonly from: string; readonly to: string }[] {
  const titles = new Map(told.flatMap(({ work }) => work.map(({ milestone, title }) => [milestone, title])));
  return [
    ...days.map(({ name, from, to }) => ({ text: titles.get(name) ?? deadlineText(name, names), from, to })),
    ...unitDays.map(({ unit, from, to }) => ({
      text: `${unit} börjar i ${names.target}`,
      from: from ?? NO_DAY,
      to: to ?? NO_DAY,
    })),
  ].toSorted((one, other) => (one.to < other.to ? -1 : one.to > other.to ? 1 : 0));
}

/** The same as lines of text. */
export const dayLines = (of: ProfileConsequences, names: Names): readonly string[] =>
  dayRows(of, names).map(({ text, from, to }) => `${text}: ${from} blir ${to}`);

export function standingLines(
  { earlyAnswers, inTarget }: ProfileConsequences,
  profile: Profile,
): readonly string[] {
  const { source, target } = profile;
  return [
    'Allt som är intygat, besvarat och registrerat står kvar, med sina dagar.',
    'Beslut om enskilda ärenden står kvar.',
    ...(inTarget.vardtillfalle === 0
      ? []
      : [
          `${counted(inTarget.vardtillfalle, 'pågående vårdtillfälle', 'pågående vårdtillfällen')} finns redan i ${target} enligt intyg eller lista: de tas inte bort där. Hör de till ${source} igen står de på listan för beslut.`,
        ]),
    ...(inTarget.sip === 0
      ? []
      : [
          `${counted(inTarget.sip, 'öppen SIP', 'öppna SIP:ar')} finns redan i ${target} enligt intyg eller lista: de står kvar där, och hos samordningsansvarig.`,
        ]),
    ...earlyAnswers.map(
      ({ step, answers }) =>
        `${count(answers)} svar på listan ”${stepWithId(planOf(profile), step)?.title ?? step}” har en dag före stegets nya början, och räknas som förut.`,
    ),
  ];
}

const labelOf = (kind: 'sip' | 'vardtillfalle', name: string, profile: Profile): string => {
  const labels: Readonly<Record<string, string>> =
    kind === 'sip' ? planOf(profile).sipLabels : VARDTILLFALLE_CLASSES;
  return fillNames(labels[name] ?? name, profile);
};

export const classLines = ({ classes }: ProfileConsequences, profile: Profile): readonly string[] =>
  classes.map(
    ({ kind, from, to, cases }) =>
      `${kind === 'sip' ? counted(cases, 'SIP', 'SIP:ar') : counted(cases, 'vårdtillfälle', 'vårdtillfällen')}: ”${labelOf(kind, from, profile)}” blir ”${labelOf(kind, to, profile)}”`,
  );

const span = ({ from, to }: MovedWork['is']): string => (from === to ? from || NO_DAY : `${from} – ${to}`);

/** Who is told of which work that is done on other days. */
export const workLines = ({ told }: ProfileDecision): readonly string[] =>
  told.flatMap(({ who, work }) =>
    work.length === 0
      ? []
      : [`${who}: ${work.map(({ title, was, is }) => `${title}: ${span(was)} blir ${span(is)}.`).join(' ')}`],
  );
