import { describe, expect, it } from '@jest/globals';
import type { Verdict } from '../criteria/verdict.js';
import { aCapability, aCertificate, aFirm, aLine, AS_OF, aSite, MUST, prefer } from './fixtures/snapshots.js';
import { matchLine } from './match-line.js';
import type { CapabilitySnapshot, FirmSnapshot, Requirements } from './matching-input.js';
import { sentencesIn } from './sentences.js';
import { shippedTaxonomy } from '../taxonomy/load-taxonomy.js';

/** Real labels: what a buyer and a supplier read. Every verdict goes through JSON first, as a stored one does. */

const taxonomy = shippedTaxonomy();
const vi = sentencesIn('vi', taxonomy);
const en = sentencesIn('en', taxonomy);
const code = (vocabulary: 'processes' | 'materials' | 'certificateStandards' | 'endMarkets', word: string): string => {
  const [found] = taxonomy[vocabulary].lookUp(word).exact;
  if (found === undefined) throw new Error(`${vocabulary}: nobody knows "${word}"`);
  return found.code;
};
const MILLING = code('processes', 'CNC milling');
const ISO_9001 = code('certificateStandards', 'ISO 9001');
const IATF = code('certificateStandards', 'IATF 16949');

function tell(
  requirements: Partial<Requirements>,
  capability: Partial<CapabilitySnapshot>,
  firm: Partial<FirmSnapshot> = {},
  processes = [MILLING],
): { last: Verdict; vi: string; en: string; gapVi: string | undefined; gapEn: string | undefined } {
  const line = aLine({ processes, requirements });
  const stated = aFirm({ capabilities: [aCapability({ process: MILLING, ...capability })], ...firm });
  const [match] = matchLine(line, [stated], taxonomy, AS_OF);
  const stored = JSON.parse(JSON.stringify(match)) as NonNullable<typeof match>;
  const last = stored.verdicts.at(-1) as Verdict;
  const gap = stored.gaps.find(({ criterion }) => criterion === last.criterion);
  return {
    last,
    vi: vi.verdict(last),
    en: en.verdict(last),
    gapVi: gap && vi.gap(gap),
    gapEn: gap && en.gap(gap),
  };
}

describe('sentences', () => {
  it.each<[string, ReturnType<typeof tell>, string, string]>([
    [
      'a tolerance better than asked',
      tell({ tolerance: { kind: 'PLUS_MINUS', toleranceMm: 0.05, ...MUST } }, { toleranceMm: 0.02 }),
      'Dung sai ±0,02 mm, tốt hơn yêu cầu ±0,05 mm',
      'Tolerance ±0.02 mm, better than the ±0.05 mm asked',
    ],
    [
      'a grade of ISO 286',
      tell({ tolerance: { kind: 'ISO_286', itGrade: 6, nominalMm: 22, ...MUST } }, { toleranceMm: 0.01 }),
      'Dung sai ±0,01 mm, rộng hơn 0,0035 mm so với yêu cầu IT6 ở kích thước 22 mm (±0,0065 mm)',
      'Tolerance ±0.01 mm, 0.0035 mm wider than the IT6 at 22 mm (±0.0065 mm) asked',
    ],
    [
      'end markets, whose names have no capital within a sentence',
      tell(
        { endMarkets: { anyOf: [code('endMarkets', 'ô tô')], ...MUST } },
        {},
        { endMarkets: [code('endMarkets', 'xe máy'), code('endMarkets', 'ô tô')] },
      ),
      'Đang phục vụ thị trường xe máy và ô tô',
      'Serves motorbike and automotive',
    ],
    [
      'a certificate an official rejected',
      tell(
        { certificates: [{ standard: ISO_9001, minEvidence: null, ...MUST }] },
        {},
        { certificates: [aCertificate({ standard: ISO_9001, isRejected: true })] },
      ),
      'Có ISO 9001 nhưng đã bị cán bộ từ chối nên không được tính',
      'ISO 9001 is held, but an official rejected it, so it does not count',
    ],
    [
      'a side too long',
      tell({ size: { sidesMm: [100, 420, 300], ...MUST } }, { maxSizeMm: [400, 300, 200] }),
      'Chi tiết lớn nhất 400 × 300 × 200 mm, thiếu 20 mm so với cạnh 420 mm',
      'Largest part 400 × 300 × 200 mm is 20 mm short of the 420 mm side',
    ],
    [
      'a converted capacity',
      tell(
        { volume: { perMonth: { value: 60000, unit: 'pairs' }, partMassKg: null, ...MUST } },
        { monthlyCapacity: { value: 110000, unit: 'pieces' } },
      ),
      'Công suất còn trống 55.000 đôi/tháng (110.000 chiếc), thiếu 5.000 đôi so với yêu cầu 60.000 đôi',
      'Free capacity 55,000 pairs a month (110,000 pieces) is 5,000 pairs short of the 60,000 pairs asked',
    ],
    [
      'a capacity nobody can convert',
      tell(
        { volume: { perMonth: { value: 20000, unit: 'pieces' }, partMassKg: null, ...MUST } },
        { monthlyCapacity: { value: 5000, unit: 'm2' } },
      ),
      'Công suất còn trống 5.000 m²/tháng, không quy đổi được sang chiếc',
      'Free capacity 5,000 m² a month cannot be turned into pieces',
    ],
    [
      'a finer surface',
      tell({ roughness: { raUm: 1.6, ...MUST } }, { roughnessRaUm: 0.8 }),
      'Độ nhám Ra 0,8 µm, mịn hơn yêu cầu Ra 1,6 µm',
      'Roughness Ra 0.8 µm, finer than the Ra 1.6 µm asked',
    ],
    [
      'a silent profile',
      tell({ lot: { pieces: 500, ...MUST } }, {}),
      'Lô tối thiểu: chưa khai; yêu cầu 500 chiếc',
      'Minimum lot not stated; 500 pieces asked',
    ],
    [
      'one day',
      tell({ leadTime: { days: 30, ...MUST } }, { leadTimeDays: 31 }),
      'Thời gian giao hàng 31 ngày, lâu hơn 1 ngày so với mức cho phép 30 ngày',
      'Lead time 31 days, 1 day longer than the 30 days allowed',
    ],
    [
      'a certificate that runs out',
      tell(
        {
          certificates: [{ standard: ISO_9001, minEvidence: null, ...MUST }],
          deliveryWindow: { from: '2027-01-15', to: '2027-12-31' },
        },
        {},
        { certificates: [aCertificate({ standard: ISO_9001, validFrom: '2024-07-01', validTo: '2027-06-30' })] },
      ),
      'ISO 9001 có hiệu lực từ 01/07/2024 đến 30/06/2027, thiếu 184 ngày so với thời gian giao hàng',
      'ISO 9001, valid from 1 Jul 2024 to 30 Jun 2027, leaves 184 days of the delivery uncovered',
    ],
    [
      'a certificate that implies another',
      tell(
        { certificates: [{ standard: ISO_9001, minEvidence: null, ...MUST }] },
        {},
        { certificates: [aCertificate({ standard: IATF, validTo: '2028-05-31' })] },
      ),
      'IATF 16949 đáp ứng ISO 9001, còn hiệu lực suốt thời gian giao hàng, đến 31/05/2028',
      'IATF 16949 answers ISO 9001, valid throughout the delivery, until 31 May 2028',
    ],
    [
      'languages',
      tell({ languages: { anyOf: ['ja', 'ko'], ...prefer(1) } }, {}, { languages: ['vi', 'en'] }),
      'Làm việc bằng tiếng Việt và tiếng Anh, không có tiếng Nhật hoặc tiếng Hàn',
      'Works in Vietnamese and English, not in Japanese or Korean',
    ],
    [
      'a distance',
      tell(
        { place: { coordinates: { latitude: 21.13, longitude: 105.78 }, maxKm: 60, provinceCodes: [], ...MUST } },
        {},
        { sites: [aSite({ coordinates: { latitude: 20.23, longitude: 106.01 } })] },
      ),
      'Cách nơi giao hàng 102,9 km, xa hơn 42,9 km so với mức cho phép 60 km',
      '102.9 km from the place of delivery, 42.9 km beyond the 60 km allowed',
    ],
  ])('tell of %s', (_name, told, vietnamese, english) => {
    expect([told.vi, told.en]).toEqual([vietnamese, english]);
  });

  it('tell of an operation only a neighbour of which is done', () => {
    const told = tell({}, {}, {}, [code('processes', 'CNC turning')]);
    const milling = taxonomy.processes.get(MILLING)?.labels.en.toLowerCase();
    const turning = taxonomy.processes.get(code('processes', 'CNC turning'))?.labels.en.toLowerCase();
    expect(told.en).toBe(`Does ${milling}, not ${turning}`);
  });

  it('tell what closes a gap', () => {
    const size = tell({ size: { sidesMm: [420, 300, 100], ...MUST } }, { maxSizeMm: [400, 300, 200] });
    expect([size.gapVi, size.gapEn]).toEqual([
      'Kích thước chi tiết còn thiếu 20 mm: cần máy lớn hơn',
      'Part size 20 mm short: needs a larger machine',
    ]);
    const certificate = tell(
      { certificates: [{ standard: ISO_9001, minEvidence: null, ...MUST }] },
      {},
      { certificates: [aCertificate({ standard: ISO_9001, siteIds: ['elsewhere'] })] },
    );
    expect([certificate.gapVi, certificate.gapEn]).toEqual([
      'ISO 9001: cần chứng chỉ có hồ sơ, áp dụng cho nơi sản xuất',
      'ISO 9001: needs a documented certificate that covers the site',
    ]);
  });
});
