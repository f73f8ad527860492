/** The classes of the contract, with the text people read. */
export const SIP_CLASSES = {
  'move-with-vardtillfalle': 'Flyttas med vårdtillfället (Erbjud SIP)',
  'move-outside-vardtillfalle': 'Flyttas utanför vårdtillfälle (Skapa SIP)',
  'close-not-current': 'Förslag: avsluta i Prator, ej aktuell',
  vardplan: 'Samordnad vårdplan (inte SIP)',
  protected: 'Skyddade personuppgifter',
  'needs-decision': 'Behöver beslut',
  closed: 'Avslutad i Prator',
} as const;

export const VARDTILLFALLE_CLASSES = {
  'start-in-lifecare': 'Startas i Lifecare SP',
  'finish-in-prator': 'Avslutas i Prator',
  'moved-back': 'Har bytt system',
  trapped: 'Instängd: kvar på sjukhus inför läsläget',
  'awaiting-acknowledgement': 'Väntar på kvittens',
  protected: 'Skyddade personuppgifter',
  'needs-decision': 'Behöver beslut',
  closed: 'Avslutat i Prator',
} as const;

export type SipClass = keyof typeof SIP_CLASSES;
export type VardtillfalleClass = keyof typeof VARDTILLFALLE_CLASSES;
export type CaseClass = SipClass | VardtillfalleClass;
