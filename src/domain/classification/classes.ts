/** The classes of the contract, with the text people read: the systems' names are the profile's (`fillText`). */
export const SIP_CLASSES = {
  'move-with-vardtillfalle': 'Flyttas med vårdtillfället',
  'move-outside-vardtillfalle': 'Flyttas utanför vårdtillfälle',
  'close-not-current': 'Förslag: avsluta i {source}, ej aktuell',
  vardplan: 'Samordnad vårdplan (inte SIP)',
  'end-without-consent': 'Avslutas: samtycke nekat eller återtaget',
  protected: 'Skyddade personuppgifter',
  'in-both-systems': 'Behöver beslut: finns i båda systemen',
  'needs-decision': 'Behöver beslut',
  closed: 'Avslutad i {source}',
} as const;

export const VARDTILLFALLE_CLASSES = {
  'start-in-lifecare': 'Startas i {target}',
  'finish-in-prator': 'Avslutas i {source}',
  'moved-back': 'Har bytt system',
  trapped: 'Instängd: kvar på sjukhus inför läsläget',
  'awaiting-acknowledgement': 'Väntar på kvittens',
  protected: 'Skyddade personuppgifter',
  'in-both-systems': 'Behöver beslut: finns i båda systemen',
  'needs-decision': 'Behöver beslut',
  closed: 'Avslutat i {source}',
} as const;

/** Classes that only plans which say so have. */
export const PLAN_CLASSES = ['end-without-consent'] as const;
export type PlanClass = (typeof PLAN_CLASSES)[number];

export type SipClass = keyof typeof SIP_CLASSES;
export type VardtillfalleClass = keyof typeof VARDTILLFALLE_CLASSES;
export type CaseClass = SipClass | VardtillfalleClass;

/** The classes of cases that wait for somebody's decision. */
const UNDECIDED: readonly string[] = ['needs-decision', 'in-both-systems'] satisfies readonly CaseClass[];

export const isUndecided = (className: string): boolean => UNDECIDED.includes(className);
