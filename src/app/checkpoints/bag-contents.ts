import { BAG_FILES } from '../../domain/checkpoints/checkpoint.ts';
import type { CheckpointStatement } from '../../domain/checkpoints/checkpoint-schema.ts';
import { keptAsOf } from '../../domain/checkpoints/source-files.ts';
import { statePath } from '../../domain/checkpoints/state-counts.ts';
import { KIND_NAMES, PLAIN_KINDS, type KindName } from '../../domain/kinds/kinds.ts';
import { intygHtml } from '../../documents/checkpoint/checkpoint-intyg-html.ts';
import { premisXml } from '../../documents/checkpoint/checkpoint-premis.ts';
import { readmeText } from '../../documents/checkpoint/checkpoint-readme.ts';
import { readExactCsv } from '../../documents/kit/exact-csv.ts';
import type { Register } from '../../register/file/register.ts';
import { closedCsv, exceptionsCsv, sourcesCsv, stateColumns, stateCsv } from './checkpoint-state.ts';
import { eventLines } from './event-lines.ts';

/**
 * What a checkpoint's bag has besides its statement and the schemas, one entry a file with what makes it: by these the
 * bag is written, and by the same it is held against what it states when somebody verifies it.
 */

/** What a file is made from that the statement alone makes. */
interface Stated {
  readonly statement: CheckpointStatement;
  /** The program that has made the bag. */
  readonly maker: string;
  readonly hasSources: boolean;
  readonly isSigned: boolean;
}

interface StatedFile {
  readonly path: string;
  readonly make: (stated: Stated) => Iterable<string>;
  /** What people read: another version of the program has other words for the same. */
  readonly isWords: boolean;
}

export const STATED_FILES: readonly StatedFile[] = [
  {
    path: BAG_FILES.exceptions,
    make: ({ statement }) => exceptionsCsv(statement.openExceptions),
    isWords: false,
  },
  { path: BAG_FILES.intyg, make: ({ statement }) => [intygHtml(statement)], isWords: true },
  { path: BAG_FILES.premis, make: ({ statement, maker }) => [premisXml(statement, maker)], isWords: true },
  {
    path: BAG_FILES.readme,
    make: ({ statement, hasSources, isSigned }) => [readmeText({ statement, hasSources, isSigned })],
    isWords: true,
  },
];

/** How the files of a bag are made from the register's copy. */
interface Making {
  readonly isPseudonymised: boolean;
  /** Where the lists themselves lie, by the number of their source. */
  readonly keptAs: ReadonlyMap<number, string>;
}

interface RegisterFile {
  readonly path: string;
  readonly make: (copy: Register, making: Making) => Iterable<string>;
  /** Made anew of a copy with persons, as a file says that it was made; null where it is compared otherwise. */
  readonly remake: ((copy: Register, text: string) => Iterable<string>) | null;
}

function stateFile(kind: KindName): RegisterFile {
  return {
    path: statePath(kind),
    make: ({ db }, { isPseudonymised }) =>
      stateCsv(db, kind, stateColumns(kind, isPseudonymised), isPseudonymised),
    // An older bag may lack a column that has come since; one that is unknown is in no file that is made.
    remake: ({ db }, text) => {
      const [header = []] = readExactCsv(text.slice(0, text.indexOf('\n') + 1));
      const known = stateColumns(kind, false);
      return stateCsv(
        db,
        kind,
        header.filter((name) => known.includes(name)),
        false,
      );
    },
  };
}

export const REGISTER_FILES: readonly RegisterFile[] = [
  // Event by event, with the chain.
  {
    path: BAG_FILES.events,
    make: (copy, { isPseudonymised }) => eventLines(copy, isPseudonymised),
    remake: null,
  },
  ...KIND_NAMES.map(stateFile),
  {
    path: BAG_FILES.closed,
    make: ({ db }, { isPseudonymised }) => closedCsv(db, isPseudonymised),
    remake: ({ db }) => closedCsv(db, false),
  },
  {
    path: BAG_FILES.sources,
    make: ({ db }, { keptAs }) => sourcesCsv(db, keptAs),
    remake: ({ db }, text) => sourcesCsv(db, keptAsOf(readExactCsv(text))),
  },
];

/** Of kinds that came later an older bag has no files; that one is taken away shows in the manifest. */
const LATER_FILES: readonly string[] = KIND_NAMES.filter((kind) => !PLAIN_KINDS.includes(kind)).map(
  statePath,
);

/** What every checkpoint's bag must have; one with persons has the register too. */
export const NEEDED: readonly string[] = [
  BAG_FILES.statement,
  BAG_FILES.statementSchema,
  ...STATED_FILES.map(({ path }) => path),
  ...REGISTER_FILES.map(({ path }) => path).filter((path) => !LATER_FILES.includes(path)),
];
