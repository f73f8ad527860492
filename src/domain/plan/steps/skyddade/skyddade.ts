import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { named } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const skyddade = step({
  id: 'skyddade',
  of: 'sip',
  title: 'Skyddade personuppgifter – SIP:ar för utsedda handläggare',
  takes: ['protected'],
  owner: named('Utsedda handläggare'),
  milestone: null,
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    sip.role,
    answer.status,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Hanteras av utsedd handläggare enligt regionens rutin för skyddade personuppgifter.'],
  inSource: ['Avsluta i {source} när ärendet är ordnat.'],
  traps: ['Lämna inte listan vidare. Slå inte upp adressen i andra system än nödvändigt.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som utsedd handläggare tar upp med projektledningen.' },
  isGuarded: true,
  source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
});
