// The picture of the house, held by `npm run check`: files come in on the left, worklists and reports leave on the
// right, the pure rules stand in the middle and know nobody. Each rule says why.

/** Code that only tests run. */
const TEST = String.raw`(\.test\.ts$|\.test-help\.ts$|-for-tests\.ts$|^tests/)`;
const vendor = (names) => `(^|/)node_modules/(@types/)?(${names.join('|')})/`;
const TYPES_ONLY = { dependencyTypesNot: ['type-only'] };

/** Which rooms of src/ each room may use, besides itself. `types`: rooms of which it may know the types alone. */
const ROOMS = {
  domain: {
    uses: [],
    comment:
      'The rules are pure: they must read, test and reason alone, whatever reads the files or keeps the register.',
  },
  files: {
    uses: ['domain'],
    comment:
      'Files know bytes and rows, and no rule, register or text: a format can be changed without touching the work.',
  },
  register: {
    uses: ['domain'],
    comment: 'The register keeps and finds facts; what they mean and how they are told is decided elsewhere.',
  },
  documents: {
    uses: ['domain', 'text'],
    comment:
      'A document is made from a model: it never opens a register or a file, so that it can be tested as text and cells.',
  },
  text: {
    uses: ['domain'],
    types: ['files', 'register', 'documents', 'app', 'cli', 'demo'],
    comment:
      'Texts name the codes of every room by type, so that a missing text does not compile, but load none of them.',
  },
  demo: {
    uses: ['domain'],
    comment: 'The fictional region is made from a seed alone: the same lists on every machine.',
  },
  app: {
    uses: ['domain', 'files', 'register', 'documents', 'text', 'demo'],
    comment:
      'A use case joins files, rules and register, and returns a model or leaves files behind; it knows no terminal.',
  },
  cli: {
    uses: ['app', 'domain', 'documents', 'text'],
    types: ['register', 'files'],
    // Opening, and why one can not be opened, is all that a command knows of a register itself.
    alsoUses: [String.raw`^src/register/(file/register|engine/(unusable-register|register-name))\.ts$`],
    comment:
      'A command is arguments, one use case, one text: besides opening the register, work belongs in src/app.',
  },
};

const roomRules = Object.entries(ROOMS).flatMap(([room, { uses, types = [], alsoUses = [], comment }]) => {
  const own = [room, ...uses].join('|');
  const known = [room, ...uses, ...types].join('|');
  return [
    {
      name: `${room}-knows-only-its-own`,
      comment,
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: [`^src/(${known})/`, ...alsoUses] },
    },
    ...(types.length === 0
      ? []
      : [
          {
            name: `${room}-knows-these-by-type`,
            comment,
            from: { path: `^src/${room}/` },
            to: { path: '^src/', pathNot: [`^src/(${own})/`, ...alsoUses], ...TYPES_ONLY },
          },
        ]),
  ];
});

/** One vendor in one place: what it takes to replace one is seen from its room. Tests may read back with any. */
const VENDORS = {
  '^src/documents/': ['exceljs'],
  '^src/files/': ['cfb', 'csv-parse', 'iconv-lite', 'saxes', 'yauzl'],
  '^src/register/engine/sqlite/': ['better-sqlite3', 'better-sqlite3-12'],
  '^src/register/engine/postgres/': ['pg'],
  '^src/cli/': ['commander', 'chalk', 'listr2', 'ora', 'fastest-levenshtein'],
  // Zod costs as much as the rest of a start: only what parses a file from outside loads it; its types cost nothing.
  [String.raw`^src/domain/.*(-schema|/parse-[^/]+)\.ts$`]: ['zod'],
};

const vendorRules = Object.entries(VENDORS).map(([place, names]) => ({
  name: `one-place-for-${names[0]}`,
  comment: `${names.join(', ')} belong${names.length === 1 ? 's' : ''} to ${place}: one vendor in one place, so that it can be replaced and is loaded only where used.`,
  from: { path: '^(src|bin)/', pathNot: [place, TEST] },
  to: { path: vendor(names), ...(names[0] === 'zod' ? TYPES_ONLY : {}) },
}));

const forbidden = [
  {
    name: 'bin-starts-dist',
    comment:
      'The executable only starts the built bundle; anything more would be code that no test runs and no bundle holds.',
    from: { path: '^bin/' },
    to: { pathNot: '(^|/)dist/' },
  },
  {
    name: 'main-starts-the-program',
    comment:
      'main.ts hands the real world to the program (or to a reader of lists); all else belongs in a room.',
    from: { path: String.raw`^src/main\.ts$` },
    to: {
      path: '^src/',
      pathNot: [
        String.raw`^src/cli/`,
        String.raw`^src/(files/reading/xlsx-reader-process|app/lists/list-thread-main)\.ts$`,
      ],
    },
  },
  {
    name: 'starter-stands-alone',
    comment:
      'start.ts is bundled apart and compiled at every start: what it imported would cost each command.',
    from: { path: String.raw`^src/start\.ts$` },
    to: { path: ['^src/', '(^|/)node_modules/'] },
  },
  {
    name: 'nobody-imports-an-entry',
    comment: 'main.ts, start.ts and the thread that speaks with a server run when they are loaded.',
    from: {},
    to: { path: String.raw`^src/(main|start|register/engine/postgres/thread-main)\.ts$` },
  },
  ...roomRules,
  ...vendorRules,
  {
    name: 'one-place-for-each-engine',
    comment:
      'What a database has a way of its own for is a call of Engine: whoever knows which one it is writes for that one alone. What only a file has (seal, pages, copies) belongs to register/file.',
    from: { path: '^src/', pathNot: ['^src/register/(engine/(sqlite|postgres)|file)/', TEST] },
    to: { path: '^src/register/engine/(sqlite|postgres)/' },
  },
  {
    name: 'pure-rooms-without-node',
    comment:
      'Rules, texts and the demo take values and return values: no file, clock, process or randomness of node.',
    from: { path: '^src/(domain|text|demo)/', pathNot: TEST },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'pure-rooms-without-packages',
    comment:
      'The pure rooms use our own code and zod, nothing else: what they say must not change with a package.',
    from: { path: '^src/(domain|text|demo)/', pathNot: TEST },
    to: { path: '(^|/)node_modules/', pathNot: vendor(['zod']) },
  },
  {
    name: 'no-cycles',
    comment:
      'Modules that need each other can not be read, tested or loaded one at a time. Types vanish and may go both ways.',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
  {
    name: 'no-orphans',
    comment: 'A file that nobody uses and that uses nobody is left over from something.',
    from: {
      orphan: true,
      pathNot: [
        TEST,
        String.raw`\.d\.ts$`,
        String.raw`^src/(main|start)\.ts$`,
        '^bin/',
        String.raw`^scripts/.+\.[cm]js$`,
      ],
    },
    to: {},
  },
  {
    name: 'tests-stay-outside',
    comment: 'Nothing that is delivered may need code written for tests.',
    from: { path: '^(src|bin|scripts)/', pathNot: TEST },
    to: { path: TEST },
  },
  {
    name: 'nobody-imports-a-test',
    comment: 'Importing a test runs it twice; what two tests share goes into a *.test-help.ts.',
    from: {},
    to: { path: String.raw`\.test\.ts$` },
  },
  {
    name: 'delivered-packages-only',
    comment:
      'A package missing from "dependencies" is there on our machine and not on the user\'s. Types vanish when building.',
    from: { path: '^(src|bin)/', pathNot: TEST },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], ...TYPES_ONLY },
  },
  {
    name: 'imports-lead-somewhere',
    comment:
      'An import that can not be resolved escapes every rule above. (Only dist/ may not be there yet, and one of the two drivers: each Node has its own.)',
    from: { pathNot: ['^bin/', String.raw`^src/register/engine/(sqlite|postgres)/`] },
    to: { couldNotResolve: true },
  },
];

module.exports = {
  forbidden: forbidden.map((rule) => ({ ...rule, severity: 'error' })),
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true, // Type imports are imports too.
    doNotFollow: { path: ['node_modules', '^dist/'] },
    exclude: { path: String.raw`^(dist|fixtures)/` },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
