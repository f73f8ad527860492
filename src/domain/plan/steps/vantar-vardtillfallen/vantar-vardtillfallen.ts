import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { named } from '../../owners.ts';
import { AT_WARD, UNIT_LATER } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const vantarVardtillfallen = step({
  id: 'vantar-vardtillfallen',
  of: 'vardtillfalle',
  title: 'Väntar – vårdtillfällen på enheter som inte har börjat än',
  takes: AT_WARD,
  share: UNIT_LATER,
  owner: named('Systemförvaltningen'),
  milestone: null,
  due: { milestone: 'enheterna-borjar' },
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
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting än: enhetens egen lista börjar på enhetens dag.'],
  inSource: ['Enheten arbetar i {source} som förut.'],
  traps: ['Ändras enhetens dag: ändra den i profilen, så följer listorna med.'],
  whenReadOnly: { rows: 'Enheten har inte börjat fast {source} är skrivskyddat: projektledningen beslutar.' },
  source: 'påhittad; 001, Tidplan: ”Information om tidplan för kommande driftsättningar ges längre fram”',
});
