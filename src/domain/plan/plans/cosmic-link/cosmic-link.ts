import { plan } from '../../plan-entry.ts';
import { arende } from '../../steps/arende/arende.ts';
import { avslut } from '../../steps/avslut/avslut.ts';
import { avslutaSip } from '../../steps/avsluta-sip/avsluta-sip.ts';
import { beslut } from '../../steps/beslut/beslut.ts';
import { beslutVardtillfallen } from '../../steps/beslut-vardtillfallen/beslut-vardtillfallen.ts';
import { borttappade } from '../../steps/borttappade/borttappade.ts';
import { fastVardkontakt } from '../../steps/fast-vardkontakt/fast-vardkontakt.ts';
import { felSystemSip } from '../../steps/fel-system-sip/fel-system-sip.ts';
import { felSystemVardtillfallen } from '../../steps/fel-system-vardtillfallen/fel-system-vardtillfallen.ts';
import { inskrivning } from '../../steps/inskrivning/inskrivning.ts';
import { kallelse } from '../../steps/kallelse/kallelse.ts';
import { kvittera } from '../../steps/kvittera/kvittera.ts';
import { reserv } from '../../steps/reserv/reserv.ts';
import { isLost, isOutside } from '../../steps/shared.ts';
import { skyddade } from '../../steps/skyddade/skyddade.ts';
import { beslutMeddelanden } from '../../steps/beslut-meddelanden/beslut-meddelanden.ts';
import { skyddadeKvittera } from '../../steps/skyddade-kvittera/skyddade-kvittera.ts';
import { skyddadeVardtillfallen } from '../../steps/skyddade-vardtillfallen/skyddade-vardtillfallen.ts';
import { stada } from '../../steps/stada/stada.ts';
import { utanSamtycke } from '../../steps/utan-samtycke/utan-samtycke.ts';
import { vardplan } from '../../steps/vardplan/vardplan.ts';
import { COSMIC_LINK_RULES } from './class-rules.ts';
import { COSMIC_LINK_GATES } from './gates.ts';

/** Protected persons are never handled in the target (seed 004, Samtycke). */
const NEVER_IN_TARGET = [
  'Hanteras aldrig i {target}, utan enligt regionens rutin för skyddade personuppgifter.',
] as const;

/**
 * From an earlier system to Cosmic Link. The processes are those of Region Östergötland (seed 004); the cut-over itself
 * is invented, and every profile and page that follows the plan says so.
 */
export const COSMIC_LINK = plan({
  name: 'cosmic-link',
  steps: [
    inskrivning,
    fastVardkontakt,
    kallelse,
    avslut,
    beslutVardtillfallen,
    { ...skyddadeVardtillfallen, due: { milestone: 'start' }, inTarget: NEVER_IN_TARGET },
    { ...reserv, due: { milestone: 'start' } },
    arende,
    avslutaSip,
    utanSamtycke,
    {
      ...stada,
      inSource: [
        'Läs varför SIP:en föreslås. Samordningsansvarig avgör om den är aktuell; verktyget avgör inget.',
        'Är den inte aktuell: avsluta den i {source}. Är den aktuell: svara ”Behöver hjälp” med en kommentar, så för projektledningen in beslutet.',
      ],
    },
    vardplan,
    beslut,
    { ...skyddade, inTarget: NEVER_IN_TARGET },
    borttappade,
    {
      ...felSystemVardtillfallen,
      inTarget: [
        'Nya vårdtillfällen startas i {target}. Det som är startat i {source} står på listan över vårdtillfällen att starta.',
      ],
      source: 'påhittad; 004, Slutenvårdprocessen; domain §10',
    },
    {
      ...felSystemSip,
      takes: [...felSystemSip.takes, 'end-without-consent'],
      inTarget: ['Nya behov blir ett samordningsärende i {target}, och SIP:en en plan i det.'],
      source: 'påhittad; 004, Identifiera behov; domain §10',
    },
    { ...kvittera, traps: ['Ange aldrig hela personnummer i en hjälpbegäran.'] },
    beslutMeddelanden,
    skyddadeKvittera,
  ],
  sums: [
    { label: 'Öppna SIP:ar', open: 'sip' },
    { label: 'Vårdtillfällen som startas i {target}', stage: 'ward' },
    { label: 'Samma vårdtillfällen hos öppenvården', stage: 'contact' },
    { label: 'Öppna vårdtillfällen', open: 'vardtillfalle' },
    { label: 'Vårdtillfällen i reservrutinen', of: 'vardtillfalle', narrowing: isOutside },
    { label: 'Borttappade SIP:ar', of: 'sip', narrowing: isLost },
    { label: 'Okvitterade meddelanden', open: 'meddelande' },
  ],
  closedBy: { stangda: ['sip'], laslage: ['sip', 'vardtillfalle'] },
  gates: COSMIC_LINK_GATES,
  rules: COSMIC_LINK_RULES,
  labels: {
    'move-with-vardtillfalle': 'Till samordningsärende, under vårdtillfälle',
    'move-outside-vardtillfalle': 'Till samordningsärende',
  },
});
