import { unacknowledgedByCase } from '../../register/cases/cases.ts';
import { eventsOfType } from '../../register/log/events.ts';
import { ANSWERED } from '../../domain/answers/answers.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import { columnsOfStep, factCells, isWorkInSource } from '../../domain/worklists/columns.ts';
import { groupOf, type FactColumn } from '../../domain/worklists/fact-columns.ts';
import { type AnswerColumn } from '../../domain/answers/answer-columns.ts';
import {
  dayFault,
  isRefused,
  looksLikePersonnummer,
  readAnswer,
  rowFaults,
} from '../../domain/answers/answer-rules.ts';
import { beginningOf } from '../../domain/worklists/step.ts';
import { ALL_STEPS } from '../../domain/worklists/steps.ts';
import type { Subject } from '../../domain/worklists/subject.ts';
import {
  asSeen,
  asSeenIn,
  DUE,
  GROUP,
  type Findings,
  type FoundAnswer,
  type KnownRow,
  type ReadContext,
  type RowReader,
} from './returned-row.ts';
import { NO_STANDING, openStandings } from '../cases/case-standing.ts';
import { collectSubjects, subjectsOfKind } from '../cases/subjects.ts';

const OWN_FACTS = [
  { key: GROUP, header: 'Enhet' },
  { key: '_owner', header: 'Ägare' },
];

/** Locked as well, though no fact of the case. */
const LOCKED = [
  { key: GROUP, format: 'text' },
  { key: DUE, format: 'date' },
] as const;

/** Reads the rows of a worklist. */
export function workReader(context: ReadContext): RowReader {
  const { register, list, issued, asOf } = context;
  const { db, profile } = register;
  const step = ALL_STEPS.find(({ id }) => id === list.step);
  if (step === undefined) throw new Error(`no step ${list.step}`);
  // All rows of a list have the same columns.
  const [first] = issued.values();
  const isHandedOut = (key: string): boolean => first !== undefined && Object.hasOwn(first.cells, key);
  const showsPersonnummer = isHandedOut('personnummer');
  const columns = columnsOfStep(step, { kommun: list.kommun, showsPersonnummer });
  const facts = columns.filter((column): column is FactColumn => column.kind === 'fact');
  const answers = columns.filter((column): column is AnswerColumn => column.kind === 'answer');
  const asked = answers.filter(({ signs }) => signs !== true);
  const signature = answers.find(({ signs }) => signs === true)?.key ?? '';
  const stepBeginsOn = beginningOf(step, profile);
  const isLocked = lockOfRegister(db) !== null;
  const owed = unacknowledgedByCase(db, asOf);
  const standingOf = openStandings(db, asOf);
  const changedFact = openChangedFacts(context, step.id, facts);

  /** Facts that were changed by hand; true where the row can not be trusted to be the one its key says. */
  const isAnotherRow = (
    { issued: { token, cells: handed }, row, cells, isProven }: KnownRow,
    findings: Findings,
  ): boolean => {
    const reference = cells.get('reference') ?? '';
    if (reference !== '' && asSeen(reference) !== token) {
      findings.reject(
        row,
        token,
        'reference',
        'radnyckeln och referensen hör till olika rader: sorterades bara en del av kolumnerna?',
      );
      return true;
    }
    const isAltered = ({ key, format }: Pick<FactColumn, 'key' | 'format'>): boolean => {
      const text = cells.get(key);
      return text !== undefined && asSeenIn(format, text) !== asSeenIn(format, handed[key] ?? null);
    };
    const altered = facts.filter(isAltered);
    for (const { key } of altered) findings.alter(row, token, key);
    for (const locked of LOCKED)
      if (Object.hasOwn(handed, locked.key) && isAltered(locked)) findings.alter(row, token, locked.key);
    if (altered.length === 0) return false;
    const others = altered.filter(({ key, identifies }) => identifies === true && cells.get(key) !== '');
    if (others.length > 0 || isOfAnotherRow(altered, cells, token)) {
      const headers = (others.length > 0 ? others : altered).map(({ header }) => header).join(', ');
      findings.reject(
        row,
        token,
        null,
        `uppgifterna är inte de som lämnades ut på raden (${headers}): sorterades bara en del av kolumnerna? Svaren läses inte in`,
      );
      return true;
    }
    if (isProven) return false;
    findings.reject(row, token, null, 'det dolda bladet saknas, och uppgifterna är inte de som lämnades ut');
    return true;
  };

  /** Whether the facts that are not the row's own are all those of one other row: where few facts tell who it is. */
  const isOfAnotherRow = (
    altered: readonly FactColumn[],
    cells: ReadonlyMap<string, string>,
    token: string,
  ): boolean =>
    altered.length > 1 &&
    [...issued.values()].some(
      (other) =>
        other.token !== token &&
        altered.every(
          ({ key, format }) =>
            asSeenIn(format, cells.get(key) ?? null) === asSeenIn(format, other.cells[key] ?? null),
        ),
    );

  return {
    headers: columns,
    // Once the source system is read-only, lists have no columns for work there.
    asked: answers.flatMap(({ key, signs }) => (signs === true || isHandedOut(key) ? [key] : [])),
    read(known, findings) {
      const { issued: handed, caseId, row, cells } = known;
      const { token } = handed;
      if (isAnotherRow(known, findings)) return [];
      // A person can have been registered before the SIP began that the row is known by.
      const { beganOn: caseBeganOn, openInListOn } =
        step.kind === 'patient' ? NO_STANDING : standingOf(handed);
      const values = new Map<string, string | null>();
      const changed: AnswerColumn[] = [];
      for (const column of asked) {
        const { key, format } = column;
        const written = cells.get(key);
        const baseline = handed.cells[key] ?? null;
        if (written === undefined) {
          values.set(key, baseline);
          continue;
        }
        const read = readAnswer(column, written);
        if ('fault' in read) {
          findings.find(row, token, key, read.fault);
          // A choice that can not be read is none: what rests on it must not hold.
          if (format === 'choice') values.set(key, null);
          continue;
        }
        const isSame = asSeenIn(format, read.value) === asSeenIn(format, baseline);
        if (!isSame && isLocked && isWorkInSource(column)) {
          findings.find(row, token, key, 'ANSWER_AFTER_READ_ONLY');
          values.set(key, baseline);
          continue;
        }
        const fault =
          !isSame && format === 'date' && read.value !== null
            ? dayFault(read.value, { asOf, stepBeginsOn, caseBeganOn })
            : null;
        if (fault !== null) {
          findings.find(row, token, key, fault);
          continue;
        }
        values.set(key, isSame ? baseline : read.value);
        if (!isSame) changed.push(column);
        else if (baseline !== null) findings.leave();
      }
      if (changed.length === 0) return [];
      const refused = new Set<string>();
      for (const { code, column } of rowFaults(
        {
          answers: values,
          asOf,
          stepBeginsOn,
          caseBeganOn,
          openInListOn,
          messagesOwed: owed.get(caseId) ?? 0,
        },
        asked,
      )) {
        if (!changed.some(({ key }) => key === column)) continue;
        findings.find(row, token, column, code);
        if (isRefused(code)) refused.add(column);
      }
      const taken = changed.filter(({ key }) => !refused.has(key));
      const days = asked.flatMap(({ key, format }) =>
        format === 'date' && !refused.has(key) ? (values.get(key) ?? []) : [],
      );
      const on = [...days].sort().at(-1) ?? null;
      const signed = asSeen(cells.get(signature) ?? null);
      const by = signed === '' || looksLikePersonnummer(signed) ? null : signed;
      if (by === null && signed !== '') findings.find(row, token, signature, 'SIGNATURE_WITH_PERSONNUMMER');
      const isHeld = taken.length > 0 && changedFact(token, handed.cells);
      return taken.map(({ key, format }): FoundAnswer => {
        const value = values.get(key) ?? null;
        const baseline = handed.cells[key] ?? null;
        if (value === null) findings.find(row, token, key, 'ANSWER_TAKEN_BACK');
        return {
          row,
          place: { kind: handed.kind, caseId, step: step.id, column: key },
          type: ANSWERED,
          effectiveOn: (format === 'date' ? value : null) ?? on ?? asOf,
          data: {
            worklist: list.worklistId,
            listSeq: list.eventSeq,
            token,
            step: step.id,
            column: key,
            baseline,
            value,
            by,
            on,
            ...(isHeld ? { isHeld: true } : {}),
          },
        };
      });
    },
  };
}

/**
 * Whether the facts of a row are others than when it was handed out. Only new lists change facts: where none has come
 * since, nothing is compared.
 */
function openChangedFacts(
  { register, list, asOf }: ReadContext,
  stepId: string,
  facts: readonly FactColumn[],
): (token: string, handed: Readonly<Record<string, string | null>>) => boolean {
  const { db, profile } = register;
  if (!eventsOfType(db, 'imported').some(({ seq }) => seq > list.eventSeq)) return () => false;
  const step = ALL_STEPS.find(({ id }) => id === stepId);
  if (step === undefined) return () => false;
  const compared = facts.filter(({ isDerived }) => isDerived !== true);
  const now = new Map<string, Subject>(
    subjectsOfKind(collectSubjects(register, asOf), step.kind).map((subject) => [subject.reference, subject]),
  );
  return (token, handed) => {
    const subject = now.get(token);
    // Gone from the lists: its facts are the last ones known.
    if (subject === undefined) return false;
    const cells: Readonly<Record<string, string | null>> = {
      ...factCells(compared, subject, profile),
      _owner: step.owner(subject, profile).key,
      ...(handed['_group'] === null ? {} : { _group: groupOf(subject) }),
    };
    return [...compared, ...OWN_FACTS].some(
      ({ key }) => Object.hasOwn(cells, key) && asSeen(cells[key] ?? null) !== asSeen(handed[key] ?? null),
    );
  };
}
