// What the zip is made of, as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/): without time and serial number, so
// that the same source gives the same bytes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const npmUrl = ({ name, version }) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** An SPDX id or an expression of several. */
const licencesOf = (license) =>
  /[ (]/u.test(license)
    ? [{ expression: license.replace(/^\((.*)\)$/u, '$1') }]
    : [{ license: { id: license } }];

const sha512 = (integrity) => [
  { alg: 'SHA-512', content: Buffer.from(integrity.replace(/^sha512-/u, ''), 'base64').toString('hex') },
];

const component = (type, { name, version, license, integrity }, purl) => ({
  type,
  'bom-ref': purl,
  name,
  version,
  ...(integrity === undefined ? {} : { hashes: sha512(integrity) }),
  licenses: licencesOf(license),
  purl,
});

/** The sum of each package in the lockfile, by name and version. */
function integrities(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return new Map(
    Object.entries(packages).map(([path, { name, version, integrity }]) => [
      `${name ?? path.replace(/^.*node_modules\//u, '')}@${version}`,
      integrity,
    ]),
  );
}

/** @param parts packages in the bundle; the driver, with the SQLite inside it; Node, by the package it came in */
export function sbom(root, program, { packages, driver, sqlite, node }) {
  const sums = integrities(root);
  const own = component('application', program, npmUrl(program));
  const unique = new Map(packages.map((one) => [npmUrl(one), one]));
  const components = [
    ...[...unique].map(([url, one]) =>
      component('library', { ...one, integrity: sums.get(`${one.name}@${one.version}`) }, url),
    ),
    component('library', { ...driver, license: 'MIT' }, npmUrl(driver)),
    component(
      'library',
      { name: 'sqlite', version: sqlite, license: 'blessing' },
      `pkg:generic/sqlite@${sqlite}`,
    ),
    {
      ...component('platform', { ...node, license: 'MIT' }, npmUrl(node)),
      description: `Node.js ${node.version}`,
    },
  ];
  const within = components.map((one) => one['bom-ref']);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: own },
    components,
    dependencies: [
      { ref: own['bom-ref'], dependsOn: within.filter((ref) => !ref.startsWith('pkg:generic/sqlite')) },
      { ref: npmUrl(driver), dependsOn: [`pkg:generic/sqlite@${sqlite}`] },
    ],
  };
}
