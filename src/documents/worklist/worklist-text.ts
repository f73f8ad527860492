import type { Recipient } from '../../domain/plan/owners.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { basisText, type BasisEntry } from '../../domain/worklists/basis.ts';
import type { EnvironmentCheck } from '../../domain/worklists/environment-guard.ts';
import type { ProvenSum } from '../../domain/worklists/proof.ts';
import type { Paint } from '../kit/paint.ts';
import { shownRows, shownTotal, shownWith } from '../kit/guarded-count.ts';
import { count, counted, some } from '../../domain/words/counted.ts';
import { textTable, wrap } from '../kit/table.ts';

interface ListedWorklist {
  readonly step: string;
  readonly stepTitle: string;
  readonly rows: number;
  readonly isGuarded: boolean;
  readonly recipient: Recipient;
}

const WIDTH = 80;
/** So much of a title as leaves room for the numbers in 80 columns. */
const LONGEST_TITLE = 56;

/** What was handed out, step by step, and the proof that no case is left out. */
export function worklistText(
  report: {
    readonly worklists: readonly ListedWorklist[];
    readonly emptySteps: readonly string[];
    readonly sums: readonly ProvenSum[];
    readonly basedOn: readonly BasisEntry[];
    readonly environment: EnvironmentCheck;
    readonly isPart: boolean;
    readonly isEncrypted: boolean;
    readonly hasContacts: boolean;
    /** Null where none is written: lists of protected persons stand in no index. */
    readonly indexPath: string | null;
  },
  where: {
    readonly folder: string;
    readonly isDryRun: boolean;
    readonly names: Pick<Profile, 'source' | 'target'>;
  },
  paint: Paint,
): string {
  const { worklists, sums } = report;
  const steps = [...new Set(worklists.map(({ step }) => step))];
  const ofSteps = steps.map((step) => {
    const lists = worklists.filter((list) => list.step === step);
    return {
      title: lists[0]?.stepTitle ?? step,
      files: lists.length,
      isGuarded: lists[0]?.isGuarded === true,
      rows: lists.reduce((total, list) => total + list.rows, 0),
    };
  });
  const rows = ofSteps.map((step) => ({ cells: [step.title, count(step.files), shownRows(step)] }));
  const total = shownTotal(ofSteps);
  const table = textTable(
    [
      { header: 'Arbetslistor', align: 'left', widest: LONGEST_TITLE },
      { header: 'Filer', align: 'right' },
      { header: 'Rader', align: 'right' },
    ],
    [
      ...rows,
      {
        cells: [
          total.isWithoutGuarded ? 'Totalt, utan de skyddade som är färre än 5' : 'Totalt',
          count(worklists.length),
          total.rows,
        ],
        isTotal: true,
      },
    ],
    paint,
  );
  const lines = worklists.length === 0 ? [] : [table, ''];
  lines.push(...sumLines(sums, paint));
  if (report.emptySteps.length > 0)
    lines.push(wrap(`Inga ärenden står på: ${report.emptySteps.join('; ')}.`, WIDTH, ''));
  if (report.isPart)
    lines.push(
      wrap(
        'Bara de mottagarnas listor är med. Personer med skyddade personuppgifter står bara på listorna för utsedda handläggare, som lämnas ut hela: utan --kommun, --part och --unit.',
        WIDTH,
        '',
      ),
    );
  if (worklists.length > 0)
    lines.push(
      wrap(`Bygger på: ${basisText(report.basedOn, where.names)}`, WIDTH, ''),
      environmentText(report.environment, paint),
    );
  lines.push(
    where.isDryRun
      ? 'Provkörning: inget är skrivet.'
      : wrap(
          `${recipientsText(worklists, report.isEncrypted)}${report.indexPath === null ? '' : ', och innehållsförteckningen (index.html)'}: ${where.folder}`,
          WIDTH,
          '',
        ),
  );
  if (!where.isDryRun && worklists.length > 0 && !report.hasContacts) lines.push(PLAIN);
  return lines.join('\n');
}

const PLAIN = 'Listorna är inte krypterade: inga kontakter är inlästa.\nSe "overgang contacts --help".';

const sumLines = (sums: readonly ProvenSum[], paint: Paint): readonly string[] =>
  sums.map(({ label, expected, rows, guardedRows }) =>
    expected === rows
      ? `${label}: alla ${shownWith(expected, guardedRows)} står på exakt en lista.`
      : paint.bad(`${label}: ${some(expected, 'ärende')} men ${some(rows, 'rad')}. Summan går inte ihop.`),
  );

/** "95 mapper, en för varje mottagare". */
function recipientsText(lists: readonly ListedWorklist[], isEncrypted: boolean): string {
  const folders = new Set(lists.map(({ recipient }) => recipient.key)).size;
  if (isEncrypted)
    return `${counted(folders, 'krypterat paket', 'krypterade paket')}, ett för varje mottagare`;
  return folders === 1
    ? 'En mapp, för den enda mottagaren'
    : `${some(folders, 'mapp')}, en för varje mottagare`;
}

/** How it was seen that the patients are of the environment's class; without a list of test numbers it can not be. */
function environmentText(check: EnvironmentCheck, paint: Paint): string {
  const { environment, checkedBy, wrongPersons, testNumbers, notUnderstood } = check;
  const isProduction = environment === 'production';
  if (checkedBy === 'list') {
    const rest = notUnderstood > 0 ? ` ${some(notUnderstood, 'rad')} i listan kunde inte läsas.` : '';
    return isProduction
      ? `Miljö produktion: ingen person på listorna står bland ${count(testNumbers ?? 0)} testnummer.${rest}`
      : `Miljö utan riktiga patienter: alla personer på listorna står bland ${count(testNumbers ?? 0)} testnummer.${rest}`;
  }
  const how =
    'Bara mönstret för testnummer är prövat, och det avgör inget: ange listan över testnummer med --test-numbers.';
  if (wrongPersons === 0) return wrap(how, WIDTH, '');
  const who =
    wrongPersons === 1
      ? '1 person på listorna har ett nummer'
      : `${some(wrongPersons, 'person')} på listorna har nummer`;
  const suspicion = isProduction
    ? `Miljön är produktion, men ${who} som följer mönstret för testnummer.`
    : `Miljön får inte ha riktiga patienter, men ${who} som inte följer mönstret för testnummer (reservnummer gör det aldrig).`;
  return paint.notice(wrap(`${suspicion} ${how}`, WIDTH, ''));
}
