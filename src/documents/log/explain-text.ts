import { doubtsText } from '../../domain/target/target-row.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type {
  ExplainedAny,
  ExplainedFact,
  ExplainedPerson,
  Explanation,
  ListedExplanation,
  SourceRow,
} from '../../domain/tracking/explanation.ts';
import { findingSummary } from '../../domain/validation/finding-catalogue.ts';
import { some } from '../../domain/words/counted.ts';
import { eventText } from './event-text.ts';
import { lockLines } from '../kit/lock-text.ts';
import type { Paint } from '../kit/paint.ts';
import { wrap } from '../kit/table.ts';

/** One case in full, for a terminal. */
export function explainText(
  explanation: Explanation | ListedExplanation,
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const text: Line = (lead, sentence) =>
    `  ${lead}${wrap(sentence, width - 4 - lead.length, `  ${' '.repeat(lead.length)}`)}`;
  const { kind, id, reference } = explanation;
  const name = id === reference ? `(referens ${reference})` : `${id}  (referens ${reference})`;
  return [
    paint.bold(`${KIND[kind]} ${name}`),
    ...lockLines(explanation.lock, profile, paint),
    '',
    ...('class' in explanation
      ? classLines(explanation, paint, text)
      : listedLines(explanation, paint, text)),
    ...factSections(explanation, paint, text),
    ...section('Intygat, och vad senare uttag visar', paint, [
      ...attestedLines(explanation, text),
      ...('inTarget' in explanation ? inTargetLines(explanation, profile, text) : []),
    ]),
    ...('person' in explanation
      ? [
          ...section('Intygat om personen, och vad senare uttag visar', paint, [
            ...attestedLines(explanation.person, text),
            ...inTargetLines(explanation.person, profile, text),
          ]),
          ...partyLines(explanation, paint, text),
        ]
      : []),
    ...eventLines(explanation, profile, paint, text),
    ...worklistLines(explanation, paint),
  ].join('\n');
}

type Line = (lead: string, sentence: string) => string;

const KIND: Readonly<Record<(Explanation | ListedExplanation)['kind'], string>> = {
  sip: 'SIP',
  vardtillfalle: 'Vårdtillfälle',
  patient: 'Patient',
  meddelande: 'Meddelande',
};

/** The class, the rule and what it rests on. */
function classLines(
  { classLabel, class: name, rule, also, restsOn }: Explanation,
  paint: Paint,
  text: Line,
): readonly string[] {
  return [
    `${paint.bold(classLabel)}  ${paint.dim(name)}`,
    text('', rule.reason),
    text('', paint.dim(`Regel ${rule.code}. Källa: ${rule.source}`)),
    ...restsOn.map(({ label, text: value }) => text('', `${label}: ${value}`)),
    ...section(
      'Gäller också',
      paint,
      also.map(({ code, reason }) => text('', `${reason} ${paint.dim(`(${code})`)}`)),
    ),
  ];
}

/** The lists that it stands on, why, and its cases. */
function listedLines(
  { lists, reasons, cases }: ListedExplanation,
  paint: Paint,
  text: Line,
): readonly string[] {
  return [
    ...(lists.length === 0 ? [paint.bold('På ingen lista')] : []),
    ...lists.flatMap(({ step, title, owner, source }) => [
      `${paint.bold(title)}  ${paint.dim(step)}`,
      text('', `Listan är för: ${owner}`),
      text('', paint.dim(`Källa: ${source}`)),
    ]),
    ...reasons.map((reason) => text('', reason)),
    ...(cases.length === 0 ? [] : [text('', `Ärenden: ${cases.join(', ')}.`)]),
  ];
}

function factSections(
  { from, lastSeen, facts, earlier, findings }: ExplainedAny,
  paint: Paint,
  text: Line,
): readonly string[] {
  return [
    '',
    paint.bold(`Uppgifter enligt ${place(from)}`),
    ...factLines(facts),
    ...(lastSeen.file !== from.file || lastSeen.row !== from.row
      ? [`  Senast sedd i ${place(lastSeen)}`]
      : []),
    ...earlier.flatMap((then) => [
      '',
      paint.bold(`Tidigare, enligt ${place(then.from)}`),
      ...factLines(then.differs),
    ]),
    ...section(
      'Anmärkningar på raden',
      paint,
      findings.map((code) => text('', `${findingSummary(code)} ${paint.dim(`(${code})`)}`)),
    ),
  ];
}

/** A heading with what stands under it, where anything does. */
const section = (heading: string, paint: Paint, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', paint.bold(heading), ...lines];

const attestedLines = ({ attested }: Pick<ExplainedAny, 'attested'>, text: Line): readonly string[] =>
  attested.map(({ label, step, attestedOn, confirmation: { state, listOn } }) =>
    text(
      `${attestedOn}  `,
      `${label}${step === null ? '' : ` (steg ${step})`}: ${CONFIRMATION[state]}${listOn === null ? '' : ` ${listOn}`}`,
    ),
  );

/** Whether a person is in the target system, by whoever says so. */
function inTargetLines(
  { inTarget }: Pick<ExplainedPerson, 'inTarget'>,
  { target }: Pick<Profile, 'target'>,
  text: Line,
): readonly string[] {
  if (inTarget === null) return [];
  const { since, standing, listOn, why = [] } = inTarget;
  const said = `Registrerad i ${target} enligt intyg ${since}`;
  const told = {
    attested: `${said}; ännu inte bekräftat av något uttag därifrån.`,
    confirmed: `${said}; bekräftat av uttaget därifrån ${listOn ?? ''}.`,
    listed: `Finns i uttaget från ${target} ${listOn ?? ''}.`,
    contradicted: `${said}, men uttaget därifrån ${listOn ?? ''} har inte personen.`,
    unclear: `En rad i uttaget från ${target} ${listOn ?? ''} räknas inte: ${doubtsText(why)}.`,
  }[standing];
  return [text('', told)];
}

function eventLines({ events }: ExplainedAny, profile: Profile, paint: Paint, text: Line): readonly string[] {
  const lines = events.map(({ seq, effectiveOn, by, type, data, isUndone }) =>
    text(
      `${seq}  ${effectiveOn}  `,
      `${isUndone ? 'ÅNGRAD: ' : ''}${eventText(type, data, profile)}  ${paint.dim(by)}`,
    ),
  );
  return section('Händelser', paint, lines);
}

function worklistLines({ worklists }: ExplainedAny, paint: Paint): readonly string[] {
  const lines = worklists.map(({ worklistId, step, asOf }) => `  ${worklistId}  steg ${step}, läget ${asOf}`);
  return section('Arbetslistor', paint, lines);
}

/** Who else has something to move of a SIP, and whether it is done. */
function partyLines(
  { parties: { named, unknown } }: Explanation,
  paint: Paint,
  text: (lead: string, said: string) => string,
): readonly string[] {
  if (named.length + unknown === 0) return [];
  return [
    '',
    paint.bold('Övriga parter'),
    ...named.map(({ name, doneOn }) =>
      text('', `${name}: ${doneOn === null ? 'inte klar' : `klar ${doneOn}`}`),
    ),
    ...(unknown === 0
      ? []
      : [text('', `${some(unknown, 'namn')} i listan är ingen känd enhet, part eller kommun.`)]),
  ];
}

/** What the lists say of something attested; the day of the list follows. */
const CONFIRMATION: Readonly<Record<Explanation['attested'][number]['confirmation']['state'], string>> = {
  confirmed: 'bekräftat av uttaget',
  contradicted: 'syns INTE i uttaget',
  awaited: 'inget senare uttag än',
  'not-in-lists': 'syns inte i några listor, bara intyg',
};

const place = ({ file, row, exportedOn }: SourceRow): string => `${file} rad ${row} (uttag ${exportedOn})`;

function factLines(facts: readonly ExplainedFact[]): string[] {
  const widest = Math.max(0, ...facts.map(({ label }) => label.length));
  return facts.map(({ label, text }) => `  ${label.padEnd(widest)}  ${text}`);
}
