// The licences of all that is in the zip, each with its text as its own package gives it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const LINE = '='.repeat(78);

/** Node's page of licences, for each of the parts that it is built of, is a file of its own. */
export function thirdPartyText(packages) {
  const texts = new Map();
  for (const { name, version, license, folder } of packages)
    texts.set(`${name} ${version} (${license})`, textIn(folder));
  return [
    'Delar av andra som ingår i programmet, var och en med sin licens.',
    'Licenserna för Node.js och dess delar: node.txt.',
    ...[...texts].map(([title, text]) => `${LINE}\n${title}\n${LINE}\n\n${text}`),
  ].join('\n\n');
}

function textIn(folder) {
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|copying|notice)/iu.test(name));
  if (files.length > 0)
    return files
      .sort()
      .map((name) => readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim())
      .join('\n\n');
  const { author, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const by = typeof author === 'string' ? author : author?.name;
  return `Paketet har ingen licenstext. Det säger: licens ${license}${by === undefined ? '' : `, av ${by}`}.`;
}
