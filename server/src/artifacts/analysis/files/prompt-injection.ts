import type { ShellSignal } from '../shell/signals.js';

/** Whom such text speaks to. */
const READER =
  /\b(?:ai|llm|language model|gpt|claude|copilot|gemini|chatgpt|assistant|agent|scanner|analy[sz]er|reviewer|auditor|security tool|classifier|moderator)s?\b/i;
/** What it wants to be forgotten. */
const FORGET =
  /\b(?:ignore|forget|disregard|override|discard)\b[^.\n{}()=;[\]]{0,40}\b(?:(?:all |any |your |the )*(?:previous|prior|earlier|above|preceding|former|system)\b[^.\n{}()=;[\]]{0,30}\b(?:instruction|prompt|rule|direction|message|context|guideline)s?|everything you (?:know|were told|have been told)|(?:your|all) (?:instructions|rules|guidelines))/i;
/** What it wants to be said of the package. */
const VERDICT =
  /\b(?:do not|don't|never|must not|should not)\s+(?:report|flag|mention|raise|warn|alert|list|include)\b[^.\n{}()=;[\]]{0,60}\b(?:finding|issue|warning|vulnerab\w+|problem|concern|package|code|file|malicious|suspicious|this|anything)s?\b|\b(?:classify|mark|label|rate|treat|report|consider|answer|respond|reply|return|output|conclude)\b[^.\n{}()=;[\]]{0,80}\b(?:as\s+)?(?:safe|benign|clean|harmless|legit(?:imate)?|not malicious|no (?:issues|findings|threats|risk)|trusted)\b|\b(?:this|the)\s+(?:code|package|module|file|library|script)\s+(?:is|has been)\s+(?:\w+\s+)?(?:pre-?approved|already (?:reviewed|audited|approved)|legit(?:imate)?|verified (?:as )?(?:safe|benign)|whitelisted|allow-?listed|completely safe|safe and (?:tested|trusted|legitimate))|["']?verdict["']?\s*:\s*["'](?:benign|safe|clean)/i;
/** What it wants an assistant to do behind its user's back. */
const BEHIND_THE_BACK =
  /\b(?:do not|don't|never|without)\s+(?:ask(?:ing)?|tell(?:ing)?|show(?:ing)?|mention(?:ing)?|inform(?:ing)?|notify(?:ing)?)\b[^.\n]{0,60}\b(?:user|developer|human|permission|confirmation|summary)\b/i;
/** The same of a thing that is to be kept from them. */
const KEPT_BACK =
  /\b(?:must|should|need)\s+not\s+be\s+(?:shown|told|mentioned|reported|revealed|visible)\s+to\s+(?:the|any|your)?\s*(?:user|developer|human|person)\b/i;
const ACTS =
  /\|\s*(?:sudo\s+)?(?:ba|z)?sh\b|\bcurl\b[^\n]*https?:|\.ssh\/|\.env\b|\.npmrc|\.aws\/credentials|\bid_rsa\b/;
/** How far apart the parts of one such text stand. */
const WINDOW = 600;
/** Longest text that is searched: whoever writes to a reader does so where it is read. */
const MAX_TEXT = 2 * 1024 * 1024;

/**
 * Text that tells whoever reads it (an assistant, a scanner) to forget its orders and think well of the package. Two of
 * three parts must stand near each other: one alone is what articles and tests about prompt injection are full of.
 */
export function injectionSignals(given: string): readonly ShellSignal[] {
  const text = given.slice(0, MAX_TEXT);
  for (const hidden of [BEHIND_THE_BACK.exec(text), KEPT_BACK.exec(text)]) {
    if (hidden === null) continue;
    const near = text.slice(Math.max(0, hidden.index - WINDOW), hidden.index + WINDOW);
    if (ACTS.test(near) && READER.test(near))
      return [{ kind: 'prompt-injection', offset: hidden.index, detail: hidden[0] }];
  }
  const verdict = VERDICT.exec(text);
  const forget = FORGET.exec(text);
  for (const found of [verdict, forget]) {
    if (found === null) continue;
    const near = text.slice(Math.max(0, found.index - WINDOW), found.index + found[0].length + WINDOW);
    const parts = [READER, FORGET, VERDICT].filter((part) => part.test(near));
    if (parts.includes(VERDICT) && parts.length >= 2) {
      return [{ kind: 'prompt-injection', offset: found.index, detail: found[0] }];
    }
  }
  return [];
}

/** Files that open accounts, which a tool for something else has no use for. */
const SECRETS =
  /\.ssh\b|\bid_rsa\b|\bid_ed25519\b|\.aws\b|\.npmrc\b|\.git-credentials\b|\.cursor\/mcp\.json|\.claude(?:\.json|\/)|(?:^|[\s~/])\.env\b/;
/** Code that describes tools to an assistant (Model Context Protocol and its kin). */
const OFFERS_TOOLS =
  /modelcontextprotocol|\bMcpServer\b|\bregisterTool\b|\btools\/list\b|\bListToolsRequestSchema\b|\binputSchema\b/;

/** A tool's description speaks to whoever may use it. */
const OF_TOOL =
  /\b(?:call(?:s|ing)?|us(?:e|es|ing)|run(?:s|ning)?|invok(?:e|es|ing)) (?:this|the|any|another|other) tools?\b/i;

/** What a server asks an assistant to tell it: all that opens accounts and that it has come to know. */
const ASKS_FOR_SECRETS =
  /\b(?:repeat|list|output|return|include|print|reveal|write|give)\b[^.\n]{0,60}\b(?:every|all|any)\b[^.\n]{0,60}\b(?:api[ -]?keys?|passwords?|tokens?|secrets?|credentials)\b[^\n]{0,160}\b(?:conversation|context|seen|messages|system prompt|history|session|files?)\b/i;

/** A tool's description is an order to the assistant that reads it: one that fetches secrets behind the user's back (tool poisoning). */
export function toolSignals(given: string, isServer = OFFERS_TOOLS.test(given)): readonly ShellSignal[] {
  if (!isServer && !OF_TOOL.test(given)) return [];
  const text = given.slice(0, MAX_TEXT);
  const asked = isServer ? ASKS_FOR_SECRETS.exec(text) : null;
  if (asked !== null) return [{ kind: 'agent-instruction', offset: asked.index, detail: asked[0] }];
  const hidden = BEHIND_THE_BACK.exec(text);
  if (hidden === null) return [];
  const near = text.slice(Math.max(0, hidden.index - WINDOW), hidden.index + WINDOW);
  return SECRETS.test(near) ? [{ kind: 'agent-instruction', offset: hidden.index, detail: hidden[0] }] : [];
}

/** Whether a text is one that could hold such an order at all; most files are done with here. */
export function mayHoldInjection(text: string): boolean {
  return /ignore|forget|not be (?:shown|told|mentioned|reported|revealed)|verbatim|disregard|override|discard|verdict|benign|legit|pre-?approved|do not report|don't report|do not flag|never (?:report|flag)|as safe|is safe|(?:not|n't|never|without) (?:ask|tell|show|mention|inform|notify)/i.test(
    text,
  );
}
