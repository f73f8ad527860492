import * as answer from '../../../answers/answer-columns.ts';
import * as fact from '../../columns/fact-columns.ts';
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
    fact.reference,
    fact.vardtillfalleInSource,
    ...fact.PERSON,
    fact.kommun,
    fact.ward,
    fact.admitted,
    fact.expected,
    fact.ready,
    fact.summonsBy,
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
