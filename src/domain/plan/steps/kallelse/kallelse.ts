import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { byUnit } from '../../owners.ts';
import { isReady, MOVING } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const kallelse = step({
  id: 'kallelse',
  of: 'vardtillfalle',
  title: 'Kallelse till SIP för patienter som är utskrivningsklara',
  takes: MOVING,
  narrowing: isReady,
  owner: byUnit<'vardtillfalle'>('primarvard', 'halsocentral', 'Öppenvården, vårdcentral saknas'),
  role: 'Den fasta vårdkontakten.',
  milestone: 'start',
  isOngoing: true,
  due: { milestone: 'start' },
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.admitted,
    vardtillfalle.expected,
    vardtillfalle.ready,
    vardtillfalle.summonsBy,
    answer.status,
    answer.summonsOn,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Skicka kallelse till SIP senast 24 timmar efter utskrivningsklar; helger och jourtid senast 3 dagar efter.',
  ],
  inSource: [],
  traps: [],
  source:
    '004, Slutenvårdprocessen: ”kallelse … senast 24 timmar efter utskrivningsklar. Helger och jourtid: senast 3 dagar”',
});
