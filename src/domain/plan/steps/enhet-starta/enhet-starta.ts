import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { isNewAtUnit, MOVING, UNIT_BEGUN, WARD } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const enhetStarta = step({
  id: 'enhet-starta',
  of: 'vardtillfalle',
  title: 'Enheten startar nya vårdtillfällen i {target} från sin dag',
  takes: MOVING,
  narrowing: isNewAtUnit,
  share: UNIT_BEGUN,
  owner: WARD,
  role: 'Sjuksköterska eller utskrivningskoordinator.',
  milestone: 'enheterna-borjar',
  due: { milestone: 'enheterna-borjar' },
  gate: 'nya-vardtillfallen-startade',
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
    answer.status,
    answer.registeredOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Starta vårdtillfället i {target}: det är inskrivet på enhetens dag eller senare.'],
  inSource: ['Avsluta vårdtillfället i {source}, där det inte skulle ha startats.'],
  traps: ['Kommun eller öppenvård kan sakna {target}: se listan över reservrutiner.'],
  whenReadOnly: {
    rows: 'Det som inte är startat i {target} är öppna undantag, som projektledningen beslutar om.',
  },
  source: 'påhittad; 001: it-stödet används av de aktörer som samverkar kring patienten',
});
