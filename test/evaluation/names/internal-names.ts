import type { SeededRandom } from '../../bench/random.js';

/** What companies, products and teams are called. */
const OWNERS = [
  ...['acme', 'globex', 'initech', 'umbrella', 'hooli', 'northwind', 'contoso', 'fabrikam', 'tailspin', 'wingtip'],
  ...['stark', 'wayne', 'vandelay', 'soylent', 'tyrell', 'aperture', 'cyberdyne', 'monarch', 'zenith', 'lumon'],
  ...['kestrel', 'orion', 'atlas', 'phoenix', 'mercury', 'apollo', 'titan', 'nova', 'helios', 'cobalt'],
  ...['corp', 'hq', 'internal', 'platform', 'growth', 'core-team', 'mobile', 'dataplatform', 'devx', 'sre'],
];

/** What they do. */
const DOMAINS = [
  ...['billing', 'payments', 'checkout', 'invoice', 'ledger', 'pricing', 'subscriptions', 'tax', 'refunds', 'wallet'],
  ...['orders', 'cart', 'catalog', 'inventory', 'warehouse', 'shipping', 'returns', 'shop', 'storefront', 'loyalty'],
  ...['accounts', 'identity', 'login', 'onboarding', 'profile', 'permissions', 'tenant', 'consent', 'customer', 'crm'],
  ...['search', 'feed', 'messaging', 'notifications', 'email', 'support', 'reporting', 'dashboard', 'metrics', 'audit'],
  ...['booking', 'calendar', 'dispatch', 'fleet', 'claims', 'policy', 'underwriting', 'patient', 'lab', 'campaign'],
];

/** What kind of thing it is. */
const KINDS = [
  ...['ui', 'client', 'service', 'api', 'sdk', 'utils', 'helpers', 'common', 'shared', 'lib', 'types', 'models'],
  ...['components', 'design-system', 'theme', 'icons', 'hooks', 'forms', 'widgets', 'frontend', 'web', 'app', 'admin'],
  ...['config', 'logger', 'auth', 'middleware', 'gateway', 'schema', 'events', 'queue', 'worker', 'jobs', 'cli', 'e2e'],
  ...['eslint-config', 'tsconfig', 'test-utils', 'mocks', 'api-client', 'server', 'backend', 'proxy', 'data', 'cache'],
];

/** What it is made with. */
const TECHNIQUES = ['react', 'vue', 'node', 'express', 'angular', 'graphql', 'redis', 'kafka', 'next', 'mongo', 'aws'];

type Maker = (any: (words: readonly string[]) => string) => string;

/** How such names are put together; what stands here more often is met more often. */
const FORMS: readonly Maker[] = [
  (any) => `${any(OWNERS)}-${any(DOMAINS)}-${any(KINDS)}`,
  (any) => `${any(OWNERS)}-${any(DOMAINS)}-${any(KINDS)}`,
  (any) => `${any(DOMAINS)}-${any(DOMAINS)}-${any(KINDS)}`,
  (any) => `${any(DOMAINS)}-${any(KINDS)}`,
  (any) => `${any(OWNERS)}-${any(KINDS)}`,
  (any) => `${any(OWNERS)}-${any(TECHNIQUES)}-${any(KINDS)}`,
  (any) => `${any(TECHNIQUES)}-${any(DOMAINS)}-${any(KINDS)}`,
  (any) => `${any(OWNERS)}.${any(DOMAINS)}.${any(KINDS)}`,
  (any) => `@${any(OWNERS)}/${any(DOMAINS)}-${any(KINDS)}`,
  (any) => `@${any(OWNERS)}/${any(KINDS)}`,
  (any) => `@${any(OWNERS)}-${any(DOMAINS)}/${any(KINDS)}`,
];

/** Names as companies give them to what they never publish, each once. */
export function internalNames(count: number, random: SeededRandom): readonly string[] {
  const any = (words: readonly string[]): string => words[random.below(words.length)] ?? '';
  const names = new Set<string>();
  while (names.size < count) names.add((FORMS[random.below(FORMS.length)] ?? (() => ''))(any));
  return [...names];
}
