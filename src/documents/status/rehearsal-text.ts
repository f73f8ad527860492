import { fillLabels } from '../../domain/profile/fill-text.ts';
import { VARDTILLFALLE_CLASSES } from '../../domain/classification/classes.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import { weekday } from '../../domain/calendar/days.ts';
import type { StatusChanges } from '../../domain/tracking/status-changes.ts';
import type { Paint } from '../kit/paint.ts';
import { count } from '../../domain/words/counted.ts';
import { textTable, wrap } from '../kit/table.ts';
import { planOf } from '../../domain/plan/plan.ts';

/** What a rehearsal would change in the register, for a terminal, and how to go on in it. */
export function rehearsalText(
  rehearsed: {
    readonly of: string;
    readonly on: string;
    readonly seq: number;
    readonly changes: StatusChanges;
    /** The path of the copy, as a command can be given it. */
    readonly register: string;
  },
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const { of, on, seq, changes, register } = rehearsed;
  const say = (text: string): string => wrap(text, width - 2);
  return [
    say(
      `Övningen är en kopia av ${of} till och med händelse ${count(seq)}, ${weekday(on)} ${on}. ${of} är orört.`,
    ),
    changesText(changes, profile, paint),
    [
      paint.bold('Gå vidare i övningen, med vilket kommando som helst:'),
      `  overgang status --register ${register} --as-of ${on}`,
      say('--as-of sätter tiden. Börja om med overgang rehearse --force.'),
    ].join('\n'),
  ].join('\n\n');
}

function changesText(
  { openSips, classes, kommuner, held }: StatusChanges,
  profile: Profile,
  paint: Paint,
): string {
  const labels: Readonly<Record<string, string>> = {
    ...fillLabels(VARDTILLFALLE_CLASSES, profile),
    ...planOf(profile).sipLabels,
  };
  const kindLabel = { sip: 'SIP', vardtillfalle: 'vårdtillfälle' };
  const blocks: string[] = [];
  if (classes.length === 0 && kommuner.length === 0)
    blocks.push('Det som spelades ändrar inga klasser och inga antal.');
  if (classes.length > 0) {
    blocks.push(
      changeTable(
        'Klass',
        classes.map(({ kind, class: name, ...change }) => ({
          label: `${labels[name] ?? name} (${kindLabel[kind]})`,
          ...change,
        })),
        paint,
      ),
    );
  }
  if (kommuner.length > 0) {
    blocks.push(
      changeTable(
        'Öppna SIP:ar',
        [
          ...kommuner.map(({ kommun, ...change }) => ({ label: kommunName(profile, kommun), ...change })),
          { label: 'Hela regionen', ...openSips, isTotal: true },
        ],
        paint,
      ),
    );
  }
  if (held.rehearsal > held.live)
    blocks.push(
      `${count(held.rehearsal - held.live)} svar hålls inne, i konflikt eller i väntan: de ändrar inget förrän någon avgjort dem.`,
    );
  return blocks.join('\n\n');
}

function changeTable(
  header: string,
  rows: readonly {
    readonly label: string;
    readonly live: number;
    readonly rehearsal: number;
    readonly isTotal?: boolean;
  }[],
  paint: Paint,
): string {
  return textTable(
    [
      { header, align: 'left' },
      { header: 'Nu', align: 'right' },
      { header: 'Övningen', align: 'right' },
      { header: 'Skillnad', align: 'right' },
    ],
    rows.map(({ label, live, rehearsal, isTotal }) => ({
      cells: [label, count(live), count(rehearsal), signed(rehearsal - live)],
      ...(isTotal === undefined ? {} : { isTotal }),
    })),
    paint,
  );
}

function signed(difference: number): string {
  if (difference === 0) return '0';
  return `${difference > 0 ? '+' : '−'}${count(Math.abs(difference))}`;
}
