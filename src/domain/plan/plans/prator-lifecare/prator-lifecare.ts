import { plan } from '../../plan-entry.ts';
import { step1 } from '../../steps/1/1.ts';
import { beslutPatienter } from '../../steps/beslut-patienter/beslut-patienter.ts';
import { skyddadePatienter } from '../../steps/skyddade-patienter/skyddade-patienter.ts';
import { step2Somatik } from '../../steps/2-somatik/2-somatik.ts';
import { step2Psykiatri } from '../../steps/2-psykiatri/2-psykiatri.ts';
import { step3Primarvard } from '../../steps/3-primarvard/3-primarvard.ts';
import { step3Psykiatri } from '../../steps/3-psykiatri/3-psykiatri.ts';
import { step4a } from '../../steps/4a/4a.ts';
import { step4b } from '../../steps/4b/4b.ts';
import { step5 } from '../../steps/5/5.ts';
import { beslutVardtillfallen } from '../../steps/beslut-vardtillfallen/beslut-vardtillfallen.ts';
import { skyddadeVardtillfallen } from '../../steps/skyddade-vardtillfallen/skyddade-vardtillfallen.ts';
import { reserv } from '../../steps/reserv/reserv.ts';
import { step6 } from '../../steps/6/6.ts';
import { skyddadeParter } from '../../steps/skyddade-parter/skyddade-parter.ts';
import { sipParter } from '../../steps/sip-parter/sip-parter.ts';
import { stada } from '../../steps/stada/stada.ts';
import { vardplan } from '../../steps/vardplan/vardplan.ts';
import { beslut } from '../../steps/beslut/beslut.ts';
import { skyddade } from '../../steps/skyddade/skyddade.ts';
import { borttappade } from '../../steps/borttappade/borttappade.ts';
import { felSystemSip } from '../../steps/fel-system-sip/fel-system-sip.ts';
import { felSystemVardtillfallen } from '../../steps/fel-system-vardtillfallen/fel-system-vardtillfallen.ts';
import { kvittera } from '../../steps/kvittera/kvittera.ts';
import { beslutMeddelanden } from '../../steps/beslut-meddelanden/beslut-meddelanden.ts';
import { skyddadeKvittera } from '../../steps/skyddade-kvittera/skyddade-kvittera.ts';
import { isLost, isOutside } from '../../steps/shared.ts';
import { LIFECARE_LABELS } from '../lifecare-labels.ts';
import { PRATOR_LIFECARE_GATES } from './gates.ts';

/** Leaving Prator for Lifecare SP, as Region Västernorrland did (seed 000). */
export const PRATOR_LIFECARE = plan({
  name: 'prator-lifecare',
  // In the order of the cut-over.
  steps: [
    step1,
    beslutPatienter,
    skyddadePatienter,
    step2Somatik,
    step2Psykiatri,
    step3Primarvard,
    step3Psykiatri,
    step4a,
    step4b,
    step5,
    beslutVardtillfallen,
    skyddadeVardtillfallen,
    reserv,
    step6,
    sipParter,
    skyddadeParter,
    stada,
    vardplan,
    beslut,
    skyddade,
    borttappade,
    felSystemVardtillfallen,
    felSystemSip,
    kvittera,
    beslutMeddelanden,
    skyddadeKvittera,
  ],
  sums: [
    { label: 'Öppna SIP:ar', open: 'sip' },
    { label: 'Vårdtillfällen som startas i {target}', stage: 'start' },
    { label: 'Samma vårdtillfällen hos öppenvården', stage: 'open-care' },
    { label: 'Samma vårdtillfällen hos biståndshandläggare', stage: 'bistand' },
    { label: 'Samma vårdtillfällen hos kommunal HSL-personal', stage: 'hsl' },
    { label: 'Öppna vårdtillfällen', open: 'vardtillfalle' },
    { label: 'Vårdtillfällen i reservrutinen', of: 'vardtillfalle', narrowing: isOutside },
    { label: 'Borttappade SIP:ar', of: 'sip', narrowing: isLost },
    { label: 'Okvitterade meddelanden', open: 'meddelande' },
  ],
  closedBy: {
    'steg-5': ['vardtillfalle'],
    'vecka-41': ['sip'],
    laslage: ['sip', 'vardtillfalle'],
  },
  gates: PRATOR_LIFECARE_GATES,
  labels: LIFECARE_LABELS,
});
