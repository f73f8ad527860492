import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answeredRegion } from '../helpers/answered-region.ts';
import { overgang } from '../helpers/cli.ts';
import { HAS_CHROMIUM, openBrowser, openPage } from './browser.ts';

const DAYS = ['2025-09-26', '2025-09-30T12:10', '2025-10-08'] as const;

it.skipIf(!HAS_CHROMIUM)(
  'a region’s report is at most three A4 before what is read up on afterwards',
  async () => {
    const world = await answeredRegion();
    const browser = await openBrowser();
    const sheets: number[] = [];
    for (const day of DAYS) {
      await overgang(['readiness', '--as-of', day, '-o', 'dag.html', '--force'], world);
      const { page } = await openPage(browser, join(world.cwd, 'dag.html'));
      await page.evaluate(
        `document.querySelectorAll('section.app, footer').forEach((section) => section.remove())`,
      );
      const paper = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
      sheets.push((paper.match(/\/Type\s*\/Page(?!s)/gu) ?? []).length);
      // Narrow, no table is taken apart into words that stand under each other.
      await page.setViewportSize({ width: 400, height: 800 });
      await page.reload();
      const shown = `getComputedStyle(document.querySelector('#underlag td')).display`;
      expect(await page.evaluate<string>(shown)).toBe('table-cell');
      await page.close();
    }
    await browser.close();
    expect(sheets.filter((count) => count > 3)).toEqual([]);
  },
);
