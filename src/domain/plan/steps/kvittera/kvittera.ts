import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as meddelande from '../../columns/meddelande-facts.ts';
import { byUnit } from '../../owners.ts';
import { TO_A_UNIT } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const kvittera = step({
  id: 'kvittera',
  of: 'meddelande',
  title: 'Kvittera – meddelanden i {source} som väntar på kvittens',
  takes: [],
  share: TO_A_UNIT,
  owner: byUnit<'meddelande'>('', 'toUnit', 'Mottagare saknas'),
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
    meddelande.sentOn,
    meddelande.help,
    answer.status,
    answer.acknowledgedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: [],
  inSource: [
    'Öppna ärendet och kvittera meddelandet.',
    'Kan ni inte kvittera själva: be {support} om hjälp med texten i kolumnen ”Hjälpbegäran”. Region: {support:region}. Kommun: {support:kommun}.',
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
  calls: 'acknowledge',
  source:
    '000, Kvittera meddelanden: ”Om det ligger okvitterade meddelanden går det inte att avsluta vårdtillfället”',
});
