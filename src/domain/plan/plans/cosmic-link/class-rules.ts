import type { OwnSipRules } from '../../../classification/own-sip-rules.ts';
import { movingVardtillfalle } from '../../../classification/sip-classes.ts';

/**
 * What rules of SIPs are here, where they are not what plans share: refused consent is no decision to make but the end of
 * the case, and a SIP is no case of its own in the target but a document within the person's samordningsärende.
 */
export const COSMIC_LINK_RULES = {
  SIP_CONSENT_REFUSED: {
    class: 'end-without-consent',
    source:
      '004, Samtycke: ”Om personen inte samtycker till planeringen, startas inte i Cosmic Link”; Avsluta: ”Personen återtar sitt samtycke”',
  },
  SIP_VARDTILLFALLE_MOVES: {
    reason: (sip, context) =>
      `Patienten har ett pågående vårdtillfälle (${movingVardtillfalle(sip, context)?.vardtillfalleId ?? ''}) som startas i ${context.profile.target}: SIP:en skrivs in i personens samordningsärende där.`,
    source: 'påhittad; 004, Planering: en SIP är ett dokument i ärendet',
  },
  SIP_WITHOUT_VARDTILLFALLE: {
    reason: (_sip, { hasVardtillfalleList, profile: { target } }) =>
      `${hasVardtillfalleList ? 'Patienten har inget pågående vårdtillfälle som startas' : 'Inget pågående vårdtillfälle är känt (ingen lista över vårdtillfällen är inläst)'} i ${target}: SIP:en skrivs in i ett samordningsärende för personen.`,
    source: 'påhittad; 004, Planering: en SIP är ett dokument i ärendet',
  },
} as const satisfies OwnSipRules;
