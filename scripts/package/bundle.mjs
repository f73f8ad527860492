// The whole program in one file: everything but the database's driver, which has a binary of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/** @returns the bundle's text, that of the thread beside it, and the packages that are in them, as `{name, version, license, folder}` by name */
export async function bundleProgram(root) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const common = {
    absWorkingDir: root,
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    minify: true,
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    logLevel: 'warning',
  };
  // The thread that speaks with a PostgreSQL server, and all that it is made of.
  const thread = await build({
    ...common,
    entryPoints: ['src/register/engine/postgres/thread-main.ts'],
    // Other ways of speaking with one, that are not used.
    external: ['pg-native', 'pg-cloudflare'],
  });
  const { outputFiles, metafile } = await build({
    ...common,
    entryPoints: ['src/main.ts'],
    // The second: for a way of reading archives that exceljs does not use.
    external: ['better-sqlite3', '@aws-sdk/client-s3'],
    define: { 'import.meta.url': 'overgangBundleUrl', OVERGANG_VERSION: JSON.stringify(version) },
    banner: { js: "const overgangBundleUrl=require('node:url').pathToFileURL(__filename).href;" },
  });
  return {
    text: outputFiles[0].text,
    thread: thread.outputFiles[0].text,
    packages: packagesOf(root, [...Object.keys(metafile.inputs), ...Object.keys(thread.metafile.inputs)]),
  };
}

function packagesOf(root, inputs) {
  const folders = new Set(
    inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/u.exec(input)?.[0] ?? []),
  );
  return [...folders]
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
      return { name, version, license, folder: join(root, folder) };
    })
    .sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1));
}
