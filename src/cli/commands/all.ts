import type { CommandDefinition } from '../program.ts';
import { importCommand } from './import.ts';
import { initCommand } from './init.ts';
import { statusCommand } from './status.ts';
import { validateCommand } from './validate.ts';

/** Every verb, in the order in which the work goes. */
export const COMMANDS: readonly CommandDefinition[] = [initCommand, validateCommand, importCommand, statusCommand];
