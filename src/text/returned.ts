import { counted } from '../domain/words/counted.ts';
import type { FindingDetail, ReturnedCode } from '../domain/returned/returned-findings.ts';

/** What is said of a row of a returned list, by its code. A code without a text does not compile. */
const TEXTS = {
  ANSWER_NOT_A_CHOICE: 'svaret är inget av alternativen',
  ANSWER_NOT_A_DAY: 'svaret är ingen dag (skriv ÅÅÅÅ-MM-DD)',
  ANSWER_IN_THE_FUTURE: 'dagen har inte varit än',
  ANSWER_BEFORE_STEP: 'dagen ligger före stegets början',
  ANSWER_BEFORE_CASE: 'dagen ligger före ärendets början',
  CLOSED_BEFORE_ALL_PARTIES: 'avslutad i {source} utan att ”Alla parter klara” är Ja',
  CLOSED_BEFORE_STEP: ({ step = '', header = '' }) =>
    `avslutad i {source}, men ”${header}” på listan ${step} är inte besvarat som gjort, eller samtycket är nekat där: avslutet räknas inte förrän det är det. Är ärendet avslutat utan att flyttas: välj Inte aktuell i ”Status”`,
  MOVED_WITHOUT_CONSENT:
    'samtycket är nekat enligt listan: ärendet flyttas inte (rätta samtycket i {source} om det är fel; annars avslutas det)',
  CLOSED_BUT_CURRENT: ({ refused = '' }) =>
    `raden säger både ”Ändå aktuell” och avslutad. Läses inte in: ${refused}`,
  STATUS_CONTRADICTED: ({ status = '', headers = '', refused = '' }) =>
    `status är ”${status}”, men ${headers} är ifylld: raden säger emot sig själv. Läses inte in: ${refused}`,
  CLOSED_BUT_NOT: ({ headers = '', refused = '' }) =>
    `avslutad, men ${headers} är Nej: raden säger emot sig själv. Läses inte in: ${refused}`,
  REASON_WITHOUT_DECISION: ({ headers = '' }) =>
    `${headers} läses inte in: inget beslut är inläst från raden, och det räknas bara ihop med ”Beslut”`,
  SETTLED_IN_DOUBT: ({ headers = '' }) =>
    `svaret läses inte in: ${headers} på samma rad gick inte att läsa in, och kan säga emot det`,
  SETTLED_UNSIGNED: ({ headers = '' }) =>
    `${headers} är ifylld, men ”Av” är tomt: ingen vet vem som har svarat`,
  DONE_WITHOUT_DECISION: ({ status = '' }) =>
    `status är ”${status}”, men inget beslut är valt: inget är beslutat`,
  DONE_IN_PART: ({ headers = '' }) => `status är Klar, men ${headers} är tom: det räknas inte som gjort`,
  CLOSED_IN_PART: ({ headers = '' }) => `avslutad, men ${headers} är tom: är det gjort?`,
  DONE_WITH_NO: 'svaret är Nej, men raden är klar eller avslutad: är det gjort?',
  DONE_BUT_UNDER_WAY: ({ status = '' }) =>
    `status är ”${status}”, men allt på raden är ifyllt: det räknas som gjort`,
  CREATED_AFTER_CLOSED: ({ headers = '' }) => `dagen ligger efter ${headers}: stämmer dagarna?`,
  MESSAGE_BEFORE_MOVE: ({ headers = '' }) =>
    `dagen ligger före ${headers}: extrameddelandet säger att vårdtillfället är överflyttat. Stämmer dagarna?`,
  CHECK_ON_OTHER_ROW:
    'radens ”Svarens referens” är tom, och i filen står referenser på fel rader: svaren kan vara flyttade, och läses inte in',
  GUARD_GONE: ({ headers = '' }) =>
    `${headers} finns inte i filen: där syns om svaren har hamnat på en annan rad. Svaren räknas på raderna där de står; se efter att de stämmer`,
  CHECK_EMPTY:
    '”Svarens referens” är tom: svaren räknas på raden där de står. Se efter att de inte är flyttade',
  DAY_WITH_TIME: 'dagen har ett klockslag: bara dagen läses',
  DECISION_WITHOUT_REASON: ({ refused = '' }) =>
    `ett beslut utan skäl: skriv varför i ”Skäl”. Läses inte in: ${refused}`,
  ANSWER_AFTER_READ_ONLY:
    '{source} är satt i läsläge: svaret rör arbete där och läses inte in (häv med ”checkpoint unlock” om läsläget är fel)',
  ANSWER_LATE: 'gjort före läsläget, inlämnat efter: det räknas, och står i nästa kontrollpunkt',
  CLOSED_WITH_MESSAGES_OWED: 'avslutad i {source}, men det finns okvitterade meddelanden',
  CLOSED_BUT_LISTED:
    'avslutad enligt svaret, men ett senare uttag har ärendet kvar som öppet: det räknas som öppet',
  CLOSED_BY_HAND:
    'ärendet är avslutat för hand (”mark” eller ”decide”), och svaret säger emot det: ärendet är fortfarande avslutat. Gäller svaret, ångra händelsen',
  FINISHED_IN_LIST:
    'ärendet är borta ur det senaste uttaget, eller avslutat där, och svaret säger emot det: det räknas som avslutat. Se efter i {source}',
  DONE_WITHOUT_DAY: 'status är Klar, men ingen dag är ifylld: inget räknas som gjort',
  SETTLED_WITHOUT_DAY:
    'status är Inte aktuell, men ingen dag är ifylld för avslutet: inget räknas som avslutat',
  DONE_BUT_NOT: 'status är Klar, men det som ska vara gjort är besvarat med Nej: inget räknas som gjort',
  ANSWER_WITH_PERSONNUMMER: 'texten innehåller något som liknar ett personnummer',
  ANSWER_TOO_LONG:
    'texten är för lång för en cell och läses inte in: korta den, eller skriv resten någon annanstans',
  SIGNATURE_WITH_PERSONNUMMER: '”Av” innehåller något som liknar ett personnummer och sparas inte',
  COLUMN_GONE: 'kolumnen finns inte i filen: inget läses ur den',
  ANSWER_TAKEN_BACK: 'svaret är borttaget ur cellen: det räknas inte längre',
  ANSWER_WEIGHED:
    'svaret räknas inte: det var känt när någon svarade annat på en senare lista. Be om en ny lista om det gäller',
  ANSWER_OUTDATED:
    'svaret är känt sedan förut, och ett senare uttag har ärendet öppet: det räknas som öppet. Gäller det ändå, skriv det i en nyutlämnad lista',
  ANSWER_CORRECTED:
    'svaret räknas inte: en rättad lista har tagit tillbaka det, och det här är filen från före rättelsen',
  ROW_WITHOUT_KEY: 'raden saknar radnyckel',
  KEYS_MISSING: 'kolumnen Radnyckel saknas: raderna kan inte kännas igen',
  ROW_OF_OTHER_LIST: ({ list }) =>
    `raden hör till en annan lista${list === undefined ? '' : ` (${list})`}: lämna in den för sig`,
  ROW_NOT_HANDED_OUT: 'raden hör inte till listan som lämnades ut',
  COLUMN_TWICE_DIFFERS: 'en kolumn står två gånger och säger olika',
  ROW_COPIES_DIFFER: 'raden står flera gånger i filen och säger olika',
  COLUMN_REWRITTEN: ({ columns = '' }) =>
    `kolumnen finns inte i filen: är rubriken omskriven? Inget läses ur kolumn ${columns}`,
  REFERENCE_OF_OTHER_ROW:
    'radnyckeln och referensen hör till olika rader: sorterades bara en del av kolumnerna?',
  ANSWERS_OF_OTHER_ROW:
    'svaren hör till en annan rad (”Svarens referens”): är de sorterade, inklistrade eller flyttade? De läses inte in',
  ANSWER_STRUCK: 'svaret är överstruket: det läses inte in (töm cellen, eller ta bort överstrykningen)',
  ANSWER_MERGED:
    'cellen är sammanslagen med raden ovanför: svaret räknas bara där (svara på varje rad för sig)',
  ANSWER_WITHOUT_VALUE: 'cellen har ett fel eller en formel utan värde: skriv svaret',
  ROW_WITH_NOTE: ({ headers }) =>
    `cellen har en anteckning, som inte läses${headers === undefined ? '' : `: skriv det i kolumnen ${headers}`}`,
  TEXT_NOT_READ: (detail) =>
    `text utanför listan, i ${cellsOf(detail)}: den läses inte, bara de gula cellerna`,
  NOTE_NOT_READ: (detail) => `anteckning på ${cellsOf(detail)}: den läses inte, bara de gula cellerna`,
  FORMAT_SAYS_MORE: (detail) =>
    `cellens talformat skriver ord i ${cellsOf(detail)}: de läses inte, bara det som står i cellen`,
  CELL_HIDDEN: (detail) =>
    `det som står i ${cellsOf(detail)} syns inte (talformatet visar inget, eller texten har papperets färg): det läses ändå`,
  RULE_SAYS_MORE: (detail) =>
    `villkorsstyrd formatering från ${cellsOf(detail)} stryker över, döljer eller skriver ord: den läses inte, bara det som står i cellerna`,
  PROMPT_NOT_READ: (detail) =>
    `någon har skrivit ett meddelande som visas vid ${cellsOf(detail)} (dataverifiering): det läses inte`,
  PAGE_NOT_READ: 'sidhuvudet eller sidfoten är inte den som lämnades ut: texten läses inte',
  SHEET_NAMED: 'bladets namn är inte listans: det läses inte, se efter om det säger något',
  DRAWING_NOT_READ: (detail) => `textruta eller bild vid ${cellsOf(detail)}: den läses inte`,
  SHEET_NOT_READ: 'bladet läses inte: boken har för många blad, eller så är det inget blad med celler',
  SIGNED_WITHOUT_ANSWER: 'raden är signerad i ”Av” men inte besvarad: inget räknas som gjort',
  ROW_STRUCK: 'raden är överstruken: det säger inget, bara svaren räknas',
  ROW_COLOURED: 'raden är färgad men inte besvarad: färger läses inte',
  FACTS_OF_OTHER_ROW: ({ headers = '' }) =>
    `uppgifterna är inte de som lämnades ut på raden (${headers}): sorterades bara en del av kolumnerna? Svaren läses inte in`,
  FACTS_CHANGED_UNPROVEN: 'det dolda bladet saknas, och uppgifterna är inte de som lämnades ut',
  TWO_ANSWERS_CHOSEN: 'både ”Rätt svar” och ”Eget svar” är ifyllda: välj ett',
} as const satisfies Readonly<Record<ReturnedCode, string | ((detail: FindingDetail) => string)>>;

function cellsOf({ cell = '', more }: FindingDetail): string {
  return more === undefined
    ? `cell ${cell}`
    : `cell ${cell} och ${counted(Number(more), 'cell', 'celler')} till`;
}

export function returnedText(code: ReturnedCode, detail: FindingDetail = {}): string {
  const text = TEXTS[code];
  return typeof text === 'string' ? text : text(detail);
}

/** Stands for what people write freely: it can name anyone, and is shown in lists alone. */
export const FREE_TEXT = '(fritext)';
