import type { CriterionWords } from '../criterion.js';
import type { Stated } from '../verdict.js';
import type { NamedParts } from '../words/any-of.js';
import type { InLanguages } from '../words/language.js';
import { measuredWords, type MeasuredTable, unsaidSentence } from '../words/measured.js';
import type { StatedValues } from '../words/stated-values.js';

const DISTANCE: InLanguages<MeasuredTable> = {
  vi: {
    subject: 'Địa điểm',
    met: ({ offered, required }) => `Cách nơi giao hàng ${offered}; cho phép ${required}`,
    short: ({ offered, required, short }) =>
      `Cách nơi giao hàng ${offered}, xa hơn ${short} so với mức cho phép ${required}`,
    gap: (short) => `Xa hơn ${short} so với yêu cầu`,
  },
  en: {
    subject: 'Place',
    met: ({ offered, required }) => `${offered} from the place of delivery; ${required} allowed`,
    short: ({ offered, required, short }) =>
      `${offered} from the place of delivery, ${short} beyond the ${required} allowed`,
    gap: (short) => `${short} too far`,
  },
};

const PROVINCE: InLanguages<Record<'holds' | 'notAmong', (parts: NamedParts) => string>> = {
  vi: {
    holds: ({ offered }) => `Ở ${offered}, đúng yêu cầu`,
    notAmong: ({ offered, required }) => `Ở ${offered}, không thuộc ${required}`,
  },
  en: {
    holds: ({ offered }) => `In ${offered}, as asked`,
    notAmong: ({ offered, required }) => `In ${offered}, not in ${required}`,
  },
};

const province = (code: string, { taxonomy }: StatedValues): string =>
  taxonomy.administrativeUnits.get(code)?.name ?? code;

const provinces = (required: Stated, values: StatedValues): string =>
  required.kind === 'NEARNESS'
    ? values.join(
        required.provinceCodes.map((code) => province(code, values)),
        'or',
      )
    : '';

const isByProvince = (required: Stated): boolean => required.kind === 'NEARNESS' && required.maxKm === null;
const nearness = (required: Stated, values: StatedValues): string =>
  isByProvince(required) ? provinces(required, values) : values.stated(required);

const distance = measuredWords(DISTANCE, { sign: '≤ ', required: nearness });

export const placeWords: CriterionWords = {
  ...distance,
  sentence(verdict, values) {
    const { required, offered } = verdict;
    const asked = nearness(required, values);
    const unsaid = unsaidSentence(verdict, distance.subject(verdict, values), asked, values);
    if (unsaid !== null) return unsaid;
    if (offered?.kind !== 'LOCATION' || offered.km !== null) return distance.sentence(verdict, values);
    return PROVINCE[values.language][verdict.outcome === 'MET' ? 'holds' : 'notAmong']({
      required: provinces(required, values),
      offered: offered.provinceCode === null ? '' : province(offered.provinceCode, values),
    });
  },
  required: (required, values) =>
    isByProvince(required) ? provinces(required, values) : distance.required(required, values),
  offered: (offered, values) =>
    offered.kind === 'LOCATION' && offered.km === null && offered.provinceCode !== null
      ? province(offered.provinceCode, values)
      : distance.offered(offered, values),
};
