import { byUnit, named, step, type Step } from './step.ts';

export const MESSAGE_STEPS: readonly Step[] = [
  step<'meddelande'>({
    id: 'kvittera',
    kind: 'meddelande',
    title: 'Kvittera – meddelanden i Prator som väntar på kvittens',
    takes: ({ isProtected }) => !isProtected,
    owner: byUnit('', ({ facts }) => facts.to_unit, 'Mottagare saknas'),
    deadline: (profile) => profile.deadlines.allSipsClosed,
    deadlineText: (profile) =>
      `Okvitterade meddelanden hindrar att ärendet avslutas; ${profile.source} blir skrivskyddat ${profile.deadlines.readOnly}.`,
    inTarget: [],
    inSource: [
      'Öppna ärendet och kvittera meddelandet.',
      'Kan ni inte kvittera själva: be central IT om hjälp med texten i kolumnen ”Hjälpbegäran”. Region: ärende i Självservice – Prator. Kommun: e-post till förvaltningen.',
    ],
    traps: [
      'Ange aldrig hela personnummer i en hjälpbegäran.',
      'Varje extrameddelande i steg 2–4 är ett nytt meddelande att kvittera.',
    ],
    whenReadOnly: {
      title: 'Meddelanden som var okvitterade när läsläget kom',
      traps: [],
      rows: 'Raderna är öppna undantag, som projektledningen beslutar om. Inget av dem kan kvitteras längre.',
    },
    source:
      '000, Kvittera meddelanden: ”Om det ligger okvitterade meddelanden går det inte att avsluta vårdtillfället”',
  }),
  step<'meddelande'>({
    id: 'skyddade-kvittera',
    kind: 'meddelande',
    title: 'Skyddade personuppgifter – meddelanden för utsedda handläggare',
    takes: ({ isProtected }) => isProtected,
    owner: named('Utsedda handläggare'),
    deadline: (profile) => profile.deadlines.allSipsClosed,
    deadlineText: (profile) => `${profile.source} blir skrivskyddat ${profile.deadlines.readOnly}.`,
    inTarget: [],
    inSource: ['Kvitteras av utsedd handläggare. Ingen hjälpbegäran skickas.'],
    whenReadOnly: { rows: 'Raderna är öppna undantag, som utsedd handläggare tar upp med projektledningen.' },
    traps: ['Lämna inte listan vidare.'],
    isGuarded: true,
    source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
  }),
];
