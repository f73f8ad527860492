import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as vardtillfalle from '../../columns/vardtillfalle-facts.ts';
import { named } from '../../owners.ts';
import { MOVING, isOutside } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const reserv = step({
  id: 'reserv',
  of: 'vardtillfalle',
  title: 'Reservrutin – patienter och enheter utanför {target}',
  takes: MOVING,
  narrowing: isOutside,
  owner: named('Systemförvaltningen'),
  milestone: null,
  due: { milestone: 'steg-2' },
  columns: [
    about.reference,
    vardtillfalle.vardtillfalleInSource,
    ...about.PERSON,
    about.kommun,
    vardtillfalle.ward,
    vardtillfalle.admitted,
    vardtillfalle.outside,
    answer.status,
    answer.receiverTold,
    answer.safeWay,
    answer.formsUsed,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Ingenting: parten nås inte genom {target}.'],
  inSource: [],
  traps: ['Utomlänspatienter och enheter som inte är anslutna hanteras alltid så.'],
  checklist: [
    'Ta blanketterna ur samverkansrutinens bilaga 2: en för varje meddelande som annars hade gått i systemet (inskrivningsmeddelande, utskrivningsrapport, meddelande om utskrivningsklar, utskrivningsmeddelande).',
    'Säg till mottagaren att blankett används, och kom överens om hur den skickas.',
    'Fax eller funktionsbrevlåda bara om det är bedömt som säkert. Skicka inte som vanlig e-post.',
    'Bekräfta att blanketten är mottagen, och av vem.',
    'Specialistmottagningar finns inte i systemet: hälsocentralen underrättar dem.',
  ],
  source:
    '003, Informationsöverföringssystem: ”reservrutin … samt för utomlänspatienter, gäller särskilda rutiner där separata blanketter ska användas”',
});
