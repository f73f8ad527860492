import type { Profile } from '../profile/profile-schema.ts';
import { actorOf, type ActorStep } from '../tracking/extra-messages.ts';
import { byKommun, byUnit, endOf, named, step, whenOf, type Step } from './step.ts';
import type { VardtillfalleSubject } from './subject.ts';

/** The vårdtillfällen that move and concern an actor. */
const movesWith =
  (id: ActorStep) =>
  ({ moves, item, openPsychiatry }: VardtillfalleSubject): boolean =>
    moves && actorOf(id).takesPart({ facts: item.facts, openPsychiatry });
const unitOf =
  (id: ActorStep) =>
  ({ item, openPsychiatry }: VardtillfalleSubject): string | null =>
    actorOf(id).unitOf({ facts: item.facts, openPsychiatry });

const EXTRA_MESSAGE = [
  'Skicka ett Extrameddelande om att vårdtillfället är överflyttat till Lifecare SP, med Prators adressering, så nås alla parter.',
  'Extrameddelandet ska i sin tur kvitteras av alla innan vårdtillfället kan avslutas.',
];

const ANSWER_QUESTIONS = 'Besvara frågor i samband med inskrivning (de hamnar i Planeringsunderlag).';
const ACKNOWLEDGE = 'Kvittera inskrivningsmeddelandet från slutenvården.';

const untilReadOnly = (profile: Profile): string =>
  `Vårdtillfället ska vara avslutat i ${profile.source} innan systemet blir skrivskyddat ${profile.deadlines.readOnly}.`;

/** The steps that concern patients in hospital (seed 000, Steg 2–5). */
export const VARDTILLFALLE_STEPS: readonly Step[] = [
  step<'vardtillfalle'>({
    id: '2-somatik',
    kind: 'vardtillfalle',
    title: 'Steg 2 – Somatisk slutenvård startar vårdtillfällen i Lifecare SP',
    takes: movesWith('2-somatik'),
    owner: byUnit('slutenvard', unitOf('2-somatik'), 'Somatisk slutenvård, enhet saknas'),
    deadline: endOf('steg-2'),
    deadlineText: whenOf('steg-2'),
    inTarget: [
      'Registrera patientens personuppgifter. Vissa finns redan (steg 1); saknas patienten vid sökning på personnumret ska den först registreras.',
      'Fyll i inskrivningsmeddelandet. Kommunens biståndsenhet, boendeenhet och hemsjukvårdsenhet är förvalda om kommunen har gjort steg 1.',
      'Börja fylla i Planeringsunderlaget: besvara slutenvårdens frågor och hänvisa till att mer information finns i Prator.',
    ],
    inSource: EXTRA_MESSAGE,
    traps: ['Starta bara patienter på listan: den som blev utskrivningsklar i tid hör till Prator.'],
    source: '000, Steg 2 – Somatisk slutenvård flyttar över pågående vårdtillfällen till Lifecare SP',
  }),
  step<'vardtillfalle'>({
    id: '2-psykiatri',
    kind: 'vardtillfalle',
    title: 'Steg 2 – Psykiatrisk slutenvård startar vårdtillfällen i Lifecare SP',
    takes: movesWith('2-psykiatri'),
    owner: byUnit('psykiatri', unitOf('2-psykiatri'), 'Psykiatrisk slutenvård, enhet saknas'),
    deadline: endOf('steg-2'),
    deadlineText: whenOf('steg-2'),
    inTarget: [
      'Registrera patientens personuppgifter. Vissa finns redan (steg 1).',
      'Gå in på patientens personuppgifter och ange psykiatrisk öppenvårdsenhet. Gör det först.',
      'Fyll i inskrivningsmeddelandet. Aktuell hälsocentral måste läggas till för hand om den ska vara med i vårdtillfället.',
      'Börja fylla i Planeringsunderlaget: besvara slutenvårdens frågor och hänvisa till att mer information finns i Prator.',
    ],
    inSource: EXTRA_MESSAGE,
    traps: ['Hälsocentralen kommer inte med av sig själv i psykiatrin.'],
    source: '000, Steg 2 – Psykiatrisk slutenvården flyttar över pågående vårdtillfällen till Lifecare SP',
  }),
  step<'vardtillfalle'>({
    id: '3-primarvard',
    kind: 'vardtillfalle',
    title: 'Steg 3 – Primärvården kompletterar vårdtillfällen i Lifecare SP',
    takes: movesWith('3-primarvard'),
    owner: byUnit('primarvard', unitOf('3-primarvard'), 'Primärvården, hälsocentral saknas'),
    deadline: endOf('steg-3'),
    deadlineText: whenOf('steg-3'),
    inTarget: [ACKNOWLEDGE, ANSWER_QUESTIONS, 'Fyll i och bekräfta fast vårdkontakt.'],
    inSource: EXTRA_MESSAGE,
    traps: [],
    openQuestions: ['steg-3-roll-primarvard'],
    source: '000, Steg 3 – Primärvården kompletterar med sina pågående vårdtillfällen till Lifecare SP',
  }),
  step<'vardtillfalle'>({
    id: '3-psykiatri',
    kind: 'vardtillfalle',
    title: 'Steg 3 – Psykiatrisk öppenvård kompletterar vårdtillfällen i Lifecare SP',
    takes: movesWith('3-psykiatri'),
    owner: byUnit('psykiatri', unitOf('3-psykiatri'), 'Psykiatrisk öppenvård, enhet att utse'),
    deadline: endOf('steg-3'),
    deadlineText: whenOf('steg-3'),
    inTarget: [
      ACKNOWLEDGE,
      ANSWER_QUESTIONS,
      'Fyll i psykiatrisk öppenvårdsenhet.',
      'Fyll i och bekräfta fast vårdkontakt (öppen fråga i källan).',
    ],
    inSource: EXTRA_MESSAGE,
    traps: [],
    openQuestions: ['steg-3-roll-psykiatri', 'steg-3-fast-vardkontakt-psykiatri'],
    source:
      '000, Steg 3 – Psykiatrisk öppenvård kompletterar med sina pågående vårdtillfällen till Lifecare SP',
  }),
  step<'vardtillfalle'>({
    id: '4a',
    kind: 'vardtillfalle',
    title: 'Steg 4 A – Biståndshandläggare kompletterar vårdtillfällen i Lifecare SP',
    takes: movesWith('4a'),
    owner: byKommun('kommun', 'Biståndshandläggare'),
    deadline: endOf('steg-4'),
    deadlineText: whenOf('steg-4'),
    inTarget: [ACKNOWLEDGE, `${ANSWER_QUESTIONS} Fyll i de som rör biståndshandläggare.`],
    inSource: EXTRA_MESSAGE,
    traps: [],
    source: '000, Steg 4 A – Biståndshandläggare',
  }),
  step<'vardtillfalle'>({
    id: '4b',
    kind: 'vardtillfalle',
    title: 'Steg 4 B – Kommunal HSL-personal kompletterar vårdtillfällen i Lifecare SP',
    takes: movesWith('4b'),
    owner: byKommun('kommun', 'Sjuksköterska, arbetsterapeut och fysioterapeut'),
    deadline: endOf('steg-4'),
    deadlineText: whenOf('steg-4'),
    inTarget: [
      ACKNOWLEDGE,
      `${ANSWER_QUESTIONS} Sjuksköterska/distriktssköterska, arbetsterapeut och fysioterapeut fyller i var sina.`,
    ],
    inSource: EXTRA_MESSAGE,
    traps: ['Raden är klar först när alla tre yrkena har svarat, eller angett att det inte är aktuellt.'],
    source: '000, Steg 4 B – Kommunal HSL-personal',
  }),
  step<'vardtillfalle'>({
    id: '5',
    kind: 'vardtillfalle',
    title: 'Steg 5 – Slutenvården avslutar vårdtillfället när patienten är utskriven',
    takes: ({ classification }) =>
      !['closed', 'protected', 'needs-decision', 'trapped'].includes(classification.class),
    owner: (subject, profile) =>
      byUnit<VardtillfalleSubject>(
        subject.item.facts.care_form === 'psykiatri' ? 'psykiatri' : 'slutenvard',
        ({ unit }) => unit,
        'Slutenvården, enhet saknas',
      )(subject, profile),
    // 000, Ärendegång 3: who was ready for discharge in time is finished in Prator, also before the milestone.
    isOngoing: true,
    deadline: endOf('steg-5'),
    deadlineText: untilReadOnly,
    inTarget: ['Skicka utskrivningsmeddelande och avsluta vårdtillfället, om det är startat i Lifecare SP.'],
    inSource: [
      'Skicka utskrivningsmeddelande och avsluta vårdtillfället.',
      'Vårdtillfället ligger kvar i översikten tills alla har kvitterat, och försvinner sedan av sig självt.',
    ],
    traps: [
      'Om utskrivningsdatumet flyttas, eller utskrivningsklar makuleras, kan patienten behöva flyttas till Lifecare SP: säg till.',
    ],
    whenReadOnly: {
      title: 'Steg 5 – Vårdtillfällen som var öppna när läsläget kom',
      rows: 'Det som inte är startat i Lifecare SP är öppna undantag, som projektledningen beslutar om.',
    },
    source: '000, Steg 5 – Slutenvården avslutar vårdtillfälle i Prator',
  }),
  step<'vardtillfalle'>({
    id: 'beslut-vardtillfallen',
    kind: 'vardtillfalle',
    title: 'Beslut – vårdtillfällen som ingen kan avsluta eller flytta utan besked',
    takes: ({ classification }) =>
      classification.class === 'needs-decision' || classification.class === 'trapped',
    owner: named('Projektledningen'),
    deadline: (profile) => profile.deadlines.readOnly,
    deadlineText: untilReadOnly,
    inTarget: ['Ingenting förrän beslutet är fattat.'],
    inSource: [
      'Rätta det som saknas i Prator och ta ut listan på nytt, eller fatta ett beslut som förs in med ”overgang decide”.',
    ],
    traps: [
      'Patienter som är utskrivningsklara men kvar på sjukhus ska stå kvar i Prator för faktureringen, men Prator kan inte skrivas i efter läsläget. Källan ger inget svar.',
    ],
    openQuestions: ['instangda'],
    whenReadOnly: {
      rows: 'Raderna är öppna undantag. Projektledningen beslutar, och beslutet förs in med ”overgang decide”.',
    },
    source:
      'domain §3, The trap cohort (inferred); 000, Ärendegång 3 b: ”Viktigt att dessa finns kvar i Prator pga fakturering”',
  }),
  step<'vardtillfalle'>({
    id: 'skyddade-vardtillfallen',
    kind: 'vardtillfalle',
    title: 'Skyddade personuppgifter – vårdtillfällen för utsedda handläggare',
    takes: ({ isProtected, classification }) =>
      classification.class === 'protected' || (isProtected && classification.class !== 'closed'),
    owner: named('Utsedda handläggare'),
    deadline: endOf('steg-2'),
    deadlineText: whenOf('steg-2'),
    inTarget: ['Hanteras av utsedd handläggare enligt regionens rutin för skyddade personuppgifter.'],
    inSource: ['Hanteras av utsedd handläggare.'],
    traps: ['Lämna inte listan vidare.'],
    whenReadOnly: {
      rows: 'Det som inte är startat i Lifecare SP är öppna undantag, som utsedd handläggare tar upp med projektledningen.',
    },
    isGuarded: true,
    source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
  }),
  step<'vardtillfalle'>({
    id: 'reserv',
    kind: 'vardtillfalle',
    title: 'Reservrutin – patienter och enheter utanför Lifecare SP',
    takes: ({ moves, outside }) => moves && outside.length > 0,
    owner: named('Systemförvaltningen'),
    deadline: endOf('steg-2'),
    deadlineText: whenOf('steg-2'),
    inTarget: ['Ingenting: parten nås inte genom Lifecare SP.'],
    inSource: [],
    traps: ['Utomlänspatienter och enheter som inte är anslutna hanteras alltid så.'],
    checklist: [
      'Ta blanketterna ur samverkansrutinens bilaga 2: en för varje meddelande som annars hade gått i systemet (inskrivningsmeddelande, utskrivningsrapport, meddelande om utskrivningsklar, utskrivningsmeddelande).',
      'Säg till mottagaren att blankett används, och kom överens om hur den skickas.',
      'Fax eller funktionsbrevlåda bara om det är bedömt som säkert. Skicka inte som vanlig e-post.',
      'Bekräfta att blanketten är mottagen, och av vem.',
      'Specialistmottagningar finns inte i systemet: hälsocentralen underrättar dem.',
    ],
    source:
      '003, Informationsöverföringssystem: ”reservrutin … samt för utomlänspatienter, gäller särskilda rutiner där separata blanketter ska användas”',
  }),
];
