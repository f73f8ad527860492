import {
  CHANNELS,
  PASSWORD_CHANNELS,
  type Contact,
  type PasswordChannel,
} from '../../domain/packages/contacts.ts';
import { escapeHtml } from '../kit/html.ts';

const NONE = '<span class="missing">ingen kontakt angiven</span>';

/** "i SDK till Systemförvaltningen (adress)": where filled-in lists go. HTML. */
export function sendTo(sender: Contact | null): string {
  if (sender === null) return `tillbaka samma väg som den kom: ${NONE}`;
  const { channel, function: role, address } = sender;
  const where = address === null ? '' : ` (${escapeHtml(address)})`;
  const way = channel === 'hand' || channel === 'brev' ? CHANNELS[channel] : `i <b>${CHANNELS[channel]}</b>`;
  return `${way} till <b>${escapeHtml(role)}</b>${where}`;
}

/** Whom to ring. HTML. */
export function phoneOf(sender: Contact | null): string {
  if (sender?.phone === null || sender === null) return NONE;
  return `<b>${escapeHtml(sender.phone)}</b> <span class="sub">${escapeHtml(sender.function)}</span>`;
}

/** "för sig: brev": the way of the password, never that of the lists. HTML. */
export const passwordWay = (channel: PasswordChannel | null): string =>
  channel === null ? 'för sig' : escapeHtml(`för sig: ${PASSWORD_CHANNELS[channel]}`);
