import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';

/** Detached signatures with OpenSSH's own tool, which others have too. */
const TOOL = 'ssh-keygen';

interface Ended {
  /** Null where the tool is not there. */
  readonly code: number | null;
  readonly stderr: string;
}

function run(args: readonly string[], input: string | null): Promise<Ended> {
  return new Promise((resolve) => {
    const tool = spawn(TOOL, args, { stdio: [input === null ? 'ignore' : 'pipe', 'ignore', 'pipe'] });
    let stderr = '';
    tool.stderr?.on('data', (piece: Buffer) => {
      stderr += piece.toString();
    });
    tool.on('error', () => {
      resolve({ code: null, stderr });
    });
    tool.on('close', (code) => {
      resolve({ code: code ?? 255, stderr });
    });
    if (input !== null && tool.stdin !== null) {
      // The tool may stop reading early: that is its answer, not an error here.
      tool.stdin.on('error', () => undefined);
      createReadStream(input).pipe(tool.stdin);
    }
  });
}

/** Whether there is a tool, and the file is a key. A passphrase is asked for by the tool itself when it signs. */
export async function canSign(key: string): Promise<'yes' | 'no-tool' | 'no-key'> {
  const { code } = await run(['-l', '-f', key], null);
  if (code === null) return 'no-tool';
  return code === 0 ? 'yes' : 'no-key';
}

/** Writes `FILE.sig` beside the file. */
export async function sign(file: string, key: string, namespace: string): Promise<boolean> {
  return (await run(['-Y', 'sign', '-f', key, '-n', namespace, file], null)).code === 0;
}

/**
 * Whether a signature is whole and made over the file. Whose key it is, is for those who know the key to say.
 *
 * @returns null where there is no tool to ask
 */
export async function isSignatureOf(
  file: string,
  signature: string,
  namespace: string,
): Promise<boolean | null> {
  const { code } = await run(['-Y', 'check-novalidate', '-n', namespace, '-s', signature], file);
  return code === null ? null : code === 0;
}
