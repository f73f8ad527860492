import { RESOLVED } from '../../domain/answers/answers.ts';
import { dayFault, readAnswer } from '../../domain/answers/answer-rules.ts';
import { answerColumn } from '../../domain/answers/answer-columns.ts';
import { isWorkInSource } from '../../domain/worklists/columns.ts';
import {
  CONFLICT_COLUMN,
  CONFLICT_HEADERS,
  CONFLICT_STEP,
  CONFLICT_VALUES,
  letterOf,
} from '../../domain/returned/conflict-list.ts';
import { beginningOf } from '../../domain/worklists/step.ts';
import { ALL_STEPS } from '../../domain/worklists/steps.ts';
import { lockOfRegister } from '../../register/log/lock.ts';
import { caseOfReference } from '../cases/answered-case.ts';
import { NO_STANDING, openStandings } from '../cases/case-standing.ts';
import { asSeen, type FoundAnswer, type ReadContext, type RowReader } from './returned-row.ts';

/** Reads the rows of a list of conflicts: for each held cell the answer that a person says is right. */
export function conflictReader({ register, list, asOf }: ReadContext): RowReader {
  const isLocked = lockOfRegister(register.db) !== null;
  const standingOf = openStandings(register.db, asOf);
  return {
    headers: CONFLICT_HEADERS,
    asked: ['choice', 'own', 'by'],
    read({ issued, caseId, row, cells }, findings): readonly FoundAnswer[] {
      const { cells: handed } = issued;
      const reference = handed['reference'] ?? '';
      const written = asSeen(cells.get('reference') ?? null);
      if (written !== '' && written !== reference) {
        findings.reject(
          row,
          reference,
          'reference',
          'radnyckeln och referensen hör till olika rader: sorterades bara en del av kolumnerna?',
        );
        return [];
      }
      for (const { key } of CONFLICT_HEADERS.filter((header) => Object.hasOwn(handed, header.key))) {
        const text = cells.get(key);
        if (text !== undefined && asSeen(text) !== asSeen(handed[key] ?? null))
          findings.alter(row, reference, key);
      }
      const letter = asSeen(cells.get('choice') ?? null).toUpperCase();
      const own = asSeen(cells.get('own') ?? null);
      if (letter === '' && own === '') return [];
      if (letter !== '' && own !== '') {
        findings.reject(row, reference, 'own', 'både ”Rätt svar” och ”Eget svar” är ifyllda: välj ett');
        return [];
      }
      const column = handed[CONFLICT_COLUMN] ?? '';
      const step = handed[CONFLICT_STEP] ?? list.step;
      const asked = answerColumn(column);
      if (asked === undefined) throw new Error(`no column ${column}`);
      if (isLocked && isWorkInSource(asked)) {
        findings.find(row, reference, letter === '' ? 'own' : 'choice', 'ANSWER_AFTER_READ_ONLY');
        return [];
      }
      const values = JSON.parse(handed[CONFLICT_VALUES] ?? '[]') as readonly (string | null)[];
      const at = values.findIndex((_, index) => letterOf(index) === letter);
      if (letter !== '' && at === -1) {
        findings.find(row, reference, 'choice', 'ANSWER_NOT_A_CHOICE');
        return [];
      }
      const read = letter === '' ? readAnswer(asked, own) : { value: values[at] ?? null };
      if ('fault' in read) {
        findings.find(row, reference, 'own', read.fault);
        return [];
      }
      const { value } = read;
      const ofStep = ALL_STEPS.find(({ id }) => id === step);
      const stepBeginsOn = ofStep === undefined ? null : beginningOf(ofStep, register.profile);
      const { beganOn: caseBeganOn } = ofStep?.kind === 'patient' ? NO_STANDING : standingOf(issued);
      const fault =
        letter === '' && asked.format === 'date' && value !== null
          ? dayFault(value, { asOf, stepBeginsOn, caseBeganOn })
          : null;
      if (fault !== null) {
        findings.find(row, reference, 'own', fault);
        return [];
      }
      const on = asked.format === 'date' ? value : null;
      const by = asSeen(cells.get('by') ?? null);
      const about = caseOfReference(reference);
      return [
        {
          row,
          place: { kind: about?.kind ?? issued.kind, caseId, step, column },
          type: RESOLVED,
          effectiveOn: on ?? asOf,
          data: {
            worklist: list.worklistId,
            listSeq: list.eventSeq,
            token: reference,
            step,
            column,
            baseline: null,
            value,
            by: by === '' ? null : by,
            on,
          },
        },
      ];
    },
  };
}
