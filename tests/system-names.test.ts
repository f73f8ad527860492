import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/** Where a system, a region or a week may be named: in plans, profiles, the demonstration and the words of headers. */
const MAY_NAME = [
  'demo/',
  'domain/plan/plans/',
  'domain/plan/steps/',
  'domain/profile/later-members.ts',
  'domain/profile/swedish-kommuner.ts',
  // Who gives numbers of which form: each is a region's own.
  'domain/identity/reserve-number-rules.ts',
  // Statements with remarks of their own: a released entry is never changed.
  'register/engine/migrations.ts',
];
const NAMES =
  /Prator|Lifecare|Cosmic|Meddix|Självservice|vecka \d|Västernorrland|Östergötland|(?<!Europe\/)Stockholm/iu;
/** Codes and file names keep the words of the first cut-over: they are never shown as text. */
const CODE = /^[a-z0-9-]+$|^\.{1,2}\//u;

/** The texts of a source file that name one: where it comes from (`source`) is not shown as an instruction. */
function namingTexts(text: string): readonly string[] {
  if (!NAMES.test(text)) return [];
  const file = ts.createSourceFile('text.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteral(node) ||
      ts.isNoSubstitutionTemplateLiteral(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node);
    if (isText && NAMES.test(node.text) && !CODE.test(node.text) && !isSource(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isSource(node: ts.Node & { readonly text: string }): boolean {
  const { parent } = node;
  return /^00\d/u.test(node.text) || (ts.isPropertyAssignment(parent) && parent.name.getText() === 'source');
}

describe('a text of the program', () => {
  it('names no system, region or week of its own: they are the profile’s', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      (path) =>
        path.endsWith('.ts') &&
        !/\.test\.ts$|test-help|for-tests/u.test(path) &&
        !MAY_NAME.some((place) => path.startsWith(place)),
    );
    expect(files.length).toBeGreaterThan(300);
    const naming = files.flatMap((path) =>
      namingTexts(readFileSync(join('src', path), 'utf8')).map((text) => `${path}: ${text}`),
    );
    expect(naming).toEqual([]);
  });

  it('is found where it does', () => {
    expect(
      namingTexts("const a = 'Se efter i Prator.'; const b = `Senast vecka ${'x'} 41, vecka 41`;"),
    ).toHaveLength(2);
    expect(namingTexts("const c = { source: '000, Steg 6: Lifecare SP' }; // Prator")).toEqual([]);
  });
});
