import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { named } from '../../owners.ts';
import { SIPS_TO_MOVE, UNIT_LATER, WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const vantarSip = step({
  id: 'vantar-sip',
  of: 'sip',
  title: 'Väntar – SIP:ar hos enheter som inte har börjat än',
  takes: SIPS_TO_MOVE,
  share: UNIT_LATER,
  owner: named('Systemförvaltningen'),
  milestone: null,
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.part,
    sip.unit,
    about.unitDay,
    answer.status,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting än: enhetens egen lista börjar på enhetens dag.'],
  inSource: ['Enheten arbetar i {source} som förut.'],
  traps: ['Ändras enhetens dag: ändra den i profilen, så följer listorna med.'],
  whenReadOnly: { rows: 'Enheten har inte börjat fast {source} är skrivskyddat: projektledningen beslutar.' },
  groups: true,
  source: 'påhittad; 001, Tidplan',
});
