import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { textTable, wrap } from '../kit/table.ts';

/** A list that is out: the newest of its step and owner. */
export interface StandingList {
  readonly id: string;
  readonly step: string;
  readonly kommun: string | null;
  readonly part: string | null;
  readonly unit: string | null;
  readonly stepTitle: string;
  readonly handedOutOn: string;
  /** When the first list of the step and owner was handed out: days are counted from it. */
  readonly firstHandedOutOn: string;
  readonly daysOut: number;
  readonly deadline: string | null;
  readonly isLate: boolean;
  readonly returnedOn: string | null;
  /** Null of protected persons. */
  readonly rows: number | null;
  readonly answeredRows: number | null;
  readonly state: 'out' | 'part' | 'back';
  /** Older lists of the same, which are not to be filled in any more. */
  readonly outdated: readonly string[];
}

export interface RecipientLists {
  readonly recipient: string;
  readonly isGuarded: boolean;
  readonly lists: readonly StandingList[];
}

const WIDTH = 80;
/** Reminders are printed for so many; all of them are in the JSON. */
const SHOWN = 10;

/** What a recipient is reminded of, ready to send: numbers of lists and days alone. Null where nothing is owed. */
export function reminderText({ recipient, isGuarded, lists }: RecipientLists): string | null {
  const owed = lists.filter(({ state }) => state !== 'back');
  if (owed.length === 0) return null;
  const lines = owed.map(({ id, stepTitle, handedOutOn, deadline, state, outdated }) =>
    [
      `- ${id}${isGuarded ? '' : `, ${stepTitle}`}: utlämnad ${handedOutOn}, ${state === 'out' ? 'har inte kommit tillbaka' : 'har rader kvar'}.`,
      deadline === null ? '' : ` Klart senast ${deadline}.`,
      outdated.length === 0 ? '' : ` Den ersätter ${outdated.join(', ')}: fyll inte i dem.`,
    ].join(''),
  );
  return [
    `Till ${recipient}`,
    'De här listorna väntar vi på:',
    ...lines,
    'Lämna det som är gjort, också om listan inte är färdig. Behöver ni hjälp: ring.',
  ].join('\n');
}

/** Who has answered, recipient by recipient, and reminders for those whose day has passed. */
export function listsText(recipients: readonly RecipientLists[], asOf: string, paint: Paint): string {
  if (recipients.length === 0) return 'Inga listor är utlämnade.';
  const rows = recipients.map(({ recipient, lists, isGuarded }) => {
    const owed = lists.filter(({ state }) => state !== 'back');
    const days = Math.max(0, ...owed.map(({ daysOut }) => daysOut));
    return {
      cells: [
        recipient,
        `${count(lists.length - owed.length)} av ${count(lists.length)}`,
        isGuarded ? '–' : `${count(total(lists, 'answeredRows'))} av ${count(total(lists, 'rows'))}`,
        owed.length === 0 ? '' : count(days),
        owed.some(({ isLate }) => isLate) ? 'sent' : '',
      ],
    };
  });
  const table = textTable(
    [
      { header: `Listor ${asOf}`, align: 'left', widest: 40 },
      { header: 'Klara', align: 'right' },
      { header: 'Rader', align: 'right' },
      { header: 'Dagar', align: 'right' },
      { header: '', align: 'left' },
    ],
    rows,
    paint,
  );
  const outdated = recipients.flatMap(({ lists }) => lists.flatMap((list) => list.outdated));
  const late = recipients.filter(({ lists }) =>
    lists.some(({ isLate, state }) => isLate && state !== 'back'),
  );
  const reminders = late.flatMap((one) => reminderText(one) ?? []);
  return [
    table,
    '',
    wrap('Dagar: sedan den äldsta listan som inte är klar lämnades ut första gången.', WIDTH, ''),
    ...(outdated.length === 0
      ? []
      : [wrap(`Ersatta av nyare listor: ${outdated.join(', ')}. Svar på dem tas emot ändå.`, WIDTH, '')]),
    ...(reminders.length === 0
      ? []
      : ['', paint.bold('Påminnelser att skicka'), '', reminders.slice(0, SHOWN).join('\n\n')]),
    ...(reminders.length > SHOWN ? ['', `… och ${count(reminders.length - SHOWN)} till, med --json.`] : []),
  ].join('\n');
}

const total = (lists: readonly StandingList[], of: 'rows' | 'answeredRows'): number =>
  lists.reduce((sum, list) => sum + (list[of] ?? 0), 0);
