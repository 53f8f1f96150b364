import type { Rule } from 'eslint';

/** Each room knows only those before it. */
declare const rule: Rule.RuleModule;
export default rule;
