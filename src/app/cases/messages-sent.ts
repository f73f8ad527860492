import { dayOf } from '../../domain/calendar/days.ts';
import type { MessagesSent } from '../../domain/plan/subject.ts';
import { fold } from '../../domain/words/fold.ts';
import { casesAsOf, type CaseRow } from '../../register/cases/cases.ts';
import { sipKeysOfPerson } from '../../register/cases/person-cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { latestListOn } from '../../register/lists/sources.ts';

/** By the words that lists use of them; a makulering takes back a notice, and is none. */
const isReadyNotice = (type: string): boolean => type.includes('utskrivningsklar') && !type.includes('makul');
const isSummons = (type: string): boolean => type.includes('kallelse') && !type.includes('makul');

/**
 * Looks up when notices of utskrivningsklar and kallelser were sent about a vårdtillfälle, as the lists of messages up to a
 * day have it. Read when first asked; nothing is worked out from it.
 */
export function openMessagesSent(
  db: Engine,
  asOf: string,
): (row: Pick<CaseRow<'vardtillfalle'>, 'key' | 'person_key'>) => MessagesSent {
  let read: {
    readonly listOn: string | null;
    readonly ready: ReadonlyMap<string, string[]>;
    readonly summons: ReadonlyMap<string, string[]>;
  } | null = null;
  const sipsOf = sipKeysOfPerson(db);
  return ({ key, person_key: person }) => {
    read ??= { listOn: latestListOn(db, 'meddelande', asOf), ...sentByCase(db, asOf) };
    const { listOn, ready, summons } = read;
    const cases = [key, ...(person === null ? [] : sipsOf(person))];
    return {
      listOn,
      readyNoticesAt: ready.get(key) ?? [],
      summonsAt: cases.flatMap((one) => summons.get(one) ?? []).sort(),
    };
  };
}

function sentByCase(db: Engine, asOf: string) {
  const ready = new Map<string, string[]>();
  const summons = new Map<string, string[]>();
  for (const message of casesAsOf(db, 'meddelande', asOf)) {
    const { case_id: caseId, type, sent_at: sentAt, last_seen_on: seenOn } = message;
    // A row that says it was sent after its list was taken out proves nothing.
    if (caseId === null || type === null || sentAt === null || dayOf(sentAt) > seenOn) continue;
    const folded = fold(type);
    const of = isReadyNotice(folded) ? ready : isSummons(folded) ? summons : null;
    if (of !== null) of.set(caseId, [...(of.get(caseId) ?? []), sentAt].sort());
  }
  return { ready, summons };
}
