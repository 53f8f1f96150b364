import { Option } from 'commander';
import { LANGUAGES, languageOf } from '../platform/i18n/message.js';

/** `--lang vi|en`; without it the terminal’s own language decides. */
export function languageOption(): Option {
  const terminal = (process.env.LC_ALL ?? process.env.LC_MESSAGES ?? process.env.LANG ?? '').replace('_', '-');
  const fallback = /^(C|POSIX)?(\.|$)/.test(terminal) ? 'en' : languageOf(terminal.split('.')[0]);
  return new Option('--lang <language>', 'language of the output').choices([...LANGUAGES]).default(fallback);
}
