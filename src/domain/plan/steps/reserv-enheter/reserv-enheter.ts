import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { AT_WARD, UNIT_NEVER, WARD } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const reservEnheter = step({
  id: 'reserv-enheter',
  of: 'vardtillfalle',
  title: 'Reservrutin – vårdtillfällen på enheter som inte är anslutna till {target}',
  takes: AT_WARD,
  share: UNIT_NEVER,
  owner: WARD,
  milestone: null,
  due: { deadline: 'readOnly', text: 'Reservrutinen gäller tills regionen beslutar annat.' },
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
    answer.receiverTold,
    answer.safeWay,
    answer.formsUsed,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting: enheten är inte ansluten till {target}.'],
  inSource: [],
  traps: ['Det är regionen som beslutar om reservrutinen.'],
  checklist: [
    'Använd manualen för manuell informationsöverföring, och faxmallen bara där säkert mottagande är ordnat.',
    'Säg till mottagaren, och bekräfta vem som har tagit emot.',
    'Rapportera avvikelser till Storsthlm utan personuppgifter.',
  ],
  source: '001, Reservrutin: ”det Region Stockholm som beslutar om en övergång till reservrutiner”',
});
