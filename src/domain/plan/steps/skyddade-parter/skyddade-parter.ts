import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { named } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

/** The parties of a protected person's SIP get no list: the named handlers see to it that each moves what is its own. */
export const skyddadeParter = step({
  id: 'skyddade-parter',
  of: 'sip_part',
  title: 'Skyddade personuppgifter – parter i SIP:ar för utsedda handläggare',
  takes: [],
  owner: named('Utsedda handläggare'),
  milestone: null,
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    sip.partyName,
    answer.status,
    answer.ownPartMoved,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Parten får ingen lista. Ta kontakt enligt regionens rutin för skyddade personuppgifter.'],
  inSource: [],
  traps: ['Lämna inte listan vidare.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som utsedd handläggare tar upp med projektledningen.' },
  isGuarded: true,
  source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; 000, Steg 6; domain §8',
});
