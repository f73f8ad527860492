import type { CommandDefinition, Outcome } from '../command.ts';

export const timelineCommand: CommandDefinition = {
  name: 'timeline',
  summary: 'visa tidplanen med dagens datum: vad som är klart, pågår och är sent',
  define(_command, run) {
    run(async ({ terminal, asOf, isJson, withRegister }) => {
      const { takeTimeline } = await import('../../app/readiness/take-timeline.ts');
      return withRegister('read', async (register): Promise<Outcome> => {
        const { lockNow } = await import('../../app/guards/refuse-in-source.ts');
        const entries = takeTimeline(register, asOf);
        const lock = lockNow(register);
        if (isJson) {
          const { milestoneJson } = await import('../../documents/kit/milestone-json.ts');
          const { deadlines } = register.profile;
          const milestones = entries.map((entry) => ({
            ...milestoneJson(entry),
            source: entry.milestone.source,
          }));
          terminal.printJson({ asOf, lock, deadlines, milestones });
        } else {
          const { timelineText } = await import('../../documents/timeline/timeline-text.ts');
          terminal.print(
            timelineText({ entries, lock, asOf }, register.profile, terminal.paint, terminal.width),
          );
        }
        return 'done';
      });
    });
  },
};
