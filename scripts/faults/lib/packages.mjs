// Encrypted hand-outs for the fault scripts: everybody gets a contact, and passwords are read from the slips.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './program.mjs';

const HEADER = 'Mottagare;Funktion;Kanal;Adress;Lösenordskanal;Telefon';

/** Gives everybody who would get lists in the register of a folder a contact. */
export function contactsFor(cwd, day, register = 'overgang.sqlite') {
  const of = ['--register', register, '--as-of', day];
  const { without } = JSON.parse(run(['contacts', 'show', '--json', ...of], { cwd }).stdout);
  const rows = without.map((name) => `"${name}";Samordning;sdk;f;brev;`);
  writeFileSync(
    join(cwd, 'kontakter.csv'),
    [HEADER, 'Avsändare;Förvaltningen;sdk;f;;070-174 06 31', ...rows].join('\n'),
  );
  run(['contacts', 'import', 'kontakter.csv', ...of], { cwd });
  return without;
}

/** By recipient, of a folder of slips. */
export function passwordsOf(folder) {
  return new Map(
    readdirSync(folder).map((name) => {
      const page = readFileSync(join(folder, name), 'utf8');
      const words = [...page.matchAll(/<li><i>\d<\/i>([a-z]+)<\/li>/gu)].map(([, word]) => word);
      if (words.length !== 6) throw new Error('a slip without six words');
      return [headingOf(page), words.join(' ')];
    }),
  );
}

/** Whose a cover or a slip is. */
export const headingOf = (page) => /<h1>([^<]*)<\/h1>/u.exec(page)?.[1] ?? '';
