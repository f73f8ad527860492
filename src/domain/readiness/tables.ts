import { moveWindow } from '../plan/plan.ts';
import { type ReadinessFacts, listOn } from './facts.ts';
import {
  ALL_MESSAGE_COLUMNS,
  BEGUN_LATE_COLUMNS,
  CLOSED_COLUMNS,
  EXTRA_COLUMNS,
  MEETING_COLUMNS,
  MESSAGE_COLUMNS,
  SINCE_COLUMNS,
  SIP_COLUMNS,
  STEP_COLUMNS,
  TARGET_COLUMNS,
  VARDTILLFALLE_COLUMNS,
} from './figure-columns.ts';
import { outline } from './figure-rows.ts';
import type { FigureTable, UncountedTable } from './readiness.ts';
import { stepRows } from './step-rows.ts';
import { totalsTable } from './totals-table.ts';

/**
 * The tables of figures, in the order they are shown. To add one: an entry; each of its columns names a cohort, so
 * that the rows behind every figure can be listed. Null where there is nothing to count it by.
 *
 * No table divides the cases of a kommun so that protected persons stand alone: they are told together with those that
 * need a decision, and lists of named persons are left out (domain §8: never a count that reveals).
 */
interface TableEntry {
  readonly id: string;
  readonly table: (facts: ReadinessFacts) => UncountedTable | null;
}

export const FIGURE_TABLES: readonly TableEntry[] = [
  {
    id: 'sips',
    table: (facts) =>
      listOn(facts, 'sip') === null
        ? null
        : {
            title: 'SIP:ar per kommun, part och enhet',
            caption:
              'Öppna; intygade avslutade men kvar i det senaste uttaget; bekräftade avslutade av ett uttag. Efter patientens aktuella kommun.',
            rowHeader: 'Kommun',
            columns: SIP_COLUMNS,
            rows: () => outline(facts, SIP_COLUMNS, ['kommun', 'part', 'unit']),
          },
  },
  {
    id: 'sips-closed',
    table: (facts) =>
      listOn(facts, 'sip') === null
        ? null
        : {
            title: 'Avslutade SIP:ar: flyttade och avslutade',
            caption: `Flyttade: någon har intygat att SIP:en är skapad i ${facts.profile.target}, eller en lista därifrån har den. Avslutade: avslutade som inte aktuella, eller före flyttfönstret. Inte kända: avslutade i ${facts.profile.source} utan att någon har sagt vilket.`,
            rowHeader: 'Kommun',
            columns: CLOSED_COLUMNS,
            rows: () => outline(facts, CLOSED_COLUMNS, ['kommun']),
          },
  },
  {
    id: 'since',
    table: (facts) =>
      facts.since === null
        ? null
        : {
            title: `Sedan ${facts.since.day}`,
            caption: `SIP:ar jämfört med ${facts.since.day} (uttaget ${facts.since.listOn}), under dagens kommun. Öppna då = lösta + kvar; öppna nu = kvar + nya + återöppnade.`,
            rowHeader: 'Kommun',
            columns: SINCE_COLUMNS,
            rows: () => outline(facts, SINCE_COLUMNS, ['kommun']),
          },
  },
  {
    id: 'vardtillfallen',
    table: (facts) =>
      listOn(facts, 'vardtillfalle') === null
        ? null
        : {
            title: 'Öppna vårdtillfällen',
            caption: `Startas i ${facts.profile.target}; avslutas i ${facts.profile.source}; har bytt system; väntar på kvittens; instängda inför läsläget. Övriga: beslut eller särskild hantering. De som blir instängda om inget händer räknas också i sin nuvarande kolumn.`,
            rowHeader: 'Kommun',
            columns: VARDTILLFALLE_COLUMNS,
            rows: () => outline(facts, VARDTILLFALLE_COLUMNS, ['kommun']),
          },
  },
  {
    id: 'messages',
    table: (facts) =>
      listOn(facts, 'meddelande') === null
        ? null
        : {
            title: 'Meddelanden att kvittera',
            caption: 'I öppna ärenden, efter patientens kommun och den enhet som ska kvittera.',
            rowHeader: 'Kommun',
            columns: MESSAGE_COLUMNS,
            rows: () => outline(facts, MESSAGE_COLUMNS, ['kommun', 'unit']),
          },
  },
  {
    id: 'messages-all',
    table: (facts) =>
      listOn(facts, 'meddelande') === null
        ? null
        : {
            title: 'Alla okvitterade meddelanden',
            caption: 'Övriga: ärendet är avslutat eller okänt, eller hanteras särskilt.',
            rowHeader: 'Region',
            columns: ALL_MESSAGE_COLUMNS,
            rows: () => outline(facts, ALL_MESSAGE_COLUMNS, []),
          },
  },
  {
    id: 'extra-messages',
    table: (facts) =>
      listOn(facts, 'vardtillfalle') === null || listOn(facts, 'meddelande') === null
        ? null
        : {
            title: 'Extrameddelanden om flytten',
            caption: `Ett från varje part i steg 2–4 för varje vårdtillfälle som flyttas: ska skickas; intygade skickade; funna i meddelandelistan; kvitterade av alla. De hindrar att vårdtillfället avslutas i ${facts.profile.source} tills de är kvitterade. Personer med skyddade personuppgifter räknas inte.`,
            rowHeader: 'Kommun',
            columns: EXTRA_COLUMNS,
            rows: () => outline(facts, EXTRA_COLUMNS, ['kommun', 'part']),
          },
  },
  {
    id: 'meetings',
    table: (facts) => {
      const window = moveWindow(facts.profile);
      return listOn(facts, 'sip') === null || window === null
        ? null
        : {
            title: 'SIP-möten i flyttfönstret',
            caption: `Öppna SIP:ar med möte ${window.from} – ${window.to}, då SIP:arna flyttas.`,
            rowHeader: 'Kommun',
            columns: MEETING_COLUMNS,
            rows: () => outline(facts, MEETING_COLUMNS, ['kommun']),
          };
    },
  },
  {
    id: 'begun-late',
    table: (facts) =>
      facts.cells.some(({ steps }) => steps.some(({ step }) => step.startsWith('fel-system')))
        ? {
            title: 'Begunna i fel system',
            caption: `Öppna vårdtillfällen och SIP:ar som har begynts i ${facts.profile.source} fast sådana begynns i ${facts.profile.target}. Personer med skyddade personuppgifter räknas inte.`,
            rowHeader: 'Kommun',
            columns: BEGUN_LATE_COLUMNS,
            rows: () => outline(facts, BEGUN_LATE_COLUMNS, ['kommun']),
          }
        : null,
  },
  {
    id: 'steps',
    table: ({ cells, profile }) => ({
      title: 'Steg för steg',
      caption:
        'Ärenden på stegets arbetslistor, efter mottagare. Intygade klara i svaren; bekräftade av ett senare uttag. Listor för utsedda handläggare visas inte.',
      rowHeader: 'Steg och mottagare',
      columns: STEP_COLUMNS,
      rows: () => stepRows(cells, profile),
    }),
  },
  {
    id: 'in-target',
    table: ({ cells, profile }) => {
      const steps = new Set(
        cells.flatMap((cell) =>
          cell.steps.flatMap(({ step, standing }) => (standing === undefined ? [] : [step])),
        ),
      );
      return cells.some((cell) =>
        cell.steps.some(({ standing }) => standing !== undefined && standing !== 'attested'),
      )
        ? {
            title: `Mot listorna från ${profile.target}`,
            caption: `Steg som lägger in något i ${profile.target}. Intygade, som ingen lista har visat än; intygade som listan har; i listan utan att någon har intygat det (räknas som bekräftade); intygade som en senare lista saknar (räknas som kvar). En lista som är en del säger inget om vad den saknar.`,
            rowHeader: 'Steg och mottagare',
            columns: TARGET_COLUMNS,
            rows: () => stepRows(cells, profile, TARGET_COLUMNS, (step) => steps.has(step)),
          }
        : null;
    },
  },
  { id: 'control-totals', table: totalsTable },
];

export function figureTables(facts: ReadinessFacts): readonly FigureTable[] {
  return FIGURE_TABLES.flatMap(({ id, table }) => {
    const made = table(facts);
    return made === null ? [] : [countedWhenAsked(id, made)];
  });
}

function countedWhenAsked(id: string, { rows: count, ...shape }: UncountedTable): FigureTable {
  let rows: FigureTable['rows'] | null = null;
  return {
    id,
    ...shape,
    get rows() {
      return (rows ??= count());
    },
  };
}
