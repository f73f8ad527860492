import { count } from '../domain/words/counted.ts';
import type { RecordedEvent } from '../app/tracking/record-event.ts';

/** What is told whoever closes a case by hand, while lists say that it is not finished. */
export const saidAgainst = ({
  against,
  caseId,
  openInListOn,
  messagesOwed,
}: RecordedEvent): readonly string[] => [
  ...against.map(
    ({ step, status, worklists }) =>
      `Se efter: status är ”${status}” på ${worklists.join(', ')} (steg ${step}), och ${caseId} är ändå avslutad.`,
  ),
  ...(messagesOwed === 0 ? [] : [`Se efter: okvitterade meddelanden om ${caseId}: ${count(messagesOwed)}.`]),
  ...(openInListOn === null
    ? []
    : [
        `Se efter: uttaget ${openInListOn} är redan inläst och har ${caseId} som öppen. Från det räknas den som öppen. Gäller avslutet ändå: skriv in det med en dag som inte ligger före uttaget.`,
      ]),
];
