import { fillNames } from '../../domain/profile/fill-text.ts';
import { basename, join } from 'node:path';
import type { AnswerCell, HeldValue } from '../../domain/answers/answers.ts';
import { answerColumn } from '../../domain/answers/answer-columns.ts';
import {
  CONFLICT_COLUMN,
  CONFLICT_COLUMNS,
  CONFLICT_STEP,
  CONFLICT_VALUES,
  conflictToken,
  letterOf,
  valueHeader,
  WHY_HELD,
} from '../../domain/returned/conflict-list.ts';
import { listId } from '../../domain/worklists/list-id.ts';
import { planOf, stepWithId } from '../../domain/plan/plan.ts';
import { refuseTakenNames, writeFileAtomically } from '../../files/put/atomic-write.ts';
import { uniqueFileNames } from '../../files/put/safe-name.ts';
import type { WorklistColumn, WorklistModel, WorklistRow } from '../../documents/worklist/worklist-model.ts';
import { eventWriter, type Writer } from '../../register/log/events.ts';
import type { Register } from '../../register/file/register.ts';
import { inTransaction } from '../../register/engine/transaction.ts';
import {
  addWorklist,
  findWorklist,
  newestWorklistWith,
  nextWorklistNumber,
  type IssuedWorklist,
} from '../../register/hand-outs/worklists.ts';
import { environmentText } from '../../text/environments.ts';
import { caseOfReference, heldCells } from '../cases/answered-case.ts';
import { snapshotIdOf } from './snapshot-id.ts';
import { dayOfDoing } from '../guards/day-to-come.ts';
import { rehearsalPrefix, watermarkOf } from '../guards/rehearsal-mark.ts';

export interface ConflictRequest {
  readonly folder: string;
  readonly asOf: string;
  readonly writer: Writer;
  readonly force: boolean;
}

export interface WrittenConflicts {
  readonly id: string;
  readonly path: string;
  readonly step: string;
  readonly rows: number;
}

interface ConflictList {
  readonly key: string;
  readonly of: IssuedWorklist;
  readonly cells: readonly AnswerCell[];
}

/** Writes what is held, one workbook a step and owner, where a person says which answer is right. */
export async function handOutConflicts(
  register: Register,
  request: ConflictRequest,
): Promise<readonly WrittenConflicts[]> {
  return inTransaction(register.db, () => writeAndRegister(register, request));
}

function listsOf({ db }: Register): readonly ConflictList[] {
  const lists = new Map<string, { of: IssuedWorklist; cells: AnswerCell[] }>();
  for (const cell of heldCells(db)) {
    const of =
      newestWorklistWith(db, cell.step, cell.token) ?? findWorklist(db, cell.given.at(-1)?.worklist ?? '');
    if (of === undefined) throw new Error(`answered, but handed out on no list: ${cell.token}`);
    const key = `${cell.step}|${of.ownerKey}`;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, { of, cells: [cell] });
    else list.cells.push(cell);
  }
  return [...lists].map(([key, list]) => ({ key, ...list }));
}

async function writeAndRegister(
  register: Register,
  request: ConflictRequest,
): Promise<readonly WrittenConflicts[]> {
  const { db } = register;
  const watermark = watermarkOf(register);
  const lists = listsOf(register);
  const names = uniqueFileNames(
    lists.map(({ key, of }) => ({
      key,
      text: `${rehearsalPrefix(watermark)}konflikter ${of.step} ${of.owner}`,
    })),
  );
  const pathOf = ({ key }: ConflictList): string => join(request.folder, `${names.get(key) ?? ''}.xlsx`);
  await refuseTakenNames(lists.map(pathOf), { force: request.force });
  const { writeWorklistWorkbook } = await import('../../documents/worklist/worklist-workbook.ts');
  const logEvent = eventWriter(db, request.writer);
  const first = nextWorklistNumber(db);
  const written: WrittenConflicts[] = [];
  for (const [at, list] of lists.entries()) {
    const id = listId('conflicts', first + at, { isRehearsal: watermark !== null });
    const model = modelOf(id, list, register, request);
    const path = pathOf(list);
    await writeFileAtomically(path, await writeWorklistWorkbook(model), { force: request.force });
    const { step, ownerKey, owner, kommun, part, unit, recipientKey, recipient } = list.of;
    const rows = model.rows.length;
    const eventSeq = logEvent({
      type: 'conflicts-issued',
      effectiveOn: dayOfDoing(register, request),
      data: {
        worklist: id,
        step,
        kommun,
        part,
        unit,
        rows,
        snapshot: model.snapshotId,
        files: [basename(path)],
      },
    });
    addWorklist(
      db,
      {
        worklistId: id,
        asksFor: 'conflicts',
        snapshotId: model.snapshotId,
        step,
        ownerKey,
        owner,
        kommun,
        part,
        unit,
        recipientKey,
        recipient,
        asOf: request.asOf,
        handedOutAt: request.writer.recordedAt,
        eventSeq,
      },
      list.cells.map((cell, index) => {
        const about = caseOfReference(cell.token);
        const row = model.rows[index];
        if (about === null || row === undefined) throw new Error(`no reference: ${cell.token}`);
        return {
          ...about,
          token: row.token,
          cells: {
            ...(row.cells as Readonly<Record<string, string | null>>),
            [CONFLICT_STEP]: cell.step,
            [CONFLICT_COLUMN]: cell.column,
            [CONFLICT_VALUES]: JSON.stringify(cell.held?.values.map(({ value }) => value) ?? []),
          },
        };
      }),
    );
    written.push({ id, path, step, rows });
  }
  return written;
}

const PRIVACY =
  'Kan innehålla namn på dem som har svarat. Skicka inte filen som vanlig e-post och spara den inte på USB-minne.';

function modelOf(
  id: string,
  { of, cells }: ConflictList,
  register: Register,
  { asOf }: ConflictRequest,
): WorklistModel {
  const { profile } = register;
  const most = Math.max(...cells.map(({ held }) => held?.values.length ?? 0));
  const letters = Array.from({ length: most }, (_, at) => letterOf(at));
  const fact = (key: string, header: string, width: number): WorklistColumn => ({
    key,
    header,
    width,
    kind: 'fact',
    format: 'text',
    wrap: true,
  });
  const columns: readonly WorklistColumn[] = [
    { ...fact('reference', CONFLICT_COLUMNS.reference, 10), pinned: true },
    { ...fact('about', CONFLICT_COLUMNS.about, 12), pinned: true },
    { ...fact('question', CONFLICT_COLUMNS.question, 18), pinned: true },
    fact('why', CONFLICT_COLUMNS.why, 24),
    ...letters.map((letter, at) => fact(`value${letter}`, valueHeader(at), 26)),
    {
      key: 'choice',
      header: CONFLICT_COLUMNS.choice,
      width: 10,
      kind: 'answer',
      format: 'choice',
      choices: letters,
      note: 'Bokstaven för det svar som gäller.',
    },
    {
      key: 'own',
      header: CONFLICT_COLUMNS.own,
      width: 16,
      kind: 'answer',
      format: 'text',
      wrap: true,
      note: 'Fyll i här om inget av svaren gäller.',
    },
    {
      key: 'by',
      header: CONFLICT_COLUMNS.by,
      width: 12,
      kind: 'answer',
      format: 'text',
      note: 'Ditt namn eller din signatur.',
    },
  ];
  const rows: readonly WorklistRow[] = cells.map(({ token, kind, caseId, column, held }) => ({
    token: conflictToken(token, column),
    group: null,
    dueOn: null,
    cells: {
      reference: token,
      about: kind === 'patient' ? null : caseId,
      question: fillNames(answerColumn(column)?.header ?? column, profile),
      why: held === null ? '' : WHY_HELD[held.because],
      ...Object.fromEntries(
        (held?.values ?? []).map((value, at) => [`value${letterOf(at)}`, valueText(value)]),
      ),
    },
  }));
  const step = stepWithId(planOf(profile), of.step);
  return {
    id,
    snapshotId: snapshotIdOf(register.db, rows),
    title: `Motstridiga svar – ${step?.title ?? of.step}`,
    subtitle: `${profile.title}, läget ${asOf}`,
    owner: of.owner,
    deadline: step?.deadline ?? profile.deadlines.readOnly,
    deadlineText: step?.deadlineText ?? '',
    environment: profile.environment,
    environmentText: environmentText(profile),
    asOf,
    privacyNotice: PRIVACY,
    watermark: watermarkOf(register),
    instructions: [
      {
        heading: 'Det här gör du',
        lines: [
          'Varje rad är ett svar som inte räknas förrän någon har avgjort det. Fråga dem som har svarat.',
          'Välj bokstaven för det svar som gäller i ”Rätt svar”, eller skriv det rätta i ”Eget svar”. Skriv vem du är i ”Av”.',
          'Lämna in filen med ”overgang return”. Rader som du lämnar tomma står kvar som de är.',
        ],
      },
    ],
    groupHeader: 'Enhet',
    columns,
    rows,
    footnotes: [],
  };
}

/** "Ja – A Berg, lista AL-0007, inlämnat 2025-10-03": who has said it, and where. */
function valueText({ value, given }: HeldValue): string {
  const sources = given.map(
    ({ by, worklist, returnedOn }) => `${by ?? 'utan namn'}, lista ${worklist}, inlämnat ${returnedOn}`,
  );
  return `${value ?? '(tomt)'} – ${[...new Set(sources)].sort().join('; ')}`;
}
