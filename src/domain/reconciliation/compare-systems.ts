import type { SipClass } from '../classification/classes.ts';
import type { Profile } from '../profile/profile-schema.ts';
import {
  judgeSip,
  pairUp,
  standingOfSip,
  weigh,
  type RowDoubt,
  type SipThere,
  type TargetSipRow,
} from '../target/target-row.ts';
import { coordinatorComparer, type Coordinator, type CoordinatorColumn } from './coordinator.ts';

/**
 * Prator against Lifecare SP, SIP by SIP, as of a day. The two lists share no id: they meet in the person, through a
 * keyed pseudonym, so that a SIP of a person with several is paired by unit and role, and what remains is said to be
 * unclear.
 *
 * A row of Lifecare SP is of a SIP only where it is evidence of it (target-row), and of one SIP at most.
 *
 * **Lost** is a SIP that stood open in Prator when the moving began, or later, was to move, is not open there any
 * more, and whose person has no SIP in Lifecare SP. It is not lost when
 * - it was gone before the step of moving SIPs began (the profile's milestone): that was cleaning up;
 * - it was proposed for closing as not current, or decided to be closed;
 * - something makes it a question for people: it needed a decision, is protected or a samordnad vårdplan, was attested
 *   moved after the list of Lifecare SP was taken out, and the like. Those are listed as unclear, each with its reason.
 */

/** What was to become of a SIP that is no longer open in the source system. */
export interface Expectation {
  readonly class: SipClass;
  readonly rule: string;
  /** Proposed as not current only when the moving had begun, and after it was to move (see compare-lifecare). */
  readonly isEvaluatedDuringMove: boolean;
}

export interface SourceSip {
  readonly sipId: string;
  readonly reference: string;
  /** Null where the number points at nobody. */
  readonly person: string | null;
  readonly isProtected: boolean;
  readonly kommun: string | null;
  readonly planned: Coordinator;
  /** The list that last had it open; for one gone before the moving began, the list that last had it. */
  readonly lastSeenOn: string;
  /** Null while it is open. */
  readonly gone: 'before-the-move' | Expectation | null;
  /** A person's word that it is in the target system. */
  readonly attestedMovedOn: string | null;
  /** What a row of the target must fit. */
  readonly asThere: SipThere;
}

export interface TargetSip {
  readonly person: string;
  readonly actual: Coordinator;
  readonly row: TargetSipRow;
  /** Where it stands: "rad 7 i lcsp-sip.csv". */
  readonly from: string;
  /** Whether the newest list has it; one that an earlier list had is ended there, or gone. */
  readonly isInNewestList: boolean;
}

export const UNCLEAR_REASONS = {
  'needs-decision': 'behövde beslut innan den försvann',
  protected: 'skyddade personuppgifter: se efter i den egna listan',
  vardplan: 'samordnad vårdplan, flyttas inte som SIP',
  'evaluated-during-move': 'skulle flyttas; stod sedan i utvärderingsfas, som också flytten ger',
  'attested-moved': 'intygad i {target} efter att listan därifrån togs ut',
  'target-list-older': 'stod öppen i {source} när listan från {target} togs ut',
  'left-target': 'fanns i en tidigare lista från {target}, inte i den senaste',
  'unclear-in-target': 'personen har en rad i {target} som inte räknas: se skälet vid raden',
  'fewer-in-target': 'personen hade fler SIP:ar i {source} än i {target}',
} as const;
export type UnclearReason = keyof typeof UNCLEAR_REASONS;

/** A SIP as the comparison names it. Of a protected person nothing is told that says where. */
export interface NamedSip {
  readonly sipId: string;
  readonly reference: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly lastSeenOn: string;
}

interface LostSip extends NamedSip {
  readonly class: SipClass;
  /** Somebody attested it moved, all the same. */
  readonly attestedMovedOn: string | null;
}

interface UnclearSip extends NamedSip {
  readonly reason: UnclearReason;
  readonly rule: string;
}

export interface OtherCoordinator extends NamedSip {
  readonly differs: readonly CoordinatorColumn[];
  readonly planned: Coordinator | null;
  readonly actual: Coordinator | null;
}

export interface SystemsComparison {
  /** The days of the lists that are held against each other. */
  readonly sourceListOn: string;
  readonly targetListOn: string;
  /** From this day a SIP that goes should have moved; null where the profile names no such step. */
  readonly moveBeginsOn: string | null;
  /** All SIPs of the source: the sum of the six below and the two lists. */
  readonly sips: number;
  readonly onlyPrator: number;
  readonly inBoth: number;
  readonly moved: number;
  readonly closedNotMoved: number;
  readonly goneBeforeMove: number;
  /** All rows of the newest list of the target: in both + only there + those that do not count. */
  readonly lifecareSips: number;
  /** Rows of it that are no SIP begun there, or may be none, with the reason. */
  readonly lifecareNotCounted: readonly { readonly from: string; readonly why: RowDoubt }[];
  /** Moved, or not known in Prator. */
  readonly onlyLifecare: number;
  readonly unknownInPrator: number;
  readonly lost: readonly LostSip[];
  readonly unclear: readonly UnclearSip[];
  readonly otherCoordinator: readonly OtherCoordinator[];
  /** Pairs where a list leaves out unit or role, so that nobody can tell. */
  readonly coordinatorUnknown: number;
  /** SIPs still open whose person's number points at nobody: they can not be looked for. */
  readonly onlyPratorUnmatchable: number;
  /** Rows of the target's list that could not be laid to a person: a lost SIP may be among them. */
  readonly lifecareRowsWithoutPerson: number;
}

export interface SystemsToCompare {
  readonly sips: readonly SourceSip[];
  readonly targetSips: readonly TargetSip[];
  readonly sourceListOn: string;
  readonly targetListOn: string;
  readonly moveBeginsOn: string | null;
  readonly lifecareRowsWithoutPerson: number;
}

const MOVES: readonly SipClass[] = ['move-with-vardtillfalle', 'move-outside-vardtillfalle'];
const CLOSES: readonly SipClass[] = ['close-not-current', 'closed'];

/** @returns the comparison, and the row that each SIP was found on */
export function compareSystems(
  systems: SystemsToCompare,
  profile: Profile,
): { readonly comparison: SystemsComparison; readonly pairs: ReadonlyMap<SourceSip, TargetSip> } {
  const { targetListOn, moveBeginsOn } = systems;
  const compareCoordinators = coordinatorComparer(profile);
  const newest = systems.targetSips.filter(({ isInNewestList }) => isInNewestList);
  const inTarget = byPerson(newest);
  const wasInTarget = byPerson(systems.targetSips);
  const pairs = pairsOf(systems, inTarget, compareCoordinators);

  const lost: LostSip[] = [];
  const unclear: UnclearSip[] = [];
  const otherCoordinator: OtherCoordinator[] = [];
  const counts = {
    onlyPrator: 0,
    inBoth: 0,
    moved: 0,
    closedNotMoved: 0,
    goneBeforeMove: 0,
    coordinatorUnknown: 0,
    onlyPratorUnmatchable: 0,
  };

  for (const sip of systems.sips) {
    const pair = pairs.get(sip);
    if (pair !== undefined) {
      counts[sip.gone === null ? 'inBoth' : 'moved'] += 1;
      const { differs, cannotTell } = compareCoordinators(sip.planned, pair.actual);
      if (differs.length > 0) {
        const [planned, actual] = sip.isProtected ? [null, null] : [sip.planned, pair.actual];
        otherCoordinator.push({ ...named(sip), differs, planned, actual });
      } else if (cannotTell.length > 0) counts.coordinatorUnknown += 1;
      continue;
    }
    if (sip.gone === null) {
      counts.onlyPrator += 1;
      if (sip.person === null) counts.onlyPratorUnmatchable += 1;
    } else if (sip.gone === 'before-the-move') counts.goneBeforeMove += 1;
    else {
      const reason = unclearReason(sip, sip.gone, { targetListOn, moveBeginsOn, inTarget, wasInTarget });
      if (reason !== null) unclear.push({ ...named(sip), reason, rule: sip.gone.rule });
      else if (MOVES.includes(sip.gone.class))
        lost.push({ ...named(sip), class: sip.gone.class, attestedMovedOn: sip.attestedMovedOn });
      else counts.closedNotMoved += 1;
    }
  }
  const lifecareNotCounted = newest.flatMap(({ row, from }) => {
    const standing = standingOfSip(row);
    return standing.is === 'it' ? [] : [{ from, why: standing.why }];
  });
  const onlyLifecare = newest.length - lifecareNotCounted.length - counts.inBoth;
  const comparison: SystemsComparison = {
    sourceListOn: systems.sourceListOn,
    targetListOn,
    moveBeginsOn: systems.moveBeginsOn,
    sips: systems.sips.length,
    ...counts,
    lifecareSips: newest.length,
    lifecareNotCounted,
    onlyLifecare,
    unknownInPrator: onlyLifecare - counts.moved,
    lost,
    unclear,
    otherCoordinator,
    lifecareRowsWithoutPerson: systems.lifecareRowsWithoutPerson,
  };
  return { comparison, pairs };
}

function named({ sipId, reference, isProtected, kommun, planned, lastSeenOn }: SourceSip): NamedSip {
  return isProtected
    ? { sipId, reference, kommun: null, part: null, unit: null, lastSeenOn }
    : { sipId, reference, kommun, part: planned.part, unit: planned.unit, lastSeenOn };
}

interface Target {
  readonly targetListOn: string;
  readonly moveBeginsOn: string | null;
  readonly inTarget: ReadonlyMap<string, readonly TargetSip[]>;
  readonly wasInTarget: ReadonlyMap<string, readonly TargetSip[]>;
}

/** Why nobody can say whether a SIP that is gone and not found is lost; null where it can be said. */
function unclearReason(
  sip: SourceSip,
  gone: Expectation,
  { targetListOn, moveBeginsOn, inTarget, wasInTarget }: Target,
): UnclearReason | null {
  if (sip.isProtected) return 'protected';
  if (gone.isEvaluatedDuringMove) return 'evaluated-during-move';
  if (CLOSES.includes(gone.class)) return null;
  if (gone.class === 'vardplan' || gone.class === 'protected') return gone.class;
  if (gone.class === 'needs-decision' || sip.person === null) return 'needs-decision';
  if (sip.attestedMovedOn !== null && sip.attestedMovedOn > targetListOn) return 'attested-moved';
  if (sip.lastSeenOn >= targetListOn) return 'target-list-older';
  const rowsIn = (rows: Target['inTarget']) =>
    weigh(rows.get(sip.person ?? '') ?? [], ({ row }) => judgeSip(row, sip.asThere, moveBeginsOn));
  const now = rowsIn(inTarget);
  if (now.it.length > 0) return 'fewer-in-target';
  if (now.unclear.length > 0) return 'unclear-in-target';
  return rowsIn(wasInTarget).it.length > 0 ? 'left-target' : null;
}

function byPerson<T extends { readonly person: string }>(
  sips: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const persons = new Map<string, T[]>();
  for (const sip of sips) {
    const known = persons.get(sip.person);
    if (known === undefined) persons.set(sip.person, [sip]);
    else known.push(sip);
  }
  return persons;
}

/**
 * Which SIP of the target is which of the source, person by person: the most alike first, and among equals the one
 * that is gone from the source and was to move before one that is still open there. A SIP gone before the moving
 * began is paired with none.
 */
function pairsOf(
  { sips, moveBeginsOn }: Pick<SystemsToCompare, 'sips' | 'moveBeginsOn'>,
  inTarget: ReadonlyMap<string, readonly TargetSip[]>,
  compareCoordinators: ReturnType<typeof coordinatorComparer>,
): ReadonlyMap<SourceSip, TargetSip> {
  const known = byPerson(
    sips.filter(
      (sip): sip is SourceSip & { readonly person: string } =>
        sip.person !== null && sip.gone !== 'before-the-move',
    ),
  );
  const pairs = new Map<SourceSip, TargetSip>();
  for (const [person, ofPerson] of known) {
    const found = pairUp(ofPerson, inTarget.get(person) ?? [], (sip, { row, actual }) =>
      judgeSip(row, sip.asThere, moveBeginsOn).is === 'it'
        ? likeness(compareCoordinators(sip.planned, actual).differs, expectedOf(sip))
        : null,
    );
    for (const [sip, target] of found) pairs.set(sip, target);
  }
  return pairs;
}

/** How much a SIP is to be looked for in the target. */
const expectedOf = ({ gone }: SourceSip): number =>
  gone !== null && gone !== 'before-the-move' && !CLOSES.includes(gone.class) ? 2 : gone === null ? 1 : 0;

/** How alike a SIP and a row of the target are, by who is responsible; then by how much it is to be looked for there. */
export const likeness = (differs: readonly CoordinatorColumn[], expected: number): number =>
  (differs.includes('unit') ? 0 : 8) + (differs.includes('role') ? 0 : 4) + expected;
