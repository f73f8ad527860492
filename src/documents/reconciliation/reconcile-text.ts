import { fillNames } from '../../domain/profile/fill-text.ts';
import { kommunName } from '../../domain/profile/kommuner.ts';
import type { Profile } from '../../domain/profile/profile-schema.ts';
import {
  UNCLEAR_REASONS,
  type NamedSip,
  type OtherCoordinator,
  type SystemsComparison,
  type UnclearReason,
} from '../../domain/reconciliation/compare-systems.ts';
import type { Coordinator, CoordinatorColumn } from '../../domain/reconciliation/coordinator.ts';
import { termLabel } from '../../domain/kinds/terms.ts';
import { doubtsText } from '../../domain/target/target-row.ts';
import type { Paint } from '../kit/paint.ts';
import { count, some } from '../../domain/words/counted.ts';
import { textTable, wrap } from '../kit/table.ts';

/** How many of a list are shown on a terminal; all of them are in the JSON. */
const LOST_SHOWN = 40;
const OTHERS_SHOWN = 10;

/** Prator against Lifecare SP, for a terminal: the lost first, then how the rest stands, then what to look into. */
export function lifecareText(
  comparison: SystemsComparison,
  profile: Profile,
  paint: Paint,
  width: number,
): string {
  const { lost, unclear, otherCoordinator, sourceListOn, targetListOn, moveBeginsOn } = comparison;
  const say = (text: string): string => wrap(text, width - 2);
  const { source, target } = profile;
  const blocks = [
    `${paint.bold(`${source} mot ${target}`)}\n${say(`Uttag ${source} ${sourceListOn}, ${target} ${targetListOn}.`)}`,
  ];
  if (targetListOn < sourceListOn) {
    blocks.push(
      say(
        `${paint.notice('OBS')}   Listan från ${target} är äldre än den från ${source}: en SIP som flyttats däremellan kan se förlorad ut.`,
      ),
    );
  }
  if (sourceListOn < targetListOn) {
    blocks.push(
      say(
        `${paint.notice('OBS')}   Listan från ${source} är äldre än den från ${target}: en SIP som flyttats däremellan står som öppen i båda.`,
      ),
    );
  }
  if (lost.length === 0) blocks.push(paint.good('Ingen SIP har gått förlorad mellan systemen.'));
  else {
    blocks.push(
      [
        paint.bad(say(`FÖRLORADE: ${some(lost.length, 'SIP')} finns i inget av systemen`)),
        say(`De skulle flyttas, är borta ur ${source} och personen har ingen SIP i ${target}.`),
        ...namedLines(lost, LOST_SHOWN, width, (sip) => place(sip, profile)),
        say(`Se efter varför: overgang explain ${lost[0]?.reference ?? ''}`),
      ].join('\n'),
    );
  }
  blocks.push(countsText(comparison, profile, paint, width));
  if (comparison.lifecareRowsWithoutPerson > 0) {
    blocks.push(
      say(
        `${paint.notice('OBS')}   ${some(comparison.lifecareRowsWithoutPerson, 'rad')} i listan från ${target} gick inte att knyta till en person; en förlorad kan finnas där.`,
      ),
    );
  }
  if (comparison.onlyPratorUnmatchable > 0) {
    blocks.push(
      say(
        `${count(comparison.onlyPratorUnmatchable)} av dem som bara finns i ${source} saknar användbart personnummer och kan inte sökas i ${target}.`,
      ),
    );
  }
  if (unclear.length > 0) blocks.push(unclearText(comparison, profile, paint, width));
  if (otherCoordinator.length > 0) {
    blocks.push(
      [
        paint.notice(`Annan samordningsansvarig än planerat: ${count(otherCoordinator.length)}`),
        say(`Den som skapar underlaget blir samordningsansvarig av sig själv: stäm av och byt i ${target}.`),
        ...namedLines(otherCoordinator, OTHERS_SHOWN, width, changeText),
      ].join('\n'),
    );
  }
  if (comparison.coordinatorUnknown > 0) {
    blocks.push(
      say(
        `${count(comparison.coordinatorUnknown)} har enhet eller roll bara i den ena listan, så att samordningsansvarig inte går att jämföra.`,
      ),
    );
  }
  blocks.push(
    say(
      moveBeginsOn === null
        ? 'Profilen säger inte när SIP:ar börjar flyttas: alla som är borta räknas.'
        : `En SIP som var borta redan i uttaget före ${moveBeginsOn}, då flytten börjar, räknas som städad.`,
    ),
  );
  return blocks.join('\n\n');
}

/** The SIPs that are shown one by one. */
export function referencesInLifecare(comparison: SystemsComparison, isWhole: boolean): readonly string[] {
  const { lost, unclear, otherCoordinator } = comparison;
  const shown = (sips: readonly NamedSip[], most: number): readonly NamedSip[] =>
    isWhole ? sips : sips.slice(0, most);
  const reasons = [...new Set(unclear.map(({ reason }) => reason))];
  return [
    ...shown(lost, LOST_SHOWN),
    ...reasons.flatMap((one) =>
      shown(
        unclear.filter(({ reason }) => reason === one),
        OTHERS_SHOWN,
      ),
    ),
    ...shown(otherCoordinator, OTHERS_SHOWN),
  ].map(({ reference }) => reference);
}

function countsText(
  comparison: SystemsComparison,
  { source, target }: Profile,
  paint: Paint,
  width: number,
): string {
  const rows: readonly (readonly [string, number])[] = [
    [`Bara i ${source}, att flytta eller avsluta`, comparison.onlyPrator],
    ['I båda, flytten pågår', comparison.inBoth],
    [`Bara i ${target}, flyttade`, comparison.moved],
    ['Avslutade som ej aktuella, inte flyttade', comparison.closedNotMoved],
    ['Borta före flytten, städade', comparison.goneBeforeMove],
    ['Oklara', comparison.unclear.length],
    ['Förlorade', comparison.lost.length],
  ];
  const table = textTable(
    [
      { header: `SIP:ar i ${source}, nu eller förr`, align: 'left' },
      { header: 'Antal', align: 'right' },
    ],
    [
      ...rows.map(([label, number]) => ({ cells: [label, count(number)] })),
      { cells: ['Totalt', count(comparison.sips)], isTotal: true },
    ],
    paint,
  );
  const { lifecareNotCounted } = comparison;
  const notCounted =
    lifecareNotCounted.length === 0
      ? ''
      : ` ${some(lifecareNotCounted.length, 'rad')} räknas inte (${doubtsText(lifecareNotCounted.map(({ why }) => why))}).`;
  const there = `I ${target}: ${some(comparison.lifecareSips, 'SIP')}, varav ${count(comparison.unknownInPrator)} utan motsvarighet i ${source}.${notCounted}`;
  return `${table}\n\n${wrap(there, width - 2)}`;
}

function unclearText({ unclear }: SystemsComparison, profile: Profile, paint: Paint, width: number): string {
  const reasons = new Map<UnclearReason, NamedSip[]>();
  for (const sip of unclear) reasons.set(sip.reason, [...(reasons.get(sip.reason) ?? []), sip]);
  return [
    paint.notice(
      `Oklart: ${some(unclear.length, 'SIP')} är borta ur ${profile.source} och hittas inte i ${profile.target}`,
    ),
    ...[...reasons].flatMap(([reason, sips]) => [
      wrap(`${count(sips.length)} ${fillNames(UNCLEAR_REASONS[reason], profile)}`, width - 2),
      ...namedLines(sips, OTHERS_SHOWN, width, (sip) => place(sip, profile)),
    ]),
  ].join('\n');
}

function namedLines<T extends NamedSip>(
  sips: readonly T[],
  shown: number,
  width: number,
  textOf: (sip: T) => string,
): readonly string[] {
  const lines = sips.slice(0, shown).map((sip) => {
    const lead = `  ${sip.reference.padEnd(9)} ${sip.sipId.padEnd(11)} `;
    return `${lead}${wrap(textOf(sip), width - lead.length - 1, ' '.repeat(lead.length))}`;
  });
  const rest = sips.length - lines.length;
  return rest > 0 ? [...lines, `  och ${count(rest)} till (alla med --json)`] : lines;
}

function place({ kommun, unit, lastSeenOn }: NamedSip, profile: Profile): string {
  if (kommun === null && unit === null) return `sågs ${lastSeenOn}`;
  return `${unit ?? `Okänd enhet, ${kommunName(profile, kommun)}`}, sågs ${lastSeenOn}`;
}

const said = (coordinator: Coordinator, column: CoordinatorColumn): string => {
  const text = coordinator[column] ?? '';
  return column === 'part' ? termLabel('part', text) : text;
};

function changeText({ differs, planned, actual, unit }: OtherCoordinator): string {
  if (planned === null || actual === null) return 'skyddade personuppgifter: se den egna listan';
  const changes = differs.map((column) => `${said(planned, column)} → ${said(actual, column)}`).join('; ');
  return differs.includes('unit') || unit === null ? changes : `${unit}: ${changes}`;
}

/** The contract's `lifecare`. */
export function lifecareJson(comparison: SystemsComparison | null) {
  if (comparison === null) return null;
  const { sourceListOn, targetListOn, ...rest } = comparison;
  return { pratorListOn: sourceListOn, lifecareListOn: targetListOn, ...rest };
}
