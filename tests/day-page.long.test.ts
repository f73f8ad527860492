import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../src/domain/readiness/day-page.ts';
import type { Readiness } from '../src/domain/readiness/readiness.ts';
import { answeredRegion } from './helpers/answered-region.ts';
import { overgang, overgangJson, type World } from './helpers/cli.ts';

let world: World;
beforeAll(async () => {
  world = await answeredRegion();
});

const DAYS = ['2025-09-26', '2025-09-29', '2025-09-30T12:10', '2025-10-02', '2025-10-08'] as const;
const REFERENCE = /\b[SVPMX]\d+-[A-Z]\b/u;

async function pageOf(asOf: string, ...more: string[]): Promise<string> {
  await overgang(['readiness', '--as-of', asOf, '-o', 'dag.html', '--force', ...more], world);
  return readFileSync(join(world.cwd, 'dag.html'), 'utf8');
}

/** The options that ask for the rows of a figure. */
function optionsOf({ cohort, scope }: Figure): readonly string[] {
  return [
    '--rows',
    cohort,
    ...Object.entries(scope).flatMap(([name, value]: [string, string | null]) => [
      `--${name}`,
      value ?? 'okänd',
    ]),
  ];
}

interface Row {
  readonly reference: string;
}

describe.each(DAYS)('the day’s page of %s', (asOf) => {
  let page = '';
  let day: Readiness['day'];
  /** The rows of figures, by the options that ask for them: each figure is asked for once. */
  const asked = new Map<string, Promise<readonly Row[]>>();
  const rowsOf = (figure: Figure): Promise<readonly Row[]> => {
    const options = optionsOf(figure);
    const name = JSON.stringify(options);
    const rows =
      asked.get(name) ??
      overgangJson<{ readonly rows: readonly Row[] }>(
        ['readiness', ...options, '--as-of', asOf, '--json'],
        world,
      ).then((answer) => answer.rows);
    asked.set(name, rows);
    return rows;
  };
  beforeAll(async () => {
    page = await pageOf(asOf);
    ({ day } = await overgangJson<Readiness>(['readiness', '--as-of', asOf, '--json'], world));
  });

  it('leads from every linked figure to exactly so many rows', () => {
    const links = [...page.matchAll(/<a href="#(r-\d+)">([^<]+)<\/a>/gu)];
    expect(links.length).toBeGreaterThan(20);
    for (const [, id = '', shown = ''] of links) {
      const details = new RegExp(`<details id="${id}".*?</details>`, 'su').exec(page)?.[0] ?? '';
      const references = [...details.matchAll(/<p class="refs">([^<]*)<\/p>/gu)].flatMap(([, all = '']) =>
        all.split(' '),
      );
      expect([id, references.length]).toEqual([id, Number(shown.replaceAll(/\s/gu, ''))]);
    }
  });

  it('counts who is behind as the rows are counted that are asked for alone', async () => {
    const figures = (day?.behind ?? []).map(({ left }) => left).slice(0, 3);
    for (const figure of [...figures, ...(day?.decisions ?? []).map((one) => one.figure)])
      expect([figure, (await rowsOf(figure)).length]).toEqual([figure, figure.value]);
  });

  it('asks for the decisions that the inbox lists, case by case', async () => {
    const FOR_INBOX = ['trapped-undecided', 'needs-decision', 'listed-for-decision'];
    const figures = (day?.decisions ?? []).map((one) => one.figure);
    const inPage: string[] = [];
    for (const figure of figures.filter(({ cohort }) => FOR_INBOX.includes(cohort)))
      inPage.push(...(await rowsOf(figure)).map(({ reference }) => reference));
    const { items } = await overgangJson<{
      readonly items: readonly { readonly kind: string; readonly references: readonly string[] }[];
    }>(['inbox', '--as-of', asOf.slice(0, 10), '--json'], world);
    const inInbox = items
      .filter(({ kind }) => kind === 'decision' || kind === 'both-systems')
      .flatMap(({ references }) => references);
    expect(inPage.length).toBeGreaterThan(0);
    expect(inPage.sort()).toEqual(inInbox.sort());
  });

  it('is the same bytes when nothing but a look has come between', async () => {
    expect(await pageOf(asOf)).toBe(page);
  });

  it('is small, asks for nothing, and tells no row of few', () => {
    expect(page.length).toBeLessThan(1_000_000);
    expect(page).not.toMatch(/<script|\ssrc=|https?:/u);
    // A count of few in a kommun is a word.
    const heat = /<table class="heat">.*?<\/table>/su.exec(page)?.[0] ?? '';
    expect([...heat.matchAll(/<b>(?:<a[^>]*>)?(\d+)/gu)].filter(([, value]) => Number(value) < 5)).toEqual(
      [],
    );
  });

  it('has no reference, no unit and no command for outside readers', async () => {
    const outside = await pageOf(asOf, '--public');
    expect(outside).not.toMatch(REFERENCE);
    expect(outside).not.toContain('overgang readiness');
    expect(outside).not.toContain('avdelning');
    expect(page).toMatch(REFERENCE);
  });
});

describe('the clock of 30 September', () => {
  const statesAt = async (time: string): Promise<readonly unknown[]> => {
    const { day } = await overgangJson<Readiness>(
      ['readiness', '--as-of', `2025-09-30T${time}`, '--json'],
      world,
    );
    return (day?.today ?? []).map(({ milestone, state }) => [milestone, state]);
  };

  it('lets the hälsocentraler begin at lunch, and not before', async () => {
    expect(await statesAt('09:00')).toContainEqual(['steg-3', 'waits']);
    expect(await statesAt('12:10')).toContainEqual(['steg-3', 'may-begin']);
  });
});
