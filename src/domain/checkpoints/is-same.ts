/** Whether two values of JSON say the same, whatever the order of their keys; a key without a value is not one that is not there. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return Object.is(one, other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [ofOne, ofOther] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  if (ofOne.size !== ofOther.size) return false;
  return [...ofOne].every(([key, value]) => ofOther.has(key) && isSame(value, ofOther.get(key)));
}
