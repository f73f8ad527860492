import type { KindName } from '../kinds/kinds.ts';

/**
 * What a person can attest of a case, by hand or in a returned worklist: one entry an event.
 * `system` says where it was done; `closesInSource` that the case is finished in the source system by it.
 */
interface Mark {
  readonly label: string;
  readonly kinds: readonly KindName[];
  readonly system: 'source' | 'target' | 'both';
  readonly closesInSource: boolean;
  /** Whether the case begins to be in the target system by it, or is finished there. */
  readonly inTarget: 'begins' | 'ends' | null;
  /** Whether a list of the target system that has the case shows it. */
  readonly isShownInTarget?: true;
  /** Says something of the case, and nothing of work done in a system. */
  readonly isOnlyText?: true;
  /** Seed and phrase. */
  readonly source: string;
}

export const MARKS = {
  'registered-in-lifecare': {
    label: 'Registrerad i {target}',
    kinds: ['vardtillfalle'],
    system: 'target',
    closesInSource: false,
    inTarget: 'begins',
    isShownInTarget: true,
    source: '000, Steg 2: ”Registrerar patientens personuppgifter … Fyller i inskrivningsmeddelande”',
  },
  'answered-in-lifecare': {
    label: 'Frågorna i Planeringsunderlaget besvarade',
    kinds: ['vardtillfalle'],
    system: 'target',
    closesInSource: false,
    inTarget: 'begins',
    source: '000, Steg 3–4: ”Besvara frågor i samband med inskrivning (hamnar i Planeringsunderlag)”',
  },
  'extrameddelande-sent': {
    label: 'Extrameddelande skickat i {source} om att vårdtillfället är överflyttat',
    kinds: ['vardtillfalle'],
    system: 'source',
    closesInSource: false,
    inTarget: null,
    source: '000, Steg 2–4: ”Skicka ett Extrameddelande i Prator om att vårdtillfället är överflyttat”',
  },
  acknowledged: {
    label: 'Meddelandena kvitterade i {source}',
    kinds: ['sip', 'vardtillfalle'],
    system: 'source',
    closesInSource: false,
    inTarget: null,
    source: '000, Kvittera: ”alla kvitterar sina meddelanden i Prator”',
  },
  'sip-created-in-lifecare': {
    label: 'SIP skapad i {target}',
    kinds: ['sip'],
    system: 'target',
    closesInSource: false,
    inTarget: 'begins',
    isShownInTarget: true,
    source: '000, Steg 6: ”Starta en SIP”',
  },
  'sip-moved': {
    label: 'SIP överflyttad: alla parter har flyttat sin information',
    kinds: ['sip'],
    system: 'target',
    closesInSource: false,
    inTarget: 'begins',
    source: '000, Steg 6: ”när alla parter flyttat över sin information”',
  },
  'closed-in-prator': {
    label: 'Avslutad i {source}',
    kinds: ['sip', 'vardtillfalle'],
    system: 'source',
    closesInSource: true,
    inTarget: null,
    source: '000, Steg 5 och 6: ”Avsluta SIP i Prator”, ”avslutar vårdtillfället i Prator och Lifecare SP”',
  },
  'closed-in-lifecare': {
    label: 'Avslutad i {target}',
    kinds: ['vardtillfalle'],
    system: 'target',
    closesInSource: false,
    inTarget: 'ends',
    source: '000, Steg 5: ”Slutenvården avslutar vårdtillfället i Prator och Lifecare SP”',
  },
  note: {
    label: 'Anteckning',
    kinds: ['sip', 'vardtillfalle'],
    system: 'both',
    closesInSource: false,
    inTarget: null,
    isOnlyText: true,
    source: 'contract, mark: one event by hand',
  },
} as const satisfies Record<string, Mark>;

export type MarkName = keyof typeof MARKS;
export const MARK_NAMES = Object.keys(MARKS) as readonly MarkName[];

export function markOf(name: MarkName): Mark {
  return MARKS[name];
}

/** Whether a mark attests work in the source system: what nobody can do once it is read-only. */
export function attestsWorkInSource(name: MarkName): boolean {
  const { system, isOnlyText } = markOf(name);
  return system !== 'target' && isOnlyText !== true;
}
