import { vi } from 'vitest';
import { overgangDone, type World } from './cli.ts';
import { buildProgram } from './built-program.ts';
import { newFolder } from './folder.ts';
import { startServer, type TestServer } from './postgres-server.ts';

/** A server with people on it: who owns registers and nothing else, who works, who only looks. */
export interface SharedServer extends TestServer {
  /** A register of its own, made by its owner and given to those who work with it: its address as one of them. */
  readonly newRegister: (
    name: string,
  ) => Promise<{ readonly owner: string; readonly writer: string; readonly reader: string }>;
}

export const OWNER = 'forvaltare';
/** As the tests' user is called: what is proven is then what would have been claimed. */
export const WRITER = 'prov';
const READER = 'lasare';

export async function startSharedServer(settings: readonly string[] = []): Promise<SharedServer> {
  await buildProgram();
  const server = await startServer(settings);
  vi.stubEnv('OVERGANG_KEYS', newFolder());
  for (const name of [OWNER, WRITER, READER]) server.sql(`CREATE ROLE ${name} LOGIN`);
  server.sql(`ALTER ROLE ${OWNER} CREATEROLE; GRANT CREATE ON DATABASE overgang TO ${OWNER}`);
  return {
    ...server,
    async newRegister(name) {
      const owner = server.address(name, { user: OWNER });
      await overgangDone(['register', 'create-schema', owner], { cwd: newFolder() });
      server.sql(`GRANT ${name}_writer TO ${WRITER}; GRANT ${name}_reader TO ${READER}`);
      return {
        owner,
        writer: server.address(name, { user: WRITER }),
        reader: server.address(name, { user: READER }),
      };
    },
  };
}

/** What of the tests' own environment a command on a server is given: where the keys lie, and what is stubbed. */
export const serversEnvironment = (): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value !== undefined && /^(?:PG|OVERGANG_KEYS$)/u.test(name) ? [[name, value]] : [],
    ),
  );

/** A folder whose commands are about a register on a server. */
export const worldOn = (address: string): World => ({
  cwd: newFolder(),
  env: { ...serversEnvironment(), OVERGANG_REGISTER: address },
});
