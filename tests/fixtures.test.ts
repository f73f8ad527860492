import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** The small lists that go wrong, by the kind of trouble that they stand for. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  'a part is not the whole': ['files-per-kommun', 'files-per-kommun-two-rounds'],
  'which day a list is of': [
    'criterion-in-title',
    'day-given-differs',
    'day-in-swedish-words',
    'day-with-slashes',
  ],
  'all sheets are read or told': [
    'hidden-sheet-first',
    'hidden-sheet-only',
    'merged-titles',
    'sheet-per-kommun',
    'typed-cells',
  ],
  'no row is swallowed': [
    'lines-in-quotes',
    'other-list-below',
    'pasted-with-bom',
    'quote-over-two-rows',
    'remarks-below',
    'row-of-units',
    'total-by-formula',
    'two-header-rows',
  ],
  'quotes and signs between cells': [
    'backslash-quotes',
    'commas-with-semicolons-in-cells',
    'double-semicolons',
    'pipes-between',
    'semicolons-with-commas-in-cells',
    'sep-caret',
    'single-quotes',
    'space-after-signs',
    'space-before-quotes',
    'stray-quote',
    'tabs-in-cells',
    'text-after-quote',
  ],
  'letters that are damaged': [
    'decomposed-letters',
    'encoded-twice',
    'nul-byte',
    'one-row-other-encoding',
    'windows-dashes-few-letters',
  ],
  'columns that nobody meant': [
    'blank-columns-first',
    'column-said-to-be-none',
    'empty-columns-right',
    'index-column-first',
  ],
  'headers in other words': [
    'headers-broken-over-lines',
    'headers-in-english',
    'headers-snake-case',
    'headers-with-colon',
    'headers-with-hard-hyphen',
  ],
  'no list at all': ['empty', 'header-only', 'html-as-csv'],
  'unread is not absent': [
    'day-forms',
    'days-that-stand-for-none',
    'kommun-spellings',
    'sip-of-an-undecided-vardtillfalle',
    'status-and-plan-form-unread',
    'utskrivningsklar-in-other-forms',
    'words-for-nothing',
  ],
  'two columns that contradict each other': [
    'current-and-home-kommun',
    'current-and-home-kommun-other-order',
    'two-consents',
  ],
  'protection fails closed': [
    'protection-header-abbreviated',
    'protection-header-ja-nej',
    'protection-header-pers-uppg',
    'protection-header-sekretess',
    'protection-header-skydd',
    'protection-header-skyddad-id',
    'protection-header-skyddsmarkering',
    'protection-header-snake-case',
    'protection-header-sparrmarkering',
    'second-column-of-protection',
  ],
  'who is whom': ['apostrophe-before-number', 'ids-through-a-spreadsheet', 'personnummer-spellings'],
  'control totals as people write them': [
    'blanks-for-none',
    'column-of-per-cent',
    'kommuner-by-name',
    'kommuner-in-other-spellings',
    'published-september-2025',
    'thousands-with-a-dot',
    'thousands-with-a-space',
    'titles-and-a-source',
  ],
};

const FOLDERS = ['coverage', 'lists', 'totals', 'unread', 'who-is-whom'];
/** These are found by what their names begin with. */
const FOUND_BY = ['protection-header'];

const inFolders = FOLDERS.flatMap((folder) =>
  readdirSync(join('fixtures', folder)).map((file) =>
    file.replace(/(?:-\d{4}-\d{2}-\d{2})?\.(?:csv|xlsx)$/u, ''),
  ),
);

describe('the small lists that go wrong', () => {
  it('are each of a kind that is named', () => {
    expect(Object.values(KINDS).flat().sort()).toEqual(inFolders.sort());
  });

  it('are each opened by a test that says what is right', () => {
    const tests = readdirSync('tests', { encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts') && file !== 'fixtures.test.ts')
      .map((file) => readFileSync(join('tests', file), 'utf8'))
      .join('\n');
    const isOpened = (name: string): boolean =>
      [name, ...FOUND_BY.filter((start) => name.startsWith(start))].some((word) =>
        new RegExp(`['/]?\\b${word}(?:'|:|\\.csv)`, 'u').test(tests),
      );
    expect(inFolders.filter((name) => !isOpened(name))).toEqual([]);
  });
});
