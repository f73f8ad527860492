import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { UNTIL_READ_ONLY, WARD } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const avslut = step({
  id: 'avslut',
  of: 'vardtillfalle',
  title: 'Slutenvården avslutar vårdtillfället när patienten är utskriven',
  takes: ['start-in-lifecare', 'finish-in-prator', 'moved-back', 'awaiting-acknowledgement'],
  owner: WARD,
  role: 'Slutenvården.',
  milestone: 'laslage',
  isOngoing: true,
  due: { deadline: 'readOnly', text: UNTIL_READ_ONLY },
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.careForm,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    vardtillfalle.ready,
    vardtillfalle.discharged,
    vardtillfalle.why,
    about.remark,
    answer.status,
    answer.closedOn,
    answer.closedInTarget,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Avsluta vårdtillfället när patienten är utskriven, om det är startat i {target}.'],
  inSource: ['Avsluta vårdtillfället.'],
  traps: [],
  whenReadOnly: {
    rows: 'Det som inte är startat i {target} är öppna undantag, som projektledningen beslutar om.',
  },
  source: 'påhittad: 004 säger inte hur det gamla systemet lämnas',
});
