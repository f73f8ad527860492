import type { CohortId } from './cohorts.ts';
import type { FigureColumn } from './readiness.ts';

export const column = (label: string, cohort: CohortId): FigureColumn & { readonly cohort: CohortId } => ({
  label,
  cohort,
});

export const SIP_COLUMNS = [
  column('Öppna', 'sip-open'),
  column('Intygade', 'sip-attested'),
  column('Bekräftade', 'sip-confirmed'),
  column('Alla', 'sip-all'),
];
export const CLOSED_COLUMNS = [
  column('Flyttade', 'sip-moved'),
  column('Avslutade', 'sip-ended'),
  column('Inte kända', 'sip-closed-unknown'),
  column('Alla', 'sip-closed'),
];
export const SINCE_COLUMNS = [
  column('Öppna då', 'sip-open-then'),
  column('Lösta', 'sip-resolved'),
  column('Kvar', 'sip-persisting'),
  column('Nya', 'sip-new'),
  column('Återöppnade', 'sip-reopened'),
  column('Öppna nu', 'sip-open'),
];
export const VARDTILLFALLE_COLUMNS = [
  column('Startas', 'vardtillfalle-start'),
  column('Avslutas', 'vardtillfalle-finish'),
  column('Bytt', 'vardtillfalle-moved-back'),
  column('Kvittens', 'vardtillfalle-awaiting'),
  column('Instängda', 'vardtillfalle-trapped'),
  column('Övriga', 'vardtillfalle-other'),
  column('Öppna', 'vardtillfalle-open'),
  column('Blir instängda', 'vardtillfalle-will-be-trapped'),
];
export const MESSAGE_COLUMNS = [column('Att kvittera', 'message-to-acknowledge')];
export const ALL_MESSAGE_COLUMNS = [
  column('Att kvittera', 'message-to-acknowledge'),
  column('Övriga', 'message-other'),
  column('Alla', 'message-all'),
];
export const EXTRA_COLUMNS = [
  column('Ska skickas', 'extra-expected'),
  column('Intygade', 'extra-attested'),
  column('I listan', 'extra-found'),
  column('Kvitterade', 'extra-acknowledged'),
  column('Kvar', 'extra-left'),
];
export const BEGUN_LATE_COLUMNS = [
  column('Vårdtillfällen', 'begun-late-vardtillfalle'),
  column('SIP:ar', 'begun-late-sip'),
  column('Alla', 'begun-late'),
];
export const MEETING_COLUMNS = [column('Möten', 'sip-meeting')];
export const TARGET_COLUMNS = [
  column('I steget', 'step-planned'),
  column('Intygade', 'step-target-attested'),
  column('Intygade och i listan', 'step-target-confirmed'),
  column('Bara i listan', 'step-target-listed'),
  column('Motsagda', 'step-target-contradicted'),
];
export const STEP_COLUMNS = [
  column('I steget', 'step-planned'),
  column('Intygade', 'step-attested'),
  column('Bekräftade', 'step-confirmed'),
  column('Hjälp', 'step-need-help'),
  column('Kvar', 'step-not-done'),
];
