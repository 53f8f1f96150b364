import { Lexer, Source, TokenKind } from 'graphql';
import { exceeded, LIMITS } from '../limits.js';

const OPENING = new Set<string>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<string>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/**
 * Refuses a text before it is parsed: parsing goes down with the brackets, and what it makes stays as long as the
 * document is kept. Answers how many tokens the document will hold, comments too.
 */
export function readTokens(text: string): number {
  if (Buffer.byteLength(text) > LIMITS.documentBytes) throw exceeded('bytes', LIMITS.documentBytes);
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let held = 0;
  let nesting = 0;
  for (let token = lexer.token; token.kind !== TokenKind.EOF;) {
    token = lexer.advance();
    if (++tokens > LIMITS.tokens) throw exceeded('tokens', LIMITS.tokens);
    if (OPENING.has(token.kind) && ++nesting > LIMITS.nesting) throw exceeded('brackets in each other', LIMITS.nesting);
    if (CLOSING.has(token.kind)) nesting--;
    for (let before = lexer.lastToken; before !== token; before = before.next!) held++;
  }
  return held;
}
