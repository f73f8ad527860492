import type { AnswerTraits } from './answers.ts';
import { type MarkName } from './marks.ts';
import { COMPLETING, STARTING, type ColumnBase } from './column-base.ts';

export interface AnswerColumn extends ColumnBase, AnswerTraits {
  readonly kind: 'answer';
  /** Tells who answered the row: not an answer of its own. */
  readonly signs?: true;
  readonly choices?: readonly string[];
  readonly settles?: readonly string[];
  /** What an answer (a date, or Ja) attests. */
  readonly attests?: MarkName;
  /** The row is done once all such columns of its step are answered: "Klar" alone does not make it so. */
  readonly finishes?: true;
}

/** Answers of the status column. */
export const ANSWERS = ['Klar', 'Pågår', 'Inte aktuell', 'Behöver hjälp', 'Fel mottagare'] as const;
/** Answers of the status column that somebody must see to. */
export const NEED_ATTENTION: readonly string[] = ['Behöver hjälp', 'Fel mottagare'];
const SETTLED = ['Klar', 'Inte aktuell'];
const UNDER_WAY = ['Pågår'];
const YES_NO = ['Ja', 'Nej'];
const YES_NO_NA = ['Ja', 'Nej', 'Ej aktuellt'];

/** Each profession answers its own questions (000, Steg 4 B). */
function answeredBy(key: string, header: string): AnswerColumn {
  return {
    kind: 'answer',
    key,
    header,
    width: 10,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: ['4b'],
    attests: 'answered-in-lifecare',
    finishes: true,
  };
}

export const ANSWER_COLUMNS: readonly AnswerColumn[] = [
  {
    kind: 'answer',
    key: 'status',
    header: 'Status',
    width: 13,
    format: 'choice',
    choices: ANSWERS,
    settles: SETTLED,
    yields: UNDER_WAY,
    note: 'Välj hur det gick.',
  },
  {
    kind: 'answer',
    key: 'registeredOn',
    header: 'Registrerad i Lifecare SP',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['1', 'skyddade-patienter', ...STARTING],
    attests: 'registered-in-lifecare',
    finishes: true,
    note: 'Dagen då det gjordes.',
  },
  {
    kind: 'answer',
    key: 'openPsychiatrySet',
    header: 'Psyk. öppenvård angiven',
    width: 10,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: STARTING.slice(1),
  },
  {
    kind: 'answer',
    key: 'halsocentralAdded',
    header: 'Hälsocentral tillagd',
    width: 11,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: STARTING.slice(1),
    note: 'Läggs till för hand om den ska vara med.',
  },
  {
    kind: 'answer',
    key: 'acknowledged',
    header: 'Inskrivnings-meddelande kvitterat',
    width: 11,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: COMPLETING,
  },
  {
    kind: 'answer',
    key: 'answered',
    header: 'Frågor besvarade',
    width: 10,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['3-primarvard', '3-psykiatri', '4a'],
    attests: 'answered-in-lifecare',
    finishes: true,
  },
  answeredBy('answeredNurse', 'Sjuksköterska har svarat'),
  answeredBy('answeredOccupational', 'Arbetsterapeut har svarat'),
  answeredBy('answeredPhysio', 'Fysioterapeut har svarat'),
  {
    kind: 'answer',
    key: 'contact',
    header: 'Fast vårdkontakt bekräftad',
    width: 11,
    format: 'choice',
    choices: YES_NO_NA,
    wrap: true,
    steps: ['1', '3-primarvard', '3-psykiatri'],
  },
  {
    kind: 'answer',
    key: 'extraMessage',
    header: 'Extra-meddelande skickat',
    width: 10,
    format: 'date',
    wrap: true,
    steps: [...STARTING, ...COMPLETING],
    attests: 'extrameddelande-sent',
    note: 'Dagen då extrameddelandet skickades i Prator.',
  },
  {
    kind: 'answer',
    key: 'coordinator',
    header: 'Ny samordningsansvarig satt',
    width: 13,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['6'],
    note: 'Den som skapar underlaget blir samordningsansvarig automatiskt. Är rätt person satt i Lifecare SP?',
  },
  {
    kind: 'answer',
    key: 'allParties',
    header: 'Alla parter klara',
    width: 10,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['6'],
    attests: 'sip-moved',
    note: 'Har alla parter flyttat över sin information?',
  },
  {
    kind: 'answer',
    key: 'closedOn',
    header: 'Avslutad i Prator',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['5', '6', 'stada', 'vardplan', 'skyddade'],
    attests: 'closed-in-prator',
    finishes: true,
    // 000, Steg 6: ”Avsluta SIP i Prator när alla parter flyttat över sin information”.
    restsOn: { step: '6', column: 'allParties', value: 'Ja' },
    note: 'Dagen då det avslutades i Prator.',
  },
  {
    kind: 'answer',
    key: 'closedInTarget',
    header: 'Avslutad i Lifecare SP',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['5'],
    attests: 'closed-in-lifecare',
  },
  {
    kind: 'answer',
    key: 'acknowledgedOn',
    header: 'Kvitterat',
    width: 10,
    format: 'date',
    steps: ['kvittera', 'skyddade-kvittera'],
    attests: 'acknowledged',
    finishes: true,
    note: 'Dagen då meddelandet kvitterades.',
  },
  {
    kind: 'answer',
    key: 'foundInTarget',
    header: 'Finns i Lifecare SP',
    width: 11,
    format: 'date',
    wrap: true,
    steps: ['borttappade'],
    attests: 'sip-created-in-lifecare',
    note: 'Dagen då du såg den där, eller skapade den.',
  },
  {
    kind: 'answer',
    key: 'receiverTold',
    header: 'Mottagare informerad',
    width: 11,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['reserv'],
  },
  {
    kind: 'answer',
    key: 'safeWay',
    header: 'Säkert mottagande ordnat',
    width: 11,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['reserv'],
  },
  {
    kind: 'answer',
    key: 'formsUsed',
    finishes: true,
    header: 'Blankett skickad och mottagen',
    width: 12,
    format: 'choice',
    choices: YES_NO,
    wrap: true,
    steps: ['reserv'],
  },
  {
    kind: 'answer',
    key: 'by',
    header: 'Av',
    width: 12,
    format: 'text',
    signs: true,
    note: 'Ditt namn eller din signatur.',
  },
  {
    kind: 'answer',
    key: 'comment',
    header: 'Kommentar',
    width: 20,
    format: 'text',
    wrap: true,
    keepsAll: true,
    note: 'Inga personnummer eller journaluppgifter.',
  },
];

const ANSWER_COLUMN_OF: ReadonlyMap<string, AnswerColumn> = new Map(
  ANSWER_COLUMNS.map((column) => [column.key, column]),
);

export const answerColumn = (key: string): AnswerColumn | undefined => ANSWER_COLUMN_OF.get(key);

/** How the answers of a column go together. */
export const answerTraits = (key: string): AnswerTraits => answerColumn(key) ?? {};
