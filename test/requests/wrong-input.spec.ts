import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aLineInput, aRequestInput, aRequirementsInput } from '../harness/factories/a-request-input.js';
import { type SignedInClient, signedInBuyer } from '../harness/people.js';
import { startTestService, type TestService } from '../harness/test-service.js';
import { aDraft, codes, create } from './requests-client.js';

describe('wrong input of a component request', () => {
  let service: TestService;
  let buyer: SignedInClient;
  beforeAll(async () => {
    service = await startTestService();
    buyer = await signedInBuyer(service);
  });
  afterAll(() => service.close());

  const withRequirements = (changes: object) =>
    aRequestInput({ lines: [aLineInput({ requirements: aRequirementsInput(changes) })] });

  it('says all of it at once, in the language of the request, and keeps nothing', async () => {
    const input = {
      lines: [
        aLineInput({
          hsCode: '123',
          operations: [{ process: 'phai CNC' }],
          requirements: aRequirementsInput({
            size: { length: { value: -1 }, width: { value: 80 }, height: { value: 40 } },
            tolerance: { itGrade: 25, nominal: { value: 50 } },
            delivery: { from: '2027-02-30', to: '2027-01-01' },
          }),
        }),
      ],
    };
    const english = await create(buyer, input);
    const vietnamese = await create(buyer.inLanguage('vi'), input);
    expect(english.request).toBeNull();
    expect(codes(english).toSorted()).toEqual([
      'DAY_INVALID input.lines.0.requirements.delivery.from',
      'HS_CODE_INVALID input.lines.0.hsCode',
      'IT_GRADE_OUT_OF_RANGE input.lines.0.requirements.tolerance.itGrade',
      'TERM_UNKNOWN input.lines.0.operations.0.process',
      'VALUE_NOT_POSITIVE input.lines.0.requirements.size.length.value',
    ]);
    expect(codes(vietnamese)).toEqual(codes(english));
    const messages = (answer: { userErrors: { code: string; message: string }[] }, code: string) =>
      answer.userErrors.find((error) => error.code === code)?.message;
    expect(messages(english, 'IT_GRADE_OUT_OF_RANGE')).toBe('The grade must be from IT1 to IT18.');
    expect(messages(vietnamese, 'IT_GRADE_OUT_OF_RANGE')).toBe('Cấp dung sai phải từ IT1 đến IT18.');
    const { requests } = await buyer.data('{ requests { nodes { id } } }');
    expect(requests.nodes).toEqual([]);
  });

  it('suggests what may have been meant', async () => {
    const { userErrors } = await create(buyer, aRequestInput({ lines: [{ operations: [{ process: 'CNC miling' }] }] }));
    expect(userErrors[0].suggestions.join()).toMatch(/milling/i);
  });

  it('refuses a tolerance larger than the part', async () => {
    const refused = await create(buyer, withRequirements({ tolerance: { plusMinus: { value: 1, unit: 'm' } } }));
    expect(codes(refused)).toEqual(['TOLERANCE_LARGER_THAN_PART input.lines.0.requirements.tolerance.plusMinus']);
  });

  it('accepts Vietnamese without marks, Japanese, and any unit of the trade', async () => {
    const draft = await aDraft(
      buyer,
      withRequirements({
        size: { length: { value: 10, unit: 'inch' }, width: { value: 8, unit: 'cm' }, height: { value: 40 } },
        roughness: { ra: { value: 1.6, unit: 'µm' } },
        volume: { perMonth: { value: 12, unit: 'tan' } },
      }),
    );
    const bare = await aDraft(
      buyer,
      aRequestInput({ lines: [{ operations: [{ process: 'duc ap luc' }, { process: 'プレス加工' }] }] }),
    );
    expect(bare.lines[0].operations[0].process).toEqual(draft.lines[0].operations[0].process);
    const { request } = await buyer.data(
      `query ($id: ID!) { request(id: $id) { lines { nodes { requirements {
         size { length { value unit { code } } width { value unit { code } } height { value unit { code } } level weight }
         roughness { ra { value unit { code } } }
         volume { perMonth { value unit { code } } partMass { value unit { code } } }
         material { anyOf { code labels { en } } exactGrade }
         leadTime { days level weight }
         delivery { place latitude nearness { maxDistance { value unit { code } } level weight provinces { name } } }
         certificates { standard { code } minEvidence level }
         tolerance { plusMinus { value unit { code } } itGrade iso2768 nominal { value unit { code } } }
         languages { anyOf { code } } endMarkets { anyOf { code } } characteristics { atLeast } } } } } }`,
      { id: draft.id },
    );
    expect(request.lines.nodes[0].requirements).toMatchObject({
      size: {
        length: { value: 254, unit: { code: 'mm' } },
        width: { value: 80, unit: { code: 'mm' } },
        height: { value: 40, unit: { code: 'mm' } },
        level: 'MUST',
        weight: null,
      },
      roughness: { ra: { value: 1.6, unit: { code: 'um' } } },
      volume: { perMonth: { value: 12, unit: { code: 'tonnes' } }, partMass: null },
      material: { anyOf: [{ code: expect.any(String) }], exactGrade: false },
      leadTime: { days: 30, level: 'PREFERENCE', weight: 2 },
      delivery: {
        place: 'KCN Thăng Long, Hà Nội',
        nearness: {
          maxDistance: { value: 60, unit: { code: 'km' } },
          level: 'PREFERENCE',
          weight: 1,
          provinces: [],
        },
      },
      certificates: [{ minEvidence: 'DOCUMENTED', level: 'MUST' }],
      tolerance: { plusMinus: { value: 0.05, unit: { code: 'mm' } }, itGrade: null, iso2768: null, nominal: null },
      languages: { anyOf: [{ code: 'en' }] },
      endMarkets: null,
      characteristics: [],
    });
  });
});
