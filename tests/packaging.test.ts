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
