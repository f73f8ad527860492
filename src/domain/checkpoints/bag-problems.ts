/**
 * What can be wrong with a bag, and with a checkpoint in one: the code, and the sentence people read. `{}` stands for
 * the detail. A warning is told of and does not make the bag invalid.
 */
interface ProblemText {
  readonly severity: 'error' | 'warning';
  readonly text: string;
}

const error = (text: string): ProblemText => ({ severity: 'error', text });
const warning = (text: string): ProblemText => ({ severity: 'warning', text });

/** The rules of RFC 8493. */
const BAG_PROBLEMS = {
  BAG_DECLARATION_MISSING: error('Filen bagit.txt saknas.'),
  BAG_DECLARATION_FAULTY: error('Filen bagit.txt har inte de två rader som formatet kräver.'),
  BAG_DECLARATION_BOM: error('Filen bagit.txt börjar med en byteordningsmarkering (BOM).'),
  BAG_VERSION_UNKNOWN: error('Versionen {} av BagIt är okänd.'),
  TAG_ENCODING_UNKNOWN: error('Teckenkodningen {} är okänd.'),
  TAG_FILE_UNDECODABLE: error('Texten följer inte teckenkodningen i bagit.txt.'),
  MANIFEST_MISSING: error('Manifest saknas: det finns ingen manifest-….txt.'),
  PAYLOAD_FOLDER_MISSING: error('Mappen data saknas.'),
  ALGORITHM_UNKNOWN: error('Kontrollsummor av sorten {} går inte att räkna.'),
  MANIFEST_LINE_FAULTY: error('Raden är inte en kontrollsumma följd av en fil.'),
  PATH_UNSAFE: error('Raden pekar utanför mappen.'),
  PATH_NOT_PAYLOAD: error('Raden pekar inte på en fil i data.'),
  PATH_NOT_TAG: error('Raden pekar på en fil som inte hör hemma i manifestet.'),
  LISTED_TWICE: error('Filen {} står två gånger i manifestet.'),
  LISTED_TWICE_ALIKE: warning('Filen {} står två gånger i manifestet, med samma kontrollsumma.'),
  FILE_MISSING: error('Filen står i {} men finns inte.'),
  FILE_UNLISTED: error('Filen finns men står inte i {}.'),
  FILE_CHANGED: error('Filen är ändrad: den har inte kontrollsumman i {}.'),
  FILE_UNREADABLE: error('Filen går inte att läsa.'),
  FILE_IS_LINK: error('Det är en länk, ingen fil. Länkar följs aldrig.'),
  FILE_IS_ODD: error('Det är varken en fil eller en mapp.'),
  FETCH_LINE_FAULTY: error('Raden är inte en adress, en storlek och en fil.'),
  FETCH_NEEDED: error('Filen skulle hämtas från nätet (fetch.txt) och finns inte här. Inget hämtas.'),
  FETCH_NOT_LISTED: error('Filen {} ska hämtas men står inte i manifestet.'),
  OXUM_FAULTY: error('Payload-Oxum har inte formen ANTALBYTE.ANTALFILER.'),
  OXUM_TWICE: error('Payload-Oxum står flera gånger.'),
  OXUM_DIFFERS: error('Payload-Oxum stämmer inte: {}.'),
  BAG_INFO_LINE_FAULTY: error('Raden är inte en etikett, ett kolon och ett värde.'),
  LISTED_WITH_DOT: warning('Filen {} står med ./ framför.'),
  LISTED_WITH_ASTERISK: warning('Filen {} står med * framför.'),
  NAMES_DIFFER_BY_CASE: warning('Namnet skiljer sig från {} bara i stora och små bokstäver.'),
  NAMES_DIFFER_BY_FORM: warning('Namnet skiljer sig från {} bara i hur tecknen är sammansatta (Unicode).'),
  SYSTEM_FILE_ADDED: error(
    'Det är en fil som operativsystemet har lagt dit ({}), inget innehåll. Ta bort den, så håller mappen igen.',
  ),
  SYSTEM_FILE: warning('Det är en fil som operativsystemet lägger dit, inget innehåll.'),
} as const satisfies Readonly<Record<string, ProblemText>>;

/** What must hold for a checkpoint besides: its parts say the same. */
const STATEMENT_PROBLEMS = {
  CONTENT_MISSING: error('Kontrollpunkten ska ha filen, men den finns inte.'),
  CONTENT_UNEXPECTED: error('Filen hör inte till en kontrollpunkt.'),
  FOLDER_EMPTY: error('Mappen är tom och hör inte till en kontrollpunkt.'),
  MANIFEST_UNEXPECTED: error('En kontrollpunkt har manifest med sha512 och inga andra.'),
  MANIFEST_FORM: error('Filen är omskriven: raderna har inte den ordning och form som overgang ger dem.'),
  TAG_FILE_UNLISTED: error('Filen står inte i tagmanifest-sha512.txt.'),
  STATEMENT_FAULTY: error('Innehållet följer inte sitt schema: {}.'),
  EVENT_LINE_FAULTY: error('Raden är ingen händelse.'),
  EVENT_MISSING: error('Händelse {} saknas eller står på fel plats.'),
  EVENT_LINK_BROKEN: error('Händelse {} hänger inte ihop med händelsen före.'),
  EVENT_CHANGED: error('Händelse {} är ändrad: dess kontrollsumma stämmer inte.'),
  CHECKPOINT_EVENT_MISSING: error('Sista händelsen i loggen är inte kontrollpunkten.'),
  STATEMENT_DIFFERS: error('Uppgiften {} är inte den som står i loggen.'),
  STATEMENT_REWRITTEN: error('Filen är inte skriven som den loggade händelsen.'),
  REGISTER_UNUSABLE: error('Kopian av registret går inte att öppna eller är skadad.'),
  REGISTER_EVENTS_DIFFER: error('Kopian av registret har inte samma händelser som handelser.jsonl: {}.'),
  STATE_DIFFERS: error('Uppgifterna i kopian av registret ger inte den kontrollsumma som intygas.'),
  ROWS_DIFFER: error('Raderna är inte de som kopian av registret har.'),
  COUNTS_DIFFER: error('Antalet {} stämmer inte med det som intygas.'),
  SOURCES_DIFFER: error('Källan {} är inte den som intygas.'),
  IDENTITY_PRESENT: error('Kolumnen {} har innehåll, fast kontrollpunkten ska vara utan personuppgifter.'),
  INFO_DIFFERS: error('{} i bag-info.txt är inte det som intygas.'),
  PREVIOUS_DIFFERS: error('Kontrollpunkten före ska vara {}, men det är en annan som ligger före.'),
  CERTIFICATE_DIFFERS: error('Filen säger inte det som intygas: den blir en annan när den görs på nytt.'),
  CERTIFICATE_NOT_COMPARED: warning(
    'Filen är gjord av {} och blir en annan när den görs på nytt med den här versionen: den kunde inte jämföras.',
  ),
  SIGNATURE_FAULTY: error('Underskriften är inte gjord över filen tagmanifest-sha512.txt, eller är skadad.'),
} as const satisfies Readonly<Record<string, ProblemText>>;

const CHECKPOINT_PROBLEMS = { ...BAG_PROBLEMS, ...STATEMENT_PROBLEMS };

export type ProblemCode = keyof typeof CHECKPOINT_PROBLEMS;

/** One problem: what, and the file (and line) in the folder. */
export interface BagProblem {
  readonly code: ProblemCode;
  readonly what: string;
  readonly where: string;
}

export function bagProblem(code: ProblemCode, where: string, detail = ''): BagProblem {
  return { code, what: CHECKPOINT_PROBLEMS[code].text.replace('{}', () => detail), where };
}

export const isWarning = ({ code }: BagProblem): boolean => CHECKPOINT_PROBLEMS[code].severity === 'warning';
