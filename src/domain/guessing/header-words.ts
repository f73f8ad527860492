import type { KindName } from '../kinds/kinds.ts';

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

/** What sorts of things are called, in whatever list. */
const SORT = 'typ, type, kind, category, kategori, sort, slag, art, mall';

const PERSON: Stems = {
  points:
    'pnr, personn, persnr, person nr, person id, personid, personidentitet, födelsedat, födelsenr, födelsenum, patientid, patient id, brukarid, brukare id, identitetsbet, identitet, samordningsn, reservn, ssn, personal number, identity number, personal identity, national id, citizen, civic, personbet, personbeteckn, pers id, ~patient, ~person, ~brukare, ~klient, ~individ, ~invånare, ~id',
  never: `${OTHER_PERSON}, löpn`,
};
const NAME: Stems = {
  points: 'namn, name, ~patient, ~brukare, ~klient, ~person, ~individ, ~invånare',
  never: `${OTHER_PERSON}, enhet, avdeln, ansvarig, central, kommun, fil, mottag, avsänd, klinik, verksamh, samordn, roll, huvudman, skapad, listad, team, boende, pnr, nummer, unit, ward, responsible, next of kin`,
};
const KOMMUN: Stems = {
  points: 'kommun, municip, hemort, ~ort, ~bostadsort, ~kn',
  never: 'kommunik, kommunal, kommunens, handlägg, enhet, kontakt, bistånd',
};
const CONSENT: Stems = {
  points:
    'samtyck, samt, medgiv, godkänn, consent, permission, agrees, agreed, får dela, får delas, tillåt, tillåtelse',
  never: 'npö, journal, sammanhåll, 1177, datum, forskn, kvalitetsreg',
};
const PROTECTED: Stems = {
  points:
    'skydd, sekr, spärrmark, finger, skyddsmark, hemlig, kvarskriv, dold identitet, protected, confidential, secrecy, secret',
  never: 'datum, ombud, sekreter',
};
const ROLE: Stems = {
  points:
    'roll, yrke, profession, befattning, titel, yrkeskat, funktion, role, occupation, job title, tjänstetitel, samordningsansvarig, ~samordnare, ~samordn, ~ansvarig',
  never: 'enhet, huvudman, kommun, datum, kontroll, namn',
};
const HALSOCENTRAL: Stems = {
  points:
    'hälsocentral, vårdcentral, listad, listning, hc, vc, husläk, vårdval, familjeläk, primärvårdsenhet, health cent, halsocent, primary care, family doctor, general practi, gp',
  never: 'datum',
};
const VARDTILLFALLE_ID =
  'vårdtillf, vtf, vt, vtnr, vård tillf, vårdepisod, vårdkontaktid, slutenvårdstillf, vårdtillfälle, care episode, care contact, encounter';
const PART: Stems = {
  points:
    'samordningsansv, samordn ansv, ansvarig part, ansvarig huvudman, ansvarig verksamhet, ansvarig vårdgivare, ansvarig aktör, part, huvudman, samordn, samo ansv, responsible party, responsible org, principal, ~aktör, ~vårdgren, ~verksamhet, ~vårdgivare, ~vårdnivå, ~organisation, ~ansvar, ~sektor, ~förvaltning, ~ägare',
  never: 'enhet, roll, datum, initi, kalla, yrke, titel, befatt, namn, partner, samordnare',
};
const SIP_STATUS: Stems = {
  points: 'status, stat, läge, tillstånd, state, ~aktiv, ~pågå',
  never: 'kall, samtyck, kvitt, medd, civil, skydd, vårdt, vårde, vårdstatus, vtf, boende',
};
const OTHER_DAYS = 'född, födel, kvitt';

const WARD: Stems = {
  points:
    'avdeln, avd, vårdenhet, vardenh, enhet, klinik, sjukhus, ward, unit, department, dept, clinic, hospital, ~plats, ~mottagning, ~vårdande',
  never: 'hsa, kod, typ, listad, hemsjukv, central, vårdform',
};
const CARE_FORM: Stems = {
  points:
    'vårdform, vårdf, vårdtyp, vårdslag, care type, type of care, care form, typ vård, form vård, vårdområde, ~verksamhet, ~form, ~typ, ~slag, ~område, ~specialitet, ~klinik',
  never: 'inform, boende',
};
const ADMITTED: Stems = {
  points:
    'inskr, inlagd, inlägg, intag, ankom, in, kom in, togs in, lades in, vårdstart, start, admitted, admission, admit, ~påbörj, ~från, ~from, ~datum',
  never: `${OTHER_DAYS}, meddel, utskr, planer, beräkn, klar, discharge, expected, ready, system, registr`,
};
const DISCHARGED: Stems = {
  points:
    'utskr, hemgång, hemskriv, hemgått, gick hem, åkte hem, lämnade, faktisk, actual, vårdslut, avgång, ut, discharged, discharge, ~slut, ~avslut, ~till, ~tom, ~lämn, ~hem',
  never: `${OTHER_DAYS}, klar, redo, färdig, beräkn, prel, planer, förv, förmod, meddel, trolig, tänkt, uppskatt, ber, berutskr, bedöm, makul, prognos, tros, väntas, antas, troligen, kommer, expected, planned, ready, fit for, estimated`,
};
const STAY_STATUS: Stems = {
  points: 'status, stat, läge, tillstånd, state, ~aktiv, ~pågå',
  never: 'kall, samtyck, kvitt, medd, civil, skydd, sip, plan, betal, boende',
};
const HOUSING: Stems = {
  points: 'boende, boform, bostadstyp, bostadsform, housing, accommodation, ~bostad, ~bor',
  never: 'enhet, adress, kommun',
};
const HEMSJUKVARD: Stems = { points: 'hemsjuk, hsv, hemvård, home care, ~enhet, ~kommunal', never: 'listad' };
const CREATED: Stems = {
  points:
    'skapa, skap, registr, upprätt, start, påbörj, öppn, inled, upplagd, lades upp, lades in, lagd i system, inlagd system, införd, aktualis, created, creation, started, entered, ~datum, ~dag',
  never: `${OTHER_DAYS}, ändr, möte`,
};
const UNIT: Readonly<Record<string, Stems>> = {
  hsa_id: { points: 'hsa' },
  name: {
    points: 'enhet, namn, benämn, unit, name, arbetsställe, enhn, ~beskriv',
    never: 'typ, type, hsa, kod, kommun, person, patient',
  },
  type: { points: `${SORT}, inriktn, ~verksamhet` },
  kommun: KOMMUN,
  part: PART,
};

/** Swedish words per kind and column, beyond the known spellings. To teach `map` a word: add it here. */
export const STEMS: Readonly<Record<KindName, Readonly<Record<string, Stems>>>> = {
  sip: {
    sip_id: {
      points:
        'sip id, sip nr, sip nummer, sipid, sipnr, sipnum, sip ref, plan nr, plan id, plan nummer, planid, plannr, plannum, planens nummer, planens löpn, plan bet, sipident, sip ident, ~ärende, ~id, ~nr, ~nummer, ~löpnr, ~referens, ~ref, ~beteckn, ~diarie, ~nyckel',
      never: 'person, patient, hsa, vårdt, vtf, medd, telefon, tel, kommun, post, enhet, födel',
    },
    person_id: PERSON,
    name: NAME,
    kommun: KOMMUN,
    unit: {
      points:
        'ansv enhet, ansvarig enhet, samordn enhet, samo enhet, enhet, unit, ward, department, mottagning, arbetsplats, arbetsställe, ~avdelning, ~team, ~organisation, ~instans, ~verksamhet',
      never: 'hsa, kod, typ, hemsjukv, listad, inskr, avsänd, central',
    },
    role: ROLE,
    part: PART,
    plan_form: {
      points: `planform, plantyp, plan form, typ plan, sorts plan, planslag, form, ${SORT}, plan type, ~plan`,
      never: 'vårdform, vårdtyp, vårdnivå, vårdenhet, vårdtillf, möte, boende, enhet, inform',
    },
    status: SIP_STATUS,
    phase: { points: 'fas, phase, skede, steg, process, moment, ~läge' },
    started_on: {
      points:
        'start, påbörj, skapa, öppn, inled, upprätt, initi, registr, started, created, opened, ~från, ~datum, ~dag',
      never: `${OTHER_DAYS}, inskr, utskr, slut, möte, ändr, senast, uppd, aktiv`,
    },
    changed_on: {
      points:
        'ändr, aendr, andr, chng, chg, uppdat, senast, aktivitet, modif, changed, updated, last activity, redig, rörd, sparad, händelse, ~datum, ~dag',
      never: `${OTHER_DAYS}, möte, inskr, utskr`,
    },
    meeting_on: {
      points: 'möte, moete, motes, meeting, sammantr, träff, planeringsdat, sip datum, ~planer, ~dag',
      never: `${OTHER_DAYS}, plats, form, länk, typ, deltag, kallelse`,
    },
    consent: CONSENT,
    is_protected: PROTECTED,
    vardtillfalle_id: {
      points: `${VARDTILLFALLE_ID}, vardtillf, ~inneliggande`,
      never: 'status, start, slutdat, sluttid, slut datum',
    },
    participants: {
      points: 'deltag, tackat ja, accepterat, participants, attendees',
      never: 'datum, antal, roll, namn, anhör, närst, nej',
    },
  },
  vardtillfalle: {
    vardtillfalle_id: {
      points: `${VARDTILLFALLE_ID}, ~episod, ~ärende, ~id, ~nr, ~nummer, ~löpnr, ~referens, ~ref, ~beteckn`,
      never: 'person, patient, hsa, medd, telefon, tel, sip, plan, status, enhet, kommun',
    },
    person_id: PERSON,
    name: NAME,
    kommun: KOMMUN,
    unit: WARD,
    care_form: CARE_FORM,
    admitted_at: ADMITTED,
    expected_discharge_on: {
      points:
        'beräkn, prel, planer utskr, planer hem, planerad, förvänt, förmod, prognos, ber utskr, förv utskr, förv hem, bedömd utskr, bedömt, berutskr, expected, planned, estimated, trolig, uppskatt, tänkt, tros, väntas, antas, kommer hem, exp dis, expdis, ~plan',
      never: `${OTHER_DAYS}, klar, meddel, ready`,
    },
    ready_at: {
      points:
        'utskrivningsklar, utskr klar, utskrklar, klar, redo, uk, färdigbeh, färdigvård, medicinskt färdig, hemgångsklar, ready, fit for, ~färdig',
      never: `${OTHER_DAYS}, makul, förklar, beräkn, prel, planer`,
    },
    discharged_at: DISCHARGED,
    deceased_on: { points: 'avlid, avled, avl, död, döds, dog, dött, deceased, death, died' },
    status: STAY_STATUS,
    consent: CONSENT,
    halsocentral: HALSOCENTRAL,
    is_protected: PROTECTED,
  },
  meddelande: {
    meddelande_id: {
      points:
        'medd id, medd nr, medd nummer, msg id, msg nr, msgid, msgnr, msg number, meddid, meddnr, meddelandeid, meddelandenr, meddelandenum, medd ref, medd bet, meddelandets nummer, message id, message number, ~löpnr, ~id, ~nr, ~nummer, ~ref, ~referens, ~beteckn',
      never: 'ärende, vtf, vårdt, sip, plan, hsa, gäller, avser, tillhör',
    },
    case_id: {
      points: `ärende, case, gäller, avser, koppl, tillhör, hör, sip, plan, ${VARDTILLFALLE_ID}, ~ref, ~referens, ~id, ~nr`,
      never: 'medd id, medd nr, meddnr, meddelandets nummer, message, status, typ, hsa, person',
    },
    type: {
      points: `${SORT}, ämne, ~rubrik, ~meddelande, ~benämn`,
      never: 'nr, id, enhet, datum',
    },
    from_unit: {
      points:
        'avs, avsänd, från, sänd, som skrev, skriven av, skickat av, skickad av, enhet skick, utgående, sender, sent by, sending unit, from',
      never: 'datum, tid, kvitt, information',
    },
    to_unit: {
      points:
        'mott, tar emot, enhet fick, som läser, läses av, skickat till, till, inkommande, adressat, recipient, receiver, received by, receiving',
      never: 'tillf, tillh, datum, tid, bekräft',
    },
    sent_at: {
      points:
        'skick, sänd, sänt, avsänt, sent, utgick, ivägsk, medd datum, medd tid, tidpunkt, registr, skapa, ~datum, ~tid, ~dag',
      never: 'kvitt, läst, mott, bekräft, enhet',
    },
    is_information_only: {
      points: 'kännedom, känn, fk, info, kopia, copy, cc, fyi, information only',
      never: 'kvitt, okänd',
    },
    acknowledged_at: {
      points: 'kvitt, läst, bekräft, acknowledged, confirmed, mottaget, mottagen, besvar',
      never: 'krav, krävs, av',
    },
  },
  patient: {
    person_id: PERSON,
    name: NAME,
    kommun: KOMMUN,
    housing: HOUSING,
    hemsjukvard_unit: HEMSJUKVARD,
    temporary_address: {
      points:
        'vistelse, vistas, vistadr, vist, tillfäll, uppehåll, temporary, temp, stay address, current address, ~adress, ~address',
      never: 'folkbok, mejl, mail, epost, kommun',
    },
    has_next_of_kin: {
      points: 'närst, närstående, anhör, next of kin, next kin, kin, relative',
      never: 'pnr, personn, persnr, person nr, person id, namn, telefon, tel',
    },
    halsocentral: HALSOCENTRAL,
    is_protected: PROTECTED,
  },
  enhet: UNIT,
  lcsp_sip: {
    person_id: PERSON,
    name: NAME,
    created_on: CREATED,
    role: ROLE,
    unit: {
      points: 'enhet, enh, mottagning, arbetsplats, unit, ~avdelning, ~team',
      never: 'hsa, kod, typ',
    },
    status: SIP_STATUS,
    type: { points: `${SORT}, ~form`, never: 'enhet, vård' },
  },
  lcsp_patient: {
    person_id: PERSON,
    name: NAME,
    created_on: CREATED,
    kommun: KOMMUN,
    housing: HOUSING,
    hemsjukvard_unit: HEMSJUKVARD,
    is_protected: PROTECTED,
  },
  lcsp_vardtillfalle: {
    person_id: PERSON,
    name: NAME,
    created_on: CREATED,
    kommun: KOMMUN,
    unit: WARD,
    care_form: CARE_FORM,
    admitted_at: ADMITTED,
    discharged_at: DISCHARGED,
    status: STAY_STATUS,
    is_protected: PROTECTED,
  },
  lcsp_enhet: UNIT,
};
