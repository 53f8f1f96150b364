import type { CriterionWords } from '../criterion.js';
import { UNIT } from '../../taxonomy/units.js';
import { detailOf, type Stated } from '../verdict.js';
import type { InLanguages } from '../words/language.js';
import type { StatedValues } from '../words/stated-values.js';

interface CertificateTable {
  subject: string;
  from(date: string): string;
  until(date: string): string;
  fromUntil(from: string, to: string): string;
  holds(standard: string, until: string): string;
  implied(held: string, standard: string, until: string): string;
  silent(standard: string): string;
  notHeld(standard: string): string;
  otherSite(held: string): string;
  weakEvidence(held: string, offered: string, required: string): string;
  expired(held: string, period: string, days: string): string;
  datesNotStated(held: string): string;
  rejected(held: string): string;
  gap(short: string, standard: string): string;
  renew: string;
  obtain: string;
}

const TABLES: InLanguages<CertificateTable> = {
  vi: {
    subject: 'Chứng chỉ',
    from: (date) => `từ ${date}`,
    until: (date) => `đến ${date}`,
    fromUntil: (from, to) => `từ ${from} đến ${to}`,
    holds: (standard, until) => `${standard} còn hiệu lực suốt thời gian giao hàng, đến ${until}`,
    implied: (held, standard, until) =>
      `${held} đáp ứng ${standard}, còn hiệu lực suốt thời gian giao hàng, đến ${until}`,
    silent: (standard) => `Chưa khai chứng chỉ nào; yêu cầu ${standard}`,
    notHeld: (standard) => `Không có ${standard} trong các chứng chỉ đã khai`,
    otherSite: (held) => `${held} cấp cho địa điểm khác, không phải nơi sẽ sản xuất`,
    weakEvidence: (held, offered, required) => `${held} mới ở mức ${offered}; yêu cầu ${required}`,
    expired: (held, period, days) => `${held} có hiệu lực ${period}, thiếu ${days} so với thời gian giao hàng`,
    datesNotStated: (held) => `Có ${held} nhưng chưa khai thời hạn`,
    rejected: (held) => `Có ${held} nhưng đã bị cán bộ từ chối nên không được tính`,
    gap: (short, detail) => `${detail} thiếu ${short} so với thời gian giao hàng`,
    renew: 'cần gia hạn cho đủ thời gian giao hàng',
    obtain: 'cần chứng chỉ có hồ sơ, áp dụng cho nơi sản xuất',
  },
  en: {
    subject: 'Certificate',
    from: (date) => `from ${date}`,
    until: (date) => `until ${date}`,
    fromUntil: (from, to) => `from ${from} to ${to}`,
    holds: (standard, until) => `${standard} valid throughout the delivery, until ${until}`,
    implied: (held, standard, until) => `${held} answers ${standard}, valid throughout the delivery, until ${until}`,
    silent: (standard) => `No certificates listed; ${standard} asked`,
    notHeld: (standard) => `${standard} is not among its certificates`,
    otherSite: (held) => `${held} covers another site than the one that would do the work`,
    weakEvidence: (held, offered, required) => `${held} is only ${offered}; ${required} asked`,
    expired: (held, period, days) => `${held}, valid ${period}, leaves ${days} of the delivery uncovered`,
    datesNotStated: (held) => `${held} is held, but its dates are not stated`,
    rejected: (held) => `${held} is held, but an official rejected it, so it does not count`,
    gap: (short, detail) => `${detail} leaves ${short} of the delivery uncovered`,
    renew: 'needs to be renewed for the whole delivery',
    obtain: 'needs a documented certificate that covers the site',
  },
};

/** "ISO 9001": a label goes on to say what the standard is about. */
const standards = (codes: readonly string[], values: StatedValues): string =>
  values.join(codes.map((code) => values.label(values.taxonomy.certificateStandards, code).split(' – ')[0] as string));

type Period = Extract<Stated, { kind: 'PERIOD' }>;

function withDays(stated: Stated, values: StatedValues): string {
  if (stated.kind !== 'PERIOD') return '';
  const days = [stated.from, stated.to].map((day) => (day === null ? '…' : values.date(day))).join(' – ');
  return `${standards(stated.standards, values)} (${days})`;
}

export const certificateWords: CriterionWords = {
  subject: ({ criterion }, values) => standards([detailOf(criterion)], values),
  sentence(verdict, values) {
    const { required, offered, margin, reason } = verdict;
    const table = TABLES[values.language];
    const standard = required.kind === 'PERIOD' ? standards(required.standards, values) : '';
    if (reason === 'NOT_JUDGED') return values.table.notJudged(table.subject, standard);
    if (offered?.kind !== 'PERIOD' || required.kind !== 'PERIOD') {
      return reason === 'SILENT' ? table.silent(standard) : table.notHeld(standard);
    }
    const held = standards(offered.standards, values);
    const until = offered.to === null ? '' : values.date(offered.to);
    const { evidence } = values.table;
    switch (reason) {
      case 'OTHER_SITE':
        return table.otherSite(held);
      case 'WEAK_EVIDENCE':
        return table.weakEvidence(
          held,
          evidence[offered.evidence ?? 'DECLARED'],
          evidence[required.evidence ?? 'DECLARED'],
        );
      case 'EXPIRED_IN_WINDOW':
        return table.expired(held, periodOf(offered, values), values.amount(Math.abs(margin ?? 0), UNIT.days));
      case 'REJECTED_BY_OFFICIAL':
        return table.rejected(held);
      case 'DATES_NOT_STATED':
        return table.datesNotStated(held);
      case 'IMPLIED':
        return table.implied(held, standard, until);
      default:
        return table.holds(standard, until);
    }
  },
  required: withDays,
  offered: withDays,
  missing({ criterion, short, unit }, values) {
    const name = standards([detailOf(criterion)], values);
    return short === null ? name : TABLES[values.language].gap(values.amount(short, unit), name);
  },
  step: ({ short }, { language }) => TABLES[language][short === null ? 'obtain' : 'renew'],
};

function periodOf({ from, to }: Period, values: StatedValues): string {
  const table = TABLES[values.language];
  if (from !== null && to !== null) return table.fromUntil(values.date(from), values.date(to));
  if (from !== null) return table.from(values.date(from));
  return to === null ? '' : table.until(values.date(to));
}
