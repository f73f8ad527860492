import { CHANNELS, PASSWORD_CHANNELS, type Contact } from '../../domain/packages/contacts.ts';
import type { Paint } from '../kit/paint.ts';
import { textTable, wrap } from '../kit/table.ts';

const WIDTH = 80;

/** Who gets packages, how, and how their passwords; and who has been handed lists without a contact. */
export function contactsText(
  of: {
    readonly sender: Contact | null;
    readonly contacts: readonly Contact[];
    readonly without: readonly string[];
  },
  paint: Paint,
): string {
  const { sender, contacts, without } = of;
  const lines: string[] = [];
  if (contacts.length === 0)
    lines.push(wrap('Inga kontakter är inlästa: listor lämnas ut utan kryptering.', WIDTH, ''));
  else
    lines.push(
      textTable(
        [
          { header: 'Mottagare', align: 'left', widest: 44 },
          { header: 'Paket', align: 'left' },
          { header: 'Lösenord', align: 'left' },
        ],
        contacts.map(({ recipient, channel, passwordChannel }) => ({
          cells: [recipient, CHANNELS[channel], PASSWORD_CHANNELS[passwordChannel]],
        })),
        paint,
      ),
    );
  if (contacts.length > 0)
    lines.push(
      '',
      sender === null
        ? paint.notice(
            wrap(
              'Ingen rad heter Avsändare: paketens första sida säger inte vem listorna lämnas till.',
              WIDTH,
              '',
            ),
          )
        : wrap(`Listorna lämnas tillbaka till ${sender.function}, ${CHANNELS[sender.channel]}.`, WIDTH, ''),
    );
  if (without.length > 0)
    lines.push('', paint.notice('Får listor och har ingen kontakt:'), ...without.map((name) => `  ${name}`));
  return lines.join('\n');
}
