import { isUnknown, unknown } from '../values/lattice.js';
import { isCallable, isObj, promise } from '../values/objects.js';
import { joinTaints, taint, taintsOfAll } from '../values/taints.js';
import { isSymbolic, textsOf } from '../values/text.js';
import type { Machine, Taints, Unknown, Value } from '../values/types.js';
import { resultName } from './names.js';
import { runCallbacks, type ApiCall, type Family } from './api-call.js';
import { destinationOf } from './destinations.js';
import { send, sendFiles } from './sending.js';

/**
 * Packages that hand data to a service, and the host where it is always the same one. Who is called through them is no less
 * reached than by a request. From the documentation of the packages.
 */
export const SERVICES: Readonly<Record<string, string>> = Object.freeze({
  '@octokit/rest': 'api.github.com',
  '@octokit/core': 'api.github.com',
  '@octokit/request': 'api.github.com',
  octokit: 'api.github.com',
  '@actions/github': 'api.github.com',
  '@aws-sdk/client-s3': 's3.amazonaws.com',
  '@aws-sdk/lib-storage': 's3.amazonaws.com',
  'aws-sdk': 'amazonaws.com',
  '@google-cloud/storage': 'storage.googleapis.com',
  'node-telegram-bot-api': 'api.telegram.org',
  telegraf: 'api.telegram.org',
  grammy: 'api.telegram.org',
  'discord-js': 'discord.com',
  'discord-webhook-node': 'discord.com',
  '@slack/webhook': 'hooks.slack.com',
  '@slack/web-api': 'slack.com',
  '@supabase/supabase-js': '',
  'firebase-admin': '',
  'firebase/app': '',
  'firebase/database': '',
  'firebase/firestore': '',
  mongodb: '',
  mqtt: '',
  ssh2: '',
  'ssh2-sftp-client': '',
  'basic-ftp': '',
  pg: '',
  mysql2: '',
  redis: '',
  ioredis: '',
  mongoose: '',
  amqplib: '',
  nats: '',
  kafkajs: '',
  minio: '',
  webdav: '',
  'node-ssh': '',
  'irc-framework': '',
  'matrix-js-sdk': '',
  'posthog-node': '',
  '@sentry/node': '',
  '@azure/storage-blob': '',
  pocketbase: '',
  appwrite: '',
  openai: '',
  airtable: 'api.airtable.com',
  dropbox: 'api.dropboxapi.com',
  '@notionhq/client': 'api.notion.com',
  googleapis: 'googleapis.com',
  '@sendgrid/mail': 'api.sendgrid.com',
  resend: 'api.resend.com',
  'twitter-api-v2': 'api.twitter.com',
  pusher: 'pusher.com',
  ably: 'ably.io',
  '@gitbeaker/rest': 'gitlab.com',
  '@logtail/node': '',
  '@logtail/browser': '',
  '@logtail/edge': '',
  '@logdna/logger': '',
  '@axiomhq/js': 'api.axiom.co',
  loggly: 'logs-01.loggly.com',
  'node-loggly-bulk': 'logs-01.loggly.com',
  '@segment/analytics-node': 'api.segment.io',
  'analytics-node': 'api.segment.io',
  mixpanel: 'api.mixpanel.com',
  rollbar: 'api.rollbar.com',
  '@bugsnag/js': 'notify.bugsnag.com',
  '@honeybadger-io/js': 'api.honeybadger.io',
});

/** Stores in the account of whoever runs the code, unless that says whose: a bucket, or a key to it. */
const STORES = /^(?:@aws-sdk\/|aws-sdk\b|@google-cloud\/storage\b)/;
const OWNERS = ['Bucket', 'accessKeyId', 'endpoint', 'projectId', 'keyFilename'] as const;

/** Services that keep what happens, and how they are told so. */
const KEEPS_LOGS =
  /^(?:@logtail|@logdna|@axiomhq|(?:node-)?loggly|@segment|analytics-node|mixpanel|rollbar|@bugsnag|@honeybadger-io|@sentry|posthog)\b/;
const LOGS =
  /^(?:log|info|warn|warning|error|critical|debug|trace|fatal|track|identify|ingest|notify|message|capture\w*)$/;

const HANDS_OVER =
  /^(?:send|post|put|upload|filesUpload|insert|publish|produce|create|add|push|lpush|rpush|emit|write|fastPut|update|append|capture|trigger|say$|tweet$|setContext$|exec$|set$|query$|request$|save$|Upload$|\w*Put\w*Command$)/;

/** It is made first, and told then where to. */
const OPENS = /^(?:connect|access|open|login)$/;
const HOST = '@@host';

/** What such a package is given to hand over. Who it is for stands in what it was made with. */
export const services: Family = (machine, call) => {
  const { api, method, args, self } = call;
  const root = Object.keys(SERVICES).find(
    (name) => api === name || api.startsWith(`${name}.`) || api.startsWith(`${name}(`),
  );
  const host = hostOf(machine, root, call);
  if (OPENS.test(method) && isUnknown(self) && host !== undefined) self.props?.set(HOST, host);
  if (!handsOver(call, root)) {
    runCallbacks(machine, args.filter(isCallable), TELLS.test(method) ? answerOf(machine, host) : []);
    return client(api, host);
  }
  send(machine, args, { host, address: '' });
  sendFiles(machine, args, { host, address: '' });
  const answer = answerOf(machine, host);
  runCallbacks(machine, args.filter(isCallable), answer);
  // A command is sent by a client, which may be of another account.
  if (call.isNew && host === undefined) return { ...client(api, host), taints: joinTaints(answer, taintsOfAll(args)) };
  const made = promise(unknown(answer), machine.depth);
  made.fallback = client(api, host);
  return made;
};

function handsOver({ method, isNew }: ApiCall, root = ''): boolean {
  if (HANDS_OVER.test(method)) return !isNew || /Command$|^Upload$/.test(method);
  return !isNew && LOGS.test(method) && KEEPS_LOGS.test(root);
}

/** Listeners get what others send through the service: messages, topics, snapshots. */
const TELLS =
  /^(?:on|once|addListener|subscribe|pSubscribe|psubscribe|onText|hears|command|message|onMessage|onValue|onSnapshot|onChildAdded|use|watch)$/;

function answerOf(machine: Machine, host: string | undefined): Taints {
  return taint('downloaded', machine.position(), host);
}

function hostOf(machine: Machine, root: string | undefined, call: ApiCall): string | undefined {
  const { self, callee, args } = call;
  const fixed = root === undefined ? '' : SERVICES[root];
  if (fixed !== '' && !(STORES.test(root ?? '') && isOfWhoeverRuns(machine, call))) return fixed;
  const told = [self, callee, ...args].map(notedHost).find((one) => one !== undefined);
  // What is handed over may have a `host` of its own: all variables do.
  return told ?? destinationOf(machine, args).host;
}

/** Where neither the client nor what it is given names an account, the environment does, or a caller. */
function isOfWhoeverRuns(machine: Machine, { self, callee, args, method }: ApiCall): boolean {
  const isNamed = args.some((arg) => (isObj(arg) || method === 'bucket') && namesOwner(machine, arg));
  return !isNamed && [self, callee].every((one) => notedHost(one) === undefined);
}

function namesOwner(machine: Machine, given: Value): boolean {
  if (!isObj(given)) return textsOf(given).some((text) => text !== '' && !isSymbolic(text));
  const credentials = given.props.has('credentials') ? machine.get(given, 'credentials') : undefined;
  return (
    OWNERS.some((name) => given.props.has(name) && namesOwner(machine, machine.get(given, name))) ||
    (isObj(credentials) && namesOwner(machine, credentials))
  );
}

/** What the client was made with. */
function notedHost(made: Value): string | undefined {
  const host = isUnknown(made) ? (made.props?.get(HOST) ?? made.notes?.host) : undefined;
  return typeof host === 'string' ? host : undefined;
}

function client(api: string, host: string | undefined): Unknown {
  return { kind: 'unknown', taints: [], api: resultName(api), notes: { host }, props: new Map() };
}
