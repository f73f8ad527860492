import { createHash } from 'node:crypto';
import type { ListShown } from '../../domain/plan/list-changes.ts';
import { recipientOf, type Owner } from '../../domain/plan/owners.ts';
import { planOf, stepWithId, withReadOnlySource } from '../../domain/plan/plan.ts';
import type { WorklistModel, WorklistRow } from '../../documents/worklist/worklist-model.ts';
import type { IssuedWorklist } from '../../register/hand-outs/worklists.ts';
import type { Register } from '../../register/file/register.ts';
import type { Subjects } from '../cases/subjects.ts';
import { watermarkOf } from '../guards/rehearsal-mark.ts';
import { filingOf } from '../worklists/filing.ts';
import { listKey, listsOf, stepsOn, type PlannedList } from '../worklists/plan-hand-out.ts';
import { modelOf, openGivenAnswers } from '../worklists/worklist-model-of.ts';

/** A list as it would be handed out, and whose it would be. */
interface PlannedShown extends ListShown {
  readonly step: string;
  readonly owner: string;
  readonly isGuarded: boolean;
}

export interface ListsShown {
  /** By step and owner. */
  readonly lists: ReadonlyMap<string, PlannedShown>;
  /** The mark of the plan of a list that was handed out and holds no row any more. */
  readonly emptyPlanOf: (list: IssuedWorklist) => string;
}

/**
 * The lists that a register would hand out on a day, marked by all that each would hold: the very model that is written.
 *
 * @param issued the keys of the lists that somebody has: of others it is enough to know which rows they would have
 */
export function listsShown(
  register: Register,
  asOf: string,
  subjects: Subjects,
  issued: ReadonlySet<string>,
): ListsShown {
  const { profile } = register;
  const { steps, readOnlySince } = stepsOn(register, asOf);
  const watermark = watermarkOf(register);
  const given = openGivenAnswers(register);
  const request = { asOf, showsPersonnummer: false, readOnlySince, watermark };
  const model = (list: PlannedList): WorklistModel => modelOf(register, '', list, request, given, '');
  const lists = listsOf(steps, subjects);
  const filing = filingOf([...lists.values()], profile, watermark);
  const shown = new Map<string, PlannedShown>();
  for (const [key, list] of lists) {
    const { step, owner, recipient } = list;
    const rows = list.subjects.map(({ reference }) => [reference, ''] as const);
    const held = issued.has(key) ? marked(model(list)) : { plan: '', rows: new Map(rows) };
    const address = JSON.stringify([
      owner.name,
      recipient.name,
      filing.folderOf(recipient),
      filing.nameOf(list),
    ]);
    shown.set(key, { step: step.id, owner: owner.name, isGuarded: step.isGuarded, address, ...held });
  }
  const emptyPlanOf = (list: IssuedWorklist): string => {
    const found = stepWithId(planOf(profile), list.step);
    if (found === undefined) return '';
    const step = readOnlySince === null ? found : withReadOnlySource(found, readOnlySince, profile);
    const owner = ownerOf(list);
    return marked(model({ step, owner, recipient: recipientOf(step, owner), subjects: [] })).plan;
  };
  return { lists: shown, emptyPlanOf };
}

/** The key of a list that was handed out. */
export const keyOfIssued = ({ step, ownerKey }: IssuedWorklist): string => listKey(step, ownerKey);

const ownerOf = ({
  ownerKey,
  owner,
  kommun,
  part,
  unit,
  recipientKey,
  recipient,
}: IssuedWorklist): Owner => ({
  ...{ key: ownerKey, name: owner, kommun, part, unit },
  recipient: { key: recipientKey, name: recipient, isGuarded: false },
});

/** What a list holds, but for its number, its owner and what tells one hand-out from another. */
function marked(model: WorklistModel): Pick<ListShown, 'plan' | 'rows'> {
  const others = { id: '', snapshotId: '', owner: '', basedOn: '', footnotes: [], rows: [] };
  return {
    plan: markOf({ ...model, ...others }),
    rows: new Map(model.rows.map((row) => [row.token, markOf(cellsOf(row))])),
  };
}

/** A column without a word says as much of a row as one that is not there. */
const cellsOf = ({ group, cells }: WorklistRow): unknown => [
  group,
  Object.entries(cells).filter(([, value]) => value !== null && value !== ''),
];

const markOf = (of: unknown): string => createHash('sha256').update(JSON.stringify(of)).digest('base64url');
