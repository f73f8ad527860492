import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { unzipParts } from '../../src/documents/kit/unzip-for-tests.ts';
import { createSpinner, openEncryptedBook } from '../../src/files/encrypted/encrypted-book.ts';
import { filesInPackage } from '../../src/files/reading/package-zip.ts';
import { filesIn } from './folder.ts';

/** What lies in a package: pages, and by name the plain text of each list or reply. */
export interface OpenedPackage {
  /** Whose it is, as its cover says. */
  readonly recipient: string;
  readonly pages: readonly string[];
  readonly books: ReadonlyMap<string, string>;
}

const headingOf = (page: string): string => /<h1>([^<]*)<\/h1>/u.exec(page)?.[1] ?? '';

/** By recipient, of a folder of slips. */
export function passwordsIn(slips: string): ReadonlyMap<string, string> {
  const pages = filesIn(slips)
    .filter((name) => name.endsWith('.html'))
    .map((name) => readFileSync(join(slips, name), 'utf8'));
  return new Map(
    pages.map((page) => [
      headingOf(page),
      [...page.matchAll(/<li><i>\d<\/i>([a-z]+)<\/li>/gu)].map(([, word = '']) => word).join(' '),
    ]),
  );
}

/** Opens every package of a folder, each with its recipient's own password. */
export async function openPackagesIn(
  folder: string,
  passwords: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, OpenedPackage>> {
  const packages = new Map<string, OpenedPackage>();
  const spinner = createSpinner();
  for (const zip of filesIn(folder).filter((name) => name.endsWith('.zip'))) {
    const files = (await filesInPackage(readFileSync(join(folder, zip)))) ?? [];
    const pages: string[] = [];
    const books = new Map<string, string>();
    for (const { name, bytes } of files) {
      const content = await bytes();
      if (name.endsWith('.html')) {
        pages.push(content.toString('utf8'));
        continue;
      }
      const book = openEncryptedBook(content).open(passwords.get(headingOf(pages[0] ?? '')) ?? '', spinner);
      expect([zip, name, book !== null]).toEqual([zip, name, true]);
      books.set(name, [...unzipParts(book ?? Buffer.alloc(0)).values()].join('\n'));
    }
    packages.set(zip, { recipient: headingOf(pages[0] ?? ''), pages, books });
  }
  return packages;
}
