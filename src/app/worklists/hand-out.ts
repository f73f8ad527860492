import { dirname, join } from 'node:path';
import type { Recipient } from '../../domain/plan/owners.ts';
import { basisOf, basisText, type BasisEntry } from '../../domain/worklists/basis.ts';
import type { EnvironmentCheck } from '../../domain/worklists/environment-guard.ts';
import type { ProvenSum } from '../../domain/worklists/proof.ts';
import { refuseTakenNames, removeLeftovers, writeFileAtomically } from '../../files/put/atomic-write.ts';
import { writeTogether, type FilesTogether } from '../../files/put/side-by-side.ts';
import type { WorklistModel } from '../../documents/worklist/worklist-model.ts';
import { unitsWithLists } from '../../register/cases/units.ts';
import type { Register } from '../../register/file/register.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import { worklistIndexHtml, type IndexedList } from '../../documents/worklist/worklist-index-html.ts';
import { rehearsalPrefix, watermarkOf } from '../guards/rehearsal-mark.ts';
import { keepPartyNumbers } from '../../register/cases/sip-parties.ts';
import { numberedParty } from '../cases/sip-parties.ts';
import { openFootings } from './footing.ts';
import type { Step } from '../../domain/plan/plan.ts';
import type { Subject } from '../../domain/plan/subject.ts';
import { CLASS, DUE, EARLIER, GROUP, OWNER } from '../../domain/returned/returned-row.ts';
import { openDelivery, reachedBy, type Reached, type SentList } from './delivery.ts';
import { earlierInFolder } from './earlier-lists.ts';
import { filingOf, type Filing } from './filing.ts';
import { openIssuing, type Addressee } from './issue-list.ts';
import { planHandOut, type HandOutRequest, type PlannedList } from './plan-hand-out.ts';
import { openGroups } from './recipient-groups.ts';
import { modelOf, openGivenAnswers, type GivenAnswers } from './worklist-model-of.ts';

interface HandedOut {
  readonly id: string;
  /** Empty in a dry run. */
  readonly snapshotId: string;
  /** One a format; empty in a dry run. */
  readonly paths: readonly string[];
  readonly step: string;
  readonly stepTitle: string;
  readonly owner: string;
  readonly recipient: Recipient;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly rows: number;
  readonly isGuarded: boolean;
}

export interface HandOutReport extends Reached {
  readonly worklists: readonly HandedOut[];
  /** Titles of steps that were asked for and that no case stands on. */
  readonly emptySteps: readonly string[];
  /** What the rows add up to, counted another way. */
  readonly sums: readonly ProvenSum[];
  readonly indexPath: string | null;
  /** The lists from the systems that it all rests on. */
  readonly basedOn: readonly BasisEntry[];
  readonly environment: EnvironmentCheck;
  /** Only a kommun, a part or a unit was asked for: nothing is handed out about protected persons. */
  readonly isPart: boolean;
  readonly isEncrypted: boolean;
}

/** Units that lists can be for: what `--unit` can name. */
export function unitsOfLists({ db }: Register): readonly string[] {
  return unitsWithLists(db);
}

/**
 * Writes the worklists and an index, and registers what was handed out to whom: all of it, or the register knows
 * of nothing.
 *
 * @returns the lists with their rows, and the sums they are held to
 */
export async function handOut(register: Register, request: HandOutRequest): Promise<HandOutReport> {
  if (request.isDryRun) {
    const { lists, emptySteps, sums, basedOn, environment, isPart } = planHandOut(register, request);
    return {
      worklists: lists.map((list) => handedOut(list, { id: '', snapshotId: '' }, [])),
      emptySteps,
      sums,
      indexPath: null,
      basedOn,
      environment,
      isPart,
      isEncrypted: false,
      ...reachedBy(register, request, recipientsOf(lists)),
    };
  }
  return inTransaction(
    register.db,
    () => writeTogether(request, (together) => writeAndRegister(register, request, together)),
    { decided: 'within' },
  );
}

async function writeAndRegister(
  register: Register,
  request: HandOutRequest,
  together: FilesTogether,
): Promise<HandOutReport> {
  const { profile } = register;
  const watermark = watermarkOf(register);
  const plan = planHandOut(register, request);
  const { emptySteps, sums, listOn, basedOn, environment, readOnlySince, isPart } = plan;
  const filing = filingOf(plan.lists, profile, watermark);
  const delivery = await openDelivery(register, request, together);
  const sent = (list: PlannedList): SentList => sentAs(list, filing);
  const filesOf = (list: PlannedList): readonly string[] => delivery.filesOf(sent(list));
  const targetsOf = (list: PlannedList): readonly string[] => delivery.targetsOf(sent(list));
  const lists = plan.lists.filter(({ recipient }) => !delivery.isWithoutContact(recipient));
  const named = lists.filter(({ step }) => !step.isGuarded).map(({ step }) => step);
  const groupOf = openGroups(register);
  const indexPath = join(request.folder, `${rehearsalPrefix(watermark)}index.html`);
  const written = [...new Set(lists.flatMap(targetsOf))];
  const { isOurIndex, lists: earlier } = await earlierInFolder(
    register,
    request.folder,
    indexPath,
    new Set(lists.flatMap(filesOf)),
    groupOf,
  );
  await refuseTakenNames(isOurIndex ? written : [...written, indexPath], { force: request.force });
  for (const folder of new Set([request.folder, ...written.map((path) => dirname(path))]))
    await removeLeftovers(folder);
  keepParties(register, lists);
  const issuing = openIssuing(register, request, 'work');
  const given = openGivenAnswers(register);
  const footingOf = openFootings(register, request.asOf, request.asOf);
  const worklists: HandedOut[] = [];
  const indexed: IndexedList[] = [];
  for (const list of lists) {
    const { step, owner } = list;
    const subjectOf = new Map(list.subjects.map((one) => [one.reference, one]));
    const asked = { ...request, readOnlySince, watermark };
    const basis = basisText(basisOf([step], listOn), register.profile);
    const model = modelOf(register, issuing.nextId(step.id), list, asked, given, basis);
    await delivery.put(sent(list), model);
    const files = filesOf(list);
    const { formats, showsPersonnummer: personnummer } = request;
    issuing.issue(
      addresseeOf(list),
      model,
      { formats, files, personnummer, encrypted: delivery.isEncrypted },
      ({ token, group, dueOn }) => ({
        reference: token,
        kept: {
          [GROUP]: group,
          [DUE]: dueOn,
          [OWNER]: owner.key,
          [CLASS]: footingOf(step, token)?.class ?? null,
          ...earlierOf(step, subjectOf.get(token), given),
        },
      }),
    );
    const out = handedOut(list, model, targetsOf(list));
    worklists.push(out);
    if (!step.isGuarded) indexed.push({ ...out, files, group: groupOf(owner) });
  }
  await delivery.finish();
  const index = (): string =>
    worklistIndexHtml({
      ...{ worklists: indexed, earlier, sums, profile, watermark },
      asOf: request.asOf,
      basedOn: basisText(basisOf(named, listOn), profile),
    });
  // Of lists that no index names there is none.
  if (indexed.length > 0)
    await writeFileAtomically(indexPath, index(), { force: request.force || isOurIndex });
  return {
    ...{ worklists, emptySteps, sums, basedOn, environment, isPart },
    indexPath: indexed.length > 0 ? indexPath : null,
    isEncrypted: delivery.isEncrypted,
    ...reachedBy(register, request, recipientsOf(plan.lists)),
  };
}

const keepParties = ({ db }: Register, lists: readonly PlannedList[]): void => {
  keepPartyNumbers(
    db,
    lists.flatMap(({ subjects }) => subjects.flatMap(numberedParty)),
  );
};

function sentAs(list: PlannedList, filing: Filing): SentList {
  const folder = filing.folderOf(list.recipient);
  return { recipient: list.recipient, folder, pack: folder, name: filing.nameOf(list) };
}

/** What a later list has contradicted of a row: whoever answers it anew knows of that. */
function earlierOf(step: Step, about: Subject | undefined, given: GivenAnswers) {
  const earlier = about === undefined ? {} : given.earlier(step, about);
  return Object.keys(earlier).length === 0 ? {} : { [EARLIER]: JSON.stringify(earlier) };
}

const recipientsOf = (lists: readonly PlannedList[]): readonly Recipient[] =>
  lists.map(({ recipient }) => recipient);

function handedOut(
  list: PlannedList,
  { id, snapshotId }: Pick<WorklistModel, 'id' | 'snapshotId'>,
  paths: readonly string[],
): HandedOut {
  const { step, subjects, recipient } = list;
  const { kommun, part, unit, name } = list.owner;
  return {
    id,
    snapshotId,
    paths,
    step: step.id,
    stepTitle: step.title,
    owner: name,
    recipient,
    kommun,
    part,
    unit,
    rows: subjects.length,
    isGuarded: step.isGuarded,
  };
}

function addresseeOf({ step, owner, recipient }: PlannedList): Addressee {
  const { key, name, kommun, part, unit } = owner;
  return {
    step: step.id,
    ownerKey: key,
    owner: name,
    kommun,
    part,
    unit,
    recipientKey: recipient.key,
    recipient: recipient.name,
  };
}
