import type { ReserveNumberRule } from './person-identity.ts';

const BIRTH_DATE = String.raw`(?:1[89]|2[01])\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`;
const HL7_SWEDEN = 'HL7 Sweden basprofiler R4, PatientIdentifierConformancePatternSE';
const INERA_LOCAL = 'Inera, Personuppgiftstjänsten, "Lokala Reservidn"';

/**
 * The published reservnummer formats the tool knows from the start; a region profile may replace them.
 *
 * Order is the order in which they are reported. The formats overlap (a Dalarna letter covers every
 * Västerbotten number), so a number may fit several: the reader names them all and chooses none.
 * Left out on purpose: Inera Carelink and Halland. Their day 32-59 is all digits, and would turn a mistyped
 * personnummer into a believable reservnummer; a region that needs them adds them in its profile.
 * Source: domain §8 and the `source` of each rule.
 */
export const RESERVE_NUMBER_RULES: readonly ReserveNumberRule[] = [
  {
    name: 'vasternorrland',
    label: 'Region Västernorrland',
    pattern: String.raw`^${BIRTH_DATE}\d{3}R$`,
    birthYearFrom: 'first4',
    source: `Födelsedatum, tre siffror och R: ${HL7_SWEDEN} (Vasternorrland-local-reservnummer).`,
  },
  {
    name: 'nationellt',
    label: 'Nationellt reservnummer',
    // XX: 00 = birth date unknown (running number instead), 22-99 = century + 3, + 6 …; 01-21 are not issued.
    pattern: String.raw`^(?:(?:2[2-9]|[3-9]\d)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|00\d{2}[2-9]\d[45]\d)[A-HJ-NPR-UX-Z]{2}[A-HJ-NPR-UX-Z\d]\d$`,
    birthYearFrom: 'none',
    source:
      'XXYYMMDDNNGC med bokstäver utom I, O, Q, V, W: Inera, Nationellt ReservID specifikation 1.0; kontrollsiffran prövas inte.',
  },
  {
    name: 'stockholm',
    label: 'Region Stockholm',
    pattern: String.raw`^99\d{10}$`,
    check: 'luhn-5-11',
    birthYearFrom: 'none',
    source: `99, årtal, löpnummer och Luhn-siffra över position 5-11: ${INERA_LOCAL} (SLL). Årtalet är året då numret delades ut.`,
  },
  {
    name: 'vastra-gotaland',
    label: 'Västra Götalandsregionen',
    pattern: String.raw`^${BIRTH_DATE}[KMX](?:0[6-9]|[1-8]\d)\d$`,
    birthYearFrom: 'first4',
    source: `Födelsedatum, K/M/X, löpnummer 06-89 och kontrollsiffra: ${INERA_LOCAL} (VGR); kontrollsiffran prövas inte.`,
  },
  {
    name: 'vasterbotten',
    label: 'Region Västerbotten',
    pattern: String.raw`^${BIRTH_DATE}[REKA]\d{3}$`,
    birthYearFrom: 'first4',
    source: `Födelsedatum, R/E/K/A och tre siffror: ${HL7_SWEDEN} (Vasterbotten-local-reservnummer).`,
  },
  {
    name: 'dalarna',
    label: 'Region Dalarna',
    pattern: String.raw`^${BIRTH_DATE}[A-Z]\d{3}$`,
    birthYearFrom: 'first4',
    source: `Födelsedatum, en bokstav och tre siffror: ${HL7_SWEDEN} (Dalarna-local-reservnummer).`,
  },
  {
    name: 'gavleborg',
    label: 'Region Gävleborg',
    pattern: String.raw`^\d{10}[MKX]\d$`,
    birthYearFrom: 'none',
    source: `Åtta siffror, bindestreck, två siffror, M/K/X och en siffra: ${HL7_SWEDEN} (Gavleborg-local-reservnummer).`,
  },
];
