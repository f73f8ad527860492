import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { isBegunLate, WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const felSystemSip = step({
  id: 'fel-system-sip',
  of: 'sip',
  title: 'Begunnet i fel system – SIP:ar som har startats i {source} efter starten i {target}',
  takes: [
    'move-with-vardtillfalle',
    'move-outside-vardtillfalle',
    'close-not-current',
    'vardplan',
    'in-both-systems',
    'needs-decision',
  ],
  narrowing: isBegunLate,
  owner: byResponsibleParty,
  milestone: null,
  due: { deadline: 'allSipsClosed', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.part,
    sip.unit,
    sip.started,
    answer.status,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Nya SIP:ar skapas i {target}. Den som är startad i {source} flyttas som i steg 6.'],
  inSource: ['Starta inga nya SIP:ar i {source}.'],
  traps: ['Raden säger var någon har arbetat i fel system. Arbetet med SIP:en står på stegens listor.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  groups: true,
  calls: 'begun-late',
  source: '000, Tidplan: ”2:a–10:e oktober, pågående SIPar flyttas över”; domain §10',
});
