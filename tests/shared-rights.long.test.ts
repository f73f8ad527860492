import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SHOWN_WAITING } from '../src/register/engine/postgres/shown-waiting.ts';
import { serverTables } from '../src/register/engine/postgres/tables.ts';
import { TABLES_OF_PERSONS, WRITERS_RIGHTS } from '../src/register/engine/postgres/rights.ts';
import { MIGRATIONS } from '../src/register/engine/migrations.ts';
import { overgang, overgangDone, overgangJson, type World } from './helpers/cli.ts';
import { ENHETER, PATIENTER, pathOf } from './helpers/lists.ts';
import { NO_SERVER, onServer } from './helpers/postgres-server.ts';
import { OWNER, startSharedServer, worldOn, WRITER, type SharedServer } from './helpers/shared-register.ts';
import { importList } from './helpers/small-lists.ts';

const AS_OF = '2025-09-29';
const READER = 'lasare';
const TABLES = [...serverTables(), SHOWN_WAITING];
const RIGHTS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER'] as const;

const problemsOf = async (world: World): Promise<readonly string[]> =>
  (await overgangJson<{ problems: readonly { where: string }[] }>(['verify'], world)).problems.map(
    ({ where }) => where,
  );

/** What the newest version of the schema has brought. */
const LAST_MADE = [...(MIGRATIONS.at(-1) ?? '').matchAll(/CREATE (TABLE|INDEX) (\w+)/gu)].map(
  ([, sort = '', name = '']) => `${sort} ${name}`,
);

describe.skipIf(NO_SERVER !== null)(onServer('rights to a register that several share'), () => {
  let server: SharedServer;
  const as = (user: string, register: string, sql: string): string =>
    server.sql(`SET SESSION AUTHORIZATION ${user}; SET search_path = ${register}; ${sql}`);
  beforeAll(async () => {
    server = await startSharedServer();
    server.sql('CREATE ROLE utomstaende LOGIN');
  }, 120_000);
  afterAll(() => {
    server.stop();
  });

  it('gives each role what it needs and no more', { timeout: 60_000 }, async () => {
    const { owner, writer, reader } = await server.newRegister('roller');
    const world = worldOn(writer);
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    await overgangDone(['import', pathOf(ENHETER), '--as-of', AS_OF], world);
    const as = (user: string, sql: string): string =>
      server.sql(`SET SESSION AUTHORIZATION ${user}; SET search_path = roller; ${sql}`);
    for (const sql of [
      "UPDATE event SET data = '{}'",
      'DELETE FROM event',
      'TRUNCATE event CASCADE',
      "UPDATE source_row SET fate = 'new' WHERE fate <> 'new'",
      'DELETE FROM source_row',
      'ALTER TABLE event DISABLE TRIGGER ALL',
      'DROP TABLE event CASCADE',
      'DELETE FROM source',
      'DELETE FROM enhet',
    ])
      expect([sql, () => as(WRITER, sql)]).toEqual([sql, expect.toSatisfy(refuses)]);
    for (const sql of [
      "INSERT INTO setting VALUES ('a', 'b')",
      "UPDATE enhet SET name = ''",
      'DELETE FROM event',
    ])
      expect([sql, () => as('lasare', sql)]).toEqual([sql, expect.toSatisfy(refuses)]);
    // The owner works with the triggers too: an event stays.
    expect(() => as(OWNER, "UPDATE event SET data = '{}'")).toThrow('append-only');

    const looking = worldOn(reader);
    expect((await overgang(['status', '--as-of', AS_OF], looking)).code).toBe(0);
    expect((await overgang(['readiness', '--as-of', AS_OF], looking)).code).toBeLessThan(2);
    const refused = await overgang(['import', pathOf(PATIENTER), '--whole', '--as-of', AS_OF], looking);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('behörighet')]);
    expect((await overgang(['verify', '--register', owner], looking)).code).toBe(0);
  });

  it('tells that a role may more than it should, and that a guard is gone', { timeout: 60_000 }, async () => {
    const { writer } = await server.newRegister('rubbat');
    const world = worldOn(writer);
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    server.sql(
      `GRANT UPDATE ON rubbat.event TO rubbat_writer; DROP TRIGGER event_has_its_writer ON rubbat.event;
       ALTER TABLE rubbat.event DISABLE TRIGGER event_is_never_changed; UPDATE rubbat.event SET effective_on = '2025-01-01';
       DROP INDEX rubbat.sip_key; ALTER TABLE rubbat.sip RENAME unit TO enhet`,
    );
    const { problems } = await overgangJson<{ problems: readonly { where: string }[] }>(['verify'], world);
    expect(problems.map(({ where }) => where)).toEqual(
      expect.arrayContaining([
        'behörigheter till tabell event',
        'spärr event_has_its_writer',
        'spärr event_is_never_changed',
        'index sip_key',
        'tabell sip',
        'händelse 1',
      ]),
    );
  });

  it(
    'tells of each way in which rights are widened or a guard is made blind',
    { timeout: 60_000 },
    async () => {
      const { writer } = await server.newRegister('blind');
      const world = worldOn(writer);
      await overgangDone(['init', '--as-of', '2025-04-28'], world);
      const where = async (): Promise<readonly string[]> =>
        (await overgangJson<{ problems: readonly { where: string }[] }>(['verify'], world)).problems.map(
          (problem) => problem.where,
        );
      expect(await where()).toEqual([]);
      server.sql(
        `SET search_path = blind; CREATE ROLE bada LOGIN; GRANT blind_writer, ${OWNER} TO bada;
       GRANT UPDATE ON event TO ${WRITER}; GRANT UPDATE (value) ON setting TO blind_reader; GRANT CREATE ON SCHEMA blind TO blind_writer;
       DROP TRIGGER event_is_never_changed ON event;
       CREATE TRIGGER event_is_never_changed BEFORE UPDATE OR DELETE ON event FOR EACH ROW WHEN (false) EXECUTE FUNCTION refuse_change();
       DROP TRIGGER event_has_its_writer ON event;
       CREATE TRIGGER event_has_its_writer BEFORE INSERT ON finding FOR EACH ROW EXECUTE FUNCTION refuse_other_writer();
       CREATE RULE r AS ON INSERT TO absence DO INSTEAD NOTHING; ALTER TABLE contact ENABLE ROW LEVEL SECURITY;
       ALTER FUNCTION is_owner() SECURITY DEFINER; ALTER FUNCTION refuse_change() SET search_path = public;
       ALTER TABLE mending DROP CONSTRAINT mending_source_no_fkey; ALTER TABLE worklist ALTER COLUMN step DROP NOT NULL;
       CREATE VIEW v AS SELECT 1; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'`,
      );
      const found = await where();
      server.sql(`DROP OWNED BY bada; DROP ROLE bada`);
      expect(found).toEqual(
        expect.arrayContaining([
          ...['behörigheter till tabell event', 'behörigheter till tabell setting'],
          ...[
            'behörigheter till schemat blind',
            'behörigheter för den som både skriver och kan bli ägare, rollen bada',
          ],
          ...[
            'spärr event_is_never_changed',
            'spärr event_has_its_writer',
            'tabell absence',
            'tabell contact',
          ],
          ...[
            'spärrens kod is_owner',
            'spärrens kod refuse_change',
            'tabell mending',
            'tabell worklist',
            'vy v',
            'spärrens kod f',
          ],
        ]),
      );
    },
  );

  it('are for every table and role those that the page lists', { timeout: 60_000 }, async () => {
    await server.newRegister('lista');
    const found = server.sql(
      `SELECT c.relname || ' ' || r.name || ' ' || coalesce((SELECT string_agg(p.name, ',' ORDER BY p.at) FROM unnest(ARRAY['${RIGHTS.join("','")}']) WITH ORDINALITY p(name, at)
         WHERE has_schema_privilege(r.name, c.relnamespace, 'USAGE') AND has_table_privilege(r.name, c.oid, p.name)), '')
       FROM pg_class c, unnest(ARRAY['${WRITER}', '${READER}', 'utomstaende']) r(name)
       WHERE c.relnamespace = 'lista'::regnamespace AND c.relkind = 'r'`,
    );
    const expected = TABLES.flatMap((table) => [
      `${table} ${WRITER} ${['SELECT', ...(WRITERS_RIGHTS[table] ?? [])].join(',')}`,
      `${table} ${READER} SELECT`,
      `${table} utomstaende `,
    ]);
    expect(
      found
        .split('\n')
        .map((line) => line.trimEnd())
        .sort(),
    ).toEqual(expected.map((line) => line.trimEnd()).sort());
  });

  it('show who somebody is where the page says so, and nowhere else', { timeout: 60_000 }, async () => {
    const { owner, writer } = await server.newRegister('kanarie');
    const world = worldOn(writer);
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    const who = { Namn: 'Kanarie Fågel' };
    await importList(world, 'patient', '2025-09-01', [{ ...who, 'Närstående finns': 'Kanarie' }]);
    await importList(world, 'vardtillfalle', '2025-09-29', [who]);
    await importList(world, 'sip', '2025-09-15', [{ ...who, Deltagare: 'Kanarie Fågel; Kommun' }]);
    await importList(world, 'sip', '2025-09-16', [{ ...who, Namn: 'Kanarie Fågel-Ny' }]);
    for (const kind of ['lcsp_sip', 'lcsp_patient', 'lcsp_vardtillfalle'] as const)
      await importList(world, kind, '2025-10-03', [who]);
    await overgangDone(['worklist', '-o', 'ut', '--format', 'csv', '--as-of', '2025-10-03'], world);
    const seq = server.sql("SELECT max(seq) FROM kanarie.event WHERE type = 'imported'");
    await overgangDone(['undo', seq, '--yes', '--as-of', '2025-10-03'], worldOn(owner));
    const canary = "(one::text ILIKE '%kanarie%' OR one::text ~ '19250628-?9822')";
    for (const user of [WRITER, READER]) {
      const shown = TABLES.filter(
        (table) => as(user, 'kanarie', `SELECT count(*) FROM ${table} one WHERE ${canary}`) !== '0',
      );
      expect([user, shown.sort()]).toEqual([user, [...TABLES_OF_PERSONS].sort()]);
    }
    for (const table of TABLES)
      expect([table, () => as('utomstaende', 'kanarie', `SELECT 1 FROM kanarie.${table}`)]).toEqual([
        table,
        expect.toSatisfy(refuses),
      ]);
  });

  it('and rules that are exchanged for others of their name are told', { timeout: 120_000 }, async () => {
    const { writer } = await server.newRegister('byte');
    const world = worldOn(writer);
    await overgangDone(['init', '--as-of', '2025-04-28'], world);
    expect(await problemsOf(world)).toEqual([]);
    const CHANGES: readonly (readonly [sql: string, where: string])[] = [
      [
        "ALTER TABLE worklist DROP CONSTRAINT worklist_asks_for_check, ADD CONSTRAINT worklist_asks_for_check CHECK (asks_for <> '')",
        'tabell worklist',
      ],
      [
        'ALTER TABLE mending DROP CONSTRAINT mending_source_no_fkey, ADD CONSTRAINT mending_source_no_fkey FOREIGN KEY (source_no) REFERENCES event',
        'tabell mending',
      ],
      [
        'ALTER TABLE worklist_row DROP CONSTRAINT worklist_row_worklist_no_fkey, ADD CONSTRAINT worklist_row_worklist_no_fkey FOREIGN KEY (worklist_no) REFERENCES worklist ON DELETE CASCADE',
        'tabell worklist_row',
      ],
      ['ALTER TABLE absence ADD COLUMN mer text', 'tabell absence'],
      ['ALTER TABLE contact ALTER COLUMN recipient TYPE varchar', 'tabell contact'],
      ['ALTER TABLE source ALTER COLUMN source_no SET DEFAULT 1', 'tabell source'],
      ['ALTER TABLE vardtillfalle ALTER COLUMN kommun TYPE text COLLATE "default"', 'tabell vardtillfalle'],
      ['DROP INDEX patient_key; CREATE INDEX patient_key ON patient (key)', 'index patient_key'],
      ['CREATE UNIQUE INDEX spark ON event (type)', 'index spark'],
      ['GRANT EXECUTE ON FUNCTION hash_of(event) TO PUBLIC', 'behörigheter till spärrens kod hash_of'],
      [
        'REVOKE EXECUTE ON FUNCTION next_number(text, text) FROM byte_writer',
        'behörigheter till spärrens kod next_number',
      ],
      ['REVOKE INSERT ON finding FROM byte_writer', 'behörigheter till tabell finding'],
      ['REVOKE SELECT ON enhet FROM byte_reader', 'behörigheter till tabell enhet'],
      ['GRANT SELECT (party_key) ON sip_part TO PUBLIC', 'behörigheter till tabell sip_part'],
      [
        'GRANT USAGE ON SEQUENCE finding_rowid_seq TO byte_reader',
        'behörigheter till tabell finding_rowid_seq',
      ],
      ['REVOKE USAGE ON SCHEMA byte FROM byte_reader', 'behörigheter till schemat byte'],
      [`ALTER TABLE setting OWNER TO ${WRITER}`, 'ägaren till setting'],
      [`ALTER FUNCTION refuse_change() OWNER TO ${WRITER}`, 'ägaren till refuse_change'],
      [
        'CREATE ROLE allt LOGIN; GRANT pg_write_all_data TO allt',
        'behörigheter för den som får skriva i alla tabeller på servern, rollen allt',
      ],
      [
        'CREATE ROLE gor LOGIN CREATEROLE; GRANT byte_writer TO gor',
        'behörigheter för den som både skriver och kan bli ägare, rollen gor',
      ],
    ];
    let before: readonly string[] = [];
    for (const [sql, where] of CHANGES) {
      server.sql(`SET search_path = byte; ${sql}`);
      const found = await problemsOf(world);
      const told = found.filter((one) => !before.includes(one));
      // Who owns a table has rights of one's own to it.
      expect([sql, sql.includes('OWNER') ? told.filter((one) => one === where) : told]).toEqual([
        sql,
        [where],
      ]);
      before = found;
    }
    server.sql('DROP OWNED BY allt, gor; DROP ROLE allt, gor');
  });

  it(
    'and guards are laid anew by an upgrade, which the owner alone can do',
    { timeout: 60_000 },
    async () => {
      const { owner, writer } = await server.newRegister('ny');
      const world = worldOn(writer);
      await overgangDone(['init', '--as-of', '2025-04-28'], world);
      server.sql(
        `SET search_path = ny; ALTER TABLE event DISABLE TRIGGER event_is_never_changed; DROP TRIGGER event_has_its_writer ON event;
       CREATE TRIGGER event_has_its_writer BEFORE INSERT ON finding FOR EACH ROW EXECUTE FUNCTION refuse_other_writer();
       DROP TRIGGER source_row_keeps_its_fate ON source_row;
       CREATE OR REPLACE FUNCTION is_owner() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS 'SELECT true';
       GRANT UPDATE, DELETE ON event TO ny_writer; GRANT ALL ON ALL FUNCTIONS IN SCHEMA ny TO PUBLIC; GRANT CREATE ON SCHEMA ny TO ny_reader;
       REVOKE INSERT ON finding FROM ny_writer; ${LAST_MADE.map((made) => `DROP ${made};`).join(' ')}
       COMMENT ON SCHEMA ny IS 'overgang register ${MIGRATIONS.length - 1}'`,
      );
      const refused = await overgang(['status'], world);
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('create-schema --upgrade')]);
      const upgrade = (address: string): readonly string[] => [
        'register',
        'create-schema',
        '--upgrade',
        address,
      ];
      expect((await overgang(upgrade(writer), world)).code).toBe(2);
      expect(server.sql("SELECT obj_description('ny'::regnamespace)")).toBe(
        `overgang register ${MIGRATIONS.length - 1}`,
      );
      await overgangDone(upgrade(owner), world);
      expect(await problemsOf(world)).toEqual([]);
      const { events } = await overgangJson<{ events: readonly { type: string; by: string }[] }>(
        ['log'],
        world,
      );
      expect(events.map(({ type, by }) => [type, by])).toContainEqual([
        'register-upgraded',
        `${OWNER} (overgang)`,
      ]);
      await overgangDone(['import', pathOf(ENHETER), '--as-of', AS_OF], world);
      expect(() => as(WRITER, 'ny', 'DELETE FROM event')).toThrow('permission denied');

      // Once more changes nothing, and is no upgrade.
      const count = server.sql('SELECT count(*) FROM ny.event');
      await overgangDone(upgrade(owner), world);
      expect([server.sql('SELECT count(*) FROM ny.event'), await problemsOf(world)]).toEqual([count, []]);
      server.sql(`COMMENT ON SCHEMA ny IS 'overgang register ${MIGRATIONS.length + 1}'`);
      expect((await overgang(['status'], world)).stderr).toContain('nyare');
      expect((await overgang(upgrade(owner), world)).code).toBe(2);
    },
  );
});

function refuses(work: () => unknown): boolean {
  try {
    work();
    return false;
  } catch (error) {
    return /permission denied|must be owner|keeps its fate/u.test(String(error));
  }
}
