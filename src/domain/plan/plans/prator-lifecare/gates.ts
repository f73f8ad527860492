import type { GateEntry } from '../../gate-entry.ts';
import { NOT_REGISTERED, OPEN_SIPS, SETTLED, WHEN_READ_ONLY } from '../shared-gates.ts';

const ALL_CLOSED = '000, Förberedelser: ”Senast v 41 behöver ALLA SIPar i Prator vara stängda”';
const NOT_ANSWERED = [
  'vårdtillfälle som inte är intygat besvarat',
  'vårdtillfällen som inte är intygade besvarade',
] as const;

/** What must hold, milestone by milestone; last what the report itself rests on. */
export const PRATOR_LIFECARE_GATES = [
  {
    id: 'steg-1-registrerade',
    milestone: 'steg-1',
    title: 'Alla brukare i steg 1 är registrerade i {target}',
    unit: ['brukare som inte är intygad registrerad', 'brukare som inte är intygade registrerade'],
    left: { id: 'step-1-left', label: 'Brukare i steg 1 som inte är intygade registrerade' },
    needs: 'patient',
    source: '000, Steg 1 – Kommunen lägger in patienter i Lifecare SP',
  },
  {
    id: 'steg-2-startade',
    milestone: 'steg-2',
    title: 'Alla vårdtillfällen som ska startas är registrerade i {target}',
    unit: NOT_REGISTERED,
    left: { id: 'step-2-left', label: 'Vårdtillfällen i steg 2 som inte är intygade startade' },
    needs: 'vardtillfalle',
    source: '000, Tidplan: ”30:e september, start från morgonen”',
  },
  {
    id: 'steg-3-kompletterade',
    milestone: 'steg-3',
    title: 'Primärvård och psykiatrisk öppenvård har kompletterat alla vårdtillfällen',
    unit: NOT_ANSWERED,
    left: { id: 'step-3-left', label: 'Vårdtillfällen i steg 3 som inte är besvarade' },
    needs: 'vardtillfalle',
    source: '000, Tidplan: ”30:e september, start från lunchtid”',
  },
  {
    id: 'steg-4a-kompletterade',
    milestone: 'steg-4',
    title: 'Biståndshandläggarna har kompletterat alla vårdtillfällen',
    unit: NOT_ANSWERED,
    left: { id: 'step-4a-left', label: 'Vårdtillfällen i steg 4 A som inte är besvarade' },
    needs: 'vardtillfalle',
    source: '000, Tidplan: ”1:a oktober”; steg 4 A',
  },
  {
    id: 'steg-4b-kompletterade',
    milestone: 'steg-4',
    title: 'Kommunernas HSL-personal har kompletterat alla vårdtillfällen',
    unit: NOT_ANSWERED,
    left: { id: 'step-4b-left', label: 'Vårdtillfällen i steg 4 B som inte är besvarade' },
    needs: 'vardtillfalle',
    source: '000, Tidplan: ”1:a oktober”; steg 4 B',
  },
  {
    id: 'fonstret-sipar-stangda',
    milestone: 'steg-6',
    title: 'Alla SIP:ar är stängda i {source} när arbetsfönstret slutar',
    unit: OPEN_SIPS,
    due: 'sipWindowEnds',
    counts: 'sip-open',
    needs: 'sip',
    contributors: 'kommun-and-part',
    source: '000, Tidplan: ”2:a–10:e oktober”',
  },
  {
    id: 'vecka-41-sipar-stangda',
    milestone: 'vecka-41',
    title: 'Alla SIP:ar är stängda i {source} när {week:allSipsClosed} slutar',
    unit: OPEN_SIPS,
    due: 'allSipsClosed',
    counts: 'sip-open',
    needs: 'sip',
    contributors: 'kommun-and-part',
    source: ALL_CLOSED,
  },
  ...WHEN_READ_ONLY,
  {
    id: 'laslage-extrameddelanden',
    milestone: 'laslage',
    title: 'Alla extrameddelanden om flytten är skickade och kvitterade',
    unit: [
      'extrameddelande som ska skickas eller kvitteras',
      'extrameddelanden som ska skickas eller kvitteras',
    ],
    due: 'readOnly',
    counts: 'extra-left',
    needs: 'meddelande',
    contributors: 'kommun-and-part',
    source: 'domain §5, Traps: the cut-over creates its own blockers, so readiness counts them',
  },
  ...SETTLED,
] as const satisfies readonly GateEntry[];
