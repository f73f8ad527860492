import * as answer from '../../../answers/answer-columns.ts';
import * as about from '../../columns/case-facts.ts';
import * as patient from '../../columns/patient-facts.ts';
import { byKommunOr } from '../../owners.ts';
import { isPlaceUnknown } from '../shared.ts';
import { step } from '../../step-entry.ts';

export const beslutPatienter = step({
  id: 'beslut-patienter',
  of: 'patient',
  title: 'Beslut – patienter som ingen vet om, eller var, de ska läggas in i {target}',
  takes: [],
  narrowing: isPlaceUnknown,
  owner: byKommunOr('kommun', 'Kommunen', 'Projektledningen'),
  milestone: 'steg-1',
  due: { milestone: 'steg-1' },
  gate: 'steg-1-registrerade',
  columns: [
    about.reference,
    patient.caseInSource,
    ...about.PERSON,
    about.kommun,
    patient.housing,
    patient.hasSip,
    patient.placeUnknown,
    answer.status,
    answer.registeredOn,
    answer.by,
    answer.comment,
  ],
  inTarget: ['Lägg in patienten som i steg 1 när det är känt var den bor, och fyll i dagen.'],
  inSource: [
    'Se efter boende och kommun, rätta i {source} och ta ut listan på nytt; eller svara här.',
    'Ska patienten inte läggas in: välj ”Inte aktuell”.',
  ],
  traps: [
    'Bor patienten inte i ordinärt boende ska den läggas in i steg 1, också om boendet heter något som listan inte har ett ord för.',
  ],
  calls: 'decision',
  source: '000, Steg 1 – vilka patienter kan läggas upp i förväg; domain §10: a decision list, not none',
});
