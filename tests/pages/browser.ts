import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Debian's and Ubuntu's place for it; elsewhere CHROMIUM says. */
const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

export const HAS_CHROMIUM = existsSync(EXECUTABLE);
if (!HAS_CHROMIUM) {
  process.stderr.write(
    `No Chromium at ${EXECUTABLE}: the pages are not looked at. Install it (apt-get install chromium), or give its path in CHROMIUM.\n`,
  );
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
  });
}

export interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
}

export const LOOKS: readonly Look[] = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 400, colorScheme: 'light' },
  { width: 400, colorScheme: 'dark' },
];

/** A page opened from its file, and what it did besides being shown. */
export interface Opened {
  readonly page: Page;
  /** Every address it asked for, itself first. */
  readonly asked: readonly string[];
  /** What it complained of. */
  readonly errors: readonly string[];
  readonly show: (look: Look) => Promise<void>;
}

export async function openPage(browser: Browser, path: string): Promise<Opened> {
  const page = await browser.newPage();
  const asked: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(pathToFileURL(path).href);
  return {
    page,
    asked,
    errors,
    async show({ width, colorScheme }) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
    },
  };
}

/** What axe finds wrong: rule and element. Run from outside the page, whose policy lets no script in. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate<readonly string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ': ' + failureSummary)))`,
  );
}

/** Presses Tab from the top of the page until it has gone round: the links reached, and what had no visible focus. */
export async function tabThrough(
  page: Page,
): Promise<{ readonly links: readonly string[]; readonly unseen: readonly string[] }> {
  const links: string[] = [];
  const unseen: string[] = [];
  for (let pressed = 0; pressed < 2_000; pressed++) {
    await page.keyboard.press('Tab');
    const [name, href, isSeen] = await page.evaluate<[string, string | null, boolean]>(
      `(() => {
        const element = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return [element.tagName, element.getAttribute('href'), outlineStyle !== 'none' && outlineWidth !== '0px'];
      })()`,
    );
    if (name === 'BODY') return { links, unseen };
    if (href !== null) links.push(href);
    if (!isSeen) unseen.push(`${name} ${href ?? ''}`);
  }
  throw new Error('Tab never comes round');
}
