import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as patient from '../../columns/patient-facts.ts';
import { named } from '../../owners.ts';
import { isOfStep1 } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const skyddadePatienter = step({
  id: 'skyddade-patienter',
  of: 'patient',
  title: 'Skyddade personuppgifter – patienter för utsedda handläggare',
  takes: [],
  narrowing: isOfStep1,
  owner: named('Utsedda handläggare'),
  milestone: 'steg-1',
  isOngoing: true,
  due: { milestone: 'steg-1' },
  gate: 'steg-1-registrerade',
  columns: [about.reference, patient.hasSip, answer.status, answer.registeredOn, answer.by, answer.comment],
  inTarget: ['Läggs in av utsedd handläggare enligt regionens rutin för skyddade personuppgifter.'],
  inSource: ['Hanteras av utsedd handläggare.'],
  traps: ['Folkbokföringen kan vara fiktiv: kommunen avgörs inte av den.', 'Lämna inte listan vidare.'],
  isGuarded: true,
  source: 'Offentlighets- och sekretesslagen (2009:400) 22 kap. 1 §; domain §8',
});
