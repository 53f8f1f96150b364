import type { Message, Parameters } from '../i18n/message.js';

/** What a route of files answers instead of doing what it was asked: a status, and a sentence with a code that stays. */
export class RouteRefusal {
  constructor(
    readonly status: number,
    readonly message: Message,
    readonly parameters: Parameters = {},
  ) {}
}
