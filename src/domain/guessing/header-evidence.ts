import type { Profile } from '../profile/profile-schema.ts';
import { fold } from '../words/fold.ts';
import { kindOf, type Field, type KindName } from '../kinds/kinds.ts';

/**
 * What a header says about the canonical column it may lead to. A known spelling is knowledge; everything else here
 * is a pointer, told with how much of the header it explains.
 */
type HeaderLevel =
  /** A spelling that the product or the profile knows. */
  | 'known'
  /** The letters of a known spelling; only space, punctuation or accents differ. */
  | 'same-letters'
  /** One letter from a known spelling. */
  | 'near'
  /** Holds a word that belongs to the column. */
  | 'points'
  /** Holds a word that may belong to the column. */
  | 'hints'
  | 'none';

export interface HeaderEvidence {
  readonly level: HeaderLevel;
  /** 0–1, for choosing among columns. */
  readonly score: number;
  /** How much of the header the word explains, 0–1. */
  readonly coverage: number;
}

interface Stems {
  /**
   * Words a header may hold, with commas between; of several in one entry all must be there. Longer than three
   * letters: anywhere in a word; three: the whole word or its end (`plantyp`); shorter: the whole word. `~`: a hint.
   */
  readonly points: string;
  /** Words that say that the header is about something else. */
  readonly never?: string;
}

const OTHER_PERSON =
  'närst, anhör, kontaktp, personal, handlägg, användar, vårdnadsh, förälder, ombud, make, maka, gode man, hsa, läkare, registr';

const PERSON: Stems = {
  points:
    'pnr, personn, persnr, person nr, person id, personid, personidentitet, födelsedat, födelsenr, födelsenum, patientid, patient id, brukarid, brukare id, identitetsbet, identitet, samordningsn, reservn, ssn, ~patient, ~person, ~brukare, ~klient, ~individ, ~invånare, ~id',
  never: `${OTHER_PERSON}, löpn`,
};
const NAME: Stems = {
  points: 'namn, ~patient, ~brukare, ~klient, ~person, ~individ, ~invånare',
  never: `${OTHER_PERSON}, enhet, avdeln, ansvarig, central, kommun, fil, mottag, avsänd, klinik, verksamh, samordn, roll, huvudman, skapad, listad, team, boende, pnr, nummer`,
};
const KOMMUN: Stems = {
  points: 'kommun, municip, hemort, ~ort, ~bostadsort, ~kn',
  never: 'kommunik, kommunal, kommunens, handlägg, enhet, kontakt, bistånd',
};
const CONSENT: Stems = {
  points: 'samtyck, medgiv, godkänn',
  never: 'npö, journal, sammanhåll, 1177, datum, forskn, kvalitetsreg',
};
const PROTECTED: Stems = {
  points: 'skydd, sekr, spärrmark, finger, skyddsmark',
  never: 'datum, ombud, sekreter',
};
const ROLE: Stems = {
  points:
    'roll, yrke, profession, befattning, titel, yrkeskat, funktion, samordningsansvarig, ~samordnare, ~samordn, ~ansvarig',
  never: 'enhet, huvudman, kommun, datum, kontroll, namn',
};
const HALSOCENTRAL: Stems = {
  points:
    'hälsocentral, vårdcentral, listad, listning, hc, vc, husläk, vårdval, familjeläk, primärvårdsenhet',
  never: 'datum',
};
const VARDTILLFALLE_ID = 'vårdtillf, vtf, vt, vtnr, vård tillf, vårdepisod, vårdkontaktid, slutenvårdstillf';
const PART: Stems = {
  points:
    'samordningsansv, samordn ansv, ansvarig part, ansvarig huvudman, ansvarig verksamhet, ansvarig vårdgivare, ansvarig aktör, part, huvudman, samordn, ~aktör, ~vårdgren, ~verksamhet, ~vårdgivare, ~vårdnivå, ~organisation, ~ansvar, ~sektor, ~förvaltning, ~ägare',
  never: 'enhet, roll, datum, initi, kalla, yrke, titel, befatt, namn, partner, samordnare',
};
const SIP_STATUS: Stems = {
  points: 'status, läge, tillstånd, ~aktiv, ~pågå',
  never: 'kall, samtyck, kvitt, medd, civil, skydd, vård, vtf, boende',
};
const OTHER_DAYS = 'född, födel, kvitt';

/** Swedish words per kind and column, beyond the known spellings. To teach `map` a word: add it here. */
const STEMS: Readonly<Record<KindName, Readonly<Record<string, Stems>>>> = {
  sip: {
    sip_id: {
      points:
        'sip id, sip nr, sip nummer, sipid, sipnr, sipnum, sip ref, plan nr, plan id, plan nummer, planid, plannr, plannum, planens nummer, plan bet, ~ärende, ~id, ~nr, ~nummer, ~löpnr, ~referens, ~ref, ~beteckn, ~diarie, ~nyckel',
      never: 'person, patient, hsa, vårdt, vtf, medd, telefon, tel, kommun, post, enhet, födel',
    },
    person_id: PERSON,
    name: NAME,
    kommun: KOMMUN,
    unit: {
      points:
        'ansv enhet, ansvarig enhet, samordn enhet, enhet, mottagning, arbetsplats, arbetsställe, ~avdelning, ~team, ~organisation, ~instans, ~verksamhet',
      never: 'hsa, kod, typ, hemsjukv, listad, inskr, avsänd, central',
    },
    role: ROLE,
    part: PART,
    plan_form: {
      points: 'planform, plantyp, plan form, typ plan, sorts plan, planslag, form, typ, slag, ~plan, ~sort',
      never: 'vård, möte, boende, enhet, inform',
    },
    status: SIP_STATUS,
    phase: { points: 'fas, skede, steg, process, moment, ~läge' },
    started_on: {
      points: 'start, påbörj, skapa, öppn, inled, upprätt, initi, registr, ~från, ~datum, ~dag',
      never: `${OTHER_DAYS}, inskr, utskr, slut, möte, ändr, senast, uppd, aktiv`,
    },
    changed_on: {
      points: 'ändr, uppdat, senast, aktivitet, modif, redig, rörd, sparad, händelse, ~datum, ~dag',
      never: `${OTHER_DAYS}, möte, inskr, utskr`,
    },
    meeting_on: {
      points: 'möte, sammantr, träff, planeringsdat, sip datum, ~planer, ~dag',
      never: `${OTHER_DAYS}, plats, form, länk, typ, deltag, kallelse`,
    },
    consent: CONSENT,
    is_protected: PROTECTED,
    vardtillfalle_id: { points: `${VARDTILLFALLE_ID}, ~inneliggande`, never: 'status, start, slut' },
  },
  vardtillfalle: {
    vardtillfalle_id: {
      points: `${VARDTILLFALLE_ID}, ~episod, ~ärende, ~id, ~nr, ~nummer, ~löpnr, ~referens, ~ref, ~beteckn`,
      never: 'person, patient, hsa, medd, telefon, tel, sip, plan, status, enhet, kommun',
    },
    person_id: PERSON,
    name: NAME,
    kommun: KOMMUN,
    unit: {
      points: 'avdeln, avd, vårdenhet, enhet, klinik, sjukhus, ~plats, ~mottagning, ~vårdande',
      never: 'hsa, kod, typ, listad, hemsjukv, central, vårdform',
    },
    care_form: {
      points:
        'vårdform, vårdtyp, vårdslag, typ vård, form vård, vårdområde, ~verksamhet, ~form, ~typ, ~slag, ~område, ~specialitet, ~klinik',
      never: 'inform, boende',
    },
    admitted_at: {
      points: 'inskr, inlagd, inlägg, intag, ankom, in, vårdstart, start, ~påbörj, ~från, ~from, ~datum',
      never: `${OTHER_DAYS}, meddel, utskr, planer, beräkn, klar`,
    },
    expected_discharge_on: {
      points:
        'beräkn, prel, planer utskr, planer hem, planerad, förvänt, förmod, prognos, ber utskr, förv utskr, förv hem, bedömd utskr, trolig, uppskatt, tänkt, ~plan',
      never: `${OTHER_DAYS}, klar, meddel`,
    },
    ready_at: {
      points:
        'utskrivningsklar, utskr klar, utskrklar, klar, uk, färdigbeh, färdigvård, medicinskt färdig, hemgångsklar, ~färdig',
      never: `${OTHER_DAYS}, makul, förklar, beräkn, prel, planer`,
    },
    discharged_at: {
      points:
        'utskr, hemgång, hemskriv, hemgått, faktisk, vårdslut, avgång, ut, ~slut, ~avslut, ~till, ~tom, ~lämn, ~hem',
      never: `${OTHER_DAYS}, klar, beräkn, prel, planer, förv, förmod, meddel, trolig, tänkt, uppskatt, ber, makul, prognos`,
    },
    deceased_on: { points: 'avlid, död, döds, deceased' },
    status: {
      points: 'status, läge, tillstånd, ~aktiv, ~pågå',
      never: 'kall, samtyck, kvitt, medd, civil, skydd, sip, plan, betal, boende',
    },
    consent: CONSENT,
    halsocentral: HALSOCENTRAL,
    is_protected: PROTECTED,
  },
  meddelande: {
    meddelande_id: {
      points:
        'medd id, medd nr, medd nummer, meddid, meddnr, meddelandeid, meddelandenr, meddelandenum, medd ref, medd bet, ~löpnr, ~id, ~nr, ~nummer, ~ref, ~referens, ~beteckn',
      never: 'ärende, vtf, vårdt, sip, plan, hsa, gäller, avser, tillhör',
    },
    case_id: {
      points: `ärende, gäller, avser, koppl, tillhör, hör, sip, plan, ${VARDTILLFALLE_ID}, ~ref, ~referens, ~id, ~nr`,
      never: 'medd, status, typ, hsa, person',
    },
    type: {
      points: 'typ, sort, slag, kategori, art, ~rubrik, ~meddelande, ~benämn',
      never: 'nr, id, enhet, datum',
    },
    from_unit: {
      points: 'avs, avsänd, från, sänd, skickat av, skickad av, utgående',
      never: 'datum, tid, kvitt',
    },
    to_unit: { points: 'mott, till, adressat', never: 'tillf, tillh, datum, tid' },
    sent_at: {
      points:
        'skick, sänd, sänt, utgick, ivägsk, medd datum, medd tid, tidpunkt, registr, skapa, ~datum, ~tid, ~dag',
      never: 'kvitt, läst, mott, bekräft',
    },
    is_information_only: { points: 'kännedom, fk, info, kopia, cc', never: 'kvitt' },
    acknowledged_at: {
      points: 'kvitt, läst, bekräft, mottaget, mottagen, besvar',
      never: 'krav, krävs, av',
    },
  },
  patient: {
    person_id: PERSON,
    name: NAME,
    kommun: KOMMUN,
    housing: {
      points: 'boende, boform, bostadstyp, bostadsform, ~bostad, ~bor',
      never: 'enhet, adress, kommun',
    },
    hemsjukvard_unit: { points: 'hemsjukv, hsv, hemvård, ~enhet, ~kommunal', never: 'listad' },
    temporary_address: {
      points: 'vistelse, tillfäll, ~adress',
      never: 'folkbok, mejl, mail, epost, kommun',
    },
    has_next_of_kin: { points: 'närst, anhör', never: 'pnr, person, namn, telefon, tel' },
    halsocentral: HALSOCENTRAL,
    is_protected: PROTECTED,
  },
  enhet: {
    hsa_id: { points: 'hsa' },
    name: {
      points: 'enhet, namn, benämn, ~beskriv',
      never: 'typ, hsa, kod, kommun, person, patient',
    },
    type: { points: 'typ, kategori, slag, sort, ~verksamhet' },
    kommun: KOMMUN,
    part: PART,
  },
  lcsp_sip: {
    person_id: PERSON,
    name: NAME,
    created_on: {
      points: 'skapa, registr, upprätt, start, påbörj, öppn, ~datum, ~dag',
      never: `${OTHER_DAYS}, ändr, möte`,
    },
    role: ROLE,
    unit: {
      points: 'enhet, mottagning, arbetsplats, ~avdelning, ~team',
      never: 'hsa, kod, typ',
    },
    status: SIP_STATUS,
    type: { points: 'typ, sort, slag, ~form', never: 'enhet, vård' },
  },
};

/** Headers of goals, kartläggning and other free text: never taken in (domain §9, minimisation). */
const FREE_TEXT =
  /(?<!\p{L})(?:\p{L}*mål(?:en|et|sättning(?:ar)?)?|(?:huvud|del)mal|mal)(?!\p{L})|kartl[äa]gg|anteckn|diagnos|orsak|fritext|kommentar|notering|beskrivning|bed[öo]mning|sammanfattning|behov|[åa]tg[äa]rd|insats|l[äa]kemedel|ordination|(?<!\p{L})text(?!\p{L})|(?:meddelande|antecknings)text/iu;

/** Whether a header is of such text. */
export function isFreeTextHeader(header: string): boolean {
  return FREE_TEXT.test(header.normalize('NFC'));
}

/** A kommun that need not be where the patient is now (domain §3: three kommuner are kept apart). */
export function isOtherKommunHeader(header: string): boolean {
  const words = plainWords(header);
  return ['folkbok', 'skriven', 'mantal', 'placer', 'betal', 'remit', 'tidigare', 'ursprung', 'bostad'].some(
    (word) => holds(words, word),
  );
}

/** Words in lower case without accents; `PlanNr` is two. */
export function plainWords(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== '');
}

/** Words that every header may hold and that say nothing of which column it is. */
const FILLERS = new Set(
  plainWords(
    'datum dat dag tid tidpunkt kl klockslag för av på den det i och patientens patient pat pt senaste',
  ),
);
const TAIL = /(?:datum|tidpunkt|nummer|dag|tid|kod|namn|nr|id)$/u;

const letters = (words: readonly string[]): number => words.reduce((sum, word) => sum + word.length, 0);

function holds(words: readonly string[], word: string): boolean {
  return words.some((own) =>
    word.length > 3 ? own.includes(word) : own === word || (word.length === 3 && own.endsWith(word)),
  );
}

interface Phrase {
  readonly isHint: boolean;
  readonly words: readonly string[];
}

const read = new Map<string, readonly Phrase[]>();

/** `ansv enhet, ~team` as phrases; each list is read once. */
function phrasesOf(list = ''): readonly Phrase[] {
  const phrases =
    read.get(list) ??
    list
      .split(',')
      .map((phrase) => ({ isHint: phrase.includes('~'), words: plainWords(phrase) }))
      .filter(({ words }) => words.length > 0);
  read.set(list, phrases);
  return phrases;
}

interface KnownHeaders {
  readonly folded: ReadonlySet<string>;
  /** Their letters and digits alone. */
  readonly squashed: ReadonlySet<string>;
}

const knownHeaders = new WeakMap<Profile, Map<string, KnownHeaders>>();

/** The spellings that lead to a column; each column's are read once. */
function knownHeadersOf(kind: KindName, field: Field, profile: Profile): KnownHeaders {
  let ofProfile = knownHeaders.get(profile);
  if (ofProfile === undefined) knownHeaders.set(profile, (ofProfile = new Map<string, KnownHeaders>()));
  const name = `${kind} ${field.name}`;
  let known = ofProfile.get(name);
  if (known === undefined) {
    const own = profile.headers[kind]?.[field.name] ?? [];
    const spellings = [field.name, field.label, ...field.headers, ...own];
    known = {
      folded: new Set(spellings.map(fold)),
      squashed: new Set(spellings.map((spelling) => plainWords(spelling).join(''))),
    };
    ofProfile.set(name, known);
  }
  return known;
}

const none: HeaderEvidence = { level: 'none', score: 0, coverage: 0 };

/** What a header says for one column of a kind. */
export function headerEvidence(
  kind: KindName,
  field: Field,
  header: string,
  profile: Profile,
): HeaderEvidence {
  const known = knownHeadersOf(kind, field, profile);
  if (known.folded.has(fold(header))) return { level: 'known', score: 1, coverage: 1 };
  const words = plainWords(header);
  const stems = STEMS[kind][field.name];
  const isNever = phrasesOf(stems?.never).some((phrase) => phrase.words.every((word) => holds(words, word)));
  if (words.length === 0 || isNever) return none;
  const squashed = words.join('');
  if (known.squashed.has(squashed)) return { level: 'same-letters', score: 0.96, coverage: 1 };
  if ([...known.squashed].some((spelling) => isOneLetterOff(spelling, squashed)))
    return { level: 'near', score: 0.88, coverage: 0.9 };
  return phrasesOf(stems?.points)
    .map((phrase) => phraseEvidence(phrase, words))
    .reduce((best, next) => (next.score > best.score ? next : best), none);
}

/** Whether a header speaks of the number of a case of a kind, beyond what every number is called. */
export function speaksOfCase(kind: KindName, header: string, profile: Profile): boolean {
  const field = kindOf(kind).fields.find(({ name }) => name === kindOf(kind).identifiedBy);
  if (field === undefined) return false;
  const { level } = headerEvidence(kind, field, header, profile);
  return level === 'hints' ? plainWords(header).some((word) => word.startsWith('arende')) : level !== 'none';
}

function phraseEvidence({ words: parts, isHint }: Phrase, words: readonly string[]): HeaderEvidence {
  if (!parts.every((part) => holds(words, part))) return none;
  const telling = words.filter((word) => !FILLERS.has(word)).map((word) => word.replace(TAIL, '') || word);
  const coverage = Math.min(1, letters(parts) / Math.max(1, letters(telling.length === 0 ? words : telling)));
  return isHint
    ? { level: 'hints', score: 0.25 + 0.15 * coverage, coverage }
    : { level: 'points', score: 0.55 + 0.3 * coverage, coverage };
}

/** A slip of one letter in a word long enough for it to be one; "in" and "ut" are two letters apart. */
function isOneLetterOff(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 6 || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const restA = a.slice(at);
  const restB = b.slice(at);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
