import type { Status } from './status.ts';

/** A figure in the register, and what it becomes in the rehearsal. */
interface Change {
  readonly live: number;
  readonly rehearsal: number;
}

interface ClassChange extends Change {
  readonly kind: 'sip' | 'vardtillfalle';
  readonly class: string;
}

interface KommunChange extends Change {
  /** SCB code; null for SIPs without one. */
  readonly kommun: string | null;
}

/** What differs between two states: the classes and the kommuner that have other figures. */
export interface StatusChanges {
  /** Open SIPs of the whole region. */
  readonly openSips: Change;
  readonly classes: readonly ClassChange[];
  /** Open SIPs of a kommun. */
  readonly kommuner: readonly KommunChange[];
  /** Answers that do not count until somebody decides. */
  readonly held: Change;
}

const differs = ({ live, rehearsal }: Change): boolean => live !== rehearsal;

export function statusChanges(live: Status, rehearsal: Status): StatusChanges {
  const classesOf = (
    kind: ClassChange['kind'],
    before: Readonly<Record<string, number | null>>,
    after: Readonly<Record<string, number | null>>,
  ): readonly ClassChange[] =>
    Object.keys({ ...before, ...after }).map((name) => ({
      kind,
      class: name,
      live: before[name] ?? 0,
      rehearsal: after[name] ?? 0,
    }));
  const openIn = ({ sips }: Status, kommun: string | null): number =>
    sips.matrix.filter((cell) => cell.kommun === kommun).reduce((sum, { open }) => sum + open, 0);
  const kommuner = [
    ...new Set([live, rehearsal].flatMap(({ sips }) => sips.matrix.map(({ kommun }) => kommun))),
  ];
  return {
    openSips: { live: live.sips.open, rehearsal: rehearsal.sips.open },
    classes: [
      ...classesOf('sip', live.sips.classes, rehearsal.sips.classes),
      ...classesOf('vardtillfalle', live.vardtillfallen.classes, rehearsal.vardtillfallen.classes),
    ].filter(differs),
    kommuner: kommuner
      .map((kommun) => ({ kommun, live: openIn(live, kommun), rehearsal: openIn(rehearsal, kommun) }))
      .filter(differs),
    held: { live: live.answers.held, rehearsal: rehearsal.answers.held },
  };
}
