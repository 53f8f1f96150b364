import { catalogue } from '../../platform/i18n/message.js';

/** What can be wrong with when and where the parts go. */
export const DELIVERY = catalogue({
  DAY_INVALID: {
    vi: '“{day}” không phải là một ngày có thật, viết theo dạng NĂM-THÁNG-NGÀY (2027-01-31).',
    en: '“{day}” is not a day of the calendar, written YEAR-MONTH-DAY (2027-01-31).',
  },
  DELIVERY_DAY_MISSING: {
    vi: 'Hãy nêu cả ngày đầu và ngày cuối giao hàng; có thể là cùng một ngày.',
    en: 'Give both the first and the last day of delivery; they may be the same.',
  },
  DELIVERY_ENDS_BEFORE_START: {
    vi: 'Ngày cuối giao hàng ({to}) đứng trước ngày đầu ({from}).',
    en: 'The last day of delivery ({to}) comes before the first ({from}).',
  },
  DELIVERY_PAST: {
    vi: 'Thời gian giao hàng đã qua ({to}).',
    en: 'The time of delivery has already passed ({to}).',
  },
  DELIVERY_TOO_FAR: {
    vi: 'Thời gian giao hàng còn quá xa; nhận đến ngày {limit}.',
    en: 'The time of delivery is too far away; the latest day taken is {limit}.',
  },
  COORDINATE_OUT_OF_RANGE: {
    vi: 'Phải từ {least} đến {most} độ.',
    en: 'It must be from {least} to {most} degrees.',
  },
  COORDINATE_MISSING: {
    vi: 'Hãy nêu cả vĩ độ và kinh độ.',
    en: 'Give both latitude and longitude.',
  },
  DELIVERY_PLACE_MISSING: {
    vi: 'Có khoảng cách tối đa nhưng chưa nêu nơi giao hàng (địa danh hoặc tọa độ).',
    en: 'There is a greatest distance but no place of delivery (words or coordinates).',
  },
  DELIVERY_PLACE_UNKNOWN: {
    vi: 'Không biết nơi “{place}” ở đâu, nên không tính được khoảng cách; hãy nêu tọa độ.',
    en: 'Where “{place}” is, is not known, so no distance can be measured; give coordinates.',
  },
  DISTANCE_TOO_SHORT: {
    vi: 'Khoảng cách {distance} quá ngắn; hãy kiểm tra đơn vị (dùng "{unit}").',
    en: 'A distance of {distance} is too short; check the unit (use "{unit}").',
  },
});
