import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as meddelande from '../../columns/meddelande-facts.ts';
import { named } from '../../owners.ts';
import { TO_NOBODY } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const beslutMeddelanden = step({
  id: 'beslut-meddelanden',
  of: 'meddelande',
  title: 'Beslut – okvitterade meddelanden som ingen enhet har på sin lista',
  takes: [],
  share: TO_NOBODY,
  owner: named('Projektledningen'),
  milestone: null,
  due: {
    deadline: 'allSipsClosed',
    text: 'Okvitterade meddelanden hindrar att ärendet avslutas; {source} blir skrivskyddat {day:readOnly}.',
  },
  columns: [
    about.reference,
    meddelande.meddelandeInSource,
    meddelande.caseOf,
    ...about.PERSON,
    meddelande.messageType,
    meddelande.fromUnit,
    meddelande.toUnit,
    meddelande.sentOn,
    meddelande.nobodysMessage,
    answer.status,
    answer.acknowledgedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: [],
  inSource: [
    'Se efter i {source} vilken enhet som ska kvittera. Rätta enhetslistan eller ta ut listorna på nytt; eller se till att det kvitteras och fyll i dagen.',
    'Ärendet är avslutat eller okänt: be {support} om hjälp att kvittera.',
  ],
  traps: ['Ange aldrig hela personnummer i en hjälpbegäran.'],
  whenReadOnly: {
    title: 'Meddelanden utan mottagare som var okvitterade när läsläget kom',
    traps: [],
    rows: 'Raderna är öppna undantag, som projektledningen beslutar om. Inget av dem kan kvitteras längre.',
  },
  calls: 'decision',
  source: '000, Kvittera meddelanden; domain §10: a decision list, not none',
});
