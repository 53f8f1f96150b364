/** Day in ISO form, so many days from now. */
export const daysAhead = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** A line any buyer of die castings would write: a bracket of ADC12, die cast, then milled. */
export function aLineInput(changes: object = {}) {
  return {
    title: 'Giá bắt động cơ xe máy',
    partNumber: 'BRK-1042',
    operations: [{ process: 'đúc áp lực' }, { process: 'phay CNC', ownOnly: true }],
    requirements: aRequirementsInput(),
    ...changes,
  };
}

/** Requirements of every common kind. */
export function aRequirementsInput(changes: object = {}) {
  return {
    material: { anyOf: ['ADC12'], level: 'MUST' },
    size: { length: { value: 280 }, width: { value: 16, unit: 'cm' }, height: { value: 90 }, level: 'MUST' },
    mass: { value: { value: 1100, unit: 'g' }, level: 'MUST' },
    tolerance: { plusMinus: { value: 0.05 }, level: 'MUST' },
    lot: { pieces: 500, level: 'MUST' },
    volume: { perMonth: { value: 20_000, unit: 'pieces' }, partMass: { value: 1.1 }, level: 'MUST' },
    leadTime: { days: 30, level: 'PREFERENCE', weight: 2 },
    delivery: {
      from: daysAhead(60),
      to: daysAhead(420),
      place: 'KCN Thăng Long, Hà Nội',
      maxDistance: { value: 60, unit: 'km' },
      level: 'PREFERENCE',
    },
    certificates: [{ standard: 'ISO 9001', level: 'MUST', minEvidence: 'DOCUMENTED' }],
    languages: { anyOf: ['en'], level: 'PREFERENCE' },
    ...changes,
  };
}

/** A component request ready to be published. */
export function aRequestInput(changes: object = {}) {
  return { title: 'Chi tiết động cơ xe máy, đời 2027', lines: [aLineInput()], ...changes };
}
