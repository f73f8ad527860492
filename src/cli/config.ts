import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { registerPlace } from '../register/engine/register-name.ts';
import { UserError } from '../text/errors.ts';
import { closest } from './choices.ts';
import type { Context } from './context.ts';
import { PROJECT_FILE, SETTINGS } from './settings.ts';

type Setting = keyof typeof SETTINGS;
type Environment = Context['env'];

const isSetting = (key: string): key is Setting => key in SETTINGS;

/** The file of a user; null where the environment does not say where settings are kept. */
function userFile(env: Environment): string | null {
  const { XDG_CONFIG_HOME: xdg, APPDATA: appData, HOME: home } = env;
  const folder = xdg ?? appData ?? (home === undefined ? undefined : join(home, '.config'));
  return folder === undefined || folder === '' ? null : join(folder, 'overgang', 'config.json');
}

/**
 * The environment with what the files of settings say where it says nothing: flags go before it, it goes before the
 * project's file, and that before the user's.
 *
 * @throws UserError where a file of settings is not one
 */
export function withSettings(env: Environment, cwd: string): Environment {
  const files = [join(cwd, PROJECT_FILE), userFile(env)].filter((file) => file !== null);
  const said = files.map(settingsIn).filter((one) => one !== null);
  return said.length === 0 ? env : (Object.assign({}, ...said.reverse(), defined(env)) as Environment);
}

const defined = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));

/** By the environment's names; null where there is no file. */
function settingsIn(file: string): Environment | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code !== 'ENOENT' && error.code !== 'ENOTDIR')
      throw new UserError('CONFIG_FAULTY', { file, why: 'den går inte att läsa' });
    return null;
  }
  return Object.fromEntries(
    Object.entries(parsed(file, text)).map(([key, value]) => {
      if (!isSetting(key)) throw new UserError('CONFIG_FAULTY', { file, why: unknownKey(key) });
      if (typeof value !== 'string' || value === '')
        throw new UserError('CONFIG_FAULTY', { file, why: `${key} ska vara en text` });
      const { variable, isPath } = SETTINGS[key];
      return [variable, isPath ? registerPlace(value, dirname(file)) : value];
    }),
  );
}

function parsed(file: string, text: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    throw new UserError('CONFIG_FAULTY', { file, why: 'den är inte JSON' });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new UserError('CONFIG_FAULTY', { file, why: 'den ska vara ett objekt, { … }' });
}

function unknownKey(key: string): string {
  const meant = closest(key, Object.keys(SETTINGS));
  return `${key} är ingen inställning${meant === null ? '' : `, menade du ${meant}?`}`;
}
