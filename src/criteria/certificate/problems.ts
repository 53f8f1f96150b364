import { catalogue } from '../../platform/i18n/message.js';

/** What can be wrong with the certificates that are asked for. */
export const CERTIFICATE_ASKED = catalogue({
  CERTIFICATE_TWICE: {
    vi: 'Tiêu chuẩn “{standard}” được yêu cầu hai lần.',
    en: 'The standard “{standard}” is asked for twice.',
  },
});
