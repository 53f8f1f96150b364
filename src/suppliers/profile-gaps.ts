import { catalogue, type Message } from '../platform/i18n/message.js';
import type { Capability } from './capability.entity.js';
import type { Certificate } from './certificate.entity.js';
import type { Firm } from './firm.entity.js';
import type { Site } from './site.entity.js';

/** Something a profile is silent about, and what matching therefore cannot say. */
export interface ProfileGap {
  /** Names of the API’s fields; below `sites` and `capabilities` the id follows. */
  path: string[];
  hint: Message;
}

/** What a profile may be silent about. */
export const GAP = catalogue({
  SITES_EMPTY: {
    vi: 'Chưa khai địa điểm sản xuất nào, nên chưa khai được năng lực và không ai tìm thấy doanh nghiệp.',
    en: 'No site is given, so no capability can be, and nobody finds the firm.',
  },
  CAPABILITIES_EMPTY: {
    vi: 'Chưa khai năng lực nào: doanh nghiệp không xuất hiện trong bất kỳ yêu cầu nào.',
    en: 'No capability is given: the firm appears for no request at all.',
  },
  CERTIFICATES_EMPTY: {
    vi: 'Chưa khai chứng chỉ nào: mọi yêu cầu về chứng chỉ sẽ là “chưa rõ”.',
    en: 'No certificate is given: every certificate asked for stays unknown.',
  },
  LANGUAGES_EMPTY: {
    vi: 'Chưa cho biết giao tiếp được bằng ngôn ngữ nào: yêu cầu về ngôn ngữ sẽ là “chưa rõ”.',
    en: 'No languages are given: a language asked for stays unknown.',
  },
  END_MARKETS_EMPTY: {
    vi: 'Chưa cho biết cung cấp cho ngành nào: yêu cầu về kinh nghiệm trong ngành sẽ là “chưa rõ”.',
    en: 'No end markets are given: experience in a market stays unknown.',
  },
  COORDINATES_EMPTY: {
    vi: 'Chưa xác định được vị trí: khoảng cách đến nơi giao hàng sẽ là “chưa rõ”. Hãy cho biết khu công nghiệp, xã phường hoặc tọa độ.',
    en: 'Its position is not known: the distance to the place of delivery stays unknown. Give the park, the ward or coordinates.',
  },
  IS_OWN_EMPTY: {
    vi: 'Chưa cho biết tự làm hay thuê ngoài: yêu cầu “phải tự làm” sẽ là “chưa rõ”.',
    en: 'It does not say whether the firm does it itself: “own only” stays unknown.',
  },
  MATERIALS_EMPTY: {
    vi: 'Chưa khai vật liệu: yêu cầu về vật liệu sẽ là “chưa rõ”.',
    en: 'No materials are given: a material asked for stays unknown.',
  },
  MAX_SIZE_EMPTY: {
    vi: 'Chưa khai kích thước lớn nhất: yêu cầu về kích thước sẽ là “chưa rõ”.',
    en: 'The largest size is not given: a size asked for stays unknown.',
  },
  MAX_MASS_EMPTY: {
    vi: 'Chưa khai khối lượng lớn nhất: yêu cầu về khối lượng sẽ là “chưa rõ”.',
    en: 'The greatest mass is not given: a mass asked for stays unknown.',
  },
  TOLERANCE_EMPTY: {
    vi: 'Chưa khai dung sai giữ được: yêu cầu về dung sai sẽ là “chưa rõ”.',
    en: 'The tolerance held is not given: a tolerance asked for stays unknown.',
  },
  ROUGHNESS_EMPTY: {
    vi: 'Chưa khai độ nhám Ra đạt được: yêu cầu về độ nhám sẽ là “chưa rõ”.',
    en: 'The roughness Ra is not given: a finish asked for stays unknown.',
  },
  MIN_LOT_EMPTY: {
    vi: 'Chưa khai lô nhỏ nhất: yêu cầu về cỡ lô sẽ là “chưa rõ”.',
    en: 'The smallest lot is not given: a lot asked for stays unknown.',
  },
  MONTHLY_CAPACITY_EMPTY: {
    vi: 'Chưa khai năng lực còn trống mỗi tháng: yêu cầu về sản lượng sẽ là “chưa rõ”.',
    en: 'The free capacity a month is not given: a volume asked for stays unknown.',
  },
  LEAD_TIME_EMPTY: {
    vi: 'Chưa khai thời gian giao hàng: yêu cầu về thời gian sẽ là “chưa rõ”.',
    en: 'The lead time is not given: a lead time asked for stays unknown.',
  },
});

const OF_CAPABILITY = [
  { field: 'isOwn', column: 'isOwn', hint: GAP.IS_OWN_EMPTY, onlyWhereShaping: false },
  { field: 'materials', column: 'materials', hint: GAP.MATERIALS_EMPTY, onlyWhereShaping: false },
  { field: 'maxSize', column: 'maxSizeMm', hint: GAP.MAX_SIZE_EMPTY, onlyWhereShaping: false },
  { field: 'maxMass', column: 'maxMassKg', hint: GAP.MAX_MASS_EMPTY, onlyWhereShaping: false },
  { field: 'tolerance', column: 'toleranceMm', hint: GAP.TOLERANCE_EMPTY, onlyWhereShaping: true },
  { field: 'roughnessRa', column: 'roughnessRaUm', hint: GAP.ROUGHNESS_EMPTY, onlyWhereShaping: true },
  { field: 'minLotPieces', column: 'minLotPieces', hint: GAP.MIN_LOT_EMPTY, onlyWhereShaping: false },
  { field: 'monthlyCapacity', column: 'monthlyCapacity', hint: GAP.MONTHLY_CAPACITY_EMPTY, onlyWhereShaping: false },
  { field: 'leadTimeDays', column: 'leadTimeDays', hint: GAP.LEAD_TIME_EMPTY, onlyWhereShaping: false },
] as const;

export interface Profile {
  firm: Firm;
  sites: readonly Site[];
  capabilities: readonly Capability[];
  certificates: readonly Certificate[];
}

/** Everything the profile leaves empty that a request may ask for, the widest gaps first. */
export function profileGaps(profile: Profile, shapesToSize: (processCode: string) => boolean): ProfileGap[] {
  const { firm, sites, capabilities, certificates } = profile;
  const gaps: ProfileGap[] = [];
  const note = (isEmpty: boolean, path: string[], hint: Message): void => {
    if (isEmpty) gaps.push({ path, hint });
  };
  note(sites.length === 0, ['sites'], GAP.SITES_EMPTY);
  note(capabilities.length === 0, ['capabilities'], GAP.CAPABILITIES_EMPTY);
  note(certificates.length === 0, ['certificates'], GAP.CERTIFICATES_EMPTY);
  note(firm.languages === null, ['languages'], GAP.LANGUAGES_EMPTY);
  note(firm.endMarkets === null, ['endMarkets'], GAP.END_MARKETS_EMPTY);
  for (const { id, latitude } of sites) note(latitude === null, ['sites', id, 'latitude'], GAP.COORDINATES_EMPTY);
  for (const capability of capabilities) {
    for (const { field, column, hint, onlyWhereShaping } of OF_CAPABILITY) {
      if (onlyWhereShaping && !shapesToSize(capability.processCode)) continue;
      note(capability[column] === null, ['capabilities', capability.id, field], hint);
    }
  }
  return gaps;
}
