import type { GateEntry } from '../../gate-entry.ts';
import { AT_THE_END, NOT_REGISTERED } from '../shared-gates.ts';

export const UNIT_BY_UNIT_GATES = [
  {
    id: 'nya-vardtillfallen-startade',
    milestone: 'enheterna-borjar',
    title: 'Alla nya vårdtillfällen på enheter som har börjat är startade i {target}',
    unit: NOT_REGISTERED,
    left: { id: 'step-enhet-starta-left', label: 'Nya vårdtillfällen som inte är intygade startade' },
    needs: 'vardtillfalle',
    source: 'påhittad; 001, Lifecare SP',
  },
  {
    id: 'enhet-klar',
    milestone: 'enheterna-klara',
    title: 'Alla ärenden är avslutade i {source}',
    unit: ['öppet ärende i {source}', 'öppna ärenden i {source}'],
    due: 'allSipsClosed',
    counts: 'case-open',
    needs: 'sip',
    contributors: 'kommun-and-part',
    perUnit: true,
    source: 'påhittad: {source} stängs för en enhet när alla dess ärenden där är avslutade',
  },
  ...AT_THE_END,
] as const satisfies readonly GateEntry[];
