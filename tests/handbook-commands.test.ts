import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { programForPages } from '../scripts/reference/commands-page.ts';

const PAGES = [
  'README.md',
  'docs/handbok.md',
  'docs/samordnare.md',
  'docs/systemforvaltare.md',
  'docs/databasforvaltare.md',
  'docs/projektledare.md',
  'docs/arkivarie.md',
  'docs/terminal.md',
  'docs/readiness.md',
  'docs/reconcile.md',
];

/** The words of a line as a shell takes them apart. */
const wordsOf = (line: string): readonly string[] =>
  [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/gu)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  );

/** Every command in the blocks of a page: a line each, joined where it goes on. */
function commandsIn(page: string): readonly string[] {
  const text = readFileSync(new URL(`../${page}`, import.meta.url), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```/gmsu)]
    .flatMap(([, block = '']) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) =>
      line
        .replace(/\s+#.*$/u, '')
        .replace('node bin/overgang.js', 'overgang')
        .trim(),
    )
    .filter((line) => line.startsWith('overgang'));
}

const all = PAGES.flatMap((page) => commandsIn(page).map((command) => ({ page, command })));

/** Reads a command line as the program does, and does nothing. */
async function parse(command: string): Promise<void> {
  const program = programForPages();
  const still = (one: Command): void => {
    if (one.commands.length === 0) one.action(() => undefined);
    one.commands.forEach(still);
  };
  still(program);
  await program.parseAsync(wordsOf(command).slice(1), { from: 'user' });
}

describe('the commands of the pages', () => {
  it('are many', () => {
    expect(all.length).toBeGreaterThan(50);
  });

  it.each(all)('$page: $command is one that can be given', async ({ command }) => {
    await expect(parse(command)).resolves.toBeUndefined();
  });

  it('are read as strictly as the program reads them', async () => {
    await expect(parse('overgang worklist --mapp x')).rejects.toThrow();
    await expect(parse('overgang worklist')).rejects.toThrow();
  });
});
