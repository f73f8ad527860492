import type { RecordedEvent } from '../app/tracking/record-event.ts';

/** What is told whoever closes a case by hand, while lists say that it is not finished. */
export const saidAgainst = ({ against, caseId }: RecordedEvent): readonly string[] =>
  against.map(
    ({ step, status, worklists }) =>
      `Se efter: status är ”${status}” på ${worklists.join(', ')} (steg ${step}), och ${caseId} är ändå avslutad.`,
  );
