import { fold } from '../words/fold.ts';
import { openGlimpse } from '../words/glimpse.ts';
import { late } from '../words/late.ts';

/**
 * The words that say that a person is protected: one table for cells, remarks, titles, headers, and names of sheets and
 * files, so that none of them knows a word that another does not. Each place hears a word in its own way, and fails closed
 * (domain §8): in a cell any sign is enough; a title is of everybody below it only where its words are of persons, since
 * documents say of themselves that they are secret; below a header only what its cells say protects.
 */
interface ProtectionWord {
  /** In a cell or a remark, whatever stands beside it. */
  readonly cell: string;
  /** In a title: it is of persons, whatever stands beside it. */
  readonly ofPersons?: string;
  /** In a title, as a word of its own: it is of documents as well, and of persons where nothing else is said. */
  readonly ofDocuments?: string;
  /** In a header; as in a cell where it is not said, and null where such a header is asked about (near-protection.ts). */
  readonly header?: string | null;
  /** Three letters (glimpse.ts) that each spelling of it has, in a cell and in a header. */
  readonly signs: readonly string[];
  /** The same in a cell alone, where they say more. */
  readonly cellSigns?: readonly string[];
  /** Texts that hold it, for the tests: in every place they are heard. */
  readonly examples: readonly string[];
}

const NOT_AFTER_LETTER = '(?<![a-zåäö])';
const NOT_BEFORE_LETTER = '(?![a-zåäö])';
const whole = (words: string): string => `${NOT_AFTER_LETTER}(?:${words})${NOT_BEFORE_LETTER}`;

const NOT = '(?:ej|inte|icke)';

export const PROTECTION_WORDS: readonly ProtectionWord[] = [
  {
    cell: 'skydda[dts]',
    ofPersons: 'skydda[dt]',
    header: 'skydd',
    signs: ['ydd'],
    examples: ['Skyddad', 'skyddade personuppgifter', 'adressen är skyddad', 'Skyddat boende'],
  },
  { cell: 'skyddsm', ofPersons: 'skyddsm', header: 'skydd', signs: ['ydd'], examples: ['Skyddsmarkering'] },
  {
    cell: 'skydds ?(?:person|id|adr|uppg|kod|klass|boende|plac|behov)',
    header: 'skydd',
    signs: ['ydd'],
    examples: ['skyddsid', 'Skyddsboende', 'skyddsplacerad'],
  },
  {
    cell: whole('skydd'),
    ofDocuments: 'skydd(?:et|s)?',
    header: 'skydd',
    signs: ['ydd'],
    examples: ['Skydd'],
  },
  {
    cell: whole('skm|skpu'),
    ofDocuments: 'skm|skpu',
    header: null,
    signs: ['skm', 'skp'],
    examples: ['SKM', 'skpu'],
  },
  {
    cell: `${whole('sekrm[a-zåäö]*')}|${NOT_AFTER_LETTER}sekr[.-]? ?m(?:[aä]rk|[.]|${NOT_BEFORE_LETTER})`,
    ofPersons: `sekretessm|sekrm|${NOT_AFTER_LETTER}sekr\\.? ?m(?:[aä]rk|[.]|${NOT_BEFORE_LETTER})`,
    signs: ['sek'],
    examples: ['sekr.m.', 'Sekr. märkt', 'sekrm', 'Sekretessmarkering'],
  },
  { cell: whole('sekret'), header: 'sekre', signs: ['sek'], examples: ['sekret.'] },
  { cell: whole('sek[.-]? ?m[aä]rk[a-zåäö]*'), header: null, signs: ['sek'], examples: ['sek.mark'] },
  {
    cell: whole('s-m[aä]rk[a-zåäö]*|s m[aä]rk(?:t|ning|erad)'),
    ofDocuments: 's-m[aä]rk\\p{L}*',
    header: 's-m[aä]rk',
    signs: ['s_m'],
    cellSigns: ['_s_', '*s_'],
    examples: ['S-märkt', 's-markering'],
  },
  {
    cell: whole('hotbild[a-zåäö]*'),
    ofDocuments: 'hotbild\\p{L}*',
    header: 'hotbild',
    signs: ['hot'],
    examples: ['Hotbild'],
  },
  {
    cell: whole('hotade?'),
    ofDocuments: 'hotade?',
    header: 'hotad',
    signs: ['hot'],
    examples: ['hotad', 'Hotade'],
  },
  { cell: `under hot${NOT_BEFORE_LETTER}`, signs: ['hot'], examples: ['lever under hot'] },
  {
    cell: whole('secret|secrecy'),
    ofDocuments: 'secrecy|secret',
    header: 'secre',
    signs: ['ecr'],
    examples: ['Secrecy'],
  },
  {
    cell: `fingera(?!v|r)|finger\\.? ?id|${whole('fing\\.? ?(?:uppg|id|pers)[a-zåäö]*')}`,
    ofPersons: 'fingera(?!v|r)',
    header: 'fingera(?!v|r)|finger\\.?(?: ?(?:id|uppg|pers)|$)',
    signs: ['fin'],
    examples: ['Fingerade uppgifter', 'finger. id', 'fing.uppg'],
  },
  {
    cell: whole('protected|protection'),
    ofDocuments: 'protected|protection',
    header: 'protected',
    signs: ['tec'],
    examples: ['protected', 'protected identity'],
  },
  {
    cell: whole('sekr'),
    ofDocuments: 'sekr',
    header: `sekr${NOT_BEFORE_LETTER}`,
    signs: ['sek'],
    examples: ['SEKR', '(sekr.)'],
  },
  {
    cell: 'dol(?:d|t|da) (?:identitet|adress|uppg|person)|^[^a-zåäö]*dol(?:d|t|da)[^a-zåäö]*$',
    ofPersons: 'dol(?:d|t|da) (?:identitet|adress|uppg|person)',
    header: 'dol(?:d|t|da) (?:identitet|adress|person|uppg)',
    signs: ['dol'],
    examples: ['Dold adress', 'dolda uppgifter'],
  },
  {
    cell: 'sekretess(?!avtal|förbind|policy|rutin|bryt|utbild)',
    ofDocuments: 'sekretess(?!avtal|lag|grad|klass|nivå|förbind|policy|prövn|rutin|bryt|utbild)\\p{L}*',
    header: 'sekre',
    signs: ['sek'],
    examples: ['Sekretess', 'sekretessbelagd'],
  },
  {
    cell: `sp[äa]rr(?:m(?!an)|ad)|${whole('spärr')}`,
    ofPersons: 'sp(?:ä|a\\u0308|a)rr(?:mark|ad)',
    ofDocuments: 'spärr\\p{L}*',
    header: 'spärr|sparr',
    signs: ['spä', 'spa'],
    examples: ['Spärrmarkerad', 'sparrmarkering', 'spärr', 'spärrad'],
  },
  { cell: 'kvarskr', ofPersons: 'kvarskriv', signs: ['kva'], examples: ['Kvarskrivning', 'kvarskriven'] },
  {
    // Not of a secret of one's own, and not of whoever is called so.
    cell: 'hemlig(?!het|son)|hemlstämpl',
    ofPersons: 'hemliga? (?:adress|uppg)',
    ofDocuments: 'hemlig[at]?|hemligstämpla\\p{L}+',
    header: 'hemlig(?!het|son)',
    signs: ['eml'],
    examples: ['hemlig', 'hemlig adress', 'hemligstämplad', 'hemligt telefonnummer'],
  },
  {
    cell: 'confidential|konfidentiel|non-?disclos',
    ofDocuments: 'confidential|konfidentiell[at]?',
    header: 'confidential|konfidentiel|disclos',
    signs: ['nfi', 'scl'],
    examples: ['Confidential', 'konfidentiell'],
  },
  {
    cell: `fortrolig|beskyttet|turvakiel|sperret adress|${whole('kode [67](?!\\d)')}`,
    ofPersons: 'sperret adress|kode [67](?!\\d)',
    ofDocuments: 'fortrolig[et]?|beskyttet|sperret|turvakielto',
    header: 'fortrolig|beskytt|turvakiel|sperret|kode ?[67]',
    signs: ['rtr', 'kyt', 'urv', 'spe', 'kod'],
    examples: ['fortrolig', 'sperret adresse', 'Kode 6', 'turvakielto'],
  },
  {
    cell: `${NOT_AFTER_LETTER}sk\\.? ?(?:pers\\.? ?uppg|folkb)`,
    ofPersons: `${NOT_AFTER_LETTER}sk\\.? ?(?:pers\\.? ?uppg|folkb)`,
    header: 'sk\\.? ?pers',
    signs: ['sk_', 'skp'],
    cellSigns: ['ppg', 'lkb'],
    examples: ['Sk.pers.uppg', 'sk pers uppg'],
  },
  {
    cell: 'förmedlings(?:uppdrag|ärende|adress)',
    ofDocuments: 'förmedlings(?:uppdrag|ärende|adress)\\p{L}*',
    signs: ['örm'],
    examples: ['förmedlingsuppdrag', 'Förmedlingsadress'],
  },
  {
    cell: 'skatteverket,? (?:box|skattekontor)|c[/ ]o skatteverket',
    signs: ['tev'],
    examples: ['c/o Skatteverket', 'Skatteverket, Box 2820'],
  },
  {
    cell: `${NOT} röj[ae]s|röj[ae]s ${NOT}`,
    ofDocuments: `${NOT} röj[ae]s|röj[ae]s ${NOT}`,
    header: 'röjas|röjes',
    signs: ['röj'],
    examples: ['får ej röjas', 'röjes ej'],
  },
  {
    cell: `${NOT} (?:lämnas ut|(?:för )?utlämn)|lämnas? ${NOT} ut|utlämnas? ${NOT}`,
    signs: ['läm'],
    examples: ['får ej lämnas ut', 'lämna inte ut', 'utlämnas ej'],
  },
  {
    cell: `får ${NOT} (?:visas|spridas|avslöjas|uppges|nämnas|framgå)|(?:uppgift(?:er)?|namn(?:et)?|adress(?:en)?|identitet(?:en)?|personnummer|person(?:en)?) (?:visas|uppges) ${NOT}`,
    signs: ['får', 'sas', 'ppg'],
    examples: ['får inte visas', 'adressen uppges ej'],
  },
  { cell: whole('anonym(?:t|iserad|iserat)?'), signs: ['nym'], examples: ['anonym', 'anonymiserad'] },
  {
    cell: 'fiktiv(?:t|a)? (?:adress|identitet|folkb|namn|person)',
    ofPersons: 'fiktiv(?:t|a)? (?:adress|identitet|folkb|namn|person)',
    signs: ['fik'],
    examples: ['fiktiv adress'],
  },
  { cell: whole('inkognito'), signs: ['kog'], examples: ['inkognito'] },
  { cell: 'kvinnojour', signs: ['noj'], examples: ['kvinnojouren'] },
  {
    cell: '(?<![a-zåäö])osl 2[12](?!\\d)|22 kap\\b.*osl',
    signs: ['osl'],
    examples: ['OSL 22:1', '22 kap. 1 § OSL'],
  },
];

/** What the table's examples hold as they stand: nothing has to be looked for in them. */
const standing = (words: readonly ProtectionWord[]): ((text: string) => boolean) => {
  let known: ReadonlySet<string> | undefined;
  return (text) => (known ??= new Set(words.flatMap(({ examples }) => examples.map(fold)))).has(fold(text));
};
/** Whether a cell, or a header, says one of them and nothing else. */
export const isWordOfCell = standing(PROTECTION_WORDS);
export const isWordOfHeader = standing(PROTECTION_WORDS.filter(({ header }) => header !== null));

/** What every text has that holds one of them in a cell, or in a header: where it is missing, no word is looked for. */
export const mayHoldWordOfCell = openGlimpse(
  PROTECTION_WORDS.flatMap(({ signs, cellSigns }) => cellSigns ?? signs),
);
export const mayHoldWordOfHeader = openGlimpse(PROTECTION_WORDS.flatMap(({ signs }) => signs));

const anyOf = (sources: readonly (string | null | undefined)[], flags: string): (() => RegExp) =>
  late(() => new RegExp(sources.filter((source) => typeof source === 'string').join('|'), flags));

export const CELL_WORDS = anyOf(
  PROTECTION_WORDS.map(({ cell }) => cell),
  'iu',
);
export const HEADER_WORDS = anyOf(
  PROTECTION_WORDS.map(({ header, cell }) => (header === undefined ? cell : header)),
  'iu',
);
/** In titles: of persons, whatever stands beside them. */
export const WORDS_OF_PERSONS = anyOf(
  PROTECTION_WORDS.map(({ ofPersons }) => ofPersons),
  'giu',
);
/** In titles, as words of their own: of documents as well. */
export const WORDS_OF_DOCUMENTS = late(
  () =>
    new RegExp(
      `(?<!\\p{L})(?:${PROTECTION_WORDS.flatMap(({ ofDocuments }) => ofDocuments ?? []).join('|')})(?!\\p{L})`,
      'giu',
    ),
);
/** In remarks: whatever a cell hears. */
export const WORDS_IN_REMARKS = anyOf(
  PROTECTION_WORDS.map(({ cell }) => cell),
  'giu',
);
