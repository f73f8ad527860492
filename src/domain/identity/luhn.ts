/** Whether ten digits satisfy Luhn, the check digit among them. */
export function isLuhn(ten: string): boolean {
  const sum = Array.from(ten, Number).reduce((total, digit, at) => {
    const doubled = at % 2 === 0 ? digit * 2 : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
