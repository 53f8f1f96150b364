import { describedEnum } from '../platform/graphql/described-enum.js';
import type { ListOrder } from '../platform/graphql/list-order.js';

const ID = { column: 'certificate.id', kind: 'ID' } as const;

/** As the index has it: without a last day, a certificate never runs out. */
export const LAST_DAY = `coalesce(certificate.valid_to, 'infinity')`;

/** The orders in which certificates can be checked. */
export const CERTIFICATE_CHECK_ORDERS = {
  OLDEST: { name: 'certificates OLDEST', direction: 'ASC', parts: [ID] },
  EXPIRING_FIRST: {
    name: 'certificates EXPIRING_FIRST',
    direction: 'ASC',
    parts: [{ column: LAST_DAY, kind: 'DAY' }, ID],
  },
} satisfies Record<string, ListOrder>;
export type CertificateCheckOrder = keyof typeof CERTIFICATE_CHECK_ORDERS;

export const CertificateCheckOrderEnum = describedEnum<CertificateCheckOrder>(
  'CertificateCheckOrder',
  'In which order certificates are listed to be checked.',
  {
    OLDEST: 'The one that has waited longest first.',
    EXPIRING_FIRST: 'The one whose last day comes first first.',
  },
);
