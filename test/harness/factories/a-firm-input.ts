/** A die casting capability with every limit stated, in the units people use. */
export function aCapabilityInput(changes: object = {}) {
  return {
    process: 'đúc áp lực',
    isOwn: true,
    materials: ['ADC12'],
    maxSize: { length: { value: 20, unit: 'inch' }, width: { value: 35, unit: 'cm' }, height: { value: 250 } },
    maxMass: { value: 8000, unit: 'g' },
    tolerance: { value: 50, unit: 'um' },
    roughnessRa: { value: 3.2, unit: 'um' },
    thickness: { min: { value: 1 }, max: { value: 8 } },
    minLotPieces: 500,
    monthlyCapacity: { value: 60, unit: 'tấn' },
    leadTimeDays: 20,
    machines: 'Máy đúc áp lực 350 tấn',
    characteristics: [{ code: 'axes', value: 3 }],
    ...changes,
  };
}

/** A firm as a form sends it: one site, one capability, one certificate. */
export function aRegistrationInput(changes: object = {}) {
  return {
    name: 'Công ty TNHH Cơ khí Hoà Bình',
    tradingName: 'Hoa Binh Precision',
    sectors: ['mechanical'],
    languages: ['vi', 'en'],
    endMarkets: ['motorbike'],
    sites: [{ key: 'xưởng 1', name: 'Xưởng 1', address: 'Lô 12, KCN Quang Minh, Hà Nội' }],
    capabilities: [aCapabilityInput({ site: 'xưởng 1' })],
    certificates: [
      { standard: 'ISO 9001', number: 'QMS-1', validFrom: '2026-01-10', validTo: '2029-01-09', sites: ['xưởng 1'] },
    ],
    ...changes,
  };
}
