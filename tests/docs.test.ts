import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/cli/commands/all.ts';
import { SIP_CLASSES, VARDTILLFALLE_CLASSES } from '../src/domain/classification/classes.ts';
import { FATES } from '../src/domain/fates/fates.ts';
import { KIND_NAMES, kindOf } from '../src/domain/kinds/kinds.ts';
import { PARTS } from '../src/domain/kinds/terms.ts';
import { MARK_NAMES } from '../src/domain/answers/marks.ts';
import { OF_A_FILE } from './helpers/on-server.ts';

const root = fileURLToPath(new URL('../', import.meta.url));

function filesUnder(folder: string, end: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesUnder(path, end);
    return entry.name.endsWith(end) ? [path] : [];
  });
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const PAGES = ['README.md', ...filesUnder('docs', '.md')];
const isOurs = (page: string): boolean => !page.startsWith('docs/reference/');

/** What stands in a page outside blocks of code. */
const proseOf = (page: string): string => read(page).replace(/^```.*?^```/gmsu, '');

interface GlossaryRow {
  readonly cells: readonly string[];
  readonly identifiers: readonly string[];
}

const GLOSSARY: readonly GlossaryRow[] = read('docs/glossary.md')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|(?: Term | ?-)/u.test(line))
  .map((line) => {
    const cells = line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());
    return { cells, identifiers: [...(cells[2] ?? '').matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name) };
  });

/** Exported names, names of fields and tables, and codes, as they stand in the source; comments do not count. */
const NAMES: ReadonlySet<string> = new Set(
  filesUnder('src', '.ts')
    .filter((path) => !/(?:\.test|\.test-help|-for-tests)\.ts$/u.test(path))
    .map((path) =>
      read(path)
        .replace(/\/\*.*?\*\//gsu, '')
        .replace(/^\s*\/\/.*$/gmu, ''),
    )
    .flatMap((source) => [
      ...[...source.matchAll(/^export (?:async )?(?:const|function\*?|interface|type|class) (\w+)/gmu)].map(
        ([, name]) => name ?? '',
      ),
      ...[...source.matchAll(/(?:^|[\s{(,])(\w+)\??:/gmu)].map(([, name]) => name ?? ''),
      ...[...source.matchAll(/'([\w-]+)'/gu)].map(([, name]) => name ?? ''),
      ...[...source.matchAll(/CREATE TABLE (\w+)/gu)].map(([, name]) => name ?? ''),
    ]),
);

describe('the glossary', () => {
  it('has rows of four filled cells, each with an identifier', () => {
    expect(GLOSSARY.length).toBeGreaterThan(60);
    const faulty = GLOSSARY.filter(
      ({ cells, identifiers }) => cells.length !== 4 || cells.includes('') || identifiers.length === 0,
    );
    expect(faulty).toEqual([]);
  });

  it('has every term once', () => {
    const terms = GLOSSARY.map(({ cells }) => cells[0]);
    expect(terms.filter((term, at) => terms.indexOf(term) !== at)).toEqual([]);
  });

  it('names only what the source has', () => {
    const unknown = GLOSSARY.flatMap(({ identifiers }) => identifiers).filter((name) => !NAMES.has(name));
    expect(unknown).toEqual([]);
  });

  it.each([
    ['canonical column', KIND_NAMES.flatMap((kind) => kindOf(kind).fields.map(({ name }) => name))],
    ['kind', KIND_NAMES],
    ['class', [...Object.keys(SIP_CLASSES), ...Object.keys(VARDTILLFALLE_CLASSES)]],
    ['part', PARTS],
    ['mark', MARK_NAMES],
    ['fate', FATES],
  ] as const)('has every %s', (_what, names: readonly string[]) => {
    const known = new Set(GLOSSARY.flatMap(({ identifiers }) => identifiers));
    expect([...new Set(names)].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe.each(PAGES)('%s', (page) => {
  it('has no relative link or picture that leads nowhere', () => {
    const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
    const relative = targets
      .filter((target) => !/^(?:[a-z]+:|#)/u.test(target))
      .map((target) => target.replace(/#.*$/u, ''));
    expect(relative.filter((target) => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });

  it('names no file of the project that is not there', () => {
    const paths = [
      ...proseOf(page).matchAll(/`((?:src|tests|scripts|docs|schemas|fixtures|bin)\/[\w./-]*)`/gu),
    ].map(([, path = '']) => path);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

describe('links to a heading', () => {
  it('lead to one', () => {
    const headings = (path: string): readonly string[] =>
      [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gmu)].map(([, text = '']) =>
        text
          .toLowerCase()
          .replace(/[^\p{L}\p{N}\s_-]/gu, '')
          .trim()
          .replace(/\s/gu, '-'),
      );
    const broken = PAGES.filter(isOurs).flatMap((page) =>
      [...proseOf(page).matchAll(/\]\(([^)\s:#]*)#([^)\s]+)\)/gu)]
        .filter(
          ([, target = '', heading = '']) =>
            !headings(target === '' ? join(root, page) : join(root, dirname(page), target)).includes(heading),
        )
        .map(([link]) => `${page}: ${link}`),
    );
    expect(broken).toEqual([]);
  });
});

describe('the README', () => {
  it.each(['npm ci && npm run demo', 'npm ci && npm test'])('has the command %s once', (command) => {
    const lines = read('README.md').split('\n');
    expect(lines.filter((line) => line.trim() === command)).toHaveLength(1);
  });

  it('installs in no other way', () => {
    expect(read('README.md').match(/npm (?:ci|install|i)\b/gu)).toHaveLength(2);
  });

  it('runs only verbs there are', () => {
    const verbs = [...read('README.md').matchAll(/bin\/overgang\.js (\w+)/gu)].map(([, verb = '']) => verb);
    const known = COMMANDS.map(({ name }) => name);
    expect(verbs.filter((verb) => !known.includes(verb))).toEqual([]);
    expect(verbs).toEqual(expect.arrayContaining(['init', 'import', 'status', 'worklist']));
  });
});

describe('the handbok', () => {
  const ROLES = ['samordnare', 'systemforvaltare', 'projektledare', 'arkivarie', 'databasforvaltare'];
  const pages = ['handbok', 'terminal', ...ROLES].map((page) => read(`docs/${page}.md`));
  const handbok = pages.join('\n');

  it('is a page by role, which the first page and README lead to', () => {
    for (const role of ROLES) {
      expect(pages[0]).toContain(`](${role}.md)`);
      expect(read('README.md')).toContain(`](docs/${role}.md)`);
    }
    expect(pages[0]?.split('\n').length).toBeLessThan(90);
  });

  it.each(COMMANDS.map(({ name }) => name))('shows the verb %s', (name) => {
    expect(handbok).toMatch(new RegExp(`overgang ${name}(?![\\w-])`, 'u'));
  });

  it('shows only verbs there are', () => {
    const known = new Set(['help', ...COMMANDS.map(({ name }) => name)]);
    const shown = [
      ...handbok.matchAll(/^overgang ([a-z]+)/gmu),
      ...handbok.matchAll(/`overgang ([a-z]+)/gu),
    ].map(([, verb = '']) => verb);
    expect(shown.filter((verb) => !known.has(verb))).toEqual([]);
  });
});

describe('the architecture page', () => {
  it('has a paragraph on every room', () => {
    const page = read('docs/architecture.md');
    const rooms = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    const missing = rooms.map(({ name }) => name).filter((name) => !page.includes(`**\`src/${name}/\`**`));
    expect(missing).toEqual([]);
  });
});

describe('a test of a command', () => {
  it('that is only of a file has a why that the page has, with what holds on a server instead', () => {
    const rows = read('docs/adding.md')
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    for (const why of Object.values(OF_A_FILE))
      expect(rows.filter(([, of, instead = '']) => of === why && instead !== '')).toHaveLength(1);
  });
});
