import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as sip from '../../columns/sip-facts.ts';
import { byResponsibleParty } from '../../owners.ts';
import { WINDOW_AND_DEADLINES, isLost } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const borttappade = step({
  id: 'borttappade',
  of: 'sip',
  title: 'Borttappade – SIP:ar som är borta ur {source} men inte syns i {target}',
  takes: ['closed'],
  narrowing: isLost,
  owner: byResponsibleParty,
  milestone: null,
  due: { deadline: 'readOnly', text: WINDOW_AND_DEADLINES },
  columns: [
    about.reference,
    sip.sipInSource,
    ...about.PERSON,
    about.kommun,
    sip.role,
    sip.lost,
    answer.status,
    answer.foundInTarget,
    answer.by,
    answer.comment,
  ],
  inTarget: [
    'Sök upp patienten. Finns SIP:en: fyll i dagen i ”Finns i {target}”. Finns den inte: skapa den.',
  ],
  inSource: [
    'Se efter hur SIP:en avslutades, och om det står antecknat att den är överflyttad.',
    'Är den rätt avslutad utan att flyttas: svara ”Inte aktuell” med en kommentar. Det förs in med ”overgang decide”.',
  ],
  traps: [
    'Listan från {target} kan vara äldre än uttaget ur {source}: se efter innan en ny SIP skapas.',
    'Personen känns igen med sitt nummer. Är det olika i de två systemen ser SIP:en ut att saknas.',
  ],
  groups: true,
  comparesSystems: true,
  calls: 'lost',
  source:
    '000, Förberedelser: ”ALLA SIPar i Prator vara stängda (avslutats eller flyttats över till Lifecare)”; det som är varken eller (vår slutsats)',
});
