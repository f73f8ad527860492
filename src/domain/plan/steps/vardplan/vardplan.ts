import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { named } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const vardplan = step({
  id: 'vardplan',
  of: 'sip',
  title: 'Samordnade vårdplaner (inte SIP)',
  takes: ['vardplan'],
  owner: named('Psykiatrin, utsedd samordnare'),
  milestone: null,
  due: { deadline: 'allSipsClosed', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.part,
    sip.unit,
    sip.role,
    sip.reason,
    about.remark,
    answer.status,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ta ställning till var den samordnade vårdplanen ska finnas. Den skapas inte som SIP.'],
  inSource: ['Avsluta ärendet i {source} när det är ordnat.'],
  traps: [
    'Öppen tvångsvård och öppen rättspsykiatrisk vård har samordnad vårdplan i stället för SIP (lag 2017:612 4 kap. 1 §).',
  ],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  source: 'Lag (2017:612) om samverkan vid utskrivning från sluten hälso- och sjukvård 4 kap. 1 §',
});
