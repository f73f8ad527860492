/** How SIPs are moved to Lifecare SP, with a stay in hospital and without (seed 000, Steg 6). */
export const LIFECARE_LABELS = {
  'move-with-vardtillfalle': 'Flyttas med vårdtillfället (Erbjud SIP)',
  'move-outside-vardtillfalle': 'Flyttas utanför vårdtillfälle (Skapa SIP)',
} as const;
