import type { ProfileSummary } from '../../domain/plan/profile-summary.ts';
import type { ProfileConsequences } from '../../domain/plan/profile-change.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import type { Paint } from '../kit/paint.ts';
import { count, counted } from '../../domain/words/counted.ts';
import { wrap } from '../kit/table.ts';
import {
  classLines,
  dayLines,
  deadlineText,
  decisionHeading,
  standingLines,
  untilThen,
  workLines,
} from './decision-words.ts';
import {
  beginning,
  beginningText,
  gateRows,
  gateText,
  waiting,
  waitingText,
  withdrawnSteps,
  withdrawnText,
} from './decision-groups.ts';

/** The shipped profiles, one a line. */
export function profileListText(
  profiles: readonly Pick<ProfileSummary, 'name' | 'title' | 'plan' | 'source' | 'target' | 'invented'>[],
  paint: Paint,
  width: number,
): string {
  return profiles
    .map(({ name, title, plan, source, target, invented }) =>
      [
        paint.bold(name),
        `  ${title}: från ${source} till ${target}, planen ${plan}`,
        ...(invented === null ? [] : [wrap(`  ${invented}`, width - 2, '  ')]),
      ].join('\n'),
    )
    .join('\n');
}

/** A profile as it will be. */
export function profileText(profile: ProfileSummary, paint: Paint, width: number): string {
  const { name, title, plan, source, target, invented, kommuner, support, milestones, deadlines } = profile;
  const row = (lead: string, text: string): string =>
    `  ${lead}  ${wrap(text, width - lead.length - 6, ' '.repeat(lead.length + 4))}`;
  return [
    paint.bold(`${title} (${name})`),
    `Från ${source} till ${target}, planen ${plan}.`,
    ...(invented === null ? [] : [paint.notice(wrap(invented, width - 2))]),
    ...profile.warnings.map((line) => paint.notice(wrap(`OBS ${line}.`, width - 2))),
    wrap(`Kommuner: ${kommuner.join(', ')}.`, width - 2),
    wrap(`Hjälp: region ${support.region}; kommun ${support.kommun}.`, width - 2),
    '',
    paint.bold('Milstolpar'),
    ...milestones.map(({ id, title: text, from, to }) =>
      row(from === to ? from.padEnd(23) : `${from} – ${to}`, `${text} (${id})`),
    ),
    '',
    paint.bold('Dagar som reglerna räknar med'),
    ...Object.entries(deadlines).map(([what, day]) => row(day, `${deadlineText(what, profile)} (${what})`)),
    '',
    paint.bold('Steg'),
    ...profile.steps.map(({ id, title: text, role, beginsOn, deadline, gate }) =>
      row(
        id.padEnd(24),
        `${text}. ${beginsOn === null ? '' : `Från ${beginsOn}. `}Klart ${deadline}.${role === null ? '' : ` ${role}`}${gate === null ? '' : ` Villkor: ${gate}.`}`,
      ),
    ),
    ...(profile.off.length === 0 ? [] : ['', `Avstängda steg: ${profile.off.join(', ')}`]),
  ].join('\n');
}

/** How many of each sort are told one by one. */
const SHOWN = 20;

/** What follows of a changed profile, before it is done and after. */
export function consequencesText(
  of: ProfileConsequences,
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const section = (title: string, lines: readonly string[], nothing: string): readonly string[] => [
    '',
    paint.bold(title),
    ...(lines.length === 0
      ? [`  ${nothing}`]
      : lines.slice(0, SHOWN).map((line) => `  ${wrap(line, width - 4, '    ')}`)),
    ...(lines.length > SHOWN ? [`  … och ${count(lines.length - SHOWN)} till (alla med --json)`] : []),
  ];
  return [
    paint.bold(
      `Profilen ${of.from} blir ${of.to}: ${counted(of.members.length, 'ändrad uppgift', 'ändrade uppgifter')}, läget ${of.asOf}`,
    ),
    decisionHeading(of.decision),
    ...of.warnings.map((line) => paint.notice(wrap(`OBS ${line}.`, width - 2))),
    ...untilThen(of.decision, profile).map((line) => wrap(line, width - 2)),
    ...section('Ändras', of.members.map(memberText), 'Inget.'),
    ...section('Dagar', dayLines(of, profile), 'Inga dagar flyttas.'),
    ...section('Klasser', classLines(of, profile), 'Inget ärende byter klass.'),
    ...section('Villkor', gateRows(of).map(gateText), 'Inget villkor ändras.'),
    ...section(
      'Utlämnade listor som inte längre gäller',
      withdrawnSteps(of, profile).map(withdrawnText),
      'Alla utlämnade listor gäller.',
    ),
    ...section('Det här står fast', standingLines(of, profile), ''),
    ...section(
      'Vem får veta vad',
      [
        ...workLines(of.decision),
        ...(waiting(of).length === 0
          ? []
          : [`${waitingText(of)} Vilka de är står på sidan (--output) och i --json.`]),
        ...(beginning(of).length === 0
          ? []
          : [`${beginningText(of)} Vilka de är står på sidan (--output) och i --json.`]),
      ],
      'Ingen behöver byta lista.',
    ),
  ].join('\n');
}

function memberText({ path, from, to }: ProfileConsequences['members'][number]): string {
  if (from === null) return `${path}: ${to ?? ''} kommer till`;
  return to === null ? `${path}: ${from} tas bort` : `${path}: ${from} blir ${to}`;
}
