import { catalogue } from '../../platform/i18n/message.js';

/** What can be wrong with the characteristics that are asked for. */
export const CHARACTERISTIC_ASKED = catalogue({
  CHARACTERISTIC_TWICE: {
    vi: 'Đặc tính “{code}” được yêu cầu hai lần.',
    en: 'The characteristic “{code}” is asked for twice.',
  },
  CHARACTERISTIC_BOUND_MISSING: {
    vi: 'Hãy nêu giá trị tối thiểu (atLeast) hoặc tối đa (atMost).',
    en: 'Give a least value (atLeast) or a greatest one (atMost).',
  },
  CHARACTERISTIC_BOUNDS_CROSSED: {
    vi: 'Giá trị tối thiểu {atLeast} lớn hơn giá trị tối đa {atMost}.',
    en: 'The least value {atLeast} is above the greatest one {atMost}.',
  },
  CHARACTERISTIC_OUT_OF_RANGE: {
    vi: 'Giá trị {value} nằm ngoài khoảng có nghĩa, từ {least} đến {most}.',
    en: 'The value {value} is outside what makes sense, from {least} to {most}.',
  },
});
