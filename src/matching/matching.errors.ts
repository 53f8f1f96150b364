import { catalogue } from '../platform/i18n/message.js';

/** What can stand in the way of asking for a new run. */
export const REMATCH = catalogue({
  REMATCH_REQUEST_NOT_FOUND: { vi: 'Không tìm thấy yêu cầu này.', en: 'There is no such request to match.' },
  REMATCH_REQUEST_NOT_PUBLISHED: {
    vi: 'Chỉ đối chiếu được yêu cầu đang công bố.',
    en: 'Only a published request can be matched.',
  },
  REMATCH_TOO_MUCH_WAITING: {
    vi: 'Tổ chức này sẽ có {waiting} lượt đối chiếu chờ chạy, nhiều nhất được {most}. Hãy yêu cầu lại khi đã chạy bớt.',
    en: 'With this, {waiting} runs of this organisation would be waiting; it may have {most}. Ask again when some of them are done.',
  },
  REMATCH_REQUEST_TOO_MUCH_WAITING: {
    vi: 'Yêu cầu này sẽ có {waiting} lượt đối chiếu chờ chạy, nhiều nhất được {most}. Hãy yêu cầu lại khi đã chạy bớt.',
    en: 'With this, {waiting} runs of this request would be waiting; it may have {most}. Ask again when some of them are done.',
  },
});
