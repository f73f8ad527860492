import type { AnswerTraits } from './answers.ts';
import type { CaseClass } from '../classification/classes.ts';
import {
  decidedOn,
  decisionReason,
  sipDecision,
  stillCurrent,
  vardtillfalleDecision,
} from './decision-columns.ts';
import { type MarkName } from './marks.ts';
import type { ColumnBase } from './column-base.ts';

export interface AnswerColumn extends ColumnBase, AnswerTraits {
  readonly kind: 'answer';
  /** Tells who answered the row: not an answer of its own. */
  readonly signs?: true;
  readonly choices?: readonly string[];
  /** Left empty by who does not know it: a row that is done can lack it. */
  readonly mayBeUnknown?: true;
  /** Another answer of the row without whose Ja this is not to be. */
  readonly needs?: string;
  /** Says of a decision why, or from when: nothing by itself. */
  readonly explains?: true;
  /** The class that each choice decides; of one that is null, the case's own facts say which. */
  readonly decides?: Readonly<Record<string, CaseClass | null>>;
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
    attests: 'answered-in-lifecare',
    finishes: true,
  };
}

export const status: AnswerColumn = {
  kind: 'answer',
  key: 'status',
  header: 'Status',
  width: 13,
  format: 'choice',
  choices: ANSWERS,
  settles: SETTLED,
  yields: UNDER_WAY,
  note: 'Välj hur det gick.',
};

export const registeredOn: AnswerColumn = {
  kind: 'answer',
  key: 'registeredOn',
  header: 'Registrerad i {target}',
  width: 11,
  format: 'date',
  wrap: true,
  attests: 'registered-in-lifecare',
  finishes: true,
  note: 'Dagen då det gjordes.',
};

export const openPsychiatrySet: AnswerColumn = {
  kind: 'answer',
  key: 'openPsychiatrySet',
  header: 'Psyk. öppenvård angiven',
  width: 10,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
};

export const halsocentralAdded: AnswerColumn = {
  kind: 'answer',
  key: 'halsocentralAdded',
  header: 'Hälsocentral tillagd',
  width: 11,
  format: 'choice',
  choices: YES_NO_NA,
  wrap: true,
  note: 'Läggs till för hand om den ska vara med.',
};

export const acknowledged: AnswerColumn = {
  kind: 'answer',
  key: 'acknowledged',
  header: 'Inskrivnings-meddelande kvitterat',
  width: 11,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
};

export const answered: AnswerColumn = {
  kind: 'answer',
  key: 'answered',
  header: 'Frågor besvarade',
  width: 10,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
  attests: 'answered-in-lifecare',
  finishes: true,
};

export const answeredNurse = answeredBy('answeredNurse', 'Sjuksköterska har svarat');

export const answeredOccupational = answeredBy('answeredOccupational', 'Arbetsterapeut har svarat');

export const answeredPhysio = answeredBy('answeredPhysio', 'Fysioterapeut har svarat');

export const contact: AnswerColumn = {
  kind: 'answer',
  key: 'contact',
  header: 'Fast vårdkontakt bekräftad',
  width: 11,
  format: 'choice',
  choices: YES_NO_NA,
  wrap: true,
};

export const extraMessage: AnswerColumn = {
  kind: 'answer',
  key: 'extraMessage',
  header: 'Extra-meddelande skickat',
  width: 10,
  format: 'date',
  wrap: true,
  attests: 'extrameddelande-sent',
  note: 'Dagen då extrameddelandet skickades i {source}.',
};

export const coordinator: AnswerColumn = {
  kind: 'answer',
  key: 'coordinator',
  header: 'Ny samordningsansvarig satt',
  width: 13,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
  note: 'Den som skapar underlaget blir samordningsansvarig automatiskt. Är rätt person satt i {target}?',
};

export const createdInTarget: AnswerColumn = {
  kind: 'answer',
  key: 'createdInTarget',
  header: 'Skapad i {target}',
  width: 10,
  format: 'date',
  wrap: true,
  attests: 'sip-created-in-lifecare',
  mayBeUnknown: true,
  note: 'Dagen då SIP:en skapades där, om du vet den. Kan lämnas tom.',
};

export const allParties: AnswerColumn = {
  kind: 'answer',
  key: 'allParties',
  header: 'Alla parter klara',
  width: 10,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
  attests: 'sip-moved',
  note: 'Har alla parter flyttat över sin information?',
};

export const ownPartMoved: AnswerColumn = {
  kind: 'answer',
  key: 'ownPartMoved',
  header: 'Er information flyttad',
  width: 12,
  format: 'date',
  wrap: true,
  finishes: true,
  note: 'Dagen då ni hade flyttat er information till {target}. Det avslutar ingen SIP.',
};

export const closedOn: AnswerColumn = {
  kind: 'answer',
  key: 'closedOn',
  header: 'Avslutad i {source}',
  width: 11,
  format: 'date',
  wrap: true,
  attests: 'closed-in-prator',
  finishes: true,
  // 000, Steg 6: ”Avsluta SIP i Prator när alla parter flyttat över sin information”.
  restsOn: { column: 'allParties', value: 'Ja' },
  excludes: 'stillCurrent',
  note: 'Dagen då det avslutades i {source}.',
};

export const closedInTarget: AnswerColumn = {
  kind: 'answer',
  key: 'closedInTarget',
  header: 'Avslutad i {target}',
  width: 11,
  format: 'date',
  wrap: true,
  attests: 'closed-in-lifecare',
};

export const reportScanned: AnswerColumn = {
  kind: 'answer',
  key: 'reportScanned',
  header: 'Utskrivnings-rapport inskannad',
  width: 12,
  format: 'choice',
  choices: YES_NO_NA,
  wrap: true,
  note: 'Är utskrivningsrapporten utskriven och inskannad i patientjournalen?',
};

export const acknowledgedOn: AnswerColumn = {
  kind: 'answer',
  key: 'acknowledgedOn',
  header: 'Kvitterat',
  width: 10,
  format: 'date',
  attests: 'acknowledged',
  finishes: true,
  note: 'Dagen då meddelandet kvitterades.',
};

export const foundInTarget: AnswerColumn = {
  kind: 'answer',
  key: 'foundInTarget',
  header: 'Finns i {target}',
  width: 11,
  format: 'date',
  wrap: true,
  attests: 'sip-created-in-lifecare',
  note: 'Dagen då du såg den där, eller skapade den.',
};

export const receiverTold: AnswerColumn = {
  kind: 'answer',
  key: 'receiverTold',
  header: 'Mottagare informerad',
  width: 11,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
};

export const safeWay: AnswerColumn = {
  kind: 'answer',
  key: 'safeWay',
  header: 'Säkert mottagande ordnat',
  width: 11,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
};

export const formsUsed: AnswerColumn = {
  kind: 'answer',
  key: 'formsUsed',
  finishes: true,
  header: 'Blankett skickad och mottagen',
  width: 12,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
};

export const consentTaken: AnswerColumn = {
  kind: 'answer',
  key: 'consentTaken',
  header: 'Samtycke inhämtat',
  width: 11,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
};

export const actorsAdded: AnswerColumn = {
  kind: 'answer',
  key: 'actorsAdded',
  header: 'Aktörer tillagda',
  width: 11,
  format: 'choice',
  choices: YES_NO,
  wrap: true,
};

export const caseStartedOn: AnswerColumn = {
  kind: 'answer',
  key: 'caseStartedOn',
  header: 'Samordningsärende startat',
  width: 12,
  format: 'date',
  wrap: true,
  finishes: true,
  // 004, Samtycke: ”Om personen inte samtycker till planeringen, startas inte i Cosmic Link”.
  needs: 'consentTaken',
  note: 'Dagen då samordningsärendet startades i {target}.',
};

export const contactNamedOn: AnswerColumn = {
  kind: 'answer',
  key: 'contactNamedOn',
  header: 'Fast vårdkontakt utsedd',
  width: 12,
  format: 'date',
  wrap: true,
  finishes: true,
  note: 'Dagen då alla parter fick veta vem det är.',
};

export const summonsOn: AnswerColumn = {
  kind: 'answer',
  key: 'summonsOn',
  header: 'Kallelse till SIP skickad',
  width: 12,
  format: 'date',
  wrap: true,
  finishes: true,
  note: 'Dagen då kallelsen skickades i {target}.',
};

export const by: AnswerColumn = {
  kind: 'answer',
  key: 'by',
  header: 'Av',
  width: 12,
  format: 'text',
  signs: true,
  note: 'Ditt namn eller din signatur.',
};

export const comment: AnswerColumn = {
  kind: 'answer',
  key: 'comment',
  header: 'Kommentar',
  width: 20,
  format: 'text',
  wrap: true,
  keepsAll: true,
  note: 'Inga personnummer eller journaluppgifter.',
};

/** Every answer column there is, in the order in which they stand where a step has them. */
export const ANSWER_COLUMNS: readonly AnswerColumn[] = [
  status,
  registeredOn,
  openPsychiatrySet,
  halsocentralAdded,
  acknowledged,
  answered,
  answeredNurse,
  answeredOccupational,
  answeredPhysio,
  contact,
  extraMessage,
  coordinator,
  allParties,
  ownPartMoved,
  closedOn,
  createdInTarget,
  closedInTarget,
  reportScanned,
  acknowledgedOn,
  foundInTarget,
  receiverTold,
  safeWay,
  formsUsed,
  consentTaken,
  actorsAdded,
  caseStartedOn,
  contactNamedOn,
  summonsOn,
  sipDecision,
  vardtillfalleDecision,
  stillCurrent,
  decisionReason,
  decidedOn,
  by,
  comment,
];

const ANSWER_COLUMN_OF: ReadonlyMap<string, AnswerColumn> = new Map(
  ANSWER_COLUMNS.map((column) => [column.key, column]),
);

export const answerColumn = (key: string): AnswerColumn | undefined => ANSWER_COLUMN_OF.get(key);
