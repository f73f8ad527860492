import { initialAndSurname } from '../../domain/identity/initials.ts';
import { columnsOfStep, factCells, isWorkInSource, showsThePerson } from '../../domain/worklists/columns.ts';
import type { Step } from '../../domain/plan/plan.ts';
import { fillText } from '../../domain/profile/fill-text.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { groupOf, type Subject } from '../../domain/plan/subject.ts';
import type { WorklistModel, WorklistRow } from '../../documents/worklist/worklist-model.ts';
import type { Register } from '../../register/file/register.ts';
import { environmentText } from '../../text/environments.ts';
import { cellName, type AnswerCell } from '../../domain/answers/answers.ts';
import { answerCells, caseOfReference } from '../cases/answered-case.ts';
import { openCaseIds } from '../../register/cases/case-ids.ts';
import { openPersonPlaces } from '../cases/person-places.ts';
import { CAN_BE_CONTRADICTED, isContradicted } from '../../domain/tracking/contradicted.ts';
import { snapshotIdOf } from './snapshot-id.ts';
import type { HandOutRequest, PlannedList } from './plan-hand-out.ts';

const PRIVACY =
  'Innehåller uppgifter om patienter. Skicka inte listan som vanlig e-post och spara den inte på USB-minne.';
const PRIVACY_PERSONNUMMER =
  'INNEHÅLLER FULLSTÄNDIGA PERSONNUMMER. Skicka inte som vanlig e-post, spara inte på USB-minne, lämna inte framme. Att listan togs ut är loggat.';

/** The day that puts a row first in its group: a booked meeting, an expected discharge. */
function urgencyOf(subject: Subject): string {
  const days = {
    sip: () => (subject.kind === 'sip' ? subject.item.facts.meeting_on : null),
    vardtillfalle: () => (subject.kind === 'vardtillfalle' ? subject.item.facts.expected_discharge_on : null),
    meddelande: () => (subject.kind === 'meddelande' ? subject.facts.sent_at : null),
    patient: () => null,
    sip_part: () => (subject.kind === 'sip_part' ? subject.sip.item.facts.meeting_on : null),
  };
  return days[subject.kind]() ?? '9999';
}

export interface GivenAnswers {
  /** What stands in a cell of a row that is handed out. */
  readonly shown: (step: string, about: Subject, column: string) => string | null;
  /** By column, what stood there and a later list has contradicted: it is asked anew. */
  readonly earlier: (step: Step, about: Subject) => Readonly<Record<string, string>>;
}

/** What has been answered already stands in a list that is handed out again; what is held, or contradicted by a later list, does not. */
export function openGivenAnswers({ db }: Register): GivenAnswers {
  const cells: ReadonlyMap<string, AnswerCell> = answerCells(db);
  if (cells.size === 0) return { shown: () => null, earlier: () => ({}) };
  const caseIdOf = openCaseIds(db);
  const placeOf = openPersonPlaces(db);
  const cellAt = (step: string, token: string, column: string): AnswerCell | undefined => {
    const about = caseOfReference(token);
    if (about === null) return undefined;
    return cells.get(cellName(placeOf({ kind: about.kind, caseId: caseIdOf(about), step, column, token })));
  };
  const isAskedAnew = (cell: AnswerCell, about: Subject): boolean =>
    (about.kind === 'sip' || about.kind === 'vardtillfalle') &&
    about.classification.class !== 'closed' &&
    isContradicted(cell, cells, about.item.lastSeenOn);
  return {
    shown(step, about, column) {
      const cell = cellAt(step, about.reference, column);
      return cell === undefined || isAskedAnew(cell, about) ? null : cell.value;
    },
    earlier: ({ id, columns }, about) =>
      Object.fromEntries(
        columns.flatMap(({ key: column }) => {
          const cell = CAN_BE_CONTRADICTED.has(column) ? cellAt(id, about.reference, column) : undefined;
          return cell?.value === undefined || cell.value === null || !isAskedAnew(cell, about)
            ? []
            : [[column, cell.value]];
        }),
      ),
  };
}

export function modelOf(
  { db, profile }: Register,
  id: string,
  list: PlannedList,
  request: Pick<HandOutRequest, 'asOf' | 'showsPersonnummer'> & {
    readonly readOnlySince: string | null;
    readonly watermark: string | null;
  },
  given: GivenAnswers,
  basedOn: string,
): WorklistModel {
  const { step, owner, subjects } = list;
  const { asOf, showsPersonnummer, readOnlySince, watermark } = request;
  const columns = columnsOfStep(step, { kommun: owner.kommun, showsPersonnummer })
    .filter((column) => readOnlySince === null || !isWorkInSource(column))
    .filter(
      (column) =>
        column.kind === 'answer' ||
        column.isRare !== true ||
        subjects.some((subject) => column.value(subject, profile) !== null),
    );
  const isGrouped = step.groups && owner.unit === null;
  const inOrder = [...subjects].sort(
    (a, b) =>
      (isGrouped ? groupOf(a).localeCompare(groupOf(b), 'sv') : 0) ||
      urgencyOf(a).localeCompare(urgencyOf(b)) ||
      a.caseNo - b.caseNo,
  );
  const deadline = step.deadline;
  const rows: readonly WorklistRow[] = inOrder.map((subject) => ({
    token: subject.reference,
    group: isGrouped ? groupOf(subject) : null,
    cells: {
      ...factCells(columns, subject, profile),
      ...Object.fromEntries(
        columns.flatMap((column) =>
          column.kind === 'answer' && column.signs !== true
            ? [[column.key, given.shown(step.id, subject, column.key)]]
            : [],
        ),
      ),
    },
    dueOn: deadline,
  }));
  return {
    id,
    snapshotId: snapshotIdOf(db, rows),
    title: step.title,
    subtitle: `${profile.title}, läget ${asOf}`,
    owner: owner.name,
    deadline,
    deadlineText: step.deadlineText,
    environment: profile.environment,
    environmentText: environmentText(profile),
    asOf,
    basedOn,
    privacyNotice: showsPersonnummer ? PRIVACY_PERSONNUMMER : PRIVACY,
    watermark,
    instructions: instructionsOf(step, profile, readOnlySince),
    groupHeader: 'Enhet',
    columns,
    rows,
    footnotes: collidingPatients(step, inOrder),
  };
}

/** What the list says to do, before and beside its rows. */
function instructionsOf(
  step: Step,
  profile: Profile,
  readOnlySince: string | null,
): WorklistModel['instructions'] {
  return [
    { heading: 'Görs av', lines: step.role === null ? [] : [step.role] },
    { heading: 'Innan ni börjar', lines: step.notices },
    { heading: `Det här gör du i ${profile.target}`, lines: step.inTarget },
    readOnlySince === null
      ? { heading: `Det här gör du i ${profile.source}`, lines: step.inSource }
      : {
          heading: `${profile.source} är skrivskyddat`,
          lines: [`Sedan ${readOnlySince} görs inget arbete i ${profile.source}.`, ...step.inSource],
        },
    { heading: 'Checklista', lines: step.checklist },
    { heading: 'Se upp', lines: step.traps },
    {
      heading: 'Öppna frågor i underlaget',
      lines: profile.openQuestions
        .filter(({ id: question }) => step.openQuestions.includes(question))
        .map(({ question }) => fillText(question, profile)),
    },
  ].filter(({ lines }) => lines.length > 0);
}

/** "A Larsson, 1938" can be two people: they are told apart by the reference, not by more of the identity. */
function collidingPatients(step: Step, subjects: readonly Subject[]): readonly string[] {
  if (!showsThePerson(step)) return [];
  const byName = new Map<string, Map<string, string>>();
  for (const { name, birthYear, personId, reference } of subjects) {
    if (name === null) continue;
    const shown = `${initialAndSurname(name)} ${birthYear ?? ''}`;
    const persons = byName.get(shown) ?? new Map<string, string>();
    // Several cases or messages of one person are no collision; without a number nobody can tell.
    const person = personId ?? reference;
    if (!persons.has(person)) persons.set(person, reference);
    byName.set(shown, persons);
  }
  return [...byName.values()]
    .filter((persons) => persons.size > 1)
    .map(
      (persons) =>
        `Samma initial, efternamn och födelseår: ${enumerate([...persons.values()])}. Skilj dem åt med referensen.`,
    );
}

const enumerate = (texts: readonly string[]): string =>
  [texts.slice(0, -1).join(', '), ...texts.slice(-1)].filter((text) => text !== '').join(' och ');
