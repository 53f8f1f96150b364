import { catalogue } from '../platform/i18n/message.js';

/** What can stand in the way of asking for a new run. */
export const REMATCH = catalogue({
  REMATCH_REQUEST_NOT_FOUND: { vi: 'Không tìm thấy yêu cầu này.', en: 'There is no such request to match.' },
  REMATCH_REQUEST_NOT_PUBLISHED: {
    vi: 'Chỉ đối chiếu được yêu cầu đang công bố.',
    en: 'Only a published request can be matched.',
  },
});
