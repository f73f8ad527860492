import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { isBegunLate, UNTIL_READ_ONLY, WARD } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const felSystemVardtillfallen = step({
  id: 'fel-system-vardtillfallen',
  of: 'vardtillfalle',
  title: 'Begunnet i fel system – vårdtillfällen som har startats i {source} efter starten i {target}',
  takes: [
    'start-in-lifecare',
    'finish-in-prator',
    'moved-back',
    'in-both-systems',
    'trapped',
    'awaiting-acknowledgement',
    'needs-decision',
  ],
  narrowing: isBegunLate,
  owner: WARD,
  milestone: null,
  due: { deadline: 'readOnly', text: UNTIL_READ_ONLY },
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.admitted,
    vardtillfalle.why,
    answer.status,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Nya vårdtillfällen startas i {target}. Det som är startat i {source} flyttas som i steg 2–4.'],
  inSource: ['Starta inga nya vårdtillfällen i {source}.'],
  traps: ['Raden säger var någon har arbetat i fel system. Arbetet med patienten står på stegens listor.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  calls: 'begun-late',
  source: '000, Tidplan: ”30:e september, slutenvården startar vårdtillfällen i LCSP”; domain §10',
});
