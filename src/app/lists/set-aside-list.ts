import { isDeepStrictEqual } from 'node:util';
import { ANSWERED, RESOLVED, type AnsweredData } from '../../domain/answers/answers.ts';
import { UNDONE, type UndoneData } from '../../domain/answers/undone.ts';
import { CHECKPOINT_CREATED, UNLOCKED } from '../../domain/checkpoints/checkpoint.ts';
import { restingCheckpoint } from '../../domain/checkpoints/lock.ts';
import { TICKED } from '../../domain/timeline/ticks.ts';
import { WAIVED } from '../../domain/readiness/waivers.ts';
import { SAID_BY_PEOPLE } from '../../domain/tracking/tracking.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { personsHere, protectedPersons } from '../../register/cases/protected-persons.ts';
import { atOnce } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { worklistsWithCases } from '../../register/hand-outs/worklists.ts';
import { deleteFinding, told } from '../../register/lists/findings.ts';
import {
  casesHandedOutAfter,
  casesLackedBesides,
  handedOutOfListAlone,
  listsMending,
} from '../../register/rows/set-aside.ts';
import { allSources, sourceWithNumber, type Source } from '../../register/lists/sources.ts';
import { eventsOfType, eventWriter, eventWithSeq, type Writer } from '../../register/log/events.ts';
import { UserError } from '../../text/errors.ts';
import { reclassifyAnew } from './classes-anew.ts';
import { noteProtected } from './note-protected.ts';
import { IMPORTED, importedBy, sourcesMeant } from './find-source.ts';
import { tellReopeningsAnew } from './reopened-anew.ts';
import { reopeningsBy } from './reopenings-by.ts';
import { takeListOut } from './take-list-out.ts';
import { beforeAside, tellAnew } from './told-anew.ts';

/** What setting a list aside would do. */
export interface AsidePlan {
  readonly source: Source;
  /** Cases of the list that stand on worklists handed out since, or on any where no other list has them. */
  readonly handedOut: ReadonlySet<number>;
  readonly worklists: readonly string[];
  /** Answers on those cases, given on those worklists: they wait for a person. */
  readonly holds: readonly number[];
  /** As it was asked for. */
  readonly written: string;
}

const RETURNED = 'returned';

/**
 * The list that somebody means to undo: by its number as event, by its number as list, or by its file's name.
 *
 * @returns null where it is no import
 * @throws UserError where it has been set aside already, is mended by another list, or a checkpoint rests on it
 */
export function planSettingAside({ db }: Register, written: string): AsidePlan | null {
  const source = sourceMeant(db, written.trim());
  if (source === null) return null;
  const resting = restingCheckpoint(eventsOfType(db, CHECKPOINT_CREATED, UNLOCKED));
  if (resting !== null)
    throw new UserError('UNDO_IMPORT_LOCKED', { file: source.fileName, checkpoint: resting });
  const mending = listsMending(db, source.sourceNo);
  if (mending.length > 0)
    throw new UserError('UNDO_IMPORT_MENDED', { file: source.fileName, lists: mending.join(', ') });
  const seq = importedBy(db, source.sourceNo);
  const since = casesHandedOutAfter(db, source.kind, source.sourceNo, seq);
  const alone = handedOutOfListAlone(db, source.kind, source.sourceNo);
  const worklists = new Set([
    ...(alone.size === 0 ? [] : worklistsWithCases(db, source.kind, alone, 0)),
    ...(since.size === 0 ? [] : worklistsWithCases(db, source.kind, since, seq)),
  ]);
  const handedOut = new Set([...since, ...alone]);
  return { source, handedOut, worklists: [...worklists].sort(), holds: answersOn(db, worklists), written };
}

/** An event that is undone by itself goes before a list with the same number. */
const isSaid = (type: string): boolean =>
  [...SAID_BY_PEOPLE, WAIVED, TICKED, UNDONE, RETURNED].includes(type);

function sourceMeant(db: Engine, asked: string): Source | null {
  const event = /^\d+$/u.test(asked) ? eventWithSeq(db, Number(asked)) : undefined;
  const sources = allSources(db);
  if (event?.type === IMPORTED) {
    const { sourceNo } = JSON.parse(event.data) as { sourceNo: number };
    const found = sources.find((one) => one.sourceNo === sourceNo);
    if (found === undefined) throw new UserError('UNDO_ALREADY', { written: asked, by: '' });
    return found;
  }
  if (event !== undefined && isSaid(event.type)) return null;
  const named = sourcesMeant(sources, asked.replace(/^I-0*(?=\d)/iu, ''));
  const [one, ...others] = named;
  if (one === undefined) return null;
  if (others.length > 0)
    throw new UserError('UNDO_IMPORT_UNCLEAR', {
      written: asked,
      lists: named.map(({ sourceNo, fileName }) => `\n  ${importedBy(db, sourceNo)}  ${fileName}`).join(''),
    });
  return one;
}

function answersOn(db: Engine, worklists: ReadonlySet<string>): readonly number[] {
  if (worklists.size === 0) return [];
  return eventsOfType(db, ANSWERED, RESOLVED).flatMap(({ seq, data }) =>
    worklists.has((JSON.parse(data) as AnsweredData).worklist) ? [seq] : [],
  );
}

/** What setting a list aside did. */
export interface SetAside {
  readonly seq: number;
  readonly removed: number;
  readonly orphans: number;
  /** Files that count as whole no longer: the word that they are was given with this list. */
  readonly notWhole: readonly string[];
  /** Persons who were protected and whom no list that is left says are. */
  readonly noLongerProtected: number;
}

/**
 * Sets a list aside: the register answers as if it had never come, and the ledger keeps it.
 *
 * @throws UserError, WrittenMeanwhile where somebody else has written since, and it would not be planned just so now
 */
export function setAside(
  register: Register,
  plan: AsidePlan,
  { asOf, writer }: { readonly asOf: string; readonly writer: Writer },
): SetAside {
  const { db } = register;
  const { source, handedOut, holds, written } = plan;
  const { sourceNo, fileName: file, exportedOn } = source;
  const isStillSo = (): boolean => isDeepStrictEqual(planSettingAside(register, written), plan);
  return atOnce(
    db,
    () => {
      const reopened = reopeningsBy(db, source);
      const data: UndoneData = {
        seqs: [importedBy(db, sourceNo), ...reopened.map(({ event }) => event)],
        return: null,
        list: { sourceNo, file, exportedOn },
        holds,
      };
      const seq = eventWriter(db, writer)({ type: UNDONE, effectiveOn: asOf, data });
      const protectedBefore = protectedPersons(db);
      const before = beforeAside(register, source);
      const lackedBesides = casesLackedBesides(db, source);
      for (const { sourceNo: by, row } of reopened)
        for (const one of told(db, ['CASE_REOPENED'], by))
          if (one.row === row) deleteFinding(db, { sourceNo: by, ...one });
      const { removed, orphans, notWhole } = takeListOut(register, source, handedOut, seq);
      tellAnew(register, source, before, seq);
      noteProtected(register);
      const logEvent = eventWriter(db, writer);
      const perhapsBack = new Set([
        ...reopened.map(({ caseId }) => caseId),
        ...before.cases.values(),
        ...lackedBesides,
      ]);
      tellReopeningsAnew(register, source, perhapsBack, logEvent);
      reclassifyAnew(register, { from: importedBy(db, sourceNo), eventSeq: seq }, logEvent);
      const files = notWhole.flatMap((no) => sourceWithNumber(db, no)?.fileName ?? []);
      const noLongerProtected = countUnprotected(db, protectedBefore);
      return { seq, removed, orphans, notWhole: files, noLongerProtected };
    },
    isStillSo,
  );
}

/** How many of the persons who were protected are so no longer, and still have a case. */
function countUnprotected(db: Engine, before: ReadonlySet<string>): number {
  const now = protectedPersons(db);
  const lost = new Set([...before].filter((person) => !now.has(person)));
  if (lost.size === 0) return 0;
  let found = 0;
  for (const person of personsHere(db)) if (lost.has(person)) found += 1;
  return found;
}
