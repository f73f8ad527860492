import type { GateEntry } from '../gate-entry.ts';

const READ_ONLY =
  '000, Tidplan: ”16:e oktober – Prator sätts i läsläge”; slutsats: det som då är öppet kan inte avslutas';

/** What is left to do behind a gate, as gates of several plans count it: one, and more. */
export const OPEN_SIPS = ['öppen SIP i {source}', 'öppna SIP:ar i {source}'] as const;
export const NOT_REGISTERED = [
  'vårdtillfälle som inte är intygat registrerat',
  'vårdtillfällen som inte är intygade registrerade',
] as const;

/** What must be closed, acknowledged or decided when the source system is set read-only, whatever the plan. */
export const WHEN_READ_ONLY = [
  {
    id: 'laslage-sipar-stangda',
    milestone: 'laslage',
    title: 'Inga SIP:ar är öppna när {source} skrivskyddas',
    unit: OPEN_SIPS,
    due: 'readOnly',
    counts: 'sip-open',
    needs: 'sip',
    contributors: 'kommun-and-part',
    source: READ_ONLY,
  },
  {
    id: 'laslage-vardtillfallen-avslutade',
    milestone: 'laslage',
    title: 'Inga vårdtillfällen är öppna i {source} när det skrivskyddas',
    unit: ['öppet vårdtillfälle i {source}', 'öppna vårdtillfällen i {source}'],
    due: 'readOnly',
    counts: 'vardtillfalle-open',
    needs: 'vardtillfalle',
    contributors: 'kommun',
    source: READ_ONLY,
  },
  {
    id: 'laslage-meddelanden-kvitterade',
    milestone: 'laslage',
    title: 'Alla meddelanden är kvitterade när {source} skrivskyddas',
    unit: ['okvitterat meddelande', 'okvitterade meddelanden'],
    due: 'readOnly',
    counts: 'message-all',
    needs: 'meddelande',
    contributors: 'unit',
    source: '000, Kvittera: ”Om det ligger okvitterade meddelanden går det inte att avsluta vårdtillfället”',
  },
  {
    id: 'laslage-instangda-avgjorda',
    milestone: 'laslage',
    title: 'Det är beslutat vad som gäller för patienter som är eller blir instängda',
    unit: ['patient utan beslut', 'patienter utan beslut'],
    due: 'readOnly',
    counts: 'trapped-undecided',
    needs: 'vardtillfalle',
    contributors: 'kommun',
    source: 'domain §3, The trap cohort (inferred); källan ger inget svar',
  },
] as const satisfies readonly GateEntry[];

/** What must be settled besides, and last what the report itself rests on. */
export const SETTLED = [
  {
    id: 'laslage-beslut-fattade',
    milestone: 'laslage',
    title: 'Inga ärenden väntar på beslut',
    unit: ['ärende som behöver beslut', 'ärenden som behöver beslut'],
    due: 'readOnly',
    counts: 'needs-decision',
    needs: 'sip',
    // By kommun it would, with the other classes, give the number of protected persons away.
    contributors: null,
    source: 'domain §3: a named bucket of its own with an owner',
  },
  {
    id: 'laslage-svar-avgjorda',
    milestone: 'laslage',
    title: 'Inga svar på arbetslistor hålls inne',
    unit: ['ärende med svar som inte räknas än', 'ärenden med svar som inte räknas än'],
    due: 'readOnly',
    measure: 'held-answers',
    source: 'promises: every contradiction listed once, none wins silently',
  },
  {
    id: 'laslage-inget-borttappat',
    milestone: 'laslage',
    title: 'Ingen SIP är borttappad mellan {source} och {target}',
    unit: [
      'SIP som varken är öppen i {source} eller finns i {target}',
      'SIP:ar som varken är öppna i {source} eller finns i {target}',
    ],
    due: 'readOnly',
    measure: 'lost',
    source:
      'slutsats: en SIP som är avslutad i det ena systemet och inte skapad i det andra finns ingenstans',
  },
  {
    id: 'arkivering-kontrollpunkt',
    milestone: 'arkivering',
    title: 'En kontrollpunkt av läsläget är tagen innan arkiveringen börjar',
    unit: ['kontrollpunkt som saknas', 'kontrollpunkter som saknas'],
    due: 'archiving',
    measure: 'read-only-checkpoint',
    source: 'domain §9: a checkpoint records what, when, who, counts, hashes and open exceptions',
  },
  {
    id: 'underlag-farska-listor',
    milestone: 'laslage',
    title: 'SIP-listan är färsk',
    isWarning: true,
    // A week's work shows in it: between the fortnightly lists before the cut-over nobody knows more than that.
    threshold: 7,
    unit: ['dag sedan SIP-listan togs ut', 'dagar sedan SIP-listan togs ut'],
    measure: 'list-age',
    source: 'slutsats: en rapport kan inte säga mer än den lista den vilar på',
  },
  {
    id: 'underlag-samma-dag',
    milestone: 'laslage',
    title: 'Listorna är från samma dag',
    isWarning: true,
    unit: ['lista som är äldre än den nyaste', 'listor som är äldre än den nyaste'],
    measure: 'lists-of-one-day',
    source:
      'domain §3: reclassify at every import; en äldre meddelandelista säger inget om nyare vårdtillfällen',
  },
  {
    id: 'underlag-kontrollsummor',
    milestone: 'laslage',
    title: 'Kontrollsummorna stämmer med SIP-listan',
    isWarning: true,
    unit: ['cell som skiljer sig', 'celler som skiljer sig'],
    measure: 'control-totals',
    source: 'domain §4: cell by cell, with the difference, and never smooth over',
  },
  {
    id: 'milstolpar-avprickade',
    milestone: 'laslage',
    title: 'Milstolpar som ingen lista visar är avprickade i tid',
    isWarning: true,
    unit: ['plats där en milstolpe inte är avprickad', 'platser där en milstolpe inte är avprickad'],
    measure: 'unticked',
    source: 'domain §10: which units have staff registered, roles and SITHS ready',
  },
] as const satisfies readonly GateEntry[];

export const AT_THE_END = [...WHEN_READ_ONLY, ...SETTLED] as const;
