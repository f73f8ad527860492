import { createHash } from 'node:crypto';
import { isEventKeptWithoutPersons } from '../../domain/checkpoints/pseudonymised.ts';
import { eventsFrom, hashedText } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';

/** One event a line: its hash, and exactly the text that the hash is made over. */
export function* eventLines({ db }: Pick<Register, 'db'>, isPseudonymised: boolean): Iterable<string> {
  for (const event of eventsFrom(db)) {
    const { hash, data } = event;
    if (!isPseudonymised || isEventKeptWithoutPersons(event.type, data)) {
      yield `{"hash":"${hash}","event":${hashedText(event)}}\n`;
      continue;
    }
    const [seq, recordedAt, effectiveOn, by, type, kind, caseId, , prevHash] = JSON.parse(
      hashedText(event),
    ) as unknown[];
    const told = JSON.stringify([seq, recordedAt, effectiveOn, by, type, kind, caseId, null, prevHash]);
    const dataSha256 = createHash('sha256').update(data).digest('hex');
    yield `{"hash":"${hash}","event":${told},"dataSha256":"${dataSha256}"}\n`;
  }
}
