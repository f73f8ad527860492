import { expect, it } from 'vitest';
import { openPhasesOfSips } from '../src/register/rows/list-contents.ts';
import { holding } from './helpers/memory.ts';

const HEADERS = 'SIP-id;Kommun;Samordningsansvar;Planform;Status;Fas;Startad;Samtycke';
const sip = (id: string, phase: string): string => `${id};Ånge;Kommun;SIP;Pågående;${phase};2025-03-04;Ja`;
const GOING_ON = 'Genomförande';
const EVALUATION = 'Utvärdering';
const list = (day: string, ...rows: readonly string[]): { name: string; text: string } => ({
  name: `sip-${day}.csv`,
  text: [HEADERS, ...rows, ''].join('\n'),
});

it('a SIP has been in a phase by its newest list, or by one before it that said otherwise; no other has', async () => {
  const lists = [
    list(
      '2025-09-15',
      sip('S1', GOING_ON),
      sip('S2', EVALUATION),
      sip('S3', GOING_ON),
      sip('S4', EVALUATION),
    ),
    list(
      '2025-09-22',
      sip('S1', EVALUATION),
      sip('S2', GOING_ON),
      sip('S3', GOING_ON),
      sip('S4', EVALUATION),
    ),
  ];
  const found = await holding(lists, '2025-09-29', ({ db }) => {
    const wasEver = openPhasesOfSips(db, 'utvardering');
    const sips = db.prepare('SELECT case_no AS "caseNo", key FROM sip ORDER BY key').all() as {
      readonly caseNo: number;
      readonly key: string;
    }[];
    return sips.map(({ caseNo, key }) => [key, wasEver(caseNo)]);
  });
  expect(found).toEqual([
    ['S1', true],
    ['S2', true],
    ['S3', false],
    ['S4', true],
  ]);
});
