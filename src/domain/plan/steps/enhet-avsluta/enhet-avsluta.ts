import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { AT_WARD, UNIT_BEGUN, UNTIL_READ_ONLY, WARD } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const enhetAvsluta = step({
  id: 'enhet-avsluta',
  of: 'vardtillfalle',
  title: 'Enheten avslutar sina pågående vårdtillfällen i {source}',
  takes: AT_WARD,
  share: UNIT_BEGUN,
  owner: WARD,
  role: 'Sjuksköterska eller utskrivningskoordinator.',
  milestone: 'enheterna-klara',
  isOngoing: true,
  due: { deadline: 'readOnly', text: UNTIL_READ_ONLY },
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    vardtillfalle.ready,
    about.unitDay,
    vardtillfalle.discharged,
    vardtillfalle.why,
    about.remark,
    answer.status,
    answer.closedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Ingenting för den som var inskriven före enhetens dag: vårdtillfället avslutas där det började.',
  ],
  inSource: [
    'Avsluta vårdtillfället i {source} när patienten är utskriven och alla har kvitterat.',
    '{source} stängs för enheten när alla enhetens ärenden är avslutade.',
  ],
  traps: ['En patient kan vara kvar i {source} hos er och redan i {target} hos en annan enhet.'],
  whenReadOnly: { rows: 'Raderna är öppna undantag, som projektledningen beslutar om.' },
  source: 'påhittad; 001, Lifecare SP',
});
