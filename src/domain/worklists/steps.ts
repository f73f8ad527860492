import { MESSAGE_STEPS } from './message-steps.ts';
import { PATIENT_STEPS } from './patient-steps.ts';
import { SIP_STEPS } from './sip-steps.ts';
import type { Step } from './step.ts';
import { VARDTILLFALLE_STEPS } from './vardtillfalle-steps.ts';

/** All worklists, in the order of the cut-over. */
export const ALL_STEPS: readonly Step[] = [
  ...PATIENT_STEPS,
  ...VARDTILLFALLE_STEPS,
  ...SIP_STEPS,
  ...MESSAGE_STEPS,
];
