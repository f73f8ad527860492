/**
 * The closed vocabularies of the canonical fields: code → what people read, and the spellings lists use.
 * A region adds spellings of its own in its profile (`terms`), a single list in its mapping file (`values`).
 * Spellings are compared folded, and a term's code and label are always understood.
 */
interface Term {
  /** Swedish text for people. */
  readonly label: string;
  /** Other spellings met in lists; "Terms drift" (domain §6). */
  readonly aliases: readonly string[];
}

const term = (label: string, ...aliases: readonly string[]): Term => ({ label, aliases });

const SIP_ONGOING = term(
  'Pågående',
  'öppen',
  'öppna',
  'aktiv',
  'aktuell',
  'ej avslutad',
  'startad',
  'påbörjad',
  'open',
);
const STAY_STATUS = {
  inskriven: term('Inskriven', 'inneliggande', 'pågående', 'öppen', 'aktiv', 'open'),
  utskriven: term('Utskriven', 'utskriven, ej kvitterad', 'hemgången'),
  avslutad: term('Avslutad', 'avslutade', 'stängd', 'stängda', 'avslutat', 'closed'),
} as const;

/** Standings in the target system that say that nothing has begun there, or that it was taken back. */
const NOT_BEGUN = {
  planned: term(
    'Inte påbörjad',
    'ej påbörjad',
    'ej startad',
    'inte startad',
    'planerad',
    'planeras',
    'utkast',
    'kladd',
    'draft',
  ),
  cancelled: term(
    'Makulerad',
    'makulerat',
    'annullerad',
    'ångrad',
    'borttagen',
    'raderad',
    'felregistrerad',
    'cancelled',
    'canceled',
  ),
} as const;

export const TERMS = {
  /** Samordningsansvar (seed 000, "SIP-ar fördelade efter samordningsansvar"). */
  part: {
    kommun: term('Kommun', 'kommunen', 'kommunal', 'kommunal hsl', 'socialtjänst', 'socialtjänsten', 'kn'),
    primarvard: term(
      'Primärvård',
      'primärvården',
      'pv',
      'hälsocentral',
      'vårdcentral',
      'öppenvård primärvård',
    ),
    slutenvard: term(
      'Slutenvård (somatik)',
      'slutenvård',
      'slutenvården',
      'somatisk slutenvård',
      'somatik',
      'slutenvård somatik',
      'sluten vård',
    ),
    psykiatri: term(
      'Psykiatri (sluten/öppenvård)',
      'psykiatri',
      'psykiatrin',
      'psykiatrisk öppenvård',
      'psykiatrisk slutenvård',
      'psykiatri sluten/öppenvård',
      'psyk',
    ),
  },
  planForm: {
    sip: term(
      'SIP',
      'samordnad individuell plan',
      'individuell plan',
      'SIP utanför vårdtillfälle',
      'SIP inom vårdtillfälle',
      'SIP under vårdtillfälle',
      'SIP vid vårdtillfälle',
      'utanför vårdtillfälle',
      'inom vårdtillfälle',
      'under vårdtillfälle',
      'vid vårdtillfälle',
    ),
    /** Lag (2017:612) 4 kap. 1 §: öppen tvångsvård and öppen rättspsykiatrisk vård have a samordnad vårdplan. */
    vardplan: term('Samordnad vårdplan', 'vårdplan', 'samordnad vårdplan (öppen tvångsvård)', 'svp'),
  },
  sipStatus: {
    open: SIP_ONGOING,
    closed: term('Avslutad', 'avslutade', 'stängd', 'stängda', 'avslutat', 'klar', 'closed', 'makulerad'),
  },
  /** In the target one that is makulerad is not one that has come to its end: it was never begun. */
  targetSipStatus: {
    open: SIP_ONGOING,
    closed: term('Avslutad', 'avslutade', 'stängd', 'stängda', 'avslutat', 'klar', 'closed'),
    ...NOT_BEGUN,
  },
  phase: {
    initiativ: term('Initiativ', 'initiering'),
    kartlaggning: term('Kartläggning'),
    kallelse: term('Kallelse till planering', 'kallelse', 'kallad'),
    genomforande: term('Genomförande', 'planering', 'pågående genomförande'),
    'kallelse-utvardering': term('Kallelse till utvärdering'),
    utvardering: term('Utvärdering och avslut av plan', 'utvärdering av plan', 'utvärdering', 'avslut'),
  },
  /** Consent; menprövning can replace missing, never refused consent (seed 003, "Menprövning"). */
  consent: {
    yes: term(
      'Ja',
      'j',
      'samtycke',
      'samtycker',
      'samtycke finns',
      'lämnat',
      'givet',
      'medgivet',
      'true',
      '1',
      'x',
    ),
    menprovning: term('Menprövning', 'menprövat', 'menprövad', 'menprövning gjord'),
    no: term(
      'Nej',
      'n',
      'nekat',
      'nekar',
      'samtycker ej',
      'ej samtycke',
      'återkallat',
      'återtaget',
      'false',
      '0',
    ),
    unknown: term('Okänt', 'uppgift saknas', 'ej angivet', 'vet ej', '-', '?'),
  },
  careForm: {
    somatik: term('Somatik', 'somatisk', 'somatisk slutenvård', 'somatisk vård'),
    psykiatri: term('Psykiatri', 'psykiatrisk', 'psykiatrisk slutenvård', 'psyk'),
    rattspsykiatri: term('Rättspsykiatri', 'rättspsykiatrisk', 'rpk', 'rättspsyk'),
  },
  vardtillfalleStatus: STAY_STATUS,
  targetStayStatus: { ...STAY_STATUS, ...NOT_BEGUN },
  housing: {
    ordinart: term('Ordinärt boende', 'ordinärt', 'eget boende'),
    sarskilt: term('Särskilt boende', 'särskilt', 'säbo', 'vård- och omsorgsboende'),
    lss: term('LSS-boende', 'lss', 'gruppbostad', 'lss boende'),
    socialpsykiatri: term('Socialpsykiatri', 'socialpsykiatriskt boende'),
    privat: term('Privat aktör', 'privat', 'privat utförare', 'privata aktörer'),
  },
  flag: {
    '1': term(
      'Ja',
      'j',
      'true',
      'sant',
      'x',
      'yes',
      'skyddad',
      'sekretessmarkering',
      'skyddad folkbokföring',
      'fingerade',
      'skyddade personuppgifter',
    ),
    '0': term('Nej', 'n', 'false', 'falskt', 'no', ''),
  },
} as const satisfies Record<string, Record<string, Term>>;

export type TermSet = keyof typeof TERMS;

/** The vocabulary of the source that one of the target begins with: what a profile adds there is understood here. */
export const BASE_TERMS: Partial<Readonly<Record<TermSet, TermSet>>> = {
  targetSipStatus: 'sipStatus',
  targetStayStatus: 'vardtillfalleStatus',
};
type TermOf<S extends TermSet> = keyof (typeof TERMS)[S] & string;
export type Part = TermOf<'part'>;

export const PARTS = Object.keys(TERMS.part) as readonly Part[];

/** Swedish text of a code; a code outside the set is shown as it is. */
export function termLabel(set: TermSet, code: string): string {
  const terms: Record<string, Term> = TERMS[set];
  return terms[code]?.label ?? code;
}

/**
 * The spellings of one set, folded by `foldText`, each leading to its code.
 *
 * @param extra spellings a profile or mapping adds: text → code; they win over the built-in ones
 */
export function spellingsOf(
  set: TermSet,
  foldText: (text: string) => string,
  extra: Readonly<Record<string, string>> = {},
): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  const terms: Record<string, Term> = TERMS[set];
  for (const [code, { label, aliases }] of Object.entries(terms)) {
    for (const text of [code, label, ...aliases]) spellings.set(foldText(text), code);
  }
  for (const [text, code] of Object.entries(extra)) spellings.set(foldText(text), code);
  return spellings;
}
