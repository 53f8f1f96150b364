import type { Language } from '../i18n/message.js';

/**
 * One kind of mail a room sends. Only its name and a few ids are kept with the work that was asked for: the words, the
 * address and whatever is secret in it are made when it is sent, from what stands then.
 */
export interface Letter<About extends object> {
  /** `room.what-it-says`, for instance `identity.password-reset`. */
  readonly name: string;
  /** Called as Ketnoi itself, in a unit of work that only reads. Null where there is nothing to say any more. */
  compose(about: About): Promise<Mail | null>;
}

/** What a person is told. Names and texts are plain: the platform escapes them where it is needed. */
export interface Mail {
  to: { name: string; address: string };
  language: Language;
  subject: string;
  /** Before the action, and after it. */
  opening: readonly string[];
  closing: readonly string[];
  action?: MailAction;
}

/** What the mail lets its reader do, once, with a token that nobody else has. */
export interface MailAction {
  /** The words on the link. */
  label: string;
  /** The page of the web console that takes the token. */
  page: string;
  token: string;
}
