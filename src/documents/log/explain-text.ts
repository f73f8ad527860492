import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Explanation, ExplainedFact, SourceRow } from '../../domain/tracking/explanation.ts';
import { findingSummary } from '../../domain/validation/finding-catalogue.ts';
import { some } from '../../domain/words/counted.ts';
import { eventText } from './event-text.ts';
import { lockLines } from '../kit/lock-text.ts';
import type { Paint } from '../kit/paint.ts';
import { wrap } from '../kit/table.ts';

/** One case in full, for a terminal. */
export function explainText(explanation: Explanation, profile: Profile, paint: Paint, width: number): string {
  const {
    id,
    reference,
    kind,
    rule,
    also,
    restsOn,
    facts,
    from,
    lastSeen,
    earlier,
    findings,
    events,
    worklists,
  } = explanation;
  const text = (lead: string, sentence: string): string =>
    `  ${lead}${wrap(sentence, width - 4 - lead.length, `  ${' '.repeat(lead.length)}`)}`;
  const lines = [
    paint.bold(`${kind === 'sip' ? 'SIP' : 'Vårdtillfälle'} ${id}  (referens ${reference})`),
    ...lockLines(explanation.lock, profile, paint),
    '',
    `${paint.bold(explanation.classLabel)}  ${paint.dim(explanation.class)}`,
    text('', rule.reason),
    text('', paint.dim(`Regel ${rule.code}. Källa: ${rule.source}`)),
    ...restsOn.map(({ label, text: value }) => text('', `${label}: ${value}`)),
  ];
  if (also.length > 0) {
    lines.push(
      '',
      paint.bold('Gäller också'),
      ...also.map(({ code, reason }) => text('', `${reason} ${paint.dim(`(${code})`)}`)),
    );
  }
  lines.push('', paint.bold(`Uppgifter enligt ${place(from)}`), ...factLines(facts));
  if (lastSeen.file !== from.file || lastSeen.row !== from.row)
    lines.push(`  Senast sedd i ${place(lastSeen)}`);
  for (const then of earlier) {
    lines.push('', paint.bold(`Tidigare, enligt ${place(then.from)}`), ...factLines(then.differs));
  }
  if (findings.length > 0)
    lines.push(
      '',
      paint.bold('Anmärkningar på raden'),
      ...findings.map((code) => text('', `${findingSummary(code)} ${paint.dim(`(${code})`)}`)),
    );
  if (explanation.attested.length > 0) {
    lines.push(
      '',
      paint.bold('Intygat, och vad senare uttag visar'),
      ...explanation.attested.map(({ label, step, attestedOn, confirmation: { state, listOn } }) =>
        text(
          `${attestedOn}  `,
          `${label}${step === null ? '' : ` (steg ${step})`}: ${CONFIRMATION[state]}${listOn === null ? '' : ` ${listOn}`}`,
        ),
      ),
    );
  }
  lines.push(...partyLines(explanation, paint, text));
  if (events.length > 0) {
    lines.push(
      '',
      paint.bold('Händelser'),
      ...events.map(({ seq, effectiveOn, by, type, data, isUndone }) =>
        text(
          `${seq}  ${effectiveOn}  `,
          `${isUndone ? 'ÅNGRAD: ' : ''}${eventText(type, data, profile)}  ${paint.dim(by)}`,
        ),
      ),
    );
  }
  if (worklists.length > 0) {
    lines.push(
      '',
      paint.bold('Arbetslistor'),
      ...worklists.map(({ worklistId, step, asOf }) => `  ${worklistId}  steg ${step}, läget ${asOf}`),
    );
  }
  return lines.join('\n');
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
