import { describe, expect, it } from 'vitest';
import type { Command } from 'commander';
import type { Situation } from '../../domain/guidance/situation.ts';
import { createProgram } from '../whole-program.ts';
import { TASKS } from './tasks.ts';

const program = createProgram(
  {
    args: [],
    env: {},
    cwd: '.',
    stdout: { write: () => undefined, isTerminal: false, columns: 80 },
    stderr: { write: () => undefined, isTerminal: false, columns: 80 },
    now: () => new Date(0),
    user: 'prov',
    readerProcess: { command: '', args: [] },
  },
  () => undefined,
);

const commandOf = (verb: string): Command | undefined =>
  program.commands.find((command) => command.name() === verb);

const SITUATIONS: readonly (Situation | null)[] = [
  null,
  { profile: '', lists: [], hasSips: false, handedOut: 0, back: 0, held: 0, verdict: null, steps: [] },
  { profile: '', lists: [], hasSips: true, handedOut: 0, back: 0, held: 0, verdict: 'not-ready', steps: [] },
  { profile: '', lists: [], hasSips: true, handedOut: 2, back: 1, held: 1, verdict: 'ready', steps: [] },
];

describe.each(TASKS.map((task) => ({ task, title: `${task.verb}: ${task.says}` })))(
  'the guide, $title',
  ({ task }) => {
    it('asks for nothing that the command has no argument or flag for', () => {
      const command = commandOf(task.verb);
      const known = [
        ...(command?.options ?? []).map(({ long }) => long),
        ...(command?.registeredArguments ?? []).map((argument) => argument.name()),
      ];
      expect(command).toBeDefined();
      expect(task.questions.map((question) => question.for).filter((name) => !known.includes(name))).toEqual(
        [],
      );
    });

    it('asks for all that the command must have', () => {
      const command = commandOf(task.verb);
      const needed = [
        ...(command?.options ?? []).filter(({ mandatory }) => mandatory).map(({ long }) => long),
        ...(command?.registeredArguments ?? [])
          .filter(({ required }) => required)
          .map((argument) => argument.name()),
      ];
      const asked = task.questions.map((question) => question.for);
      expect(needed.filter((name) => !asked.includes(name ?? ''))).toEqual([]);
    });

    it('is proposed somewhere', () => {
      expect(SITUATIONS.some((situation) => task.isFor(situation))).toBe(true);
    });
  },
);
