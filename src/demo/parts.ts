export const KOMMUN_CODES = ['2260', '2262', '2280', '2281', '2282', '2283', '2284'] as const;
export type KommunCode = (typeof KOMMUN_CODES)[number];

export const PARTS = ['kommun', 'primarvard', 'slutenvard', 'psykiatri'] as const;
export type Part = (typeof PARTS)[number];

export const PART_LABELS: Readonly<Record<Part, string>> = {
  kommun: 'Kommun',
  primarvard: 'Primärvård',
  slutenvard: 'Slutenvård (somatik)',
  psykiatri: 'Psykiatri (sluten/öppenvård)',
};

interface Kommun {
  readonly name: string;
  /** How people wrote it in the lists, the proper name among them. */
  readonly spellings: readonly string[];
  /** Where its inhabitants lie when they are in hospital. */
  readonly hospital: KommunCode;
  /** Which kommun's psykiatrisk öppenvård they go to: not every kommun has its own. */
  readonly psykiatri: KommunCode;
  /** Share of those who are in no list of SIPs. */
  readonly weight: number;
}

export const KOMMUNER: Readonly<Record<KommunCode, Kommun>> = {
  '2260': {
    name: 'Ånge',
    spellings: ['Ånge', 'Ånge kommun', 'ÅNGE'],
    hospital: '2281',
    psykiatri: '2281',
    weight: 5,
  },
  '2262': {
    name: 'Timrå',
    spellings: ['Timrå', '2262', 'Timrå kommun'],
    hospital: '2281',
    psykiatri: '2281',
    weight: 8,
  },
  '2280': {
    name: 'Härnösand',
    spellings: ['Härnösand', 'Härnösands kommun', 'Härnösand '],
    hospital: '2281',
    psykiatri: '2280',
    weight: 11,
  },
  '2281': {
    name: 'Sundsvall',
    spellings: ['Sundsvall', 'Sundsvalls kommun', 'Sundsvall ', '2281'],
    hospital: '2281',
    psykiatri: '2281',
    weight: 38,
  },
  '2282': {
    name: 'Kramfors',
    spellings: ['Kramfors', 'Kramfors kommun', 'kramfors'],
    hospital: '2283',
    psykiatri: '2282',
    weight: 8,
  },
  '2283': {
    name: 'Sollefteå',
    spellings: ['Sollefteå', 'Sollefteå kn', 'Sollefteå kommun'],
    hospital: '2283',
    psykiatri: '2283',
    weight: 9,
  },
  '2284': {
    name: 'Örnsköldsvik',
    spellings: ['Örnsköldsvik', 'ÖRNSKÖLDSVIK', '2284', 'Örnsköldsviks kommun'],
    hospital: '2284',
    psykiatri: '2284',
    weight: 21,
  },
};

export const KOMMUN_WEIGHTS = KOMMUN_CODES.map((code) => [code, KOMMUNER[code].weight] as const);
