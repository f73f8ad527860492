/**
 * Everything the reading of a list can remark on: one entry a finding, with its severity and the text people read.
 * Codes are stable and never reused. `error` = a row or list could not be taken as it stands; `warning` = taken in,
 * somebody must look; `info` = good to know. A region's profile may set another severity (`severities`).
 */
export type Severity = 'error' | 'warning' | 'info';

export interface FindingEntry {
  readonly severity: Severity;
  /** What is wrong, in one sentence. `{}` is replaced by the finding's detail, which never holds an identity. */
  readonly summary: string;
  /** What the reader can do; `{source}` and `{target}` are the systems of the profile (`remedyOf`). */
  readonly remedy: string;
}

export const FINDINGS = {
  ROW_WITHOUT_ID: {
    severity: 'error',
    summary: 'Raden saknar id och kan inte höra till något ärende.',
    remedy: 'Leta upp ärendet i {source}, fyll i id:t och läs in listan igen.',
  },
  SAME_ID_OTHER_CONTENT: {
    severity: 'error',
    summary:
      'Samma id står på flera rader med olika innehåll (rad {}). Ingen av dem vinner; ärendet är kvar och behöver beslut.',
    remedy: 'Se efter i {source} vilken rad som gäller, ta bort den andra och läs in listan igen.',
  },
  ROW_REPEATED: {
    severity: 'info',
    summary: 'Raden är en exakt upprepning av rad {}; den räknas en gång.',
    remedy: 'Inget behöver göras.',
  },
  PARTY_ON_OWN_ROW: {
    severity: 'info',
    summary: 'Raden är en part till i SIP:en på rad {}; den räknas som en SIP med flera parter.',
    remedy: 'Inget behöver göras.',
  },
  ROW_RAGGED: {
    severity: 'warning',
    summary: 'Raden har {} celler, fler än rubrikerna. De överskjutande cellerna hör inte till någon kolumn.',
    remedy: 'Se efter om ett fält innehåller avgränsaren utan citattecken.',
  },
  ROW_SHORT: {
    severity: 'warning',
    summary: 'Raden har {} celler, färre än rubrikerna. De som saknas läses som tomma.',
    remedy: 'Se efter om raden är avhuggen.',
  },
  FOOTER_COUNT_DIFFERS: {
    severity: 'error',
    summary: 'Listans egen summa stämmer inte: {}.',
    remedy: 'Ta ut listan på nytt; rader kan ha fallit bort.',
  },
  TOTAL_DIFFERS: {
    severity: 'error',
    summary: 'Kontrollsumman stämmer inte: {}.',
    remedy: 'Jämför med {source}: har rader fallit bort, eller är kontrollsumman från en annan dag?',
  },
  TOTALS_DO_NOT_ADD_UP: {
    severity: 'error',
    summary: 'Kontrollsummorna går inte ihop i sig: {}.',
    remedy: 'Fråga den som tog fram tabellen. Verktyget rättar inte summor.',
  },
  LIST_AFTER_READ_ONLY: {
    severity: 'error',
    summary: 'Listan är uttagen efter att källsystemet sattes i läsläge, och ändrar därför inget: {}.',
    remedy:
      'Stämmer läsläget behöver inget göras. Är det fel häver en namngiven person det med checkpoint unlock, och listan läses in igen.',
  },
  LIST_MAYBE_PART: {
    severity: 'error',
    summary: 'Listan är inte inläst: ärenden som var pågående saknas i den utan att någon vet varför ({}).',
    remedy:
      'Är listan hel: läs in den med --whole. Är den hel för en kommun, part eller enhet: --covers. Är den en del: ta ut den på nytt.',
  },
  LIST_SHARES_NOTHING: {
    severity: 'error',
    summary: 'Listan är inte inläst: den har inget ärende gemensamt med dem som var pågående ({}).',
    remedy:
      'Är det en annan sorts lista, eller en annan regions? Är den rätt och hel: läs in den med --whole. Är den en del: --covers, eller alla delarna tillsammans.',
  },
  LIST_EMPTY: {
    severity: 'error',
    summary: 'Listan är inte inläst: den har inget ärende{}.',
    remedy: 'Är den verkligen tom: läs in den med --whole. Annars: ta ut den på nytt.',
  },
  COVERS_NOTHING: {
    severity: 'error',
    summary:
      'Listan är inte inläst: inget av dess ärenden hör till det som --covers säger att den är hel för{}.',
    remedy:
      'Rätta --covers, eller välj en annan fil. Är det tomt i en av flera som anges: säg det också med --whole.',
  },
  COVERS_NOT_OF_LIST: {
    severity: 'warning',
    summary:
      'Vad listan sades vara hel för gäller inte den: en lista över enheter är alltid hel, och en Rättningslista ändrar bara sina egna rader.',
    remedy: 'Säg det med de listor som det gäller.',
  },
  LIST_DAY_UNCLEAR: {
    severity: 'error',
    summary: 'Listan är inte inläst: det är oklart vilken dag den togs ut ({}).',
    remedy: 'Säg dagen med --exported-at.',
  },
  LIST_DAY_OTHERWISE: {
    severity: 'warning',
    summary: 'Dagen som angavs är inte den som listan själv säger: {}. Den som angavs gäller.',
    remedy: 'Se efter att det är rätt lista.',
  },
  LIST_EARLIER_SAME_DAY: {
    severity: 'error',
    summary: 'Listan är inte inläst: en senare lista från samma dag är redan inläst ({}).',
    remedy: 'Behövs den tidigare: ångra den senare med undo, och läs in dem i ordning.',
  },
  LIST_FROM_THE_FUTURE: {
    severity: 'error',
    summary: 'Listan är inte inläst: den sägs vara uttagen {}.',
    remedy: 'Rätta dagen med --exported-at om den är fel.',
  },
  LIST_WAITS_FOR_OTHERS: {
    severity: 'info',
    summary:
      'Listan är hel bara tillsammans med andra från samma dag: {} återstår. Tills dess räknas inget som borta.',
    remedy: 'Läs in resten av dagens listor.',
  },
  LIST_WAITS_FOR_UNKNOWN: {
    severity: 'warning',
    summary:
      '{} ärenden saknas i listan och räknas inte som borta än: det som har förlorat sin kommun (part, enhet) står i filen med okända, som inte har kommit för den dagen.',
    remedy:
      'Läs in dagens fil med dem som saknar kommun (--covers kommun=okänd, också när den är tom), eller en hel lista.',
  },
  SHEETS_JOINED: {
    severity: 'info',
    summary: 'Flera blad har samma rubriker och läses som en enda lista, med rader i följd: {}.',
    remedy: 'Hör ett blad inte dit: peka ut det rätta bladet med "sheet" i en mappningsfil.',
  },
  SHEETS_CONTRADICT: {
    severity: 'error',
    summary:
      'Listan är inte inläst: flera blad har samma rubriker, men ett id står med olika innehåll på två av dem ({}).',
    remedy: 'Vilket blad gäller? Peka ut det med "sheet" i en mappningsfil.',
  },
  SHEETS_DIFFER: {
    severity: 'error',
    summary: 'Listan är inte inläst: bladen {} är listor av samma sort med olika rubriker.',
    remedy: 'Ge bladen samma kolumner, eller peka ut det som gäller med "sheet" i en mappningsfil.',
  },
  SHEET_NOT_READ: {
    severity: 'error',
    summary: 'Bladet är en lista med andra rubriker och är inte läst: {}.',
    remedy: 'Peka ut bladet med "sheet" i en mappningsfil och läs in filen en gång till.',
  },
  SHEET_PASSED_OVER: {
    severity: 'warning',
    summary: 'Bladet är inte läst: {}.',
    remedy: 'Är det en lista: peka ut bladet med "sheet" i en mappningsfil.',
  },
  ROW_IS_NOTE: {
    severity: 'warning',
    summary: 'Raden räknas inte som ett ärende: den har nästan inget ifyllt och inget id.',
    remedy: 'Är det ett ärende: fyll i raden. Rubriker, delsummor och anmärkningar kan stå kvar.',
  },
  LAST_LINE_WITHOUT_NEWLINE: {
    severity: 'warning',
    summary: 'Sista raden slutar utan radbrytning; filen kan vara avhuggen.',
    remedy: 'Jämför antalet rader med {source}, eller ta ut listan på nytt.',
  },
  SEP_LINE: {
    severity: 'info',
    summary: 'Filens första rad anger avgränsaren (sep=).',
    remedy: 'Inget behöver göras.',
  },
  MIXED_LINE_ENDS: {
    severity: 'info',
    summary: 'Filen blandar olika radslut. Alla är lästa.',
    remedy: 'Inget behöver göras.',
  },
  ENCODING_UNCERTAIN: {
    severity: 'warning',
    summary: 'Det går inte att vara säker på teckenkodningen; filen är läst som {}.',
    remedy: 'Kontrollera att å, ä och ö är rätt, eller ta ut listan som UTF-8.',
  },
  CELL_TOO_LONG: {
    severity: 'warning',
    summary: 'Cellen är längre än något fält får vara och är avkortad ({} tecken).',
    remedy: 'Se efter om ett citattecken saknas i raden.',
  },
  CONTROL_CHARACTER: {
    severity: 'warning',
    summary: 'Cellen innehåller ett styrtecken ({}). Det visas alltid utskrivet, aldrig rått.',
    remedy: 'Rensa cellen.',
  },
  BIDI_CONTROL: {
    severity: 'warning',
    summary: 'Cellen innehåller ett tecken som vänder textens riktning ({}) och kan dölja vad som står.',
    remedy: 'Rensa cellen.',
  },
  INVISIBLE_CHARACTER: {
    severity: 'info',
    summary: 'Cellen innehåller ett osynligt tecken ({}).',
    remedy: 'Rensa cellen om den inte jämförs som väntat.',
  },
  MIXED_SCRIPTS: {
    severity: 'warning',
    summary: 'Cellen blandar bokstäver ur olika alfabet som ser lika ut.',
    remedy: 'Skriv om cellen; två namn som ser lika ut kan annars vara olika.',
  },
  NUMBER_CELL: {
    severity: 'warning',
    summary: 'Cellen är ett tal i Excel, inte text. Nollor kan ha fallit bort.',
    remedy: 'Låt kolumnen vara text när listan tas ut.',
  },
  FORMULA_CELL: {
    severity: 'info',
    summary: 'Cellen är en formel; värdet som Excel sist räknade ut är läst.',
    remedy: 'Inget behöver göras om värdet är rätt.',
  },
  FORMULA_WITHOUT_VALUE: {
    severity: 'warning',
    summary: 'Cellen är en formel utan uträknat värde och är oläst.',
    remedy: 'Öppna filen i Excel, spara den och läs in igen.',
  },
  ERROR_CELL: {
    severity: 'warning',
    summary: 'Cellen visar ett fel i Excel ({}) och är oläst.',
    remedy: 'Rätta cellen.',
  },
  CELL_COVERED: {
    severity: 'warning',
    summary: 'Cellen är sammanslagen med en annan, som har värdet, och är oläst.',
    remedy: 'Dela upp cellen, och skriv värdet på varje rad som det gäller.',
  },
  TEXT_BESIDE_CELL: {
    severity: 'warning',
    summary: 'Vid cellen står {}. Det läses inte, bara cellens eget värde.',
    remedy: 'Behövs det som står där: skriv det i en kolumn.',
  },
  TABLE_BESIDE: {
    severity: 'warning',
    summary: 'Bredvid listan, efter en tom kolumn, står en tabell ({}). Den läses inte.',
    remedy: 'Hör kolumnerna till listan: ta bort den tomma kolumnen före dem.',
  },
  TEXT_BESIDE_LIST: {
    severity: 'warning',
    summary: 'På bladet står {}. Det som står där läses inte.',
    remedy: 'Behövs det som står där: skriv det i en kolumn på de rader som det gäller.',
  },
  CELL_MERGED: {
    severity: 'warning',
    summary:
      'Cellen är sammanslagen med dem nedanför, till och med rad {}. Bara den första raden har värdet.',
    remedy: 'Dela upp cellen, och skriv värdet på varje rad som det gäller.',
  },
  ROW_STRUCK: {
    severity: 'warning',
    summary: 'Raden är överstruken, helt eller delvis. Den är läst som de andra.',
    remedy: 'Betyder strecket något: skriv det i en kolumn, eller ta bort raden.',
  },
  HIDDEN_ROWS: {
    severity: 'info',
    summary: 'Bladet har {} dolda eller bortfiltrerade rader. De är lästa.',
    remedy: 'Inget behöver göras.',
  },
  DATE_SERIAL_60: {
    severity: 'warning',
    summary: 'Cellen är Excels dag 60, ”29 februari 1900”, som inte finns.',
    remedy: 'Rätta cellen.',
  },
  DATE_OUT_OF_RANGE: {
    severity: 'warning',
    summary: 'Cellen är formaterad som datum men talet ligger utanför det som Excel kan visa.',
    remedy: 'Rätta cellen.',
  },
  DATE_WITH_ZONE: {
    severity: 'warning',
    summary: 'Tidpunkten har en tidszon; den räknas inte om.',
    remedy: 'Ta ut listan med lokal tid.',
  },
  DATE_FORMS_MIXED: {
    severity: 'warning',
    summary: 'Kolumnen skriver datum på flera sätt ({}).',
    remedy: 'Kontrollera att dag och månad inte har bytt plats i någon rad.',
  },
  FREE_TEXT_REFUSED: {
    severity: 'warning',
    summary:
      'Texten är för lång för kolumnen ({} tecken) och är inte inläst: fritext hör inte hemma i registret.',
    remedy: 'Peka ut rätt kolumn i mappningen.',
  },
  MAPPING_REMEMBERED: {
    severity: 'info',
    summary: 'Listan har samma rubriker som en tidigare inläst lista; dess mappning används.',
    remedy: 'Ange --mapping för att läsa den på ett annat sätt.',
  },
  REMARKS_NOT_LISTED: {
    severity: 'warning',
    summary: 'Samma anmärkning gäller så många celler i kolumnen att bara de första är listade: {} i allt.',
    remedy: 'Rätta kolumnen som helhet, och ta ut listan på nytt.',
  },
  COLUMN_NOT_USED: {
    severity: 'info',
    summary: 'Kolumnen läses inte in: den hör inte till det som verktyget behöver.',
    remedy: 'Lägg den i en mappningsfil om den borde vara med.',
  },
  COLUMN_OF_MARKS: {
    severity: 'warning',
    summary: 'Kolumnen läses inte, men märker ut vissa rader: {}.',
    remedy: 'Betyder märket att personen är skyddad: peka ut kolumnen som is_protected i en mappningsfil.',
  },
  COLUMN_READ_AS: {
    severity: 'info',
    summary: 'Kolumnen läses som {}: rubrik och värden säger det.',
    remedy: 'Stämmer det inte: peka ut rätt kolumn i en mappningsfil (overgang map).',
  },
  COLUMN_LOOKS_NEEDED: {
    severity: 'warning',
    summary: 'Kolumnen läses inte, men kan vara {}, som listan annars saknar.',
    remedy: 'Peka ut den i en mappningsfil (overgang map), eller skriv [] där för en kolumn som inte finns.',
  },
  COLUMN_WITHOUT_HEADER: {
    severity: 'warning',
    summary: 'Kolumn {} har värden men ingen rubrik, och läses inte.',
    remedy: 'Ge kolumnen en rubrik om den behövs.',
  },
  MAPPED_HEADER_ABSENT: {
    severity: 'error',
    summary: 'Mappningsfilen pekar ut rubriken ”{}”, som inte finns i listan.',
    remedy: 'Rätta rubriken i mappningsfilen, eller skriv [] för en kolumn som inte finns.',
  },
  COLUMN_ALIKE: {
    severity: 'warning',
    summary:
      'Två kolumner betyder samma sak. {} gäller där den säger något; rader där de skiljer sig är angivna.',
    remedy: 'Se efter vilken som gäller, och peka ut den i en mappningsfil (overgang map).',
  },
  COLUMNS_DIFFER: {
    severity: 'warning',
    summary: 'Två kolumner som betyder samma sak säger olika: {}.',
    remedy: 'Se efter i {source} vilken som stämmer.',
  },
  STAND_IN_WORDS: {
    severity: 'info',
    summary:
      'Kolumnen har ord eller dagar som står för ”inget”, som NULL eller 9999-12-31: {}. De läses som tomma.',
    remedy: 'Inget behöver göras om cellerna skulle ha varit tomma.',
  },
  ID_LOST: {
    severity: 'error',
    summary:
      'Id:t är förstört av ett kalkylprogram (gjort till ett tal, en dag eller ett fel): det går inte att säga vilket det var.',
    remedy: 'Ta ut listan på nytt och låt kolumnen vara text. Verktyget lagar aldrig ett id.',
  },
  ID_AS_NUMBER: {
    severity: 'warning',
    summary: 'Id:t är skrivet som ett tal av ett kalkylprogram. Det läses utan mellanrum och decimaler.',
    remedy: 'Låt kolumnen vara text när listan tas ut.',
  },
  ID_UNLIKE: {
    severity: 'error',
    summary:
      'Cellen ser inte ut som ett id; kanske har ett namn eller ett personnummer hamnat i kolumnen. Den visas inte.',
    remedy: 'Se efter om raden har fått en cell för mycket, och läs in listan igen. Ärendet behöver beslut.',
  },
  ID_FORM_DIFFERS: {
    severity: 'warning',
    summary: 'Några id:n har en annan form än de andra i kolumnen: {}.',
    remedy: 'Se efter om raderna hör till listan.',
  },
  TWO_PERSONS_ON_ID: {
    severity: 'error',
    summary: 'Id:t står för en annan person än {}. Två personer på ett id: ärendet behöver beslut.',
    remedy: 'Se efter i {source} vem ärendet gäller. Verktyget slår aldrig ihop två personer.',
  },
  MENDED_OTHER_CASE: {
    severity: 'warning',
    summary:
      'Raden har fått ett annat id än rad {} i listan som den rättar. Det tidigare ärendet står kvar som det var.',
    remedy:
      'Se efter i {source} vilket id som är rätt. Var det inte meningen: skriv tillbaka id:t och läs in listan igen.',
  },
  PERSON_RENEWED: {
    severity: 'warning',
    summary:
      'Personen är ny här medan ett annat av personens ärenden är borta: samma ärende under nytt nummer? Det räknas inte som avslutat.',
    remedy: 'Se efter i {source}, och fatta beslut i overgang decide.',
  },
  PROTECTION_COLUMN: {
    severity: 'info',
    summary: 'Kolumnen läses som uppgift om skydd: allt utom tomt, ”-” och ett tydligt nej skyddar.',
    remedy: 'Peka ut den i en mappningsfil om den betyder något annat.',
  },
  PROTECTION_ELSEWHERE: {
    severity: 'warning',
    summary: 'Ett ord om skydd står i en kolumn för annat. Personen hanteras som skyddad.',
    remedy: 'Se efter i {source} om personen har skyddade personuppgifter.',
  },
  PROTECTION_BESIDE_CELL: {
    severity: 'warning',
    summary: 'Vid cellen står {}, som talar om skydd. Personen hanteras som skyddad.',
    remedy: 'Se efter i {source} om personen har skyddade personuppgifter.',
  },
  PROTECTION_OF_LIST: {
    severity: 'warning',
    summary: '{} talar om skydd. Alla personer därunder hanteras som skyddade.',
    remedy: 'Gäller det inte alla: ta bort orden, och låt en kolumn säga vilka personer det gäller.',
  },
  PROTECTION_COLUMN_SILENT: {
    severity: 'warning',
    summary:
      'Kolumnen om skydd är tom på varje rad, och säger ingenting. Vad som är känt står kvar: {} fortsatt skyddade.',
    remedy:
      'Se efter i {source} om uttaget har med skyddade personuppgifter. Är ett skydd hävt: skriv Nej på raden.',
  },
  PROTECTION_LIFTED: {
    severity: 'warning',
    summary: 'Raden säger inte längre att personen är skyddad. Det gjorde listan före.',
    remedy:
      'Se efter i {source} att skyddet är hävt. Är det inte det: ta ut listan på nytt, och lägg den här åt sidan.',
  },
  PROTECTION_LIFTED_LATER: {
    severity: 'warning',
    summary: 'Raden säger att personen är skyddad. En senare lista, som redan är inläst, säger det inte.',
    remedy:
      'Se efter i {source} att skyddet är hävt. Är det inte det: ta ut den senare listan på nytt, och lägg den som är inläst åt sidan.',
  },
  PROTECTION_NOT_KEPT: {
    severity: 'error',
    summary: 'Raden säger att en person är skyddad, men en lista av den här sorten kan inte ta in det.',
    remedy:
      'Läs först in en lista över SIP:ar, vårdtillfällen eller patienter som säger det, och ta bort kolumnen här.',
  },
  COLUMN_MISSING: {
    severity: 'warning',
    summary: 'Listan saknar kolumnen {}.',
    remedy: 'Ta med kolumnen i uttaget, eller peka ut den i en mappningsfil (overgang map).',
  },
  PERSON_MISSING: {
    severity: 'warning',
    summary: 'Personnummer saknas.',
    remedy: 'Leta upp personen i {source} och fyll i.',
  },
  PERSON_ODDLY_WRITTEN: {
    severity: 'info',
    summary: 'Personnumret är skrivet på ett ovanligt sätt; dag och kontrollsiffra stämmer, och det är läst.',
    remedy: 'Kontrollera numret, och skriv det som ÅÅÅÅMMDD-NNNN.',
  },
  PERSON_CHECK_DIGIT: {
    severity: 'warning',
    summary: 'Personnumrets kontrollsiffra stämmer inte.',
    remedy: 'Jämför med {source}. Raden är inläst; numret ändras aldrig av verktyget.',
  },
  PERSON_IMPOSSIBLE_DATE: {
    severity: 'warning',
    summary: 'Personnumret innehåller ett datum som inte finns.',
    remedy: 'Jämför med {source}.',
  },
  PERSON_DAMAGED_BY_EXCEL: {
    severity: 'warning',
    summary:
      'Personnumret är skadat, troligen av Excel (tal i stället för text, eller en nolla som fallit bort).',
    remedy: 'Ta ut listan på nytt och låt kolumnen vara text. Verktyget lagar aldrig ett nummer.',
  },
  PERSON_UNKNOWN_FORM: {
    severity: 'warning',
    summary: 'Numret är varken personnummer, samordningsnummer eller ett känt reservnummer.',
    remedy: 'Raden är inläst som den är. Se efter i {source} vem det gäller.',
  },
  PERSON_AMBIGUOUS: {
    severity: 'warning',
    summary: 'Reservnumret passar flera regioners format ({}).',
    remedy: 'Se efter i {source} vilken region som gav numret.',
  },
  PERSON_CENTURY_GUESSED: {
    severity: 'warning',
    summary: 'Numret har tio siffror; seklet är en gissning.',
    remedy: 'Ta ut listan med tolv siffror.',
  },
  PERSON_CONTROL_CHARACTERS: {
    severity: 'warning',
    summary: 'Numret innehåller osynliga tecken.',
    remedy: 'Ta ut listan på nytt, eller rensa cellen.',
  },
  PERSON_NUMBER_IN_TEXT: {
    severity: 'warning',
    summary: 'Ett personnummer står i en kolumn för annat. Det är inte inläst där, och visas aldrig.',
    remedy: 'Ta ut listan med personnummer i en egen kolumn.',
  },
  KOMMUN_MISSING: {
    severity: 'warning',
    summary: 'Kommun saknas.',
    remedy: 'Ange patientens aktuella kommun i {source}, eller fatta beslut i overgang decide.',
  },
  KOMMUN_UNKNOWN: {
    severity: 'warning',
    summary: 'Kommunen är inte en av profilens kommuner.',
    remedy:
      'Lägg stavningen i profilen eller mappningsfilen, eller se efter om patienten hör till en annan region.',
  },
  TERM_NOT_UNDERSTOOD: {
    severity: 'warning',
    summary: 'Värdet finns inte bland de ord som verktyget känner.',
    remedy: 'Lägg ordet i mappningsfilen under "values" (overgang map).',
  },
  DATE_NOT_UNDERSTOOD: {
    severity: 'warning',
    summary: 'Datumet går inte att läsa. Datum skrivs ÅÅÅÅ-MM-DD.',
    remedy: 'Rätta cellen, eller ta ut listan med datum som ÅÅÅÅ-MM-DD.',
  },
  DATE_AMBIGUOUS: {
    severity: 'warning',
    summary: 'Det går inte att se vad som är dag och vad som är månad. Datum skrivs ÅÅÅÅ-MM-DD.',
    remedy: 'Rätta cellen, eller ta ut listan med datum som ÅÅÅÅ-MM-DD.',
  },
  DATE_IMPOSSIBLE: {
    severity: 'warning',
    summary: 'Datumet eller klockslaget finns inte.',
    remedy: 'Rätta cellen.',
  },
  DATE_WITH_TWO_DIGIT_YEAR: {
    severity: 'warning',
    summary: 'Datumet har årtal med två siffror; verktyget gissar inte sekel.',
    remedy: 'Ta ut listan med datum som ÅÅÅÅ-MM-DD.',
  },
  BEGUN_AFTER_GO_LIVE: {
    severity: 'warning',
    summary: 'Ärendet är begunnet här, fast sådana begynns i det nya systemet sedan {}.',
    remedy: 'Tala med enheten: den arbetar i fel system. Ärendet står på listan ”Begunnet i fel system”.',
  },
  ACKNOWLEDGED_AFTER_EXPORT: {
    severity: 'info',
    summary:
      'Kvittensen är daterad efter uttaget: den stänger inget vårdtillfälle förrän ett senare uttag har den.',
    remedy: 'Jämför med {source}, eller läs in ett senare uttag.',
  },
  DATE_AFTER_EXPORT: {
    severity: 'warning',
    summary:
      'Dagen ligger efter uttaget, fast det gäller något som redan ska ha hänt: den räknas först när ett senare uttag har den.',
    remedy: 'Jämför med {source}.',
  },
  DATES_OUT_OF_ORDER: {
    severity: 'warning',
    summary: 'Datumen kommer i fel ordning: {}.',
    remedy: 'Jämför med {source}.',
  },
  SIP_WITHOUT_PART: {
    severity: 'warning',
    summary: 'SIP:en har ingen samordningsansvarig part.',
    remedy: 'Ange samordningsansvar i {source}, eller fatta beslut i overgang decide.',
  },
  UNIT_MISSING: {
    severity: 'warning',
    summary: 'Enhet saknas.',
    remedy: 'Ange enheten i {source}.',
  },
  UNIT_DAY_WITHOUT_UNIT: {
    severity: 'warning',
    summary: 'Profilen har en egen dag för enheter som ingen enhetslista har ({}). Dagen gäller ingen enhet.',
    remedy:
      'Heter enheten något annat i listorna: rätta unitDays i profilen och kör overgang profile apply. Till dess har den sin enhetstyps dag.',
  },
  UNIT_UNKNOWN: {
    severity: 'warning',
    summary: 'Enheten finns inte i enhetslistan.',
    remedy: 'Rätta stavningen, eller läs in en nyare enhetslista.',
  },
  CASE_UNKNOWN: {
    severity: 'warning',
    summary: 'Raden hör till ett ärende som inte finns i någon inläst lista.',
    remedy: 'Läs in den lista som ärendet står i, eller se efter i {source}.',
  },
  PERSON_MAYBE_SAME: {
    severity: 'warning',
    summary:
      'Reservnumret kan gälla samma person som rad {}: samma namn och födelsedag under ett annat nummer.',
    remedy: 'Se efter i {source}. Verktyget slår aldrig ihop två personer.',
  },
  TARGET_PERSON_TWICE: {
    severity: 'warning',
    summary: 'Samma person finns på rad {} i listan: registrerad två gånger i det nya systemet.',
    remedy: 'Se efter i {target} vilken av dem som är rätt. Verktyget slår aldrig ihop två.',
  },
  TARGET_STAY_TWICE: {
    severity: 'warning',
    summary:
      'Personen har ett pågående vårdtillfälle också på rad {} i listan: kanske samma, startat två gånger.',
    remedy: 'Se efter i {target} vilket av dem som är rätt. Verktyget slår aldrig ihop två.',
  },
  TARGET_UNIT_TWICE: {
    severity: 'warning',
    summary: 'Enheten finns också på rad {} i listan: upplagd två gånger i det nya systemet.',
    remedy: 'Se efter i {target} vilken av dem som används.',
  },
  TARGET_NOT_BEGUN: {
    severity: 'info',
    summary:
      'Raden är makulerad eller inte påbörjad i det nya systemet: den visar inte att något är flyttat.',
    remedy: 'Inget behöver göras om det stämmer. Se annars efter i {target}.',
  },
  TARGET_OTHER_PLAN: {
    severity: 'info',
    summary: 'Raden är en annan plan än en SIP: den visar inte att någon SIP är flyttad.',
    remedy:
      'Inget behöver göras om det stämmer. Betyder ordet SIP i er lista: lägg det i mappningsfilen under "values".',
  },
  TARGET_UNDATED: {
    severity: 'warning',
    summary: 'Raden saknar dag då SIP:en skapades: den visar inte att någon SIP är flyttad.',
    remedy: 'Se efter i {target} när den skapades, och ta ut listan på nytt med dagen ifylld.',
  },
  TARGET_WITHOUT_DAYS: {
    severity: 'warning',
    summary:
      'Listan säger inte när SIP:arna skapades: en äldre SIP kan inte skiljas från den flyttade, och räknas som flyttad.',
    remedy:
      'Ta ut listan på nytt med kolumnen Skapad, eller peka ut den i en mappningsfil (overgang map). Saknar nästa lista från {source} en SIP räknas den annars som flyttad om personen står här.',
  },
  TARGET_OTHER_NAME: {
    severity: 'warning',
    summary: 'Personen heter något helt annat i det nya systemet än i det gamla, under samma nummer.',
    remedy:
      'Se efter i {target} att rätt person är registrerad. Till dess visar raden inte att personens ärenden är flyttade.',
  },
  TARGET_OTHER_UNIT: {
    severity: 'warning',
    summary: 'Enheten är en annan i det nya systemet än i det gamla.',
    remedy:
      'Se efter vilken som är rätt; overgang reconcile visar vilka de är. Rätta i {target} om den är fel där.',
  },
  TARGET_OTHER_KOMMUN: {
    severity: 'warning',
    summary: 'Kommunen är en annan i det nya systemet än i det gamla.',
    remedy:
      'Se efter vilken som är rätt; overgang reconcile visar vilka de är. Rätta i {target} om den är fel där. En SIP visar en sådan rad inte flyttad.',
  },
  PERSONS_FIT_TEST_PATTERN: {
    severity: 'info',
    summary:
      '{} följer mönstret för testnummer. Det är bara ett mönster: det avgör inte om personerna är påhittade.',
    remedy: 'Gäller listan verkliga patienter? I produktion får inga testpatienter finnas.',
  },
  PERSONS_MAYBE_REAL: {
    severity: 'warning',
    summary: '{} följer inte mönstret för testnummer och kan vara verkliga.',
    remedy: 'I utbildning och acceptanstest får bara fiktiva patienter finnas.',
  },
  NEEDED_BY_STEP: {
    severity: 'warning',
    summary: 'Uppgift saknas som behövs i {}.',
    remedy: 'Fyll i uppgiften i {source} och ta ut listan på nytt, eller ordna det för hand när steget görs.',
  },
  CONSENT_REFUSED: {
    severity: 'warning',
    summary: 'Samtycke är nekat. Endast personnummer, namn och folkbokföringsadress får lämnas vidare.',
    remedy: 'Ärendet kräver beslut; menprövning kan inte ersätta ett nej.',
  },
  CONSENT_MISSING: {
    severity: 'warning',
    summary: 'Uppgift om samtycke saknas.',
    remedy: 'Inhämta samtycke eller gör menprövning.',
  },
  CASE_REOPENED: {
    severity: 'warning',
    summary: 'Ärendet {} men finns igen.',
    remedy: 'Se efter i {source} varför ärendet är tillbaka. Det klassas och följs upp igen.',
  },
  DECISION_FACTS_CHANGED: {
    severity: 'warning',
    summary: 'Uppgifter som ett beslut vilar på har ändrats: {}. Klassen är kvar som beslutad.',
    remedy:
      'Pröva beslutet igen (overgang explain visar det), och fatta ett nytt med overgang decide om det behövs.',
  },
  DECIDED_CLOSED_LISTED: {
    severity: 'warning',
    summary: 'Ärendet är beslutat som avslutat {}, men listan har det som öppet: det räknas som öppet.',
    remedy: 'Se efter i {source}. Är det avslutat ändå: fatta beslutet på nytt med overgang decide.',
  },
  ROW_NOT_UNDER_HEADERS: {
    severity: 'warning',
    summary:
      'Raden står inte under sina rubriker: det mesta i den går inte att läsa, och enheten läses inte.',
    remedy: 'Rätta raden i listan: något har skjutits åt sidan.',
  },
  UNIT_IS_PERSON: {
    severity: 'warning',
    summary: 'Där en enhet ska stå står personens namn: det läses inte, och visas ingenstans.',
    remedy: 'Rätta cellen, eller kolumnen i mappningen.',
  },
  PROTECTED_PERSON_UNKNOWN: {
    severity: 'warning',
    summary:
      'Raden säger att personen har skyddade personuppgifter, men numret säger inte vem det är: andra ärenden med samma namn och kommun hanteras som skyddade.',
    remedy: 'Rätta numret på raden och läs in listan igen; till dess står raden i overgang inbox.',
  },
  PROTECTED_IDENTITY: {
    severity: 'info',
    summary: 'Personen har skyddade personuppgifter och hanteras i en egen lista av utsedda personer.',
    remedy: 'Lägg inte raden i någon annan lista.',
  },
} as const satisfies Record<string, FindingEntry>;

export type FindingCode = keyof typeof FINDINGS;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Record number in the file, as Excel counts it; null for the list as a whole. */
  readonly row: number | null;
  /** The list's own header; null for the row as a whole. */
  readonly column: string | null;
  /** What fills `{}` in the summary; never an identity or a name. */
  readonly detail: string | null;
  /** Of a row of a Rättningslista, where it is shown: the row that its column Rad says it is of. */
  readonly ofRow?: number | null;
}

/** How many findings of a group are shown one by one. */
export const FIRST_SHOWN = 12;

/** The findings of one code in one column of a list. */
export interface FindingGroup {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** The list's header; null for what is about a whole row or the list itself. */
  readonly column: string | null;
  readonly count: number;
  /** The first of them, at most FIRST_SHOWN. */
  readonly first: readonly Finding[];
}

/** What a region calls the two systems. */
export interface SystemNames {
  readonly source: string;
  readonly target: string;
}

/** What the reader can do, in the region's own systems. */
export const remedyOf = (code: FindingCode, { source, target }: SystemNames): string =>
  FINDINGS[code].remedy.replaceAll('{source}', source).replaceAll('{target}', target);

/** The sentence of a finding. */
export function findingMessage(code: FindingCode, detail: string | null): string {
  return FINDINGS[code].summary.replace('{}', () => detail ?? '');
}

/** The sentence of several findings at once, or of one whose detail is not kept. */
export function findingSummary(code: FindingCode): string {
  return findingMessage(code, '…').replace('….', '…');
}
