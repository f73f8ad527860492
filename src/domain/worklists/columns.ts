import { SIP_RULES, type SipCase, type SipContext } from '../classification/sip-classes.ts';
import { ruleWithCode, type Classification } from '../classification/class-rule.ts';
import type { SipClass } from '../classification/classes.ts';
import { kommunName } from '../profile/kommuner.ts';
import { initialAndSurname } from '../identity/initials.ts';
import { termLabel } from '../records/terms.ts';
import type { StepId } from './steps.ts';

/** What a cell of a worklist is made from. */
export interface SipOnList {
  readonly reference: string;
  readonly birthYear: number | null;
  readonly item: SipCase;
  readonly context: SipContext;
  readonly classification: Classification<SipClass>;
}

export interface WorklistColumnEntry {
  readonly key: string;
  readonly header: string;
  readonly width: number;
  readonly format: 'text' | 'date' | 'choice';
  readonly steps: readonly StepId[];
  readonly wrap?: true;
  readonly pinned?: true;
  readonly note?: string;
  /** Left out of a list whose owner is a kommun: every row would say the same. */
  readonly isImpliedByKommun?: true;
}

/** A column with what is handed out, locked. */
export interface FactColumn extends WorklistColumnEntry {
  readonly kind: 'fact';
  readonly value: (row: SipOnList) => string | null;
}

/** A column for the answer. */
export interface AnswerColumn extends WorklistColumnEntry {
  readonly kind: 'answer';
  readonly choices?: readonly string[];
  readonly settles?: readonly string[];
}

/** Answers of a worklist's status column. */
export const ANSWERS = ['Klar', 'Pågår', 'Inte aktuell', 'Behöver hjälp', 'Fel mottagare'] as const;
const SETTLED = ['Klar', 'Inte aktuell'];

const ALL: readonly StepId[] = ['6', 'stada', 'vardplan', 'beslut', 'skyddade'];
const SHOWING_THE_PERSON: readonly StepId[] = ['6', 'stada', 'vardplan', 'beslut'];

const labelled = (set: Parameters<typeof termLabel>[0], code: string | null): string | null =>
  code === null ? null : termLabel(set, code);

function reasons({ item, context, classification }: SipOnList): string {
  return [classification.rule, ...classification.also]
    .map((code) => ruleWithCode(SIP_RULES, code)?.reason(item, context) ?? code)
    .join(' Dessutom: ');
}

/** In the order in which they stand. A column belongs to the steps it names; to add one: one entry here. */
export const SIP_COLUMNS: readonly (FactColumn | AnswerColumn)[] = [
  { kind: 'fact', key: 'reference', header: 'Referens', width: 10, format: 'text', steps: ALL, pinned: true, value: (row) => row.reference },
  { kind: 'fact', key: 'sip', header: 'SIP i Prator', width: 12, format: 'text', steps: ALL, value: ({ item }) => item.facts.sip_id },
  {
    kind: 'fact', key: 'patient', header: 'Patient', width: 16, format: 'text', steps: SHOWING_THE_PERSON, pinned: true,
    // Initial and surname, as the region asks for in its own help requests: "A Larsson" (seed 000, "Hjälp att kvittera").
    value: ({ item }) => (item.facts.name === null ? null : initialAndSurname(item.facts.name)),
  },
  {
    kind: 'fact', key: 'born', header: 'Född', width: 6, format: 'text', steps: SHOWING_THE_PERSON,
    value: ({ birthYear }) => (birthYear === null ? null : String(birthYear)),
  },
  { kind: 'fact', key: 'kommun', header: 'Kommun', width: 12, format: 'text', steps: ['6', 'stada', 'vardplan', 'beslut'], isImpliedByKommun: true, value: ({ item, context }) => kommunName(context.profile, item.facts.kommun) },
  { kind: 'fact', key: 'part', header: 'Samordningsansvar', width: 12, format: 'text', steps: ['vardplan', 'beslut'], value: ({ item }) => labelled('part', item.facts.part) },
  { kind: 'fact', key: 'role', header: 'Samordningsansvarig', width: 16, format: 'text', steps: ALL, wrap: true, value: ({ item }) => item.facts.role },
  {
    kind: 'fact', key: 'how', header: 'Så här startas den', width: 22, format: 'text', steps: ['6'], wrap: true,
    value: ({ classification }) =>
      classification.class === 'move-with-vardtillfalle' ? 'Erbjud SIP (pågående vårdtillfälle)' : 'Skapa en SIP utanför vårdtillfälle',
  },
  { kind: 'fact', key: 'reason', header: 'Varför', width: 40, format: 'text', steps: ['stada', 'beslut', 'vardplan'], wrap: true, value: reasons },
  { kind: 'fact', key: 'consent', header: 'Samtycke', width: 11, format: 'text', steps: ['6', 'beslut'], value: ({ item }) => labelled('consent', item.facts.consent) },
  { kind: 'fact', key: 'phase', header: 'Fas', width: 14, format: 'text', steps: ['6', 'stada'], wrap: true, value: ({ item }) => labelled('phase', item.facts.phase) },
  { kind: 'fact', key: 'meeting', header: 'Möte', width: 10, format: 'date', steps: ['6'], value: ({ item }) => item.facts.meeting_on },
  { kind: 'fact', key: 'changed', header: 'Senast ändrad', width: 10, format: 'date', steps: ['6', 'stada'], value: ({ item }) => item.facts.changed_on },
  { kind: 'answer', key: 'status', header: 'Status', width: 13, format: 'choice', steps: ALL, choices: ANSWERS, settles: SETTLED, note: 'Välj hur det gick.' },
  {
    kind: 'answer', key: 'coordinator', header: 'Ny samordningsansvarig satt', width: 13, format: 'choice', steps: ['6'], choices: ['Ja', 'Nej'], wrap: true,
    note: 'Den som skapar underlaget blir samordningsansvarig automatiskt. Är rätt person satt i Lifecare SP?',
  },
  { kind: 'answer', key: 'allParties', header: 'Alla parter klara', width: 10, format: 'choice', steps: ['6'], choices: ['Ja', 'Nej'], wrap: true, note: 'Har alla parter flyttat över sin information?' },
  { kind: 'answer', key: 'closedOn', header: 'Avslutad i Prator', width: 11, format: 'date', steps: ['6', 'stada', 'vardplan', 'skyddade'], wrap: true, note: 'Dagen då SIP:en avslutades i Prator.' },
  { kind: 'answer', key: 'by', header: 'Av', width: 12, format: 'text', steps: ALL, note: 'Ditt namn eller din signatur.' },
  { kind: 'answer', key: 'comment', header: 'Kommentar', width: 22, format: 'text', steps: ALL, wrap: true, note: 'Inga personnummer eller journaluppgifter.' },
];

/** The columns of one step's list, in order. */
export function columnsOfStep(step: string, owner: { readonly kommun: string | null }): readonly (FactColumn | AnswerColumn)[] {
  return SIP_COLUMNS.filter(({ steps }) => steps.some((id) => id === step)).filter(
    ({ isImpliedByKommun }) => owner.kommun === null || isImpliedByKommun !== true,
  );
}
