import type { Flow } from '../../model/index.js';

/**
 * Who issues a credential also takes it: sending a token to its own service is what it is for. By what the credential is called,
 * the hosts of its service, from the documentation of the services.
 */
const OWN_HOSTS: readonly (readonly [RegExp, RegExp])[] = [
  [/aws|amazon|s3/i, /\.(?:amazonaws\.com(?:\.cn)?|aws\.amazon\.com|api\.aws)$/],
  [
    /gcloud|google|gcp|firebase|gemini/i,
    /(?:^|\.)(?:googleapis\.com|google\.com|googleusercontent\.com|firebaseio\.com|run\.app)$/,
  ],
  [
    /azure|msal|microsoft|^az$/i,
    /(?:^|\.)(?:azure\.(?:com|net)|microsoftonline\.com|windows\.net|microsoft\.com|visualstudio\.com|powerbi\.com|dynamics\.com|sharepoint\.com|office(?:365)?\.com)$/,
  ],
  [
    /git_?hub|(?:^|[^a-z0-9])gh(?:[^a-z0-9]|$)|[\\/]hub$/i,
    /(?:^|\.)(?:github\.com|githubusercontent\.com|githubcopilot\.com|ghcr\.io)$/,
  ],
  // What git itself keeps is for the forges.
  [/^git$/i, /(?:^|\.)(?:github\.com|gitlab\.com|bitbucket\.org)$/],
  [/git_?lab|glab/i, /(?:^|\.)gitlab\.com$/],
  [/npm|yarn|^node_auth_token$/i, /(?:^|\.)(?:npmjs\.org|npmjs\.com|yarnpkg\.com)$/],
  [/docker/i, /(?:^|\.)docker\.(?:io|com)$/],
  [/vercel|\.now[\\/]/i, /(?:^|\.)vercel\.com$/],
  [/netlify/i, /(?:^|\.)netlify\.com$/],
  [/cloudflare|wrangler/i, /(?:^|\.)cloudflare\.com$/],
  [/heroku/i, /(?:^|\.)heroku\.com$/],
  [/(?:^|[^a-z])fly(?:ctl|_?io)?(?:[^a-z]|$)/i, /(?:^|\.)(?:fly\.io|machines\.dev)$/],
  [/railway/i, /(?:^|\.)railway\.(?:app|com)$/],
  [/doctl|digital_?ocean/i, /(?:^|\.)digitalocean\.com$/],
  [/stripe/i, /(?:^|\.)stripe\.com$/],
  // Many run it themselves.
  [/sentry/i, /(?:^|\.)sentry\.(?:io|dev)$|^sentry\./],
  [/hugging_?face|^hf_/i, /(?:^|\.)(?:huggingface\.co|hf\.co|hf\.space)$/],
  [/kaggle/i, /(?:^|\.)kaggle\.com$/],
  [/snyk/i, /(?:^|\.)snyk\.io$/],
  [/supabase/i, /(?:^|\.)supabase\.(?:com|co|io)$/],
  [/(?:^|[^a-z])expo(?:[^a-z]|$)/i, /(?:^|\.)(?:expo\.(?:dev|io)|exp\.host)$/],
  [/openai|codex/i, /(?:^|\.)(?:openai\.com|chatgpt\.com|openai\.azure\.com)$/],
  [/anthropic|claude/i, /(?:^|\.)(?:anthropic\.com|claude\.(?:ai|com))$/],
  [/1password|^op$/i, /(?:^|\.)1password\.(?:com|eu|ca)$/],
  [/bitwarden|^bw$/i, /(?:^|\.)bitwarden\.(?:com|eu)$/],
  [/doppler/i, /(?:^|\.)doppler\.com$/],
  [/infisical/i, /(?:^|\.)infisical\.com$/],
  [/authkey_|appstoreconnect/i, /(?:^|\.)apple\.com$/],
  [/ngrok/i, /(?:^|\.)ngrok\.com$/],
  [/composer|packagist/i, /(?:^|\.)packagist\.(?:org|com)$/],
];

/** What a cluster gives each of its containers is for the cluster's own server, whose address it gives them, too. */
const CLUSTER_ACCOUNT = /\bkubernetes\.io[\\/]serviceaccount\b/;
const CLUSTER = /^(?:https:\/\/)?(?:.env\.KUBERNETES_SERVICE_HOST.|kubernetes\.default\b)/;
/** What logs a person in to clusters stands beside the addresses of these: nobody but that file names them. */
const CLUSTERS_OF_PERSON = /(?:^|[\\/])\.kube[\\/]config$/;

/** Parts of a name or of a host that say nothing of whose it is. */
const COMMON =
  /^(?:api|token|key|secret|access|auth|password|private|public|id|app|client|server|user|www|com|org|net|io|dev|http|https|service|account)$/;

/** Whether data goes to those whom it comes from anyway. */
export function goesHome(flow: Flow): boolean {
  const { detail = '', host = '' } = flow;
  if (THE_MACHINE_ITSELF.test(host)) return true;
  const entry = ENTRY.exec(detail)?.[1];
  if (entry !== undefined) return host === entry || host.endsWith(`.${entry}`);
  return isForCluster(flow) || goesToIssuer(flow);
}

function isForCluster({ sink, detail = '', address = '', host }: Flow): boolean {
  const isAddressOfCluster = CLUSTER.test(address);
  if (CLUSTER_ACCOUNT.test(detail)) return isAddressOfCluster;
  const isAddressUnknown = sink === 'network' && host === undefined;
  return CLUSTERS_OF_PERSON.test(detail) && (isAddressOfCluster || isAddressUnknown);
}

/** `‹home›/.netrc#api.acme.dev`: what a file with the credentials for many hosts has for one. */
const ENTRY = /#([\w.-]+)$/;

/** What listens there runs on the same machine, or is what its cloud has beside each machine, and could ask it for the same. */
const THE_MACHINE_ITSELF =
  /^(?:localhost|(?:127\.\d{1,3}|169\.254)(?:\.\d{1,3}){2}|\[?(?:::1|fd00:ec2::254)\]?|metadata\.google\.internal)$/;

function goesToIssuer({ source, detail = '', host = '' }: Flow): boolean {
  if (host === '') return false;
  if (host === detail) return true;
  const services = OWN_HOSTS.filter(([name]) => name.test(detail));
  // Of a service whose hosts are known, another host that merely sounds like it is nobody's own.
  if (services.length > 0) return services.some(([, hosts]) => hosts.test(host));
  if (isOfOwner(detail, host)) return true;
  // Names of files and programs are words that any host may have.
  if (source !== 'secret-variable' && !/^[A-Z0-9_]+$/.test(detail)) return false;
  return sharesWord(detail, host);
}

/** Whether a host is called like something: a word of it that is nobody else's stands in the host's name. */
export function sharesWord(text: string, host: string): boolean {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return words.some((word) => word.length > 2 && !COMMON.test(word) && host.replace(/[^a-z0-9]/g, '').includes(word));
}

/** A token in the folder of a program is for the service that is called as the folder is: `~/.acme/token`. */
const CALLED_TOKEN =
  /^(?:‹home›|[\\/]root|(?:[A-Za-z]:)?[\\/](?:home|Users)[\\/][^\\/]+)[\\/](?:\.config[\\/]|\.local[\\/]share[\\/]|AppData[\\/]\w+[\\/]|Library[\\/][\w ]+[\\/])?\.?([^\\/]+)[\\/](?:.*[\\/])?[^\\/]*(?:token|auth|credential|secret)[^\\/]*$/i;

function isOfOwner(path: string, host: string): boolean {
  const owner = CALLED_TOKEN.exec(path)?.[1];
  return owner !== undefined && sharesWord(owner, host);
}
