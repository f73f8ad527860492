import { UNDONE, undoneSeqs, type UndoneData } from '../../domain/answers/undone.ts';
import type { LoggedChange, ReclassifiedData } from '../../domain/inbox/class-changes.ts';
import { PROFILE_APPLIED } from '../../domain/plan/profile-change.ts';
import { withLaterMembers } from '../../domain/profile/later-members.ts';
import {
  PROTECTION_DECIDED,
  REOPENED,
  SAID_BY_PEOPLE,
  type ReopenedData,
} from '../../domain/tracking/tracking.ts';
import { casesKeptAside } from '../../register/cases/set-aside-cases.ts';
import type { Engine } from '../../register/engine/engine.ts';
import { onTrial } from '../../register/engine/transaction.ts';
import type { Register } from '../../register/file/register.ts';
import { sourceWithNumber } from '../../register/lists/sources.ts';
import { eventsOfType, type LoggedEvent, type NewEvent } from '../../register/log/events.ts';
import { classChanges, nameOfCase, RECLASSIFIED } from '../cases/class-changes.ts';
import { EVERYTHING, openClassifier, type IsSaid } from '../cases/classifier.ts';
import { FOREVER } from '../cases/kept-classes.ts';
import { keptFrom, reclassify } from '../cases/reclassify.ts';
import { IMPORTED } from './find-source.ts';
import { noteProtected } from './note-protected.ts';
import { takeListOut } from './take-list-out.ts';

/**
 * Classifies anew after something has been undone, and logs since when each class holds: as if that had never come. What
 * came after it is taken back on trial, from the newest on, and what each of it had changed then is what it changes.
 *
 * @param of `from`: the first event that was undone, or counts again; `eventSeq`: the one that undid it
 */
export function reclassifyAnew(
  register: Register,
  { from, eventSeq }: { readonly from: number; readonly eventSeq: number },
  logEvent: (event: NewEvent) => number,
): void {
  const { db } = register;
  const logged = classChanges(db);
  const found = onTrial(db, () => changesFrom(register, from, eventSeq));
  const stands = standingAnew(logged, found, from);
  // Of what only a list had that is aside, the undoing is what changed it.
  const kept = new Set(casesKeptAside(db).map(({ kind, key }) => nameOfCase(kind, key)));
  for (const name of kept) stands.delete(name);
  reclassify(register, null, (event) => {
    const name = nameOfCase(event.kind ?? '', event.caseId ?? '');
    if (kept.has(name)) return logEvent(event);
    const standing = stands.get(name) ?? logged.get(name) ?? [];
    stands.delete(name);
    return logEvent({ ...event, data: { ...(event.data as ReclassifiedData), stands: standing } });
  });
  const day = keptFrom(db);
  for (const [name, changes] of stands) {
    const now = (logged.get(name) ?? changes).at(-1)?.to ?? '';
    const [kind = '', ...id] = name.split(' ');
    const data: ReclassifiedData = { from: now, to: now, stands: changes };
    logEvent({ type: RECLASSIFIED, effectiveOn: day, kind, caseId: id.join(' '), data });
  }
}

type Changes = ReadonlyMap<string, readonly LoggedChange[]>;

/** The changes that stand, of each case of which they are others than the log says. */
function standingAnew(logged: Changes, found: Changes, from: number): Map<string, readonly LoggedChange[]> {
  const stands = new Map<string, readonly LoggedChange[]>();
  for (const name of new Set([...logged.keys(), ...found.keys()])) {
    const was = logged.get(name) ?? [];
    const later = was.filter(({ seq }) => seq >= from);
    // What somebody has seen to is known by the number of the change: the same one keeps it.
    const anew = (found.get(name) ?? []).map((change) => {
      const at = later.findIndex((one) => isSameChange(one, change));
      return at === -1 ? change : (later.splice(at, 1)[0] ?? change);
    });
    const changes = [...was.filter(({ seq }) => seq < from), ...anew];
    if (changes.length !== was.length || changes.some(({ seq }, at) => seq !== was[at]?.seq))
      stands.set(name, changes);
  }
  return stands;
}

const isSameChange = (one: LoggedChange, other: LoggedChange): boolean =>
  one.on === other.on &&
  one.from === other.from &&
  one.to === other.to &&
  one.isByProfile === other.isByProfile;

/** What each command from an event on changes, in the order of the log; leaves the register as it was before all of them. */
function changesFrom(register: Register, from: number, eventSeq: number): Changes {
  const found = new Map<string, LoggedChange[]>();
  const { points, saidBefore } = pointsFrom(register.db, from);
  if (points.length === 0) return found;
  let then = register;
  let after = classesOf(then, EVERYTHING);
  for (const { seq, events } of points) {
    const isSaid = saidBefore(seq);
    for (const event of events) then = withoutEvent(then, event, { isSaid, eventSeq });
    const before = classesOf(then, isSaid);
    const isByProfile = events.some(({ type }) => type === PROFILE_APPLIED);
    for (const [name, to] of after.classes) {
      const was = before.classes.get(name);
      if (was === undefined || was === to) continue;
      found.set(name, [{ seq, on: after.day, from: was, to, isByProfile }, ...(found.get(name) ?? [])]);
    }
    after = before;
  }
  return found;
}

function classesOf(
  register: Register,
  isSaid: IsSaid,
): { readonly day: string; readonly classes: ReadonlyMap<string, string> } {
  const day = keptFrom(register.db, FOREVER, isSaid);
  const classifier = openClassifier(register, day, { isSaid });
  const classes = new Map<string, string>();
  for (const { row, classification } of classifier.vardtillfallen)
    classes.set(nameOfCase('vardtillfalle', row.key), classification.class);
  for (const { row, classification } of classifier.sips())
    classes.set(nameOfCase('sip', row.key), classification.class);
  return { day, classes };
}

/** What one command said. */
interface Point {
  readonly seq: number;
  readonly events: readonly LoggedEvent[];
}

/**
 * The commands from an event on by which classes can change, the newest first, and what had been said before each. What has
 * been undone was never said; that a corrected list says no longer what another did is said by it.
 */
function pointsFrom(
  db: Engine,
  from: number,
): { readonly points: readonly Point[]; readonly saidBefore: (seq: number) => IsSaid } {
  const counters = eventsOfType(db, UNDONE);
  const isCorrection = ({ data }: LoggedEvent): boolean =>
    (JSON.parse(data) as UndoneData).withdrawnBy !== undefined;
  const undoings = counters.filter((one) => !isCorrection(one));
  const undone = undoneSeqs(undoings);
  const always = new Set(undoings.map(({ seq }) => seq));
  const imports = eventsOfType(db, IMPORTED);
  const importOf = new Map(imports.map((event) => [sourceNoOf(event), event.seq]));
  // That a case is back is said by the list that has it, also where it was told later.
  const placeOf = new Map(
    eventsOfType(db, REOPENED).map((event) => [event.seq, importOf.get(sourceNoOf(event)) ?? event.seq]),
  );
  const said = [
    ...imports,
    ...eventsOfType(db, PROFILE_APPLIED, ...SAID_BY_PEOPLE),
    ...counters.filter(isCorrection),
  ].filter(({ seq }) => seq >= from && !undone.has(seq));
  const points: { seq: number; events: LoggedEvent[] }[] = [];
  for (const event of said.sort((a, b) => b.seq - a.seq)) {
    const last = points.at(-1);
    if (last !== undefined && isOfOneCommand(last.events[0], event)) {
      last.seq = event.seq;
      last.events.push(event);
    } else points.push({ seq: event.seq, events: [event] });
  }
  return {
    points,
    saidBefore: (limit) => (seq) => always.has(seq) || (placeOf.get(seq) ?? seq) < limit,
  };
}

const sourceNoOf = ({ data }: LoggedEvent): number =>
  (JSON.parse(data) as Pick<ReopenedData, 'sourceNo'>).sourceNo;

/** A list, or a profile, is a command of its own: what follows is classified before the next. */
const isOfOneCommand = (one: LoggedEvent | undefined, other: LoggedEvent): boolean =>
  one !== undefined &&
  ![one.type, other.type].some((type) => type === IMPORTED || type === PROFILE_APPLIED) &&
  one.recordedAt === other.recordedAt &&
  one.by === other.by;

/** The register as it was before an event, but for what people have said, which `isSaid` leaves out. */
function withoutEvent(
  register: Register,
  event: LoggedEvent,
  { isSaid, eventSeq }: { readonly isSaid: IsSaid; readonly eventSeq: number },
): Register {
  if (event.type === PROFILE_APPLIED) {
    // Registers of earlier versions do not say what it was.
    const { before } = JSON.parse(event.data) as { readonly before?: unknown };
    return before === undefined ? register : { ...register, profile: withLaterMembers(before) };
  }
  const source = event.type === IMPORTED ? sourceWithNumber(register.db, sourceNoOf(event)) : undefined;
  if (source !== undefined) takeListOut(register, source, new Set(), eventSeq);
  if (source !== undefined || event.type === PROTECTION_DECIDED) noteProtected(register, { isSaid });
  return register;
}
