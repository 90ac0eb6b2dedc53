/** Where the rules' pages are. The only place that knows. */
export const RULE_DOCS_BASE_URL = 'https://github.com/package-risk/package-risk/blob/main/docs/rules/';

/** The page that explains a rule. */
export function ruleDocsUrl(rule: string): string {
  return `${RULE_DOCS_BASE_URL}${encodeURIComponent(rule)}.md`;
}
