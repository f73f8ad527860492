import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Longer than a page can be read, and rightly so: what they hold is one table. */
const TABLES = [
  'src/domain/answers/answer-columns.ts', // Every column that people answer in.
  'src/domain/kinds/kinds.ts', // Every column of every kind of list, in the contract's order.
  'src/domain/validation/finding-catalogue.ts', // Every finding with its texts.
  'src/text/errors.ts', // Every error with its texts.
];

/** A test is as long as its examples: what is to be held in mind there is one case at a time. */
const TESTS = ['tests/**', '**/*.test.ts', '**/*.test-help.ts', '**/*-for-tests.ts'];

const SQL = String.raw`/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|ALTER|DROP|PRAGMA|ATTACH|VACUUM|BEGIN|COMMIT|ROLLBACK)\b/`;
/** Words that stand beside a number other than one: `${rows} rader` says "1 rader" of one. */
const BESIDE_A_NUMBER = String.raw`/^\s(?:nya |olika )?(?:rader|celler|listor|filer|ärenden|händelser|dagar|arbetsdagar|personer|meddelanden|SIP:ar|kontakter|lappar|summor|mappar|veckor|månader|enheter|oförändrade|ändrade|avvisade|upprepade|undantagna|återöppnade|rättade|utlämnade|räknade)(?![\p{L}:])/u`;
const COUNT_WITH_ITS_WORDS =
  'A number and its words are made by `some` or `counted` (src/domain/words/counted.ts): 1 rad, 2 rader.';

/** The build gives what a module exports as it is when the module has run. */
const EXPORTS_STAY = {
  selector: 'ExportNamedDeclaration > VariableDeclaration[kind!="const"]',
  message: 'What is exported never changes: export a function that tells it.',
};

const ONLY_IN_REGISTER = 'SQL belongs in src/register, in a function named after what it is for.';

export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'fixtures/', 'demo/', 'packages/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    // What types are needed for is oxlint's (.oxlintrc.json, docs/decisions/0011).
    extends: [...tseslint.configs.strict, ...tseslint.configs.stylistic],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.js', '**/*.mjs', '**/*.cjs'],
    ignores: TESTS,
    rules: {
      'max-lines': ['error', 350],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      complexity: ['error', 15],
    },
  },
  { files: TABLES, rules: { 'max-lines': 'off' } },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/register/**', ...TESTS],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...[
          // A transaction of one's own would commit without its seal: `atOnce` and `inTransaction` end with it.
          'MemberExpression[property.name=/^(prepare|pragma|transaction)$/]',
          "CallExpression[callee.property.name='exec']:matches([callee.object.name='db'], [callee.object.property.name='db'])",
          `Literal[value=${SQL}]`,
          `TemplateElement[value.raw=${SQL}]`,
        ].map((selector) => ({ selector, message: ONLY_IN_REGISTER })),
        {
          selector: `TemplateLiteral > TemplateElement[value.raw=${BESIDE_A_NUMBER}]`,
          message: COUNT_WITH_ITS_WORDS,
        },
        EXPORTS_STAY,
      ],
    },
  },
  {
    files: ['src/register/**/*.ts'],
    ignores: TESTS,
    rules: { 'no-restricted-syntax': ['error', EXPORTS_STAY] },
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        performance: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
      },
    },
  },
  {
    files: ['**/*.cjs', 'bin/*.js'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: { module: 'writable', require: 'readonly', __dirname: 'readonly' },
    },
  },
);
