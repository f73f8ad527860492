// The house's own rules, that no linter has: by the shape of the code. All others are oxlint's (.oxlintrc.json).
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

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
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  { files: ['src/**/*.ts'], ignores: TESTS, languageOptions: { parser: tseslint.parser } },
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
);
