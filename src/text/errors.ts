import { fileNameHoldsNumber } from '../domain/identity/person-in-file-name.ts';
import { isNoun, some } from '../domain/words/counted.ts';
import type { ShapeTrouble } from '../domain/guessing/list-shape.ts';
import type { OutputRefusal } from '../files/put/atomic-write.ts';
import type { UnreadableCode } from '../files/reading/unreadable-file.ts';
import type { TotalsFault } from '../domain/reconciliation/control-totals.ts';
import type { RegisterFault } from '../register/engine/unusable-register.ts';
import { shellWord } from './shell-word.ts';

/**
 * Every error a user can mend: what is wrong, and what to do. The one place for their texts; a code without a text
 * does not compile. Details are file names, headers, counts and codes, never a cell's content.
 */
export type ErrorDetail = Readonly<Record<string, string | number>>;

interface ErrorText {
  readonly message: (detail: ErrorDetail) => string;
  readonly hint: (detail: ErrorDetail) => string;
}

type AppFault =
  | 'KIND_NOT_FOUND'
  | 'KIND_UNCLEAR'
  | 'SYSTEM_UNCLEAR'
  | 'KIND_NOT_RECOGNISED'
  | 'ID_COLUMN_MISSING'
  | 'HEADER_MISSING'
  | 'HEADER_ABSENT'
  | 'HEADER_DUPLICATED'
  | 'LIST_WITHOUT_ROWS'
  | 'LIST_HAS_OTHER_HEADER'
  | 'LIST_HAS_OTHER_ROWS'
  | 'DATA_ABOVE_HEADER'
  | 'SHEET_HIDDEN'
  | ShapeTrouble
  | 'COLUMNS_UNREAD'
  | 'FILE_NAMES_PERSON'
  | 'SHEET_NAMES_PERSON'
  | 'HEADER_NAMES_PERSON'
  | 'COLUMNS_SWAPPED'
  | 'LIST_SAYS_OVER'
  | 'LIST_SAYS_OVER_OF_ALL'
  | 'MENDING_WITHOUT_TITLE'
  | 'EXPORTED_AT_MISSING'
  | 'ROWS_LOST'
  | 'MAPPING_UNREADABLE'
  | 'MAPPING_FAULTY'
  | 'MAPPING_FREE_TEXT'
  | 'MAPPING_OF_OTHER_KIND'
  | 'MAPPING_KOMMUN_UNKNOWN'
  | 'LIST_WITH_PROTECTED'
  | 'PROTECTION_UNPLACED'
  | 'PROTECTION_GROUPED'
  | 'TARGET_LIST_HELD'
  | 'COVERS_UNKNOWN'
  | 'NOT_PERHAPS_PROTECTED'
  | 'PROFILE_UNREADABLE'
  | 'PROFILE_FAULTY'
  | 'PROFILE_UNKNOWN'
  | 'PROFILE_UNFIT'
  | 'PROFILE_UNCHANGED'
  | 'PROFILE_NEEDS_YES'
  | 'VALUE_UNKNOWN'
  | 'CONFIG_FAULTY'
  | 'HELP_UNKNOWN'
  | 'DAY_FAULTY'
  | 'CASE_UNKNOWN'
  | 'SOURCE_UNKNOWN'
  | 'SOURCES_OF_TWO_KINDS'
  | 'TOO_FEW_LISTS'
  | 'ROW_UNKNOWN'
  | 'REFERENCE_MISTYPED'
  | 'REFERENCE_OF_OTHER_KIND'
  | 'MARK_NOT_FOR_KIND'
  | 'DAY_TO_COME'
  | 'BACKUP_FAULTY'
  | 'BACKUP_NOT_WHOLE'
  | 'RESTORE_OVER_NEWER'
  | 'RESTORE_OVER_OTHER'
  | 'CHECKPOINT_INSIDE_BAG'
  | 'PERSON_OF_CASE_UNKNOWN'
  | 'MARK_DAY_TO_COME'
  | 'MILESTONE_TICKED'
  | 'MILESTONE_WITHOUT_UNITS'
  | 'MILESTONE_PLACE'
  | 'MARK_WITH_PLACE'
  | 'CHECKPOINT_NOT_WHOLE'
  | 'MARK_DAY_BEFORE_CASE'
  | 'MARK_DAY_BEFORE_STEP'
  | 'SAID_WITHOUT_CONSENT'
  | 'SAID_BEFORE_ALL_PARTIES'
  | 'SAID_BEFORE_STEP'
  | 'SAID_IN_CONFLICT'
  | 'NOTE_EMPTY'
  | 'NOTE_MISSING'
  | 'NOTE_WITH_PERSONNUMMER'
  | 'FOLDER_NOT_EMPTY'
  | 'ERRORS_FORMAT'
  | 'ERRORS_OVER_LIST'
  | 'ERRORS_TOO_MANY'
  | 'TARGET_LIST_MISSING'
  | 'TARGET_LIST_LATER'
  | 'SOURCE_LIST_MISSING'
  | 'NOT_A_TARGET_LIST'
  | 'RETURN_NOT_A_WORKLIST'
  | 'RETURN_FOREIGN_LIST'
  | 'RETURN_REHEARSAL_LIST'
  | 'RETURN_NOT_IN_REHEARSAL'
  | 'RETURN_WITHOUT_TABLE'
  | 'RETURN_NOTHING_ASKED'
  | 'UNDO_NOTHING'
  | 'UNDO_UNKNOWN'
  | 'UNDO_NOT_POSSIBLE'
  | 'UNDO_IMPORT_LOCKED'
  | 'UNDO_IMPORT_MENDED'
  | 'UNDO_IMPORT_UNCLEAR'
  | 'UNDO_ALREADY'
  | 'UNDO_NEEDS_YES'
  | 'INBOX_ITEM_UNKNOWN'
  | 'INBOX_NO_COMMENT'
  | 'INBOX_COMMENT_WITH_NUMBER'
  | 'INBOX_NOTHING_TO_SETTLE'
  | 'ACCESS_NOT_LOGGED'
  | 'HSA_ID_FAULTY'
  | 'PERSON_IN_ARGUMENT'
  | 'PERSON_NOT_GIVEN'
  | 'PERSON_UNREADABLE'
  | 'HEAD_FAULTY'
  | 'ACCEPT_NEEDS_REASON'
  | 'TEST_NUMBERS_MISSING'
  | 'TEST_PERSONS_IN_PRODUCTION'
  | 'REAL_PERSONS_IN_TEST'
  | 'SOURCE_READ_ONLY'
  | 'GALLRA_ARCHIVE_FAULTY'
  | 'GALLRA_ARCHIVE_UNKNOWN'
  | 'GALLRA_ARCHIVE_OLD'
  | 'GALLRA_LOG_BROKEN'
  | 'PACKAGE_FORMAT'
  | 'CONTACTS_HEADERS'
  | 'CONTACTS_FAULTY'
  | 'CONTACT_UNKNOWN'
  | 'CONTACTS_NONE'
  | 'SLIPS_IN_HAND_OUT'
  | 'REHEARSAL_WITHOUT_PASSWORDS'
  | 'RETURN_PASSWORD'
  | 'RETURN_PASSWORD_KEY'
  | 'RETURN_PACKAGE_IN_PACKAGE'
  | 'RETURN_FOLDER_EMPTY'
  | 'RETURN_FOLDER_TOO_LARGE'
  | 'GALLRA_NEEDS_CONFIRM'
  | 'REGISTER_GALLRAT'
  | 'SINCE_WITHOUT_LIST'
  | 'GATE_UNKNOWN'
  | 'WAIVER_WITHOUT_REASON'
  | 'WAIVER_OVER'
  | 'COHORT_NEEDS_STEP'
  | 'ROWS_NOT_PUBLIC'
  | 'REPORT_FORMAT'
  | 'REHEARSAL_OF_REHEARSAL'
  | 'REHEARSAL_OVER_REGISTER'
  | 'CHECKPOINT_OF_REHEARSAL'
  | 'CHECKPOINT_AHEAD'
  | 'CHECKPOINT_BEHIND'
  | 'CHECKPOINT_FOLDER_FOREIGN'
  | 'CHECKPOINT_FOLDER_TAKEN'
  | 'CHECKPOINT_NOT_NAMED'
  | 'CHECKPOINT_SOURCES_NAMED'
  | 'SIGNING_TOOL_MISSING'
  | 'SIGNING_KEY_UNUSABLE'
  | 'SIGNING_FAILED'
  | 'SOURCES_FOLDER_MISSING'
  | 'REGISTER_CHANGED_MEANWHILE'
  | 'INSTANT_FAULTY'
  | 'NOT_A_BAG'
  | 'UNLOCK_NOTHING'
  | 'USAGE';

export type ErrorCode = AppFault | TotalsFault | UnreadableCode | RegisterFault | OutputRefusal;

/** Nobody's number is told again, also where it stands in the name of a file. */
const shown = (value: string | number): string | number =>
  typeof value === 'string' && fileNameHoldsNumber(value) ? '(namnet utelämnat)' : value;

/** `{file}` is a detail as it is, `{file word}` one as a word of a command line, `{rows rad}` a number with its noun. */
const say =
  (text: string): ((detail: ErrorDetail) => string) =>
  (detail) =>
    text.replace(/\{(\w+)(?: ([^}]+))?\}/gu, (_match, name: string, how: string | undefined) => {
      const value = shown(detail[name] ?? '');
      if (how === undefined) return String(value);
      return isNoun(how) ? some(value, how) : shellWord(String(value));
    });

const entry = (message: string, hint: string): ErrorText => ({ message: say(message), hint: say(hint) });

/** Of protected persons no reference is told. */
const ofPersons = (message: string, hint: string): ErrorText => ({
  message: say(message),
  hint: (detail) =>
    say(
      `${hint} ${detail['references'] === '' ? 'Det gäller bara personer med skyddade personuppgifter.' : 'Det gäller bland andra {references}.'}`,
    )(detail),
});

export const ERRORS: Readonly<Record<ErrorCode, ErrorText>> = {
  KIND_NOT_FOUND: {
    message: say('{file}: rubrikerna{sheet} hör inte till någon sorts lista som verktyget känner.'),
    // Where hardly one header is known, no kind is nearer than another.
    hint: (detail) =>
      say(
        detail['kind'] === ''
          ? `${detail['known'] === '' ? 'Ingen av dem är känd.' : 'Bara {known} är känd.'} En lista över SIP:ar känns igen på sina kolumner, och dessa kolumner saknas: {missing}. Kör overgang map {file word}, som ser på innehållet också, eller ange sorten med --as.`
          : 'Närmast ligger {kind}, där dessa kolumner saknas: {missing}. Kör overgang map {file word} för att peka ut dem, eller ange sorten med --as.',
      )(detail),
  },
  KIND_UNCLEAR: entry(
    '{file}: rubrikerna passar lika bra på flera sorters listor ({kinds}).',
    'Kör overgang map {file word}: det ser på innehållet också. Eller ange sorten med --as.',
  ),
  SYSTEM_UNCLEAR: entry(
    '{file}: listan säger inte vilket system den är ur. Den kan vara ur {source} eller ur {target}, och läst som det andras lista skulle den säga fel om patienterna.',
    'Kör igen med --as {kind} om den är ur {source}, eller med --as {alike} om den är ur {target}.',
  ),
  ID_COLUMN_MISSING: entry(
    '{file}: kolumnen {column} saknas; utan den kan ingen rad höra till ett ärende.',
    'Kör overgang map {file word} --as {kind} och peka ut kolumnen i mappningsfilen.',
  ),
  HEADER_MISSING: entry(
    '{file}: det står ingenting i listan: inte en cell är ifylld.',
    'Ta ut listan på nytt, med rubriker. Har arbetsboken flera blad: se att listan står på ett som visas.',
  ),
  HEADER_ABSENT: entry(
    '{file}: listan har ingen rubrikrad som verktyget känner.',
    'Har den rubriker, fast ovanliga: kör overgang map {file word}. Annars: skriv en rad överst med kolumnernas namn, eller ta ut listan med rubriker.',
  ),
  KIND_NOT_RECOGNISED: entry(
    '{file}: varken rubriker eller värden säger vilken sorts lista det är.',
    'Ange sorten med --as. Möjliga: {kinds}.',
  ),
  HEADER_DUPLICATED: entry(
    '{file}: rubriken {headers} står på flera kolumner.',
    'Ge kolumnerna olika namn i listan; verktyget gissar inte vilken som gäller.',
  ),
  LIST_WITHOUT_ROWS: entry(
    '{file}: listan har rubriker men inga rader.',
    'Ta ut listan på nytt. Är den verkligen tom finns inget att läsa in.',
  ),
  LIST_HAS_OTHER_HEADER: entry(
    '{file}: rad {row} är rubriker till en annan lista. Inget är inläst.',
    'Lägg listorna i var sin fil.',
  ),
  LIST_HAS_OTHER_ROWS: entry(
    '{file}: rad {row} ser ut att höra till en annan lista: cellerna passar inte under rubrikerna. Inget är inläst.',
    'Lägg listorna i var sin fil, med egna rubriker. Hör raden till listan: rätta cellerna.',
  ),
  DATA_ABOVE_HEADER: entry(
    '{file}: rad {row} står ovanför rubrikerna men ser ut att höra till listan. Inget är inläst.',
    'Flytta rubrikraden överst.',
  ),
  COLUMNS_UNREAD: entry(
    '{file}: kolumner som verkar behövas har rubriker som verktyget inte känner: {columns}. Inget är inläst.',
    'Kör overgang map {file word}, rätta förslaget och läs in listan med --mapping. En kolumn som inte finns skrivs [] i mappningsfilen.',
  ),
  FILE_NAMES_PERSON: entry(
    'En fils namn har en persons nummer eller namn, och skulle stå i loggen. Filen är inte läst.',
    'Ge filen ett annat namn, till exempel sip-2025-09-15.csv, och läs in den igen.',
  ),
  SHEET_NAMES_PERSON: entry(
    '{file}: blad nummer {places}, räknat från vänster, har en persons nummer eller namn i sitt namn, och namn på blad visas och sparas. Inget är inläst.',
    'Döp om sådana blad i Excel, till exempel till Blad1, spara och läs in filen igen.',
  ),
  HEADER_NAMES_PERSON: entry(
    '{file}: rubriken i kolumn {column} har en persons nummer eller namn, och rubriker visas. Inget är inläst.',
    'Ta bort kolumnen, eller ge den en annan rubrik.',
  ),
  COLUMNS_SWAPPED: entry(
    '{file}: kolumnen ”{header}” ska ha personers namn, men har enheter. Två rubriker har kanske bytt plats. Inget är inläst.',
    'Rätta rubrikerna i listan, eller säg i en mappningsfil vilka kolumner som är vad (overgang map {file word}).',
  ),
  LIST_SAYS_OVER: entry(
    '{file}: {where} säger att ärenden är avslutade, men listan har ingen kolumn som säger det om vart och ett. Inget är inläst.',
    'Ta med kolumnen Status i uttaget. Eller säg i en mappningsfil vad ”status” är: ”constant” med Avslutad om det gäller alla, ”from” med sheet om bladens namn säger det, [] om namnet inte betyder det. Pekas ett blad ut med ”sheet” läses bara det. Formatet finns i docs/formats.md.',
  ),
  LIST_SAYS_OVER_OF_ALL: entry(
    '{file}: {where} säger att personer är avslutade eller utskrivna, och en lista av den här sorten kan inte ta in det. Inget är inläst.',
    'Ta ut en lista över dem som är aktuella. Betyder namnet inte det: byt det, eller ta bort orden, och läs in listan igen.',
  ),
  MENDING_WITHOUT_TITLE: entry(
    '{file}: det är en Rättningslista (kolumnerna Rad och Att rätta), men raden överst som säger vilken lista den rättar är borttagen, och raderna säger det inte heller. Inget är inläst.',
    'Kopiera tillbaka raderna ovanför rubrikerna från Rättningslistan som verktyget skrev, eller skriv en ny med import --errors.',
  ),
  FORMULA_TEXTS: entry(
    '{file}: cellerna är skrivna som formler (="…"), för att kalkylprogram ska låta dem vara text.',
    'Öppna filen i Excel och spara den som xlsx, eller ta ut listan utan formler.',
  ),
  FIXED_WIDTH: entry(
    '{file}: kolumnerna skiljs åt av mellanslag, med fast bredd.',
    'Öppna filen i Excel (Data, Från text) och spara den som xlsx, eller ta ut listan med semikolon mellan kolumnerna.',
  ),
  DELIMITER_UNKNOWN: entry(
    '{file}: kolumnerna skiljs åt av ett tecken som verktyget inte känner: {sign}',
    'Skriv en rad överst i filen: sep={sign} – eller ta ut listan med semikolon.',
  ),
  LIST_PIVOTED: entry(
    '{file}: det är en pivottabell. Den har antal, och inga ärenden.',
    'Dubbelklicka på totalsumman i Excel: då skrivs raderna bakom på ett eget blad. Spara det bladet och läs in det.',
  ),
  LIST_TRANSPOSED: entry(
    '{file}: rubrikerna står i första kolumnen: listan ligger på tvären, med ett ärende i varje kolumn.',
    'Vänd den i Excel (kopiera, Klistra in special, Transponera) och spara.',
  ),
  TOTALS_GIVEN: entry(
    '{file}: det är en tabell med antal per kommun, ingen lista med ärenden.',
    'Kontrollsummor läses med: overgang reconcile --totals {file word}',
  ),
  SHEET_HIDDEN: entry(
    '{file}: listan står på ett dolt blad ({sheet}).',
    'Visa bladet i Excel och spara, eller peka ut det med "sheet" i en mappningsfil.',
  ),
  EXPORTED_AT_MISSING: entry(
    '{file}: det framgår inte vilken dag listan är uttagen.',
    'Ange dagen med --exported-at ÅÅÅÅ-MM-DD, eller sätt den i filnamnet.',
  ),
  ROWS_LOST: entry(
    '{file}: {lost} av {rows rad} fick inget öde. Inget är inläst.',
    'Det är ett fel i programmet. Behåll filen och anmäl det.',
  ),
  MAPPING_UNREADABLE: entry(
    '{file}: mappningsfilen går inte att läsa som JSON.',
    'Se formatet i docs/formats.md.',
  ),
  MAPPING_OF_OTHER_KIND: entry(
    'Mappningsfilen är för en annan sorts lista ({kind}) än --as {as}.',
    'Ta bort --as, eller ange mappningsfilen för den sorten.',
  ),
  MAPPING_KOMMUN_UNKNOWN: entry(
    'Mappningsfilen läser ”{text}” som kommun {code}, som inte finns i regionens profil.',
    'Rätta koden under "values". Profilens kommuner är {known}.',
  ),
  TARGET_LIST_HELD: entry(
    '{file} hålls och jämförs inte: {why}',
    'Läs in den för sig med import, där det går att säga att den är hel (--whole).',
  ),
  NOT_PERHAPS_PROTECTED: entry(
    '{id}: not-protected beslutas bara om den som kanske är en skyddad person, för att en rad utan användbart nummer har samma namn.',
    'Säger en lista att personen är skyddad gäller det tills en lista säger nej. Saknar ärendet ett personnummer som går att använda: rätta det först. Se overgang explain {id}.',
  ),
  COVERS_UNKNOWN: entry(
    '--covers {written}: det går inte att förstå vad listan är hel för.',
    'Skriv kommun=NAMN, part=NAMN eller unit=NAMN, eller okänd för det som saknar; flera skiljs med komma. Kommuner: {known}.',
  ),
  LIST_WITH_PROTECTED: entry(
    '{file} säger att personer har skydd ({header}), men en lista av den här sorten kan inte ta in det. Inget är inläst.',
    'Läs först in en lista över SIP:ar, vårdtillfällen eller patienter som säger vilka det är. Ta sedan bort kolumnen, eller orden, ur den här och läs in den.',
  ),
  PROTECTION_UNPLACED: entry(
    '{file}: {where} talar om skydd, men hör inte till någon persons rad. Inget är inläst.',
    'Skriv i en kolumn ”Skyddade personuppgifter” vilka personer det gäller, ta bort texten och läs in listan igen. Gäller den ingen: ta bara bort den.',
  ),
  PROTECTION_GROUPED: entry(
    '{file}: i kolumnen {header} står varje uppgift bara på första raden av flera. Det går inte att veta om den gäller dem alla. Inget är inläst.',
    'Fyll i kolumnen på varje rad (Ja eller Nej), och läs in listan igen.',
  ),
  MAPPING_FREE_TEXT: entry(
    '{file}: mappningen pekar ut fritextkolumnen {header} som {column}.',
    'Mål, kartläggning och anteckningar läses inte in. Peka ut en annan kolumn, eller ta bort raden ur mappningen.',
  ),
  MAPPING_FAULTY: entry(
    '{file}: mappningsfilen har fel: {faults}',
    'Rätta och kör igen. Formatet finns i docs/formats.md.',
  ),
  PROFILE_UNREADABLE: entry(
    '{file}: profilen går inte att läsa som JSON.',
    'Se formatet i schemas/profile.schema.json.',
  ),
  PROFILE_FAULTY: entry(
    '{file}: profilen har fel:\n{faults}',
    'Rätta och kör igen. Formatet finns i schemas/profile.schema.json.',
  ),
  PROFILE_UNFIT: entry(
    'Profilen passar inte registret som används:\n{faults}',
    'Ett register byter inte system, plan, län eller grupper för utomstående. Skapa ett nytt register med profilen.',
  ),
  PROFILE_UNCHANGED: entry(
    'Profilen {name} är den som registret redan har. Inget är ändrat.',
    'Ändra i profilfilen först; "overgang profile check" visar hur den läses.',
  ),
  PROFILE_NEEDS_YES: entry(
    'Profilen ändras inte utan ett ja.',
    'Se först vad som följer med -n, och svara ja, eller ange --yes.',
  ),
  PROFILE_UNKNOWN: entry(
    'Det finns ingen profil som heter {name}.',
    '{suggestion}Medföljande profiler: {known}. En egen profil anges som fil.',
  ),
  VALUE_UNKNOWN: entry('{option} {value} finns inte.', '{suggestion}Möjliga värden: {known}.'),
  CONFIG_FAULTY: entry(
    'Inställningarna i {file} går inte att använda: {why}.',
    'Rätta filen, eller ta bort den. Så här skrivs den: overgang help inställningar',
  ),
  HELP_UNKNOWN: entry(
    'Det finns ingen hjälp om {topic}.',
    '{suggestion}Alla kommandon och ämnen: overgang --help',
  ),
  DAY_FAULTY: entry('{option} {value} är ingen dag.', 'Skriv dagen som ÅÅÅÅ-MM-DD, till exempel 2025-09-29.'),
  CASE_UNKNOWN: entry(
    'Inget ärende med det id:t finns i registret.',
    'Ange SIP-id, vårdtillfälle eller referens (till exempel S1042-P), eller en källrad som FIL:RAD.',
  ),
  SOURCE_UNKNOWN: entry(
    'Uttaget {source} finns inte i registret.',
    'Ange källans nummer, filnamn eller uttagsdag. Inlästa listor (nummer, sort, dag, fil):{known}',
  ),
  SOURCES_OF_TWO_KINDS: entry('{from} och {to} är listor av olika sort.', 'Jämför två listor av samma sort.'),
  TOO_FEW_LISTS: entry(
    'Det finns inget tidigare uttag av {kind} att jämföra med.',
    'Ange två uttag med --from och --to, eller sorten med --as. Inlästa listor (nummer, sort, dag, fil):{known}',
  ),
  ROW_UNKNOWN: entry('{file} har ingen rad {row}.', 'Listan har {rows rad}, rubrikraden inräknad.'),
  REFERENCE_MISTYPED: entry(
    'Referensen {reference} är felskriven: kontrollbokstaven stämmer inte.',
    'Skriv av den igen från arbetslistan.',
  ),
  REFERENCE_OF_OTHER_KIND: entry(
    'Referensen {reference} står för {what}, inte för en SIP eller ett vårdtillfälle.',
    'Ange ärendet. {cases}',
  ),
  CHECKPOINT_NOT_WHOLE: entry(
    'Kontrollpunkten höll inte när den lästes tillbaka ({where}: {what}). Den är borttagen, och inget är skrivet i registret.',
    'Kör kommandot igen. Händer det en gång till: kör "overgang verify", och kontrollera disken.',
  ),
  PERSON_OF_CASE_UNKNOWN: entry(
    'Ingen lista säger vem ärendet gäller.',
    'Fråga efter ärendet i stället: overgang log --case REFERENS.',
  ),
  CHECKPOINT_INSIDE_BAG: entry(
    'Mappen ligger i {folder}, som redan är en kontrollpunkt eller ett annat förseglat paket. Inget är skrivet.',
    'Välj en mapp bredvid med -o: det som läggs i en kontrollpunkt gör att den inte längre håller.',
  ),
  BACKUP_FAULTY: entry(
    '{file} är ingen hel säkerhetskopia från overgang: något är ändrat, avhugget eller ett annat format.',
    'Ta en annan säkerhetskopia. Inget är ändrat i registret.',
  ),
  BACKUP_NOT_WHOLE: entry(
    'Registret är inte helt ({where}: {what}), så det blir ingen säkerhetskopia av det.',
    'Kör "overgang verify" för att se allt. Finns en äldre hel kopia: behåll den.',
  ),
  RESTORE_OVER_NEWER: entry(
    'Registret {file} har {events händelse} som säkerhetskopian inte har. Inget är ändrat.',
    'Är det rätt att de försvinner: kör igen med --force. Det som ligger där läggs åt sidan.',
  ),
  RESTORE_OVER_OTHER: entry(
    'Registret {file} är ett annat än det i säkerhetskopian. Inget är ändrat.',
    'Återställ på en annan plats med --register, eller kör igen med --force. Det som ligger där läggs åt sidan.',
  ),
  DAY_TO_COME: entry(
    '--as-of {day} är en dag som inte har kommit: i dag är det {today}. Inget är skrivet.',
    'Det som skrivs in räknas från en dag som varit. Vill ni öva en dag som kommer: overgang rehearse.',
  ),
  MARK_DAY_TO_COME: entry(
    'Dagen {on} har inte varit än ({asOf} är dagen som allt räknas från).',
    'Ange --on med dagen det hände.',
  ),
  MILESTONE_TICKED: entry(
    'Milstolpen {milestone} är redan avprickad för {place}, {on} (händelse {seq}).',
    'Var det fel: ångra med overgang undo {seq}, och pricka av på nytt.',
  ),
  MILESTONE_WITHOUT_UNITS: entry(
    'Milstolpen {milestone} prickas av för varje enhet, och ingen enhetslista är inläst.',
    'Läs in enhetslistan: overgang import FIL --as enhet.',
  ),
  MILESTONE_PLACE: entry('Milstolpen {milestone} prickas av {per}.', 'Ange platsen så här: {how}.'),
  MARK_WITH_PLACE: entry(
    '--kommun och --unit hör till milstolpar: om ett ärende sägs varken eller.',
    'Utelämna dem, eller skriv overgang mark milestone ID.',
  ),
  MARK_DAY_BEFORE_CASE: entry(
    'Dagen {on} ligger före ärendets början, {beganOn} enligt listan.',
    'Ange --on med dagen det hände. Är listans dag fel: rätta den i {source} och ta ut listan på nytt.',
  ),
  MARK_DAY_BEFORE_STEP: entry(
    'Dagen {on} ligger före stegets början, {beginsOn} enligt planen.',
    'Ange --on med dagen det hände. Är ärendet avslutat för att det inte är aktuellt: besluta det först ("decide ID --as close-not-current"), och skriv sedan in att det är avslutat.',
  ),
  SAID_WITHOUT_CONSENT: entry(
    '{id}: samtycket till SIP:en är nekat enligt listan. En sådan SIP flyttas inte, och menprövning ersätter inte ett nej.',
    'Är samtycket fel i {source}: rätta det där och läs in listan på nytt. Annars avslutas SIP:en: "decide {id} --as close-not-current".',
  ),
  SAID_BEFORE_ALL_PARTIES: entry(
    '{id} ska flyttas, och ingen har intygat att alla parter är klara: då är den inte avslutad.',
    'Är alla klara: "mark {id} sip-moved --note …" först. Är SIP:en inte aktuell: "decide {id} --as close-not-current". Avsluta sedan.',
  ),
  SAID_BEFORE_STEP: entry(
    '{id} ska flyttas, och ”{header}” på listan {step} är inte besvarat som gjort, eller samtycket är nekat där: då är den inte avslutad.',
    'Är det gjort: lämna in den listan, eller "mark {id} sip-moved --note …" först. Är SIP:en inte aktuell, eller samtycket nekat: "decide {id} --as close-not-current". Avsluta sedan.',
  ),
  SAID_IN_CONFLICT: entry(
    '{id}: svaren på listan för steg {step} säger emot varandra, och då avslutas inget.',
    'Avgör först vilket som gäller: "return --conflicts MAPP", och lämna in den listan.',
  ),
  MARK_NOT_FOR_KIND: entry('Händelsen {mark} gäller inte {kind}.', 'Möjliga händelser: {known}.'),
  NOTE_WITH_PERSONNUMMER: entry(
    'Texten innehåller något som ser ut som ett personnummer.',
    'Skriv referensen eller SIP-id i stället. Texten visas och loggas.',
  ),
  NOTE_EMPTY: entry(
    '{option} får inte vara tom.',
    'Skriv vad händelsen grundas på. Inga namn eller personnummer.',
  ),
  NOTE_MISSING: entry(
    'Flaggan --note måste anges.',
    'Skriv vad händelsen grundas på. Inga namn eller personnummer.',
  ),
  ERRORS_FORMAT: entry(
    '{file}: en rättningslista skrivs som .xlsx eller .csv.',
    'Ge filen ett sådant namn, till exempel --errors att-ratta.xlsx.',
  ),
  ERRORS_OVER_LIST: entry(
    '{file} är en av listorna som läses in; rättningslistan får inte skrivas över den.',
    'Ange ett annat namn med --errors.',
  ),
  ERRORS_TOO_MANY: entry(
    '{file}: {rows rad} att rätta är fler än en arbetsbok görs för ({most}). Listan är läst, men ingen rättningslista är skriven.',
    'Skriv den som CSV: ge filen ett namn som slutar på .csv och kör igen.',
  ),
  FOLDER_NOT_EMPTY: entry(
    'Mappen {folder} är inte tom.',
    'Ange en ny mapp, eller --force för att skriva över det som ligger där.',
  ),
  TARGET_LIST_MISSING: entry(
    'Registret har ingen lista från {target} till och med {day}.',
    'Ange en med --lcsp FIL. Kontrollsummor jämförs med --totals FIL.',
  ),
  TARGET_LIST_LATER: entry(
    '{file}: listan från {target} är uttagen {listDay}, efter {day} som läget gäller. Inget är inläst.',
    'Ange dagen med --as-of {listDay}, eller senare.',
  ),
  SOURCE_LIST_MISSING: entry(
    'Registret har ingen SIP-lista från {source} till och med {day}.',
    'Läs in en med "overgang import FIL".',
  ),
  NOT_A_TARGET_LIST: entry(
    '{file}: listan gäller {kind}, inte SIP i {target}.',
    'Ange en lista från {target} med --lcsp. Andra listor läses in med "overgang import".',
  ),
  TOTALS_NOT_A_TABLE: entry(
    '{file}: filen är ingen tabell med kontrollsummor.',
    'Första kolumnen ska namnge parterna (Kommun, Primärvård …), rubrikraden kommunerna. Se docs/reconcile.md.',
  ),
  TOTALS_LINE_TWICE: entry(
    '{file}: samma part eller kommun står två gånger i tabellen med kontrollsummor.',
    'Låt varje part och kommun stå en gång; verktyget gissar inte vilken som gäller.',
  ),
  RETURN_NOT_A_WORKLIST: entry(
    '{file}: filen är ingen arbetslista från overgang: varken det dolda bladet eller listans nummer finns kvar.',
    'Lämna in filen så som den sparades ur Excel. Är svaren inklistrade i en ny fil: klistra in dem i den utlämnade listan.',
  ),
  RETURN_FOREIGN_LIST: entry(
    '{file}: listan {list} är inte utlämnad ur det här registret.',
    'Peka ut rätt register med --register. Listor från en övning eller en annan miljö läses inte in.',
  ),
  RETURN_REHEARSAL_LIST: entry(
    '{file}: listan {list} är utlämnad i en övning. Den läses inte in i det riktiga registret.',
    'Ska svaren övas, peka ut övningens register med --register. Ska de gälla, fyll i en lista ur det riktiga registret.',
  ),
  RETURN_NOT_IN_REHEARSAL: entry(
    '{file}: listan {list} finns inte i övningen. Den är utlämnad ur ett annat register, eller efter att övningen kopierades.',
    'Ska svaren gälla, lämna in den i det riktiga registret med --register. Ska de övas, börja en ny övning med overgang rehearse.',
  ),
  RETURN_WITHOUT_TABLE: entry(
    '{file}: inget blad har listans rubrikrad.',
    'Rubrikerna ska stå som de lämnades ut. Hämta tillbaka raden med rubriker från den utlämnade listan.',
  ),
  RETURN_NOTHING_ASKED: entry(
    'Ange minst en ifylld lista.',
    'Till exempel: overgang return steg-6-*.xlsx. Med --conflicts MAPP skrivs det som är i konflikt.',
  ),
  UNDO_NOTHING: entry(
    'Det finns inget att ångra.',
    'Ange händelsens nummer; det står i "overgang explain ID".',
  ),
  UNDO_UNKNOWN: entry(
    '{written} är varken en händelse eller en inlämning.',
    'Ange händelsens nummer (står i "overgang explain ID") eller inlämningen, till exempel R-0003.',
  ),
  UNDO_NOT_POSSIBLE: entry(
    'Händelse {seq} ({type}) går inte att ångra.',
    'Det går att ångra händelser för hand (mark, decide), svar ur arbetslistor, hela inlämningar och ett tidigare ångrande.',
  ),
  UNDO_IMPORT_LOCKED: entry(
    '{file} kan inte läggas åt sidan: kontrollpunkten {checkpoint} vilar på den.',
    'Är det fel häver en namngiven person kontrollpunkten: checkpoint unlock --by NAMN --reason SKÄL.',
  ),
  UNDO_IMPORT_MENDED: entry(
    '{file} kan inte läggas åt sidan: den är rättad av lista {lists}.',
    'Lägg rättningslistan åt sidan först.',
  ),
  UNDO_IMPORT_UNCLEAR: entry('Flera listor kan menas med {written}:{lists}', 'Ange numret på händelsen.'),
  UNDO_ALREADY: entry('{written} är redan ångrad.', 'Den ångras tillbaka genom att ångra händelse {by}.'),
  UNDO_NEEDS_YES: entry(
    'Inget är ångrat: det behöver bekräftas.',
    'Läs vad som berörs ovan och kör igen med --yes.',
  ),
  TEST_NUMBERS_MISSING: entry(
    '{file}: inget testnummer kunde läsas på {rows rad}.',
    'Ange listan över testnummer som Skatteverket publicerar den: ett nummer per rad, med tio eller tolv siffror.',
  ),
  TEST_PERSONS_IN_PRODUCTION: ofPersons(
    'Miljön är produktion, men {persons} av {all person} på listorna är testpersoner enligt listan över testnummer. Inga listor är skrivna.',
    'Ta bort testpersonerna ur {source} och läs in nya uttag, eller öva i ett register för utbildning eller acceptanstest (profilens "environment").',
  ),
  REAL_PERSONS_IN_TEST: ofPersons(
    'Miljön är utbildning eller acceptanstest, men {persons} av {all person} på listorna finns inte i listan över testnummer. Inga listor är skrivna.',
    'Där får bara fiktiva patienter finnas. Läs in listor med testpersoner, eller använd ett register för produktion.',
  ),
  SOURCE_READ_ONLY: entry(
    '{source} är satt i läsläge sedan {day} (kontrollpunkt {checkpoint}): {what} rör arbete där och skrivs inte in.',
    'Arbete i {target} går vidare som vanligt. Är läsläget fel: en namngiven person häver det med "checkpoint unlock", med skälet.',
  ),
  GALLRA_ARCHIVE_FAULTY: entry(
    'Arkivet {folder} går inte att bekräfta ({problems} fel; först: {first}). Inget är gallrat.',
    'Gallra bara på ett arkiv som är helt. Gör ett nytt, eller peka ut rätt mapp.',
  ),
  GALLRA_ARCHIVE_UNKNOWN: entry(
    'Mappen {folder} är inget arkiv av det här registret: loggen har inte skapat det som arkiv. Inget är gallrat.',
    'Peka ut mappen från "checkpoint create --kind archive", och registret med --register.',
  ),
  GALLRA_ARCHIVE_OLD: entry(
    'Registret har ändrats efter arkivet {checkpoint} (händelse {seq}, {type}). Inget är gallrat.',
    'Gör ett nytt arkiv först: det som har hänt sedan dess skulle annars gå förlorat.',
  ),
  GALLRA_LOG_BROKEN: entry(
    'Loggens kedja är bruten vid händelse {seq}. Inget är gallrat.',
    'Någon har ändrat i registret. Återställ en säkerhetskopia och ta reda på vad som har hänt.',
  ),
  GALLRA_NEEDS_CONFIRM: entry(
    'Inget är gallrat: det behöver bekräftas.',
    'Läs vad som tas bort ovan och kör igen med --confirm {name}. Det går inte att ångra.',
  ),
  REGISTER_GALLRAT: entry(
    'Registret {file} är gallrat {day} och kan inte användas till det här.',
    'Läget vid arkiveringen visas med "overgang status". Uppgifterna finns i arkivet {checkpoint}.',
  ),
  SINCE_WITHOUT_LIST: entry(
    'Ingen SIP-lista fanns {day} att jämföra med.',
    'Ange en senare dag med --since, eller utelämna --since så jämförs med uttaget före det senaste.',
  ),
  GATE_UNKNOWN: entry('Det finns inget villkor som heter {gate}.', '{suggestion}Villkoren är {known}.'),
  WAIVER_WITHOUT_REASON: entry(
    'Ett undantag behöver ett skäl och någon som står för det.',
    'Skriv --reason med skälet och --by med vem som beslutat. Inga personnummer.',
  ),
  WAIVER_OVER: entry(
    'Undantagets sista dag {until} är redan förbi ({day}).',
    'Ange en senare dag med --until.',
  ),
  COHORT_NEEDS_STEP: entry(
    '{cohort} räknas steg för steg.',
    'Ange steget med --step, till exempel --step 6.',
  ),
  ROWS_NOT_PUBLIC: entry(
    '--rows visar enskilda ärenden och kan inte göras med --public.',
    'Utelämna ett av dem.',
  ),
  REPORT_FORMAT: entry(
    'Rapporten {format} behöver en fil att skrivas i.',
    'Ange filen med -o, till exempel -o beredskap.{format}.',
  ),
  REHEARSAL_OF_REHEARSAL: entry(
    'Registret {register} är självt en övning.',
    'Peka ut det riktiga registret med --register, eller fortsätt i övningen som den är.',
  ),
  REHEARSAL_OVER_REGISTER: entry(
    '{file} är ett riktigt register, ingen övning. Det skrivs aldrig över.',
    'Välj en annan mapp med -o.',
  ),
  CHECKPOINT_OF_REHEARSAL: entry(
    'Registret är en övning: av den görs ingen kontrollpunkt.',
    'Peka ut det riktiga registret med --register.',
  ),
  CHECKPOINT_AHEAD: entry(
    'Kontrollpunkten skulle gälla från {day}, som inte har varit än ({asOf}).',
    'Ange tiden med --at, eller dagen med --as-of.',
  ),
  CHECKPOINT_BEHIND: entry(
    'Registret har uppgifter från {newest}, efter {day} som kontrollpunkten skulle gälla från.',
    'En kontrollpunkt visar registret som det är. Sätt den innan nyare listor läses in, eller från {newest}.',
  ),
  CHECKPOINT_FOLDER_FOREIGN: entry(
    'Mappen {folder} är inte tom, och det är ingen kontrollpunkt som ligger där.',
    'Ange en ny mapp med -o. Inget är skrivet.',
  ),
  CHECKPOINT_FOLDER_TAKEN: entry(
    'I mappen {folder} ligger redan en kontrollpunkt.',
    'Ange en ny mapp med -o, eller --force för att ersätta den. Kontrollpunkten i registrets logg står kvar.',
  ),
  CHECKPOINT_NOT_NAMED: entry(
    'Kontrollpunkten är gjord och står i loggen, men mappen kunde inte få namnet {folder}. Den heter {part}.',
    'Byt namn på mappen för hand. Inget i den behöver göras om.',
  ),
  CHECKPOINT_SOURCES_NAMED: entry(
    'Originallistorna har personuppgifter och kan inte följa med i en kontrollpunkt utan personuppgifter.',
    'Ta bort --sources eller --pseudonymised.',
  ),
  SIGNING_TOOL_MISSING: entry(
    'Programmet ssh-keygen finns inte på datorn. Inget är skrivet.',
    'Installera OpenSSH, eller kör utan --sign.',
  ),
  SIGNING_KEY_UNUSABLE: entry(
    '{file}: filen är ingen nyckel som ssh-keygen kan läsa.',
    'Kontrollera sökvägen.',
  ),
  SIGNING_FAILED: entry(
    'Det gick inte att skriva under med nyckeln {file}. Inget är skrivet.',
    'Har nyckeln lösenfras behöver kommandot köras i ett terminalfönster.',
  ),
  SOURCES_FOLDER_MISSING: entry(
    'Mappen {folder} med listor finns inte.',
    'Kontrollera sökvägen i --sources.',
  ),
  REGISTER_CHANGED_MEANWHILE: entry(
    'Någon skrev i registret medan kontrollpunkten gjordes. Inget är skrivet.',
    'Kör igen när ingen annan använder registret.',
  ),
  INSTANT_FAULTY: entry(
    '{option} {value} är ingen dag eller tid.',
    'Skriv ÅÅÅÅ-MM-DD eller ÅÅÅÅ-MM-DDTHH:MM, till exempel 2025-10-16T17:00.',
  ),
  NOT_A_BAG: entry(
    '{folder} är ingen kontrollpunkt: där finns varken bagit.txt eller manifest.',
    'Ange mappen som kontrollpunkten skrevs i.',
  ),
  UNLOCK_NOTHING: entry(
    'Registret är inte låst: det finns inget läsläge att häva.',
    'Kontrollpunkterna visas med "overgang checkpoint list".',
  ),
  USAGE: entry('{message}', '{hint}'),

  FILE_MISSING: entry(
    '{file}: filen finns inte.',
    'Kontrollera sökvägen. Har den mellanslag: skriv den inom citattecken.',
  ),
  FILE_IS_FOLDER: entry('{file} är en mapp.', 'Ange filerna i mappen, till exempel {file}/*.csv.'),
  FILE_EMPTY: entry('{file}: filen är tom.', 'Ta ut listan på nytt.'),
  FILE_UNREADABLE: entry(
    '{file}: filen går inte att läsa.',
    'Är den öppen i ett annat program, eller saknas behörighet?',
  ),
  FILE_BINARY: entry('{file}: filen är varken text eller Excel.', 'Spara listan som CSV eller xlsx.'),
  FILE_MARKUP: entry(
    '{file}: filen är en webbsida eller XML, fast den kan heta något annat.',
    'Öppna den i Excel och spara som CSV eller xlsx.',
  ),
  FILE_CHANGED: entry(
    '{file}: filen ändrades medan den lästes. Inget är inläst.',
    'Vänta tills den är färdig och läs in den igen.',
  ),
  FILE_XLS_OLD: entry(
    '{file}: filen är i Excels gamla format (.xls).',
    'Öppna den i Excel och spara som xlsx eller CSV.',
  ),
  FILE_OTHER_FORMAT: entry(
    '{file}: filen är i formatet {format}, som inte kan läsas.',
    'Öppna den i programmet som den kommer från och spara den som Excel-arbetsbok (.xlsx), eller som CSV.',
  ),
  FILE_ENCRYPTED_ALTERED: entry(
    '{file}: filen är inte som den krypterades: kontrollsumman stämmer inte. Inget i den är läst.',
    'Filen är skadad eller ändrad på vägen. Öppna den i Excel, se efter att svaren är rätt, spara den på nytt och lämna in den.',
  ),
  FILE_ENCRYPTION_UNKNOWN: entry(
    '{file}: filen är krypterad på ett sätt som inte läses här.',
    'Öppna den i Excel, spara den som xlsx med samma lösenord och lämna in den.',
  ),
  FILE_PASSWORD_PROTECTED: entry(
    '{file}: arbetsboken är skyddad med lösenord.',
    'Öppna den i Excel, ta bort lösenordet och spara en kopia.',
  ),
  FILE_XLSX_BROKEN: entry(
    '{file}: arbetsboken är skadad eller inte en riktig xlsx-fil.',
    'Öppna den i Excel och spara på nytt, eller spara som CSV.',
  ),
  FILE_XLSX_TOO_LARGE: entry(
    '{file}: arbetsboken är orimligt stor uppackad.',
    'Spara bladet med listan som CSV.',
  ),
  FILE_XLSX_TIMEOUT: entry(
    '{file}: arbetsboken tog för lång tid att läsa.',
    'Spara bladet med listan som CSV.',
  ),
  SHEET_MISSING: entry('{file}: bladet {sheet} finns inte.', 'Blad i filen: {sheets}.'),
  ENCODING_BROKEN: entry(
    '{file}: texten är skadad på rad {row}: den är inte {encoding} som resten.',
    'Ta ut listan på nytt, eller spara om den raden; verktyget ersätter aldrig tecken.',
  ),
  LONE_SURROGATE: entry(
    '{file}: rad {row} innehåller trasiga tecken.',
    'Ta ut listan på nytt; verktyget ersätter aldrig tecken.',
  ),
  NUL_CHARACTER: entry('{file}: rad {row} innehåller NUL-tecken.', 'Ta ut listan på nytt.'),
  QUOTE_OVER_ROWS: entry(
    '{file}: ett citattecken öppnas på rad {row} och stängs först efter flera rader och avgränsare: de raderna vore en enda cell.',
    'Rätta citattecknet på raden. Hör radbrytningen till cellen: ta bort den i systemet som listan kommer ur, eller ta ut listan utan den kolumnen.',
  ),
  FILE_LINES_QUOTED: entry(
    '{file}: varje rad står inom citattecken, som om den vore en enda cell.',
    'Öppna filen som text och ta bort citattecknen kring raderna, eller ta ut listan på nytt och spara den en gång.',
  ),
  TEXT_TWICE_ENCODED: entry(
    '{file}: å, ä och ö är förstörda (Ã¥, Ã¤, Ã¶), först på rad {row}: filen är sparad med fel teckenkodning.',
    'Ta ut listan på nytt och spara den som UTF-8. Verktyget gissar inte bokstäver.',
  ),
  QUOTE_UNCLOSED: entry(
    '{file}: ett citattecken öppnas på rad {row} och stängs aldrig.',
    'Rätta raden; allt efter den vore annars en enda cell.',
  ),
  RECORD_TOO_LONG: entry('{file}: rad {row} är orimligt lång.', 'Står ett citattecken fel? Rätta raden.'),

  INBOX_ITEM_UNKNOWN: entry(
    '{id} finns inte i inkorgen nu. Inget är skrivet.',
    'Se efter med "overgang inbox": det som har löst sig är borta, och det som har fått en ny orsak har ett nytt nummer.',
  ),
  INBOX_NO_COMMENT: entry(
    '{id} har ingen kommentar som får visas. Inget är skrivet.',
    'Läs kommentarerna med "overgang inbox --kind comment --with-texts".',
  ),
  INBOX_COMMENT_WITH_NUMBER: entry(
    'Kommentaren i {id} har något som ser ut som ett personnummer. Den släpps inte.',
    'Be den som har skrivit den att ändra raden och lämna in listan igen.',
  ),
  INBOX_NOTHING_TO_SETTLE: entry(
    '--by och --reason hör till --done eller --release.',
    'Skriv till exempel: overgang inbox --done NUMMER --by NAMN.',
  ),
  ACCESS_NOT_LOGGED: entry(
    'Registret {file} går inte att skriva i. Den som ser uppgifter om patienter ska synas i loggen, därför visas inget.',
    'Kopiera registret till en mapp där du får skriva, eller be om behörighet.',
  ),
  HSA_ID_FAULTY: entry(
    'HSA-id:t {written} har inte rätt form.',
    'Det ska vara SE, tio siffror, bindestreck och sedan bokstäver eller siffror, högst 31 tecken.',
  ),
  PERSON_IN_ARGUMENT: entry(
    'Numret ska inte stå på kommandoraden: där blir det kvar i datorns historik.',
    'Kör "overgang log --person" och skriv numret när du blir tillfrågad, eller skicka in det med "--person -".',
  ),
  PERSON_NOT_GIVEN: entry(
    'Inget nummer gavs.',
    'Kör "overgang log --person" i en terminal, eller skicka in numret på en rad med "--person -".',
  ),
  PERSON_UNREADABLE: entry(
    'Det som gavs går inte att läsa som ett personnummer, samordningsnummer eller reservnummer.',
    'Skriv alla siffror, med sekel: ÅÅÅÅMMDD-NNNN.',
  ),
  HEAD_FAULTY: entry(
    'Huvudet efter --head har inte rätt form.',
    'Skriv det som det står på rapporten eller intyget: 64 tecken 0–9 och a–f, med eller utan händelsens nummer och kolon före.',
  ),
  ACCEPT_NEEDS_REASON: entry(
    'Att godta en ändring ska ha en person och ett skäl.',
    'Ange --by VEM och --reason TEXT.',
  ),

  REGISTER_MISSING: entry(
    'Registret {file} finns inte.',
    'Skapa det med "overgang init", eller peka ut det med --register.',
  ),
  REGISTER_EXISTS: entry(
    'Registret {file} finns redan.',
    'Välj ett annat namn med --register. Ett register skrivs aldrig över.',
  ),
  REGISTER_FOREIGN: entry('{file} är inte ett register från overgang.', 'Peka ut rätt fil med --register.'),
  REGISTER_NEWER: entry(
    'Registret {file} är skapat av en nyare version av overgang.',
    'Uppgradera programmet.',
  ),
  REGISTER_DAMAGED: entry('Registret {file} är skadat och används inte.', 'Återställ en säkerhetskopia.'),
  REGISTER_ALTERED: entry(
    'Registret {file} har ändrats av något annat än overgang och används inte.',
    'Kör "overgang verify" för att se var, och återställ en säkerhetskopia. Vet ni varför: "overgang verify --accept".',
  ),
  REGISTER_WRITTEN_MEANWHILE: entry(
    'Någon annan skrev i registret {file} medan kommandot arbetade, och det som skulle skrivas kanske inte gäller längre. Inget av det är skrivet.',
    'Kör samma kommando igen: då utgår det från registret som det är nu.',
  ),
  REGISTER_LOCKED: entry(
    'Registret {file} används av ett annat program.',
    'Vänta tills det är klart och försök igen.',
  ),
  SERVER_ADDRESS_FAULTY: entry(
    '{file} är ingen adress till ett register på en server.',
    'Skriv postgres://SERVER[:PORT]/DATABAS?register=NAMN. Namnet är små bokstäver a–z, siffror och _, högst 40 tecken, och inget ord som databasen själv använder (som order).',
  ),
  SERVER_PASSWORD_GIVEN: entry(
    'Adressen till registret innehåller ett lösenord. Det syns för andra på datorn och stannar i historiken.',
    'Ta bort det ur adressen, och byt det. Lägg lösenordet i en lösenordsfil (~/.pgpass, PGPASSFILE).',
  ),
  SERVER_PASSFILE_OPEN: entry(
    'Lösenordsfilen {file} kan läsas av andra än dig.',
    'Gör den läsbar bara för dig (chmod 600), och byt lösenordet om någon kan ha sett det.',
  ),
  SERVER_FILE_UNREADABLE: entry(
    'Filen {file}, som behövs för anslutningen till servern, går inte att läsa.',
    'Kontrollera PGPASSFILE, PGSSLROOTCERT, PGSSLCERT och PGSSLKEY, och behörigheten till filen.',
  ),
  SERVER_PACKAGE_MISSING: entry(
    'Registret {file} ligger på en server, och tillägget som talar med den (pg) är inte installerat.',
    'Installera om verktyget med sina tillägg (npm ci), eller be den som sköter installationen.',
  ),
  SERVER_UNREACHABLE: entry(
    'Servern med registret {file} går inte att nå.',
    'Kontrollera adressen och nätet, och fråga databasens förvaltare om servern är igång. Inget är ändrat.',
  ),
  SERVER_NOT_TRUSTED: entry(
    'Servern med registret {file} kan inte visa att den är den den utger sig för, eller talar inte krypterat.',
    'Ange regionens rotcertifikat i PGSSLROOTCERT, och använd det servernamn som står i serverns certifikat. Inget är skickat.',
  ),
  SERVER_LOGIN_REFUSED: entry(
    'Servern med registret {file} släpper inte in dig.',
    'Kontrollera användarnamn och lösenordsfil (PGUSER, ~/.pgpass), eller fråga databasens förvaltare.',
  ),
  SERVER_DATABASE_MISSING: entry(
    'Databasen i {file} finns inte på servern.',
    'Kontrollera adressen, eller be databasens förvaltare skapa den.',
  ),
  SERVER_REGISTER_MISSING: entry(
    'Registret {file} finns inte i databasen, eller så har du ingen behörighet till det.',
    'Databasens förvaltare skapar det med "overgang register create-schema" och ger behörighet till det.',
  ),
  SERVER_REGISTER_EMPTY: entry(
    'Registret {file} har tabeller men inget innehåll än.',
    'Skapa det med "overgang init", eller kopiera ett register hit med "overgang register copy".',
  ),
  SERVER_DATABASE_UNFIT: entry(
    'Databasen i {file} passar inte: {what}.',
    "Skapa en egen: CREATE DATABASE NAMN TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'.",
  ),
  SERVER_ROLES_MISSING: entry(
    'Rollerna {roles} finns inte, och du får inte skapa roller.',
    'Be den som får det köra CREATE ROLE för var och en av dem, och kör kommandot igen.',
  ),
  SERVER_REGISTER_EXISTS: entry(
    'Registret {file} finns redan i databasen, eller något annat med samma namn.',
    'Välj ett annat namn. Verktyget skriver inte över ett register.',
  ),
  SERVER_REGISTER_NEWER: entry(
    'Registret {file} är gjort av en nyare version av verktyget.',
    'Uppgradera verktyget på den här datorn.',
  ),
  SERVER_REGISTER_OLDER: entry(
    'Registret {file} är gjort av en äldre version av verktyget.',
    'Databasens förvaltare uppgraderar det med "overgang register create-schema --upgrade". Säg till alla som använder det först.',
  ),
  SERVER_RIGHT_MISSING: entry(
    'Din behörighet till registret {file} räcker inte till det här.',
    'Den som läser kan inte skriva, och bara registrets ägare kan gallra och lägga listor åt sidan. Fråga databasens förvaltare.',
  ),
  SERVER_WRITER_BUSY: entry(
    '{who} skriver i registret {file} just nu.',
    'En i taget kan skriva. Vänta tills det är klart och försök igen.',
  ),
  SERVER_LOST: entry(
    'Förbindelsen med registret {file} bröts. Inget av det som var på gång är sparat.',
    'Kör kommandot igen när servern svarar.',
  ),
  SERVER_LOST_AT_COMMIT: entry(
    'Förbindelsen med registret {file} bröts just när det skulle sparas. Antingen är allt sparat eller inget.',
    'Kör "overgang log" när servern svarar och se efter. Att läsa in samma lista igen gör inget dubbelt.',
  ),
  SERVER_FULL: entry(
    'Servern med registret {file} har slut på utrymme eller minne. Inget är sparat.',
    'Be databasens förvaltare ge plats, och kör kommandot igen.',
  ),
  SERVER_FILE_ONLY: entry(
    'Registret {file} ligger på en server, och det här går bara med ett register som är en fil.',
    'Säkerhetskopiera och återställ servern med dess egna verktyg, eller kopiera registret till en fil med "overgang register copy".',
  ),
  REGISTER_UNREADABLE: entry(
    'Registret {file} går inte att läsa.',
    'Kontrollera behörigheten till filen och dess mapp: de ska tillhöra den som kör kommandot.',
  ),
  REGISTER_READ_ONLY: entry(
    'Registret {file} går inte att skriva i.',
    'Kontrollera behörigheten till filen och dess mapp.',
  ),
  REGISTER_DISK_FULL: entry(
    'Registret {file} går inte att skriva i: disken är full. Inget halvt är skrivet.',
    'Frigör utrymme och kör igen. Det behövs plats för registret en gång till medan det skrivs.',
  ),
  REGISTER_DISK_FAILS: entry(
    'Registret {file} går inte att läsa eller skriva: disken svarar med fel. Inget halvt är skrivet.',
    'Kontrollera disken eller nätverket. Kör sedan "overgang status" för att se läget, och gör om det som inte kom med.',
  ),
  REGISTER_DRIVER_MISSING: entry(
    'Registret {file} går inte att öppna: databasdrivrutinen för den här versionen av Node.js saknas.',
    'Installera om verktyget (npm ci) med den Node.js som ska köra det.',
  ),
  REGISTER_FOLDER_MISSING: entry('Mappen för registret {file} finns inte.', 'Skapa mappen först.'),

  PACKAGE_FORMAT: entry(
    'Med kontakter lämnas listorna ut krypterade, och {format} kan inte krypteras. Inget är skrivet.',
    'Utelämna --format. Ska något skrivas ut på papper: lämna ut det för sig med --plain.',
  ),
  CONTACTS_HEADERS: entry(
    '{file}: rubrikerna Mottagare, Funktion, Kanal och Lösenordskanal finns inte på första raden.',
    'Skriv en rad för varje mottagare: Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon.',
  ),
  CONTACTS_FAULTY: entry(
    '{file} är inte inläst: {faults}.',
    'Rätta raderna och läs in filen igen. Inget är ändrat.',
  ),
  CONTACT_UNKNOWN: entry(
    'Ingen mottagare heter {recipient}.',
    'Mottagarna visas med "overgang contacts show".',
  ),
  RETURN_PASSWORD: entry(
    '{file}: filen är krypterad, och inget lösenord som verktyget kan räkna fram öppnar den.',
    'Kör kommandot vid en terminal: då kan lösenordet skrivas in, utan att det syns eller sparas.',
  ),
  RETURN_PASSWORD_KEY: entry(
    '{file}: filen är krypterad, och nyckelfilen {key}, som lösenorden räknas fram ur, saknas eller hör inte till registret.',
    'Återställ nyckelfilen från säkerhetskopian. Går det inte: kör kommandot vid en terminal och skriv in orden på mottagarens lapp.',
  ),
  RETURN_PACKAGE_IN_PACKAGE: entry(
    '{file}: filen är ett paket (zip) i ett annat paket. Inget i den är läst.',
    'Packa upp det yttre paketet och lämna in mappen.',
  ),
  RETURN_FOLDER_EMPTY: entry(
    'I mappen {folder} finns inga listor eller paket (xlsx, csv eller zip).',
    'Ange mappen som listorna ligger i.',
  ),
  RETURN_FOLDER_TOO_LARGE: entry(
    'Det är {files fil}, fler än några listor kan vara. Inget är inläst.',
    'Ange mappen som bara har listor i sig.',
  ),
  CONTACTS_NONE: entry('Det finns inga kontakter.', 'Läs in dem med "overgang contacts import FIL".'),
  SLIPS_IN_HAND_OUT: entry(
    'I {folder} ligger utlämnade listor. Lösenord läggs aldrig vid listorna. Inget är skrivet.',
    'Ange en annan mapp.',
  ),
  REHEARSAL_WITHOUT_PASSWORDS: entry(
    'Registret är en övning: den använder aldrig nyckeln till lösenorden.',
    'Gör det i det riktiga registret.',
  ),
  PASSWORD_KEY_MISSING: entry(
    'Nyckelfilen {file} saknas. Utan den går det inte att räkna fram mottagarnas lösenord. Inget är gjort.',
    'Återställ den från säkerhetskopian; den hör ihop med registret. Går det inte: "overgang contacts renew --all" ger en ny nyckel och nya lösenord. Paket som redan är utlämnade öppnas med sina lappar.',
  ),
  PASSWORD_KEY_WRONG: entry(
    'Nyckelfilen {file} hör inte till registret, eller är skadad. Inget är gjort.',
    'Återställ den som hör till registret från säkerhetskopian. Går det inte: "overgang contacts renew --all" ger en ny nyckel och nya lösenord.',
  ),
  PASSWORD_KEY_UNREADABLE: entry(
    'Nyckelfilen {file} går inte att läsa.',
    'Kontrollera behörigheten till filen.',
  ),
  PASSWORD_KEY_NOT_WRITTEN: entry(
    'Nyckelfilen {file} går inte att skriva. Inget är gjort.',
    'Kontrollera behörigheten till mappen och att disken inte är full.',
  ),
  PSEUDONYM_KEY_MISSING: entry(
    'Nyckelfilen {file} saknas. Utan den går det inte att jämföra med de listor från det nya systemet som redan är inlästa.',
    'Återställ den från säkerhetskopian; den hör ihop med registret. Går det inte: läs in listorna i ett nytt register.',
  ),
  PSEUDONYM_KEY_WRONG: entry(
    'Nyckelfilen {file} hör inte till registret, eller är skadad.',
    'Återställ den som hör till registret från säkerhetskopian. Verktyget skriver inte över den.',
  ),
  PSEUDONYM_KEY_UNREADABLE: entry(
    'Nyckelfilen {file} går inte att läsa.',
    'Kontrollera behörigheten till filen.',
  ),
  PSEUDONYM_KEY_NOT_WRITTEN: entry(
    'Nyckelfilen {file} går inte att skriva. Inget är inläst.',
    'Kontrollera behörigheten till mappen och att disken inte är full.',
  ),

  OUTPUT_EXISTS: entry('{file} finns redan.', 'Ange en annan mapp, eller --force för att skriva över.'),
  OUTPUT_LOCKED: entry(
    '{file} går inte att skriva över just nu.',
    'Är den öppen i Excel? Stäng den och kör igen. Inget har gått förlorat.',
  ),
  OUTPUT_IS_SYMLINK: entry(
    '{file} är en länk; verktyget skriver inte genom länkar.',
    'Ta bort länken eller välj en annan mapp.',
  ),
  OUTPUT_IS_FOLDER: entry('{file} är en mapp.', 'Välj ett annat namn.'),
  OUTPUT_IS_DATABASE: entry(
    '{file} är ett register eller en annan databas, och skrivs aldrig över.',
    'Ange ett annat namn. Inget är skrivet.',
  ),
  OUTPUT_IS_OF_DATABASE: entry(
    '{file} hör till ett register (nyckel eller journal), och skrivs aldrig över.',
    'Ange ett annat namn. Inget är skrivet.',
  ),
  OUTPUT_IS_DEVICE: entry(
    '{file} är en enhet eller ett rör, inte en vanlig fil.',
    'Ange ett filnamn i en mapp, t.ex. rapport.html.',
  ),
  OUTPUT_NOT_WRITABLE: entry(
    '{file} går inte att skriva.',
    'Kontrollera behörigheten till mappen och att disken inte är full.',
  ),
};

/** An error that a user can mend. Anything else that is thrown is a bug. */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly code: ErrorCode;
  readonly hint: string;

  constructor(code: ErrorCode, detail: ErrorDetail = {}) {
    super(ERRORS[code].message(detail));
    this.code = code;
    this.hint = ERRORS[code].hint(detail);
  }
}
