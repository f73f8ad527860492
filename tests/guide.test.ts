import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runGuide } from '../src/cli/guide/run-guide.ts';
import type { Prompts } from '../src/cli/guide/prompts.ts';
import type { Session } from '../src/cli/session.ts';
import { UNPAINTED } from '../src/cli/terminal.ts';
import { overgang, overgangJson } from './helpers/cli.ts';
import { newFolder } from './helpers/folder.ts';
import { ENHETER, pathOf } from './helpers/lists.ts';
import { AS_OF, newRegister, regionRegister } from './helpers/region.ts';

/** Somebody at the terminal, who answers each question in turn with the choice that begins so. */
function someone(answers: readonly string[]): Prompts & { readonly asked: readonly string[] } {
  const left = [...answers];
  const asked: string[] = [];
  const next = (question: string): string | undefined => {
    asked.push(question);
    return left.shift();
  };
  return {
    asked,
    oneOf: (asks, options) => {
      const answer = next(asks);
      const option = options.find(({ label }) => answer !== undefined && label.startsWith(answer));
      return Promise.resolve(option === undefined ? null : { chosen: option.value });
    },
    several: (asks, options) => {
      const answer = next(asks);
      return Promise.resolve(options.filter((name) => name === answer));
    },
    text: (asks) => Promise.resolve(next(asks) ?? null),
    yes: (asks) => Promise.resolve(next(asks) === 'Ja'),
  };
}

async function guided(cwd: string, answers: readonly string[]) {
  const ran: (readonly string[])[] = [];
  const said: string[] = [];
  const session = {
    context: { cwd },
    registerPath: join(cwd, 'overgang.sqlite'),
    asOf: AS_OF,
    terminal: { say: (text: string) => said.push(text), width: 80, paint: UNPAINTED },
  } as unknown as Session;
  const prompts = someone(answers);
  await runGuide(session, prompts, ['--as-of', AS_OF], (args) => {
    ran.push(args);
    return Promise.resolve(0);
  });
  return { ran, said: said.join('\n'), asked: prompts.asked };
}

describe('overgang alone', () => {
  it('is the help where nobody sits at a terminal', async () => {
    const world = { cwd: newFolder() };
    const alone = await overgang([], world);
    expect([alone.code, alone.stderr]).toEqual([0, '']);
    expect(alone.stdout).toBe((await overgang(['--help'], world)).stdout);
  });

  it('with a verb of several and no more is an error still', async () => {
    expect((await overgang(['checkpoint'], { cwd: newFolder() })).code).toBe(2);
  });
});

describe('guide where nobody can answer', () => {
  it('says where the work stands and which commands can come next', async () => {
    const { code, stdout } = await overgang(['guide', '--as-of', AS_OF], await regionRegister());
    expect(code).toBe(0);
    expect(stdout).toContain('SIP 2025-09-15');
    expect(stdout).toContain('→ Lämna ut arbetslistor\n    overgang worklist --output arbetslistor');
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('proposes to create a register where there is none, and to take lists in where it is empty', async () => {
    const empty = await newRegister();
    const of = async (cwd: string) =>
      overgangJson<{ situation: unknown; next: readonly { command: string; isNext: boolean }[] }>(['guide'], {
        cwd,
      });
    const nothing = await of(newFolder());
    expect(nothing.situation).toBeNull();
    expect(nothing.next.filter(({ isNext }) => isNext).map(({ command }) => command)).toEqual([
      'overgang init',
    ]);
    expect((await of(empty.cwd)).next.filter(({ isNext }) => isNext).map(({ command }) => command)).toEqual([
      'overgang import <fil>',
    ]);
  });
});

describe('guide at a terminal', () => {
  it('asks for what the command needs, shows it as it is written, and runs it', async () => {
    const { ran, said } = await guided(newFolder(), ['Prova', 'min övning', 'Ja', 'Avsluta']);
    expect(ran).toEqual([['demo', 'min övning', '--as-of', AS_OF]]);
    expect(said).toContain(`Kommandot:  overgang demo "min övning" --as-of ${AS_OF}`);
  });

  it('runs nothing that nobody said yes to', async () => {
    const { ran, asked } = await guided(newFolder(), ['Börja', 'Region Västernorrland', 'Nej', 'Avsluta']);
    expect(ran).toEqual([]);
    expect(asked).toEqual(['Vad vill du göra?', 'Vilken region?', 'Köra det?', 'Vad vill du göra?']);
  });

  it('goes back where a question is left, and ends where the first is', async () => {
    const { ran, asked } = await guided(newFolder(), ['Börja']);
    expect(ran).toEqual([]);
    expect(asked).toEqual(['Vad vill du göra?', 'Vilken region?', 'Vad vill du göra?']);
  });

  it('finds the lists in the folder, and takes a path that is dragged there', async () => {
    const cwd = newFolder();
    cpSync(pathOf(ENHETER), join(cwd, 'enheter.csv'));
    const found = await guided(cwd, ['Pröva', 'enheter.csv', 'Ja', 'Avsluta']);
    expect(found.ran).toEqual([['validate', 'enheter.csv', '--as-of', AS_OF]]);
    const dragged = await guided(cwd, [
      'Pröva',
      'ingen av dem',
      '"C:\\Mina listor\\sip.csv"',
      'Ja',
      'Avsluta',
    ]);
    expect(dragged.ran).toEqual([['validate', 'C:\\Mina listor\\sip.csv', '--as-of', AS_OF]]);
  });
});
