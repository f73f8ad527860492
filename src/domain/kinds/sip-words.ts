/**
 * "SIP utanför vårdtillfälle", "Erbjud SIP", "SIP inom slutenvård": a SIP, and where or how it is made. Words that say that
 * it is none, or none yet, are not understood as one.
 */
const A_SIP =
  /^(?:(?:ny|en|erbjud|erbjuden|erbjuda|skapa|skapad) (?:en )?)?(?:sip|(?:samordnad )?individuell plan)(?: (?:utanför|utom|inom|under|vid|i|på|från|efter|för) [a-zåäöé]+(?: [a-zåäöé]+)?)?$/u;
const IS_NONE = /\b(?:utkast|mall|makul\S*|planerad\S*|underlag|test\S*|ej|inte|icke|ingen)\b/u;

/** @param text folded */
export const namesSip = (text: string): boolean => A_SIP.test(text) && !IS_NONE.test(text);
