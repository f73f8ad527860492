import * as answer from '../../../answers/answer-columns.ts';
import * as decision from '../../../answers/decision-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { named } from '../../owners.ts';
import { WINDOW_AND_DEADLINES } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const beslut = step({
  id: 'beslut',
  of: 'sip',
  title: 'Beslut – SIP:ar som ingen kan flytta utan besked',
  takes: ['needs-decision', 'in-both-systems'],
  owner: named('Projektledningen'),
  milestone: null,
  due: { deadline: 'sipWindowEnds', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.part,
    sip.unit,
    sip.role,
    sip.reason,
    sip.consent,
    answer.status,
    decision.sipDecision,
    decision.decisionReason,
    decision.decidedOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting förrän beslutet är fattat.'],
  inSource: [
    'Rätta det som saknas i {source} (part, kommun, enhet, samtycke, identitet) och ta ut listan på nytt, eller besluta här: välj i kolumnen ”Beslut” och skriv varför i ”Skäl”.',
  ],
  traps: ['Ett nekat samtycke kan inte ersättas av menprövning.'],
  whenReadOnly: {
    rows: 'Raderna är öppna undantag. Projektledningen beslutar i kolumnerna ”Beslut” och ”Skäl”.',
  },
  calls: 'decision',
  source: 'domain §3: a named bucket of its own with an owner; nothing is guessed',
});
