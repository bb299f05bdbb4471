import type { Sibling } from './sibling.ts';

const DAY_AND_MONTH = /^(\d{1,2})(\D)(\d{1,2})\2(\d{4})$/;

/** Where one name of a folder can only be month before day, and none day before month, all are. */
export function settleDates(siblings: readonly Sibling[]): Sibling[] {
  const written = siblings.map(({ reading }) => {
    const claim = reading.claims.find(({ field }) => field === 'date');
    return DAY_AND_MONTH.exec(claim?.text ?? '');
  });
  const isMonthFirst =
    written.some((match) => Number(match?.[3] ?? 0) > 12) && !written.some((match) => Number(match?.[1] ?? 0) > 12);
  if (!isMonthFirst) return [...siblings];
  return siblings.map((sibling, index) => {
    const [, month = '', , day = '', year = ''] = written[index] ?? [];
    if (month === '') return sibling;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    const { reading } = sibling;
    const claims = reading.claims.map((claim) => (claim.field === 'date' ? { ...claim, value: date } : claim));
    return { ...sibling, reading: { ...reading, date, claims } };
  });
}
