import { fold } from '../words/fold.ts';
import type { Part } from '../kinds/terms.ts';
import type { Owner } from './owners.ts';
import { unitOwner } from './owners.ts';
import { selector, type Narrowing, type Selector } from './selectors.ts';
import type { Outside } from './subject.ts';

/** What says who the actors of a vårdtillfälle that moves are. */
export interface MovingVardtillfalle {
  readonly careForm: string | null;
  readonly unit: string | null;
  readonly halsocentral: string | null;
  /** The psykiatriska öppenvårdsenhet of the patient's kommun, where there is exactly one. */
  readonly openPsychiatry: string | null;
  /** What of it the target system does not reach. */
  readonly outside: readonly Outside[];
}

/**
 * A party that completes a vårdtillfälle that moves in the target system, and says so with an Extrameddelande in the
 * source (seed 000, Steg 2–4). The steps of one stage share the vårdtillfällen among them.
 */
export interface Actor {
  readonly stage: string;
  /** Says nothing in the source system: there is no message about the move there. */
  readonly isSilent?: true;
  readonly part: Part;
  readonly takesPart: (one: MovingVardtillfalle) => boolean;
  /** It is the patient's hälsocentral: where that is not reached, the party is not. */
  readonly isHalsocentral?: true;
  /** Whose work it is; null where it is the kommun's, or nobody's yet. */
  readonly unitOf: (one: MovingVardtillfalle) => string | null;
  /** Where two actors share a part: which of its units are this one's. A unit of no known type is nobody's. */
  readonly hasUnitOf?: (type: string) => boolean;
}

export const isPsychiatry = ({ careForm }: Pick<MovingVardtillfalle, 'careForm'>): boolean =>
  careForm === 'psykiatri' || careForm === 'rattspsykiatri';
export const isSomatic = (one: Pick<MovingVardtillfalle, 'careForm'>): boolean => !isPsychiatry(one);

/** Whether a unit is of a type, however the list of units writes it. */
export function isOfType(type: string): (other: string) => boolean {
  const folded = fold(type);
  return (other) => other === folded;
}

const READS = ['careForm', 'unit', 'halsocentral', 'openPsychiatry', 'outside'] as const;

/**
 * Whether a vårdtillfälle that moves is an actor's work. A patient from another region and a ward that the target system
 * does not reach are in the reserve routine instead, and so is a hälsocentral for its own part (seed 003).
 */
export function isConcerned(actor: Actor, one: MovingVardtillfalle): boolean {
  return (
    actor.takesPart(one) &&
    !one.outside.some((what) => what === 'kommun' || what === 'ward' || actor.isHalsocentral === true)
  );
}

/** The vårdtillfällen that move and concern an actor. */
export const concerning = (actor: Actor): Narrowing<'vardtillfalle'> => ({
  name: 'concerns-the-actor',
  ...selector<'vardtillfalle', 'moves' | (typeof READS)[number], boolean>(
    ['moves', ...READS],
    ({ moves, ...one }) => moves && isConcerned(actor, one),
  ),
});

/** The list of an actor's unit. */
export const byActorUnit = (actor: Actor, otherwise: string): Selector<'vardtillfalle', Owner> =>
  selector<'vardtillfalle', 'kommun' | (typeof READS)[number], Owner>(
    ['kommun', ...READS],
    ({ kommun, ...one }, profile) => unitOwner(actor.part, actor.unitOf(one), otherwise, kommun, profile),
  );
