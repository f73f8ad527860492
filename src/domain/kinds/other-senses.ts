import { late } from '../words/late.ts';

/**
 * What holds a word of protection and says something else: of wounds and secretions, of pads and sheltered work, of files
 * that are locked, of a consent that sets sekretess aside. Each is told by what stands right beside the word; one that is
 * not told so protects.
 */
const ABOUT_BODY =
  'hud(?:en)?|häl(?:en|ar|arna)?|sår(?:et|en)?|fot(?:en)?|fötter(?:na)?|ögon(?:en)?|öga(?:t)?|ben(?:et|en)?|armbåg\\p{L}*|tryckpunkter(?:na)?|stomin?|katetern?|infart(?:en)?|förband(?:et)?|pvk|picc(?:-line)?|slemhinn\\p{L}*|tår(?:na)?|nagelband(?:en)?|operationssår(?:et)?';
const AMOUNTS =
  'segt?|sega|rikligt?|mycket|lite|gult?|gulgrönt?|grönt?|vargult?|varigt?|klart?|blodigt?|blodtillblandat|purulent|visköst|tjockt?|seröst|ökat|ökad|minskat|illaluktande|vitt|rosa|brunt|sparsamt|måttligt|hostar? upp|suger|sugs|inget|kvarvarande|vaginalt|tunt|flytande|torrt|löst|slem|fyll[dt]|täppt|problem|besvär|besväras|luftvägs|lossa|mobilisera';

/** With these it is not set aside. */
const NOT = 'ej|inte|icke|aldrig|råder|gäller|men|dock|utan';
const OTHER_WORD = `(?!(?:${NOT})(?!\\p{L}))\\p{L}+`;

/** A letter as it stands in Swedish texts: all of Latin-1. One that knows every letter takes milliseconds to make. */
const LETTER = '[a-zß-öø-ÿ]';

/** What only looks like a word with a stem; made when a text holds that. */
const sense = (...sources: readonly string[]): (() => RegExp) =>
  late(() => new RegExp(sources.join('|').replaceAll('\\p{L}', LETTER), 'giu'));

const OTHER_SENSES: readonly (readonly [stem: string, sense: () => RegExp])[] = [
  [
    'sekret',
    sense(
      // Secretions.
      `(?<!\\p{L})(?:${AMOUNTS})(?: (?:med|av|och))? sekret(?!\\p{L}|\\.\\S)`,
      '(?<!\\p{L})sekret (?:från|ur|i|vid|på|kring|runt|rinner|kommer|sugs|avgår)(?!\\p{L})',
      '(?<!\\p{L})sekret(?:et|ets|ion|ionen|orisk|oriska|stagnation|mobiliser\\p{L}*|prov|odling)\\p{L}*',
    ),
  ],
  [
    'skydd',
    sense(
      // The body, and sheltered work.
      `(?<!\\p{L})(?:${ABOUT_BODY}) (?:(?:är|ska|skall|bör|måste|kan|hålls?|väl|som|ska vara|bör vara|behöver) )*skydda[dst]e?(?!\\p{L}| (?:identitet|person|adress|uppg|folkbok|boende|id(?!\\p{L})))`,
      `(?<!\\p{L})skydda(?:d|t|de|s) (?:${ABOUT_BODY})(?!\\p{L})`,
      '(?<!\\p{L})skydda(?:d|t|de) (?:verkstad|verkstäder|verksamhet|arbete|anställning|sysselsättning)\\p{L}*',
      'oskydda(?:d|t|de)(?!\\p{L})',
      '(?:skriv|lösenords?|kod|upphovsrätts?|copyright|varumärkes?|barn|sol|vind|fukt|vatten|brand|stöt)-?skydda(?:d|t|de)(?!\\p{L})',
      '(?:inkontinens|brand|hud|sår|trycksårs?|tryck|fall|häl|höft|säng|madrass|armbågs|barriär|mun|andnings|hörsel|ansikts|sol|insekts|mygg|smitt|data|arbetar|väder|kant|sänggrinds|blöj|urin|knä|tand|bett|regn|stick|över)s?skydd(?:et|s|en|a)?(?!a[dt])\\p{L}*',
      'skydds(?:kläd|utrust|handsk|glasög|förkläd|sko|rock|rond|ombud|ingenjör|barriär|effekt|faktor|åtgärd|bedömning|värn|nät|räck|grind|madrass|hjälm)\\p{L}*',
    ),
  ],
  [
    'hot',
    sense(
      // Threats that are of no person.
      '(?<!\\p{L})hotade? (?:abort|fot|ben|extremitet\\p{L}*|cirkulation|vitalfunktion\\p{L}*|luftväg\\p{L}*|förtidsbörd|missfall)',
    ),
  ],
  [
    'anonym',
    sense(
      // Who wishes to stay unknown.
      '(?<!\\p{L})anonym(?:t|a)? (?:anm\\p{L}*|tips|giv\\p{L}*|donator\\p{L}*|brev|samtal|enkät\\p{L}*|alkohol\\p{L}*|narkoman\\p{L}*|orosanm\\p{L}*|stöd\\p{L}*|rådgiv\\p{L}*)',
    ),
  ],
  [
    'lämn',
    sense(
      // What is kept from patients, and is no word of them.
      '(?<!\\p{L})(?:läkemed(?:el|let|len)|medicin(?:en|er|erna)?|nyck(?:el|eln|lar|larna)|recept(?:et)?|narkotika|dosett(?:en|er)?|apodos|cigaretter(?:na)?|pengar(?:na)?|hjälpmed(?:el|let|len)|mat(?:en)?|material(?:et)?|prover|rullator(?:n)?) (?:(?:får|ska|skall|kan|bör|har) )?(?:(?:ej|inte|icke) (?:lämnas ut|utlämn\\p{L}*)|(?:ut)?lämnas? (?:ej|inte|icke)(?: ut)?|utlämnas (?:ej|inte|icke))',
    ),
  ],
  [
    'sekretess',
    sense(
      // A consent sets sekretess aside; that it may not be set aside protects.
      `(?<!\\p{L})(?<!(?:${NOT}) )(?:bryt|brut|bröt|häv|efterge|lätta)\\p{L}* (?:${OTHER_WORD} ){0,2}sekretess(?:en)?(?!\\p{L})`,
      `(?<!\\p{L})sekretess(?:en)? (?:${OTHER_WORD} ){0,6}(?:bryt|brut|bröt|hävd|hävs|häves|efterge|lättad)\\p{L}*(?! (?:${NOT})(?!\\p{L}))`,
      'sekretessbryt\\p{L}*',
    ),
  ],
  [
    'sekr',
    sense(
      // Who sits in an office.
      '(?<!\\p{L})(?:med(?=[.-])|medicinsk|läk|läkar|vård|avd|adm|admin|chefs?|dir|soc|social|bitr|handl|mott|mottagn|utredn|nämnds?|kansli|klin)[.-]? ?sekr(?!\\p{L})',
    ),
  ],
  [
    'spärr',
    sense(
      // What turns, and what is turned.
      'spärr(?:hak|vakt|ventil)\\p{L}*|(?<!\\p{L})spärr(?:en)? (?:i|på) (?:axel|rygg|nack|höft|knä|led|rullator|rullstol|säng|dörr|spis)\\p{L}*',
    ),
  ],
];

/** Pads and dressings: told by what is done with them, or what else the clause speaks of. */
const PAD = sense(
  '(?<!\\p{L})(?:byt(?:a|er|t|te)|byte av|stort|litet|små|stora|mindre|större|nytt|tunt|tjockt|blött|vått) skydd(?!\\p{L})|(?<!\\p{L})skydd(?:et|en)? (?:byts|byttes|bytes|nattetid|dygnet runt|x ?\\d|(?:vid|mot|för) (?:toalett|inkontinens|läckage|urin|dusch|infektion|smitta|tryck|fukt|kyla|sol|insekt|mygg)\\p{L}*)',
);
const ANY_PAD = sense('(?<!\\p{L})skydd(?:et|en)?(?!\\p{L})');
const OF_CARE = sense(
  '(?<!\\p{L})(?:tena|inkontinen\\p{L}*|blöj\\p{L}*|läckage|urinläckage|toalettbesök|trycksår|munskydd|handskar)(?!\\p{L})',
);

/** A text without what only looks like a word of protection. */
export function withoutOtherSenses(text: string): string {
  const small = text.toLowerCase();
  let rest = text;
  for (const [stem, other] of OTHER_SENSES) if (small.includes(stem)) rest = rest.replace(other(), ' ');
  if (!small.includes('skydd') || rest.search(ANY_PAD()) < 0) return rest;
  return rest
    .replace(PAD(), ' ')
    .replaceAll(/[^.,:;!?()/]+/gu, (clause) =>
      clause.search(OF_CARE()) < 0 ? clause : clause.replace(ANY_PAD(), ' '),
    );
}

/** "Sekretesskyddad handling", "Sekretessmarkerade dokument": of no person. */
const OF_DOCUMENTS = late(
  () =>
    /(?<!\p{L})(?:sekretess-?|sekretes)?(?:skydda[dt]e?|markera[dt]e?) (?:handling|dokument|information|material|blankett|utskrift|försändelse|e-?post|filen|filer|mapp|länk)\p{L}*/giu,
);
/** "Utskrivet av Eva Skydd": whoever is called so. */
const CALLED_SO = late(
  () =>
    /(?<!\p{L})(?:[Aa]v|[Aa]nsvarig|[Hh]andläggare|[Kk]ontakt(?:person|a)?|[Rr]ing|[Mm]vh|[Hh]älsningar|[Ss]ign(?:atur)?)[:,]? (?:\p{Lu}[\p{Ll}-]+ ){1,2}Skydd(?!\p{L})/gu,
);

/** A text that stands outside the rows without what it says of documents, and of who made them. */
export const withoutDocuments = (text: string): string =>
  text.replace(OF_DOCUMENTS(), ' ').replace(CALLED_SO(), ' ');
