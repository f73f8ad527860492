import { plan } from '../../plan-entry.ts';
import { beslut } from '../../steps/beslut/beslut.ts';
import { beslutVardtillfallen } from '../../steps/beslut-vardtillfallen/beslut-vardtillfallen.ts';
import { borttappade } from '../../steps/borttappade/borttappade.ts';
import { enhetAvsluta } from '../../steps/enhet-avsluta/enhet-avsluta.ts';
import { enhetSip } from '../../steps/enhet-sip/enhet-sip.ts';
import { skyddadeParter } from '../../steps/skyddade-parter/skyddade-parter.ts';
import { sipParter } from '../../steps/sip-parter/sip-parter.ts';
import { enhetStarta } from '../../steps/enhet-starta/enhet-starta.ts';
import { felSystemSip } from '../../steps/fel-system-sip/fel-system-sip.ts';
import { felSystemVardtillfallen } from '../../steps/fel-system-vardtillfallen/fel-system-vardtillfallen.ts';
import { kvittera } from '../../steps/kvittera/kvittera.ts';
import { reserv } from '../../steps/reserv/reserv.ts';
import { reservEnheter } from '../../steps/reserv-enheter/reserv-enheter.ts';
import { reservSip } from '../../steps/reserv-sip/reserv-sip.ts';
import { isLost, isOutsideOfBegun } from '../../steps/shared.ts';
import { skyddade } from '../../steps/skyddade/skyddade.ts';
import { beslutMeddelanden } from '../../steps/beslut-meddelanden/beslut-meddelanden.ts';
import { skyddadeKvittera } from '../../steps/skyddade-kvittera/skyddade-kvittera.ts';
import { skyddadeVardtillfallen } from '../../steps/skyddade-vardtillfallen/skyddade-vardtillfallen.ts';
import { stada } from '../../steps/stada/stada.ts';
import { vantarSip } from '../../steps/vantar-sip/vantar-sip.ts';
import { vantarVardtillfallen } from '../../steps/vantar-vardtillfallen/vantar-vardtillfallen.ts';
import { vardplan } from '../../steps/vardplan/vardplan.ts';
import { LIFECARE_LABELS } from '../lifecare-labels.ts';
import { UNIT_BY_UNIT_GATES } from './gates.ts';

/**
 * From an earlier system to the target unit by unit, each on its own day: what it starts from then on is in the target,
 * what it has is ended where it began, and who has no day has the reserve routine. Which unit types are under
 * investigation is Region Stockholm's (seed 001); the rest is invented, and every profile and page that follows the
 * plan says so.
 */
export const UNIT_BY_UNIT = plan({
  name: 'unit-by-unit',
  switchesByUnit: true,
  steps: [
    enhetStarta,
    enhetAvsluta,
    vantarVardtillfallen,
    reservEnheter,
    {
      ...reserv,
      title: 'Reservrutin – parter som inte nås genom {target}',
      narrowing: isOutsideOfBegun,
      due: { milestone: 'enheterna-borjar' },
    },
    beslutVardtillfallen,
    { ...skyddadeVardtillfallen, due: { milestone: 'enheterna-borjar' } },
    enhetSip,
    sipParter,
    skyddadeParter,
    vantarSip,
    reservSip,
    {
      ...stada,
      inSource: [
        'Läs varför SIP:en föreslås. Samordningsansvarig avgör om den är aktuell; verktyget avgör inget.',
        'Är den inte aktuell: avsluta den i {source}. Är den aktuell: svara ”Behöver hjälp” med en kommentar, så för projektledningen in beslutet.',
      ],
    },
    vardplan,
    beslut,
    skyddade,
    borttappade,
    {
      ...felSystemVardtillfallen,
      inTarget: [
        'Från enhetens dag startas nya vårdtillfällen i {target}. Det som är startat i {source} står på enhetens listor.',
      ],
      source: 'påhittad; 001, Lifecare SP; domain §10',
    },
    {
      ...felSystemSip,
      inTarget: [
        'Från enhetens dag skapas nya SIP:ar i {target}. Den som är startad i {source} står på enhetens listor.',
      ],
      source: 'påhittad; 001, Lifecare SP; domain §10',
    },
    { ...kvittera, traps: ['Ange aldrig hela personnummer i en hjälpbegäran.'] },
    beslutMeddelanden,
    skyddadeKvittera,
  ],
  sums: [
    { label: 'Öppna SIP:ar', open: 'sip' },
    { label: 'Öppna vårdtillfällen', open: 'vardtillfalle' },
    { label: 'Vårdtillfällen i reservrutinen', of: 'vardtillfalle', narrowing: isOutsideOfBegun },
    { label: 'Borttappade SIP:ar', of: 'sip', narrowing: isLost },
    { label: 'Okvitterade meddelanden', open: 'meddelande' },
  ],
  closedBy: { 'enheterna-klara': ['sip', 'vardtillfalle'], laslage: ['sip', 'vardtillfalle'] },
  gates: UNIT_BY_UNIT_GATES,
  labels: LIFECARE_LABELS,
});
