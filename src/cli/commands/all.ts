import type { CommandDefinition } from '../command.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { checkpointCommand } from './checkpoint.ts';
import { completionCommand } from './completion.ts';
import { contactsCommand } from './contacts.ts';
import { decideCommand } from './decide.ts';
import { demoCommand } from './demo.ts';
import { diffCommand } from './diff.ts';
import { explainCommand } from './explain.ts';
import { gallraCommand } from './gallra.ts';
import { guideCommand } from './guide.ts';
import { importCommand } from './import.ts';
import { inboxCommand } from './inbox.ts';
import { initCommand } from './init.ts';
import { logCommand } from './log.ts';
import { mapCommand } from './map.ts';
import { markCommand } from './mark.ts';
import { profileCommand } from './profile.ts';
import { readinessCommand } from './readiness.ts';
import { reconcileCommand } from './reconcile.ts';
import { registerCommand } from './register.ts';
import { rehearseCommand } from './rehearse.ts';
import { returnCommand } from './return.ts';
import { statusCommand } from './status.ts';
import { templateCommand } from './template.ts';
import { timelineCommand } from './timeline.ts';
import { undoCommand } from './undo.ts';
import { validateCommand } from './validate.ts';
import { verifyCommand } from './verify.ts';
import { versionCommand } from './version.ts';
import { waiveCommand } from './waive.ts';
import { worklistCommand } from './worklist.ts';

/** Every verb, in the order in which the work goes. */
export const COMMANDS: readonly CommandDefinition[] = [
  guideCommand,
  initCommand,
  profileCommand,
  mapCommand,
  templateCommand,
  validateCommand,
  importCommand,
  diffCommand,
  explainCommand,
  decideCommand,
  contactsCommand,
  worklistCommand,
  returnCommand,
  markCommand,
  undoCommand,
  inboxCommand,
  statusCommand,
  timelineCommand,
  readinessCommand,
  waiveCommand,
  reconcileCommand,
  rehearseCommand,
  logCommand,
  verifyCommand,
  backupCommand,
  restoreCommand,
  registerCommand,
  checkpointCommand,
  gallraCommand,
  demoCommand,
  completionCommand,
  versionCommand,
];
