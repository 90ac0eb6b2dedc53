/** A hundred names as companies give them to packages of their own. None is meant for somebody else's package. */
export const INTERNAL_NAMES: readonly string[] = `
acme-billing-service acme-auth-client acme-ui-components acme-design-tokens acme-logger acme-config acme-cli-tools
acme-web-core acme-mobile-shell acme-feature-flags @acme/billing @acme/auth @acme/ui @acme/logger @acme/config
@acme/eslint-config @acme/tsconfig @acme/api-client @acme/design-system @acme/feature-flags @acme/testing-library
contoso-payments contoso-orders-api contoso-checkout-web contoso-identity contoso-shared-types contoso-data-access
@contoso/payments @contoso/orders @contoso/portal @contoso/common @contoso/react-hooks @contoso/graphql-schema
globex-inventory globex-shipping-labels globex-warehouse-ui globex-notifications globex-report-engine globex-etl-jobs
@globex/inventory @globex/shipping @globex/analytics-sdk @globex/platform-events @globex/k8s-operators
northwind-traders-web northwind-pricing northwind-search-index northwind-admin-portal northwind-email-templates
@northwind/pricing @northwind/search @northwind/mailer @northwind/db-migrations @northwind/storybook-theme
billing-service-client order-management-api customer-portal-web inventory-sync-worker payment-gateway-adapter
internal-auth-middleware company-design-system shared-domain-models frontend-shell-app backend-for-frontend
platform-observability team-rocket-utils corp-sso-helper intranet-widgets employee-directory-ui hr-onboarding-forms
checkout-flow-steps pricing-rules-engine fraud-scoring-client loyalty-points-service returns-label-printer
mobile-app-analytics web-app-bootstrap micro-frontend-loader legacy-soap-bridge partner-feed-importer
data-warehouse-jobs ml-feature-store recommendation-api search-ranking-lab content-moderation-queue
@bigcorp-internal/core @bigcorp-internal/utils @bigcorp-web/layout @bigcorp-web/navigation @bigcorp-data/pipelines
dashboard-widgets-kit release-train-bot changelog-publisher ops-runbook-cli oncall-rota-sync
tenant-provisioning usage-metering-agent invoice-pdf-renderer tax-rates-eu reporting-cube-client
`
  .trim()
  .split(/\s+/);
