import { stockholmDay } from '../calendar/days.ts';
import { bagProblem, type BagProblem } from './bag-problems.ts';
import { CHECKPOINT_KINDS } from './checkpoint.ts';
import type { CheckpointStatement } from './checkpoint-schema.ts';

/** What bag-info.txt says of a checkpoint, in order. */
export function bagInfo(
  statement: CheckpointStatement,
  program: string,
): readonly (readonly [label: string, value: string])[] {
  const { region, checkpoint, kind, effectiveAt, event } = statement;
  return [
    ['Source-Organization', region],
    ['External-Identifier', `overgang-${checkpoint}`],
    ['External-Description', `${CHECKPOINT_KINDS[kind]} ${effectiveAt.replace('T', ' ')}`],
    ['Bagging-Date', stockholmDay(new Date(event.recordedAt))],
    [AGENT, program],
  ];
}

const AGENT = 'Bag-Software-Agent';
/** What must stand as it was stated; the description is words, and another program may have made the bag. */
const HELD: readonly string[] = ['Source-Organization', 'External-Identifier', 'Bagging-Date'];

type Info = readonly { readonly label: string; readonly value: string }[];

/** That bag-info.txt says what is stated, once. */
export function infoProblems(info: Info, statement: CheckpointStatement): readonly BagProblem[] {
  const differs = bagInfo(statement, '').filter(([label, value]) => {
    const said = info.filter((entry) => entry.label === label);
    return HELD.includes(label) && (said.length !== 1 || said[0]?.value !== value);
  });
  const hasOxum = info.some(({ label }) => label === OXUM);
  return [...differs.map(([label]) => label), ...(hasOxum ? [] : [OXUM])].map((label) =>
    bagProblem('INFO_DIFFERS', 'bag-info.txt', label),
  );
}

const OXUM = 'Payload-Oxum';

/** The program that says that it has made a bag. */
export const makerOf = (info: Info): string =>
  info.find(({ label }) => label === AGENT)?.value ?? 'okänt program';
