import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as meddelande from '../../columns/meddelande-facts.ts';
import { named } from '../../owners.ts';
import { step } from '../../step-entry.ts';

export const skyddadeKvittera = step({
  id: 'skyddade-kvittera',
  of: 'meddelande',
  title: 'Skyddade personuppgifter – meddelanden för utsedda handläggare',
  takes: [],
  owner: named('Utsedda handläggare'),
  milestone: null,
  due: { deadline: 'allSipsClosed', text: '{source} blir skrivskyddat {day:readOnly}.' },
  columns: [
    about.reference,
    meddelande.meddelandeInSource,
    meddelande.caseOf,
    meddelande.messageType,
    meddelande.fromUnit,
    meddelande.sentOn,
    answer.status,
    answer.acknowledgedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: [],
  inSource: ['Kvitteras av utsedd handläggare. Ingen hjälpbegäran skickas.'],
  traps: ['Lämna inte listan vidare.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som utsedd handläggare tar upp med projektledningen.' },
  isGuarded: true,
  source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
});
