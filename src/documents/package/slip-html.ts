import { PASSWORD_CHANNELS, type Contact } from '../../domain/packages/contacts.ts';
import { escapeHtml, pageStart } from '../kit/html.ts';
import { PACKAGE_STYLE } from './package-style.ts';

/**
 * The slip with a recipient's password, to send another way than the package. It names neither system nor patients: who
 * finds it learns nothing of what it opens.
 */
export function slipHtml(slip: {
  readonly contact: Contact;
  readonly password: string;
  readonly generation: number;
  readonly phone: string | null;
}): string {
  const { contact, password, generation, phone } = slip;
  const words = password
    .split(' ')
    .map((word, at) => `<li><i>${String(at + 1)}</i>${escapeHtml(word)}</li>`)
    .join('\n');
  return `${pageStart({ title: 'Sex ord', style: PACKAGE_STYLE })}
<header><p class="to">Till:</p><h1>${escapeHtml(contact.recipient)}</h1>
<p class="to">${escapeHtml(contact.function)} · lämnas ${escapeHtml(PASSWORD_CHANNELS[contact.passwordChannel])} · nummer ${String(generation)}</p></header>
<main>
<h2>Skriv orden i ordning, med ett mellanslag emellan</h2>
<ol class="words">
${words}
</ol>
<p>Bara små bokstäver a–z. Förvara bladet inlåst, skilt från filerna, och lämna det inte till någon annan. Förstör det när arbetet är klart.</p>
<p>${phone === null ? '' : `Har bladet kommit fel, eller kommit bort? Ring ${escapeHtml(phone)}: då gäller nya ord.`}</p>
</main>
</body>
</html>
`;
}
