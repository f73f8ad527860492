import type { GateEntry } from '../../gate-entry.ts';
import { AT_THE_END, NOT_REGISTERED, OPEN_SIPS } from '../shared-gates.ts';

export const COSMIC_LINK_GATES = [
  {
    id: 'vardtillfallen-startade',
    milestone: 'start',
    title: 'Alla vårdtillfällen som ska startas är registrerade i {target}',
    unit: NOT_REGISTERED,
    left: { id: 'step-inskrivning-left', label: 'Vårdtillfällen som inte är intygade startade' },
    needs: 'vardtillfalle',
    source: 'påhittad; 004, Slutenvårdprocessen',
  },
  {
    id: 'vardkontakter-utsedda',
    milestone: 'start',
    title: 'Alla som ligger inne har en fast vårdkontakt',
    unit: ['vårdtillfälle utan fast vårdkontakt', 'vårdtillfällen utan fast vårdkontakt'],
    left: { id: 'step-fast-vardkontakt-left', label: 'Vårdtillfällen utan fast vårdkontakt' },
    needs: 'vardtillfalle',
    source: 'påhittad; 004: ”Öppenvård utser skyndsamt fast vårdkontakt”',
  },
  {
    id: 'arenden-startade',
    milestone: 'sipar',
    title: 'Alla personer med en aktuell SIP har ett samordningsärende i {target}',
    unit: ['person utan samordningsärende', 'personer utan samordningsärende'],
    left: { id: 'step-arende-left', label: 'Personer utan samordningsärende' },
    needs: 'sip',
    source: 'påhittad; 004, Identifiera behov',
  },
  {
    id: 'stangda-sipar-stangda',
    milestone: 'stangda',
    title: 'Alla SIP:ar är stängda i {source} när {week:allSipsClosed} slutar',
    unit: OPEN_SIPS,
    due: 'allSipsClosed',
    counts: 'sip-open',
    needs: 'sip',
    contributors: 'kommun-and-part',
    source: 'påhittad',
  },
  ...AT_THE_END,
] as const satisfies readonly GateEntry[];
