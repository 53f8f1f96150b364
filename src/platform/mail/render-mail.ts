import type { Language } from '../i18n/message.js';
import type { Mail, MailAction } from './letter.js';

/** How a mail reads: the same words as text and as simple HTML. */
export interface RenderedMail {
  text: string;
  html: string;
}

const CODE: Record<Language, string> = { vi: 'Mã của bạn', en: 'Your code' };
const SIGNATURE = 'Ketnoi';

/** `webUrl`: where the web console is; without one the token is given as it is, to be typed or pasted. */
export function renderMail(mail: Mail, webUrl: string | null): RenderedMail {
  const action = mail.action ? actionIn(mail.action, mail.language, webUrl) : null;
  const text = [...mail.opening, ...(action ? [action.text] : []), ...mail.closing, `-- \n${SIGNATURE}`].join('\n\n');
  const html = [
    `<!doctype html>\n<html lang="${mail.language}">`,
    `<head><meta charset="utf-8"><title>${escape(mail.subject)}</title></head>`,
    '<body>',
    ...mail.opening.map(paragraph),
    ...(action ? [action.html] : []),
    ...mail.closing.map(paragraph),
    paragraph(SIGNATURE),
    '</body>\n</html>\n',
  ].join('\n');
  return { text: `${text}\n`, html };
}

/** The token stands behind the `#`: a browser sends it to no server, so it lies in no log and in no `Referer`. */
function actionIn({ label, page, token }: MailAction, language: Language, webUrl: string | null): RenderedMail {
  if (webUrl === null) {
    const code = CODE[language];
    return { text: `${code}: ${token}`, html: `<p>${escape(code)}: <code>${escape(token)}</code></p>` };
  }
  const link = `${webUrl.replace(/\/$/, '')}/${page}#token=${encodeURIComponent(token)}`;
  return { text: `${label}:\n${link}`, html: `<p><a href="${escape(link)}">${escape(label)}</a></p>` };
}

const paragraph = (text: string): string => `<p>${escape(text)}</p>`;

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
