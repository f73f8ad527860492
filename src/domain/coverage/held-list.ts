import type { FindingCode } from '../validation/finding-catalogue.ts';
import type { KindName } from '../kinds/kinds.ts';
import { scopeColumnsOf, type HadOfScope, type Scope } from './coverage.ts';
import type { Sign } from './judge-coverage.ts';
import type { ToldCell } from './told-places.ts';

/** Somebody's word on what a list is the whole of. */
export interface CoverageWord {
  readonly covers: Scope;
  /** It is said that the list is whole of that, not only that nothing else can be gone: a list without a case needs it. */
  readonly isWhole: boolean;
  readonly by: string;
  readonly reason: string;
}

/** A way on for who has a list that is held: what to add to the command, and when it is right. */
interface Way {
  readonly option: string;
  readonly text: string;
}

/** A list that was read and accounted for, and changed nothing. */
export interface HeldList {
  readonly code: Extract<
    FindingCode,
    | 'LIST_MAYBE_PART'
    | 'LIST_SHARES_NOTHING'
    | 'LIST_EMPTY'
    | 'COVERS_NOTHING'
    | 'LIST_DAY_UNCLEAR'
    | 'LIST_FROM_THE_FUTURE'
    | 'LIST_EARLIER_SAME_DAY'
    | 'LIST_AFTER_READ_ONLY'
    | 'SHEETS_CONTRADICT'
    | 'SHEETS_DIFFER'
  >;
  readonly detail: string | null;
  /** Where ongoing cases are missing that nothing explains. */
  readonly missing: readonly ToldCell[];
  /** Why it looks like a part. */
  readonly signs: readonly Sign[];
  readonly ways: readonly Way[];
  /** The checkpoint that keeps it out; null where something else does. */
  readonly lock: { readonly checkpoint: string; readonly since: string } | null;
}

/** Why a list looks like a part, as people read it. */
export const SIGN_TEXTS = {
  headers: 'andra rubriker än i listor som sagts vara hela',
  title: 'en annan titel eller ett annat urval än i listor som sagts vara hela',
  sheets: 'andra blad än i listor som sagts vara hela',
  file: 'ett annat filnamn än listor som sagts vara hela',
  'hidden-rows': 'listan har dolda eller filtrerade rader',
  filter:
    'det som saknas ser valt ut: alla med ett visst värde, allt på ena sidan av en dag, ett namn eller ett id, eller en följd i listan före',
  count: 'listans eget antal stämmer inte med dess rader',
  'cut-at-start': 'det som saknas stod samlat först i listan före',
  'cut-at-end': 'det som saknas stod samlat sist i listan före',
  'kommun-emptied': 'en kommun har blivit tom på en gång',
  'part-emptied': 'en part har blivit tom på en gång',
  'most-gone': 'mer än tre fjärdedelar saknas på en gång',
  'more-than-before': 'mer än tre gånger så mycket saknas som mellan några tidigare listor av samma slag',
} as const satisfies Readonly<Record<Sign, string>>;

const WHOLE_WAY: Way = {
  option: '--whole --by NAMN --reason SKÄL',
  text: 'Är listan hel, så att det som saknas är borta: säg det. Det gäller sedan för nästa lista av samma slag.',
};
const TAKE_OUT_AGAIN: Way = { option: '', text: 'Är den en del av en hel lista: ta ut den på nytt.' };

export const WAYS_FOR_PART: readonly Way[] = [
  WHOLE_WAY,
  {
    option: '--covers kommun=NAMN',
    text: 'Är den hel bara för en kommun (eller part=…, unit=…): bara där kan något vara borta.',
  },
  {
    option: 'FIL FIL …',
    text: 'Är det en fil av flera från samma dag: läs in dem tillsammans.',
  },
  TAKE_OUT_AGAIN,
];

export const WAYS_FOR_EMPTY: readonly Way[] = [
  {
    option: '--whole --by NAMN --reason SKÄL',
    text: 'Är den verkligen tom: säg det. Tillsammans med --covers gäller det bara den delen.',
  },
  TAKE_OUT_AGAIN,
];

const EMPTY_THERE: Way = {
  option: '--covers … --whole --by NAMN --reason SKÄL',
  text: 'Finns där inget kvar: säg det också.',
};

/** Where a list has no case in what it is said to be whole of: what its kind can be whole of. */
export function waysForScope(kind: KindName, { has }: Pick<HadOfScope, 'has'>): readonly Way[] {
  const [first, ...others] = scopeColumnsOf(kind);
  if (first === undefined)
    return [
      {
        option: '',
        text: 'En sådan lista har varken kommun, part eller enhet för sina rader: läs in den utan --covers.',
      },
    ];
  const also = others.length === 0 ? '' : ` (eller ${others.map((column) => `${column}=…`).join(', ')})`;
  return [
    {
      option: `--covers ${first}=NAMN`,
      text: `Rätta vad listan är hel för${also}, eller välj en annan fil.`,
    },
    ...(has === 'some' ? [EMPTY_THERE] : []),
  ];
}

export const WAYS_FOR_DAY: readonly Way[] = [
  { option: '--exported-at ÅÅÅÅ-MM-DD', text: 'Säg dagen då listan togs ut. Den gäller då.' },
];

export const WAYS_FOR_EARLIER: readonly Way[] = [
  {
    option: '',
    text: 'Behövs den tidigare listan: lägg den senare åt sidan med undo, och läs in dem i ordning.',
  },
];

export const WAYS_FOR_SHEETS: readonly Way[] = [
  {
    option: '--mapping FIL',
    text: 'Peka ut bladet som gäller med "sheet", eller dem som gäller med "sheets", i en mappningsfil. overgang map skriver den.',
  },
  { option: '', text: 'Eller gör bladen lika i arbetsboken, och läs in den igen.' },
];

/** What a list that is held for other reasons than what it lacks says. */
export const PLAIN_HOLD = { detail: null, missing: [], signs: [], lock: null } as const;
